"""The released findings on budgets of one authority, in words that the editions share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from poet.sections.each_row import each_row
from poet.sections.hidden_counts import SMALL_COUNT
from poet.wording import about_people, count, half_up, people

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.sections import AuthorityReport

# From so many cases on, a share is known to 15 in 100 or so.
FEWEST_NOT_SMALL = 40
ONE, MANY = "case", "cases"


@dataclass(frozen=True, eq=False)
class Told:
    """What was found for one set of cases; `rows` has one row per level and answer."""

    rows: DataFrame
    exact: bool

    @property
    def empty(self) -> bool:
        """Whether there is no case at all with both amounts."""
        return self.row("both") is None

    def row(self, answer: str) -> Any:  # noqa: ANN401 - a row of findings, or None
        """The row of a measure, None where there is none."""
        found = self.rows[self.rows["answer"].eq(answer)]
        return next(iter(each_row(found)), None)

    def number(self, answer: str, column: str) -> float | None:
        """A number of a measure's row, None where it is hidden or missing."""
        import pandas as pd

        row = self.row(answer)
        value = None if row is None else getattr(row, column)
        return None if pd.isna(value) else float(value)

    @property
    def cases(self) -> str:
        """How many cases have both amounts; fewer than 10 where that is hidden."""
        number = self.number("both", "people")
        if number is None:
            return "fewer than 10 cases"
        return people(number, ONE, MANY) if self.exact else about_people(number, ONE, MANY)

    @property
    def few(self) -> bool:
        """Whether so few cases have both amounts that nothing is told of them."""
        return self.number("both", "people") is None

    @property
    def small(self) -> bool:
        """Whether the cases are few enough to say so beside the numbers."""
        number = self.number("both", "people")
        return number is not None and number < FEWEST_NOT_SMALL

    def at_most(self, answer: str) -> str:
        """The most that a hidden small count may be, in figures; "" where that is not told."""
        row = self.row(answer)
        found = re.match(SMALL_COUNT, row.hidden) if row else None
        return found[1] if found else ""


def told_of(report: AuthorityReport, code: str, group: str = "") -> Told:
    """What was found for an authority (`all` for all of them), or a group of its cases."""
    frame = report.released["budgets"]
    own = frame[frame["authority"].eq(code) & frame["group"].eq(group)]
    return Told(own, report.profile.exact)


def groups_of_cases(report: AuthorityReport, code: str) -> list[str]:
    """The groups that an authority's cases are told by; none where they are told together."""
    frame = report.released["budgets"]
    groups = frame.loc[frame["authority"].eq(code) & frame["group"].ne(""), "group"]
    return list(groups.unique())


def times(ratio: float) -> str:
    """A ratio as it is said: "2.4 times".

    >>> times(2.449), times(1.0)
    ('2.4 times', '1.0 times')
    """
    return f"{half_up(ratio, 1)} times"


def pounds(amount: float) -> str:
    """An amount in whole pounds, without its sign.

    >>> pounds(1234.5), pounds(-20)
    ('£1,235', '£20')
    """
    return f"£{count(abs(half_up(amount)))}"
