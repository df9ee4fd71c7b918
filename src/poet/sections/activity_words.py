"""Returns in words: how much more or fewer, what is counted, which years are set side by side."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from poet.sections.registry import EVERYONE
from poet.wording import half_up

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.activity import Activity
    from poet.sections.authority_report import AuthorityReport

STAFF = "field_staff_fte"
HIDDEN = "[c] a number below 8"
# From here on, "2.5 times as many" is easier to hear than "150 in 100 more".
TWICE = 1.0
Row = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Returns:
    """The released rows of one authority, or of all together.

    `rows` has one row per return and year, in order of time within a return.
    """

    activity: Activity
    rows: DataFrame

    @cached_property
    def by_return(self) -> dict[str, list[Row]]:
        """Each return that has a number to its years, in the order of the file."""
        records: dict[str, list[Row]] = {name: [] for name in self.activity.names}
        for row in self.rows.to_dict("records"):
            records[row["return"]].append(row)
        return {name: rows for name, rows in records.items() if not all(r["note"] for r in rows)}

    def words(self, name: str) -> str:
        """A return within a sentence."""
        words = self.activity.names[name]
        return words if words[1:2].isupper() else words[:1].lower() + words[1:]

    def last(self, name: str) -> Row | None:
        """The last year of a return that has a number, with an earlier one beside it."""
        return self._last(name, "change", "first_year")

    def last_worked(self, name: str) -> Row | None:
        """The last year of which there is a number for each worker, with an earlier one."""
        return self._last(name, "change_per_worker", "first_year_worked")

    @property
    def worked(self) -> Iterator[Row]:
        """The last year of each return that can be told for each worker."""
        rows = (self.last_worked(name) for name in self.by_return)
        return (row for row in rows if row)

    @property
    def some_hidden(self) -> bool:
        """Whether a number is hidden."""
        return bool(self.rows["note"].eq(HIDDEN).any())

    def _last(self, name: str, change: str, first: str) -> Row | None:
        rows = [
            row
            for row in self.by_return.get(name, ())
            if math.isfinite(row[change]) and row[first] != row["year"]
        ]
        return rows[-1] if rows else None


def returns_of(
    report: AuthorityReport, code: str = "", without: Collection[str] = ()
) -> Returns | None:
    """The returns of the report's authority, or of another one; None where there are none.

    `without` are the names of returns that are told elsewhere.
    """
    activity, frame = report.study.activity, report.of_all.get("activity")
    if activity is None or frame is None:
        return None
    rows = frame[frame["authority"].eq(code or report.authority.code)]
    rows = rows[~rows["return"].isin(list(without))]
    returns = Returns(activity, rows)
    return returns if returns.by_return else None


def of_all_together(report: AuthorityReport) -> Returns | None:
    """The returns of all councils together, beside those of one."""
    return None if report.authority.code == EVERYONE else returns_of(report, EVERYONE)


def more_or_fewer(change: float, words: str) -> str:
    """A change of a number of things, in words; `words` are the things, many of them.

    >>> more_or_fewer(-0.14, "reviews"), more_or_fewer(0.086, "field staff")
    ('14 in 100 fewer reviews', '9 in 100 more field staff')
    >>> more_or_fewer(0.004, "reviews"), more_or_fewer(1.53, "reviews")
    ('about as many reviews', '2.5 times as many reviews')
    """
    if change >= TWICE:
        return f"{half_up(1 + change, 1):g} times as many {words}"
    hundredths = half_up(abs(change) * 100)
    if not hundredths:
        return f"about as many {words}"
    return f"{hundredths} in 100 {'more' if change > 0 else 'fewer'} {words}"


def between(row: Row, first: str = "first_year") -> str:
    """The two years that a row sets side by side, as a sentence begins."""
    return f"Between {row[first]} and {row['year']}"


def pounds(amount: float) -> str:
    """Pounds with three figures that count: more would promise more than unit costs can tell.

    >>> pounds(1894500), pounds(450), pounds(87.5), pounds(0)
    ('£1,890,000', '£450', '£87.50', '£0')
    """
    if amount < 100 and amount % 1:
        return f"£{half_up(amount, 2):,.2f}"
    whole = int(half_up(amount))
    return f"£{half_up(whole, 3 - max(3, len(str(whole)))):,}"


def exact_pounds(amount: float) -> str:
    """Pounds as they were stated.

    >>> exact_pounds(450), exact_pounds(1250.5)
    ('£450', '£1,250.50')
    """
    return f"£{half_up(amount, 2):,.2f}".removesuffix(".00")
