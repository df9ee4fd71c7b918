"""Bands between round sums of pounds."""

from __future__ import annotations

import numpy as np
import pytest

from poet.sections.resources_bands import Bands, band_rows, bands_of
from poet.sections.resources_measures import Measure


def test_bands_are_cut_at_round_sums_near_the_quarters() -> None:
    amounts = np.array([*range(40, 1000, 4), np.nan])
    bands = bands_of(amounts)
    assert bands.cuts == (300, 500, 750)
    assert bands.of_person[-1] == -1
    assert bands.of_person[amounts == 300].tolist() == [1]
    assert bands.of_person[amounts == 296].tolist() == [0]
    assert np.bincount(bands.of_person[:-1]).tolist() == [65, 50, 63, 62]


def test_small_sums_are_cut_at_tens_and_sums_all_alike_are_one_band() -> None:
    assert bands_of(np.arange(10.0, 90.0)).cuts == (30, 50, 70)
    assert bands_of(np.full(50, 200.0)).cuts == ()
    assert bands_of(np.full(50, np.nan)).cuts == ()


def test_a_band_of_nobody_stands_with_its_neighbour() -> None:
    bands = bands_of(np.repeat([100.0, 300.0], 40))
    assert bands.cuts == (200, 300)
    good, everyone = np.arange(80) % 3 > 0, np.ones(80, dtype=bool)
    rows = list(
        band_rows(bands, Measure("life", "life", "outcome", None, good, everyone), np.arange(80))
    )
    assert [(row["label"], row["base"]) for row in rows] == [
        ("Under £300", 40),
        ("£300 or more", 40),
    ]


@pytest.mark.parametrize(
    ("first", "last", "label", "code"),
    [
        (0, 0, "Under £150", "under_150"),
        (0, 1, "Under £1,000", "under_1000"),
        (1, 1, "£150 to £999", "150_to_1000"),
        (1, 2, "£150 or more", "150_or_more"),
        (2, 2, "£1,000 or more", "1000_or_more"),
    ],
)
def test_a_band_has_a_label_and_a_code(first: int, last: int, label: str, code: str) -> None:
    bands = Bands((150, 1000), np.array([]))
    assert (bands.label(first, last), bands.code(first, last)) == (label, code)


def test_a_band_of_few_people_stands_with_its_neighbour_and_nobody_is_lost() -> None:
    bands = Bands((100, 200, 300), np.repeat([0, 1, 2, 3], [40, 30, 12, 40]))
    random = np.random.default_rng(1)
    good, counts = random.random(122) < 0.6, random.random(122) < 0.95
    measure = Measure("life", "life", "outcome", None, good & counts, counts)
    rows = list(band_rows(bands, measure, np.arange(122)))
    assert [row["label"] for row in rows] == ["Under £100", "£100 to £299", "£300 or more"]
    assert sum(row["base"] for row in rows) == counts.sum()
    assert sum(row["people"] for row in rows) == (good & counts).sum()


def test_of_few_people_there_are_no_bands() -> None:
    bands = Bands((100,), np.repeat([0, 1], [15, 18]))
    everyone = np.ones(33, dtype=bool)
    measure = Measure("life", "life", "outcome", None, everyone, everyone)
    assert list(band_rows(bands, measure, np.arange(33))) == []
