"""`poet ras`: files are written, the comparison is printed, mistakes are one sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from past_cases import past_cases

import poet
from poet.allocating import FILES
from poet.allocating_file import NAMES
from poet.made_up.needs import POUNDS, needs
from poet.spreadsheets import csv_bytes

NUMBERS = ("--format", "csv,xlsx")
BOTH = ("--needs", "Meals", "--needs", "Nights")


@pytest.fixture
def past(here: Path) -> Path:
    past_cases(60).to_csv(here / "past.csv", index=False)
    return here


def test_the_comparison_is_printed_and_the_files_are_named(run: Callable, past: Path) -> None:
    ran = run("ras", "past.csv", "-o", "ras", *BOTH, *NUMBERS)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "past.csv: 60 rows read, 60 used."
    assert lines[-4:] == [
        "",
        *(str(Path("ras", name)) for name in ("ras.csv", "points_table.csv", "ras.xlsx")),
    ]
    assert sorted(path.name for path in (past / "ras").iterdir()) == [
        "points_table.csv",
        "ras.csv",
        "ras.xlsx",
    ]


def test_the_page_is_drawn(run: Callable, past: Path) -> None:
    ran = run("ras", "past.csv", "-o", "ras", "--format", "pdf,html", "--made-up")
    assert ran.code == 0
    assert (past / "ras" / "ras.pdf").read_bytes().startswith(b"%PDF-")
    assert "MADE UP" in (past / "ras" / "ras.html").read_text("utf-8")


def test_what_cannot_be_used_is_told_and_ends_with_1(run: Callable, past: Path) -> None:
    frame = past_cases(60).astype(object)
    frame.loc[0, "points"] = "-3"
    frame.to_csv(past / "past.csv", index=False)
    ran = run("ras", "past.csv", "-o", "ras", *NUMBERS)
    assert ran.code == 1
    assert ran.err == 'Row 2, column B: "-3" is below 0, which points cannot be.\n'
    assert ran.out.startswith(
        "past.csv: 60 rows read, 59 used, 1 set aside: 1 with no points that can be used.\n"
    )
    assert (past / "ras" / "ras.csv").exists()


def test_the_json_is_that_of_the_public_function(run: Callable, past: Path) -> None:
    ran = run("ras", "past.csv", "-o", "ras", *BOTH, *NUMBERS, "--json", "--table", "rate")
    told = json.loads(ran.out)
    twin = poet.ras("past.csv", needs=("Meals", "Nights"), table="rate")
    assert told["printed"] == twin.chosen == "rate"
    assert told["tables"]["rate"]["bands"][0]["pounds"] == twin.table.bands[0].pounds
    assert told["files"] == [
        str(Path("ras", n)) for n in ("ras.csv", "points_table.csv", "ras.xlsx")
    ]
    assert len(told["comparison"]) == len(twin.findings)


def test_without_a_folder_the_public_function_writes_nothing(past: Path) -> None:
    before = sorted(past.iterdir())
    assert poet.ras(past / "past.csv").cases.file == "past.csv"
    assert sorted(past.iterdir()) == before


def test_columns_of_other_names_are_given_by_name_and_heading(run: Callable, past: Path) -> None:
    frame = past_cases(60).rename(columns={"final": "Agreed=budget"})
    frame.to_csv(past / "past.csv", index=False)
    ran = run("ras", "past.csv", "-o", "ras", *NUMBERS, "--column", "final=Agreed=budget")
    assert ran.code == 0


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (
            ("--column", "final"),
            2,
            'column "final": this is no name and heading. It must look like this: '
            '--column final="Agreed budget".',
        ),
        (
            ("--column", "final=a", "--column", "final=b"),
            2,
            'column "final": it is given twice. Give each name once.',
        ),
        (
            ("--profile", "open"),
            2,
            'profile "open": there are no such rules for small numbers. There are: local, '
            "internal.",
        ),
        (
            ("--table", "answers"),
            2,
            'table "answers": no such table was made of past.csv. There are: rate, bands. Tables '
            "of points need a column points, a table of answers needs --needs.",
        ),
        (
            ("--format", "doc"),
            2,
            'format "doc": there is no such format. There are: pdf, html, csv, xlsx.',
        ),
        (
            ("--present-numbers", "many"),
            2,
            "Invalid value for '--present-numbers': \"many\" is no whole number from 0 to 100,000.",
        ),
    ],
)
def test_a_mistake_is_one_sentence(run: Callable, past: Path, words, code, error) -> None:
    ran = run("ras", "past.csv", "-o", "ras", *words)
    assert (ran.code, ran.out) == (code, "")
    assert ran.error == error
    assert not (past / "ras").exists() or not list((past / "ras").iterdir())


def test_a_file_that_is_not_there_ends_with_3(run: Callable, past: Path) -> None:
    assert run("ras", "none.csv", "-o", "ras").code == 3


def test_files_that_are_there_stay_without_force(run: Callable, past: Path) -> None:
    assert run("ras", "past.csv", "-o", "ras", *NUMBERS).code == 0
    assert run("ras", "past.csv", "-o", "ras", *NUMBERS).code == 3
    assert run("ras", "past.csv", "-o", "ras", *NUMBERS, "--force").code == 0


def test_purge_knows_the_files(run: Callable, past: Path) -> None:
    run("ras", "past.csv", "-o", "ras", *NUMBERS)
    (past / "ras" / "mine.txt").write_text("mine", encoding="utf-8")
    assert run("purge", "ras", "--yes").code == 0
    assert [path.name for path in (past / "ras").iterdir()] == ["mine.txt"]


def test_the_page_of_documentation_shows_what_is_printed(run: Callable, here: Path) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "ras.md").read_text(encoding="utf-8")
    shown = page[page.index("ras.csv: 400 rows") : page.index("\n```\n\n- **numbers**")]
    (here / "ras.csv").write_bytes(csv_bytes(needs(1)))
    questions = [word for name in POUNDS for word in ("--needs", name)]
    ran = run("ras", "ras.csv", "-o", "ras", *questions, *NUMBERS)
    assert ran.out.startswith(shown)
    assert all(f'--needs "{name}"' in page for name in POUNDS)


def test_the_page_of_documentation_tells_every_measure_and_column(past: Path) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "ras.md").read_text(encoding="utf-8")
    found = poet.ras("past.csv", needs=("Meals", "Nights")).findings
    assert all(f"`{measure}`" in page for measure in found["measure"].unique())
    assert all(f"`{name}`" in page for name in NAMES)
    assert all(f"`{name}`" in page for name in FILES)
