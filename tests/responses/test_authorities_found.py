from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.made_up.council_names import council_names
from poet.register import councils
from poet.responses.authorities_found import meant_by_register
from poet.responses.authorities_meant import AuthorityMeant

BCP = ("E06000058", "Bournemouth, Christchurch and Poole")
WITH_CARE = [council for council in councils() if council.has_adult_social_care]


@pytest.mark.parametrize("text", ["Bristol City Council", "E06000023", "BRISTOL, CITY OF "])
def test_a_council_has_the_code_and_name_of_the_register(text):
    assert meant_by_register([text]) == {text: AuthorityMeant("E06000023", "City of Bristol")}


@pytest.mark.parametrize(
    ("text", "code", "name", "why"),
    [
        ("Hull Council", "E06000010", "Kingston upon Hull", ""),
        ("Ynys M\u00f4n", "W06000001", "Isle of Anglesey", "another name of it"),
        ("E08000020", "E08000037", "Gateshead", "a code it had before"),
        ("Poole", *BCP, "merged into it in 2019"),
        ("E06000029", *BCP, "the code of Borough of Poole, merged into it in 2019"),
        ("Waveney", "E07000244", "East Suffolk", "merged into it in 2019"),
    ],
)
def test_why_a_text_means_a_council_is_told_unless_it_is_its_name(text, code, name, why):
    taken_as = name if why else ""
    assert meant_by_register([text]) == {text: AuthorityMeant(code, name, taken_as, why)}


def test_several_spellings_of_a_council_are_told_but_for_its_name():
    found = meant_by_register(["Leeds", "LEEDS ", "Leeds City Council", "e08 000035", "York"])
    assert {one.code for text, one in found.items() if text != "York"} == {"E08000035"}
    assert [one.taken_as for one in found.values()] == ["", "", "Leeds", "Leeds", ""]
    assert [one.why for one in found.values()] == ["", "", "", "its code", ""]


def test_a_district_is_itself():
    assert meant_by_register(["Oxford"]) == {"Oxford": AuthorityMeant("E07000178", "Oxford")}
    assert meant_by_register(["Belfast"]) == {"Belfast": AuthorityMeant("N09000003", "Belfast")}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Newcastle", "It could be Newcastle upon Tyne (E08000021) or Newcastle-under-Lyme "),
        ("Leicester County Council", "It could be Leicester (E06000016) or Leicestershire "),
        ("Cumbria", "Cumbria County Council ended in 2023 and was split into Cumberland "),
        ("E10000021", "Northamptonshire County Council ended in 2021 and was split into North "),
    ],
)
def test_what_may_be_several_councils_is_none(text, says):
    (one,) = meant_by_register([text]).values()
    assert (one.code, one.trouble.found, one.trouble.rule) == ("", text, "authority not known")
    start = f'"{text}" does not say which authority, so the row is set aside. {says}'
    assert one.trouble.sentence.startswith(start)
    assert one.trouble.sentence.endswith(
        ": write the code of the one meant. To use it as it is, list the [[authorities]]."
    )


def test_the_teams_of_a_council_are_left_as_they_are():
    assert meant_by_register(["North", "Valley", "Forest", "Vale", "City", ""]) == {}
    assert meant_by_register(["North team", "South team"]) == {}


def test_beside_a_council_what_may_be_several_is_not_taken_for_a_team():
    found = meant_by_register(["North", "Newcastle", "Gateshead"])
    assert found["Newcastle"].trouble is not None
    assert found["North"] == AuthorityMeant(
        taken_as="an authority of its own", why="no council of the register"
    )


def test_regions_are_not_the_combined_authorities_that_bear_their_names():
    assert meant_by_register(["West Midlands", "North East", "London", "South West"]) == {}
    assert meant_by_register(["West Midlands", "Leeds"])["West Midlands"] == AuthorityMeant(
        taken_as="an authority of its own", why="no council of the register"
    )


def test_a_council_that_is_misspelt_is_told_with_the_nearest():
    assert meant_by_register(["Leeds", "Brsitol City Council"])[
        "Brsitol City Council"
    ] == AuthorityMeant(
        taken_as="an authority of its own", why="nearest in the register is City of Bristol"
    )


def test_no_council_of_a_made_up_study_is_one_of_the_register():
    assert meant_by_register(council_names(224)) == {}


def test_of_many_unknown_texts_only_the_first_are_told():
    texts = ["Leeds", *(f"x{number}" for number in range(220))]
    assert len(meant_by_register(texts)) == 201


def test_so_many_texts_that_they_cannot_be_councils_are_left_as_they_are():
    assert meant_by_register(["Leeds", *(f"x{number}" for number in range(10_000))]) == {}


@given(st.lists(st.sampled_from(WITH_CARE), min_size=1, max_size=8), st.data())
def test_codes_and_names_in_any_mixture_mean_the_same_councils(several, data):
    written = {
        data.draw(st.sampled_from([one.code, one.name, one.official_name, one.name.upper()])): one
        for one in several
    }
    found = meant_by_register(written)
    assert {text: one.code for text, one in found.items()} == {
        text: council.code for text, council in written.items()
    }


@given(st.lists(st.text(max_size=30), max_size=5, unique=True))
def test_any_text_has_a_code_a_trouble_or_neither(several):
    for text, one in meant_by_register(several).items():
        assert not (one.code and one.trouble)
        assert one.code or one.trouble or one.taken_as == "an authority of its own"
        assert text in several
