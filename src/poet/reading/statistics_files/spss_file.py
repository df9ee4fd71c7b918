"""SPSS files (.sav and .zsav)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from poet.reading.file_kind import cannot_read
from poet.reading.layout import Rows
from poet.reading.statistics_files.date_texts import SPSS_START, clock_text, date_text, time_text
from poet.reading.statistics_files.own_process import read_in_own_process
from poet.reading.statistics_files.statistics_file import StatisticsVariable, statistics_rows
from poet.reading.statistics_files.statistics_notes import listed
from poet.reading.statistics_files.statistics_reader import StatisticsReader
from poet.reading.text_table import shown
from poet.reading.workbooks.xlsx_cells import as_text

if TYPE_CHECKING:
    from pyreadstat import metadata_container

SPSS = (b"$FL2", b"$FL3")
ENCRYPTED = b"ENCRYPTEDSAV"
START_OF_ENCRYPTED = 36  # bytes
SAVE_AGAIN = "Open it in SPSS and save it again, or save the answers as .csv or .xlsx"
DATES = ("ADATE", "DATE", "EDATE", "JDATE", "MOYR", "QYR", "SDATE", "WKYR")
TIMES = ("DATETIME", "YMDHMS")
CLOCKS = ("DTIME", "MTIME", "TIME")
SECONDS_OF_A_DAY = 86_400
MOST_SETS_TOLD = 20

Range = tuple[Any, Any]


def is_spss(start: bytes) -> bool:
    """Whether a file that starts so is an SPSS file, be it protected with a password."""
    return start.startswith(SPSS) or ENCRYPTED in start[:START_OF_ENCRYPTED]


def read_spss(file: str, path: Path) -> Rows:
    """The rows of an SPSS file, read in a process of its own; `file` is its name in messages.

    The first row is (0, the names of the variables); (1, ...) is the first case. Raises PoetError,
    with exit code 3, when the file is damaged, protected or larger than poet takes.
    """
    return read_in_own_process(spss_rows, file, path)


def spss_rows(file: str, path: Path) -> Rows:
    """As `read_spss`, in this process, which a damaged file may end."""
    import pyreadstat

    _refuse_protected(file, path)
    notes: list[str] = []
    reader = StatisticsReader(file, path, pyreadstat.read_sav, "SPSS file", SAVE_AGAIN, notes)
    metadata = reader.metadata()
    notes.extend(_set_notes(metadata.mr_sets, metadata.column_names))
    variables = [
        _variable(metadata, name, label or "")
        for name, label in zip(metadata.column_names, metadata.column_labels, strict=True)
    ]
    encoding = "" if reader.encoding or metadata.file_encoding else "UTF-8"
    return statistics_rows(file, variables, reader.chunks(metadata), notes, encoding)


def _refuse_protected(file: str, path: Path) -> None:
    with path.open("rb") as start_of_file:
        start = start_of_file.read(START_OF_ENCRYPTED)
    if ENCRYPTED in start:
        raise cannot_read(
            file,
            "this SPSS file is protected with a password",
            "Open it in SPSS and save it without the password (File, Save As)",
        )


def _variable(metadata: metadata_container, name: str, label: str) -> StatisticsVariable:
    labels = metadata.variable_value_labels.get(name, {})
    ranges = [_ends(one) for one in metadata.missing_ranges.get(name, [])]
    missing = partial(_why_missing, ranges, labels)
    is_text = metadata.readstat_variable_types[name] == "string"
    text = _unpadded if is_text else _text_of(metadata.original_variable_types[name] or "")
    return StatisticsVariable(name, label, labels, missing, text)


def _ends(missing: Any) -> Range:  # noqa: ANN401 - a dictionary of pyreadstat
    return _unpadded(missing["lo"]), _unpadded(missing["hi"])


def _unpadded(value: Any) -> Any:  # noqa: ANN401 - a text or a number
    return value.rstrip() if isinstance(value, str) else value


def _why_missing(ranges: Sequence[Range], labels: Mapping[Any, str], value: Any) -> str:  # noqa: ANN401
    """The label of a value marked as missing, or else what the file says is missing; or ""."""
    value = _unpadded(value)
    for low, high in ranges:
        if low <= value <= high:
            return f'"{labels[value]}"' if value in labels else _range_text(low, high)
    return ""


def _range_text(low: Any, high: Any) -> str:  # noqa: ANN401
    """What the file says is missing: of the values in a range, none is shown."""
    if low == high:
        return as_text(low)
    if low == float("-inf"):
        return f"{as_text(high)} or less"
    if high == float("inf"):
        return f"{as_text(low)} or more"
    return f"{as_text(low)} to {as_text(high)}"


def _text_of(variable_format: str) -> Callable[[Any], str | None]:
    """What turns a number without label into text, by the format that SPSS shows it in."""
    letters = re.match("[A-Z]*", variable_format)
    kind = letters.group() if letters else ""
    if kind in DATES:
        return lambda seconds: date_text(SPSS_START, seconds / SECONDS_OF_A_DAY)
    if kind in TIMES:
        return lambda seconds: time_text(SPSS_START, seconds)
    if kind in CLOCKS:
        return clock_text
    return as_text


def _set_notes(sets: Mapping[str, Mapping[str, Any]], names: Sequence[str]) -> Iterator[str]:
    """A note for each set of variables that together hold the several answers to one question."""
    # SPSS keeps the names of a set in small letters.
    as_written = {name.lower(): name for name in names}
    several = {name: one for name, one in sets.items() if len(one["variable_list"]) > 1}
    for name, one in itertools.islice(several.items(), MOST_SETS_TOLD):
        members = [as_written.get(member.lower(), member) for member in one["variable_list"]]
        question = shown(one["label"] or name)
        yield f'{listed(members)} together are one question with several answers, "{question}".'
    if len(several) > MOST_SETS_TOLD:
        yield f"{len(several) - MOST_SETS_TOLD:,} more sets of variables are one question each."
