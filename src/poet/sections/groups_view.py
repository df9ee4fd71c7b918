"""What groups of people say, in words: only differences that are clear, and one chart of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from poet.charts import Chart, DotRow, Point, dot_intervals
from poet.sections.each_row import each_row
from poet.sections.group_questions import HOW_HELD, group_questions
from poet.sections.registry import EVERYONE
from poet.wording import capital, count, half_up, list_of

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.questionnaire import Question, Questionnaire
    from poet.sections import AuthorityReport

MOST_TABLES = 1
# A sentence that names more is a list that nobody hears to its end.
MOST_NAMES = 4
NONE_CLEAR = [
    "No group clearly differs from the others here.",
    "That does not mean there are no differences: with few people in a group they may not show.",
]
NEITHER = ["No group clearly differs there either."]
TOO_FEW = ["Too few people answered to set groups side by side here."]


@dataclass(frozen=True, eq=False)
class ClearTable:
    """A question whose answers clearly differ between the groups of another: `test` is its row."""

    report: AuthorityReport
    test: Any

    @cached_property
    def question(self) -> Question:
        """What was asked."""
        return self._questionnaire.question(self.test.question)

    @cached_property
    def by(self) -> Question:
        """The question that makes the groups."""
        return self._questionnaire.question(self.test.group_question)

    @property
    def good(self) -> str:
        """The words for a good answer, in quotes."""
        return f"“{self.question.scale.side('good')}”"

    @cached_property
    def apart(self) -> DataFrame:
        """The groups that clearly differ from all others, the widest apart first."""
        theirs = self._rows_of("group_tests")
        clear = theirs[theirs["test"].eq("group") & theirs["clear"].astype(bool)]
        return clear.sort_values("difference", ascending=False, kind="stable", key=abs)

    @cached_property
    def groups(self) -> DataFrame:
        """The groups and their shares."""
        return self._rows_of("groups")

    @property
    def _questionnaire(self) -> Questionnaire:
        surveys = {survey.audience: survey for survey in self.report.surveys}
        return surveys[self.test.audience].questionnaire

    def _rows_of(self, section: str) -> DataFrame:
        rows = self.report.released[section]
        for column in ("authority", "question", "audience", "group_question"):
            rows = rows[rows[column].eq(getattr(self.test, column))]
        return rows


def view(report: AuthorityReport) -> dict[str, Any]:
    """What was looked at, and what is clear: of this authority, then of all together.

    How the budget is held has a section of its own, `direct_payments`.
    """
    here = omnibus_of(report, report.authority.code)
    own = clear_tables(report, report.authority.code)
    together = [] if report.authority.code == EVERYONE else clear_tables(report, EVERYONE)
    of_all = _of_all(report, own, together)
    shown = own or together
    return {
        "compared": _compared(report, here),
        "whose": report.name if of_all else "",
        "sentences": _sentences(own, here),
        "together": of_all,
        "charts": [_chart(shown[0], "" if own else ": all councils")] if shown else [],
        "joined": _any_joined(report),
        "empty": here.empty,
    }


def omnibus_of(report: AuthorityReport, code: str) -> DataFrame:
    """The tests of all groups of an authority, without how the budget is held."""
    tests = report.released["group_tests"]
    held = {
        question.key
        for survey in report.surveys
        for question in group_questions(survey.questionnaire)
        if question.topic == HOW_HELD
    }
    return tests[
        tests["authority"].eq(code)
        & tests["test"].eq("omnibus")
        & ~tests["group_question"].isin(held)
    ]


def clear_tables(report: AuthorityReport, code: str) -> list[ClearTable]:
    """The tables of an authority that clearly differ, the widest apart first; one a question."""
    omnibus = omnibus_of(report, code)
    ranked = omnibus[omnibus["clear"].astype(bool)].sort_values(
        "cramers_v", ascending=False, kind="stable"
    )
    first = ranked.drop_duplicates(["audience", "question"])
    return [ClearTable(report, row) for row in each_row(first)]


def _compared(report: AuthorityReport, here: DataFrame) -> str:
    """By what people were compared, each once; of many, how many more: "Need, Age and 3 more"."""
    tested = set(zip(here["audience"], here["group_question"], strict=True))
    asked = [
        question.short
        for survey in report.surveys
        for question in group_questions(survey.questionnaire)
        if (survey.audience, question.key) in tested
    ]
    names = list(dict.fromkeys(asked))
    more = len(names) - MOST_NAMES
    return list_of([*names[:MOST_NAMES], *([f"{more} more"] if more > 0 else [])])


def _sentences(own: Sequence[ClearTable], here: DataFrame) -> list[str]:
    if own:
        return _told(own)
    return NONE_CLEAR if here["note"].eq("").any() else TOO_FEW


def _of_all(
    report: AuthorityReport, own: Sequence[ClearTable], together: Sequence[ClearTable]
) -> list[str]:
    """What is clear of all councils together; nothing where they were not tested."""
    tested = omnibus_of(report, EVERYONE)["p"].notna().any()
    if report.authority.code == EVERYONE or not tested:
        return []
    if own and together:
        return [f"Groups clearly differ for {_questions(len(together))}."]
    return _told(together) or (NONE_CLEAR[:1] if own else NEITHER)


def _told(tables: Sequence[ClearTable]) -> list[str]:
    """A few sentences for each of the clearest questions, and how many more there are."""
    lines = [line for table in tables[:MOST_TABLES] for line in table_sentences(table)]
    if (more := len(tables) - MOST_TABLES) > 0:
        lines.append(f"Groups also differ for {_questions(more, 'more ')}.")
    return lines


def _questions(many: int, which: str = "") -> str:
    return f"{count(many)} {which}question{'' if many == 1 else 's'}"


def table_sentences(table: ClearTable) -> list[str]:
    """One group and all others, in people: "Of 100 people in the group ..."."""
    start = f"{table.question.short}, by “{table.by.short}”: groups differ"
    if table.apart.empty:
        return [f"{start}, but none clearly differs from all others together."]
    row = table.apart.iloc[0]
    people = half_up(row["share"] * 100)
    others = half_up(row["share_of_others"] * 100)
    return [
        f"{start}.",
        f"Of 100 people in the group “{row['label']}”, about {people} say {table.good}.",
        f"Of 100 people in the other groups, about {others} do.",
    ]


def _chart(table: ClearTable, whose: str) -> Chart:
    """Every group of a clear question, with how sure we are."""
    shown = table.groups[table.groups["share"].notna()]
    rows = [
        DotRow(
            row.label,
            (Point(capital(table.question.scale.side("good")), row.share, row.low, row.high),),
        )
        for row in each_row(shown)
    ]
    told = [f"{row.label}: {half_up(row.share * 100)} in 100." for row in each_row(shown)]
    return dot_intervals(
        rows,
        title=f"{table.question.short}, by “{table.by.short}”{whose}",
        text=f"How many say {table.good}. {' '.join(told)}",
    )


def _any_joined(report: AuthorityReport) -> bool:
    groups = report.released["groups"]
    own = groups[groups["authority"].eq(report.authority.code)]
    return bool(own["group"].str.contains("+", regex=False).any())
