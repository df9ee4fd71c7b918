"""Every mistake that [look] and [[looks]] can have, each with its whole sentence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet import look_rules
from poet.charts.colours import INK, PALETTE, PAPER
from poet.contrast import FOR_NEIGHBOURS, FOR_TEXT, WHITE, contrast
from poet.look import Look
from poet.look_rules import INKS, look_mistakes

PAGE = Path(__file__).resolve().parents[1] / "docs" / "look.md"
BLOCK = re.compile(r"^```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SUGGESTED = re.compile(r'for (\w+), e\.g\. "(#\w+)"|colour of (\w+) in .*e\.g\. "(#\w+)"')
ANSWERS = ("best", "good", "bad", "worst")
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06X}".format)

HOW_WRITTEN = (
    "It is # and six of 0 to 9 and A to F: two each for red, green and blue. "
    'Write it so, e.g. "#12436D".'
)
KNOWN = (
    "name, logo, logo_words, heading_colour, box_colour, bar_colours, contact, extra_pages, "
    "templates, pictures"
)
PARTS = "Parts of a picture need 3:1 (WCAG 2.2, 1.4.11)."
MISTAKES = {
    'color = "#12436D"': [f'"color" is not known here. Known are: {KNOWN}. Correct or remove it.'],
    "name = 3": ['name is not text in quotation marks. Write name = "...".'],
    'contact = "here"': ['contact is not a list of texts. Write contact = ["...", "..."].'],
    'name = "NAME AS IT IS PRINTED"': [
        'name is still "NAME AS IT IS PRINTED". Put your own words in its place.'
    ],
    'contact = ["TELEPHONE"]': ['contact is still "TELEPHONE". Put your own words in its place.'],
    'logo = "logo.svg"': [
        "logo_words is missing. Those who do not see the logo hear these words. "
        'Add logo_words = "..." with what stands on the logo.'
    ],
    'logo_words = "Fernhollow"': [
        'logo_words is given, but no logo. Add logo = "..." beside it, or remove logo_words.'
    ],
    'templates = "../ours"': [
        '"../ours" lies outside the folder of the study. '
        "Copy it into the folder and give its name only."
    ],
    "pictures = 'C:\\ours'": [
        '"C:\\ours" lies outside the folder of the study. '
        "Copy it into the folder and give its name only."
    ],
    'extra_pages = ["a.md", "/b.md"]': [
        '"/b.md" lies outside the folder of the study. '
        "Copy it into the folder and give its name only."
    ],
    'heading_colour = "#9BC4E2"': [
        'heading_colour is "#9BC4E2", which on white has a contrast of 1.8:1. '
        "Text needs 4.5:1 (WCAG 2.2, 1.4.3). "
        'Choose a darker colour, e.g. "#337CB1".'
    ],
    'heading_colour = "dark blue"': [
        f'heading_colour has "dark blue", which is not how a colour is written here. {HOW_WRITTEN}'
    ],
    'box_colour = "#F4D35E"': [
        f'box_colour is "#F4D35E", which on white has a contrast of 1.4:1. {PARTS} '
        'Choose a darker colour, e.g. "#B6900C".'
    ],
    'bar_colours = ["#12436D", "#4D96D5"]': [
        "the number of bar_colours is 2. "
        "There are four: for the best, the good, the bad and the worst answers. "
        'Write bar_colours = ["#12436D", "#4D96D5", "#DF7320", "#6B2A00"], or your own.'
    ],
    'bar_colours = ["#12436D", "#48D", "#DF7320", "#6B2A00"]': [
        f'bar_colours has "#48D", which is not how a colour is written here. {HOW_WRITTEN}'
    ],
    'bar_colours = ["#12436D", "#4D96D5", "#DF7320", "#df7320"]': [
        'bar_colours has "#DF7320" for bad and for worst. Give each its own colour.'
    ],
    'bar_colours = ["#12436D", "#4D96D5", "#F4B183", "#6B2A00"]': [
        'the colour of bad in bar_colours is "#F4B183", which on white has a contrast of 1.8:1. '
        f'{PARTS} Choose a darker colour, e.g. "#EB721F".'
    ],
    'bar_colours = ["#000000", "#777777", "#DF7320", "#6B2A00"]': [
        'the colour of good in bar_colours is "#777777", on which neither black nor white text can '
        "be read: their contrast is at most 4.4:1. Text needs 4.5:1 (WCAG 2.2, 1.4.3). "
        'Choose another colour, e.g. "#767676".'
    ],
    'bar_colours = ["#12436D", "#2060A0", "#DF7320", "#6B2A00"]': [
        'in bar_colours, best "#12436D" beside good "#2060A0" has a contrast of 1.5:1. '
        f'{PARTS} Choose another colour for good, e.g. "#448FDA".'
    ],
    'bar_colours = ["#12436D", "#4D96D5", "#DF7320", "#A84A10"]': [
        'in bar_colours, worst "#A84A10" beside bad "#DF7320" has a contrast of 1.8:1. '
        f'{PARTS} Choose another colour for worst, e.g. "#71320B".'
    ],
}


def told(text: str) -> list[str]:
    return [str(mistake) for mistake in look_mistakes("study.toml", tomllib.loads(text))]


@pytest.mark.parametrize("line", MISTAKES)
def test_a_mistake_in_the_look_of_all_is_told(line: str) -> None:
    sentences = [f"study.toml, [look]: {sentence}" for sentence in MISTAKES[line]]
    assert told(f"[look]\n{line}") == sentences


def test_a_mistake_in_one_of_the_looks_is_told_with_its_number() -> None:
    good = '[[looks]]\nauthority = "Fernhollow"\n'
    bad = '[[looks]]\nauthority = "Ottermere"\nbox_colour = "#F4D35E"\n'
    assert told(good + bad) == [
        'study.toml, [[looks]] number 2: box_colour is "#F4D35E", which on white has a contrast of '
        f'1.4:1. {PARTS} Choose a darker colour, e.g. "#B6900C".'
    ]


def test_one_of_the_looks_needs_an_authority() -> None:
    assert told('[[looks]]\nname = "Ours"\n') == [
        'study.toml, [[looks]] number 1: authority is missing. Add authority = "...".'
    ]


def test_every_message_of_the_rules_is_in_a_test(untested: Callable) -> None:
    assert untested(look_rules, [one for each in MISTAKES.values() for one in each]) == []


def test_what_leaves_something_out_is_no_mistake() -> None:
    nothing = 'logo = ""\nbar_colours = []\nextra_pages = []\ntemplates = ""\nname = ""'
    assert told(f"[look]\n{nothing}") == []


def test_what_the_page_about_looks_shows_has_no_mistake() -> None:
    blocks = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    assert len(blocks) == 2
    assert [told(block) for block in blocks] == [[], []]


def test_the_usual_look_keeps_to_its_own_rules() -> None:
    usual = Look()
    colours = [PALETTE.best, PALETTE.good, PALETTE.bad, PALETTE.worst]
    assert (
        told(
            f'[look]\nheading_colour = "{usual.heading_colour}"\n'
            f'box_colour = "{usual.box_colour}"\n'
            f"bar_colours = {colours}"
        )
        == []
    )


def test_charts_write_on_bars_with_the_inks_that_are_measured() -> None:
    assert INKS == (INK, PAPER)


@given(COLOURS)
def test_a_colour_that_is_suggested_for_headings_is_taken(colour: str) -> None:
    sentences = told(f'[look]\nheading_colour = "{colour}"')
    assert bool(sentences) == (contrast(colour, WHITE) < FOR_TEXT)
    for sentence in sentences:
        near = re.findall("#[0-9A-F]{6}", sentence)[-1]
        assert told(f'[look]\nheading_colour = "{near}"') == []


@given(st.lists(COLOURS, min_size=4, max_size=4))
def test_who_follows_the_suggestions_for_bars_comes_to_an_end(colours: list[str]) -> None:
    """At each step the first mistake is mended as its sentence says."""
    for _ in range(9):
        sentences = told(f"[look]\nbar_colours = {colours}")
        suggested = SUGGESTED.search(sentences[0]) if sentences else None
        if suggested is None:
            break
        answer, colour = filter(None, suggested.groups())
        colours[ANSWERS.index(answer)] = colour
    assert not sentences or "Give each its own" in sentences[0] or "a lighter one" in sentences[0]
    if not sentences:
        best, good, bad, worst = colours
        pairs = [(best, good), (bad, worst), *((one, WHITE) for one in colours)]
        assert min(contrast(*pair) for pair in pairs) >= FOR_NEIGHBOURS
