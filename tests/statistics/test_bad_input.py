"""What a fit says of answers, predictors, weights and clusters that it cannot use.

The same for every kind of fit: a reason that names the column, and no warning (the tests turn
warnings into errors).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from poet.statistics import (
    binary,
    firth,
    ordinal,
    proportional_odds,
    random_intercepts,
    robustness,
)
from poet.statistics.failure import CannotEstimate
from poet.statistics.sampling import Sampling


@dataclass(frozen=True, eq=False)
class Input:
    """One row per person."""

    answers: pd.Series
    predictors: pd.DataFrame
    weights: pd.Series
    wards: pd.Series

    @property
    def good(self) -> pd.Series:
        """Whether the answer is above the lowest."""
        return self.answers.gt(self.answers.cat.categories[0])


FITS: dict[str, Callable[[Input], Any]] = {
    "ordinal": lambda of: ordinal.fit(of.answers, of.predictors, of.weights),
    "ordinal CR3": lambda of: ordinal.fit(of.answers, of.predictors, of.weights, of.wards),
    "ordinal of a sample": lambda of: ordinal.fit(
        of.answers, of.predictors, sampling=Sampling(of.weights)
    ),
    "binary": lambda of: binary.fit(of.good, of.predictors, of.weights),
    "binary CR3": lambda of: binary.fit(of.good, of.predictors, of.weights, of.wards),
    "binary of a sample": lambda of: binary.fit(
        of.good, of.predictors, sampling=Sampling(of.weights)
    ),
    "Firth": lambda of: firth.fit(of.answers, of.predictors, of.weights),
    "Firth, binary": lambda of: firth.fit(of.good, of.predictors, of.weights),
    "random intercepts": lambda of: random_intercepts.fit(
        of.answers, of.predictors, of.wards, of.weights, points=5
    ),
    "Brant": lambda of: proportional_odds.brant(of.answers, of.predictors, of.weights),
    "each line": lambda of: proportional_odds.cumulative_logits(
        of.answers, of.predictors, of.weights
    ),
    "without one ward": lambda of: robustness.leave_one_cluster_out(
        of.answers, of.predictors, of.wards, ["ease"], of.weights
    ),
}
CLUSTERED = {"ordinal CR3", "binary CR3", "random intercepts", "without one ward"}
every_fit = pytest.mark.parametrize("fit", FITS)


@pytest.fixture
def usable(simulated) -> Input:
    data = simulated(21, people=240, levels=4, clusters=8)
    weights = pd.Series(1.0, data.answers.index, name="people")
    return Input(data.answers.rename("life"), data.predictors, weights, data.clusters)


def reason(fit: str, given: Input) -> str:
    with pytest.raises(CannotEstimate) as failure:
        FITS[fit](given)
    return str(failure.value)


@every_fit
def test_what_is_usable_is_used(fit, usable):
    assert FITS[fit](usable) is not None


@every_fit
def test_everyone_gave_one_answer(fit, usable):
    same = replace(usable, answers=usable.answers.mask(usable.answers.notna(), "a"))
    assert reason(fit, same) == "everyone gave the same answer"


@every_fit
def test_a_predictor_that_does_not_differ_is_named(fit, usable):
    constant = replace(usable, predictors=usable.predictors.assign(one=7.0))
    assert reason(fit, constant) == "'one' is the same for everyone"


@every_fit
def test_predictors_that_follow_from_one_another_are_named(fit, usable):
    total = usable.predictors["help"] + 2 * usable.predictors["ease"]
    collinear = replace(usable, predictors=usable.predictors.assign(total=total))
    assert reason(fit, collinear) == (
        "'help', 'ease' and 'total' can be worked out from one another"
    )


@every_fit
@pytest.mark.parametrize("value", [np.inf, -np.inf])
def test_an_infinite_value_is_named(fit, usable, value):
    predictors = usable.predictors.copy()
    predictors.loc[3, "ease"] = value
    infinite = replace(usable, predictors=predictors)
    assert reason(fit, infinite) == "'ease' holds an infinite value"


@every_fit
def test_fewer_people_than_numbers_to_estimate(fit, usable):
    first = usable.answers.drop_duplicates().index[:3]
    few = Input(*(part.loc[first] for part in vars(usable).values()))
    assert "are too few to estimate" in reason(fit, few)


@every_fit
@pytest.mark.parametrize(("weight", "word"), [(-1.0, "negative"), (np.nan, "missing")])
def test_weights_that_are_no_weights_are_named(fit, usable, weight, word):
    weights = usable.weights.copy()
    weights.iloc[5] = weight
    told = reason(fit, replace(usable, weights=weights))
    assert told.startswith("'people' holds a")
    assert word in told


@every_fit
def test_an_empty_level_in_the_middle_makes_no_difference(fit, usable):
    without = usable.answers.cat.rename_categories({"b": "x"}).cat.set_categories(
        ["a", "empty", "x", "never", "c", "d"]
    )
    FITS[fit](replace(usable, answers=without))
    if fit.startswith("ordinal"):
        one, other = FITS[fit](usable), FITS[fit](replace(usable, answers=without))
        np.testing.assert_array_equal(one.covariance, other.covariance)


@every_fit
def test_rows_without_weight_make_no_difference(fit, usable):
    weights = usable.weights.mask(usable.wards.eq(2) & usable.answers.eq("b"), 0)
    FITS[fit](replace(usable, weights=weights))


@pytest.mark.parametrize("fit", sorted(CLUSTERED))
def test_a_cluster_of_one_person_is_a_cluster(fit, usable):
    wards = usable.wards.copy()
    wards.iloc[0] = 99
    FITS[fit](replace(usable, wards=wards))


@pytest.mark.parametrize("fit", sorted(CLUSTERED))
def test_one_cluster_is_too_few(fit, usable):
    same = replace(usable, wards=usable.wards.mask(usable.wards.notna(), 1))
    assert "one ward" in reason(fit, same)


@every_fit
def test_missing_values_are_for_the_caller_to_mend(fit, usable):
    predictors = usable.predictors.copy()
    predictors.loc[3, "ease"] = np.nan
    with pytest.raises(ValueError, match="missing values in 'ease'"):
        FITS[fit](replace(usable, predictors=predictors))
