"""Files of past cases for `poet ras`: points or answers, and what was agreed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from poet.allocating import Allocation, Cases
from poet.allocating_file import Asked, read_cases
from poet.allocating_findings import allocated
from poet.disclosure import PROFILES

ANSWERS = ("0 - none", "1 - some", "2 - a lot")
ADDED = {"Meals": (0, 40, 100), "Nights": (0, 20, 150)}
START = 60


def past_cases(cases: int = 200, seed: int = 1, spread: float = 0.15) -> pd.DataFrame:
    """One row per case: answers, points, both budgets, and two groups; the present system gives
    the group "b" too little.
    """
    random = np.random.default_rng(seed)
    level = {name: random.integers(0, 3, cases) for name in ADDED}
    pounds = START + sum(np.array(ADDED[name])[level[name]] for name in ADDED)
    points = 10 + 5 * level["Meals"] + 10 * level["Nights"]
    group = random.choice(["a", "b"], cases)
    present = points * 6 * np.where(group == "b", 0.6, 1) * np.exp(random.normal(0, 0.3, cases))
    return pd.DataFrame(
        {
            "case": [f"C{number}" for number in range(cases)],
            "points": points,
            **{name: np.array(ANSWERS)[level[name]] for name in ADDED},
            "indicative": np.round(present, 2),
            "final": np.round(pounds * np.exp(random.normal(0, spread, cases)), 2),
            "group": group,
        }
    )


def read(folder: Path, frame: pd.DataFrame, **asked: object) -> Cases:
    """The cases of a frame, written to a file and read as `poet ras` reads it."""
    frame.to_csv(folder / "past.csv", index=False)
    return read_cases(folder / "past.csv", Asked(**asked))


def tried_on(
    folder: Path, frame: pd.DataFrame, profile: str = "local", **asked: object
) -> Allocation:
    """What comes out for the cases of a frame."""
    return allocated(read(folder, frame, **asked), PROFILES[profile])
