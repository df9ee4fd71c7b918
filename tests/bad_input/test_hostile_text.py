"""Texts that would do harm if anything took them for more than text."""

from __future__ import annotations

import io
import json
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Rows = list[list[str]]
# What makes a terminal do something, or turns the order of what is read.
STEERING = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def text_of(entry: Mapping[str, Any]) -> str:
    """The hostile text; one is too long for the catalogue."""
    return entry["text"] * 100_000 if entry["name"] == "a word of 100 kB" else entry["text"]


def steering_signs(text: str) -> set[str]:
    return {sign for sign in text if unicodedata.category(sign) in STEERING} - {"\n"}


def no_formula_in(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert cells
    assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []


def test_as_an_answer_it_is_one_problem(
    *,
    entry: Mapping[str, Any],
    put: Callable,
    as_csv: Callable,
    run: Callable,
    people: Rows,
    study: Path,
) -> None:
    people[2][1] = text_of(entry)
    put(as_csv(people))
    ran = run("check", "study")
    assert ran.code == entry["code"], ran.err
    assert ran.out.splitlines()[2:] == entry["problems"]
    assert steering_signs(ran.out + ran.err) == set()
    no_formula_in(study / "check" / "problems.xlsx")
    listed = json.loads((study / "check" / "problems.json").read_text(encoding="utf-8"))
    assert len(listed["problems"]) == 1
    assert len(listed["problems"][0]["found"]) <= 200
    assert steering_signs(listed["problems"][0]["found"]) == set()


def test_as_a_comment_it_changes_nothing(
    entry: Mapping[str, Any], put: Callable, as_csv: Callable, run: Callable, people: Rows
) -> None:
    people[2][8] = text_of(entry)
    put(as_csv(people))
    ran = run("check", "study")
    assert ran.code == 0, ran.out
    assert steering_signs(ran.out + ran.err) == set()
    assert text_of(entry) not in ran.out + ran.err


def test_as_a_heading_it_is_told_and_not_used(
    *,
    entry: Mapping[str, Any],
    put: Callable,
    as_csv: Callable,
    run: Callable,
    people: Rows,
    study: Path,
) -> None:
    put(as_csv([[*row, "x" if number else text_of(entry)] for number, row in enumerate(people)]))
    ran = run("check", "study")
    assert ran.code == entry["code"], ran.err
    assert ran.out.endswith(
        "This heading is no question of the questionnaire, so it is not used.\n"
    )
    assert len(ran.out) < 500
    assert steering_signs(ran.out + ran.err) == set()
    no_formula_in(study / "check" / "problems.xlsx")


def test_as_councils_findings_are_made_all_the_same(
    *, catalogue, put: Callable, as_csv: Callable, run: Callable, people: Rows, study: Path
) -> None:
    """In the place of a name, a text becomes a code, a cell and a part of every file."""
    settings = (study / "study.toml").read_text(encoding="utf-8")
    settings = settings.replace('authority = "Fernhollow"', 'authority_column = "council"')
    (study / "study.toml").write_text(settings, encoding="utf-8")
    names = [text_of(entry) for entry in catalogue["hostile_text"] if "text" in entry]
    rows = [[f"F{number}", *people[1][1:], name] for number, name in enumerate(names)]
    put(as_csv([[*people[0], "council"], *rows]))
    ran = run("findings", "study", "-o", "out")
    assert ran.code == 0
    assert steering_signs(ran.out + ran.err) == set()
    no_formula_in(study.parent / "out" / "findings.xlsx")
    assert {path.name for path in study.parent.iterdir()} == {"study", "out"}


UNKNOWN = (
    "Error: people.csv, line 3: these characters are in none of the encodings that poet reads. "
    "Expected UTF-8, UTF-16 or the Windows code page cp1252. In Excel, save it as "
    '"CSV UTF-8 (comma delimited)".\n'
)
DAMAGED = (
    "Error: people.xlsx: this workbook is damaged: its parts do not fit together. Open it in "
    "Excel, let Excel repair it, and save it as .xlsx.\n"
)
HALF = "\udcff"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_half_a_letter_is_told_with_its_line(
    encoding: str, put: Callable, run: Callable, people: Rows
) -> None:
    people[2][1] = f"Bad {HALF} text"
    text = "".join(",".join(row) + "\n" for row in people)
    put(text.encode(encoding, "surrogatepass"))
    ran = run("check", "study")
    assert (ran.code, ran.out, ran.err) == (3, "", UNKNOWN)


@pytest.mark.parametrize("written", [b"&#xDCFF;", HALF.encode("utf-8", "surrogatepass")])
def test_half_a_letter_in_a_workbook_is_damage(
    written: bytes, put: Callable, run: Callable, people: Rows
) -> None:
    people[2][1] = "Bad HALF text"
    book = openpyxl.Workbook()
    for row in people:
        book.active.append(row)
    whole, changed = io.BytesIO(), io.BytesIO()
    book.save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"HALF", written))
    put(changed.getvalue(), "people.xlsx")
    ran = run("check", "study")
    assert (ran.code, ran.out, ran.err) == (3, "", DAMAGED)
