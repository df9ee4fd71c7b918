"""What one text says as the answer to a question."""

from __future__ import annotations

from dataclasses import dataclass

from poet.responses.problem_table import Trouble


@dataclass(frozen=True)
class Understood:
    """A value, or a trouble, or neither when the cell is blank.

    The value is a code (single), a set of codes (multiple), a float (number) or a str (text).
    `taken_as` says how a text was read that was not written as asked.
    """

    value: object = None
    trouble: Trouble | None = None
    taken_as: str = ""


BLANK = Understood()
