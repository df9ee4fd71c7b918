from __future__ import annotations

import pytest

from poet.register import councils
from poet.register_index import ABOVE_COUNCILS
from poet.responses.authorities_listed import code_of_listed, meant_by_list
from poet.responses.authorities_meant import AuthorityMeant

BCP = "Bournemouth, Christchurch and Poole"
KNOWN = {
    "BCP": (BCP,),
    "E06000023": ("Our Bristol", "Bristol"),
    "derby": ("Derby",),
    "E08000021": ("Newcastle upon Tyne",),
    "E10000025": ("Oxfordshire",),
    "E06000061": ("North Northamptonshire",),
    "F1": ("Fernhollow",),
}


def meant(text, known=KNOWN):
    (one,) = meant_by_list([text], known)
    return one


@pytest.mark.parametrize("text", ["BCP", " BCP ", BCP, BCP.upper(), BCP + "."])
def test_a_code_or_name_of_the_list_needs_no_telling(text):
    assert meant(text) == AuthorityMeant("BCP", BCP)


@pytest.mark.parametrize(
    ("text", "code", "name", "why"),
    [
        ("BCP Council", "BCP", BCP, "another name of it"),
        ("e06 000058", "BCP", BCP, "its code"),
        ("Bournemouth", "BCP", BCP, "merged into it in 2019"),
        ("Christchurch Borough Council", "BCP", BCP, "merged into it in 2019"),
        (
            "E06000028",
            "BCP",
            BCP,
            "the code of Bournemouth Borough Council, merged into it in 2019",
        ),
        ("Bristol, City of", "E06000023", "Our Bristol", ""),
        ("Derby City Council", "derby", "Derby", ""),
        ("E06000015", "derby", "Derby", "its code"),
    ],
)
def test_the_register_knows_one_of_the_list_in_other_words(text, code, name, why):
    assert meant(text) == AuthorityMeant(code, name, taken_as=name, why=why)


@pytest.mark.parametrize(
    ("text", "more", "near"),
    [
        ("Fernholow", "", "Fernhollow"),
        ("Brsitol City Council", "", "Our Bristol"),
        ("xyz", "", ""),
        # Another council, however like its name: no spelling to correct.
        ("Derbyshire", "", ""),
        ("Leeds", "", ""),
        (
            "Newcastle",
            " It could be Newcastle upon Tyne (E08000021) or Newcastle-under-Lyme (E07000195): "
            "write the code of the one meant.",
            "Newcastle upon Tyne",
        ),
        (
            "Oxford",
            " Oxford (E07000178), a district: adult social care is with Oxfordshire (E10000025).",
            "Oxfordshire",
        ),
        (
            "Northamptonshire",
            " Northamptonshire County Council ended in 2021 and was split into North "
            "Northamptonshire (E06000061) and West Northamptonshire (E06000062): write the code "
            "of the one meant.",
            "North Northamptonshire",
        ),
        (
            "Mendip",
            " Mendip District Council ended in 2023 and was replaced by Somerset (E06000066).",
            "",
        ),
    ],
)
def test_what_is_none_of_the_list_is_told_with_what_the_register_says_of_it(text, more, near):
    one = meant(text)
    assert (one.code, one.trouble.found, one.trouble.rule) == ("", text, "authority not known")
    assert one.trouble.sentence == (
        f'"{text}" is not one of the authorities, so the row is set aside.{more}'
    )
    assert one.trouble.nearest == near


def test_what_has_ended_is_itself_when_it_is_listed():
    known = {"E06000028": ("Bournemouth",), "E06000029": ("Poole",), "new": (BCP,)}
    found = meant_by_list(["Bournemouth", "Poole Borough Council", "BCP", "Christchurch"], known)
    assert [(one.code, one.why) for one in found] == [
        ("E06000028", ""),
        ("E06000029", ""),
        ("new", "another name of it"),
        ("new", "merged into it in 2019"),
    ]


def test_a_council_does_not_mean_one_that_was_merged_into_it():
    assert meant(BCP, {"E06000028": ("Bournemouth",)}).code == ""


def test_a_council_that_two_stand_for_is_neither():
    known = {"one": ("Bristol North", "Bristol"), "two": ("Bristol South", "City of Bristol")}
    assert meant("Bristol City Council", known).code == ""
    assert meant("bristol", known).code == "one"


def test_a_code_of_ones_own_is_no_name_of_another_council():
    known = {"york": ("North Yorkshire",)}
    assert meant("City of York Council", known).code == ""
    assert meant("North Yorkshire Council", known).code == "york"


def test_a_blank_cell_is_no_authority_and_no_trouble():
    assert meant_by_list(["", " \u200b"], KNOWN) == [AuthorityMeant(), AuthorityMeant()]


def test_every_council_is_found_by_its_official_name_and_code_when_all_are_listed():
    current = [one for one in councils() if not one.ended and one.kind not in ABOVE_COUNCILS]
    known = {council.code: (council.name,) for council in current}
    for texts in ([c.official_name for c in current], [c.code.lower() for c in current]):
        assert [one.code for one in meant_by_list(texts, known)] == list(known)


def test_of_many_unknown_texts_only_the_first_have_a_nearest():
    texts = [f"Fernholow {number}" for number in range(220)]
    near = [one.trouble.nearest for one in meant_by_list(texts, KNOWN)]
    assert near == ["Fernhollow"] * 200 + [""] * 20


def test_so_many_texts_that_they_cannot_be_councils_are_not_looked_up():
    texts = [*(f"x{number}" for number in range(10_000)), "Bristol, City of"]
    last = meant_by_list(texts, KNOWN)[-1]
    assert last.trouble.sentence == (
        '"Bristol, City of" is not one of the authorities, so the row is set aside.'
    )


@pytest.mark.parametrize(
    ("text", "code"),
    {"f1": "F1", "Fernhollow.": "F1", "Poole": "BCP", "Newcastle": "", "Leeds": ""}.items(),
)
def test_the_code_of_one_of_the_list(text, code):
    assert code_of_listed(text, KNOWN) == code
    assert code_of_listed(text, {}) == ""
