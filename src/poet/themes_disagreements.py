"""What the two coders see differently: a list to settle, and what was settled, read back."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from poet.responses.evening_out import evened_out
from poet.responses.named_columns import Columns, NamedColumns, named_columns
from poet.responses.problem_table import Trouble
from poet.responses.understood import Understood
from poet.spreadsheets import FIXED_DATE
from poet.themes_cells import Formats, comment_cell, formats_of, write_comment
from poet.themes_coder_columns import YES_WORDS, names_of, typed
from poet.themes_opening import read_written

if TYPE_CHECKING:
    from poet.themes import Codeframe

SHEET = "Disagreements"
NUMBER, THEME, SETTLED = "Comment number", "Theme", "Settled"
SETTLED_BY, SETTLED_ON = "Settled by", "Settled on"
HEADINGS = {
    NUMBER: 15,
    "Question": 26,
    "Comment": 70,
    THEME: 20,
    "What counts": 40,
    "First coder": 10,
    "Second coder": 10,
    SETTLED: 10,
    SETTLED_BY: 22,
    SETTLED_ON: 14,
}
COLUMNS = Columns(
    ("comment", "theme", "settled", "settled_by", "settled_on"),
    meaning=(
        "A list of disagreements has the columns "
        + ", ".join((NUMBER, THEME, SETTLED, SETTLED_BY, SETTLED_ON))
    ),
    headings={
        "comment": NUMBER,
        "theme": THEME,
        "settled": SETTLED,
        "settled_by": SETTLED_BY,
        "settled_on": SETTLED_ON,
    },
)
KEYS = ("comment", "theme")
NO = "no"
YES_OR_NO = {True: "yes", False: NO}


@dataclass(frozen=True, eq=False)
class Settled:
    """What was settled: one row per comment and theme, with COLUMNS; `settled` is true or false.

    `listed` has the comment and the theme of every row of the list, settled or not.
    """

    rows: pd.DataFrame
    problems: NamedColumns
    listed: pd.MultiIndex


def disagreements_workbook(codeframe: Codeframe, disagreements: pd.DataFrame) -> bytes:
    """The list to settle: one row per comment and theme of which one coder says yes, one no.

    `disagreements` has the columns comment, asked, words, theme (a code), first, second (true or
    false), settled ("yes", "no" or ""), settled_by and settled_on, as far as it is settled.
    """
    import xlsxwriter

    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": FIXED_DATE, "title": SHEET})
        formats = formats_of(book)
        sheet = book.add_worksheet(SHEET)
        for position, (heading, width) in enumerate(HEADINGS.items()):
            sheet.write_string(0, position, heading, formats.heading)
            sheet.set_column(position, position, width, formats.words)
        for line, row in enumerate(disagreements.itertuples(), start=1):
            _write_row(sheet, line, row, codeframe, formats)
        _finish(sheet, max(len(disagreements), 1))
    return out.getvalue()


def _write_row(sheet: Any, line: int, row: Any, codeframe: Codeframe, formats: Formats) -> None:  # noqa: ANN401 - xlsxwriter's and pandas' own
    theme = codeframe.theme(row.theme)
    texts = (
        *(row.comment, row.asked, "", theme.short, theme.meaning),
        *(YES_OR_NO[row.first], YES_OR_NO[row.second]),
        *(row.settled, row.settled_by, row.settled_on),
    )
    for position, text in enumerate(texts):
        if text:
            sheet.write_string(line, position, text, formats.words)
    write_comment(sheet, (line, 2), comment_cell(row.words), formats)


def _finish(sheet: Any, rows: int) -> None:  # noqa: ANN401 - xlsxwriter's own
    place = list(HEADINGS).index(SETTLED)
    choose = {
        "validate": "list",
        "source": ["yes", NO],
        "input_title": SETTLED,
        "input_message": (
            "Is the theme in this comment? Choose yes or no, then write who settled it and when."
        ),
        "error_message": "Choose yes or no, or leave it empty.",
    }
    sheet.data_validation(1, place, rows, place, choose)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, rows, len(HEADINGS) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)


def read_settled(path: Path, codeframe: Codeframe) -> Settled:
    """What was settled, row by row; what cannot be used is told.

    Raises PoetError when the file cannot be read or lacks a column.
    """
    table = read_written(path, "poet themes import", SHEET)
    sheet = named_columns(path.name, table, COLUMNS)
    themes = {name: theme.code for theme in codeframe.themes for name in names_of(theme)}
    whole = sheet.texts.assign(comment=sheet.texts["comment"].str.upper())
    listed = whole.assign(theme=[themes.get(evened_out(text), "") for text in whole["theme"]])
    texts = whole[whole["settled"].ne("")]
    rows = texts.assign(
        theme=sheet.understood(texts["theme"], lambda text: _theme(text, themes)),
        settled=sheet.understood(texts["settled"], _yes_or_no),
    )
    unsigned = rows.index[rows["settled_by"].eq("") | rows["settled_on"].eq("")]
    if len(unsigned):
        sentence = (
            f"This row is settled, and {SETTLED_BY} or {SETTLED_ON} is empty: it is not used until "
            "both say who settled it and when."
        )
        sheet.tell("settled", Trouble("", "nobody settled it", sentence), unsigned.tolist())
    rows = rows.drop(index=unsigned).dropna(subset=["theme", "settled"])
    return Settled(_once(sheet, rows), sheet, pd.MultiIndex.from_frame(listed[list(KEYS)]))


def _theme(text: str, themes: Mapping[str, str]) -> Understood:
    code = themes.get(evened_out(text))
    found, told = typed(text)
    sentence = f"{told} is no theme of the codeframe."
    return Understood(code, None if code else Trouble(found, "unknown theme", sentence))


def _yes_or_no(text: str) -> Understood:
    plain = evened_out(text)
    if plain in YES_WORDS or plain in (NO, "n", "0", "false"):
        return Understood(plain in YES_WORDS)
    found, told = typed(text)
    sentence = f"{told} is neither yes nor no."
    return Understood(None, Trouble(found, "neither yes nor no", sentence))


def _once(sheet: NamedColumns, rows: pd.DataFrame) -> pd.DataFrame:
    """One row per comment and theme: where rows differ, none of them is used."""
    unlike = rows.groupby(list(KEYS))["settled"].transform("nunique").gt(1)
    if unlike.any():
        sentence = "This is settled twice, once yes and once no: neither is used."
        sheet.tell("settled", Trouble("", "settled twice", sentence), rows.index[unlike].tolist())
    return rows[~unlike].drop_duplicates(list(KEYS))
