"""Parquet files, read with polars where it is installed.

polars and not pyarrow: where pyarrow is installed, pandas loads it each time, 65 MB of memory in
every run of poet, whatever the file.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from poet.errors import PoetError
from poet.reading.file_kind import cannot_read
from poet.reading.layout import Rows
from poet.reading.size_limits import refuse_too_large, refuse_too_much_text
from poet.reading.statistics_files.date_texts import UNIX_START, date_text, time_text
from poet.reading.statistics_files.own_process import read_in_own_process
from poet.reading.statistics_files.statistics_file import Chunk, StatisticsVariable, statistics_rows
from poet.reading.statistics_files.statistics_notes import listed
from poet.reading.workbooks.xlsx_cells import as_text

if TYPE_CHECKING:
    from polars import DataType, Expr, LazyFrame

PARQUET, ENCRYPTED = b"PAR1", b"PARE"
CELLS_AT_ONCE = 1_000_000
SAVE_AGAIN = "Save it again with the program that made it, or as .csv or .xlsx"
# What polars raises when it fails within itself derives from BaseException.
PANIC = "PanicException"

Text = Callable[[Any], str | None]


def is_parquet(start: bytes) -> bool:
    """Whether a file that starts so is a Parquet file, be it encrypted."""
    return start.startswith((PARQUET, ENCRYPTED))


def read_parquet(file: str, path: Path) -> Rows:
    """The rows of a Parquet file, read in a process of its own; `file` is its name in messages.

    The first row is (0, the names of the columns), (1, ...) the first below them. Columns of lists,
    tables or bytes are left out and told in a note. Raises PoetError, with exit code 3, when polars
    is not installed, and when the file is damaged, encrypted or larger than poet takes.
    """
    return read_in_own_process(parquet_rows, file, path)


def parquet_rows(file: str, path: Path) -> Rows:
    """As `read_parquet`, in this process, which a damaged file may end."""
    _refuse_encrypted(file, path)
    polars = _polars(file)
    with _failures_told(file):
        # A * in the name is a letter of it, and a folder called year=2026 adds no column.
        frame = polars.scan_parquet(path, glob=False, hive_partitioning=False)
        kinds = dict(frame.collect_schema())
        rows = frame.select(polars.len()).collect().item()
    refuse_too_large(file, rows, len(kinds))
    read = [_read(polars, position, kind) for position, kind in enumerate(kinds.values())]
    columns = [(name, *one) for name, one in zip(kinds, read, strict=True) if one]
    if not columns:
        raise cannot_read(file, "this Parquet file has no columns of text or numbers", SAVE_AGAIN)
    variables = [StatisticsVariable(name, text=text) for name, _, text in columns]
    chunks = _chunks(file, frame.select(values for _, values, _ in columns), rows, len(columns))
    left_out = [name for name, one in zip(kinds, read, strict=True) if not one]
    return statistics_rows(file, variables, chunks, _notes(left_out))


def _refuse_encrypted(file: str, path: Path) -> None:
    with path.open("rb") as start_of_file:
        if start_of_file.read(len(ENCRYPTED)) == ENCRYPTED:
            raise cannot_read(
                file, "this Parquet file is encrypted", "Save it again without encryption"
            )


def _polars(file: str) -> ModuleType:
    try:
        import polars
    except ModuleNotFoundError:
        raise cannot_read(
            file,
            "Parquet files are read with the package polars, which is not installed",
            "Install it with: pip install polars, or save the answers as .csv or .xlsx",
        ) from None
    return polars


@contextlib.contextmanager
def _failures_told(file: str) -> Iterator[None]:
    try:
        yield
    except PoetError:
        raise
    except BaseException as failure:
        # polars fails in many ways on a broken file.
        if isinstance(failure, Exception) or type(failure).__name__ == PANIC:
            found = "this Parquet file is damaged or cut off"
            raise cannot_read(file, found, SAVE_AGAIN) from None
        raise


def _read(polars: ModuleType, position: int, kind: DataType) -> tuple[Expr, Text] | None:
    """The values of a column as Python has them, and what makes text of one; None to leave out."""
    # By position: a name such as "*" or "^a.*$" would stand for several columns.
    column = polars.nth(position)
    if kind.is_temporal():
        return _read_moments(polars, column, kind)
    if kind == polars.Float32:
        # By way of text, since 1.1 would become 1.10000002384186.
        return column.cast(polars.String).cast(polars.Float64), as_text
    if kind.is_decimal():
        return column, lambda number: f"{number.normalize():f}"
    if kind in (polars.Categorical, polars.Enum):
        return column.cast(polars.String), as_text
    plain = kind.is_numeric() or kind in (polars.String, polars.Boolean, polars.Null)
    return (column, as_text) if plain else None


def _read_moments(polars: ModuleType, column: Expr, kind: DataType) -> tuple[Expr, Text]:
    """Dates and times as numbers, since Python has none after the year 9999."""
    if kind == polars.Date:
        return column.to_physical(), lambda days: date_text(UNIX_START, days)
    if kind == polars.Datetime:
        local = column.dt.replace_time_zone(None).dt.cast_time_unit("ms").to_physical()
        return local, lambda milliseconds: time_text(UNIX_START, milliseconds / 1_000)
    if kind == polars.Duration:
        return column.dt.to_string("iso"), as_text
    return column, as_text


def _chunks(file: str, frame: LazyFrame, rows: int, columns: int) -> Iterator[Chunk]:
    at_once = max(1, CELLS_AT_ONCE // columns)
    for start in range(0, rows, at_once):
        with _failures_told(file):
            part = frame.slice(start, at_once).collect()
            # One long text may stand in a file once, and in a million cells.
            refuse_too_much_text(file, part.select(_bytes_of_text()).item())
            values = [column.to_list() for column in part]
        yield values


def _bytes_of_text() -> Expr:
    import polars

    texts = polars.col(polars.String).str.len_bytes().sum()
    return polars.sum_horizontal(polars.lit(0), texts)


def _notes(left_out: Sequence[str]) -> list[str]:
    if not left_out:
        return []
    what = "no text, number or date, but lists, tables or bytes: left out"
    return [f"{listed(left_out)}: {what}."]
