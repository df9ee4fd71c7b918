"""Whole reports on pure noise: at most 1 in 20 may call a link clear.

Seeded and short; `make calibrate` is the long version, with 250 studies and with 22 councils.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from answers_alone import keep_answers_alone

import poet
from poet.sections.what_goes_with_outcomes import find

STUDIES, PEOPLE = 40, 100


@pytest.fixture(scope="module")
def noise(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """One row per ordinal link of studies in which nothing goes with the scores."""
    folder = tmp_path_factory.mktemp("noise")
    links = {seed: find(_study(folder / str(seed), seed)) for seed in range(STUDIES)}
    together = pd.concat(links, names=["seed"]).reset_index("seed")
    return together[together["model"].eq("ordinal")]


def _study(folder: Path, seed: int) -> poet.study.Study:
    poet.example(folder, authorities=1, people=PEOPLE, seed=seed, effect="none")
    keep_answers_alone(folder, "budget_holders.csv", "carers.xlsx")
    return poet.load_study(folder)


def test_nearly_all_links_are_looked_at(noise: pd.DataFrame) -> None:
    """A report that estimates nothing calls nothing clear, and would pass what follows."""
    assert noise.groupby("seed").size().eq(56).all()
    assert noise["p"].notna().mean() > 0.85


def test_at_most_one_report_in_twenty_calls_a_link_clear(noise: pd.DataFrame) -> None:
    assert noise.groupby("seed")["clear"].any().mean() <= 0.05


def test_one_link_in_twenty_alone_would_look_clear(noise: pd.DataFrame) -> None:
    """The p-values before Holm's correction: neither too bold nor too timid.

    The links of one report resemble each other, so their standard error is that of 40 reports.
    """
    by_report = noise["p"].lt(0.05).groupby(noise["seed"]).mean()
    standard_error = by_report.std() / STUDIES**0.5
    assert abs(by_report.mean() - 0.05) < 3 * standard_error
    assert standard_error < 0.02
