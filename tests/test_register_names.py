from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.register_names import code_as_written, evened_out_name, place_and_kinds


@pytest.mark.parametrize(
    ("text", "plain"),
    {
        "King\u2019s Lynn & West Norfolk": "kings lynn west norfolk",
        "KINGS LYNN AND WEST NORFOLK": "kings lynn west norfolk",
        "Newcastle\N{EN DASH}upon\N{NO-BREAK SPACE}Tyne": "newcastle on tyne",
        "Ynys Mo\u0302n": "ynys mon",
        "Bris\u200btol, City of": "bristol city of",
        "Saint Albans": "st albans",
        "N. Yorks": "north yorkshire",
        "\uff22\uff32\uff29\uff33\uff34\uff2f\uff2c": "bristol",
        " ... ": "",
    }.items(),
)
def test_names_are_evened_out(text: str, plain: str) -> None:
    assert evened_out_name(text) == plain


@given(st.text())
def test_what_is_evened_out_stays_so(text: str) -> None:
    once = evened_out_name(text)
    assert evened_out_name(once) == once


@pytest.mark.parametrize("text", ["E06000023", " e06000023\n", "E06 000 023", "E06-000023"])
def test_a_code_is_read_however_it_is_written(text: str) -> None:
    assert code_as_written(text) == "E06000023"


@pytest.mark.parametrize(
    ("name", "place", "kinds"),
    [
        ("hackney", "hackney", ""),
        ("london borough of hackney", "hackney", "london"),
        ("hackney lbc", "hackney", "london"),
        ("royal borough of greenwich", "greenwich", "borough"),
        ("kensington chelsea royal borough of", "kensington chelsea", "borough"),
        ("city county of swansea council", "swansea", "city county"),
        ("caerphilly county borough council", "caerphilly", "borough"),
        ("wakefield metropolitan district council", "wakefield", "metropolitan"),
        ("nottingham cc", "nottingham", ""),
        ("county durham", "durham", "county"),
        ("council of isles of scilly", "isles of scilly", ""),
        ("city of london corporation", "city of london", ""),
        ("london council", "london council", ""),
        ("liverpool city region", "liverpool city region", ""),
        ("city council", "city", ""),
        ("council", "council", ""),
        ("", "", ""),
    ],
)
def test_the_kind_of_authority_is_parted_from_the_place(name: str, place: str, kinds: str) -> None:
    assert place_and_kinds(name) == (place, frozenset(kinds.split()))
