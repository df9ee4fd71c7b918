"""Two made-up coders who fill in coding workbooks."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl

import poet
from poet.reading import read_table
from poet.themes_codeframe import load_codeframe
from poet.themes_coding import Coding, import_codes
from poet.themes_export import FILES, KEY, export_comments
from poet.themes_workbook import COMMENTS, NO_THEME


def fill_in(path: Path, choose: Callable[[int, str], Mapping[str, str]]) -> None:
    """Write what `choose` gives for each row: heading to what is typed below it.

    It gets the place of the row among the rows and the number of the comment.
    """
    book = openpyxl.load_workbook(path)
    sheet = book[COMMENTS]
    places = {str(cell.value): cell.column for cell in sheet[1]}
    for place, row in enumerate(range(2, sheet.max_row + 1)):
        for heading, text in choose(place, str(sheet.cell(row, 1).value)).items():
            sheet.cell(row, places[heading]).value = text
    book.save(path)


def by_number(number: str, theme: str, *, of_ten: int) -> Mapping[str, str]:
    """The theme in so many of ten comments, no theme in the others."""
    return {theme if int(number[-4:]) % 10 < of_ten else NO_THEME: "yes"}


def write_comments(study: Path, texts: Sequence[str]) -> None:
    """Make these the comments of the small study, one person each."""
    with (study / "carers.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["form", "your_life", "group", "years", "words"])
        for number, text in enumerate(texts, start=1):
            rows.writerow([f"F{number}", "Better", "Woman", "61", text])


@dataclass(frozen=True)
class Exports:
    """A study of ten comments, the folder of its export, and its files."""

    study: Path
    folder: Path

    @property
    def first(self) -> Path:
        """The first coder's workbook."""
        return self.folder / FILES[0]

    @property
    def second(self) -> Path:
        """The second coder's workbook."""
        return self.folder / FILES[1]

    @property
    def key(self) -> Path:
        """The key of the export."""
        return self.folder / KEY

    def code(self) -> Coding:
        """Both workbooks put together."""
        return import_codes(
            poet.load_study(self.study),
            load_codeframe("general"),
            (self.first, self.second),
            self.key,
        )

    def both_fill_in(self) -> None:
        """The first sees waiting in comments 1 to 4, the second in 1 to 3; nothing else."""
        fill_in(self.first, lambda _, number: by_number(number, "Waiting", of_ten=5))
        fill_in(self.second, lambda _, number: by_number(number, "Waiting", of_ten=4))


def exported(study: Path, texts: Sequence[str] = ()) -> Exports:
    """Ten comments (or these) exported with numbers 1 to 10, drawn with a seed."""
    write_comments(study, texts or [f"It took {weeks} weeks to come." for weeks in range(1, 11)])
    folder = study.parent / "coding"
    export_comments(poet.load_study(study), load_codeframe("general"), folder, seed=1)
    return Exports(study, folder)


def moved(path: Path, change: Callable[[list[list[object]]], list[list[object]]]) -> None:
    """Change the rows of the sheet of comments, headings first."""
    book = openpyxl.load_workbook(path)
    sheet = book[COMMENTS]
    rows = change([list(row) for row in sheet.iter_rows(values_only=True)])
    sheet.delete_rows(1, sheet.max_row)
    for row in rows:
        sheet.append(row)
    book.save(path)


def letters(made: Exports) -> str:
    """What the numbers of this export begin with."""
    return read_table(made.key).cells[0].iloc[0].partition("-")[0]
