"""Logistic regression: what goes with saying yes."""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import expit

from poet.statistics import wald
from poet.statistics.clusters import cluster_word, cr3_covariance, members
from poet.statistics.cumulative_maximum import MOST_STEPS, NoMaximum
from poet.statistics.design import check_enough, check_same_rows, design, zero_or_one
from poet.statistics.failure import CannotEstimate
from poet.statistics.separation import no_maximum

# Newton's method ends when no estimate moves by more than this (predictors have spread 1) ...
STILL = 1e-10
# ... and the result stands only if a further step would be shorter than this in standard errors.
CLOSE_ENOUGH = 1e-6


@dataclass(frozen=True, eq=False)
class BinaryFit:
    """A fitted logistic regression: P(yes) = logistic(constant + x'b).

    `coefficients` has one row for "constant", then one per predictor; `covariance` one row and
    column per coefficient. `degrees_of_freedom` are those of t: infinite, or with `clusters`
    clusters one fewer than those.
    """

    coefficients: pd.Series
    covariance: pd.DataFrame
    log_likelihood: float
    n: float
    degrees_of_freedom: float = math.inf
    clusters: int | None = None

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
    answers: pd.Series, predictors: pd.DataFrame, clusters: pd.Series | None = None
) -> BinaryFit:
    """Fits a logistic regression by maximum likelihood, with statsmodels' Logit.

    `answers` are true or false (or 1 and 0). `predictors` has one row per answer and one column
    of numbers per predictor, no constant. With `clusters` (one label per row) the covariance is
    CR3 and intervals use t with one degree of freedom fewer than there are clusters
    (Bell & McCaffrey 2002); statsmodels' own cluster covariance is too small with few clusters.

    Raises ValueError or TypeError when the rows differ, something is missing or of a wrong type,
    and CannotEstimate, with the reason, when the answers do not allow the fit.
    """
    check_same_rows(answers, predictors, clusters)
    yes = zero_or_one(answers)
    check_enough(len(yes), predictors.shape[1] + 1)
    prepared = design(predictors)
    matrix = np.column_stack([np.ones(len(yes)), prepared.standardised])
    try:
        parameters, log_likelihood = _maximum(yes, matrix)
        score, information = _contribution(yes, matrix, parameters)
        _check_maximum(score, information)
    except (NoMaximum, np.linalg.LinAlgError):
        raise CannotEstimate(no_maximum(answers, predictors)) from None
    covariance, of_clusters = np.linalg.inv(information), {}
    if clusters is not None:
        groups = members(clusters)
        parts = [_contribution(yes[group], matrix[group], parameters) for group in groups]
        scores, own = (np.array(part) for part in zip(*parts, strict=True))
        word = cluster_word(clusters)
        covariance = cr3_covariance(information, scores, own, predictors.columns, word)
        of_clusters = {"degrees_of_freedom": len(groups) - 1, "clusters": len(groups)}
    to_own = prepared.to_own_units(intercepts=1, sign=-1)
    names = pd.Index(["constant"]).append(predictors.columns)
    return BinaryFit(
        coefficients=pd.Series(to_own @ parameters, index=names, name="coefficient"),
        covariance=pd.DataFrame(to_own @ covariance @ to_own.T, index=names, columns=names),
        log_likelihood=log_likelihood,
        n=float(len(yes)),
        **of_clusters,
    )


def _maximum(yes: np.ndarray, matrix: np.ndarray) -> tuple[np.ndarray, float]:
    """Where statsmodels ends; not its warnings, as `_check_maximum` judges the end itself."""
    # Loading statsmodels takes two seconds, so only a fit does.
    from statsmodels.discrete.discrete_model import Logit

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = Logit(yes, matrix, check_rank=False).fit(
            method="newton", maxiter=MOST_STEPS, tol=STILL, disp=0, skip_hessian=True
        )
    return result.params, float(result.llf)


def _contribution(
    yes: np.ndarray, matrix: np.ndarray, parameters: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The score and the information of these rows."""
    share = expit(matrix @ parameters)
    scaled = np.sqrt(share * (1 - share))[:, np.newaxis] * matrix
    return (yes - share) @ matrix, scaled.T @ scaled


def _check_maximum(score: np.ndarray, information: np.ndarray) -> None:
    np.linalg.cholesky(information)  # fails where the likelihood is flat
    if not score @ np.linalg.solve(information, score) <= CLOSE_ENOUGH**2:
        raise NoMaximum
