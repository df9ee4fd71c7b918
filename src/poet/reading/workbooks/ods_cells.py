"""The cells of an OpenDocument sheet as text: what is kept of a value, and of its paragraphs."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence

from poet.reading.workbooks.xlsx_cells import ERRORS, as_text

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
CALC_EXTENSION = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
# The names of attributes as expat gives them: namespace, space, name.
KIND = f"{OFFICE} value-type"
KIND_TOLD_BY_LIBREOFFICE = f"{CALC_EXTENSION} value-type"
NUMBER, DATE, TIME = f"{OFFICE} value", f"{OFFICE} date-value", f"{OFFICE} time-value"
BOOLEAN, STRING = f"{OFFICE} boolean-value", f"{OFFICE} string-value"
FORMULA = f"{TABLE} formula"
NUMBERS = ("float", "percentage", "currency")

# Signs that XML cannot hold stand for the spaces, tabs and line ends that are elements.
SPACE, TAB, LINE_END = "\0", "\1", "\2"
WRITTEN_OUT = str.maketrans({SPACE: " ", TAB: "\t", LINE_END: "\n"})
WHITE_SPACE = re.compile(r"[ \t\r\n]+")
DURATION = re.compile(r"PT(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,](\d{1,6})\d*)?S)?")
# LibreOffice has errors of its own, such as Err:508, for which Excel shows this one.
ERROR_OF_LIBREOFFICE = re.compile(r"Err:\d{3}")
OTHER_ERROR = "#VALUE!"


def cell_text(attributes: Mapping[str, str], paragraphs: Sequence[str]) -> str | None:
    """A cell as text in its shortest form, its error, or None for a formula without a value.

    `attributes` are those of its element, `paragraphs` what a spreadsheet shows in it.
    """
    shown = "\n".join(paragraphs)
    if FORMULA in attributes or attributes.get(KIND_TOLD_BY_LIBREOFFICE) == "error":
        error = _error(attributes, shown)
        if error or (not shown and KIND not in attributes):
            return error or None
    kind = attributes.get(KIND)
    if kind in NUMBERS and NUMBER in attributes:
        return as_text(float(attributes[NUMBER]))
    if kind == "date":
        return _date(attributes.get(DATE, shown))
    if kind == "time":
        return _time(attributes.get(TIME, shown))
    if kind == "boolean":
        return attributes.get(BOOLEAN, shown).upper()
    return attributes.get(STRING, shown)


def _error(attributes: Mapping[str, str], shown: str) -> str:
    """The error that a formula shows, "" for none. Older programs keep it as the number 0."""
    if shown in ERRORS:
        return shown
    told = attributes.get(KIND_TOLD_BY_LIBREOFFICE) == "error"
    return OTHER_ERROR if told or ERROR_OF_LIBREOFFICE.fullmatch(shown) else ""


def _date(written: str) -> str:
    try:
        return as_text(datetime.datetime.fromisoformat(written))
    except ValueError:
        return written


def _time(written: str) -> str:
    found = DURATION.fullmatch(written)
    if not found:
        return written
    hours, minutes, seconds, fraction = (part or "0" for part in found.groups())
    duration = datetime.timedelta(
        hours=int(hours),
        minutes=int(minutes),
        seconds=int(seconds),
        microseconds=int(fraction.ljust(6, "0")),
    )
    if duration.days:
        return as_text(duration)
    return as_text((datetime.datetime.min + duration).time())


def paragraph_text(pieces: Sequence[str]) -> str:
    """A paragraph from its pieces: white space counts once, but for that which is an element."""
    text = "".join(pieces)
    if text.isprintable() and "  " not in text and text == text.strip(" "):
        return text
    return WHITE_SPACE.sub(" ", text).strip(" ").translate(WRITTEN_OUT)
