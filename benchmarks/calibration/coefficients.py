"""Do 95 % intervals of coefficients and of standardised shares cover what was planted?

One council, and 22 councils together with CR3; six predictors. What a standardised share should
be is worked out from the planted model for the very people of each study.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from calibration import drawing, table
from scipy.special import expit

from poet.statistics import binary, ordinal
from poet.statistics.failure import CannotEstimate
from poet.statistics.predictions import standardised_difference, standardised_share
from poet.statistics.sampling import Sampling

NAME = "coefficients and shares"
# The smallest group of the background has fewest people to go by.
COEFFICIENTS = ("process", "involvement", "small group")
# 25 and 75 points of a score.
LOW, HIGH = 1, 3


@dataclass(frozen=True)
class Setting:
    """How many people, of how many councils, and whether some count for more than others.

    With `by_person` every person is a cluster, and the covariance CR3.
    """

    people: int
    councils: int = 1
    weighted: bool = False
    by_person: bool = False

    def __str__(self) -> str:
        councils = "1 council" if self.councils == 1 else f"{self.councils} councils together"
        weights = ", weights" if self.weighted else ""
        return f"{councils}, n = {self.people:,}{weights}{', CR3' if self.by_person else ''}"


SETTINGS = (
    Setting(100),
    Setting(150),
    Setting(500),
    Setting(150, weighted=True),
    Setting(500, weighted=True),
    Setting(2_000, 22),
    Setting(3_000, 22),
    Setting(150, weighted=True, by_person=True),
    Setting(500, weighted=True, by_person=True),
)
# The standard deviation of the logarithm of a weight; the design effect is exp of its square.
SPREAD_OF_WEIGHTS = 0.7


def rows(studies: int, seed: int) -> pd.DataFrame:
    """For each setting and estimate: how many intervals cover, and the bias."""
    found = []
    for number, setting in enumerate(SETTINGS):
        estimates = intervals(setting, studies, np.random.default_rng([seed, number]))
        for what, of_one in estimates.groupby("what", sort=False):
            covered = table.covered(of_one)
            found.append(table.share(str(setting), f"{what}, covered", covered, table.COVERAGE))
            if of_one["standard_error"].notna().all():
                found.append(table.bias(str(setting), f"{what}, bias", of_one))
    return table.frame(NAME, found)


def intervals(setting: Setting, studies: int, random: np.random.Generator) -> pd.DataFrame:
    """One row per study and estimate: what, estimate, truth, low, high, standard_error.

    A model without an estimate is left out, as a report says so and tells nothing.
    """
    found = []
    for _ in range(studies):
        study = drawing.draw_study(setting.people, random, setting.councils)
        drawn = _how_drawn(study, setting, random)
        for model, answers, module in (
            ("ordinal", study.answers, ordinal),
            ("binary", study.good, binary),
        ):
            try:
                fit = module.fit(answers, study.predictors, **drawn)
            except CannotEstimate:
                continue
            found += _of_coefficients(model, fit)
            if model == "ordinal":
                found += _in_people(fit, study)
    return pd.DataFrame(found)


def _how_drawn(
    study: drawing.Study, setting: Setting, random: np.random.Generator
) -> dict[str, pd.Series | Sampling]:
    """The clusters or the sampling of a fit; weights go with age."""
    if setting.councils > 1:
        return {"clusters": study.councils}
    if not setting.weighted:
        return {}
    older = study.predictors["75 or over"] - 0.3
    own = random.standard_normal(setting.people)
    weights = np.exp(SPREAD_OF_WEIGHTS * (older + 0.9 * own))
    drawn = {"sampling": Sampling(weights.rename("weight"))}
    if setting.by_person:
        drawn["clusters"] = pd.Series(np.arange(setting.people), name="person")
    return drawn


def _of_coefficients(
    model: str, fit: ordinal.OrdinalFit | binary.BinaryFit
) -> Iterator[dict[str, float | str]]:
    ends, errors = fit.intervals(), fit.standard_errors
    for name in COEFFICIENTS:
        yield {
            "what": f"{model}, {name}",
            "estimate": fit.coefficients[name],
            "truth": drawing.TRUE[name],
            "low": ends.at[name, "low"],
            "high": ends.at[name, "high"],
            "standard_error": errors[name],
        }


def _in_people(fit: ordinal.OrdinalFit, study: drawing.Study) -> Iterator[dict[str, float | str]]:
    predictors = study.predictors
    planted = {value: true_share(study, "process", value) for value in (LOW, HIGH)}
    for value in (LOW, HIGH):
        share = standardised_share(fit, predictors, "process", value, drawing.GOOD)
        yield {
            "what": f"share of good answers at {25 * value} points",
            "estimate": share.share,
            "truth": planted[value],
            "low": share.low,
            "high": share.high,
        }
    apart = standardised_difference(fit, predictors, "process", LOW, HIGH, drawing.GOOD)
    yield {
        "what": "difference of these shares",
        "estimate": apart.difference,
        "truth": planted[HIGH] - planted[LOW],
        "low": apart.low,
        "high": apart.high,
    }


def true_share(study: drawing.Study, column: str, value: float) -> float:
    """The mean over the people of the study of the planted chance of a good answer."""
    moved = study.predictors.assign(**{column: value})
    below_good = study.thresholds[len(drawing.LEVELS) - len(drawing.GOOD) - 1]
    return float(expit(moved.to_numpy() @ drawing.TRUE.to_numpy() - below_good).mean())
