"""Cells of heading rows: cleaned, made equally many, compared and put together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.reading.layout import Column
from poet.reading.shapes.headings import (
    cleaned,
    cleaned_rows,
    padded,
    squeezed,
    told_apart,
    with_part,
)


def test_rows_are_made_as_long_as_the_longest() -> None:
    assert padded([["a"], ["b", "c", "d"], []]) == [("a", "", ""), ("b", "c", "d"), ("", "", "")]
    assert padded([]) == []


def test_rows_are_cleaned_cell_by_cell() -> None:
    assert cleaned_rows([["<b>a</b>"], [" b ", "c"]]) == [("a", ""), ("b", "c")]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("How easy\nwas it,\r\n  really? ", "How easy was it, really?"),
        ("One<br>two<BR />three", "One two three"),
        ('<p class="x">You are <strong>now</strong> here</p>', "You are now here"),
        ("2<sub>0</sub>", "20"),
        ("{(a.NAOK &gt; 1)} &amp;&amp; b", "{(a.NAOK > 1)} && b"),
        ("It&#039;s&nbsp;good", "It's good"),
        ("\ufeffResponse ID\u200b", "Response ID"),
        ("a\N{NO-BREAK SPACE}b", "a b"),
    ],
)
def test_remnants_of_a_web_page_are_taken_out(text: str, clean: str) -> None:
    assert cleaned(text) == clean


@pytest.mark.parametrize(
    "text",
    [
        "Are you <18 years or >65?",
        "R&D, terms&conditions & more",
        "a < b and c > d",
        "<name of your council>",
        "&nosuchsign;",
        "&lt",
    ],
)
def test_what_only_looks_like_a_web_page_stays(text: str) -> None:
    assert cleaned(text) == text


def test_what_an_entity_stands_for_is_not_a_tag() -> None:
    assert cleaned("&lt;b&gt;") == "<b>"


@given(st.text())
def test_a_clean_heading_is_on_one_line(text: str) -> None:
    assert cleaned(text).split() == cleaned(text).split(" ") or cleaned(text) == ""


def test_a_hundred_thousand_open_tags_are_cleaned_at_once() -> None:
    assert cleaned("<b " * 100_000) == ("<b " * 100_000).strip()


def test_only_letters_and_digits_are_compared() -> None:
    assert squeezed(" Duration (in seconds)") == squeezed("duration_in_seconds")
    assert squeezed("Antwort-ID") == "antwortid"
    assert squeezed("_ - ") == ""


def test_a_part_stands_in_brackets_behind_its_question() -> None:
    assert with_part("Who helps?", "A friend") == "Who helps? [A friend]"
    assert with_part("Who helps?", "") == "Who helps?"
    assert with_part("", "Other") == "[Other]"


def test_equal_headings_are_told_apart_by_the_names_of_the_tool() -> None:
    columns = [Column("Why?", "Q1"), Column("Why?", "Q2"), Column("How?", "Q3"), Column("Why?")]
    headings = [column.heading for column in told_apart(columns)]
    assert headings == ["Why? (Q1)", "Why? (Q2)", "How?", "Why?"]
