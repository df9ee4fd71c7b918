"""Logistic regression: what goes with saying yes."""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import expit, log_expit

from poet.statistics import wald
from poet.statistics.case_weights import case_weights, sampled
from poet.statistics.clusters import cluster_word, cr3_covariance, members
from poet.statistics.cumulative_maximum import MOST_STEPS, NoMaximum
from poet.statistics.design import check_enough, check_same_rows, design, zero_or_one
from poet.statistics.failure import CannotEstimate
from poet.statistics.sampling import Sampling
from poet.statistics.separation import no_maximum

# Newton's method ends when no estimate moves by more than this (predictors have spread 1) ...
STILL = 1e-10
# ... and the result stands only if a further step would be shorter than this in standard errors.
CLOSE_ENOUGH = 1e-6


@dataclass(frozen=True, eq=False)
class BinaryFit:
    """A fitted logistic regression: P(yes) = logistic(constant + x'b).

    `coefficients` has one row for "constant", then one per predictor; `covariance` one row and
    column per coefficient. `n` is the number of answers: the sum of counts where rows stand for
    several. `degrees_of_freedom` are those of t: infinite, those of the sample, or one fewer than
    there are `clusters`.
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
    answers: pd.Series,
    predictors: pd.DataFrame,
    weights: pd.Series | None = None,
    clusters: pd.Series | None = None,
    *,
    sampling: Sampling | None = None,
) -> BinaryFit:
    """Fits a logistic regression by maximum likelihood, with statsmodels' Logit or GLM.

    `answers` are true or false (or 1 and 0). `predictors` has one row per answer and one column
    of numbers per predictor, no constant. `weights`, `clusters` and `sampling` are those of
    `ordinal.fit`: counts, CR3 with t (Bell & McCaffrey 2002), and how people were drawn (Binder
    1983). statsmodels' own cluster covariance is too small with few clusters, and its errors under
    sampling weights are those of counts; so its estimates are taken and its covariance is not.

    Raises ValueError or TypeError when the rows differ, something is missing or of a wrong type,
    and CannotEstimate, with the reason, when the answers do not allow the fit.
    """
    drawn = None if sampling is None else sampling.weights
    check_same_rows(answers, predictors, weights, clusters, drawn)
    counts, stays = case_weights(answers, weights, sampling)
    answers, predictors = answers.iloc[stays], predictors.iloc[stays]
    yes = zero_or_one(answers)
    check_enough(len(yes), predictors.shape[1] + 1)
    prepared = design(predictors)
    rows = _Rows(yes, np.column_stack([np.ones(len(yes)), prepared.standardised]), counts[stays])
    try:
        parameters = _maximum(rows)
        information = rows.information(parameters)
        _check_maximum(rows.scores(parameters).sum(axis=0), information)
    except (NoMaximum, np.linalg.LinAlgError):
        raise CannotEstimate(no_maximum(answers, predictors)) from None
    covariance, about = np.linalg.inv(information), {}
    if clusters is not None:
        covariance, about = _of_clusters(rows, parameters, clusters.iloc[stays], predictors.columns)
    elif sampling is not None:
        covariance, about = sampled(covariance, rows.scores(parameters), sampling, stays)
    to_own = prepared.to_own_units(intercepts=1, sign=-1)
    names = pd.Index(["constant", *predictors.columns])
    return BinaryFit(
        coefficients=pd.Series(to_own @ parameters, index=names, name="coefficient"),
        covariance=pd.DataFrame(to_own @ covariance @ to_own.T, index=names, columns=names),
        log_likelihood=rows.log_likelihood(parameters),
        n=float(rows.counts.sum() if sampling is None else len(yes)),
        **about,
    )


@dataclass(frozen=True, eq=False)
class _Rows:
    """One row per person: yes (1) or no (0), a 1 and the standardised predictors, and a weight."""

    yes: np.ndarray
    matrix: np.ndarray
    counts: np.ndarray

    def log_likelihood(self, parameters: np.ndarray) -> float:
        return float(self.counts @ log_expit((2 * self.yes - 1) * (self.matrix @ parameters)))

    def scores(self, parameters: np.ndarray) -> np.ndarray:
        """Each row's part of the slope of the log-likelihood, times its weight."""
        residual = self.counts * (self.yes - expit(self.matrix @ parameters))
        return residual[:, np.newaxis] * self.matrix

    def information(self, parameters: np.ndarray, which: slice = slice(None)) -> np.ndarray:
        """Minus the second derivatives of the log-likelihood of these rows."""
        matrix = self.matrix[which]
        share = expit(matrix @ parameters)
        scaled = np.sqrt(self.counts[which] * share * (1 - share))[:, np.newaxis] * matrix
        return scaled.T @ scaled


def _maximum(rows: _Rows) -> np.ndarray:
    """Where statsmodels ends; not its warnings, as `_check_maximum` judges the end itself."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _by_logit(rows) if np.all(rows.counts == 1) else _by_glm(rows)


def _by_logit(rows: _Rows) -> np.ndarray:
    # Loading statsmodels takes two seconds, so only a fit does.
    from statsmodels.discrete.discrete_model import Logit

    model = Logit(rows.yes, rows.matrix, check_rank=False)
    search = {"method": "newton", "maxiter": MOST_STEPS, "tol": STILL}
    return model.fit(**search, disp=0, skip_hessian=True).params


def _by_glm(rows: _Rows) -> np.ndarray:
    """Logit takes no weights: it passes them over with a warning."""
    from statsmodels.genmod.families import Binomial
    from statsmodels.genmod.generalized_linear_model import GLM

    model = GLM(rows.yes, rows.matrix, family=Binomial(), freq_weights=rows.counts)
    # The deviance ends too early; a step by the exact derivatives makes up for the rest.
    parameters = model.fit(maxiter=MOST_STEPS, tol=STILL).params
    slope = rows.scores(parameters).sum(axis=0)
    return parameters + np.linalg.solve(rows.information(parameters), slope)


def _of_clusters(
    rows: _Rows, parameters: np.ndarray, clusters: pd.Series, names: pd.Index
) -> tuple[np.ndarray, dict[str, float]]:
    groups = members(clusters)
    by_row = rows.scores(parameters)
    scores = np.array([by_row[group].sum(axis=0) for group in groups])
    own = np.array([rows.information(parameters, group) for group in groups])
    covariance = cr3_covariance(own.sum(axis=0), scores, own, names, cluster_word(clusters))
    return covariance, {"degrees_of_freedom": len(groups) - 1, "clusters": len(groups)}


def _check_maximum(score: np.ndarray, information: np.ndarray) -> None:
    np.linalg.cholesky(information)  # fails where the likelihood is flat
    if not score @ np.linalg.solve(information, score) <= CLOSE_ENOUGH**2:
        raise NoMaximum
