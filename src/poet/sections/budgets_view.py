"""Was the first figure a guide to the final one? In plain words, with a chart of bands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from poet.charts import Band, BandWords, Chart, paired_bands
from poet.sections.budgets_words import Told, pounds, times, told_of
from poet.sections.each_row import each_row
from poet.sections.registry import EVERYONE
from poet.wording import capital, half_up

if TYPE_CHECKING:
    from poet.sections import AuthorityReport

LIMIT = "20%"
CHART_WORDS = BandWords(
    "First figure, £ a week",
    "Final budget, £ a week",
    same="Both the same",
    middle="Middle of 10 cases or more",
    half="Middle half",
)


def view(report: AuthorityReport) -> dict[str, Any]:
    """How close the two amounts are, what was moved, and what a better scale would do."""
    own = told_of(report, report.authority.code)
    together = told_of(report, EVERYONE)
    other = not together.few and report.authority.code != EVERYONE
    return {
        "cases": capital(own.cases),
        "few": own.few,
        "small": own.small,
        "close": _close(own),
        "sentences": [] if own.few else [*_typical(own), *_moved(own), *_rescaled(own)],
        "together": _close(together) if other else [],
        "charts": [] if own.few else _charts(own),
        "made_up": report.study.made_up,
        "empty": own.empty,
    }


def _close(told: Told) -> list[str]:
    """How many final budgets were within 20 % of the first figure, as far as that may be told."""
    if told.few:
        return []
    share = told.number("within_20", "share")
    if share is not None:
        near = half_up(100 * share)
        return [f"Of 100 cases, {near} had a final budget within {LIMIT} of the first figure."]
    most = told.at_most("within_20")
    if most:
        return [f"At most {most} final budgets were within {LIMIT} of the first figure."]
    return [f"How many final budgets were within {LIMIT} of the first figure cannot be shown."]


def _typical(told: Told) -> Iterator[str]:
    """The median difference and the median ratio."""
    apart = told.number("median_difference", "pounds")
    if apart is not None and half_up(apart):
        way = "above" if apart > 0 else "below"
        yield (
            f"For about half of the people, the final budget was {pounds(apart)} a week or more "
            f"{way} the first figure."
        )
    ratio = told.number("median_ratio", "ratio")
    if ratio is None:
        return
    if half_up(ratio, 1) == 1:
        yield "In the typical case, the final budget was about the same as the first figure."
    else:
        yield f"In the typical case, the final budget was {times(ratio)} the first figure."


def _moved(told: Told) -> Iterator[str]:
    """What final budgets added and took off."""
    added, off = (told.number(name, "ratio") for name in ("added", "taken_off"))
    if added is not None and off is not None:
        yield (
            f"For each £100 of first figures, {pounds(100 * added)} was added in the end, and "
            f"{pounds(100 * off)} was taken off."
        )
        return
    total = told.number("ratio_of_totals", "ratio")
    if total is not None:
        yield f"All final budgets together were {times(total)} all first figures together."


def _rescaled(told: Told) -> Iterator[str]:
    """How many cases would be far off even with the first figures on another scale."""
    share = told.number("off_20_after", "share")
    if share is not None:
        yield (
            "Suppose all first figures were multiplied by one and the same number. Even with the "
            f"best number, {half_up(100 * share)} of 100 cases would be more than {LIMIT} off."
        )


def _charts(told: Told) -> list[Chart]:
    bands = bands_of(told)
    if not bands:
        return []
    text = " ".join(
        f"First figures of about {pounds(band.first)}: final budgets of about "
        f"{pounds(band.middle)}, the middle half from {pounds(band.low)} to {pounds(band.high)}."
        for band in bands
    )
    title = "First figures and final budgets, in bands of cases"
    return [paired_bands(bands, CHART_WORDS, title=title, text=text)]


def bands_of(told: Told) -> list[Band]:
    """The bands of a chart, from the released rows."""
    first, final = (
        told.rows[told.rows["level"].eq(f"band_{name}") & told.rows["pounds"].notna()]
        for name in ("indicative", "final")
    )
    of_first = dict(zip(first["answer"], first["pounds"], strict=True))
    return [
        Band(of_first[row.answer], row.pounds_low, row.pounds, row.pounds_high)
        for row in each_row(final)
        if row.answer in of_first
    ]
