"""The colours stand apart: for eyes, for grey printers, and under words."""

from __future__ import annotations

from itertools import pairwise

import pytest

from poet.charts import colours

BEST_TO_WORST = (colours.BEST, colours.GOOD, colours.PAPER, colours.BAD, colours.WORST)


def test_the_five_steps_are_the_published_ones():
    assert BEST_TO_WORST == ("#12436D", "#4D96D5", "#FFFFFF", "#DF7320", "#6B2A00")


def test_contrast_is_measured_as_wcag_measures_it(contrast):
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(("one", "other"), list(pairwise(BEST_TO_WORST)))
def test_neighbours_differ_by_three_to_one(contrast, one, other):
    assert contrast(one, other) >= 3


@pytest.mark.parametrize("colour", BEST_TO_WORST)
def test_words_on_each_colour_can_be_read(contrast, colour):
    assert contrast(colour, colours.WORDS_ON[colour]) >= 4.5


@pytest.mark.parametrize("ink", [colours.INK, colours.QUIET_INK])
def test_words_on_paper_can_be_read(contrast, ink):
    assert contrast(ink, colours.PAPER) >= 7
