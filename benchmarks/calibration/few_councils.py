"""How often a 5 % test finds something where there is nothing, with few councils.

Two predictors go with nothing: one differs between people (7 % of its variance is the council's),
one is the same for everyone in a council. A third, background, goes with the answers. Answers of
one council resemble each other (7 % of the variance). Survey weights are log-normal, with a
design effect of 1.6 (Kish), and go with the background and the council.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from calibration import drawing, table
from scipy.special import logit, stdtr

from poet.statistics import binary, ordinal
from poet.statistics.cumulative_logit import Rows, evaluate, information, scores
from poet.statistics.sampling import Sampling

NAME = "few councils"
BACKGROUND = 0.5
PREDICTORS = ("person", "council")
# The standard deviation of the logarithm of a weight; the design effect is exp of its square.
SPREAD_OF_WEIGHTS = 0.7


@dataclass(frozen=True)
class Setting:
    """How many councils and people; sizes lie `spread` to each side of their mean."""

    councils: int
    people: int
    weighted: bool
    spread: float = 0.5

    def __str__(self) -> str:
        weights = "weights" if self.weighted else "no weights"
        sizes = ", very unequal" if self.spread > 0.5 else ""
        return f"{self.councils} councils{sizes}, n = {self.people:,}, {weights}"


SETTINGS = tuple(
    Setting(councils, people, weighted, spread)
    for councils, people, spread in (
        (10, 1_250, 0.5),
        (12, 1_500, 0.5),
        (22, 3_000, 0.5),
        (22, 3_000, 0.95),
    )
    for weighted in (False, True)
)


def rows(studies: int, seed: int) -> pd.DataFrame:
    """One row per setting, model and predictor for CR3, and one per other standard error."""
    found = []
    for number, setting in enumerate(SETTINGS):
        p_values = p_values_of_noise(setting, studies, np.random.default_rng([seed, number]))
        for model, predictor, method in p_values.columns:
            what = f"{model}, {predictor} predictor"
            cr3 = method == "CR3 t"
            found.append(
                table.share(
                    str(setting),
                    what if cr3 else f"{what}: {method}",
                    p_values[model, predictor, method] < 0.05,
                    table.SIZE if cr3 else table.FOR_COMPARISON,
                )
            )
    return table.frame(NAME, found)


def p_values_of_noise(setting: Setting, studies: int, random: np.random.Generator) -> pd.DataFrame:
    """One row per study, one column per (model, predictor, method)."""
    return pd.DataFrame([dict(_p_values(setting, random)) for _ in range(studies)])


def _p_values(
    setting: Setting, random: np.random.Generator
) -> Iterator[tuple[tuple[str, str, str], float]]:
    answers, predictors, council, weights = _draw(setting, random)
    sampling = Sampling(weights) if setting.weighted else None
    good = answers.isin(drawing.GOOD)
    by_model = {
        "ordinal": ordinal.fit(answers, predictors, clusters=council, sampling=sampling),
        "binary": binary.fit(good, predictors, clusters=council, sampling=sampling),
    }
    for model, fit in by_model.items():
        level = answers.cat.codes if model == "ordinal" else good
        others = _without_cr3(fit, level.to_numpy(dtype=int), predictors, council, weights)
        for predictor in PREDICTORS:
            at = list(predictors.columns).index(predictor)
            estimate = fit.coefficients[predictor]
            for method, (covariance, df) in others.items():
                error = np.sqrt(covariance[at, at])
                yield (model, predictor, method), 2 * stdtr(df, -abs(estimate / error))
            yield (model, predictor, "CR3 t"), fit.p_values[predictor]


def _draw(
    setting: Setting, random: np.random.Generator
) -> tuple[pd.Series, pd.DataFrame, pd.Series, pd.Series]:
    of_council = drawing.council_of_each(setting.councils, setting.people, setting.spread, random)
    council = of_council.to_numpy()
    background = drawing.normal(council, random)
    predictors = pd.DataFrame(
        {
            "person": drawing.normal(council, random),
            "council": random.standard_normal(setting.councils)[council],
            "background": background,
        }
    )
    latent = BACKGROUND * background + drawing.logistic(drawing.normal(council, random))
    answers = drawing.ordered(latent, 1.04 * logit(drawing.BELOW))
    weights = np.ones(setting.people)
    if setting.weighted:
        together = np.sqrt(0.5) * background + np.sqrt(0.5) * drawing.normal(council, random, 0.4)
        weights = np.exp(SPREAD_OF_WEIGHTS * together)
    return answers, predictors, of_council, pd.Series(weights / weights.mean(), name="weight")


def _without_cr3(
    fit: ordinal.OrdinalFit | binary.BinaryFit,
    level: np.ndarray,
    predictors: pd.DataFrame,
    council: pd.Series,
    weights: pd.Series,
) -> dict[str, tuple[np.ndarray, float]]:
    """The covariance of the coefficients and the degrees of freedom of other ways.

    CR1 with the factor of statsmodels, G / (G - 1) (n - 1) / (n - k).
    """
    rows = Rows(level, predictors.to_numpy(), weights.to_numpy(), int(level.max()) + 1)
    if isinstance(fit, ordinal.OrdinalFit):
        parameters = np.concatenate([fit.thresholds, fit.coefficients])
    else:  # the constant is a threshold with its sign turned
        parameters = np.concatenate([[-fit.coefficients.iloc[0]], fit.coefficients.iloc[1:]])
    point = evaluate(rows, parameters)
    naive = np.linalg.inv(information(rows, point))
    # The people of a council stand together.
    starts = np.flatnonzero(np.diff(council.to_numpy(), prepend=-1))
    sums = np.add.reduceat(scores(rows, point), starts)
    groups, people, width = len(starts), len(level), len(parameters)
    factor = groups / (groups - 1) * (people - 1) / (people - width)
    cr1 = factor * naive @ (sums.T @ sums) @ naive
    slopes = slice(rows.levels - 1, None)
    return {
        "naive": (naive[slopes, slopes], np.inf),
        "CR1 normal": (cr1[slopes, slopes], np.inf),
        "CR1 t": (cr1[slopes, slopes], groups - 1),
    }
