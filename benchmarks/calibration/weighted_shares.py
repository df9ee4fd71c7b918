"""Do 95 % intervals of weighted shares cover the share of the population?

- A stratified sample of a small population, with unequal chances and a correction for it.
- People who answer more or less often, weighted to the margins of the population by raking.
- A sample of 22 councils, with unequal weights.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from calibration import drawing, table
from scipy.special import expit, logit

from poet.statistics.proportions import wilson
from poet.statistics.sampling import Sampling
from poet.statistics.share_intervals import share_intervals
from poet.statistics.stratified import stratified_shares
from poet.statistics.survey_estimates import shares
from poet.statistics.weighting import rake

NAME = "weighted shares"
# People of each stratum, how many of them answer, and what share says yes.
POPULATION = np.array([400, 800, 1200, 1600])
ANSWERS = np.array([120, 80, 100, 80])
COMMON, RARE = np.array([0.35, 0.5, 0.6, 0.75]), np.array([0.02, 0.04, 0.06, 0.08])
# Chances of the groups of two margins, their log chance to answer, and their log odds of yes.
AGES, HOMES = np.array([0.3, 0.3, 0.25, 0.15]), np.array([0.6, 0.4])
ANSWERING = np.array([-0.6, -0.2, 0.2, 0.6]), np.array([0.0, 0.4])
LOG_ODDS = np.array([-0.8, -0.3, 0.3, 0.8]), np.array([0.0, 0.6])
RAKED_ANSWERS, RAKED_POPULATION = 400, 20_000

Interval = tuple[float, float]


def rows(studies: int, seed: int) -> pd.DataFrame:
    """One row per kind of sample and of interval."""
    found = []
    samples = {
        "stratified, 380 of 4,000, share 0.61": lambda random: stratified(COMMON, random),
        "stratified, 380 of 4,000, share 0.06": lambda random: stratified(RARE, random),
        f"raked to two margins, n = {RAKED_ANSWERS}": raked,
        "22 councils drawn, n = 2,000, weights": councils_drawn,
    }
    for number, (setting, sample) in enumerate(samples.items()):
        random = np.random.default_rng([seed, number])
        covered = pd.DataFrame([covers(sample(random)) for _ in range(studies)])
        for what in covered:
            promised = table.FOR_COMPARISON if ":" in what else table.COVERAGE
            found.append(table.share(setting, what, covered[what], promised))
    return table.frame(NAME, found)


def covers(sample: tuple[float, dict[str, Interval]]) -> dict[str, bool]:
    """Whether each interval holds the truth."""
    truth, ends = sample
    return {what: low <= truth <= high for what, (low, high) in ends.items()}


def stratified(
    chances: np.ndarray, random: np.random.Generator
) -> tuple[float, dict[str, Interval]]:
    """The share of a population drawn anew, and its intervals from a stratified sample."""
    says_yes = random.binomial(POPULATION, chances)
    in_sample = random.hypergeometric(says_yes, POPULATION - says_yes, ANSWERS)
    stratum = pd.Series(np.repeat(np.arange(4), ANSWERS), name="stratum")
    yes = np.concatenate([np.arange(n) < k for n, k in zip(ANSWERS, in_sample, strict=True)])
    answers = pd.Series(pd.Categorical(np.where(yes, "yes", "no"), ["no", "yes"]))
    published = stratified_shares(answers, stratum, pd.Series(POPULATION)).loc["yes"]
    sampling = Sampling(
        pd.Series((POPULATION / ANSWERS)[stratum]),
        strata=stratum,
        populations=(pd.Series(POPULATION[stratum]),),
    )
    ends = {
        "stratified_shares": (published["low"], published["high"]),
        **_of_survey(answers, sampling),
        "logit interval: no weights (Wilson)": _wilson(yes),
    }
    return says_yes.sum() / POPULATION.sum(), ends


def raked(random: np.random.Generator) -> tuple[float, dict[str, Interval]]:
    """The share planted in a population of known margins, and its intervals after raking."""
    chance = np.outer(AGES, HOMES)
    log_odds = np.add.outer(*LOG_ODDS)
    answering = chance * np.exp(np.add.outer(*ANSWERING))
    cell = random.choice(answering.size, RAKED_ANSWERS, p=(answering / answering.sum()).ravel())
    yes = random.random(RAKED_ANSWERS) < expit(log_odds).ravel()[cell]
    groups = pd.DataFrame({"age": cell // 2, "home": cell % 2})
    totals = {
        "age": pd.Series(AGES * RAKED_POPULATION),
        "home": pd.Series(HOMES * RAKED_POPULATION),
    }
    weights = rake(pd.Series(np.ones(RAKED_ANSWERS), name="weight"), groups, totals).weights
    answers = pd.Series(pd.Categorical(np.where(yes, "yes", "no"), ["no", "yes"]))
    sampling = Sampling(weights, margins=(groups["age"], groups["home"]))
    ends = {
        **_of_survey(answers, sampling),
        "logit interval: raking not allowed for": _logit(answers, Sampling(weights)),
        "logit interval: no weights (Wilson)": _wilson(yes),
    }
    return float((chance * expit(log_odds)).sum()), ends


def councils_drawn(random: np.random.Generator) -> tuple[float, dict[str, Interval]]:
    """The share planted in councils at large, and its intervals from 22 of them."""
    of_council = drawing.council_of_each(22, 2_000, 0.5, random)
    council = of_council.to_numpy()
    yes = drawing.logistic(drawing.normal(council, random)) < logit(0.6)
    weights = pd.Series(np.exp(0.7 * drawing.normal(council, random, 0.2)), name="weight")
    answers = pd.Series(pd.Categorical(np.where(yes, "yes", "no"), ["no", "yes"]))
    ends = {
        **_of_survey(answers, Sampling(weights, clusters=(of_council,))),
        "logit interval: councils not allowed for": _logit(answers, Sampling(weights)),
        "logit interval: no weights (Wilson)": _wilson(yes),
    }
    return 0.6, ends


def _of_survey(answers: pd.Series, sampling: Sampling) -> dict[str, Interval]:
    estimated = shares(answers, sampling)
    return {
        f"{method} interval": tuple(share_intervals(estimated, method).loc["yes"])
        for method in ("logit", "beta", "mean")
    }


def _logit(answers: pd.Series, sampling: Sampling) -> Interval:
    return tuple(share_intervals(shares(answers, sampling)).loc["yes"])


def _wilson(yes: np.ndarray) -> Interval:
    low, high = wilson(int(yes.sum()), len(yes))
    return float(low), float(high)
