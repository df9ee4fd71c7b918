"""Studies of many councils as counts of good answers, without a single form."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from poet.disclosure import PROFILES, release
from poet.peers import Peers
from poet.published_tables import PublishedTable
from poet.study import Authority, Study, Wave


def released_outcomes(people: np.ndarray, base: np.ndarray, profile: str) -> pd.DataFrame:
    """The frame of outcomes as it leaves: rows of good answers of councils and of all together.

    `people` and `base` have a row per council (c000, c001, ...) and a column per question (q0 ...).
    """
    councils, questions = people.shape
    names = [*council_codes(councils), "all"]
    people, base = (np.vstack([values, values.sum(axis=0)]).ravel() for values in (people, base))
    share = people / np.where(base > 0, base, np.nan)
    frame = pd.DataFrame(
        {
            "authority": np.repeat(np.array(names, dtype=object), questions),
            "audience": "carer",
            "wave": "2026",
            "question": np.tile([f"q{number}" for number in range(questions)], councils + 1),
            "topic": "topic",
            "level": "side",
            "answer": "good",
            "people": people,
            "base": base,
            "share": share,
            "low": share,
            "high": share,
            "note": "",
        }
    )
    return release(frame, PROFILES[profile])


def council_codes(many: int) -> list[str]:
    """c000, c001 and so on."""
    return [f"c{number:03}" for number in range(many)]


def study_of(
    councils: int,
    profile: str = "internal",
    peers: Peers | None = None,
    published: tuple[PublishedTable, ...] = (),
) -> Study:
    """A study of so many councils and no files."""
    return Study(
        folder=Path(),
        title="Councils side by side",
        authorities=tuple(Authority(code, code.title()) for code in council_codes(councils)),
        waves=(Wave("2026", "2026"),),
        responses=(),
        profile=profile,
        peers=peers or Peers(),
        published=published,
    )
