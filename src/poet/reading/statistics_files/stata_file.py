"""Stata files (.dta)."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from poet.reading.file_kind import cannot_read
from poet.reading.layout import Rows
from poet.reading.statistics_files.date_texts import STATA_START, clock_text, date_text, time_text
from poet.reading.statistics_files.own_process import read_in_own_process
from poet.reading.statistics_files.statistics_file import StatisticsVariable, statistics_rows
from poet.reading.statistics_files.statistics_notes import listed
from poet.reading.statistics_files.statistics_reader import StatisticsReader
from poet.reading.workbooks.xlsx_cells import as_text

if TYPE_CHECKING:
    from pyreadstat import metadata_container

STATA = b"<stata_dta>"
OLDER_RELEASES = range(102, 116)
RELEASE = re.compile(rb"<stata_dta><header><release>(\d{3})</release>")
NEWEST_READ = 119
FIRST_WITH_TAGS = 117
FIRST_IN_UNICODE = 118
END = b"</stata_dta>"
LONGEST_END = 64  # bytes
SAVE_AGAIN = "Open it in Stata and save it again, or export the answers as .csv or .xlsx"
SAVE_AS_OLDER = "Save it in Stata with the command saveold, or export the answers as .csv or .xlsx"

FORMAT = re.compile("%-?(d|t[cCdwmqh])(.*)")
# Hours, minutes, seconds and what stands between them, but nothing of a date.
CLOCK = re.compile(r"([Hh]{2}|MM|mm|SS|ss|\.s+|[:._ ]|[AaPp]\.?[Mm]\.?)+")
MILLISECONDS_OF_A_DAY = 86_400_000
YEAR_ZERO = 1960


def is_stata(start: bytes) -> bool:
    """Whether a file that starts so is a Stata file."""
    # In releases before 13: release, order of bytes, and two bytes that are always the same.
    older = len(start) > 3 and start[0] in OLDER_RELEASES and start[1] in (1, 2)
    return start.startswith(STATA) or (older and start[2:4] == b"\x01\x00")


def read_stata(file: str, path: Path) -> Rows:
    """The rows of a Stata file, read in a process of its own; `file` is its name in messages.

    The first row is (0, the names of the variables); (1, ...) is the first case. Raises PoetError,
    with exit code 3, when the file is damaged, too new or larger than poet takes.
    """
    return read_in_own_process(stata_rows, file, path)


def stata_rows(file: str, path: Path) -> Rows:
    """As `read_stata`, in this process, which a damaged file may end."""
    import pyreadstat

    release = _release(path)
    if release > NEWEST_READ:
        found = "this file was saved by a newer Stata than poet reads"
        raise cannot_read(file, found, SAVE_AS_OLDER)
    if release >= FIRST_WITH_TAGS and not _is_whole(path):
        raise cannot_read(file, "this Stata file is damaged or cut off", SAVE_AGAIN)
    notes: list[str] = []
    reader = StatisticsReader(file, path, pyreadstat.read_dta, "Stata file", SAVE_AGAIN, notes)
    metadata = reader.metadata()
    notes.extend((*_lost_label_notes(metadata), *_leap_second_notes(metadata)))
    variables = [
        _variable(metadata, name, label or "")
        for name, label in zip(metadata.column_names, metadata.column_labels, strict=True)
    ]
    encoding = "Windows-1252" if release < FIRST_IN_UNICODE else ""
    return statistics_rows(file, variables, reader.chunks(metadata), notes, encoding)


def _release(path: Path) -> int:
    with path.open("rb") as start_of_file:
        start = start_of_file.read(64)
    found = RELEASE.match(start)
    return int(found.group(1)) if found else (start or b"\0")[0]


def _is_whole(path: Path) -> bool:
    """Whether the last mark is there: without it pyreadstat leaves out labels and says nothing."""
    with path.open("rb") as whole:
        whole.seek(-min(LONGEST_END, path.stat().st_size), os.SEEK_END)
        return END in whole.read()


def _lost_label_notes(metadata: metadata_container) -> list[str]:
    kept = metadata.value_labels
    names = [name for name, labels in metadata.variable_to_label.items() if labels not in kept]
    told = "the file does not hold the labels that belong to the values, so the numbers stand alone"
    return [f"{listed(names)}: {told}."] if names else []


def _leap_second_notes(metadata: metadata_container) -> list[str]:
    formats = metadata.original_variable_types
    names = [name for name in metadata.column_names if re.match("%-?tC", formats[name] or "")]
    told = "times are counted with leap seconds, so they may show up to 27 seconds late"
    return [f"{listed(names)}: {told}."] if names else []


def _variable(metadata: metadata_container, name: str, label: str) -> StatisticsVariable:
    kind = metadata.readstat_variable_types[name]
    if kind == "string":
        return StatisticsVariable(name, label)
    known = metadata.variable_value_labels.get(name, {})
    missing = partial(_why_missing, known)
    labels = {value: text for value, text in known.items() if not missing(value)}
    text = _text_of(metadata.original_variable_types[name] or "", kind)
    return StatisticsVariable(name, label, labels, missing, text)


def _why_missing(labels: Mapping[Any, str], value: Any) -> str:  # noqa: ANN401
    """The label of one of the missing values .a to .z, or else itself; "" for any other value."""
    if not isinstance(value, str):
        return ""
    return f'"{labels[value]}"' if value in labels else f".{value}"


def _text_of(variable_format: str, kind: str) -> Callable[[Any], str | None]:
    """What turns a number without label into text, by the format that Stata shows it in."""
    found = FORMAT.match(variable_format)
    if found:
        return partial(_period_text, found.group(1), found.group(2))
    return _single_precision if kind == "float" else as_text


def _single_precision(value: float) -> str:
    """A number kept with seven digits as text: 1.1, not 1.10000002384186."""
    import numpy as np

    return as_text(float(str(np.float32(value))))


def _period_text(unit: str, mask: str, value: float) -> str | None:
    """A date, time or period as text; None when no calendar has it.

    Months are ISO 8601 (2020-03). Weeks, quarters and halves, which that standard counts in
    another way or not at all, are written as Stata shows them: 2020w5, 2020q1, 2020h2.
    """
    if unit in ("tc", "tC"):
        return _time_text(mask, value)
    if unit in ("d", "td"):
        return date_text(STATA_START, value)
    parts = {"tm": 12, "tw": 52, "tq": 4, "th": 2}[unit]
    year, part = divmod(int(value), parts)
    if not 0 < year + YEAR_ZERO < 10_000:
        return None
    part_text = f"-{part + 1:02d}" if unit == "tm" else f"{unit[1]}{part + 1}"
    return f"{year + YEAR_ZERO:04d}{part_text}"


def _time_text(mask: str, milliseconds: float) -> str | None:
    # A time of day without a date is kept as one of the first day of 1960.
    if CLOCK.fullmatch(mask) and 0 <= milliseconds < MILLISECONDS_OF_A_DAY:
        return clock_text(milliseconds / 1_000)
    return time_text(STATA_START, milliseconds / 1_000)
