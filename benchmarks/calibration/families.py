"""How often a whole family of links of noise holds a clear one: Holm over 56 links.

Two audiences, 14 outcomes each, and two scores. Nothing goes with the scores. A person's answers
resemble each other (30 % of the variance), those of a council by 7 %, as its scores do.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from calibration import drawing, table
from scipy.special import logit

from poet.statistics import ordinal
from poet.statistics.multiplicity import holm

NAME = "families of links"
AUDIENCES, OUTCOMES = 2, 14
WITHIN_PERSON = 0.3


@dataclass(frozen=True)
class Setting:
    """How many people of each audience, and of how many councils."""

    people: int
    councils: int

    def __str__(self) -> str:
        return f"{self.councils} councils together, n = {self.people:,}"


SETTINGS = (Setting(1_000, 10), Setting(2_000, 22))


def rows(studies: int, seed: int) -> pd.DataFrame:
    """For each setting: families with a clear link, and links that look clear alone."""
    found = []
    for number, setting in enumerate(SETTINGS):
        random = np.random.default_rng([seed, number])
        p_values = [p_values_of_noise(setting, random) for _ in range(studies)]
        for limit, promised in ((0.05, table.AT_MOST), (0.025, table.FOR_COMPARISON)):
            clear = [holm(p).lt(limit).any() for p in p_values]
            alone = "" if promised else f": at {limit}, as where two families share a report"
            found.append(
                table.share(str(setting), f"families with a clear link{alone}", clear, promised)
            )
        looks = [p.lt(0.05).mean() for p in p_values]
        found.append(table.mean(str(setting), "links below 0.05 alone", looks, table.SIZE))
    return table.frame(NAME, found)


def p_values_of_noise(setting: Setting, random: np.random.Generator) -> pd.Series:
    """The p-values of one family, one per audience, outcome and score."""
    p_values = []
    for _ in range(AUDIENCES):
        councils = drawing.council_of_each(setting.councils, setting.people, 0.5, random)
        scores, outcomes = _draw(councils.to_numpy(), random)
        fits = ordinal.fit_each(outcomes, scores, councils)
        p_values += [fit.p_values[scores.columns] for fit in fits.values()]
    return pd.concat(p_values, ignore_index=True)


def _draw(council: np.ndarray, random: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    within = drawing.WITHIN_COUNCIL
    ease = drawing.normal(council, random)
    say = 0.4 * ease + np.sqrt(1 - 0.4**2) * drawing.normal(council, random)
    of_council = random.standard_normal(int(council.max()) + 1)[council]
    of_person = random.standard_normal(len(council))
    common = np.sqrt(within) * of_council + np.sqrt(WITHIN_PERSON) * of_person
    outcomes = {}
    for number in range(OUTCOMES):
        alone = np.sqrt(1 - within - WITHIN_PERSON) * random.standard_normal(len(council))
        answers = drawing.ordered(drawing.logistic(common + alone), logit(drawing.BELOW))
        outcomes[f"outcome {number + 1}"] = answers
    return pd.DataFrame({"process": ease, "involvement": say}), pd.DataFrame(outcomes)
