"""Indicative against final budgets in tables: every measure with its interval, and by group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from poet.sections.answers_view import HIDDEN
from poet.sections.budgets_words import Told, groups_of_cases, told_of
from poet.sections.registry import EVERYONE
from poet.sections.technical_words import ALL_COUNCILS, count_words, table
from poet.wording_technical import NONE, estimate, hundredths, interval

if TYPE_CHECKING:
    from poet.sections import AuthorityReport

BESIDE_ANSWERS = "budgets"
COUNTS = {
    "both": "Cases with both amounts",
    "without_indicative": "Cases with a final budget only",
}
SHARES = {
    "within_10": "Within 10%, of 100 cases",
    "within_20": "Within 20%, of 100 cases",
    "above_20": "More than 20% above, of 100 cases",
    "below_20": "More than 20% below, of 100 cases",
    "off_20_after": "More than 20% off after the best rescaling",
}
RATIOS = {
    "median_ratio": "Median ratio",
    "mean_ratio": "Mean ratio",
    "geometric_ratio": "Geometric mean ratio",
    "lower_ratio": "Lower limit of agreement, ratio",
    "upper_ratio": "Upper limit of agreement, ratio",
    "ratio_of_totals": "Ratio of totals",
    "added": "Added, share of all indicative",
    "taken_off": "Taken off, share of all indicative",
    "concordance": "Concordance (Lin)",
    "rank_correlation": "Correlation of the order (Spearman)",
    "slope": "Slope of the robust line",
    "rescaling": "Best single rescaling",
}
POUNDS = {
    "median_indicative": "Median indicative, £ a week",
    "median_final": "Median final, £ a week",
    "median_difference": "Median difference, £ a week",
    "mean_difference": "Mean difference, £ a week",
    "lower_difference": "Lower limit of agreement, £ a week",
    "upper_difference": "Upper limit of agreement, £ a week",
    "line": "Final at the median indicative, by the line",
}
# "none" beside what was added or taken off would say that nothing was.
NOT_TOLD = "not told"
HOW_FAR = ("Group", "Cases", "Within 20%", "Median ratio", "Mean ratio", "Median difference, £")
HOW_ALIKE = ("Group", "Limits of the ratio", "Concordance", "Spearman", "Added", "Taken off")


def view(report: AuthorityReport) -> dict[str, Any]:
    """A table of all measures, of this authority and of all councils, and a table by group."""
    sets = {report.name: told_of(report, report.authority.code)}
    if report.authority.code != EVERYONE and not told_of(report, EVERYONE).empty:
        sets[ALL_COUNCILS] = told_of(report, EVERYONE)
    codes = dict(zip(sets, (report.authority.code, EVERYONE), strict=False))
    by_group = [
        content
        for name, code in codes.items()
        if groups_of_cases(report, code)
        for content in _by_group(report, code, name)
    ]
    own = next(iter(sets.values()))
    return {
        "tables": [] if own.empty else [_measures(sets), *by_group],
        "reasons": list(_reasons(own)),
        "empty": own.empty,
    }


def _measures(sets: dict[str, Told]) -> dict[str, Any]:
    rows = [
        (label, [cell(told, answer) for told in sets.values()])
        for labels, cell in (
            (COUNTS, _count),
            (SHARES, _share),
            (RATIOS, _ratio),
            (POUNDS, _pounds),
        )
        for answer, label in labels.items()
    ]
    return table("All measures, with 95% intervals", ["Measure", *sets], rows)


def _by_group(report: AuthorityReport, code: str, name: str) -> Iterator[dict[str, Any]]:
    """Two tables with a row per group: how far both amounts are apart, and how alike they are."""
    sets = {group: told_of(report, code, group) for group in groups_of_cases(report, code)}
    yield table(
        f"{name}: by group of cases",
        HOW_FAR,
        [
            (
                group,
                [
                    _count(told, "both"),
                    _share(told, "within_20"),
                    _ratio(told, "median_ratio"),
                    _ratio(told, "mean_ratio"),
                    _pounds(told, "median_difference"),
                ],
            )
            for group, told in sets.items()
        ],
    )
    alike = ("concordance", "rank_correlation", "added", "taken_off")
    yield table(
        f"{name}: agreement by group of cases",
        HOW_ALIKE,
        [
            (group, [_limits(told), *(_ratio(told, answer) for answer in alike)])
            for group, told in sets.items()
        ],
    )


def _limits(told: Told) -> str:
    return _or_not_told(
        interval(told.number("lower_ratio", "ratio"), told.number("upper_ratio", "ratio"))
    )


def _count(told: Told, answer: str) -> str:
    return count_words(told.number(answer, "people"))


def _share(told: Told, answer: str) -> str:
    row = told.row(answer)
    if row is None or row.hidden:
        return HIDDEN
    return hundredths(*(told.number(answer, name) for name in ("share", "low", "high")))


def _ratio(told: Told, answer: str) -> str:
    numbers = (told.number(answer, f"ratio{end}") for end in ("", "_low", "_high"))
    return _or_not_told(estimate(*numbers))


def _pounds(told: Told, answer: str) -> str:
    numbers = (told.number(answer, f"pounds{end}") for end in ("", "_low", "_high"))
    return _or_not_told(estimate(*numbers, digits=0))


def _or_not_told(words: str) -> str:
    return NOT_TOLD if words == NONE else words


def _reasons(told: Told) -> Iterator[str]:
    """Why a measure has no number, where that is not for its small count."""
    labels = {**RATIOS, **POUNDS}
    noted = told.rows[told.rows["note"].ne("") & told.rows["answer"].isin(list(labels))]
    for note, rows in noted.groupby("note", sort=False):
        names = ", ".join(labels[answer] for answer in rows["answer"])
        yield f"{names}: {note}."
