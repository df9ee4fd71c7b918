"""Checked answers, and the account of what became of every row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from poet.questionnaire import Questionnaire
from poet.reading import Source

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class AuthorityRule:
    """How to tell whose people answered.

    `column` is the heading of the column that says it; "" when the file is all of one authority,
    whose code is `only`, or, when `only` is "" too, when the questionnaire's own authority
    question says it. `known` gives, for each code, the names that are accepted for it; when it is
    empty, every name found is an authority, with a code made from its name.
    """

    column: str = ""
    only: str = ""
    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Account:
    """Rows read = rows used + rows set aside. `set_aside` gives the number for each reason.

    `of_those_used` gives the number of rows that are used though something is to be said of them
    ("not finished").
    """

    rows_read: int
    rows_used: int
    set_aside: Mapping[str, int]
    of_those_used: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.rows_read != self.rows_used + sum(self.set_aside.values()):
            raise ValueError(f"the account does not add up: {self.sentence()}")

    @property
    def rows_set_aside(self) -> int:
        """How many rows were set aside, for any reason."""
        return sum(self.set_aside.values())

    def sentence(self) -> str:
        """The account in words.

        >>> Account(12, 10, {"blank row": 2}).sentence()
        '12 rows read = 10 used + 2 set aside (2 blank row).'
        """
        reasons = ", ".join(f"{rows:,} {reason}" for reason, rows in self.set_aside.items())
        why = f" ({reasons})" if reasons else ""
        rows = "1 row" if self.rows_read == 1 else f"{self.rows_read:,} rows"
        return f"{rows} read = {self.rows_used:,} used + {self.rows_set_aside:,} set aside{why}."


@dataclass(frozen=True, eq=False)
class Responses:
    """The answers to one questionnaire in one file, checked.

    `by_person` has one row per person used, with the columns `authority` (code), `line` (the row
    in the file as a spreadsheet shows it), then the questions in the order asked, without the two
    administrative ones (person id and authority):

    - single: a categorical of codes, the worst first, then those that are no answer; unordered
    - multiple: a boolean column `key.code` for each answer, <NA> where the cell is blank
    - number: float; text: str or None

    A last column `linked_id` is there only when the questionnaire has a question for it and the
    file a column of nothing but keyed hashes: text, None where it is blank.

    Missing means left blank or unusable; a question without a column is missing for everyone.

    `problems` has one row per unusable cell, row or column, with the columns of
    `poet.responses.problem_table.PROBLEM_COLUMNS`. `authorities` gives the name of every
    authority code in `by_person`. `notes` are sentences for the user.
    """

    questionnaire: Questionnaire
    wave: str
    source: Source
    by_person: pd.DataFrame
    problems: pd.DataFrame
    account: Account
    authorities: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
