"""Weekly amounts and kinds of budget that go with nothing: how often is a difference called clear?

Both are shuffled, together, among the people of each council; outcomes and background stay.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import poet
from poet.sections import resources
from poet.study import Study

SHUFFLES = 5
SHUFFLED = ("weekly_amount", "how_held")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    folder = Path(tmp_path_factory.mktemp("resources")) / "study"
    poet.example(folder, authorities=10, people=220, seed=3)
    return poet.load_study(folder)


def shuffled(study: Study, random: np.random.Generator) -> Study:
    """The study with amounts and kinds of budget given to others of the same council."""
    first = study.responses[0]
    order = np.arange(len(first.by_person))
    for places in first.by_person.groupby("authority", observed=True).indices.values():
        order[places] = random.permutation(places)
    mixed = {key: first.by_person[key].array[order] for key in SHUFFLED}
    responses = dataclasses.replace(first, by_person=first.by_person.assign(**mixed))
    return dataclasses.replace(study, responses=(responses,))


@pytest.fixture(scope="module")
def noise(study: Study) -> pd.DataFrame:
    random = np.random.default_rng(8)
    frames = [resources.find(shuffled(study, random)) for _ in range(SHUFFLES)]
    whole = pd.concat(frames, keys=range(SHUFFLES), names=["shuffle"])
    return whole.reset_index("shuffle")


def test_few_reports_call_more_money_clear(noise) -> None:
    more = noise[noise["level"].eq("more") & noise["p"].notna()]
    reports = more.groupby(["shuffle", "authority"])["clear"].any()
    assert len(reports) == SHUFFLES * 11
    assert reports.mean() <= 0.05


def test_the_cost_that_reports_tell_is_seldom_called_clear(noise) -> None:
    """One difference is told, so 5 in 100; of 50 reports chance leaves up to 6 (12 %)."""
    told = noise[noise["question"].eq("most_outcomes") & noise["cost"].notna()]
    assert len(told) > 40
    assert told["clear"].mean() <= 0.12
