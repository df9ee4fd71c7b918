"""A council next to others in words: what stands out, what is about the same, and one funnel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from poet.sections.next_to_others_chart import funnel_of
from poet.wording import capital, half_up, in_hundred, list_of, percent

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.questionnaire import Question, Questionnaire
    from poet.sections import AuthorityReport

SECTION = "next_to_others"
HIGHER, LOWER, SAME = "higher", "lower", "about the same"
MOST_LINES = 3
# Beside a published table there is room on the page for fewer.
MOST_LINES_BESIDE = 2
# Tables beyond these are in the technical annex: a page of figures is not talked about.
MOST_TABLES = 1
FEWEST_COUNCILS = 10
GROUPS = {
    "peers": "{councils} councils chosen as its peers",
    "region": "{councils} other councils of its region",
    "nearest": "{councils} councils most like it",
}
WHO = {"budget_holder": "budget holders", "carer": "carers", "practitioner": "practitioners"}
FEW_COUNCILS = "Fewer than 10 councils took part, so this describes them and says little of others."


@dataclass(frozen=True, eq=False)
class Stand:
    """Where the council stands on one question next to others: a row of the findings."""

    questionnaire: Questionnaire
    question: Question
    row: Any

    @property
    def name(self) -> str:
        """The question, and who was asked."""
        return f"{self.question.short} ({WHO[self.questionnaire.audience]})"

    @property
    def good(self) -> str:
        """The good answers in words."""
        return self.question.scale.side("good")

    @property
    def cells(self) -> list[str]:
        """Both shares as people in 100: here, and elsewhere."""
        return [str(half_up(share * 100)) for share in (self.row.share, self.row.share_others)]


def view(report: AuthorityReport) -> dict[str, Any]:
    """What stands out next to all other councils, a funnel, and a sentence for each other group.

    Empty when there is nothing to be next to.
    """
    stands = stands_of(report)
    tables = published_lines(report)[:MOST_TABLES]
    councils = max((int(one.row.councils) for one in stands), default=0)
    most, chosen = MOST_LINES_BESIDE if tables else MOST_LINES, furthest(stands)
    return {
        "others": _others(report, councils) if stands else "",
        "few_councils": FEW_COUNCILS if stands and councils + 1 < FEWEST_COUNCILS else "",
        "apart": [_table(stands, verdict, most) for verdict in _verdicts(stands)],
        "same": _same(stands, most),
        "charts": list(funnel_of(report, chosen, beside=bool(tables))) if chosen else [],
        "alike": "" if tables else _alike(chosen),
        "group": next(_group_lines(report), ""),
        "tables": tables,
        "empty": not stands and not tables,
    }


def stands_of(report: AuthorityReport, comparison: str = "pooled") -> list[Stand]:
    """Where the council stands on each question that can be told of, the surest first."""
    found = report.released.get(SECTION)
    if found is None:
        return []
    asked = {survey.audience: survey.questionnaire for survey in report.surveys}
    told = found[found["comparison"].eq(comparison) & found["note"].eq("")]
    told = told.sort_values("p", kind="stable")
    return [
        Stand(asked[row.audience], asked[row.audience].question(row.question), row)
        for row in told.itertuples()
    ]


def furthest(stands: Sequence[Stand]) -> Stand | None:
    """The question on which the council stands furthest apart, or else the first outcome."""
    apart = [one for one in stands if one.row.verdict != SAME]
    outcomes = [one for one in stands if one.question.role == "outcome"]
    first = min(outcomes or stands, key=lambda one: one.row.Index, default=None)
    return apart[0] if apart else first


def _others(report: AuthorityReport, councils: int) -> str:
    others = "the other council" if councils == 1 else f"the other {half_up(councils)} councils"
    return f"{report.name} next to {others} in this study, all taken together."


def _verdicts(stands: Sequence[Stand]) -> list[str]:
    found = {one.row.verdict for one in stands}
    return [verdict for verdict in (HIGHER, LOWER) if verdict in found]


def _table(stands: Sequence[Stand], verdict: str, most: int) -> dict[str, Any]:
    """The surest few questions on which the council is higher, or lower."""
    found = [one for one in stands if one.row.verdict == verdict]
    return {
        "headings": [f"{capital(verdict)} here: good answers in 100", "Here", "Elsewhere"],
        "rows": [{"label": one.name, "cells": one.cells} for one in found[:most]],
    }


def _same(stands: Sequence[Stand], most: int) -> str:
    """How many questions are not named above."""
    if not stands:
        return ""
    same = sum(one.row.verdict == SAME for one in stands)
    if same == len(stands):
        return "Answers here are about the same as elsewhere on everything we could look at."
    more = sum(
        max(sum(one.row.verdict == verdict for one in stands) - most, 0)
        for verdict in (HIGHER, LOWER)
    )
    told = [f"About the same as elsewhere: {_questions(same)}."] if same else []
    if more:
        stand = "stands" if more == 1 else "stand"
        told.append(f"{capital(_questions(more))} more {stand} apart too.")
    return " ".join(told)


def _questions(many: int) -> str:
    return "one question" if many == 1 else f"{half_up(many)} questions"


def _alike(stand: Stand | None) -> str:
    """What the share would be if the people here were like those everywhere; "" if not known."""
    if stand is None or not stand.row.standardised >= 0:  # NaN is no share either
        return ""
    share = in_hundred(stand.row.standardised)
    return f"With the same background as elsewhere: about {share} here."


def _group_lines(report: AuthorityReport) -> Iterator[str]:
    """A sentence for each kind of peers; those that were named first."""
    for kind, words in GROUPS.items():
        if stands := stands_of(report, kind):
            yield _group_line(stands, words)


def _group_line(stands: Sequence[Stand], words: str) -> str:
    councils = half_up(max(one.row.councils for one in stands))
    counts = {
        verdict: sum(one.row.verdict == verdict for one in stands) for verdict in (HIGHER, LOWER)
    }
    told = [f"{verdict} on {_questions(many)}" for verdict, many in counts.items() if many]
    verdicts = f"{list_of(told)}, otherwise about the same" if told else "about the same"
    return f"Next to {words.format(councils=councils)}: {verdicts}."


def published_lines(report: AuthorityReport) -> list[dict[str, str]]:
    """A line for each published table that has a figure of this council, and where it is from."""
    found = report.released.get(SECTION)
    if found is None:
        return []
    told = found[found["comparison"].eq("published") & found["figure"].notna()]
    return [
        {"label": row.table, "words": " ".join(_published(row)), "source": row.source}
        for row in told.itertuples()
    ]


def _published(row: Any) -> Iterator[str]:  # noqa: ANN401 - a row of findings
    """The figure, and where the middle half of the others lie."""
    yield f"{figure_words(row.figure, row.unit)} here."
    if row.note == "":
        low, high = (figure_words(end, row.unit) for end in (row.figure_low, row.figure_high))
        yield f"Half of the {half_up(row.councils)} others lie between {low} and {high}."


def figure_words(figure: float, unit: str) -> str:
    """A published figure: a percentage, or a score with one decimal place."""
    return f"{half_up(figure, 1):g}" if unit == "score" else percent(figure)


def rows_of_tables(report: AuthorityReport) -> DataFrame:
    """The rows of published tables, those without a figure as well."""
    found = report.released[SECTION]
    return found[found["comparison"].eq("published")]
