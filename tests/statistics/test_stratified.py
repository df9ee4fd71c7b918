from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poet.statistics.failure import CannotEstimate
from poet.statistics.sampling import Sampling
from poet.statistics.stratified import stratified_shares
from poet.statistics.survey_estimates import shares, totals

STRATUM = pd.Series(list("aaabbb"), name="stratum")
ANSWER = pd.Series(["yes", "no", "no", "yes", "yes", "no"])


def people(**populations):
    return pd.Series(populations)


@pytest.mark.parametrize("council", [211, 311])
def test_the_vectors_of_nhs_digital_come_out(council, shared):
    answers, population, expected = (
        pd.read_csv(shared / "data" / "nhsd-stratified-vectors" / f"{name}.csv")[
            lambda rows: rows["la_code"] == council
        ]
        for name in ("answers", "population", "expected")
    )
    by_stratum = population.set_index("stratum")["population"]
    found = stratified_shares(answers["answer"], answers["stratum"], by_stratum)
    assert found.index.tolist() == expected["answer"].tolist()
    for ours, theirs, unit in (
        ("population", "est_population", 1),
        ("share", "percentage", 100),
        ("margin", "margin_of_error", 100),
        ("answers", "respondents", 1),
    ):
        np.testing.assert_allclose(found[ours] * unit, expected[theirs], rtol=1e-12)


def test_a_council_by_hand():
    found = stratified_shares(ANSWER, STRATUM, people(a=30, b=60)).loc["yes"]
    assert found["answers"] == 3
    assert found["population"] == pytest.approx(10 + 40)
    assert found["share"] == pytest.approx(5 / 9)
    variance = 2 / 9 * (30**2 * 0.9 + 60**2 * 0.95) / 2
    assert found["standard_error"] == pytest.approx(np.sqrt(variance) / 90)
    assert found["margin"] == pytest.approx(1.96 * np.sqrt(variance) / 90)
    assert found["low"] == pytest.approx(5 / 9 - found["margin"])
    assert found["high"] == 1


@settings(derandomize=True, deadline=None, max_examples=40)
@given(seed=st.integers(0, 10**6))
def test_it_is_linearisation_with_the_weight_of_each_stratum(seed):
    random = np.random.default_rng(seed)
    strata = pd.Series(np.repeat(["a", "b", "c"], random.integers(2, 9, 3)), name="stratum")
    answers = pd.Series(pd.Categorical.from_codes(random.integers(0, 3, len(strata)), list("xyz")))
    drawn = strata.map(strata.value_counts())
    population = strata.map({"a": 40, "b": 9, "c": 300})
    found = stratified_shares(answers, strata, people(c=300, b=9, a=40))
    sampling = Sampling(population / drawn, strata, (), (population,))
    expected = shares(answers, sampling)
    np.testing.assert_allclose(found["share"], expected.estimates, atol=1e-14)
    np.testing.assert_allclose(found["standard_error"], expected.standard_errors, atol=1e-14)
    counted = totals(pd.DataFrame({"x": answers == "x"}), sampling).estimates["x"]
    assert found["population"]["x"] == pytest.approx(counted)
    assert found["population"].sum() == pytest.approx(349)
    assert found[["low", "high"]].stack().between(0, 1).all()


def test_where_everyone_answered_there_is_no_margin():
    found = stratified_shares(ANSWER, STRATUM, people(a=3, b=3))
    assert found["margin"].tolist() == [0, 0]
    alone = pd.Series(["yes"]), pd.Series(["a"])
    assert stratified_shares(*alone, people(a=1)).loc["yes"].tolist() == [1, 1, 1, 0, 0, 1, 1]


def test_a_stratum_without_people_and_a_level_without_answers_do_no_harm():
    answers = pd.Series(pd.Categorical(ANSWER, categories=["yes", "no", "never"]))
    found = stratified_shares(answers, STRATUM, people(a=30, b=60, c=0, d=np.nan))
    assert found.index.tolist() == ["yes", "no", "never"]
    assert found.loc["never", ["answers", "share", "margin"]].tolist() == [0, 0, 0]
    by_category = stratified_shares(answers, STRATUM.astype("category"), people(a=30, b=60))
    pd.testing.assert_frame_equal(found, by_category)


@pytest.mark.parametrize(
    ("populations", "reason"),
    [
        ({"a": 30}, "there are answers but no population in stratum 'b'"),
        ({"a": 30, "b": 0}, "there are answers but no population in stratum 'b'"),
        ({"a": 30, "b": np.nan}, "there are answers but no population in stratum 'b'"),
        ({"a": 30, "b": 60, "c": 5, "d": 1}, "nobody answered in stratum 'c' and 'd'"),
        ({"a": 2, "b": 60}, "more people answered than there are in stratum 'a'"),
        ({"a": 9, "b": -60}, "the population must be a number of people in stratum 'b'"),
        ({"a": 9, "b": np.inf}, "the population must be a number of people in stratum 'b'"),
    ],
)
def test_answers_and_population_must_go_together(populations, reason):
    with pytest.raises(CannotEstimate, match=f"^{reason}$"):
        stratified_shares(ANSWER, STRATUM, people(**populations))


def test_a_single_answer_of_several_people_has_no_margin():
    strata = pd.Series(list("aaaabc"), name="team")
    with pytest.raises(CannotEstimate, match=r"^one answer alone gives no margin in team 'b'$"):
        stratified_shares(ANSWER, strata, people(a=9, b=2, c=1))


def test_a_mistake_in_the_columns_is_an_error():
    with pytest.raises(ValueError, match="missing values in 'stratum'"):
        stratified_shares(ANSWER, STRATUM.where(STRATUM == "a"), people(a=9))
    with pytest.raises(ValueError, match="missing values in 'answers'"):
        stratified_shares(ANSWER.where(ANSWER == "no"), STRATUM, people(a=9, b=9))
    with pytest.raises(ValueError, match="must have the same rows"):
        stratified_shares(ANSWER, STRATUM[::-1], people(a=9, b=9))
    with pytest.raises(ValueError, match="a stratum has two populations"):
        stratified_shares(ANSWER, STRATUM, pd.Series([9, 9], index=["a", "a"]))
    with pytest.raises(CannotEstimate, match=r"^nobody answered$"):
        stratified_shares(ANSWER[:0], STRATUM[:0], people(a=9))
