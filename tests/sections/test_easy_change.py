"""Easy Read: what is better than last time, what is worse, or why nothing is told."""

from __future__ import annotations

import pytest
from changes_released import BETTER, NOTES, SAME, WORSE, change, made, one_wave, three_waves

from poet.sections import easy_change


@pytest.fixture(scope="module")
def base(reports):
    return three_waves(reports[0])


def test_easy_read_tells_the_greatest_changes_in_short_sentences(base) -> None:
    shown = easy_change.view(made(base, BETTER, WORSE, SAME))
    assert shown["asked"] == [
        "We asked people in spring 2026.",
        "We asked people in spring 2024 too.",
    ]
    (better,) = shown["better"]
    assert better["label"] == "Being treated with respect"
    assert better["sentences"] == [
        "People said: better.",
        "In spring 2024: 60 in 100 people.",
        "In spring 2026: 80 in 100 people.",
    ]
    (worse,) = shown["worse"]
    assert worse["sentences"][1:] == [
        "In spring 2024: 65 in 100 people.",
        "In spring 2026: 40 in 100 people.",
    ]
    assert shown["why"] == []


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (SAME, ["Most answers are like last time.", "We cannot be sure that things have changed."]),
        (
            change("dignity", note=NOTES["hidden"]),
            ["Too few people answered.", "So we cannot say what has changed."],
        ),
        (
            change("dignity", note=NOTES["wording"]),
            ["Last time we asked other things.", "So we cannot say what has changed."],
        ),
    ],
)
def test_easy_read_says_why_it_tells_of_no_change(base, row, why) -> None:
    shown = easy_change.view(made(base, row))
    assert (shown["better"], shown["worse"], shown["why"]) == ([], [], why)


def test_one_wave_is_left_out(base) -> None:
    shown = easy_change.view(made(one_wave(base)))
    assert (shown["empty"], shown["asked"]) == (True, [])
