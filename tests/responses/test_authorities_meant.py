from __future__ import annotations

import pytest

from poet.register import council_meant
from poet.responses.authorities_meant import (
    council_called,
    council_listed,
    is_code,
    not_certain,
    not_listed,
)


@pytest.mark.parametrize(
    ("text", "code"),
    {
        "Bristol": "E06000023",
        "Bournemouth": "E06000028",
        "Northamptonshire": "E10000021",
        "Newcastle": None,
        "West Midlands": None,
        "E47000007": None,
        "Fernhollow": None,
    }.items(),
)
def test_the_very_council_that_a_text_names(text, code):
    council = council_called(text)
    assert (council and council.code) == code


@pytest.mark.parametrize(
    ("code", "names", "name"),
    [
        ("E06000023", ("Leeds",), "City of Bristol"),
        ("", ("Our city", "Bristol"), "City of Bristol"),
        ("york", ("Leeds", "Bradford"), "Leeds"),
        ("york", (), None),
    ],
)
def test_the_council_that_the_user_lists_is_told_by_a_code_of_the_register_then_by_names(
    code, names, name
):
    council = council_listed(code, names)
    assert (council and council.name) == name


@pytest.mark.parametrize(("text", "is_one"), {"E06000023": True, "Bristol": False}.items())
def test_what_is_a_code(text, is_one):
    assert is_code(council_meant(text)) is is_one


def test_a_text_that_could_move_the_cursor_is_shown_without_that():
    assert not_listed("\x1b[31m").trouble.sentence == (
        '"\N{REPLACEMENT CHARACTER}[31m" is not one of the authorities, so the row is set aside.'
    )
    text = "Newcastle\x1b"
    assert not_certain(text, council_meant(text)).trouble.sentence.startswith(
        '"Newcastle\N{REPLACEMENT CHARACTER}" does not say which authority'
    )
