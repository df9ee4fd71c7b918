"""Frames to CSV and xlsx that a spreadsheet opens safely, the same bytes for the same frame."""

from __future__ import annotations

import datetime
import io
import itertools
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from poet.spreadsheets_cells import with_cells

if TYPE_CHECKING:
    from pandas import DataFrame, Series

# A spreadsheet takes text that begins so for a formula; full-width and small twins of the signs,
# and signs after white space or what cannot be seen, count as well.
FORMULA_SIGNS = "=+-@"
LINE_STARTS = "\t\r\n"
# Control characters, half letters and signs that turn the line round, each shown as U+FFFD.
UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufffe\uffff]"
)
IN_ITS_PLACE = "\ufffd"
FIXED_DATE = datetime.datetime(2000, 1, 1)
WIDEST_COLUMN = 60
# What a workbook can hold: more would be left out in silence.
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_576
LONGEST_SHEET_NAME = 31
NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$|^history$", re.IGNORECASE)


def disarmed(text: object) -> object:
    """Text that no spreadsheet runs as a formula; numbers and missing values as they are.

    >>> disarmed("=1+1"), disarmed(" =1+1"), disarmed("fine"), disarmed(-3)
    ("'=1+1", "' =1+1", 'fine', -3)
    """
    return f"'{text}" if isinstance(text, str) and _looks_like_a_formula(text) else text


def _looks_like_a_formula(text: str) -> bool:
    if text[:1].isalnum() or not text:
        return False
    seen = (sign for sign in text if unicodedata.category(sign)[0] not in "ZC")
    first = unicodedata.normalize("NFKC", next(seen, ""))[:1]
    return text[0] in LINE_STARTS or (first != "" and first in FORMULA_SIGNS)


def csv_bytes(frame: DataFrame) -> bytes:
    """The frame as CSV that Excel opens rightly: UTF-8 with its mark, text disarmed.

    Signs that cannot be shown, such as those that steer a terminal, become U+FFFD.
    """
    safe = _safe_frame(frame)
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _safe_frame(frame: DataFrame) -> DataFrame:
    import pandas as pd

    def column(values: Series) -> Series:
        if pd.api.types.is_numeric_dtype(values):
            return values
        # Few texts stand in a column, and nearly all of them are safe as they are.
        texts = {value for value in values if isinstance(value, str)}
        other = {text: safe for text in texts if (safe := _safe(text)) != text}
        if not other:
            return values
        return values.map(
            lambda value: other.get(value, value) if isinstance(value, str) else value
        )

    return frame.apply(column).rename(columns=_safe) if len(frame.columns) else frame


def _safe(value: object) -> object:
    return disarmed(_showable(value)) if isinstance(value, str) else value


def _showable(text: str) -> str:
    # Most text is printable, which takes a tenth of the time to see.
    return text if text.isprintable() else UNSHOWABLE.sub(IN_ITS_PLACE, text)


def xlsx_bytes(sheets: Mapping[str, DataFrame]) -> bytes:
    """One workbook, a sheet per frame, headings frozen and filtered, text never a formula.

    A frame of more rows than a sheet can have goes on in further sheets. Text longer than a cell
    can hold ends with "…"; signs that cannot be shown become U+FFFD.
    """
    import xlsxwriter

    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": FIXED_DATE})
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        taken: set[str] = set()
        parts = [(name, part) for name, frame in sheets.items() for part in _parts(frame)]
        for name, part in parts:
            _write_sheet(book.add_worksheet(_sheet_name(name, taken)), part, heading)
    return with_cells(out.getvalue(), [part for _, part in parts], _as_cell)


def _parts(frame: DataFrame) -> Iterator[DataFrame]:
    """The frame in pieces that each fit on a sheet below the headings."""
    step = MOST_ROWS - 1
    for start in range(0, max(len(frame), 1), step):
        yield frame.iloc[start : start + step]


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that a workbook allows and that is not taken yet; it is added to those taken."""
    plain = NOT_IN_SHEET_NAMES.sub("-", name).strip() or "sheet"
    endings = itertools.chain([""], (f" ({number})" for number in itertools.count(2)))
    found = next(
        whole
        for ending in endings
        for whole in [plain[: LONGEST_SHEET_NAME - len(ending)] + ending]
        if whole.casefold() not in taken
    )
    taken.add(found.casefold())
    return found


def _write_sheet(sheet: object, frame: DataFrame, heading: object) -> None:
    """Everything but the cells below the headings."""
    for position, name in enumerate(map(str, frame.columns)):
        sheet.write_string(0, position, _fitting(name), heading)
        longest = max(len(name), _longest(frame.iloc[:, position]))
        sheet.set_column(position, position, min(longest + 2, WIDEST_COLUMN))
    sheet.freeze_panes(1, 0)
    if len(frame.columns):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)


def _longest(values: Series) -> int:
    """How many signs the longest value has, as a cell holds it."""
    there = values.dropna().astype("object")
    return max(map(len, map(str, map(_as_cell, set(there)))), default=0)


def _as_cell(value: object) -> object:
    """A value as a workbook can hold it: text, number, or true and false."""
    if isinstance(value, str):
        return _fitting(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    # A workbook has no infinity.
    return str(value) if isinstance(value, float) and math.isinf(value) else value


def _fitting(text: str) -> str:
    shown = _showable(text)
    return shown if len(shown) <= LONGEST_CELL else f"{shown[: LONGEST_CELL - 1]}…"
