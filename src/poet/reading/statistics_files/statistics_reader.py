"""SPSS and Stata files through pyreadstat, in chunks, with its failures as sentences."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from poet.errors import PoetError
from poet.reading.file_kind import cannot_read
from poet.reading.size_limits import refuse_too_large
from poet.reading.statistics_files.statistics_file import Chunk

if TYPE_CHECKING:
    from pyreadstat import metadata_container

CELLS_AT_ONCE = 1_000_000
BYTES_AT_ONCE = 250_000_000
# What most programs before Unicode wrote in Western Europe.
OLDER_ENCODING = "WINDOWS-1252"
WRONG_LETTERS = "requested encoding"  # in what pyreadstat says then
NOT_AS_IT_SAYS = "The letters of the file are not kept the way it says: read as Windows-1252."


@dataclass(eq=False)
class StatisticsReader:
    """A file and how to read it.

    `function` is the one of pyreadstat; `kind` is what messages call the file ("SPSS file"),
    `cure` what helps when it is damaged. `encoding` is "" until the file proves to be other than
    it says; that is told in `notes`.
    """

    file: str
    path: Path
    function: Callable[..., tuple[dict[str, list[Any]], metadata_container]]
    kind: str
    cure: str
    notes: list[str]
    encoding: str = ""

    def metadata(self) -> metadata_container:
        """What the file says of itself, without its rows. Raises PoetError."""
        _, metadata = self._read(metadataonly=True)
        refuse_too_large(
            self.file,
            metadata.number_rows or 0,
            len(metadata.column_names),
            sum(metadata.variable_storage_width.values()),
        )
        if not all(metadata.column_names):
            raise self._damaged()
        if not metadata.column_names:
            raise cannot_read(self.file, f"this {self.kind} has no variables", self.cure)
        return metadata

    def chunks(self, metadata: metadata_container) -> Iterator[Chunk]:
        """The rows a chunk at a time, as columns of Python values; None is no value."""
        columns_in_all = len(metadata.column_names)
        bytes_in_a_row = max(1, sum(metadata.variable_storage_width.values()))
        most = min(CELLS_AT_ONCE // columns_in_all, BYTES_AT_ONCE // bytes_in_a_row)
        at_once, start, drawn = max(1, most), 0, max(1, most)
        while drawn == at_once:
            columns, _ = self._read(row_offset=start, row_limit=at_once)
            yield list(columns.values())
            drawn = len(next(iter(columns.values())))
            start += drawn
            # Some files do not say how many rows they have.
            refuse_too_large(self.file, start, columns_in_all, bytes_in_a_row)

    def _read(self, **how: Any) -> tuple[dict[str, list[Any]], metadata_container]:  # noqa: ANN401
        try:
            return self._unchecked(**how)
        except Exception as problem:  # pyreadstat fails in many ways on a broken file
            if self.encoding or not _is_about_letters(problem):
                raise self._damaged() from None
        self.encoding = OLDER_ENCODING
        self.notes.append(NOT_AS_IT_SAYS)
        return self._read(**how)

    def _unchecked(self, **how: Any) -> tuple[dict[str, list[Any]], metadata_container]:  # noqa: ANN401
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # pyreadstat would go on under a name of its own; no program writes such a file.
            warnings.filterwarnings("error", message=".*is duplicated")
            return self.function(
                self.path,
                encoding=self.encoding or None,
                output_format="dict",
                user_missing=True,
                # It fails on dates after the year 9999, and so for the whole file.
                disable_datetime_conversion=True,
                **how,
            )

    def _damaged(self) -> PoetError:
        return cannot_read(self.file, f"this {self.kind} is damaged or cut off", self.cure)


def _is_about_letters(problem: Exception) -> bool:
    return isinstance(problem, UnicodeDecodeError) or WRONG_LETTERS in str(problem)
