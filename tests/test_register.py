from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.register import Council, council_meant, councils
from poet.register_index import register
from poet.register_table import entries

CURRENT = [council for council in councils() if not council.ended]
ENDED = [council for council in councils() if council.ended]
KINDS = (
    "{} City Council",
    "{} County Council",
    "{} Borough Council",
    "{} District Council",
    "{} Metropolitan Borough Council",
    "{} MBC",
    "{} CC",
    "{} UA",
    "{}, City of",
    "{} Council",
    "{} County",
    "London Borough of {}",
    "Royal Borough of {}",
    "City of {}",
    "County {}",
    "Council of the {}",
)
SIGNS_ALIKE = {
    " ": [" ", "  ", "\N{NO-BREAK SPACE}", "\t", "\n", "-"],
    "-": ["-", " ", "\N{EN DASH}", "\N{NON-BREAKING HYPHEN}", " - "],
    "'": ["'", "\N{RIGHT SINGLE QUOTATION MARK}", "`", ""],
    "&": ["&", "and", "AND"],
    ",": [",", ", ", ""],
    ".": [".", ""],
}
# By hand, from the fields end-date and replaced-by of the register.
MERGED = {
    "Bournemouth": "E06000058",
    "Borough of Poole": "E06000058",
    "Christchurch Borough Council": "E06000058",
    "Dorset County Council": "E06000059",
    "East Dorset": "E06000059",
    "Weymouth & Portland": "E06000059",
    "Buckinghamshire County Council": "E06000060",
    "Aylesbury Vale": "E06000060",
    "Somerset County Council": "E06000066",
    "Mendip": "E06000066",
    "Taunton Deane": "E06000066",
    "North Yorkshire County Council": "E06000065",
    "Harrogate": "E06000065",
    "Selby": "E06000065",
    "Corby": "E06000061",
    "Northampton": "E06000062",
    "Carlisle": "E06000063",
    "Barrow-in-Furness": "E06000064",
    "South Lakeland": "E06000064",
    "St. Edmundsbury": "E07000245",
    "Forest Heath": "E07000245",
    "Waveney": "E07000244",
    "Suffolk Coastal": "E07000244",
}
SPLIT = {
    "Northamptonshire": ["E06000061", "E06000062"],
    "Cumbria": ["E06000063", "E06000064"],
}


def codes(several: tuple[Council, ...]) -> list[str]:
    return sorted(council.code for council in several)


def code_meant(text: str) -> str:
    meant = council_meant(text)
    assert meant.council, meant.sentence
    return meant.council.code


@pytest.mark.parametrize("council", CURRENT, ids=lambda council: council.name)
def test_a_council_of_now_is_meant_by_its_code_and_by_both_its_names(council: Council) -> None:
    assert (council_meant(council.code).council, council_meant(council.code).how) == (
        council,
        "code",
    )
    for name in (council.name, council.official_name):
        assert (council_meant(name).council, council_meant(name).how) == (council, "name")


def test_every_other_name_means_its_council_or_what_came_after_it() -> None:
    other = [(name, entry.council) for entry in entries() for name in entry.other_names]
    assert len(other) > 100
    for name, council in other:
        assert council_meant(name).council in register().current(council), name


def test_every_former_code_means_a_council_of_now_or_lists_them() -> None:
    former = [code for entry in entries() for code in entry.former_codes]
    former += [council.code for council in ENDED if council.code]
    assert len(former) > 55
    for code in former:
        meant = council_meant(code)
        assert meant.how.startswith("former code")
        assert bool(meant.council) != (meant.how == "former code: split into")
        assert all(not each.ended for each in (meant.council, *meant.candidates) if each)


def test_every_name_of_what_ended_means_what_came_after_it() -> None:
    for council in ENDED:
        after = register().current(council)
        meant = council_meant(council.official_name)
        assert (meant.council,) == after if len(after) == 1 else meant.candidates == after
        assert meant.former == council


@pytest.mark.parametrize(("name", "code"), MERGED.items())
def test_a_merged_council_means_its_successor(name: str, code: str) -> None:
    meant = council_meant(name)
    assert (code_meant(name), meant.how) == (code, "former name: merged into")


@pytest.mark.parametrize(("name", "after"), SPLIT.items())
def test_a_split_county_means_none_and_lists_those_that_came_after(
    name: str, after: list[str]
) -> None:
    for text in (name, f"{name} County Council"):
        meant = council_meant(text)
        assert (meant.council, meant.how) == (None, "former name: split into")
        assert codes(meant.candidates) == after


@pytest.mark.parametrize(
    ("name", "code"),
    {
        "Somerset": "E06000066",
        "North Yorkshire": "E06000065",
        "Buckinghamshire": "E06000060",
    }.items(),
)
def test_a_name_that_a_county_left_to_the_council_of_now_means_that_one(
    name: str, code: str
) -> None:
    assert (code_meant(name), council_meant(name).how) == (code, "name")


@given(st.data())
def test_case_spaces_dashes_and_quotation_marks_make_no_difference(data: st.DataObject) -> None:
    council = data.draw(st.sampled_from(councils()))
    name = data.draw(st.sampled_from([council.name, council.official_name]))
    written = "".join(data.draw(st.sampled_from(SIGNS_ALIKE.get(sign, [sign]))) for sign in name)
    change = data.draw(st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
    found, plain = council_meant(f" {change(written)}\n"), council_meant(name)
    assert (found.council, found.how, found.candidates) == (
        plain.council,
        plain.how,
        plain.candidates,
    )


@given(st.text(max_size=40))
def test_any_text_is_answered_and_the_answer_to_its_capitals_is_the_same(text: str) -> None:
    meant = council_meant(text)
    assert meant.sentence.endswith(".")
    assert council_meant(f"  {text} ").council == meant.council
    assert meant.council is None or not meant.council.ended


def test_a_name_with_any_kind_of_authority_said_never_means_another_one() -> None:
    for council in councils():
        for kind in KINDS:
            meant = council_meant(kind.format(council.name), near=False)
            assert meant.council in (None, *register().current(council)), meant.text


def test_a_name_with_a_letter_left_out_never_means_another_one() -> None:
    for council in councils():
        for at in range(len(council.name)):
            meant = council_meant(council.name[:at] + council.name[at + 1 :], near=False)
            assert meant.council in (None, *register().current(council)), meant.text


def test_districts_hold_no_adult_social_care_and_name_the_county_that_does() -> None:
    districts = [one for one in CURRENT if one.kind == "Non-metropolitan district"]
    assert len(districts) == 164
    for district in districts:
        (county,) = council_meant(district.name).candidates
        assert (county.kind, county.has_adult_social_care) == ("County", True)
        assert (district.has_adult_social_care, county.region) == (False, district.region)


def test_who_holds_adult_social_care() -> None:
    holding = [council for council in CURRENT if council.has_adult_social_care]
    by_nation = {
        nation: sum(c.nation == nation for c in holding) for nation in ("England", "Wales")
    }
    # England: 21 counties, 63 unitaries with the Isles of Scilly, 36 + 32, the City of London.
    assert by_nation == {"England": 153, "Wales": 22}
    assert {council.nation for council in holding} == {"England", "Wales", "Scotland"}


@pytest.mark.parametrize(
    "text", ["", " ", "...", "council", "x" * 100_000, "E99999999", "\ud800", "Newham Trust"]
)
def test_what_is_no_name_means_nothing(text: str) -> None:
    meant = council_meant(text)
    assert (meant.council, meant.how) == (None, "not known")


def test_the_register_is_read_only_when_it_is_asked_for_and_without_pandas() -> None:
    script = (
        "import sys, poet.register, poet.register_index as i;"
        "print(i.register.cache_info().currsize, 'pandas' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["0", "False"]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_names_codes_and_regions_agree_with_those_that_the_government_published(
    shared: Path,
) -> None:
    published = rows(shared / "data" / "oflog-asc" / "oflog_adult_social_care.csv")
    found = {(r["Local authority code"], r["Local authority name"], r["Region"]) for r in published}
    assert len(found) == 157
    for code, name, region in found:
        by_code, by_name = council_meant(code), council_meant(name)
        assert by_code.candidates == by_name.candidates
        assert by_code.council == by_name.council
        regions = {by_code.council.region} if by_code.council else set()
        assert regions | {each.region for each in by_code.candidates} == {region}


def test_names_and_codes_of_the_adult_social_care_survey_mean_the_same(shared: Path) -> None:
    folder = shared / "data" / "ascs-by-council-2020-21"
    surveyed = rows(folder / "t4_response_rates_by_council.csv")
    found = {(r["ons_code"], r["cassr_name"]) for r in surveyed if r["ons_code"].strip()}
    assert len(found) == 151
    for code, name in found:
        by_code, by_name = council_meant(code), council_meant(name)
        assert (by_code.council, by_code.candidates) == (by_name.council, by_name.candidates)
        assert by_code.council or by_code.how == "former code: split into"


def test_every_name_in_the_original_register_means_its_authority(shared: Path) -> None:
    folder = shared / "data" / "uk-la-register"
    originals = rows(folder / "uk_local_authorities_current.csv")
    official = {each["local-authority-code"]: each["official-name"] for each in originals}
    # Letters were lost in these, and one is two councils.
    left_out = {"Sir Ynys M\u00ef\u00bf\u00bdn", "ynys mn", "adur and worthing borough council"}
    left_out |= {"City\u00ef\u00be\u00a0and County of Swansea"}
    names = rows(folder / "lookup_name_to_registry.csv")
    for each in names:
        meant = council_meant(each["la-name"])
        own = council_meant(official[each["local-authority-code"]])
        same = (meant.council, meant.candidates) == (own.council, own.candidates)
        assert same != (each["la-name"] in left_out), each["la-name"]
