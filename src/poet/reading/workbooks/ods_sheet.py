"""A sheet of an OpenDocument workbook as it fills, row by row, however often each is repeated."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from poet.reading.text_table import Source
from poet.reading.workbooks.workbook import refuse_far_cells, refuse_many_cells
from poet.reading.workbooks.xlsx_cells import ERRORS, TextRow


@dataclass
class OdsRow:
    """One row: its cells up to the last with something in it, and how many times it stands there.

    `without_value` are the positions of formulas without a value.
    """

    times: int = 1
    hidden: bool = False
    cells: list[str] = field(default_factory=list)
    without_value: list[int] = field(default_factory=list)
    blank: int = 0

    def add(self, text: str | None, times: int, source: Source) -> None:
        """Add a cell that stands there so many times; None is a formula without a value.

        Raises PoetError when it stands in a column beyond those that are read.
        """
        if text == "":
            self.blank += times
            return
        first = len(self.cells) + self.blank
        refuse_far_cells(source, first + times - 1, 0)
        self.cells += [""] * self.blank + [text or ""] * times
        self.blank = 0
        if text is None:
            self.without_value += range(first, first + times)

    @property
    def empty_cells(self) -> int:
        """How many cells hold an error, or a formula without a value."""
        errors = 0 if ERRORS.isdisjoint(self.cells) else sum(c in ERRORS for c in self.cells)
        return errors + len(self.without_value)


@dataclass
class OdsSheet:
    """One sheet. `kept` says that its rows are wanted: of others only `has_cells` is found out.

    `without_value` gives row numbers to the positions of formulas without a value.
    """

    source: Source
    visible: bool
    kept: bool
    has_cells: bool = False
    hidden_rows: int = 0
    merged_cells: int = 0
    without_value: dict[int, set[int]] = field(default_factory=dict)
    _rows: deque[tuple[int, OdsRow]] = field(default_factory=deque)
    _next_line: int = 1
    _cells: int = 0
    _empty_cells: int = 0

    def add(self, row: OdsRow) -> None:
        """Add a row below the others. Raises PoetError when there are too many rows or cells."""
        first, self._next_line = self._next_line, self._next_line + row.times
        if row.cells:
            self.has_cells = self.has_cells or any(row.cells)
            self._keep(row, first)

    def _keep(self, row: OdsRow, first: int) -> None:
        refuse_far_cells(self.source, 0, self._next_line - 1)
        self._cells += row.times * len(row.cells)
        self._empty_cells += row.times * row.empty_cells
        refuse_many_cells(self.source, self._cells, self._empty_cells)
        self.hidden_rows += row.times * row.hidden
        if row.without_value:
            lines = range(first, self._next_line)
            self.without_value.update({line: set(row.without_value) for line in lines})
        self._rows.append((first, row))

    def drawn(self) -> Iterator[TextRow]:
        """The rows with something in them, once; those that are drawn are let go."""
        while self._rows:
            first, row = self._rows.popleft()
            for further in range(row.times):
                yield first + further, row.cells
