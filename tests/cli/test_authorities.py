from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import poet.cli
from poet.cli.authorities import authorities


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(poet.cli.commands.commands, "authorities", authorities)


@pytest.fixture
def names(here: Path) -> Path:
    path = here / "names.csv"
    path.write_text("Ref,Council\n1,Bristol\n2,\n3,Bristol\n4,HULL\n", encoding="utf-8")
    return path


def test_names_and_codes_as_a_table(run: Callable) -> None:
    ran = run("authorities", "Bristol", "e06000010", "Bristol")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "text       code       name                region                    how",
        "Bristol    E06000023  City of Bristol     South West                name",
        "e06000010  E06000010  Kingston upon Hull  Yorkshire and The Humber  code",
    ]
    assert ran.err == "\nMatched to one council: 2 of 2.\n"


def test_what_is_not_simply_a_council_is_told_below_the_table(run: Callable) -> None:
    ran = run("authorities", "-q", "Poole", "Northamptonshire", "Oxford", "Bristool", "Kingston")
    assert (ran.code, ran.err) == (1, "")
    table, _, told = ran.out.partition("\n\n")
    assert table.splitlines()[2].split() == [
        "Northamptonshire",
        "former",
        "name:",
        "split",
        "into",
    ]
    assert told.splitlines() == [
        "Poole: Borough of Poole ended in 2019 and was replaced by Bournemouth, Christchurch and "
        "Poole (E06000058).",
        "Northamptonshire: Northamptonshire County Council ended in 2021 and was split into North "
        "Northamptonshire (E06000061) and West Northamptonshire (E06000062): write the code of the "
        "one meant.",
        "Oxford: Oxford (E07000178), a district: adult social care is with Oxfordshire "
        "(E10000025).",
        "Bristool: No authority of the register is called so. Nearest: City of Bristol "
        "(E06000023).",
        "Kingston: It could be Kingston upon Hull (E06000010) or Kingston upon Thames (E09000021): "
        "write the code of the one meant.",
    ]


def test_json(run: Callable) -> None:
    ran = run("authorities", "Bournemouth", "Cumbria", "--json", "-q")
    bournemouth, cumbria = json.loads(ran.out)
    assert (ran.code, ran.err) == (1, "")
    assert bournemouth == {
        "text": "Bournemouth",
        "council": {
            "code": "E06000058",
            "name": "Bournemouth, Christchurch and Poole",
            "region": "South West",
            "nation": "England",
            "kind": "Unitary authority",
            "has_adult_social_care": True,
        },
        "how": "former name: merged into",
        "former": "Bournemouth Borough Council",
        "candidates": [],
        "sentence": "Bournemouth Borough Council ended in 2019 and was replaced by Bournemouth, "
        "Christchurch and Poole (E06000058).",
    }
    assert cumbria["council"] is None
    assert [each["code"] for each in cumbria["candidates"]] == ["E06000063", "E06000064"]


def test_the_column_of_a_file_gives_each_text_once_and_no_blank(run: Callable, names: Path) -> None:
    ran = run("authorities", "--file", names, "--column", "council", "York")
    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines()[1:]] == ["York", "Bristol", "HULL"]
    assert ran.err.endswith("\nMatched to one council: 3 of 3.\n")


def test_rows_that_cannot_be_read_are_counted(run: Callable, here: Path) -> None:
    (here / "names.csv").write_text("Ref,Council\n1,Hull\n2,York,extra\n", encoding="utf-8")
    ran = run("authorities", "--file", "names.csv", "--column", "Council")
    assert "Rows left out, as they have a wrong number of cells: 1.\n" in ran.err
    assert ran.err.endswith("\nMatched to one council: 1 of 1.\n")


def test_a_text_that_could_move_the_cursor_is_shown_without_that(run: Callable, here: Path) -> None:
    (here / "names.csv").write_text("Council\n\x1b[31mBristol\nHull\n", encoding="utf-8")
    ran = run("authorities", "--file", "names.csv", "--column", "Council")
    assert "\x1b" not in ran.out
    assert "\N{REPLACEMENT CHARACTER}[31mBristol: No authority" in ran.out


def test_of_many_unknown_texts_only_the_first_have_a_nearest(run: Callable, here: Path) -> None:
    texts = "\n".join(f"Bristool{number:03}" for number in range(220))
    (here / "names.csv").write_text(f"Council\n{texts}\n", encoding="utf-8")
    ran = run("authorities", "--file", "names.csv", "--column", "Council")
    assert ran.code == 1
    assert ran.out.count("No authority of the register is called so.") == 220
    assert ran.out.count("Nearest:") == 200


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (
            [],
            'poet authorities: no name was given. Write a NAME, or --file FILE --column "HEADING".',
        ),
        (
            ["--file", "names.csv"],
            "poet authorities: only one of --file and --column was given. "
            'Give both: --file FILE --column "HEADING".',
        ),
        (
            ["--column", "Council"],
            "poet authorities: only one of --file and --column was given. "
            'Give both: --file FILE --column "HEADING".',
        ),
        (
            ["--file", "names.csv", "--column", "Councils"],
            'names.csv: there is no column "Councils". Did you mean "Council"?',
        ),
        (
            ["--file", "names.csv", "--column", "xyz"],
            'names.csv: there is no column "xyz". Correct --column.',
        ),
    ],
)
def test_wrong_use_is_told(run: Callable, names: Path, words: list[str], error: str) -> None:
    ran = run("authorities", *words)
    assert (ran.code, ran.out, ran.error) == (2, "", error)


def test_a_heading_that_two_columns_have_is_told(run: Callable, here: Path) -> None:
    (here / "names.csv").write_text("Council,council\nHull,York\nHull,York\n", encoding="utf-8")
    ran = run("authorities", "--file", "names.csv", "--column", "Council")
    assert ran.code == 2
    assert ran.error == (
        'names.csv: 2 columns are called "Council": A, B. Give each a heading of its own.'
    )


def test_a_column_that_tells_who_people_are_is_not_shown(run: Callable, here: Path) -> None:
    (here / "forms.csv").write_text(
        "ID,Start time,Completion time,Email,Name,Which council?\n"
        "1,2025-01-01 10:00,2025-01-01 10:05,a@example.org,A Person,Hull\n"
        "2,2025-01-01 11:00,2025-01-01 11:05,b@example.org,B Person,York\n",
        encoding="utf-8",
    )
    ran = run("authorities", "--file", "forms.csv", "--column", "Email")
    assert (ran.code, ran.out) == (2, "")
    assert ran.error == (
        'forms.csv: column D "Email" tells who people are. Name the column of the authority.'
    )
    assert run("authorities", "--file", "forms.csv", "--column", "Which council?").code == 0


def test_a_file_that_is_not_there_cannot_be_read(run: Callable) -> None:
    ran = run("authorities", "--file", "none.csv", "--column", "Council")
    assert (ran.code, ran.out) == (3, "")
