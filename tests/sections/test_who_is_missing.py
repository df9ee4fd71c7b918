"""Those who answered beside the population: by hand, and what may not be seen is not told."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from population_studies import small_study

from poet.disclosure import FOLLOWS, PROFILES, release
from poet.sections import who_answered, who_there_is
from poet.sections.who_is_missing import COLUMNS, NOT_COMPLETE, compare
from poet.statistics.multiplicity import holm
from poet.statistics.proportions import wilson

HOLDERS = "budget_holder"
HEADINGS = "authority,audience,question,answer,people,asked"
NORTH = [*["N1,better,1,1,young,body"] * 10, *["N1,worse,2,2,old,mind"] * 31]
GROUPS = [
    f"N1,{HOLDERS},everyone,,200,160",
    f"N1,{HOLDERS},age,young,100,80",
    f"N1,{HOLDERS},age,old,100,80",
]


def compared(study, profile: str = "internal") -> pd.DataFrame:
    found = {"who_answered": who_answered.find(study), "who_there_is": who_there_is.find(study)}
    rules = PROFILES[profile]
    return compare(study, {name: release(frame, rules) for name, frame in found.items()})


@pytest.fixture
def made(tmp_path):
    def making(*rows: str, answers=NORTH, profile: str = "internal", **more) -> pd.DataFrame:
        study = small_study(tmp_path / "study", answers, rows, headings=HEADINGS, **more)
        return compared(study, profile).set_index(["authority", "answer"])

    return making


def test_a_group_by_hand(made) -> None:
    """10 of 41 answers are of the young, who are half of the people."""
    young = made(*GROUPS).loc["N1", "young"]
    assert (young["people"], young["base"], young["population"]) == (10, 41, 100)
    assert young["share"] == pytest.approx(10 / 41)
    assert young["population_share"] == 0.5
    assert young["difference"] == pytest.approx(10 / 41 - 0.5)
    left = (200 - 41) / 199
    low, high = wilson(10 / left, 41 / left)
    assert young["difference_low"] == pytest.approx(low - 0.5)
    assert young["difference_high"] == pytest.approx(high - 0.5)
    assert bool(young["clear"])
    assert young["response_rate"] == pytest.approx(10 / 80)
    assert young["answered_of_population"] == pytest.approx(10 / 100)
    assert young["note"] == ""


def test_a_group_hidden_for_others_leaves_them_their_part_of_everyone(tmp_path) -> None:
    study = small_study(tmp_path / "study", NORTH, GROUPS, headings=HEADINGS)
    released = {
        "who_answered": release(who_answered.find(study), PROFILES["internal"]),
        "who_there_is": release(who_there_is.find(study), PROFILES["internal"]),
    }
    gone = released["who_there_is"]["answer"].eq("young")
    released["who_there_is"].loc[gone, ["people", "hidden"]] = [pd.NA, FOLLOWS]
    found = compare(study, released).set_index(["authority", "answer"])
    assert found.loc[("N1", "old"), "population_share"] == 0.5
    assert found.loc[("N1", "young"), ["population", "population_share"]].isna().all()
    assert found.loc[("N1", "young"), "note"] == FOLLOWS


def test_response_rates_of_everyone(made) -> None:
    everyone = made(*GROUPS).loc["N1", "everyone"]
    assert everyone["response_rate"] == pytest.approx(41 / 160)
    assert everyone["answered_of_population"] == pytest.approx(41 / 200)
    assert pd.isna(everyone["difference"])
    assert pd.isna(everyone["population_share"])


def test_p_values_are_adjusted_over_the_groups_of_a_council(made) -> None:
    rows = made(*GROUPS, f"N1,{HOLDERS},need,body,60,", f"N1,{HOLDERS},need,mind,140,").loc["N1"]
    np.testing.assert_allclose(rows["p_holm"], holm(rows["p"]))
    assert rows["p"].notna().sum() == 4
    assert rows["clear"].tolist() == [False, True, True, False, False]


def test_a_question_whose_groups_are_not_complete_is_not_compared(made) -> None:
    rows = made(f"N1,{HOLDERS},age,young,100,80")
    young = rows.loc["N1", "young"]
    assert young["note"] == NOT_COMPLETE
    assert pd.isna(young["difference"])
    assert young["response_rate"] == pytest.approx(10 / 80)


def test_numbers_that_contradict_the_answers_are_not_used_and_it_is_said(made) -> None:
    rows = made(f"N1,{HOLDERS},everyone,,40,", *GROUPS[1:])
    assert set(rows["note"]) == {"more people answered than the population file has"}
    numbers = ["difference", "response_rate", "answered_of_population"]
    assert rows[numbers].isna().all(axis=None)


def test_small_counts_tell_no_rate_and_no_difference(made) -> None:
    answers = [*NORTH[:5], *NORTH[10:]]
    young = made(*GROUPS, answers=answers, profile="local").loc["N1", "young"]
    assert young["note"] == "[c] 1 to 7 people"
    assert (young["population"], young["population_share"]) == (100, 0.5)
    numbers = ["people", "share", "difference", "difference_low", "p", "response_rate"]
    assert young[[*numbers, "answered_of_population"]].isna().all()


def test_all_councils_are_together_where_each_is_known(tmp_path) -> None:
    codes = ("A", "B", "C")
    names = {code: f"Council {code}" for code in codes}
    answers = [f"{code},better,1,1,{age},body" for code in codes for age in ["young"] * 9 + ["old"]]
    rows = [
        *[f"{code},{HOLDERS},everyone,,30,20" for code in codes],
        *[f"{code},{HOLDERS},age,{age},15," for code in codes[:2] for age in ("young", "old")],
    ]
    study = small_study(tmp_path / "study", answers, rows, names=names, headings=HEADINGS)
    together = compared(study).query("authority == 'all'").set_index("question")
    assert together.index.tolist() == ["everyone"]
    row = together.loc["everyone"]
    assert (row["people"], row["population"], row["asked"]) == (30, 90, 60)
    assert row["response_rate"] == 0.5


def test_an_asked_number_that_one_council_lacks_is_not_that_of_all(tmp_path) -> None:
    names = {code: f"Council {code}" for code in "ABC"}
    answers = [f"{code},better,1,1,young,body" for code in "ABC" for _ in range(10)]
    rows = [f"{code},{HOLDERS},everyone,,30,{'' if code == 'A' else 20}" for code in "ABC"]
    study = small_study(tmp_path / "study", answers, rows, names=names, headings=HEADINGS)
    row = compared(study).query("authority == 'all'").iloc[0]
    assert pd.isna(row["asked"])
    assert row["answered_of_population"] == pytest.approx(30 / 90)


def test_small_groups_of_the_population_are_hidden_and_others_rounded(made) -> None:
    rows = made(
        f"N1,{HOLDERS},everyone,,204,160",
        f"N1,{HOLDERS},age,young,197,158",
        f"N1,{HOLDERS},age,old,7,2",
        answers=NORTH[:15],
        profile="local",
    ).loc["N1"]
    assert rows.loc["old", "note"] == "[c] 1 to 7 people"
    numbers = ["population", "population_share", "asked", "response_rate"]
    assert rows.loc["old", numbers].isna().all()
    assert rows.loc["young", ["population", "asked"]].tolist() == [195, 160]
    assert rows.loc["young", "population_share"] == pytest.approx(195 / 199)


def test_a_study_without_a_population_has_no_rows(small_study) -> None:
    study = small_study({"council": ["north"], "need": ["other"]})
    found = compared(study)
    assert found.empty
    assert list(found) == list(COLUMNS)
