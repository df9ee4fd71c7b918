"""The tables that are tried: what is planted is found, amounts are round, sums are by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from past_cases import ADDED, START, past_cases, read

from poet.allocating import ANSWERS, BANDS, RATE, Band, PointsTable
from poet.allocating_example import example_answers, example_points
from poet.allocating_tables import amount_step, designs, round_step, tried
from poet.statistics.additive_amounts import fit_round

BOTH = ("Meals", "Nights")


def test_the_tables_are_those_that_the_file_has_columns_for(tmp_path: Path) -> None:
    frame = past_cases(60)
    assert list(tried(read(tmp_path, frame))) == [RATE, BANDS]
    assert list(tried(read(tmp_path, frame, needs=BOTH))) == [RATE, BANDS, ANSWERS]
    assert list(tried(read(tmp_path, frame.drop(columns="points"), needs=BOTH))) == [ANSWERS]


def test_a_planted_table_of_answers_is_found(tmp_path: Path) -> None:
    table = tried(read(tmp_path, past_cases(2_000), needs=BOTH))[ANSWERS].table
    assert table.start == pytest.approx(START, abs=5)
    for question in table.questions:
        amounts = [pounds for _, pounds in question.amounts]
        assert amounts == pytest.approx(ADDED[question.question], abs=5)
    assert [words for words, _ in table.questions[0].amounts] == [
        ("0 - none",),
        ("1 - some",),
        ("2 - a lot",),
    ]


def test_a_rate_per_point_is_the_median_of_what_a_point_got(tmp_path: Path) -> None:
    frame = past_cases(301)
    (band,) = tried(read(tmp_path, frame))[RATE].table.bands
    median = (frame["final"] / frame["points"]).median()
    assert band.pounds == pytest.approx(median, abs=round_step(median))


def test_every_amount_is_a_multiple_of_its_round_step(tmp_path: Path) -> None:
    cases = read(tmp_path, past_cases(120), needs=BOTH)
    for design in designs(cases):
        many = fit_round(design.has, cases.final, design.steps) / design.steps
        np.testing.assert_allclose(many, np.round(many), atol=1e-6)


def test_what_is_proposed_comes_from_a_table_of_the_others(tmp_path: Path) -> None:
    cases = read(tmp_path, past_cases(60))
    one = tried(cases)[RATE]
    points = cases.by_case["points"].to_numpy()
    rates = one.proposed / points
    assert len(set(np.round(rates, 6))) > 1
    assert np.abs(rates / one.table.bands[0].pounds - 1).max() < 0.2


def test_steps_are_round_and_never_far_off() -> None:
    for amount in np.geomspace(0.5, 50_000, 40):
        assert round_step(amount) / 2 <= amount / 80 * (1 + 1e-9) or round_step(amount) == 0.01
    assert [amount_step(middle) for middle in (49, 50, 210, 900)] == [1, 5, 5, 10]


BANDED = PointsTable(BANDS, 20, (Band(0, 30, 2), Band(30, None, 3.5)))


def test_an_amount_by_hand() -> None:
    assert BANDED.of_points(0) == 20
    assert BANDED.of_points(30) == 80
    assert BANDED.of_points(50) == 150
    assert BANDED.numbers == 4  # 20, 30, 2 and 3.50


def test_numbers_of_nothing_are_no_numbers() -> None:
    assert PointsTable(RATE, bands=(Band(0, None, 7),)).numbers == 1
    assert PointsTable(BANDS, 0, (Band(0, 30, 0), Band(30, None, 3))).numbers == 2


def test_the_example_is_nobodys() -> None:
    assert example_points(BANDED) == 40
    assert example_points(PointsTable(RATE, bands=(Band(0, None, 7),))) == 40


def test_the_example_answers_are_in_the_middle_and_below_by_turns(tmp_path: Path) -> None:
    table = tried(read(tmp_path, past_cases(60), needs=BOTH))[ANSWERS].table
    assert [answer for _, answer, _ in example_answers(table)] == ["1 - some", "0 - none"]
