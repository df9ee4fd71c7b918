"""Every mistake that a study.toml can have, each with its whole sentence."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet import study_rules
from poet.errors import PoetError
from poet.study_rules import study_mistakes

CATALOGUE = Path(__file__).parent / "mistakes" / "study.toml"
LISTED = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))["mistake"]
MISTAKES = {mistake["name"]: mistake for mistake in LISTED}
STUDY = """\
title = "Three councils"
authority_column = "Council"
released_comments = "released.csv"

[[authorities]]
code = "X001"
name = "Fernhollow"
other_names = ["Fernhollow Council"]

[[authorities]]
name = "Ottermere"

[[waves]]
id = "2025"

[[waves]]
id = 2026
name = "Spring 2026"

[[responses]]
file = "old.csv"
questionnaire = "carer"
wave = 2025

[[responses]]
file = "new.xlsx"
questionnaire = "carer"
sheet = "Answers"
ignore_columns = ["Notes"]
not_asked = ["age"]

[disclosure]
profile = "local"
"""
ONE = """\
title = "One council"
authority = "Fernhollow"

[[responses]]
file = "carers.csv"
questionnaire = "carer"
"""
STUDIES = {"several": STUDY, "one": ONE}


def told(text: str) -> str:
    return "\n".join(str(mistake) for mistake in study_mistakes(tomllib.loads(text)))


def test_every_mistake_has_a_name_of_its_own() -> None:
    assert len(MISTAKES) == len(LISTED)


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told(mistake: dict) -> None:
    text = STUDIES[mistake["study"]]
    assert mistake["old"] in text
    assert told(text.replace(mistake["old"], mistake["new"], 1)).splitlines() == mistake["told"]


@pytest.mark.parametrize("text", [STUDY, ONE], ids=["several", "one"])
def test_the_studies_that_are_changed_have_no_mistake(text: str) -> None:
    assert told(text) == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('file = "old.csv"', 'file = "old.csv"\nauthority = "fernhollow council"'),
        ('file = "old.csv"', 'file = "old.csv"\nauthority = "ottermere"'),
        ('file = "old.csv"', 'file = "new.xlsx"\nsheet = "Last year"'),
        ('name = "Ottermere"', 'name = "Ottermere"\nother_names = ["ottermere"]'),
        ('file = "old.csv"', 'file = "old/old.csv"'),
    ],
    ids=["another name", "code from a name", "two sheets", "one name twice", "folder below"],
)
def test_what_is_no_mistake(old: str, new: str) -> None:
    assert told(STUDY.replace(old, new, 1)) == ""


def test_one_sheet_said_and_one_not_may_be_the_same() -> None:
    twice = STUDY.replace('file = "old.csv"', 'file = "new.xlsx"', 1)
    assert told(twice) == (
        'study.toml: "new.xlsx" is listed 2 times. '
        "Keep one of these [[responses]], or name another sheet in each."
    )


def test_all_mistakes_are_told_at_once() -> None:
    together = [
        MISTAKES[name]
        for name in (
            "no title",
            "unknown key of a file",
            "name without letters",
            "wave that is not listed",
            "comments above",
            "profile",
        )
    ]
    text = STUDY
    for mistake in together:
        assert mistake["old"] in text
        text = text.replace(mistake["old"], mistake["new"], 1)
    assert told(text).splitlines() == [mistake["told"][0] for mistake in together]


def test_an_empty_file_lacks_a_title_and_answers() -> None:
    sentences = [MISTAKES["no title"]["told"][0], MISTAKES["no responses"]["told"][0]]
    assert told("").splitlines() == sentences


def test_every_message_of_the_rules_is_in_a_test(untested: Callable) -> None:
    sentences = [sentence for mistake in MISTAKES.values() for sentence in mistake["told"]]
    assert untested(study_rules, sentences) == []


# --- whatever stands in the file, it is told or it is none

ANYTHING = st.recursive(
    st.one_of(
        st.text(max_size=3),
        st.sampled_from(["", "all", "2025", "carer", "old.csv", "X001"]),
        st.integers(-3, 2030),
        st.floats(),
        st.booleans(),
        st.dates(),
    ),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["id", "name", "code", "file", "profile", "x"]), inner, max_size=2
        )
    ),
    max_leaves=4,
)


def places(node: object) -> Iterator[tuple[object, object]]:
    keys = list(node) if isinstance(node, dict) else range(len(node))
    for key in keys:
        yield node, key
        if isinstance(node[key], dict | list):
            yield from places(node[key])


@given(data=st.data(), text=st.sampled_from([STUDY, ONE]))
def test_any_value_anywhere_ends_in_sentences(data: st.DataObject, text: str) -> None:
    table = tomllib.loads(text)
    for _ in range(data.draw(st.integers(1, 2))):
        node, key = data.draw(st.sampled_from(list(places(table))))
        node[key] = data.draw(ANYTHING)
    for mistake in study_mistakes(table):
        assert isinstance(mistake, PoetError)
        assert mistake.cure
