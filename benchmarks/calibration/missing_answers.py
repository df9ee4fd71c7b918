"""Does filling in missing answers beat leaving people out?

Answers are missing in a way that hangs on answers that are there. The outcome: rather for people
with little involvement, so that the share of good answers among the rest is too high. The process
score: rather for people with a good answer and much involvement, so that among the rest
involvement seems to go with worse answers than it does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from calibration import drawing, table
from scipy.special import expit, logit

from poet.statistics import ordinal
from poet.statistics.imputation import impute
from poet.statistics.pooling import fit_each, pool, pool_fits

NAME = "missing answers"
PEOPLE, SETS = 400, 20
TRUE = pd.Series({"process": 0.6, "involvement": 0.4})
GAPS = {"outcome, little involvement": 0.5, "process, good and much involvement": 0.6}
OTHERS = 0.1


@dataclass(frozen=True, eq=False)
class People:
    """All answers, and the same with gaps: one row per person."""

    complete: pd.DataFrame
    with_gaps: pd.DataFrame


def rows(studies: int, seed: int) -> pd.DataFrame:
    """For each estimate: bias and coverage of imputation, complete cases and all answers."""
    random, found = np.random.default_rng(seed), []
    for number in range(studies):
        found.append(estimates(draw(random), number))
    together = pd.concat(found)
    lines = []
    for (what, how), of_one in together.groupby(["what", "how"], sort=False):
        promised = how == "imputed"
        word = "" if promised else f": {how}"
        lines += [
            table.share(
                f"n = {PEOPLE}",
                f"{what}, covered{word}",
                table.covered(of_one),
                table.COVERAGE if promised else table.FOR_COMPARISON,
            ),
            table.bias(
                f"n = {PEOPLE}",
                f"{what}, bias{word}",
                of_one,
                table.BIAS if promised else table.FOR_COMPARISON,
            ),
        ]
    return table.frame(NAME, lines)


def draw(random: np.random.Generator) -> People:
    """People whose answers go with two scores as TRUE says, and what is missing."""
    scores = random.multivariate_normal([0, 0], [[1, 0.4], [0.4, 1]], PEOPLE)
    complete = pd.DataFrame(scores, columns=TRUE.index)
    latent = scores @ TRUE.to_numpy() + random.logistic(size=PEOPLE)
    complete["outcome"] = drawing.ordered(latent, logit(drawing.BELOW)).array
    little = complete["involvement"] < 0
    no_outcome = random.random(PEOPLE) < np.where(
        little, GAPS["outcome, little involvement"], OTHERS
    )
    stands_out = complete["outcome"].isin(drawing.GOOD) & ~little & ~no_outcome
    no_process = random.random(PEOPLE) < np.where(
        stands_out, GAPS["process, good and much involvement"], OTHERS
    )
    with_gaps = complete.copy()
    with_gaps.loc[no_outcome, "outcome"] = None
    with_gaps.loc[no_process, "process"] = np.nan
    return People(complete, with_gaps)


def true_share() -> float:
    """The planted share of good answers: the mean over the normal of both scores together."""
    spread = np.sqrt(TRUE @ [[1, 0.4], [0.4, 1]] @ TRUE)
    places, weights = np.polynomial.hermite_e.hermegauss(60)
    chances = expit(spread * places - logit(drawing.BELOW[1]))
    return float(weights @ chances / weights.sum())


def estimates(people: People, seed: int) -> pd.DataFrame:
    """One row per estimate and how: estimate, truth, low, high, standard_error."""
    sets = impute(people.with_gaps, sets=SETS, seed=seed).sets
    # Complete cases of each analysis: those whose answers it uses.
    for_share, for_model = people.with_gaps["outcome"].dropna(), people.with_gaps.dropna()
    whole = people.complete
    pooled = {
        "imputed": (pool_fits(fit_each(sets, _fit)), _pooled_share(sets)),
        "complete cases": (_of_fit(_fit(for_model)), _of_share(for_share)),
        "nothing missing": (_of_fit(_fit(whole)), _of_share(whole["outcome"])),
    }
    found = []
    for how, (coefficients, share) in pooled.items():
        named = {**coefficients.to_dict("index"), "share of good answers": share}
        truths = {**TRUE, "share of good answers": true_share()}
        found += [
            {"what": what, "how": how, "truth": truths[what], **values}
            for what, values in named.items()
        ]
    return pd.DataFrame(found)


def _fit(people: pd.DataFrame) -> ordinal.OrdinalFit:
    return ordinal.fit(people["outcome"], people[list(TRUE.index)])


def _of_fit(fit: ordinal.OrdinalFit) -> pd.DataFrame:
    ends = fit.intervals().loc[TRUE.index]
    errors = fit.standard_errors[TRUE.index]
    return ends.assign(estimate=fit.coefficients, standard_error=errors)


def _of_share(outcome: pd.Series) -> dict[str, float]:
    share, error = _share_and_error(outcome)
    return {
        "estimate": share,
        "low": share - 1.96 * error,
        "high": share + 1.96 * error,
        "standard_error": error,
    }


def _share_and_error(outcome: pd.Series) -> tuple[float, float]:
    share = outcome.isin(drawing.GOOD).mean()
    return share, np.sqrt(share * (1 - share) / len(outcome))


def _pooled_share(sets: tuple[pd.DataFrame, ...]) -> dict[str, float]:
    shares, errors = zip(*(_share_and_error(each["outcome"]) for each in sets), strict=True)
    result = pool(pd.DataFrame({"good": shares}), pd.DataFrame({"good": np.square(errors)}))
    return result.loc["good"].to_dict()
