from __future__ import annotations

import csv
from pathlib import Path

import pytest

from poet.made_up.council_names import council_codes, council_names


@pytest.fixture(scope="module")
def real_names(shared: Path) -> set[str]:
    register = shared / "data" / "uk-la-register"
    names = set()
    columns = {
        "lookup_name_to_registry.csv": ["la-name"],
        "uk_local_authorities_current.csv": ["official-name", "nice-name"],
    }
    for file, headings in columns.items():
        with (register / file).open(encoding="utf-8-sig", newline="") as lines:
            names |= {
                row[heading].casefold() for row in csv.DictReader(lines) for heading in headings
            }
    assert {"kent", "fife", "bury", "birmingham city council"} <= names
    return names


def test_there_are_two_hundred_names_and_codes_none_twice() -> None:
    names, codes = council_names(200), council_codes(200)
    assert len({name.casefold() for name in names}) == len(set(codes)) == 200
    assert codes[0] == "X001"
    assert codes[-1] == "X200"


def test_the_first_names_are_those_of_the_demo() -> None:
    assert council_names(3) == ("Alderfen", "Fernhollow", "Ottermere")


def test_the_first_of_many_names_are_those_of_few() -> None:
    assert council_names(200)[:22] == council_names(22)


def test_every_pair_of_parts_comes_once_and_then_no_more() -> None:
    assert len(set(council_names(224))) == 224
    with pytest.raises(ValueError, match="there are 224 names, not 225"):
        council_names(225)


def test_no_name_holds_that_of_a_real_authority_nor_lies_in_one(real_names: set[str]) -> None:
    made_up = [name.casefold() for name in council_names(200)]
    alike = [(a, real) for a in made_up for real in real_names if real in a or a in real]
    assert alike == []
