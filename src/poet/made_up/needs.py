"""Made-up answers about needs, points and budgets of one council: a file for `poet ras`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pandas import DataFrame

NEEDS = "ras.csv"
# Nothing else that is made up draws with this number.
OWN_NUMBER = 2_014
CASES = 400
ANSWERS = ("0 - no help", "1 - a little", "2 - some", "3 - a lot")
SHARES = (0.35, 0.3, 0.22, 0.13)
# Of each question, the pounds a week that its answers add to the budget that is agreed.
POUNDS = {
    "Washing and dressing": (0, 20, 45, 95),
    "Eating and drinking": (0, 15, 40, 90),
    "Getting about": (0, 10, 25, 60),
    "Staying safe": (0, 20, 60, 130),
    "Help at night": (0, 15, 50, 140),
    "Work and learning": (0, 10, 30, 50),
}
START = 40
# The points of the present system for each step of an answer, which know little of the pounds.
POINTS = {
    "Washing and dressing": 4,
    "Eating and drinking": 4,
    "Getting about": 6,
    "Staying safe": 3,
    "Help at night": 2,
    "Work and learning": 5,
}
POUNDS_FOR_A_POINT = 7.5
SPREAD, SPREAD_OF_PRESENT = 0.17, 0.22
# Of each group, what share of the cases it is, and by how much the present system is out for it.
GROUPS = {
    "Older people": (0.46, 0.72),
    "Physical disability": (0.22, 1.0),
    "Learning disability": (0.21, 1.1),
    "Mental health": (0.11, 0.95),
}
WITHOUT_INDICATIVE = 0.04
LEAST_INDICATIVE = 15.0


def needs(seed: int) -> DataFrame:
    """One row per case: its number, answers, points, both budgets in pounds a week, and its group.

    The final budgets follow the pounds of the answers (POUNDS), but for chance; the present system
    follows its points, and gives some groups less. Some cases have no indicative budget.
    """
    import pandas as pd

    rng = np.random.default_rng([seed, OWN_NUMBER])
    level = rng.choice(len(ANSWERS), (CASES, len(POUNDS)), p=SHARES)
    pounds = START + sum(np.array(POUNDS[name])[level[:, at]] for at, name in enumerate(POUNDS))
    points = sum(POINTS[name] * level[:, at] for at, name in enumerate(POUNDS))
    shares, out = zip(*GROUPS.values(), strict=True)
    group = rng.choice(len(GROUPS), CASES, p=shares)
    final = pounds * np.exp(rng.normal(0, SPREAD, CASES))
    spread = np.exp(rng.normal(0, SPREAD_OF_PRESENT, CASES))
    present = np.maximum(POUNDS_FOR_A_POINT * points * np.array(out)[group] * spread, 0)
    told = np.maximum(np.round(present), LEAST_INDICATIVE)
    return pd.DataFrame(
        {
            "case": [f"N{number:05d}" for number in rng.permutation(CASES) + 1],
            **{name: np.array(ANSWERS)[level[:, at]] for at, name in enumerate(POUNDS)},
            "points": points,
            "indicative": np.where(
                rng.random(CASES) < WITHOUT_INDICATIVE, "", told.astype(int).astype(str)
            ),
            "final": np.round(final).astype(int),
            "group": np.array(list(GROUPS))[group],
        }
    )
