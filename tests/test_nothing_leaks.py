"""Nothing that nobody released leaves: a search for planted cells through every file and page."""

from __future__ import annotations

import csv
import re
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import poet
from poet.disclosure import PROFILES, release
from poet.printing import edition as editions
from poet.printing.pages import html
from poet.publishing import write_findings
from poet.sections import AuthorityReport, find_all
from poet.study import Study

# Cells of one person that no reviewer released: a comment, an amount, the number of a form.
COMMENT = "The blue heron of Tollerby knows whose words these are."
AMOUNT = "4731"
FORM = "QZ-60718"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """A made-up study in which one person of each audience wrote what nobody released."""
    folder = tmp_path_factory.mktemp("published") / "study"
    poet.example(folder, authorities=2, people=30, seed=3)
    for file in ("budget_holders.csv", "practitioners.csv"):
        _plant_in_csv(folder / file)
    _plant_in_xlsx(folder / "carers.xlsx")
    return poet.load_study(folder)


def _planted(headings: list[str], cells: list[object]) -> list[object]:
    """The cells with the comments, the amount and the number of the form put in."""
    cells[0] = FORM
    for place, heading in enumerate(headings):
        if "anything" in heading.casefold() or heading.startswith("about_"):
            cells[place] = COMMENT
        elif "in pounds" in heading:
            cells[place] = AMOUNT
    return cells


def _plant_in_csv(file: Path) -> None:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.reader(opened))
    rows[7] = _planted(rows[0], rows[7])
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows(rows)


def _plant_in_xlsx(file: Path) -> None:
    book = openpyxl.load_workbook(file)
    rows = list(book.active.iter_rows())
    headings, cells = ([cell.value for cell in row] for row in (rows[0], rows[7]))
    for cell, value in zip(rows[7], _planted(headings, cells), strict=True):
        cell.value = value
    book.save(file)


def everything_in(file: Path) -> str:
    """All text of a file, inside a workbook as well."""
    if file.suffix != ".xlsx":
        return file.read_text(encoding="utf-8")
    with zipfile.ZipFile(file) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist())


@pytest.mark.parametrize("sentinel", [COMMENT, AMOUNT, FORM])
def test_what_was_planted_was_read(study: Study, sentinel: str) -> None:
    """Else the search below would look for what is not there."""
    used = [survey.by_person for survey in study.surveys]
    holds = {name for frame in used for name in frame if _holds(frame[name], sentinel)}
    by_sentinel = {
        COMMENT: {"about_the_budget", "about_the_process", "about_this_questionnaire"},
        AMOUNT: {"weekly_amount"},
        FORM: set(),  # never kept
    }
    assert holds == by_sentinel[sentinel]
    texts = [everything_in(path) for path in study.inputs if path.name != "study.toml"]
    assert any(sentinel in text for text in texts)


def _holds(answers: pd.Series, text: str) -> bool:
    return text in set(answers.dropna().map(lambda v: str(int(v)) if isinstance(v, float) else v))


@pytest.fixture(scope="module")
def leaving(study: Study, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Everything that leaves: the findings files, and every page of every report as HTML.

    A PDF is made of its HTML and of nothing else.
    """
    layout, found, pages = editions.load("workshop"), find_all(study), {}
    for profile in PROFILES.values():
        released = {name: release(frame, profile) for name, frame in found.items()}
        folder = tmp_path_factory.mktemp(profile.name) / "findings"
        for file in write_findings(study, released, folder):
            pages[f"{file.name}, {profile.name}"] = everything_in(file)
        for authority in study.authorities:
            mine = {
                name: frame[frame["authority"].isin([authority.code, "all"])]
                for name, frame in released.items()
            }
            report = AuthorityReport(study, authority, mine, profile, layout.chart_size)
            pages[f"{authority.name}, {profile.name}"] = html(report, layout)
    return pages


@pytest.mark.parametrize("sentinel", [COMMENT, "Tollerby", AMOUNT, FORM])
def test_nothing_that_leaves_holds_what_was_not_released(leaving, sentinel: str) -> None:
    alone = re.compile(rf"(?<![\d.]){re.escape(sentinel)}(?!\d)")
    assert [name for name, text in leaving.items() if alone.search(text)] == []


def test_what_was_released_does_leave(leaving, study: Study) -> None:
    """Else the search above would look in the wrong places."""
    comment = study.released_comments["text"].iloc[0]
    holding = {name for name, text in leaving.items() if comment in text}
    for profile in PROFILES:
        names = ("own_words.csv", "findings.xlsx", "Alderfen")
        assert holding >= {f"{name}, {profile}" for name in names}
