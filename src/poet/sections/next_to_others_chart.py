"""The funnel of one question: the reader's council with its name, the others without theirs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from poet.charts import Chart, FunnelLimits, FunnelPoint, FunnelWords, funnel_chart
from poet.statistics.funnel_limits import funnel_limits, widened
from poet.wording import about_people, in_hundred, people

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.sections import AuthorityReport
    from poet.sections.next_to_others_view import Stand

STEPS = 60
# Lower than elsewhere, so that the page has room for what is said of it, and of a table.
TALLEST, TALLEST_BESIDE = 12, 9


def funnel_of(report: AuthorityReport, stand: Stand, *, beside: bool) -> Iterator[Chart]:
    """The funnel of a question; nothing where there are too few councils for its limits.

    `beside` says that a published table is on the same page.
    """
    row = stand.row
    if not row.between >= 0:  # NaN too
        return
    everyone = report.of_all["next_to_others"]
    same = everyone["audience"].eq(row.audience) & everyone["question"].eq(row.question)
    told = everyone[same & everyone["comparison"].eq("pooled") & everyone["note"].eq("")]
    others = told[told["authority"].ne(report.authority.code)]
    yield funnel_chart(
        _points(others),
        _limits(told["base"].to_numpy(float), row.centre, row.between),
        row.centre,
        title=f"{stand.name}: {row.verdict}",
        text=_text(report, stand, others),
        highlight=_points(told[~told.index.isin(others.index)])[0],
        words=FunnelWords(
            own=report.name,
            narrow="by chance 95 in 100 are inside",
            wide="998 in 1,000",
            share=f"in 100 said “{stand.good}”",
        ),
        tallest=TALLEST_BESIDE if beside else TALLEST,
    )


def _points(rows: DataFrame) -> list[FunnelPoint]:
    return [
        FunnelPoint(float(base), float(share))
        for base, share in zip(rows["base"], rows["share"], strict=True)
    ]


def _limits(bases: np.ndarray, centre: float, between: float) -> list[FunnelLimits]:
    """Limits from the smallest to the largest council, a little beyond each."""
    ends = max(bases.min() * 0.8, 5), bases.max() * 1.1
    sizes = np.unique(np.linspace(*ends, STEPS).round())
    columns = [
        widened(limit, sizes, centre, between)
        for confidence in (0.95, 0.998)
        for limit in funnel_limits(sizes, centre, confidence)
    ]
    return [FunnelLimits(*map(float, row)) for row in zip(sizes, *columns, strict=True)]


def _text(report: AuthorityReport, stand: Stand, others: DataFrame) -> str:
    """The chart for people who do not see it: who stands where, and nobody else's name."""
    row = stand.row
    many = people(row.base) if report.profile.exact else about_people(row.base)
    inside = others["share"].between(others["low_95"], others["high_95"]).sum()
    return (
        f"{stand.name}. {report.name}: {in_hundred(row.share)} of {many} said “{stand.good}”. "
        f"All councils together: {in_hundred(row.centre)}. Chance alone would put a council of "
        f"this size between {in_hundred(row.low_95)} and {in_hundred(row.high_95)}. "
        f"Of the {len(others)} other councils shown, {inside} lie between such limits of their own."
    )
