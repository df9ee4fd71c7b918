"""The answers of each audience as a chart, sentences and a table: shared by several sections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from poet.charts import AnswerKey, BarRow, Chart, diverging_bars
from poet.sections.audiences import in_order
from poet.wording import about_people, capital, count, in_ten, list_of, people, percent

if TYPE_CHECKING:
    from poet.questionnaire import Question, Questionnaire
    from poet.sections import AuthorityReport

HIDDEN = "[c]"
TOO_FEW = "Too few people answered to show this"
SIDES = ("good", "neutral", "bad")
MOST_NAMES = 3


@dataclass(frozen=True)
class Part:
    """A share that may be shown, or None when it is hidden, and the ends of its interval.

    `exact` says that it was worked out from counts as they are: a share of 1 that comes from
    rounded counts is not everyone.
    """

    share: float | None
    exact: bool
    low: float | None = None
    high: float | None = None

    @property
    def shown(self) -> bool:
        """Whether the share may be seen."""
        return self.share is not None

    @property
    def percent(self) -> str:
        """The share as a percentage, or the mark for a hidden number."""
        return HIDDEN if self.share is None else percent(self.share)

    @property
    def with_range(self) -> str:
        """The share and its interval as percentages, or the mark for a hidden number."""
        if self.share is None or self.low is None or self.high is None:
            return HIDDEN
        return f"{percent(self.share)} ({percent(self.low)[:-1]} to {percent(self.high)[:-1]})"

    @property
    def in_ten(self) -> str:
        """The share as people in ten; `share` must not be None."""
        return "almost everyone" if self.share == 1 and not self.exact else in_ten(self.share)


@dataclass(frozen=True)
class QuestionSides:
    """One question's good, neutral and bad shares as released, and how many people answered."""

    question: Question
    parts: Mapping[str, Part]
    base: int | None
    exact: bool

    @property
    def shown(self) -> bool:
        """Whether any part of it may be seen."""
        return any(part.shown for part in self.parts.values())

    @property
    def people(self) -> str:
        """How many people answered, in words."""
        if not self.base:
            return "fewer than 10 people"
        return people(self.base) if self.exact else about_people(self.base)


def question_sides(
    report: AuthorityReport, section: str, questionnaire: Questionnaire, role: str
) -> list[QuestionSides]:
    """One QuestionSides per judged question of the role that somebody answered, as asked."""
    of_section = report.sides_of(section)
    return [
        _sides(question, of_section[questionnaire.audience, question.key], report.profile.exact)
        for question in questionnaire.with_role(role)
        if (questionnaire.audience, question.key) in of_section
    ]


def _sides(question: Question, rows: Sequence[Mapping[str, Any]], exact: bool) -> QuestionSides:
    parts = {
        row["answer"]: Part(
            _known(row["share"], float),
            exact,
            _known(row["low"], float),
            _known(row["high"], float),
        )
        for row in rows
    }
    return QuestionSides(question, parts, _known(rows[0]["base"], int), exact)


def _known(value: Any, kind: type) -> Any:  # noqa: ANN401 - a number of that kind, or None
    import pandas as pd

    return None if pd.isna(value) else kind(value)


def by_scale(sides: Sequence[QuestionSides]) -> list[list[QuestionSides]]:
    """Questions that share a scale together, in the order met."""
    groups: dict[str, list[QuestionSides]] = {}
    for one in sides:
        groups.setdefault(one.question.scale.id, []).append(one)
    return list(groups.values())


def audience_blocks(report: AuthorityReport, section: str, role: str) -> list[dict[str, Any]]:
    """A block for the first audience with answers of this role, budget holders before others.

    The other audiences have pages of their own, and "all the numbers" has their good answers.
    """
    for survey in in_order(report):
        sides = question_sides(report, section, survey.questionnaire, role)
        if sides:
            return [_block(survey.questionnaire, sides, report.chart_rows)]
    return []


def _block(
    questionnaire: Questionnaire, sides: Sequence[QuestionSides], chart_rows: int
) -> dict[str, Any]:
    return {
        "people": questionnaire.people,
        "heading": f"What {questionnaire.people} say",
        "charts": [chart for group in by_scale(sides) for chart in _charts(group, chart_rows)],
        "sentences": sentences_of(sides),
    }


def sentences_of(sides: Sequence[QuestionSides]) -> list[str]:
    """What stands out: how many topics are good for most, and what is hidden."""
    hidden = [one for one in sides if not one.shown]
    lines = [_most_sentence(group) for group in by_scale([one for one in sides if one.shown])]
    if hidden and len(hidden) == len(sides):
        lines.append("Too few people answered for any of these to be shown.")
    elif hidden:
        lines.append(_hidden_sentence([one.question.short for one in hidden]))
    return lines


def _hidden_sentence(names: Sequence[str]) -> str:
    """Which topics are hidden; how many, where naming them would make a list of the sentence."""
    if len(names) > MOST_NAMES:
        return f"Too few people answered to show {len(names)} of these."
    return f"Too few people answered to show {list_of([f'“{name}”' for name in names])}."


def _most_sentence(group: Sequence[QuestionSides]) -> str:
    good = group[0].question.scale.side("good")
    every = "both" if len(group) == 2 else f"all {len(group)}"
    most = [one for one in group if (one.parts["good"].share or 0) > 0.5]
    if len(group) == 1:
        return said(group[0], "good")
    if not most:
        none = "neither question" if len(group) == 2 else f"none of the {len(group)} questions"
        return f"For {none} did more than half say “{good}”."
    if len(most) == len(group):
        return f"For {every} questions, more than half said “{good}”."
    return f"For {len(most)} of the {len(group)} questions, more than half said “{good}”."


def said(one: QuestionSides, side: str) -> str:
    """A sentence: "Being independent: nearly 8 in 10 said “better”"."""
    part = one.parts[side]
    words = one.question.scale.side(side)
    if part.share is None:
        return f"{one.question.short}: too few people said “{words}” to show how many."
    return f"{one.question.short}: {part.in_ten} said “{words}”."


def top_and_bottom(ranked: Sequence[QuestionSides], most: int) -> list[QuestionSides]:
    """As many as fit: all, or the first and the last of them. The middle stands in the tables."""
    if len(ranked) <= most:
        return list(ranked)
    last = most // 2
    return [*ranked[: most - last], *ranked[len(ranked) - last :]]


def _good_share(one: QuestionSides) -> float:
    """For ranking only: hidden ones come last."""
    share = one.parts["good"].share
    return -1.0 if share is None else share


def best_first(group: Sequence[QuestionSides]) -> list[QuestionSides]:
    """The questions, the most often good first and hidden ones last."""
    return sorted(group, key=_good_share, reverse=True)


def _charts(group: Sequence[QuestionSides], most_rows: int) -> list[Chart]:
    """The questions of one scale as a chart: those most often good, and those least often.

    One question alone is no chart: its sentence says it. Nor are questions that are all hidden.
    """
    if len(group) == 1 or not any(one.shown for one in group):
        return []
    return [answers_chart(top_and_bottom(best_first(group), most_rows))]


def answers_chart(group: Sequence[QuestionSides]) -> Chart:
    """The questions of one scale as diverging bars, in the order given."""
    title = _chart_title(group)
    scale = group[0].question.scale
    keys = [AnswerKey(capital(scale.side(side)), side) for side in SIDES if scale.side(side)]
    rows = [
        BarRow(
            label=one.question.short,
            shares=tuple(one.parts[key.meaning].share for key in keys),
            people=count(one.base) if one.base else HIDDEN,
            people_long=one.people,
            hidden="" if one.shown else TOO_FEW,
        )
        for one in group
    ]
    return diverging_bars(
        rows,
        keys,
        title=title,
        text=" ".join(row_in_words(one) for one in group),
        good_words=capital(scale.side("good")),
        bad_words=capital(scale.side("bad")),
    )


def _chart_title(group: Sequence[QuestionSides]) -> str:
    """What the chart shows first."""
    shown = [one.question.short for one in group if one.parts["good"].share is not None]
    if not shown:
        return "Too few people answered"
    return f"Most often “{group[0].question.scale.side('good')}”: {shown[0]}"


def row_in_words(one: QuestionSides) -> str:
    """A row of a chart for people who do not see it."""
    if not one.shown:
        return f"{one.question.short}: too few people answered to show this."
    scale = one.question.scale
    told = [f"{part.percent} {scale.side(side)}" for side, part in one.parts.items() if part.shown]
    hidden = [f"“{scale.side(side)}”" for side, part in one.parts.items() if not part.shown]
    end = f" Hidden: {list_of(hidden)}." if hidden else ""
    return f"{one.question.short}: {list_of(told)}, of {one.people}.{end}"
