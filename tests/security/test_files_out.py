"""What leaves as files: nothing that a spreadsheet runs, and nothing outside the folder."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

import poet
from poet.checking import write_check

FORMULAS = [
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org","here")',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    " =2+2",
    "\t=3+3",
    "＝4+4",  # noqa: RUF001 - the full-width twin is what is tested
    "\u200b=5+5",
]
CODES = [
    "../../outside",
    "..\\..\\away",
    "/etc/outside",
    "C:\\outside",
    "CON",
    "nul.pdf",
    "trailing...",
    "x" * 300,
    "北京",
    "one\u202etwo",
    "=1+1",
]


def texts_of_csv(data: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        yield from row


def runs_as_a_formula(cell: str) -> bool:
    seen = "".join(c for c in cell if unicodedata.category(c)[0] not in "ZC")
    is_number = seen.removeprefix("-").replace(".", "", 1).replace("e-", "", 1).isdigit()
    return unicodedata.normalize("NFKC", seen[:1]) in tuple("=+-@") and not is_number


@pytest.fixture(scope="module")
def study(study_that_says: Callable[..., Path], changed: Callable) -> Path:
    """A study whose names of councils, comments and answers begin like formulas."""
    folder = study_that_says("plain", [f"X{n}" for n in range(len(FORMULAS))])
    for number, formula in enumerate(FORMULAS):
        toml = json.dumps(formula, ensure_ascii=False)
        changed(folder / "study.toml", f'name = "Council X{number} plain"', f"name = {toml}")
    with (folder / "released.csv").open(encoding="utf-8", newline="") as file:
        headings, *rows = csv.reader(file)
    for row, formula in zip(rows, FORMULAS, strict=True):
        row[3] = formula
    with (folder / "answers.csv").open(encoding="utf-8", newline="") as file:
        names, *answers = csv.reader(file)
    for row, formula in zip(answers, FORMULAS, strict=False):
        row[1] = formula  # no answer to the question, so it is told as a problem
    names.append("=heading()")
    for row in answers:
        row.append("=1+1")
    for file, table in (("released", [headings, *rows]), ("answers", [names, *answers])):
        with (folder / f"{file}.csv").open("w", encoding="utf-8", newline="") as opened:
            csv.writer(opened).writerows(table)
    return folder


def test_no_cell_of_the_findings_runs_as_a_formula(study: Path, tmp_path: Path) -> None:
    poet.findings(poet.load_study(study), tmp_path)
    cells = [
        cell for file in sorted(tmp_path.glob("*.csv")) for cell in texts_of_csv(file.read_bytes())
    ]
    assert [cell for cell in cells if runs_as_a_formula(cell)] == []
    # What was released is there, disarmed.
    assert {f"'{formula.strip()}" for formula in FORMULAS[:5]} <= set(cells)
    assert_text_only(tmp_path / "findings.xlsx")


def test_no_cell_of_the_list_of_problems_runs_as_a_formula(study: Path, tmp_path: Path) -> None:
    checked = poet.check(poet.load_study(study))
    found = " ".join(checked.problems["found"].astype(str))
    assert "=cmd|" in found
    write_check(checked, tmp_path)
    assert_text_only(tmp_path / "problems.xlsx")


def assert_text_only(path: Path) -> None:
    """No cell is a formula, an error or a link."""
    cells = [
        cell
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert len(cells) > 10
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
    assert not [cell for cell in cells if cell.hyperlink]


# What is written beside the reports of several councils.
OF_THE_FOLDER = ("index.html", "reports.json")


def test_no_code_of_an_authority_leads_out_of_the_folder(
    study_that_says: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("poet.printing.pages.document", lambda report, *_: report.authority.code)
    monkeypatch.setattr("poet.printing.build.drawing", drawn_at_once)
    study = poet.load_study(study_that_says("../../x", CODES))
    inside = tmp_path / "deep" / "down" / "reports"
    printed = poet.report(study, inside, formats=["pdf"])
    assert [one.authority.code for one in printed] == CODES
    everything = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert everything == {one.path for one in printed} | {inside / name for name in OF_THE_FOLDER}
    everything = {one.path for one in printed}
    assert {path.parent for path in everything} == {inside}
    names = [path.name for path in everything]
    assert len({name.casefold() for name in names}) == len(CODES)
    assert not [name for name in names if set(name) & set('\\/:*?"<>|. ') - {"."}]
    assert not [name for name in names if name.count(".") != 1 or len(name) > 84]
    assert not [name for name in names if name.split("-")[0].casefold() in {"con.pdf", "nul.pdf"}]


def drawn_at_once(seconds: float) -> object:
    """Draws each page as its own bytes."""
    from contextlib import nullcontext

    return nullcontext(lambda pages: map(str.encode, pages))


def test_codes_that_differ_in_capitals_only_are_told(
    study_that_says: Callable[..., Path], tmp_path: Path
) -> None:
    study = poet.load_study(study_that_says("plain", ["north!", "NORTH?", "South"]))
    with pytest.raises(poet.errors.PoetError, match="two authorities would get the same file name"):
        poet.report(study, tmp_path / "reports")
    assert not (tmp_path / "reports").exists()
