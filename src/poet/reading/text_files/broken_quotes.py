"""Where a CSV file goes wrong: the quoted cell that has no proper end."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class CellWithoutEnd:
    """The cell at which a strict reading stops, by the line (from 1) that it begins on.

    `closed`: a second quotation mark came, but not at the end of the cell. `too_long`: the cell
    is longer than any may be.
    """

    line: int
    closed: bool = False
    too_long: bool = False


def cell_without_end(text: str, separator: str, longest: int) -> CellWithoutEnd:
    """The first cell of a CSV text that breaks the rules of quoting or is too long.

    It is looked for only after the csv module has refused the text, for that module names no
    line. A text without such a cell gives its last cell.
    """
    line, position = 1, 0
    end_of_plain = re.compile(f"[{re.escape(separator)}\r\n]")
    while position < len(text):
        begins, first_line = position, line
        if text[position] == '"':
            end = _after_quoted(text, position)
            if end < 0 or end - begins > longest:
                return CellWithoutEnd(first_line, too_long=_too_long(text, begins, end, longest))
            if end < len(text) and text[end] not in (separator, "\r", "\n"):
                return CellWithoutEnd(first_line, closed=True)
        else:
            found = end_of_plain.search(text, position)
            end = found.start() if found else len(text)
            if end - begins > longest:
                return CellWithoutEnd(first_line, too_long=True)
        line += _line_ends(text, begins, end)
        position, ended_lines = _after_separator(text, end)
        line += ended_lines
    return CellWithoutEnd(line)


def _too_long(text: str, begins: int, end: int, longest: int) -> bool:
    return (len(text) if end < 0 else end) - begins > longest


def _after_quoted(text: str, position: int) -> int:
    """The position after the closing quotation mark; -1 when there is none."""
    position = text.find('"', position + 1)
    while 0 <= position < len(text) - 1 and text[position + 1] == '"':
        position = text.find('"', position + 2)
    return position + 1 if position >= 0 else -1


def _line_ends(text: str, begins: int, end: int) -> int:
    """How many lines end between two positions: CR LF, LF and CR count once each."""
    carriage = text.count("\r", begins, end)
    return carriage + text.count("\n", begins, end) - text.count("\r\n", begins, end)


def _after_separator(text: str, position: int) -> tuple[int, int]:
    """The position after a separator or a line end, and the number of lines that ended."""
    if text[position : position + 2] == "\r\n":
        return position + 2, 1
    return position + 1, int(text[position : position + 1] in ("\r", "\n"))
