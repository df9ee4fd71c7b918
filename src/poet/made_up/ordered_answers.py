"""Answers on ordered scales: drawn from hidden levels, scored, and outcomes that go with scores.

A place on a scale counts from 0 (the worst answer).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from statistics import NormalDist

import numpy as np

from poet.made_up.councils import People
from poet.made_up.plan import Plan
from poet.questionnaire import Question, Questionnaire

LEVEL_OF = {"process": "ease", "involvement": "involvement"}
# The share of what differs between people in one answer that is their level, not that question's.
LEVEL_SHARE = 0.6
POINTS_IN_A_STEP = 25
# How far the scores spread between people, in steps of 25 points, and how they go together. Only
# the shares of answers hang on these (see `thresholds`), not the log odds.
TYPICAL_SPREAD = {"process": 0.9, "involvement": 1.1}
TYPICAL_CORRELATION = 0.32
# How outcomes of one person, and of one council, resemble each other whatever the scores: as
# shares of the variance of the normal behind the logistic error.
WITHIN_COUNCIL = 0.02
WITHIN_PERSON = 0.3

Places = dict[str, np.ndarray]

_erfc = np.frompyfunc(math.erfc, 1, 1)


def normal_share(z: np.ndarray) -> np.ndarray:
    """The share of a standard normal below each number."""
    return _erfc(-z / math.sqrt(2)).astype(float) / 2


def logistic_error(z: np.ndarray) -> np.ndarray:
    """The logistic number at the same share as each standard normal one: logit(Phi(z)).

    What is standard normal becomes standard logistic, and what goes together still does: the
    Gaussian copula (Nelsen 2006). Taken as a difference of logarithms of both tails,
    so that it is exact far out as well.
    """
    return np.log(_erfc(-z / math.sqrt(2)).astype(float) / _erfc(z / math.sqrt(2)).astype(float))


def is_ordered(question: Question) -> bool:
    """Whether the answers of the question go from worse to better."""
    return question.kind == "single" and question.scale is not None and question.scale.ordered


def cumulative(best_first: Sequence[float]) -> np.ndarray:
    """The share up to each answer but the best, the worst first, from percent, the best first."""
    worst_first = np.array(best_first[::-1], dtype=float)
    return np.cumsum(worst_first)[:-1] / worst_first.sum()


def draw_of_role(
    questionnaire: Questionnaire, role: str, plan: Plan, people: People, rng: np.random.Generator
) -> Places:
    """The complete answers to every question of a role on an ordered scale: key to places."""
    level = getattr(people, LEVEL_OF[role])
    places = {}
    for question in filter(is_ordered, questionnaire.with_role(role)):
        own = rng.standard_normal(len(people))
        latent = math.sqrt(LEVEL_SHARE) * level + math.sqrt(1 - LEVEL_SHARE) * own
        cuts = [NormalDist().inv_cdf(c) for c in cumulative(plan.shares[role][question.key])]
        places[question.key] = np.searchsorted(cuts, latent)
    return places


def score(places: Places, shares: Mapping[str, Sequence[float]]) -> np.ndarray:
    """One number per person: the mean place, 0 (all worst) to 100 (all best)."""
    parts = [place / (len(shares[key]) - 1) for key, place in places.items()]
    return 100 * np.mean(parts, axis=0)


def expected_score(shares: Iterable[Sequence[float]]) -> float:
    """The mean score of people who answer questions in these shares."""
    means = [np.sum(1 - cumulative(best_first)) / (len(best_first) - 1) for best_first in shares]
    return 100 * float(np.mean(means))


def thresholds(outcome: str, plan: Plan) -> np.ndarray:
    """Where the answers of an outcome part, in log odds, so that its shares come out as planned.

    Over people whose linear predictor is near normal, with mean m and variance v, the logistic
    model gives about the share c below m + logit(c) sqrt(1 + 0.346 v) (Zeger, Liang and Albert
    1988).
    """
    below = cumulative(plan.shares["outcome"][outcome])
    links = {role: plan.link(role, outcome) for role in LEVEL_OF}
    steps = {role: expected_score(plan.shares[role].values()) / POINTS_IN_A_STEP for role in links}
    mean = sum(links[role] * steps[role] for role in links)
    process, involvement = (links[role] * TYPICAL_SPREAD[role] for role in LEVEL_OF)
    variance = process**2 + involvement**2 + 2 * TYPICAL_CORRELATION * process * involvement
    return mean + np.log(below / (1 - below)) * math.sqrt(1 + 0.346 * variance)


def draw_outcomes(
    outcomes: Sequence[Question],
    plan: Plan,
    people: People,
    predictors: tuple[Mapping[str, np.ndarray], np.ndarray],
    rng: np.random.Generator,
) -> Places:
    """The complete answers to every outcome question: key to places.

    Proportional odds (McCullagh 1980) on the scores: P(place <= k) = logistic(threshold_k - x'b).
    `predictors` are the scores by role, and the log odds of each person's background and wave.
    """
    scores, background = predictors
    own = rng.standard_normal(len(people))
    common = math.sqrt(WITHIN_COUNCIL) * people.fortune + math.sqrt(WITHIN_PERSON) * own
    places = {}
    for outcome in outcomes:
        alone = math.sqrt(1 - WITHIN_COUNCIL - WITHIN_PERSON) * rng.standard_normal(len(people))
        links = (plan.link(role, outcome.key) * scores[role] / POINTS_IN_A_STEP for role in scores)
        latent = sum(links) + background + logistic_error(common + alone)
        places[outcome.key] = np.searchsorted(thresholds(outcome.key, plan), latent)
    return places
