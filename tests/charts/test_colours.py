"""The colours stand apart: for eyes, for grey printers, and under words."""

from __future__ import annotations

from itertools import pairwise

import pytest

from poet.charts import PALETTE, colours
from poet.contrast import contrast

BEST_TO_WORST = (PALETTE.best, PALETTE.good, colours.PAPER, PALETTE.bad, PALETTE.worst)


def test_the_five_steps_are_the_published_ones():
    assert BEST_TO_WORST == ("#12436D", "#4D96D5", "#FFFFFF", "#DF7320", "#6B2A00")


@pytest.mark.parametrize(("one", "other"), list(pairwise(BEST_TO_WORST)))
def test_neighbours_differ_by_three_to_one(one, other):
    assert contrast(one, other) >= 3


@pytest.mark.parametrize("colour", BEST_TO_WORST)
def test_words_on_each_colour_can_be_read(colour):
    assert contrast(colour, colours.ink_on(colour)) >= 4.5


@pytest.mark.parametrize("ink", [colours.INK, colours.QUIET_INK])
def test_words_on_paper_can_be_read(ink):
    assert contrast(ink, colours.PAPER) >= 7


def test_words_on_own_colours_are_in_the_ink_that_can_be_read():
    assert colours.ink_on("#FFFFCC") == colours.INK
    assert colours.ink_on("#3B0A00") == colours.PAPER
