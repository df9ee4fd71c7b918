"""Contrast as WCAG 2.2 measures it, and the nearest colour that has enough of it."""

from __future__ import annotations

import colorsys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.contrast import (
    FOR_NEIGHBOURS,
    FOR_TEXT,
    WHITE,
    contrast,
    is_colour,
    luminance,
    nearest_passing,
    ratio_in_words,
)

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06X}".format)


@pytest.mark.parametrize(
    ("colour", "on_white"),
    [
        ("#000000", 21.0),
        ("#FFFFFF", 1.0),
        ("#767676", 4.54),
        ("#777777", 4.48),
        ("#949494", 3.03),
        ("#FF0000", 4.0),
        ("#0000FF", 8.59),
        ("#008000", 5.14),
    ],
)
def test_published_ratios_are_met(colour: str, on_white: float) -> None:
    assert contrast(colour, WHITE) == pytest.approx(on_white, abs=0.005)


def test_green_is_lighter_than_red_and_red_than_blue() -> None:
    shares = [luminance(colour) for colour in ("#00FF00", "#FF0000", "#0000FF")]
    assert shares == pytest.approx([0.7152, 0.2126, 0.0722])


@given(COLOURS, COLOURS)
def test_contrast_is_the_same_both_ways_and_from_1_to_21(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


@given(COLOURS)
def test_capitals_do_not_matter(colour: str) -> None:
    assert contrast(colour.lower(), WHITE) == contrast(colour, WHITE)


@pytest.mark.parametrize("text", ["", "blue", "#123", "#12436", "#12436DE", "12436D", "#12436G"])
def test_what_is_no_colour(text: str) -> None:
    assert not is_colour(text)


@pytest.mark.parametrize(
    ("ratio", "words"), [(4.499, "4.4:1"), (4.5, "4.5:1"), (2.999, "2.9:1"), (21.0, "21.0:1")]
)
def test_a_ratio_is_never_rounded_up(ratio: float, words: str) -> None:
    assert ratio_in_words(ratio) == words


@given(COLOURS)
def test_the_nearest_colour_passes_and_keeps_its_hue(colour: str) -> None:
    near = nearest_passing(colour, lambda one: contrast(one, WHITE) >= FOR_TEXT)
    assert contrast(near, WHITE) >= FOR_TEXT
    before, after = hue_and_saturation(colour), hue_and_saturation(near)
    if after[1] > 0.3:  # of what is nearly grey or black, rounding moves the hue
        assert min(abs(before[0] - after[0]), 1 - abs(before[0] - after[0])) < 0.06


def hue_and_saturation(colour: str) -> tuple[float, float]:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = channels
    hue, _, _ = colorsys.rgb_to_hls(red, green, blue)
    return hue, max(red, green, blue) - min(red, green, blue)


def test_a_colour_that_passes_is_its_own_nearest() -> None:
    assert nearest_passing("#12436d", lambda one: contrast(one, WHITE) >= FOR_TEXT) == "#12436D"


def test_only_so_much_is_changed_as_is_needed() -> None:
    near = nearest_passing("#F4D35E", lambda one: contrast(one, WHITE) >= FOR_NEIGHBOURS)
    assert FOR_NEIGHBOURS <= contrast(near, WHITE) < FOR_NEIGHBOURS + 0.1


def test_where_nothing_passes_there_is_none() -> None:
    assert nearest_passing("#12436D", lambda one: False) == ""
