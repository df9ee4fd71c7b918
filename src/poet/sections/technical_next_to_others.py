"""Next to other councils in numbers: differences, funnels, standardised and shrunken shares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from poet.sections.next_to_others_view import (
    figure_words,
    rows_of_tables,
    stands_of,
)
from poet.sections.technical_words import table
from poet.wording import capital, half_up
from poet.wording_technical import decimal, hundredths, interval, p_value

if TYPE_CHECKING:
    from poet.sections import AuthorityReport
    from poet.sections.next_to_others_view import Stand

KINDS = {
    "pooled": "all other councils of the study",
    "peers": "the councils chosen as its peers",
    "region": "the other councils of its region",
    "nearest": "the councils most like it",
}
HEADINGS = (
    "Question",
    "Here",
    "Others",
    "Points apart",
    "p after Holm",
    "Funnel, 95%",
    "Standardised",
    "Shrunken",
)
# Without a funnel of their own, peers have the first columns only.
OF_PEERS = 5
OF_TABLES = ("Table", "Here", "Median", "Quartiles", "Councils", "Source")


def view(report: AuthorityReport) -> dict[str, Any]:
    """A table per audience and kind of comparison, and one of published tables.

    Of peers only what stands apart is printed; the rest is in the CSV file.
    """
    tables = [made for kind in KINDS for made in _tables(report, kind)]
    published = _published(report)
    return {
        "tables": tables,
        "published": published,
        "empty": not (tables or published),
    }


def _tables(report: AuthorityReport, kind: str) -> Iterator[dict[str, Any]]:
    stands = stands_of(report, kind)
    for survey in report.surveys:
        people = survey.questionnaire.people
        found = [one for one in stands if one.row.audience == survey.audience]
        shown = [one for one in found if kind == "pooled" or one.row.verdict != "about the same"]
        if shown:
            many = len(HEADINGS) if kind == "pooled" else OF_PEERS
            rows = [_row(one, many) for one in sorted(shown, key=lambda one: one.row.Index)]
            yield table(f"{capital(people)}: next to {KINDS[kind]}", HEADINGS[:many], rows)


def _row(one: Stand, many: int) -> tuple[str, list[str]]:
    row = one.row
    apart = [100 * end for end in (row.difference, row.difference_low, row.difference_high)]
    cells = [
        _of(row.share, row.base),
        str(half_up(100 * row.share_others)),
        f"{decimal(apart[0], 0)} ({interval(*apart[1:], 0)})",
        p_value(row.p_adjusted),
        interval(100 * row.low_95, 100 * row.high_95, 0),
        hundredths(row.standardised, row.standardised_low, row.standardised_high),
        hundredths(row.shrunken, row.shrunken_low, row.shrunken_high),
    ]
    return one.question.short, cells[: many - 1]


def _of(share: float, base: float) -> str:
    return f"{half_up(100 * share)} of {half_up(base):,}"


def _published(report: AuthorityReport) -> list[dict[str, Any]]:
    """One table with a row for each published table; no table without a row."""
    rows = []
    for row in rows_of_tables(report).itertuples():
        told = [_figure(figure, row.unit) for figure in (row.figure, row.figure_median)]
        ends = [_figure(figure, row.unit) for figure in (row.figure_low, row.figure_high)]
        quartiles = "none" if "none" in ends else " to ".join(ends)
        rows.append((row.table, [*told, quartiles, str(half_up(row.councils)), row.source]))
    return [table("Published tables", OF_TABLES, rows)] if rows else []


def _figure(figure: float, unit: str) -> str:
    return figure_words(figure, unit) if figure == figure else "none"  # noqa: PLR0124 - NaN
