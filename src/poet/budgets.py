"""Indicative and final budgets of cases: what was worked out up front, and what was agreed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

WEEKS_IN_A_YEAR = 365.25 / 7


@dataclass(frozen=True, eq=False)
class Budgets:
    """Budgets read from a file, and what could not be used of it.

    `by_case` has one row per case that can be used, with the columns

    - `authority`: its code
    - `case`: the number of the case as the file has it; never leaves the program
    - `date`: when it was agreed, missing where the file does not say
    - `indicative`, `final`: pounds a week; `indicative` is missing where the file has none
    - `group`: the group that the file puts the case in, "" where it has none
    - `line`: the row in the file, as a spreadsheet shows it

    `set_aside` gives the number of rows that are not used, by reason; rows read are rows of
    `by_case` and rows set aside. `problems` has one row per unusable cell or row, with the columns
    of `poet.responses.PROBLEM_COLUMNS`. `remarks` are sentences on the file as a whole: how its
    rows add up, and what is odd about it.
    """

    file: str
    by_case: DataFrame
    set_aside: dict[str, int]
    problems: DataFrame
    remarks: tuple[str, ...] = ()

    @property
    def rows_read(self) -> int:
        """How many rows the file has that are not blank."""
        return len(self.by_case) + sum(self.set_aside.values())
