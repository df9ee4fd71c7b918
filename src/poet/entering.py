"""A workbook to type paper forms into: one row a person, drop-down lists, the rest checked."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from poet.entering_columns import (
    CHOICE,
    FORM_NUMBER,
    NUMBER,
    TEXT,
    EntryColumn,
    entry_columns,
)
from poet.entering_words import LONGEST_CHOICE, length_in_excel
from poet.errors import PoetError
from poet.questionnaire import EDITIONS, Questionnaire
from poet.reading import column_letter, shown
from poet.responses import evened_out
from poet.spreadsheets import FIXED_DATE
from poet.writing import prepare_folder, write_whole

ANSWERS, LISTS = "Answers", "Lists"
ROWS = 500
MOST_ROWS = 100_000
# Widths in characters and heights in points, as Excel counts them.
WIDTHS = {FORM_NUMBER: 16, CHOICE: 24, NUMBER: 24, TEXT: 50}
LINE_HEIGHT, HIGHEST_ROW = 15, 400
# Any number: Excel has no rule that asks for a number and nothing else.
LEAST_NUMBER = -1e15


def write_template(
    questionnaire: Questionnaire,
    path: Path,
    *,
    edition: str = "standard",
    authorities: Sequence[str] = (),
    rows: int = ROWS,
    force: bool = False,
) -> Path:
    """Write the data-entry workbook of a questionnaire; returns its path.

    Raises PoetError when the name does not end in .xlsx, the file is there already and `force` is
    not given, it cannot be written, or as `template_bytes` does.
    """
    if path.suffix.lower() != ".xlsx":
        raise PoetError(
            shown(str(path), 200),
            "the name of the workbook does not end in .xlsx",
            cure="Give a name such as answers.xlsx",
        )
    content = template_bytes(questionnaire, edition=edition, authorities=authorities, rows=rows)
    prepare_folder(path.parent, [path.name], force=force)
    write_whole(path, content)
    return path


def template_bytes(
    questionnaire: Questionnaire,
    *,
    edition: str = "standard",
    authorities: Sequence[str] = (),
    rows: int = ROWS,
) -> bytes:
    """The workbook, the same bytes each time. `rows` rows are prepared below the headings.

    The sheet "Answers" has a column per question (per answer, where several can be given), the
    hidden sheet "Lists" what its drop-down lists offer. `authorities` are the names offered for
    the authority. Raises PoetError when the edition is not known, the number of rows is not from
    1 to 100,000, or one of the authorities is no name or is given twice.
    """
    if edition not in EDITIONS:
        raise PoetError(
            f'edition "{shown(edition)}"',
            "there is no such wording",
            expected=f"There are: {', '.join(EDITIONS)}",
        )
    if not (isinstance(rows, int) and 1 <= rows <= MOST_ROWS):
        raise PoetError("rows", f"{rows} is not a whole number from 1 to {MOST_ROWS:,}")
    _refuse_odd_names(authorities)
    return _workbook(entry_columns(questionnaire, edition, authorities), rows)


def _refuse_odd_names(authorities: Sequence[str]) -> None:
    plain = [evened_out(name) for name in authorities]
    for name in authorities:
        where = f'authority "{shown(name)}"'
        if not evened_out(name) or not name.isprintable() or length_in_excel(name) > LONGEST_CHOICE:
            raise PoetError(where, "this is no name of an authority", cure="Give its name")
        if plain.count(evened_out(name)) > 1:
            raise PoetError(where, "it is given twice", cure="Give each name once")


def _workbook(columns: Sequence[EntryColumn], rows: int) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": FIXED_DATE})
        # Headings are not locked: in a protected sheet what was pasted cannot be mended, and no
        # column of one's own can be added. A heading that was changed is told by `poet check`.
        sheet = book.add_worksheet(ANSWERS)
        lists = _write_lists(book.add_worksheet(LISTS), columns)
        _write_headings(book, sheet, columns)
        for position, column in enumerate(columns):
            rule = _rule(column, column_letter(position), rows, lists)
            sheet.data_validation(1, position, rows, position, rule)
        # Numbers of forms are kept as text: Excel need not mark each of them with a triangle.
        last = f"{column_letter(len(columns) - 1)}{rows + 1}"
        sheet.ignore_errors({"number_stored_as_text": f"A2:{last}"})
    return out.getvalue()


def _write_lists(sheet: Any, columns: Sequence[EntryColumn]) -> dict[tuple[str, ...], str]:  # noqa: ANN401 - xlsxwriter's own
    """Write each list of choices once; returns the cells it stands in, as a formula says it."""
    sheet.hide()
    distinct = dict.fromkeys(column.choices for column in columns if column.choices)
    for position, choices in enumerate(distinct):
        sheet.write_string(0, position, f"List {position + 1}")
        for row, choice in enumerate(choices, start=1):
            sheet.write_string(row, position, choice)
    letters = map(column_letter, range(len(distinct)))
    return {
        choices: f"={LISTS}!${letter}$2:${letter}${len(choices) + 1}"
        for letter, choices in zip(letters, distinct, strict=True)
    }


def _write_headings(book: Any, sheet: Any, columns: Sequence[EntryColumn]) -> None:  # noqa: ANN401 - as above
    bold = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8E8E8", "border": 1}
    )
    # As text, so that "3-5" stays what it is and "=" begins no formula.
    as_text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    as_number = book.add_format({"valign": "top"})
    for position, column in enumerate(columns):
        sheet.write_string(0, position, column.heading, bold)
        cells = as_number if column.takes == NUMBER else as_text
        sheet.set_column(position, position, WIDTHS[column.takes], cells)
    lines = max(math.ceil(len(c.heading) / (WIDTHS[c.takes] - 4)) for c in columns)
    sheet.set_row(0, min((lines + 1) * LINE_HEIGHT, HIGHEST_ROW))
    sheet.freeze_panes(1, 1)


def _rule(
    column: EntryColumn, letter: str, rows: int, lists: Mapping[tuple[str, ...], str]
) -> dict[str, Any]:
    """What a column takes and what its boxes say, as xlsxwriter wants it."""
    boxes = {"input_title": column.title, "input_message": column.help}
    if column.refusal:
        boxes |= {"error_title": column.title, "error_message": column.refusal}
    if column.takes == CHOICE:
        return boxes | {"validate": "list", "source": lists[column.choices]}
    if column.takes == NUMBER:
        return boxes | {"validate": "decimal"} | _bounds(column)
    if column.takes == FORM_NUMBER:
        # Two forms may bear one number: whoever types is asked, and may say so.
        once = f"=COUNTIF(${letter}$2:${letter}${rows + 1},{letter}2)=1"
        return boxes | {"validate": "custom", "value": once, "error_type": "warning"}
    return boxes | {"validate": "any"}


def _bounds(column: EntryColumn) -> dict[str, Any]:
    if column.lowest is not None and column.highest is not None:
        return {"criteria": "between", "minimum": column.lowest, "maximum": column.highest}
    if column.highest is not None:
        return {"criteria": "<=", "value": column.highest}
    return {"criteria": ">=", "value": LEAST_NUMBER if column.lowest is None else column.lowest}
