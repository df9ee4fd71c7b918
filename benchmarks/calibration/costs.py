"""Do 95 % intervals of what is paid for each good answer cover what very many people would show?

Amounts are log-normal, their median and people's answers differ between three groups of background,
which go with the kind of budget; of several councils, councils differ in amounts, answers and kind.
A study in which one kind has fewer than 30 people, 10 good answers or 8 others is not made, as the
findings refuse it.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from calibration import table
from scipy.special import expit

from poet.statistics.cost_consequence import CostConsequence, cost_consequence
from poet.statistics.failure import CannotEstimate

NAME = "costs"
SETTINGS = ((1, 120), (1, 300), (10, 800), (12, 900), (22, 1500))
WHAT = (
    *("amount", "other_amount", "share", "other_share"),
    *("cost", "other_cost", "difference", "ratio"),
)
FEWEST, FEWEST_GOOD, FEWEST_OTHERS = 30, 10, 8
PEOPLE_OF_TRUTH = 400_000

People = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def rows(studies: int, seed: int) -> pd.DataFrame:
    """One row per setting and number with an interval."""
    found = []
    for councils, people in SETTINGS:
        setting = f"{councils} council{'s' * (councils > 1)}, n = {people:,}"
        planted = truth(councils, people // councils)
        random = np.random.default_rng([seed, councils, people])
        covered = pd.DataFrame(
            [covers(planted, study(councils, people, random)) for _ in range(studies)]
        ).dropna()
        for what in WHAT:
            hits = covered[what].astype(bool)
            found.append(table.share(setting, what.replace("_", " "), hits, table.COVERAGE))
    return table.frame(NAME, found)


def drawn(councils: int, people: int, random: np.random.Generator) -> People:
    """Amounts, answers, kinds, background and councils of people."""
    council = np.arange(people) % councils
    apart = np.array([[0.5], [0.2], [0.4]]) * random.normal(size=(3, councils)) * (councils > 1)
    answer, amount, kind = apart[:, council]
    group = random.choice(3, people, p=[0.4, 0.35, 0.25])
    direct = random.random(people) < expit(0.3 + 0.5 * (group == 1) - 0.6 * (group == 2) + kind)
    spread = 0.7 * random.normal(size=people)
    pounds = np.exp(5.4 + spread + 0.4 * (group == 1) + 0.15 * direct + amount)
    odds = 0.3 + 0.3 * direct - 0.4 * (group == 2) + 0.2 * (group == 1) + answer
    background = np.column_stack([group == 1, group == 2]).astype(float)
    return pounds, random.random(people) < expit(odds), direct, background, council


def truth(councils: int, in_council: int) -> CostConsequence:
    """What the same numbers come to for very many people, of very many councils."""
    many = PEOPLE_OF_TRUTH // in_council if councils > 1 else 1
    people = drawn(many, PEOPLE_OF_TRUTH, np.random.default_rng(1))
    return cost_consequence(*people[:4], draws=1)


def study(councils: int, people: int, random: np.random.Generator) -> CostConsequence | None:
    """One study analysed; None where it would be refused."""
    pounds, good, direct, background, council = drawn(councils, people, random)
    for kind in (direct, ~direct):
        enough = kind.sum() >= FEWEST and good[kind].sum() >= FEWEST_GOOD
        if not (enough and (~good)[kind].sum() >= FEWEST_OTHERS):
            return None
    try:
        clusters = council if councils > 1 else None
        return cost_consequence(pounds, good, direct, background, clusters)
    except CannotEstimate:
        return None


def covers(planted: CostConsequence, found: CostConsequence | None) -> dict[str, bool | None]:
    """Whether each interval holds the truth; None of a study that is refused."""
    if found is None:
        return dict.fromkeys(WHAT)
    return {
        what: getattr(found, what).low <= getattr(planted, what).value <= getattr(found, what).high
        for what in WHAT
    }
