"""Whole reports on groups that differ in nothing: at most 1 in 20 may call a difference clear.

Background is shuffled among the people of each council, so that it goes with nothing at all.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import poet
from poet.disclosure import PROFILES, release
from poet.sections import direct_payments, groups
from poet.sections.group_tests import compare
from poet.study import Study

# Of 100 a council, most kinds of budget have hardly the 30 people of whom anything is said.
SHUFFLES, PEOPLE = 8, 200


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    folder = Path(tmp_path_factory.mktemp("groups")) / "study"
    poet.example(folder, authorities=10, people=PEOPLE, seed=3)
    return poet.load_study(folder)


def shuffled(study: Study, random: np.random.Generator) -> Study:
    """The study with each person's background given to another of the same council."""
    responses = []
    for one in study.responses:
        by_person = one.by_person.copy()
        order = np.arange(len(by_person))
        for places in by_person.groupby("authority", observed=True).indices.values():
            order[places] = random.permutation(places)
        for question in one.questionnaire.with_role("background"):
            if question.key in by_person:
                by_person[question.key] = by_person[question.key].array[order]
        responses.append(dataclasses.replace(one, by_person=by_person))
    return dataclasses.replace(study, responses=tuple(responses))


@pytest.fixture(scope="module")
def noise(study: Study) -> dict[str, pd.DataFrame]:
    """The tests of groups and the differences of budgets, of every shuffle."""
    random, found = np.random.default_rng(8), {"groups": [], "budgets": []}
    for _ in range(SHUFFLES):
        one = shuffled(study, random)
        released = release(groups.find(one), PROFILES["local"])
        tests = compare(one, {"groups": released})
        found["groups"].append(tests[tests["test"].eq("omnibus")])
        found["budgets"].append(direct_payments.find(one))
    return {
        name: pd.concat(frames, keys=range(SHUFFLES), names=["shuffle"]).reset_index("shuffle")
        for name, frames in found.items()
    }


@pytest.mark.parametrize("name", ["groups", "budgets"])
def test_at_most_one_report_in_twenty_calls_a_difference_clear(noise, name) -> None:
    reports = noise[name].groupby(["shuffle", "authority"])["clear"].any()
    assert len(reports) == SHUFFLES * 11
    assert reports.mean() <= 0.05


@pytest.mark.parametrize(("name", "least"), [("groups", 0.7), ("budgets", 0.7)])
def test_most_of_what_is_asked_is_tested(noise, name, least) -> None:
    """A report that tests nothing calls nothing clear, and would pass what stands above."""
    assert noise[name]["p"].notna().mean() > least


@pytest.mark.parametrize("name", ["groups", "budgets"])
def test_one_test_in_twenty_alone_would_look_clear_and_no_more(noise, name) -> None:
    tested = noise[name][noise[name]["p"].notna() & noise[name]["authority"].ne("all")]
    assert 0.02 < tested["p"].lt(0.05).mean() < 0.08
