"""What goes with more of an amount: held to R through `ordinal`, and to its definition."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy.special import expit
from scipy.stats import t

from poet.statistics.failure import CannotEstimate
from poet.statistics.standardised_effects import NO_MAXIMUM, standardised_effect
from poet.statistics.standardised_shift import FOLLOWS, standardised_shift


@pytest.fixture(scope="module")
def people() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """600 people of 12 councils: yes, pounds a week, background, council."""
    random = np.random.default_rng(8)
    council = np.arange(600) % 12
    background = random.normal(size=(600, 2))
    pounds = 250 * np.exp(0.5 * random.normal(size=600) + 0.3 * background[:, 0])
    odds = 0.002 * pounds + 0.5 * background[:, 1] - 0.3 + 0.4 * random.normal(size=12)[council]
    return random.random(600) < expit(odds), pounds, background, council


def test_the_difference_is_that_of_chances_by_statsmodels(people) -> None:
    yes, pounds, background, _ = people
    matrix = np.column_stack([np.ones(600), pounds, background])
    fit = sm.GLM(yes.astype(float), matrix, family=sm.families.Binomial()).fit(tol=1e-14)
    more = matrix + np.array([0, 50, 0, 0])
    found = standardised_shift(yes, pounds, 50, background)
    assert found.share == pytest.approx(yes.mean(), rel=1e-8)
    assert found.shifted == pytest.approx(fit.predict(more).mean(), rel=1e-8)
    assert found.difference == pytest.approx(found.shifted - found.share, rel=1e-12)
    assert found.p_value == pytest.approx(2 * t.sf(abs(fit.tvalues[1]), 596), rel=1e-6)
    assert found.people == 600


def test_of_a_kind_it_is_between_none_and_all_as_in_standardised_effects(people) -> None:
    """Where everyone has 0, one more is the share of all of the kind less that of none."""
    yes, pounds, background, council = people
    kind = pounds > 300
    effect = standardised_effect(yes, kind, background, council).effect
    found = standardised_shift(yes, kind.astype(float), 1, background, council)
    assert found.share < found.shifted < 1
    assert np.sign(found.difference) == np.sign(effect.difference)
    assert found.clusters == 12


def test_the_interval_is_the_delta_method_by_differences(people) -> None:
    """The gradient by small steps in each coefficient instead of by algebra."""
    yes, pounds, background, _ = people
    matrix = np.column_stack([np.ones(600), pounds / 50, background])
    fit = sm.GLM(yes.astype(float), matrix, family=sm.families.Binomial()).fit(tol=1e-14)
    more = matrix + np.array([0, 1, 0, 0])

    def difference(coefficients: np.ndarray) -> float:
        return float((expit(more @ coefficients) - expit(matrix @ coefficients)).mean())

    steps = 1e-5 * np.eye(4)
    gradient = [
        (difference(fit.params + step) - difference(fit.params - step)) / 2e-5 for step in steps
    ]
    error = np.sqrt(gradient @ fit.cov_params() @ gradient)
    found = standardised_shift(yes, pounds, 50, background)
    assert found.high - found.low == pytest.approx(2 * 1.964 * error, rel=2e-3)
    assert found.low < found.difference < found.high


def test_twice_as_much_more_is_about_twice_the_difference(people) -> None:
    yes, pounds, background, _ = people
    one, two = (standardised_shift(yes, pounds, more, background) for more in (10, 20))
    assert two.difference == pytest.approx(2 * one.difference, rel=0.02)
    assert one.p_value == pytest.approx(two.p_value, rel=1e-9)


def test_intervals_by_council_hold_a_planted_difference() -> None:
    random = np.random.default_rng(2)
    covered = 0
    for _ in range(300):
        group = random.random(480) < 0.4
        pounds = 200 * np.exp(0.5 * random.normal(size=480)) + 60 * group
        odds = 0.003 * pounds - 0.6 - 0.5 * group
        odds = odds + 0.3 * random.normal(size=12)[np.arange(480) % 12]
        truth = (expit(odds + 0.15) - expit(odds)).mean()
        yes = random.random(480) < expit(odds)
        found = standardised_shift(yes, pounds, 50, group[:, None], np.arange(480) % 12)
        covered += found.low <= truth <= found.high
    assert 0.92 < covered / 300 < 0.985


def test_what_cannot_be_estimated_is_said(people) -> None:
    yes, pounds, background, _ = people
    with pytest.raises(CannotEstimate, match=f"^{FOLLOWS}$"):
        standardised_shift(yes, np.full(600, 200.0), 50, background)
    with pytest.raises(CannotEstimate, match=f"^{NO_MAXIMUM}$"):
        standardised_shift(pounds > 250, pounds, 50, pd.DataFrame(background).to_numpy())
