from __future__ import annotations

import pytest

from poet.responses.authorities_remarks import remark_on_care, remarks_on_only


@pytest.mark.parametrize(
    ("code", "name", "remark"),
    [
        (
            "E06000028",
            "Bournemouth",
            "Bournemouth Borough Council ended in 2019. What came after it: Bournemouth, "
            "Christchurch and Poole (E06000058).",
        ),
        (
            "E10000021",
            "Northamptonshire",
            "Northamptonshire County Council ended in 2021. What came after it: North "
            "Northamptonshire (E06000061) and West Northamptonshire (E06000062).",
        ),
        (
            "newcastle",
            "Newcastle",
            '"Newcastle" is not matched to the register of authorities. It could be Newcastle upon '
            "Tyne (E08000021) or Newcastle-under-Lyme (E07000195): write the code of the one "
            "meant.",
        ),
    ],
)
def test_the_one_authority_of_a_file_that_has_ended_or_may_be_several(code, name, remark):
    assert list(remarks_on_only(code, name)) == [remark]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("E06000023", "Bristol"),
        ("N1", "Newcastle"),
        ("E08000021", "Newcastle"),
        ("fernhollow", "Fernhollow"),
        # The name of a former council is no reason to doubt a code of one's own.
        ("B", "Bournemouth"),
    ],
)
def test_there_is_nothing_to_say_of_other_authorities(code, name):
    assert list(remarks_on_only(code, name)) == []


def test_whom_the_adult_social_care_of_districts_is_with():
    names = {"E07000178": "Our Oxford", "N09000003": "Belfast", "E06000023": "Bristol"}
    assert list(remark_on_care(names)) == [
        "Adult social care is not with these authorities themselves: Our Oxford (it is with "
        "Oxfordshire), Belfast (it is with the health and social care trusts)."
    ]


def test_of_councils_names_and_what_has_ended_nothing_is_said():
    names = {"E10000025": "Oxfordshire", "oxford": "Oxford", "E07000187": "Mendip", "X1": "Alder"}
    assert list(remark_on_care(names)) == []


def test_of_many_districts_ten_are_named():
    districts = {f"E07000{number:03}": f"District {number}" for number in range(105, 117)}
    (remark,) = remark_on_care(districts)
    assert remark.count("it is with") == 10
    assert remark.endswith(" and 2 more.")
