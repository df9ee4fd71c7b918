"""Weighted shares from a study's folder to its findings: NHS Digital's vectors, and by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from population_studies import small_study

from poet.disclosure import PROFILES, release
from poet.sections import weighted_shares, weighting
from poet.sections.weighted_shares import COLUMNS, compare
from poet.study import Study

HOLDERS = "budget_holder"


def shares_of(study: Study, profile: str = "internal") -> pd.DataFrame:
    released = release(weighting.find(study), PROFILES[profile], weighting.ESTIMATES)
    return compare(study, {"weighting": released})


@pytest.fixture
def nhs_digital(tmp_path: Path, shared: Path) -> tuple[Study, pd.DataFrame]:
    """A study made of the vectors' answers and populations, and what must come out."""
    folder = shared / "data" / "nhsd-stratified-vectors"
    answers, population, expected = (
        pd.read_csv(folder / f"{name}.csv", dtype=str)
        for name in ("answers", "population", "expected")
    )
    people = [f"{row.la_code},,{row.answer},{row.stratum},," for row in answers.itertuples()]
    groups = [
        f"{row.la_code},{HOLDERS},stratum,{row.stratum},{row.population}"
        for row in population.itertuples()
    ]
    names = {"211": "Council 211", "311": "Council 311"}
    return small_study(tmp_path / "study", people, groups, names=names), expected


def test_the_vectors_of_nhs_digital_come_out_of_a_study(nhs_digital) -> None:
    study, expected = nhs_digital
    assert study.population.problems.empty
    found = shares_of(study)
    keys = ["authority", "answer"]
    expected = expected.rename(columns={"la_code": "authority"}).set_index(keys).astype(float)
    found = found[found["question"].eq("votes")].set_index(keys).loc[expected.index]
    for ours, unit, theirs in (
        ("population_estimate", 1, "est_population"),
        ("weighted_share", 100, "percentage"),
        ("margin", 100, "margin_of_error"),
        ("people", 1, "respondents"),
        ("population", 1, "group_population"),
    ):
        np.testing.assert_allclose(found[ours].astype(float) * unit, expected[theirs], rtol=1e-9)
    assert set(found["note"]) == {""}
    assert set(found["method"]) == {"strata"}


def test_a_stratum_with_one_answer_leaves_the_share_and_no_interval_and_says_so(tmp_path) -> None:
    answers = [*["N1,better,1,1,,", "N1,worse,1,1,,"] * 2, "N1,better,1,2,,"]
    groups = [f"N1,{HOLDERS},stratum,1,60", f"N1,{HOLDERS},stratum,2,40"]
    found = shares_of(small_study(tmp_path / "study", answers, groups))
    good = found[found["answer"].eq("good") & found["authority"].eq("N1")].iloc[0]
    assert good["weighted_share"] == pytest.approx(0.5 * 0.6 + 0.4)
    assert pd.isna(good["weighted_low"])
    assert pd.isna(good["margin"])
    assert good["note"] == ("too few people answered in one of the groups to say how sure this is")


# Of ten people eight are young; all of them say better, and no old one does.
NORTH = [*["N1,better,1,1,young,body"] * 8, *["N1,worse,2,1,old,body"] * 2]
AGE = [f"N1,{HOLDERS},age,young,50", f"N1,{HOLDERS},age,old,50"]


def test_raked_shares_by_hand(tmp_path) -> None:
    """Half of the people are young, so that half would say better; and age explains it all."""
    found = shares_of(small_study(tmp_path / "study", NORTH, AGE)).set_index(["question", "answer"])
    good = found.loc["life", "good"]
    good = good[good["authority"].eq("N1")].iloc[0]
    assert (good["people"], good["base"]) == (8, 10)
    assert good["share"] == pytest.approx(0.8)
    assert good["weighted_share"] == pytest.approx(0.5)
    assert good["moved"] == pytest.approx(-0.3)
    assert good["margin"] == pytest.approx(0, abs=1e-9)
    assert good["effective_share"] == pytest.approx(100**2 / (8 * 6.25**2 + 2 * 25**2) / 10)
    assert good["population_estimate"] == pytest.approx(50)
    assert (good["method"], good["weighted_by"], good["note"]) == ("raked", "age", "")


def test_a_council_without_a_population_is_as_counted_with_a_sentence(tmp_path) -> None:
    answers = [*NORTH, *["S1,better,1,1,young,body"] * 3]
    found = shares_of(small_study(tmp_path / "study", answers, AGE))
    south = found[found["authority"].eq("S1")]
    assert south["weighted_share"].isna().all()
    assert set(south["note"]) == {"the population file has no numbers of these people"}
    assert south.loc[south["answer"].eq("good"), "share"].tolist() == [1.0]


def test_a_question_nobody_with_a_weight_answered_has_no_weighted_share(tmp_path) -> None:
    answers = ["N1,better,1,1,,", "N1,better,1,1,,", "N1,,2,2,,", "N1,worse,2,,,"]
    groups = [f"N1,{HOLDERS},stratum,2,40"]
    found = shares_of(small_study(tmp_path / "study", answers, groups))
    life = found[found["question"].eq("life") & found["authority"].eq("N1")]
    assert set(life["note"]) == {"nobody who has a weight answered"}


def test_what_is_hidden_tells_nothing_of_its_weights(tmp_path) -> None:
    found = shares_of(small_study(tmp_path / "study", NORTH, AGE), "local")
    bad = found[found["answer"].eq("bad") & found["authority"].eq("N1")].iloc[0]
    assert bad["note"] == "[c] at most 7 people, or all, of a group of fewer than 20"
    numbers = ["people", "share", "weighted_share", "weighted_low", "moved", "margin"]
    assert bad[[*numbers, "effective_share", "population_estimate"]].isna().all()


def test_a_weighted_share_tells_no_more_of_a_count_than_the_share_does(three_councils) -> None:
    """It is the share that may be seen and by how many points weighting moves it."""
    found = weighting.find(three_councils)
    told = compare(
        three_councils,
        {"weighting": release(found, PROFILES["local"], weighting.ESTIMATES)},
    )
    known = told["weighted_share"].notna()
    assert known.sum() > 100
    points = told.loc[known, "moved"] * 100
    np.testing.assert_allclose(points, points.round(), atol=1e-9)
    added = (told["share"] + told["moved"]).clip(0, 1)
    np.testing.assert_allclose(told["weighted_share"], added)
    exactly = told.loc[known, "weighted_by"].eq("everyone")
    assert exactly.any()
    np.testing.assert_allclose(
        told.loc[known, "weighted_share"][exactly], told["share"][known][exactly]
    )


def test_weighted_shares_lie_within_their_intervals(three_councils) -> None:
    found = shares_of(three_councils)
    sure = found[found["weighted_low"].notna()]
    assert len(sure) > 100
    assert sure["weighted_low"].le(sure["weighted_share"] + 1e-9).all()
    assert sure["weighted_high"].ge(sure["weighted_share"] - 1e-9).all()
    assert sure["effective_share"].between(0, 1 + 1e-9).all()


def test_a_study_without_a_population_has_no_rows(small_study_of_hand) -> None:
    found = shares_of(small_study_of_hand)
    assert found.empty
    assert list(found) == list(COLUMNS)


@pytest.fixture
def small_study_of_hand(small_study) -> Study:
    return small_study({"council": ["north"], "life": ["better"]})


def test_every_column_is_told(three_councils) -> None:
    assert list(weighting.find(three_councils)) == list(weighting.COLUMNS)
    assert list(shares_of(three_councils)) == list(weighted_shares.COLUMNS)
