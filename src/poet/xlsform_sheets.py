"""The three sheets of a form as rows of named cells, whatever spelling its headings have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.reading import column_letter, shown
from poet.reading.file_kind import OLD_OFFICE, is_zip
from poet.reading.layout import Rows
from poet.reading.opening import opened, system_told
from poet.xlsform_naming import CHOICES, SETTINGS, SURVEY

# Columns that can stand in several languages, as in "label::English (en)".
TRANSLATED = ("label", "hint", "constraint_message")
LANGUAGE = re.compile(r"\s*::?\s*")
OTHER_NAMES = {
    SURVEY: {
        "caption": "label",
        "command": "type",
        "tag": "name",
        "value": "name",
        "relevance": "relevant",
        "calculate": "calculation",
    },
    CHOICES: {"caption": "label", "value": "name", "list": "list_name"},
    SETTINGS: {"title": "form_title", "set_form_title": "form_title", "id_string": "form_id"},
}
# A file of answers with a column for each would be wider than any that is read.
MOST_ROWS = 2_000
NO_FORM = "Give the workbook of a form, with the sheets survey, choices and settings"


@dataclass(frozen=True)
class FormRow:
    """One row of a sheet. `where` says its place; `cells` has the text of each column named.

    `labels` has what people see by language ("" where a column has none).
    """

    where: str
    cells: Mapping[str, str]
    labels: Mapping[str, str]

    def text(self, column: str) -> str:
        """The text of a column; "" when the cell is empty or there is no such column."""
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Form:
    """A form as its sheets tell it.

    `survey` has one row per question, group or note, `choices` one per answer of a list;
    `settings` is the one row of its sheet. `languages` are those of the labels, in the order of
    the columns ("" for labels without one). `no_choices` says why there are no choices.
    """

    file: str
    survey: tuple[FormRow, ...]
    choices: tuple[FormRow, ...] = ()
    settings: FormRow = field(default_factory=lambda: FormRow("", {}, {}))
    languages: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    no_choices: PoetError | None = None

    @cached_property
    def lists(self) -> Mapping[str, Sequence[FormRow]]:
        """The answers of each list by its name."""
        found: dict[str, list[FormRow]] = {}
        for row in self.choices:
            found.setdefault(row.text("list_name"), []).append(row)
        return found


@dataclass(frozen=True)
class _Sheet:
    rows: tuple[FormRow, ...]
    languages: tuple[str, ...]
    notes: tuple[str, ...]


def read_form(path: Path) -> Form:
    """The sheets of a form. Raises PoetError when the file is no form or cannot be read."""
    survey = _survey(path)
    choices, no_choices = _sheet_if_there(path, CHOICES)
    settings, _ = _sheet_if_there(path, SETTINGS)
    return Form(
        file=shown(path.name),
        survey=survey.rows,
        choices=choices.rows,
        settings=next(iter(settings.rows), FormRow("", {}, {})),
        languages=tuple(dict.fromkeys((*survey.languages, *choices.languages))),
        notes=(*survey.notes, *choices.notes, *settings.notes),
        no_choices=no_choices,
    )


def _survey(path: Path) -> _Sheet:
    with system_told(path):
        _refuse_other_than_workbooks(path)
        rows = opened(path, SURVEY)
        sheet = _read(rows, SURVEY)
    columns = {column for row in sheet.rows for column in row.cells}
    if "type" not in columns:
        found = 'there is no question in it: the column "type" is missing or empty'
        raise _no_form(rows.source.where, found)
    if len(sheet.rows) > MOST_ROWS:
        found = f"there are {len(sheet.rows):,} rows, and poet takes {MOST_ROWS:,}"
        raise _no_form(rows.source.where, found)
    return sheet


def _refuse_other_than_workbooks(path: Path) -> None:
    if not path.is_file():
        return
    with path.open("rb") as file:
        start = file.read(len(OLD_OFFICE))
    if start and not is_zip(start) and not start.startswith(OLD_OFFICE):
        raise _no_form(shown(path.name), "this is no workbook")


def _no_form(where: str, found: str) -> PoetError:
    return PoetError(where, found, cure=NO_FORM, exit_code=CANNOT_READ_OR_WRITE)


def _sheet_if_there(path: Path, name: str) -> tuple[_Sheet, PoetError | None]:
    """The sheet; without rows, and with the reason, when it cannot be read."""
    try:
        with system_told(path):
            return _read(opened(path, name), name), None
    except PoetError as problem:
        return _Sheet((), (), ()), problem


def _read(rows: Rows, name: str) -> _Sheet:
    drawn = iter(rows.rows)
    _, headings = next(drawn, (0, ()))
    columns = _columns(rows.source.where, headings, OTHER_NAMES[name])
    read = tuple(
        _row(f"{rows.source.where}, row {line:,}", cells, columns) for line, cells in drawn
    )
    languages = [language for column, language in columns.values() if column == "label"]
    filled = tuple(row for row in read if row.cells or row.labels)
    return _Sheet(filled, tuple(languages), tuple(_notes(rows)))


def _columns(
    where: str, headings: Sequence[str], other_names: Mapping[str, str]
) -> dict[int, tuple[str, str]]:
    """Position to the name of the column as the specification spells it, and its language."""
    columns: dict[int, tuple[str, str]] = {}
    for position, heading in enumerate(headings):
        if not heading.strip():
            continue
        column = _column(heading, other_names)
        if column in columns.values():
            raise PoetError(
                f"{where}, column {column_letter(position)}",
                f'there are two columns "{shown(heading)}"',
                cure="Delete or rename one of them",
                exit_code=CANNOT_READ_OR_WRITE,
            )
        columns[position] = column
    return columns


def _column(heading: str, other_names: Mapping[str, str]) -> tuple[str, str]:
    first, *rest = LANGUAGE.split(heading.strip(), maxsplit=1)
    name = "_".join(first.split()).casefold()
    name = other_names.get(name, name)
    if name in TRANSLATED:
        return name, "".join(rest)
    return ("_".join(heading.split()).casefold() if rest else name), ""


def _row(where: str, cells: Sequence[str], columns: Mapping[int, tuple[str, str]]) -> FormRow:
    named = [
        (columns[position], " ".join(cell.split()))
        for position, cell in enumerate(cells)
        if position in columns and cell.strip()
    ]
    return FormRow(
        where,
        {column: text for (column, _), text in named if column != "label"},
        {language: text for (column, language), text in named if column == "label"},
    )


def _notes(rows: Rows) -> Iterator[str]:
    """What is told of the cells; how a workbook was read matters for answers, not for a form."""
    if rows.problems:
        first = rows.problems[0]
        cells = "1 cell holds" if len(rows.problems) == 1 else f"{len(rows.problems):,} cells hold"
        yield (
            f"{rows.source.where}: {cells} an error or a formula without a value, taken as "
            f"empty. The first is in row {first.line}."
        )
