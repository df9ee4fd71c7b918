from __future__ import annotations

import pytest

from poet.responses.authorities_named import code_of_name, name_to_print, region_of


@pytest.mark.parametrize(
    ("name", "code"),
    {
        "Bristol": "E06000023",
        "e06000023": "E06000023",
        "E08000020": "E08000037",
        "Oxford": "E07000178",
        "Fernhollow & St. Bryn": "fernhollow-st-bryn",
        "Newcastle": "newcastle",
        "West Midlands": "west-midlands",
        "***": "",
        "": "",
    }.items(),
)
def test_the_code_of_an_authority_that_is_only_named(name, code):
    assert code_of_name(name) == code


@pytest.mark.parametrize(
    ("name", "code"),
    {
        "Bournemouth": "E06000028",
        "Northamptonshire": "E10000021",
        "Somerset County Council": "E10000027",
        "Somerset": "E06000066",
    }.items(),
)
def test_a_council_that_has_ended_keeps_its_own_code(name, code):
    assert code_of_name(name) == code


def test_a_council_that_never_had_a_code_has_one_made_of_its_name():
    assert code_of_name("Derry City Council") == "derry-city-council"


@pytest.mark.parametrize(
    ("name", "printed"),
    {
        "Bristol, City of": "Bristol, City of",
        "E06000023": "City of Bristol",
        "e08 000020": "Gateshead",
        "Fernhollow": "Fernhollow",
        "E99999999": "E99999999",
    }.items(),
)
def test_a_name_is_printed_as_it_is_written_unless_it_is_a_code(name, printed):
    assert name_to_print(name) == printed


@pytest.mark.parametrize(
    ("code", "names", "region"),
    [
        ("E06000023", ("Our city",), "South West"),
        ("B1", ("Our city", "Bristol"), "South West"),
        ("leeds", ("Bristol",), "South West"),
        ("E10000021", ("Northamptonshire",), "East Midlands"),
        ("S12000036", ("Edinburgh",), "Scotland"),
        ("X001", ("Fernhollow",), ""),
        ("newcastle", ("Newcastle",), ""),
        ("west-midlands", ("West Midlands",), ""),
    ],
)
def test_the_region_of_an_authority(code, names, region):
    assert region_of(code, names) == region
