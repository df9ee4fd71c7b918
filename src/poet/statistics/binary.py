"""Logistic regression: what goes with saying yes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from poet.statistics import wald
from poet.statistics.case_weights import case_weights
from poet.statistics.cumulative_maximum import Maximum, NoMaximum
from poet.statistics.design import (
    Design,
    check_enough,
    check_same_rows,
    design,
    only_rows,
    with_labels,
    zero_or_one,
)
from poet.statistics.failure import CannotEstimate
from poet.statistics.ordinal_rows import AllRows, Drawn, covariance_of, people_of
from poet.statistics.sampling import Sampling
from poet.statistics.separation import no_maximum

if TYPE_CHECKING:
    from statsmodels.discrete.discrete_model import BinaryResultsWrapper
    from statsmodels.genmod.generalized_linear_model import GLMResultsWrapper


@dataclass(frozen=True, eq=False)
class BinaryFit:
    """A fitted logistic regression: P(yes) = logistic(constant + x'b).

    `coefficients` has one row for "constant", then one per predictor; `covariance` one row and
    column per coefficient. `n` is the number of answers: the sum of counts where rows stand for
    several. `degrees_of_freedom` are those of t: infinite, those of the sample, or one fewer than
    there are `clusters`. Where `proved`, the fit itself proves that `separation.separated` would
    name nobody; elsewhere only that can tell.
    """

    coefficients: pd.Series
    covariance: pd.DataFrame
    log_likelihood: float
    n: float
    degrees_of_freedom: float = math.inf
    clusters: int | None = None
    proved: bool = False

    @property
    def standard_errors(self) -> pd.Series:
        """One row per coefficient."""
        return wald.standard_errors(self.covariance)

    @property
    def p_values(self) -> pd.Series:
        """One row per coefficient: the two-sided p-value that it is 0."""
        return wald.p_values(self.coefficients, self.covariance, self.degrees_of_freedom)

    def intervals(self, confidence: float = 0.95) -> pd.DataFrame:
        """One row per coefficient, columns low and high."""
        return wald.intervals(
            self.coefficients, self.covariance, self.degrees_of_freedom, confidence
        )


def fit(
    answers: pd.Series,
    predictors: pd.DataFrame | Design,
    weights: pd.Series | None = None,
    clusters: pd.Series | None = None,
    *,
    sampling: Sampling | None = None,
) -> BinaryFit:
    """Fits a logistic regression by maximum likelihood.

    `answers` are true or false (or 1 and 0). `predictors` has one row per answer and one column
    of numbers per predictor, no constant, or is a `design.design` of such a frame. `weights`,
    `clusters` and `sampling` are those of `ordinal.fit`: counts, CR3 with t (Bell & McCaffrey
    2002), and how people were drawn (Binder 1983). The maximum is that of the proportional odds
    model of two levels, one step of Newton's further. See `statsmodels_result` for more of one fit.

    Raises ValueError or TypeError when the rows differ, something is missing or of a wrong type,
    and CannotEstimate, with the reason, when the answers do not allow the fit.
    """
    drawn = None if sampling is None else sampling.weights
    check_same_rows(answers, predictors, weights, clusters, drawn)
    counts, stays = case_weights(answers, weights, sampling)
    if len(stays) < len(counts):
        answers, predictors = answers.iloc[stays], only_rows(predictors, stays)
        clusters = None if clusters is None else clusters.iloc[stays]
    yes = zero_or_one(answers)
    prepared = predictors if isinstance(predictors, Design) else None
    if prepared is None:
        # What is wrong with the answers is said before what is wrong with the predictors.
        check_enough(len(yes), predictors.shape[1] + 1)
        prepared = design(predictors)
    people = people_of(prepared, clusters)
    everyone = AllRows(
        yes.astype(np.intp)[people.order], people.design, counts[stays][people.order], levels=2
    )
    try:
        maximum = everyone.nearer(everyone.maximum())
    except NoMaximum:
        in_order = answers.reset_index(drop=True)
        raise CannotEstimate(no_maximum(in_order, prepared.in_own_units())) from None
    covariance, about = covariance_of(
        everyone, maximum, people, None if sampling is None else Drawn(sampling, stays)
    )
    about["n"] = float(everyone.weights.sum() if sampling is None else len(yes))
    return _in_own_units(maximum, covariance, prepared, about)


def statsmodels_result(
    answers: pd.Series, predictors: pd.DataFrame, weights: pd.Series | None = None
) -> BinaryResultsWrapper | GLMResultsWrapper:
    """The same fit as an object of statsmodels, to go on from: margins, tests, diagnostics.

    `answers`, `predictors` and `weights` (counts) are those of `fit`; "constant" is added as the
    first column. A `Logit` without weights, a binomial `GLM` with `freq_weights` with them. Its
    errors are those of people who answer independently. Raises as `fit` does.
    """
    # Loading statsmodels takes a second, and fits do without.
    import statsmodels.api as sm

    begin = fit(answers, predictors, weights).coefficients
    matrix = predictors.astype(float)
    matrix.insert(0, "constant", 1.0)
    if weights is None:
        return sm.Logit(answers.astype(float), matrix).fit(start_params=begin, disp=0)
    model = sm.GLM(answers.astype(float), matrix, sm.families.Binomial(), freq_weights=weights)
    return model.fit(start_params=begin)


def _in_own_units(
    maximum: Maximum, covariance: np.ndarray, prepared: Design, about: dict[str, float]
) -> BinaryFit:
    to_own = prepared.to_own_units(intercepts=1, sign=1)
    to_own[0] *= -1  # the constant is the threshold with its sign turned
    names = with_labels(prepared.names, 0, ["constant"])
    return BinaryFit(
        coefficients=pd.Series(to_own @ maximum.parameters, index=names, name="coefficient"),
        covariance=pd.DataFrame(to_own @ covariance @ to_own.T, index=names, columns=names),
        log_likelihood=maximum.log_likelihood,
        proved=maximum.proved,
        **about,
    )
