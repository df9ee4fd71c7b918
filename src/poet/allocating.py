"""A better resource allocation system: points or answers about needs turned into pounds, simply.

A resource allocation system (RAS) turns a person's answers about needs into points, and points into
an indicative budget. From past cases this finds simple tables that anybody can work out by hand,
and compares them with the present system, each judged by cases that it was not fitted to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.disclosure import Profile
    from poet.statistics.answer_amounts import Answered

PRESENT, RATE, BANDS, ANSWERS = "present", "rate", "bands", "answers"
SYSTEMS: Mapping[str, str] = {
    PRESENT: "the present system",
    RATE: "one rate for every point",
    BANDS: "bands of points",
    ANSWERS: "an amount for each answer",
}
"""Each system that is compared, and its name in a sentence; those of poet from simple on."""

FINDINGS, POINTS_TABLE, WORKBOOK = "ras.csv", "points_table.csv", "ras.xlsx"
PDF_PAGE, HTML_PAGE = "ras.pdf", "ras.html"
FILES = (FINDINGS, POINTS_TABLE, WORKBOOK, PDF_PAGE, HTML_PAGE)

FEWEST_CASES = 30
SMALL_SAMPLE = 100
WITHIN = (0.1, 0.2)


@dataclass(frozen=True, eq=False)
class NeedsQuestion:
    """One question about needs. `answers` has the words of each level, the lowest first.

    Answers that few people gave share a level with the next. `answered` has each case's level.
    """

    name: str
    answers: tuple[tuple[str, ...], ...]
    answered: Answered


@dataclass(frozen=True, eq=False)
class Cases:
    """The cases of a file, and what could not be used of it.

    `by_case` has one row per case that can be used, its line in the file as index, with the columns
    `points` (missing where the file has none), `final`, `indicative` (missing where the file does
    not say), both in pounds for a `period`, and `group` ("" for none). `set_aside` gives the number
    of rows that are not used, by reason; `problems` has one row per unusable cell or row, with the
    columns of `poet.responses.PROBLEM_COLUMNS`; `remarks` are sentences on the file as a whole.
    """

    file: str
    by_case: DataFrame
    questions: tuple[NeedsQuestion, ...]
    period: str
    set_aside: Mapping[str, int]
    problems: DataFrame
    remarks: tuple[str, ...] = ()

    @property
    def final(self) -> np.ndarray:
        """What was agreed for each case."""
        return self.by_case["final"].to_numpy(float)

    @property
    def has_points(self) -> bool:
        """Whether cases have points."""
        return bool(self.by_case["points"].notna().all())


@dataclass(frozen=True)
class Band:
    """A band of points, and the pounds for each point in it; the last one ends nowhere."""

    begins: float
    ends: float | None
    pounds: float


@dataclass(frozen=True)
class AnswerAmounts:
    """One question of a table: pounds for each of its answers (words, pounds)."""

    question: str
    amounts: tuple[tuple[tuple[str, ...], float], ...]


@dataclass(frozen=True)
class PointsTable:
    """A table to work out an amount by hand: a start, and what points or answers add to it."""

    system: str
    start: float = 0.0
    bands: tuple[Band, ...] = ()
    questions: tuple[AnswerAmounts, ...] = ()

    @property
    def numbers(self) -> int:
        """How many numbers the table has that are not 0, edges of bands among them."""
        amounts = [pounds for one in self.questions for _, pounds in one.amounts]
        inner = len(self.bands) - 1 if self.bands else 0
        return inner + sum(
            amount > 0 for amount in (self.start, *(b.pounds for b in self.bands), *amounts)
        )

    def of_points(self, points: float) -> float:
        """The amount for so many points."""
        return self.start + sum(self.in_band(band, points) * band.pounds for band in self.bands)

    @staticmethod
    def in_band(band: Band, points: float) -> float:
        """How many of the points lie in a band."""
        ends = points if band.ends is None else min(points, band.ends)
        return max(ends - band.begins, 0.0)


@dataclass(frozen=True, eq=False)
class Allocation:
    """What came out: the tables, how they compare, and which is printed.

    `findings` has passed the disclosure profile: one row per number, see `allocating_findings`.
    `compared` is the number of cases that the systems were compared on, `nearer` says of each
    system of poet "more", "fewer" or "same": whether it is near the final budget for more people
    than the present system is; it is empty where there is nothing to compare with. `asked_for`
    says that the user chose the table that is printed.
    """

    cases: Cases
    tables: Mapping[str, PointsTable]
    chosen: str
    compared: int
    findings: DataFrame
    nearer: Mapping[str, str]
    profile: Profile
    asked_for: bool = False

    @property
    def table(self) -> PointsTable:
        """The table that is printed."""
        return self.tables[self.chosen]

    @property
    def has_present(self) -> bool:
        """Whether the present system could be compared."""
        return bool(self.nearer)


def systems_compared(tables: Sequence[str], *, present: bool) -> tuple[str, ...]:
    """The systems in the order in which they are told."""
    return (*((PRESENT,) if present else ()), *tables)
