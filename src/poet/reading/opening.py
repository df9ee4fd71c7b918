"""The door of reading: a file's first bytes tell its format, and its format gives the rows."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from poet.errors import PoetError
from poet.reading.file_kind import cannot_read, is_zip, refuse_other_kinds
from poet.reading.layout import Rows
from poet.reading.statistics_files.parquet_file import is_parquet, read_parquet
from poet.reading.statistics_files.spss_file import is_spss, read_spss
from poet.reading.statistics_files.stata_file import is_stata, read_stata
from poet.reading.text_files.csv_file import read_csv
from poet.reading.text_table import Source, shown
from poet.reading.workbooks.ods_safety import is_ods
from poet.reading.workbooks.xls_file import is_xls, read_xls

MOST_BYTES = 2_000_000_000
MOST_BYTES_OF_A_WORKBOOK = 500_000_000
LONGEST_NAME = 200
ENOUGH_TO_TELL = 4_096


@dataclass(frozen=True)
class Format:
    """A kind of file: what it is called, the endings of its names, and what reads it.

    `read` takes the name for messages, the path, and the sheet asked for.
    """

    words: str
    endings: tuple[str, ...]
    read: Callable[[str, Path, str], Rows]
    sheets: bool = False


def opened(path: Path, sheet: str = "") -> Rows:
    """The rows of a file of answers. Raises PoetError, with exit code 3, when there are none."""
    file = shown(path.name, LONGEST_NAME)
    file_format = _format(file, path)
    rows = file_format.read(file, path, sheet)
    rows.notes[:0] = _notes(file, path, rows.source, sheet, file_format)
    return rows


@contextlib.contextmanager
def system_told(path: Path) -> Iterator[None]:
    """Turn what the system says of a file into a sentence."""
    file = shown(path.name, LONGEST_NAME)
    try:
        yield
    except PermissionError:
        raise cannot_read(
            file,
            "this file may not be opened",
            "Close it if it is open in Excel, and check that you are allowed to read it",
        ) from None
    except OSError as problem:
        raise cannot_read(
            file, "this file cannot be read", f"The system says: {problem.strerror}"
        ) from None


def _notes(file: str, path: Path, source: Source, asked: str, file_format: Format) -> Iterator[str]:
    """What the user is told of the format, and of a sheet asked for that is of no use."""
    ending = path.suffix.lower()
    known = {ending for one in FORMATS for ending in one.endings}
    if ending not in file_format.endings and (ending in known or file_format is not TEXT):
        yield f"{file} is {file_format.words} by another name: it was read as one."
    elif file_format is not TEXT:
        sheet = f', sheet "{shown(source.sheet)}"' if source.sheet else ""
        yield f"{file} was read as {file_format.words}{sheet}."
    if asked and not file_format.sheets:
        yield f'{file} is {file_format.words} and has no sheets: "{shown(asked)}" is not used.'


def _format(file: str, path: Path) -> Format:
    """What the first bytes of a file say it is."""
    if not path.is_file():
        raise _not_a_file(file, path)
    if path.stat().st_size > MOST_BYTES:
        raise _too_large(file, "2 GB")
    with path.open("rb") as start_of_file:
        start = start_of_file.read(ENOUGH_TO_TELL)
    if not start:
        raise cannot_read(file, "this file is empty (0 bytes)", "Export the answers again")
    for first_bytes_say, found in KINDS:
        if first_bytes_say(start):
            return found
    refuse_other_kinds(file, start)
    return TEXT


def _not_a_file(file: str, path: Path) -> PoetError:
    if path.is_dir():
        return cannot_read(
            file, "this is a folder and not a file", "Give the file of answers in it"
        )
    if path.exists():
        return cannot_read(
            file, "this is not a file that can be read as a whole", "Give a file of answers"
        )
    return cannot_read(file, "there is no such file", "Check the name and the folder")


def _too_large(file: str, most: str) -> PoetError:
    return cannot_read(file, f"this file is larger than {most}", "Check that it is the right file")


def _bytes_of_a_workbook(file: str, path: Path) -> bytes:
    if path.stat().st_size > MOST_BYTES_OF_A_WORKBOOK:
        raise _too_large(file, "500 MB")
    return path.read_bytes()


def _read_text(file: str, path: Path, sheet: str) -> Rows:
    return read_csv(file, path)


# openpyxl and an XML parser take a moment to load, and most files are CSV.
def _read_excel(file: str, path: Path, sheet: str) -> Rows:
    from poet.reading.workbooks.xlsx_file import read_xlsx

    return read_xlsx(file, _bytes_of_a_workbook(file, path), sheet)


def _read_old_excel(file: str, path: Path, sheet: str) -> Rows:
    return read_xls(file, _bytes_of_a_workbook(file, path), sheet)


def _read_ods(file: str, path: Path, sheet: str) -> Rows:
    from poet.reading.workbooks.ods_file import read_ods

    return read_ods(file, _bytes_of_a_workbook(file, path), sheet)


def _read_spss(file: str, path: Path, sheet: str) -> Rows:
    return read_spss(file, path)


def _read_stata(file: str, path: Path, sheet: str) -> Rows:
    return read_stata(file, path)


def _read_parquet(file: str, path: Path, sheet: str) -> Rows:
    return read_parquet(file, path)


TEXT = Format("a text file", (".csv", ".tsv", ".txt", ".tab", ".psv", ""), _read_text)
EXCEL = Format("an Excel workbook", (".xlsx", ".xlsm"), _read_excel, sheets=True)
OLD_EXCEL = Format("an old Excel workbook", (".xls", ".xlt"), _read_old_excel, sheets=True)
ODS = Format("an OpenDocument workbook", (".ods",), _read_ods, sheets=True)
SPSS = Format("an SPSS file", (".sav", ".zsav"), _read_spss)
STATA = Format("a Stata file", (".dta",), _read_stata)
PARQUET = Format("a Parquet file", (".parquet", ".pq"), _read_parquet)
FORMATS = (TEXT, EXCEL, OLD_EXCEL, ODS, SPSS, STATA, PARQUET)
KINDS: tuple[tuple[Callable[[bytes], bool], Format], ...] = (
    (is_ods, ODS),
    (is_zip, EXCEL),
    (is_xls, OLD_EXCEL),
    (is_spss, SPSS),
    (is_stata, STATA),
    (is_parquet, PARQUET),
)
"""What tells a format by the first bytes of a file, in the order in which they are asked."""
