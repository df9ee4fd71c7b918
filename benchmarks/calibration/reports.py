"""The links of made-up studies in which nothing goes with the scores, as a report finds them."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd

import poet
from poet.sections import EVERYONE, what_goes_with_outcomes


def links_of_noise(councils: int, people: int, seed: int) -> pd.DataFrame:
    """One row per link that counts, of all authorities: authority, p and clear.

    `people` are the budget holders of each council; carers and practitioners come on top. The
    study is made, read and modelled as any other.
    """
    with tempfile.TemporaryDirectory() as folder:
        study = Path(folder) / "study"
        poet.example(study, authorities=councils, people=people, seed=seed, effect="none")
        links = what_goes_with_outcomes.find(poet.load_study(study))
    return links.loc[links["p_holm"].notna(), ["authority", "p", "clear"]]


def of_everyone(links: pd.DataFrame) -> pd.Series:
    """Which links are of all councils together."""
    return links["authority"].eq(EVERYONE)
