from __future__ import annotations

import csv
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from poet.register_table import TABLE, Entry, entries

REPOSITORY = Path(__file__).resolve().parents[1]
SCRIPT = REPOSITORY / "scripts" / "authorities_table.py"
GSS = re.compile(r"[ENSW]\d{8}")
REGIONS = {
    "East Midlands",
    "East of England",
    "London",
    "North East",
    "North West",
    "Northern Ireland",
    "Scotland",
    "South East",
    "South West",
    "Wales",
    "West Midlands",
    "Yorkshire and The Humber",
}


@pytest.fixture(scope="module")
def script() -> ModuleType:
    found = importlib.util.spec_from_file_location("authorities_table", SCRIPT)
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def entry(name: str) -> Entry:
    (found,) = [one for one in entries() if one.council.official_name == name]
    return found


def test_the_table_is_small_and_sorted() -> None:
    content = TABLE.read_bytes()
    assert len(content) < 120_000
    assert b"\r" not in content
    keys = [(not e.council.code, e.council.code, e.council.official_name) for e in entries()]
    assert keys == sorted(keys)
    assert len(keys) == 470


def test_codes_are_gss_codes_and_each_is_of_one_authority() -> None:
    held = [code for e in entries() for code in (e.council.code, *e.former_codes) if code]
    assert all(GSS.fullmatch(code) for code in held)
    assert len(held) == len(set(held))
    assert sum(not e.council.ended for e in entries()) == 397
    assert all(e.council.code or e.council.nation == "Northern Ireland" for e in entries())


def test_every_authority_has_a_name_a_region_and_if_it_ended_a_successor() -> None:
    known = {e.council.code for e in entries() if e.council.code}
    for council in (e.council for e in entries()):
        assert council.name == " ".join(council.name.split()) != ""
        assert council.region in REGIONS
        assert bool(council.ended) == bool(council.replaced_by)
        assert {*council.replaced_by, council.county} <= known | {""}


def test_an_entry_has_every_field() -> None:
    found = entry("Glasgow City Council")
    assert (found.council.code, found.council.name) == ("S12000049", "Glasgow City")
    assert (found.council.region, found.council.nation) == ("Scotland", "Scotland")
    assert found.council.kind == "Scottish unitary authority"
    assert found.former_codes == ("S12000046", "S12000043")
    assert "Glasgow" in [name.capitalize() for name in found.other_names]
    cumbria = entry("Cumbria County Council").council
    assert (cumbria.ended, cumbria.replaced_by) == ("2023-04-01", ("E06000063", "E06000064"))
    assert entry("Oxford City Council").council.county == "E10000025"


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("Derbyshire County Council", "region", "East Midlands"),
        ("Lincolnshire County Council", "region", "East Midlands"),
        ("Taunton Deane Borough Council", "region", "South West"),
        ("Forest Heath District Council", "county", "E10000029"),
        ("Barnsley Metropolitan Borough Council", "code", "E08000038"),
        ("Sheffield City Council", "code", "E08000039"),
        ("Rhondda Cynon Taf County Borough Council", "name", "Rhondda Cynon Taf"),
        ("Moyle District Council", "replaced_by", ("N09000004",)),
    ],
)
def test_what_the_register_has_wrong_is_mended(
    name: str, field: str, value: str | tuple[str, ...]
) -> None:
    assert getattr(entry(name).council, field) == value


def test_the_table_is_what_the_script_makes_of_the_register(
    script: ModuleType, shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = script.table(shared / "data" / "uk-la-register")
    with TABLE.open(encoding="utf-8", newline="") as lines:
        assert list(csv.DictReader(lines)) == made
    assert "Forest Heath: county SRY is SFK\n" in capsys.readouterr().out
