"""How much poet takes of a file whose size on the disk says little of what it unpacks to."""

from __future__ import annotations

from poet.errors import PoetError
from poet.reading.file_kind import cannot_read

MOST_COLUMNS = 2_000
MOST_ROWS = 5_000_000
MOST_CELLS = 100_000_000
MOST_BYTES_UNPACKED = 4_000_000_000
MOST_CHARACTERS = 500_000_000
FEWER_COLUMNS = "Save only the columns of the questionnaire in a new file, and give that"
FEWER_ROWS = "Save only the rows of the survey in a new file, and give that"


def refuse_too_large(file: str, rows: int, columns: int, bytes_in_a_row: int = 0) -> None:
    """Raises PoetError when a file says that it has more than poet takes.

    `bytes_in_a_row` is how long a row is once it is unpacked, 0 where that is not known.
    """
    if columns > MOST_COLUMNS:
        raise _too_many(file, columns, MOST_COLUMNS, "columns")
    if rows > MOST_ROWS:
        raise _too_many(file, rows, MOST_ROWS, "rows", FEWER_ROWS)
    if rows * columns > MOST_CELLS:
        raise _too_many(file, rows * columns, MOST_CELLS, "cells")
    if rows * bytes_in_a_row > MOST_BYTES_UNPACKED:
        raise cannot_read(file, "this file unpacks to more than 4 GB", FEWER_COLUMNS)


def refuse_too_much_text(file: str, characters: int) -> None:
    """Raises PoetError when the texts of a file together are longer than poet takes."""
    if characters > MOST_CHARACTERS:
        raise cannot_read(
            file,
            f"this file has more than {MOST_CHARACTERS:,} characters of text",
            FEWER_COLUMNS,
        )


def _too_many(file: str, found: int, most: int, what: str, cure: str = FEWER_COLUMNS) -> PoetError:
    return cannot_read(file, f"this file has {found:,} {what}, and poet reads {most:,}", cure)
