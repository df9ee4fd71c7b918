"""People with known answers: councils that differ, scores, background, answers on four levels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import log_ndtr, logit

LEVELS = ("worse", "no difference", "better", "a lot better")
GOOD = LEVELS[2:]
# Up to each level but the last: the shares of answers, about as people gave them.
BELOW = np.array([0.12, 0.35, 0.70])
# As in a council of the made-up study, for 25 points of a score.
TRUE = pd.Series(
    {
        "process": 0.6,
        "involvement": 0.35,
        "65 to 74": 0.3,
        "75 or over": -0.3,
        "lives alone": -0.2,
        "small group": 0.4,
    }
)
# What people of one council have in common: 7 % of the variance of what moves an answer (a random
# intercept with a standard deviation of 0.5 in log odds), and of each score.
WITHIN_COUNCIL = 0.07


@dataclass(frozen=True, eq=False)
class Study:
    """Answers and predictors, one row per person; thresholds of the model they come from."""

    answers: pd.Series
    predictors: pd.DataFrame
    councils: pd.Series
    thresholds: np.ndarray

    @property
    def good(self) -> pd.Series:
        """Whether each answer is a good one."""
        return self.answers.isin(GOOD)


def council_of_each(
    councils: int, people: int, spread: float, random: np.random.Generator
) -> pd.Series:
    """A council for each person; sizes lie `spread` (as a share) to each side of their mean."""
    chances = random.uniform(1 - spread, 1 + spread, councils)
    sizes = random.multinomial(people - 2 * councils, chances / chances.sum()) + 2
    return pd.Series(np.repeat(np.arange(councils), sizes), name="council")


def normal(
    council: np.ndarray, random: np.random.Generator, within: float = WITHIN_COUNCIL
) -> np.ndarray:
    """One standard normal number per person; `within` is the share that is the council's."""
    of_council = random.standard_normal(int(council.max()) + 1)[council]
    own = random.standard_normal(len(council))
    return np.sqrt(within) * of_council + np.sqrt(1 - within) * own


def logistic(z: np.ndarray) -> np.ndarray:
    """The logistic number at the same place of its distribution as each standard normal one.

    So people of one council resemble each other, and the model of each person is still exactly
    the one planted.
    """
    return log_ndtr(z) - log_ndtr(-z)


def ordered(latent: np.ndarray, thresholds: np.ndarray) -> pd.Series:
    """The level of each person."""
    codes = np.searchsorted(thresholds, latent)
    return pd.Series(pd.Categorical.from_codes(codes, list(LEVELS), ordered=True), name="answer")


def draw_study(
    people: int, random: np.random.Generator, councils: int = 1, spread: float = 0.5
) -> Study:
    """A study in which answers go with six predictors as TRUE says (proportional odds)."""
    of_council = council_of_each(councils, people, spread, random)
    council = of_council.to_numpy()
    within = WITHIN_COUNCIL if councils > 1 else 0.0
    ease, apart = normal(council, random, within), normal(council, random, within)
    age, home, group = random.random((3, people))
    predictors = pd.DataFrame(
        {
            "process": _score(2.3 + 0.9 * ease),
            "involvement": _score(2.1 + 1.1 * (0.4 * ease + np.sqrt(1 - 0.4**2) * apart)),
            "65 to 74": (age < 0.2).astype(float),
            "75 or over": (age > 0.7).astype(float),
            "lives alone": (home < 0.4).astype(float),
            "small group": (group < 0.15).astype(float),
        }
    )
    linear = predictors.to_numpy() @ TRUE.to_numpy()
    # The centre is that of the predictors as drawn on average, not of these people.
    thresholds = 2.06 + 1.08 * logit(BELOW)
    latent = linear + logistic(normal(council, random, within))
    return Study(ordered(latent, thresholds), predictors, of_council, thresholds)


def _score(steps: np.ndarray) -> np.ndarray:
    """In steps of 25 points, 0 to 4, the mean of five questions."""
    return np.clip(np.round(steps * 5) / 5, 0, 4)
