"""Indicative and final budgets of cases: what was worked out up front, and what was agreed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.reading import Source
    from poet.responses import Account

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

    `account` tells what became of the rows that are not blank; those used are the rows of
    `by_case`. `problems` has one row per unusable cell or row, with the columns of
    `poet.responses.PROBLEM_COLUMNS`. `remarks` are sentences on what is odd about the file.
    """

    source: Source
    by_case: DataFrame
    account: Account
    problems: DataFrame
    remarks: tuple[str, ...] = ()
