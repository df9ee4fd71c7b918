"""Frames to CSV and xlsx that a spreadsheet opens safely, the same bytes for the same frame."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame, Series

# A spreadsheet takes text that begins so for a formula; the last ones are full-width twins.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # noqa: RUF001 - the twins are meant
FIXED_DATE = datetime.datetime(2000, 1, 1)
WIDEST_COLUMN = 60


def disarmed(text: object) -> object:
    """Text that no spreadsheet runs as a formula; numbers and missing values as they are.

    >>> disarmed("=1+1"), disarmed("fine"), disarmed(-3)
    ("'=1+1", 'fine', -3)
    """
    risky = isinstance(text, str) and text.startswith(FORMULA_STARTS)
    return f"'{text}" if risky else text


def csv_bytes(frame: DataFrame) -> bytes:
    """The frame as CSV that Excel opens rightly: UTF-8 with its mark, text disarmed."""
    safe = _disarmed_frame(frame)
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _disarmed_frame(frame: DataFrame) -> DataFrame:
    import pandas as pd

    def column(values: Series) -> Series:
        return values if pd.api.types.is_numeric_dtype(values) else values.map(disarmed)

    return frame.apply(column).rename(columns=disarmed) if len(frame.columns) else frame


def xlsx_bytes(sheets: Mapping[str, DataFrame]) -> bytes:
    """One workbook, a sheet per frame, headings frozen and filtered, text never a formula."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": FIXED_DATE})
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for name, frame in sheets.items():
            _write_sheet(book.add_worksheet(name[:31]), frame, heading)
    return out.getvalue()


def _write_sheet(sheet: object, frame: DataFrame, heading: object) -> None:
    for position, name in enumerate(frame.columns):
        sheet.write_string(0, position, str(name), heading)
        values = frame[name].astype("object").where(frame[name].notna(), None)
        for row, value in enumerate(values, start=1):
            if value is not None:
                sheet.write(row, position, value)
        longest = max((len(str(value)) for value in values if value is not None), default=0)
        sheet.set_column(position, position, min(max(longest, len(str(name))) + 2, WIDEST_COLUMN))
    sheet.freeze_panes(1, 0)
    if len(frame.columns):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
