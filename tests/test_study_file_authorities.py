"""The authorities of a study, as `study.toml` and the files name them."""

from __future__ import annotations

from pathlib import Path

import pytest

from poet.errors import PoetError
from poet.study import Authority
from poet.study_file import load_study

BCP = "Bournemouth, Christchurch and Poole"
BRISTOL = Authority("E06000023", "Bristol", region="South West")


def write_study(folder: Path, top: str, *files: str) -> None:
    entries = "".join(f'[[responses]]\nquestionnaire = "mine"\n{file}\n' for file in files)
    (folder / "study.toml").write_text(f'title = "Ours"\n{top}\n{entries}', encoding="utf-8")


def write_answers(folder: Path, name: str, *councils: str) -> None:
    rows = [f"{council},Better,Man,60" for council in councils]
    text = "\n".join(["Council,your_life,group,years", *rows])
    (folder / name).write_text(f"{text}\n", encoding="utf-8")


def people(folder: Path) -> dict[str, int]:
    """Authority code to the number of people used."""
    (survey,) = load_study(folder).surveys
    return survey.by_person["authority"].value_counts().to_dict()


@pytest.mark.parametrize(
    ("said", "authority"),
    [
        ("Bristol", BRISTOL),
        ("Bristol, City of", Authority("E06000023", "Bristol, City of", region="South West")),
        ("E06000023", Authority("E06000023", "City of Bristol", region="South West")),
        ("Oxford", Authority("E07000178", "Oxford", region="South East")),
        ("Poole", Authority("E06000029", "Poole", region="South West")),
        ("Newcastle", Authority("newcastle", "Newcastle")),
        ("West Midlands", Authority("west-midlands", "West Midlands")),
        ("Fernhollow", Authority("fernhollow", "Fernhollow")),
    ],
)
def test_one_council_has_its_code_from_the_register_and_its_name_as_written(
    small: Path, said: str, authority: Authority
) -> None:
    write_study(small, f'authority = "{said}"', 'file = "carers.csv"')
    assert load_study(small).authorities == (authority,)
    assert people(small) == {authority.code: 3}


def test_one_council_is_written_in_several_ways_in_its_files(small: Path) -> None:
    write_answers(small, "a.csv", "Bristol City Council", "E06000023", "bristol", "Leeds")
    write_study(
        small,
        'authority = "Bristol"',
        'file = "a.csv"\nauthority_column = "Council"',
        'file = "carers.csv"\nauthority = "Bristol, City of"',
    )
    study = load_study(small)
    assert study.authorities == (BRISTOL,)
    assert people(small) == {"E06000023": 6}
    assert study.responses[0].account.set_aside == {"authority not known": 1}


def test_councils_that_the_files_name_are_those_of_the_register(small: Path) -> None:
    write_answers(small, "a.csv", "Hull", "Bristol City Council", "Bournemouth", "Fernhollow")
    write_answers(small, "b.csv", "E06000023", "Poole", "Cumbria")
    columns = 'authority_column = "Council"'
    write_study(small, columns, 'file = "a.csv"', 'file = "b.csv"')
    assert load_study(small).authorities == (
        Authority("E06000058", BCP, region="South West"),
        Authority("E06000023", "City of Bristol", region="South West"),
        Authority("fernhollow", "Fernhollow"),
        Authority("E06000010", "Kingston upon Hull", region="Yorkshire and The Humber"),
    )
    assert people(small) == {"E06000058": 2, "E06000023": 2, "fernhollow": 1, "E06000010": 1}


def test_a_file_each_may_name_one_council_in_two_ways(small: Path) -> None:
    write_answers(small, "a.csv", "")
    write_study(
        small,
        "",
        'file = "a.csv"\nauthority = "E06000023"',
        'file = "carers.csv"\nauthority = "City of Bristol"',
    )
    assert people(small) == {"E06000023": 4}


def test_codes_and_names_of_the_list_win_and_the_register_knows_other_spellings(
    small: Path,
) -> None:
    write_answers(small, "a.csv", "Our Bristol", "Bristol City Council", "Poole", "York")
    write_study(
        small,
        'authority_column = "Council"\n[[authorities]]\ncode = "B"\nname = "Our Bristol"\n'
        'other_names = ["Bristol"]\n[[authorities]]\nname = "BCP"',
        'file = "a.csv"',
        'file = "carers.csv"\nauthority = "E06000058"',
    )
    study = load_study(small)
    assert study.authorities == (
        Authority("B", "Our Bristol", ("Bristol",), "South West"),
        Authority("E06000058", "BCP", region="South West"),
    )
    assert people(small) == {"B": 2, "E06000058": 4}


def test_what_was_merged_or_split_is_used_as_it_is_when_it_is_listed(small: Path) -> None:
    write_answers(small, "a.csv", "Poole", "Bournemouth", "Northamptonshire")
    names = ("Bournemouth", "Poole", "Northamptonshire")
    listed = "\n".join(f'[[authorities]]\nname = "{name}"' for name in names)
    write_study(small, f'authority_column = "Council"\n{listed}', 'file = "a.csv"')
    assert people(small) == {"E06000028": 1, "E06000029": 1, "E10000021": 1}


def test_an_authority_of_a_file_must_be_one_of_the_list(small: Path) -> None:
    listed = '[[authorities]]\nname = "Bristol"'
    write_study(small, listed, 'file = "carers.csv"\nauthority = "Newcastle"')
    with pytest.raises(PoetError) as raised:
        load_study(small)
    assert str(raised.value) == (
        'study.toml: authority "Newcastle" of "carers.csv" is not listed. Listed are: E06000023. '
        "Use the code of one of them, or add it to the [[authorities]]."
    )
