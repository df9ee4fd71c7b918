"""The workbook of suggestions: what they are worth first, then a row a comment."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from poet.spreadsheets import FIXED_DATE
from poet.themes_cells import Formats, comment_cell, formats_of, write_comment
from poet.themes_suggestions import LIKELY

if TYPE_CHECKING:
    from poet.themes_suggestions import Suggestions

READ_FIRST, SUGGESTED = "Read this first", "Suggestions, not counted"
NOT_COUNTED = "suggestion, not counted"
NOTES = (
    "A program suggests these themes. No person has decided on them. They are counted nowhere: not "
    "in findings, not in reports.",
    "It learned from the comments that two people coded which words go with a theme, and knows "
    "nothing else. It does not understand what is meant, and misses what is said in other words.",
    "Use it to find comments that are worth reading first. To count them, have them coded by two "
    "people with poet themes export.",
    "The figure in a cell is how likely the comment has the theme, of 100, as far as the program "
    "can tell. An empty cell means that it is less than likely, not that the theme is absent.",
    "How well it does was measured on coded comments that it had not learned from.",
    "Treat the whole file as private: it holds what people wrote. Parts between [[ and ]] may tell "
    "who somebody is.",
)
QUALITY_HEADINGS = (
    "Theme",
    "Coded comments",
    "Of them with the theme",
    "Of 100 it marks, so many have it",
    "Of 100 that have it, it marks so many",
    "Words that say most",
    "Note",
)
QUALITY_WIDTHS = (28, 12, 12, 18, 18, 60, 50)
BEFORE_THEMES = ("File", "Sheet", "Row", "Question", "Look here first", "Comment")
WIDTHS = (20, 12, 8, 26, 16, 70)
THEME_WIDTH = 16
HEADING_HEIGHT = 62
NOTE_HEIGHT = 32


def suggestions_workbook(suggestions: Suggestions) -> bytes:
    """The workbook with these suggestions; the same bytes each time."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(out, options) as book:
        title = "Suggested themes, not counted"
        book.set_properties({"created": FIXED_DATE, "title": title})
        formats = formats_of(book)
        _write_read_first(book.add_worksheet(READ_FIRST), suggestions, formats)
        _write_suggestions(book.add_worksheet(SUGGESTED), suggestions, formats)
    return out.getvalue()


def _write_read_first(sheet: Any, suggestions: Suggestions, formats: Formats) -> None:  # noqa: ANN401 - xlsxwriter's own
    last = len(QUALITY_HEADINGS) - 1
    for position, width in enumerate(QUALITY_WIDTHS):
        sheet.set_column(position, position, width)
    for line, note in enumerate(NOTES):
        sheet.merge_range(line, 0, line, last, note, formats.words)
        sheet.set_row(line, NOTE_HEIGHT)
    start = len(NOTES) + 1
    _write_row(sheet, start, QUALITY_HEADINGS, formats.heading)
    for line, row in enumerate(suggestions.quality.itertuples(), start=start + 1):
        learned = (row.coded, row.with_theme) if row.coded else ("", "")
        measured = (in_hundred(row.precision), in_hundred(row.recall))
        _write_row(
            sheet, line, (row.label, *learned, *measured, row.words, row.note), formats.words
        )


def _write_suggestions(sheet: Any, suggestions: Suggestions, formats: Formats) -> None:  # noqa: ANN401 - as above
    themes = suggestions.codeframe.themes
    headings = (*BEFORE_THEMES, *(f"{theme.short}: {NOT_COUNTED}" for theme in themes))
    widths = (*WIDTHS, *[THEME_WIDTH] * len(themes))
    for position, width in enumerate(widths):
        sheet.set_column(position, position, width)
    _write_row(sheet, 0, headings, formats.heading)
    sheet.set_row(0, HEADING_HEIGHT)
    for line, row in enumerate(_rows(suggestions), start=1):
        place, words, likely = row
        cell = comment_cell(words)
        _write_row(sheet, line, (*place, cell.look_here_first), formats.words)
        write_comment(sheet, (line, len(place) + 1), cell, formats)
        for position, figure in enumerate(likely, start=len(BEFORE_THEMES)):
            if figure:
                sheet.write_number(line, position, int(figure))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(suggestions.by_comment), len(headings) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)


def _write_row(sheet: Any, line: int, cells: tuple[Any, ...], look: Any) -> None:  # noqa: ANN401 - as above
    for position, cell in enumerate(cells):
        if cell != "":
            sheet.write_string(line, position, str(cell), look)


def _rows(suggestions: Suggestions) -> Iterator[tuple[tuple[object, ...], str, list[str]]]:
    """Where each comment stands, its words, and how likely it has each theme, "" for not likely."""
    comments = suggestions.by_comment
    likely = [comments[f"likely.{code}"] for code in suggestions.codeframe.codes]
    places = zip(*(comments[name] for name in ("file", "sheet", "row", "asked")), strict=True)
    figures = zip(*likely, strict=True)
    for place, words, each in zip(places, comments["words"], figures, strict=True):
        yield place, words, [in_hundred(one) if one > LIKELY else "" for one in each]


def in_hundred(share: float) -> str:
    """A share as whole people in 100, halves up; "" for a missing one.

    >>> in_hundred(0.285), in_hundred(float("nan"))
    ('29', '')
    """
    return "" if math.isnan(share) else str(math.floor(share * 100 + 0.5 + 1e-9))
