"""The scores: their mean and spread by hand, alpha by the statistics, and reasons for none."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from poet.sections.technical_scores import COLUMNS, find
from poet.statistics.scores import alpha_interval, cronbach_alpha

PLACE = {"hard": 0.0, "neither": 0.5, "easy": 1.0}
NUMBERS = ["mean", "standard_deviation"]
ALPHA = ["alpha", "low", "high"]


@pytest.fixture(scope="module")
def scores_of(small_study):
    """The rows of a study of these answers, by authority and score."""

    def found(answers: dict[str, list[str]]) -> pd.DataFrame:
        study = small_study(answers, councils=sorted(set(answers["council"])))
        return find(study, ()).set_index(["authority", "score"])

    return found


def places(answers: dict[str, list[str]], *keys: str) -> pd.DataFrame:
    return pd.DataFrame({key: pd.Series(answers[key]).map(PLACE) for key in keys})


def test_the_columns_are_those_that_are_told(either) -> None:
    assert list(find(either.study, either.models)) == list(COLUMNS)


def test_there_is_a_row_per_group_and_score(together) -> None:
    found = find(together.study, together.models)
    councils = [f"c{number:02}" for number in range(12)]
    assert list(zip(found["authority"], found["score"], strict=True)) == [
        (code, score) for code in (*councils, "all") for score in ("process", "involvement")
    ]
    assert found.loc[found["note"].eq(""), [*NUMBERS, *ALPHA]].notna().all(axis=None)
    assert found.loc[found["mean"].isna() | found["alpha"].isna(), "note"].ne("").all()


def test_mean_and_spread_are_those_of_people(scores_of, linked) -> None:
    answers = linked(120, blank=0.06)
    found = scores_of(answers)
    process = 100 * places(answers, "forms", "advice").mean(axis="columns")
    say = 100 * places(answers, "say")["say"]
    for name, score in (("process", process), ("involvement", say)):
        row = found.loc[("c00", name)]
        assert row["mean"] == pytest.approx(score.mean(), abs=0.0501)
        assert row["standard_deviation"] == pytest.approx(score.std(), abs=0.0501)
        assert row["people"] == score.notna().sum()
    assert found.loc[("c00", "involvement"), "people"] < 120


def test_alpha_is_cronbachs_of_who_answered_every_question(scores_of, linked) -> None:
    answers = linked(120)
    answers["forms"][:7] = [""] * 7
    row = scores_of(answers).loc[("c00", "process")]
    items = places(answers, "forms", "advice")
    alpha = cronbach_alpha(items)
    assert row["alpha"] == round(alpha, 2)
    assert (row["low"], row["high"]) == tuple(
        round(end, 2) for end in alpha_interval(alpha, people=113, items=2)
    )
    assert row["low"] < row["alpha"] < row["high"]
    assert (row["people"], row["questions"], row["note"]) == (120, 2, "")


def test_digits_do_not_tell_how_many_people_there_are(together) -> None:
    found = find(together.study, together.models)
    for column, decimals in {**dict.fromkeys(NUMBERS, 1), **dict.fromkeys(ALPHA, 2)}.items():
        told = found[column].dropna().astype(float)
        assert len(told)
        assert (told == told.round(decimals)).all()


def test_one_question_has_a_mean_and_no_alpha(scores_of, linked) -> None:
    row = scores_of(linked(60)).loc[("c00", "involvement")]
    assert row["note"] == "alpha needs at least two questions"
    assert row[NUMBERS].notna().all()
    assert row[ALPHA].isna().all()


@pytest.mark.parametrize("people", [1, 19, 20])
def test_fewer_than_twenty_people_are_not_told_of(scores_of, linked, people: int) -> None:
    answers = linked(people)
    row = scores_of(answers).loc[("c00", "process")]
    assert row["people"] == people
    assert row[[*NUMBERS, *ALPHA]].notna().all() == (people == 20)
    expected = "" if people == 20 else "fewer than 20 people have this score"
    assert row["note"] == expected
    assert row[[*NUMBERS, *ALPHA]].isna().all() == (people < 20)


def test_alpha_needs_twenty_people_who_answered_every_question(scores_of, linked) -> None:
    answers = linked(40)
    answers["forms"][:21] = [""] * 21
    row = scores_of(answers).loc[("c00", "process")]
    assert row["note"] == "fewer than 20 people answered every question"
    assert row["mean"] == pytest.approx(
        100 * np.nanmean(places(answers, "forms", "advice").mean(axis="columns")), abs=0.0501
    )
    assert row[ALPHA].isna().all()


def test_equal_totals_have_no_alpha(scores_of, linked) -> None:
    answers = {**linked(30), "forms": ["easy"] * 30, "advice": ["hard"] * 30}
    row = scores_of(answers).loc[("c00", "process")]
    assert (row["mean"], row["standard_deviation"]) == (50, 0)
    assert row["note"] == "everyone has the same total"


def test_all_together_are_everyone(scores_of, linked) -> None:
    answers = linked(90, councils=3)
    found = scores_of(answers)
    everyone = scores_of({**answers, "council": ["c00"] * 90})
    pd.testing.assert_frame_equal(
        found.loc[["all"]].reset_index("authority", drop=True),
        everyone.loc[["c00"]].reset_index("authority", drop=True),
    )
    assert set(everyone.index.get_level_values("authority")) == {"c00"}
