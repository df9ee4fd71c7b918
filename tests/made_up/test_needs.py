"""The made-up file for `poet ras`: what was planted is found in it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import poet
from poet.allocating import ANSWERS, PRESENT, Allocation
from poet.allocating_findings import GAP
from poet.allocating_telling import told_of
from poet.made_up.needs import CASES, GROUPS, POUNDS, START, needs
from poet.spreadsheets import csv_bytes


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Allocation:
    file = tmp_path_factory.mktemp("needs") / "ras.csv"
    file.write_bytes(csv_bytes(needs(1)))
    return poet.ras(file, needs=list(POUNDS))


def test_every_row_can_be_used_and_some_have_no_indicative_budget(found: Allocation) -> None:
    assert len(found.cases.by_case) == CASES
    assert len(found.cases.problems) == 0
    assert 5 < CASES - found.compared < 40


def test_the_planted_amounts_are_found_nearly(found: Allocation) -> None:
    assert found.chosen == ANSWERS
    assert found.table.start == pytest.approx(START, abs=10)
    for question in found.table.questions:
        amounts = [pounds for _, pounds in question.amounts]
        assert amounts == pytest.approx(POUNDS[question.question], abs=20)


def test_the_present_system_is_less_close_and_gives_groups_less(found: Allocation) -> None:
    assert found.nearer[ANSWERS] == "more"
    assert told_of(found, PRESENT, GAP)["estimate"] > 1.3
    assert told_of(found, ANSWERS, GAP)["estimate"] < 1.15


def test_the_same_seed_gives_the_same_cases_and_another_others() -> None:
    pd.testing.assert_frame_equal(needs(3), needs(3))
    assert not needs(3).equals(needs(4))
    assert set(needs(3)["group"]) == set(GROUPS)


def test_no_number_of_a_case_stands_twice(tmp_path: Path) -> None:
    assert needs(1)["case"].is_unique
