"""The workbook in which one coder works: a row a comment, a column a theme, and how to code."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from poet.reading import column_letter
from poet.spreadsheets import FIXED_DATE
from poet.themes_cells import CommentCell, Formats, formats_of, write_comment

if TYPE_CHECKING:
    from poet.themes import Codeframe, Theme

COMMENTS, HOW_TO = "Comments", "How to code"
FIRST, SECOND = "first", "second"
CODERS = (FIRST, SECOND)
NUMBER, LOOK, ASKED, WORDS = "Comment number", "Look here first", "Question", "Comment"
NO_THEME, NOTE = "No theme", "Note"
YES = "yes"
BEFORE_THEMES = (NUMBER, LOOK, ASKED, WORDS)
WIDTHS = (15, 16, 26, 70)
THEME_WIDTH, NOTE_WIDTH = 12, 30
HEADING_HEIGHT = 48
# Excel takes no longer title and message in the box beside a cell.
LONGEST_TITLE, LONGEST_MESSAGE = 32, 255

STEPS = (
    "You are one of two people who code the same comments apart from each other. Please do not "
    "talk about single comments until both have finished.",
    "Go to the sheet Comments. Read each comment to its end, then choose yes below each theme that "
    "is in it. A comment can have several themes.",
    "If no theme is in it, choose yes below No theme. A row without any yes counts as not coded.",
    "The number of a row turns green once something is chosen in it.",
    "Code what is written, not what you think was meant. When in doubt, read what the theme means "
    "below, decide, and write your doubt below Note.",
    "You may sort and filter rows. Please do not change the numbers in the first column, add rows "
    "or rename columns.",
    "Parts between [[ and ]] may tell who somebody is: an address, a number, a name. Treat the "
    "whole file as private. Do not copy or send it.",
)


@dataclass(frozen=True)
class Row:
    """One comment to be coded: its number, what was asked, and the words as a cell has them."""

    number: str
    asked: str
    cell: CommentCell


def number_heading(coder: str) -> str:
    """The heading above the numbers, which says whose workbook it is.

    >>> number_heading("first")
    'Comment number, first coder'
    """
    return f"{NUMBER}, {coder} coder"


def coding_workbook(codeframe: Codeframe, coder: str, rows: Sequence[Row]) -> bytes:
    """The workbook of one coder, with these comments in this order; the same bytes each time."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": FIXED_DATE, "title": f"Comments, {coder} coder"})
        formats = formats_of(book)
        _write_how_to(book.add_worksheet(HOW_TO), codeframe, formats)
        sheet = book.add_worksheet(COMMENTS)
        _write_headings(sheet, codeframe, coder, formats)
        for line, row in enumerate(rows, start=1):
            sheet.write_string(line, 0, row.number, formats.words)
            if row.cell.found.kinds:
                sheet.write_string(line, 1, row.cell.look_here_first, formats.words)
            sheet.write_string(line, 2, row.asked, formats.words)
            write_comment(sheet, (line, 3), row.cell, formats)
        _make_choosing_easy(sheet, codeframe, len(rows), formats)
    return out.getvalue()


def _write_headings(sheet: Any, codeframe: Codeframe, coder: str, formats: Formats) -> None:  # noqa: ANN401 - xlsxwriter's own
    headings = (number_heading(coder), *BEFORE_THEMES[1:])
    for position, (heading, width) in enumerate(zip(headings, WIDTHS, strict=True)):
        sheet.write_string(0, position, heading, formats.heading)
        sheet.set_column(position, position, width)
    of_themes = (*(theme.short for theme in codeframe.themes), NO_THEME)
    for position, heading in enumerate(of_themes, start=len(headings)):
        sheet.write_string(0, position, heading, formats.heading)
        sheet.set_column(position, position, THEME_WIDTH, formats.choice)
    last = len(headings) + len(of_themes)
    sheet.write_string(0, last, NOTE, formats.heading)
    sheet.set_column(last, last, NOTE_WIDTH, formats.words)
    sheet.set_row(0, HEADING_HEIGHT)


def _make_choosing_easy(sheet: Any, codeframe: Codeframe, rows: int, formats: Formats) -> None:  # noqa: ANN401 - as above
    """Lists to choose from, what each theme means at its heading, and done rows in green."""
    first = len(BEFORE_THEMES)
    last = first + len(codeframe.themes)
    refusal = "Choose yes, or leave it empty."
    choose = {"validate": "list", "source": [YES], "error_message": refusal}
    sheet.data_validation(1, first, rows, last, choose)
    for position, theme in enumerate(codeframe.themes, start=first):
        sheet.data_validation(0, position, 0, position, _box(theme))
    letters = column_letter(first), column_letter(last)
    is_done = f"=COUNTA(${letters[0]}2:${letters[1]}2)>0"
    sheet.conditional_format(
        1, 0, rows, 0, {"type": "formula", "criteria": is_done, "format": formats.done}
    )
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, rows, last + 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.activate()


def _box(theme: Theme) -> dict[str, str]:
    """What a box at the heading of a theme says."""
    message = theme.meaning if len(theme.meaning) <= LONGEST_MESSAGE else ""
    return {
        "validate": "any",
        "input_title": theme.short[:LONGEST_TITLE],
        "input_message": message or f"What it means stands on the sheet {HOW_TO}.",
    }


def _write_how_to(sheet: Any, codeframe: Codeframe, formats: Formats) -> None:  # noqa: ANN401 - as above
    for position, width in enumerate((24, 60, 60, 50)):
        sheet.set_column(position, position, width)
    sheet.write_string(0, 0, HOW_TO, formats.heading)
    steps = (*STEPS[:-1], *([codeframe.about] if codeframe.about else []), STEPS[-1])
    for line, step in enumerate(steps, start=1):
        sheet.merge_range(line, 0, line, 3, step, formats.words)
        sheet.set_row(line, 32)
    start = len(steps) + 2
    for position, heading in enumerate(
        ("Theme", "What counts", "What does not", "Made-up examples")
    ):
        sheet.write_string(start, position, heading, formats.heading)
    for line, theme in enumerate(codeframe.themes, start=start + 1):
        for position, text in enumerate(_told(theme)):
            sheet.write_string(line, position, text, formats.words)


def _told(theme: Theme) -> Iterator[str]:
    """A theme in words: how it is called, what counts, what does not, examples."""
    yield theme.short if theme.short == theme.name else f"{theme.short}: {theme.name}"
    yield theme.meaning
    yield theme.not_meant
    yield "\n".join(theme.examples)
