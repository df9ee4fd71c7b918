"""Three perspectives in words and one picture: where views agree, and where they part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from poet.charts import Chart, DotRow, Point, perspectives_chart
from poet.sections.answers_view import Part
from poet.sections.audiences import AUDIENCES, short_words, took_part
from poet.sections.perspectives_topics import SharedTopic, shared_topics, why_not_compared
from poet.sections.who_answered import answered
from poet.wording import capital, half_up, in_hundred, list_of, percent

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.questionnaire import Question
    from poet.sections import AuthorityReport

MOST_ROWS = 5
MOST_SENTENCES = 3
# Views that are no further apart than this are called alike; beyond it, and not clear, unsure.
ALIKE_WITHIN = 0.10
NONE_CLEAR = "No difference between these groups is clear: chance could explain those there are."
TOO_FEW = "Too few people answered to set their views side by side."
NONE_ALIKE = "On no topic can we say so."
HIDDEN = "too few people to show"
# The columns of the findings that are read here.
READ = [
    *("role", "topic", "level", "audience", "other_audience"),
    *("share", "low", "high", "difference", "clear"),
]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Said:
    """What one audience says of a topic; `part` is its share of good answers."""

    audience: str
    part: Part


@dataclass(frozen=True)
class Apart:
    """A clear difference: who gives a good answer less often, and who more often."""

    less: Said
    more: Said


@dataclass(frozen=True)
class Topic:
    """A topic that may be set side by side, with what each audience says of it.

    `apart` is its widest clear difference, None where none is clear.
    """

    question: Question
    said: tuple[Said, ...]
    apart: Apart | None

    @property
    def short(self) -> str:
        """Its name in charts and tables."""
        return self.question.short

    @property
    def good(self) -> str:
        """What all its good answers have in common, in the words that every audience had."""
        return self.question.scale.side("good")

    @property
    def shown(self) -> list[Said]:
        """What may be seen."""
        return [one for one in self.said if one.part.shown]

    @property
    def gap(self) -> float:
        """How far the two shares lie apart that are furthest from each other."""
        shares = [one.part.share for one in self.shown]
        return max(shares) - min(shares)


def view(report: AuthorityReport) -> dict[str, Any]:
    """Sentences, one chart and who was not asked; empty where fewer than two audiences answered."""
    known, left_out = topics_of(report)
    if not known and not left_out:
        return {"empty": True}
    shown = [topic for topic in known if len(topic.shown) > 1]
    return {
        "answered": _answered(report),
        "part": _part_sentences(report, shown),
        "agree": _agree_sentence(shown),
        "unsure": _unsure_sentence(shown),
        "left_out": _left_out_sentence(left_out),
        "missing": _missing_sentences(report),
        "chart": _chart(report, shown) if shown else None,
        "empty": False,
    }


def topics_of(report: AuthorityReport) -> tuple[list[Topic], list[SharedTopic]]:
    """The topics to set side by side, and those whose answers do not mean the same.

    Both are empty where fewer than two audiences answered here.
    """
    here = [audience for audience in AUDIENCES if took_part(report, audience)]
    wave = report.study.latest_wave.id
    asked = [topic for topic in shared_topics(report.study, wave) if len(_asked(topic, here)) > 1]
    alike = [topic for topic in asked if _comparable(topic, here)]
    rows = _by_topic(report.released["perspectives"])
    known = [
        _topic(topic, here, rows[topic.role, topic.topic], report.profile.exact) for topic in alike
    ]
    return known, [topic for topic in asked if topic not in alike]


def _asked(topic: SharedTopic, here: Sequence[str]) -> list[str]:
    return [audience for audience in here if audience in topic.questions]


def _comparable(topic: SharedTopic, here: Sequence[str]) -> bool:
    first, *others = (topic.questions[audience] for audience in _asked(topic, here))
    return not any(why_not_compared(first, other) for other in others)


def _by_topic(findings: DataFrame) -> dict[tuple[str, str], list[Row]]:
    """Role and topic to its rows: rows looked up one by one in a frame take longer than a chart."""
    clear = findings["clear"].fillna(False).astype(bool)
    found: dict[tuple[str, str], list[Row]] = {}
    for row in findings[READ].assign(clear=clear).to_dict("records"):
        found.setdefault((row["role"], row["topic"]), []).append(row)
    return found


def _topic(topic: SharedTopic, here: Sequence[str], rows: Sequence[Row], exact: bool) -> Topic:
    shares = {row["audience"]: row for row in rows if row["level"] == "share"}
    said = {
        audience: Said(audience, _part(shares[audience], exact)) for audience in _asked(topic, here)
    }
    question = topic.questions[next(iter(said))]
    return Topic(question, tuple(said.values()), _apart(rows, said))


def _part(row: Row, exact: bool) -> Part:
    import pandas as pd

    if pd.isna(row["share"]):
        return Part(None, exact)
    return Part(float(row["share"]), exact, float(row["low"]), float(row["high"]))


def _apart(rows: Sequence[Row], said: Mapping[str, Said]) -> Apart | None:
    clear = [row for row in rows if row["clear"]]
    if not clear:
        return None
    row = max(clear, key=lambda one: abs(one["difference"]))
    pair = [said[row["audience"]], said[row["other_audience"]]]
    return Apart(*(pair if row["difference"] < 0 else pair[::-1]))


def _answered(report: AuthorityReport) -> str:
    parts = [
        answered(report, audience, short_words(report.study, audience))
        for audience in AUDIENCES
        if took_part(report, audience)
    ]
    return capital(f"{list_of(parts)} answered.")


def apart_topics(topics: Sequence[Topic]) -> list[Topic]:
    """Those with a clear difference, the widest apart first."""
    return sorted((one for one in topics if one.apart), key=lambda one: one.gap, reverse=True)


def alike_topics(topics: Sequence[Topic]) -> list[Topic]:
    """Those on which everybody says about the same, most audiences first, then the closest."""
    alike = [one for one in topics if one.apart is None and one.gap < ALIKE_WITHIN]
    return sorted(alike, key=lambda one: (-len(one.shown), one.gap))


def _part_sentences(report: AuthorityReport, shown: Sequence[Topic]) -> list[str]:
    if not shown:
        return [TOO_FEW]
    apart = apart_topics(shown)[:MOST_SENTENCES]
    return [_part_sentence(report, one, one.apart) for one in apart if one.apart] or [NONE_CLEAR]


def _part_sentence(report: AuthorityReport, topic: Topic, apart: Apart) -> str:
    less, more = (short_words(report.study, one.audience) for one in (apart.less, apart.more))
    low, high = tenths_or_hundredths(apart.less.part.share or 0, apart.more.part.share or 0)
    return (
        f"{topic.short}: {less} say “{topic.good}” less often than {more}, "
        f"about {low} against {high}."
    )


def tenths_or_hundredths(low: float, high: float) -> tuple[str, str]:
    """Two shares as people in ten; in a hundred where ten would make them alike, or none or all."""
    tenths = [int(half_up(share * 10)) for share in (low, high)]
    if tenths[0] == tenths[1] or {0, 10} & set(tenths):
        return in_hundred(low), in_hundred(high)
    return f"{tenths[0]} in 10", f"{tenths[1]} in 10"


def _agree_sentence(shown: Sequence[Topic]) -> str:
    names = [f"“{one.short}”" for one in alike_topics(shown)[:MOST_SENTENCES]]
    return f"They are about the same on {list_of(names)}." if names else NONE_ALIKE


def _unsure_sentence(shown: Sequence[Topic]) -> str:
    """How many topics are neither clearly apart nor alike; "" for none."""
    many = len([one for one in shown if one.apart is None and one.gap >= ALIKE_WITHIN])
    if not many:
        return ""
    return f"On {many} more, chance alone could explain the gap."


def _left_out_sentence(left_out: Sequence[SharedTopic]) -> str:
    """Which topics are not compared, as the answers do not mean the same; "" for none."""
    if not left_out:
        return ""
    names = [f"“{next(iter(one.questions.values())).short}”" for one in left_out]
    which = list_of(names) if len(names) <= MOST_SENTENCES else f"{len(names)} topics"
    return f"Not set side by side, as the answers were put differently: {which}."


def missing_audiences(report: AuthorityReport) -> list[tuple[str, bool]]:
    """Each audience that says nothing here, and whether it was asked in the latest wave."""
    asked = {survey.audience for survey in report.surveys}
    return [(one, one in asked) for one in AUDIENCES if not took_part(report, one)]


def _missing_sentences(report: AuthorityReport) -> list[str]:
    words = [(short_words(report.study, one), asked) for one, asked in missing_audiences(report)]
    return [
        f"No {people} answered here." if asked else f"{capital(people)} were not asked this time."
        for people, asked in words
    ]


def _chart(report: AuthorityReport, shown: Sequence[Topic]) -> Chart:
    """The topics that most audiences share, the widest apart first."""
    ranked = sorted(shown, key=lambda one: (-len(one.said), -one.gap))[:MOST_ROWS]
    first, *others = (_row(report, one) for one in ranked)
    absent = tuple(
        Point(
            capital(short_words(report.study, audience)),
            hidden="nobody answered" if asked else "not asked",
        )
        for audience, asked in missing_audiences(report)
    )
    rows = [DotRow(first.label, (*first.points, *absent)), *others]
    text = [_row_in_words(report, one) for one in ranked]
    return perspectives_chart(
        rows,
        title=_chart_title(ranked),
        text=" ".join([*text, *_missing_sentences(report)]),
    )


def _chart_title(ranked: Sequence[Topic]) -> str:
    """A topic of the chart on which the groups differ clearly; or that there is none."""
    clear = next((one.short for one in ranked if one.apart), "")
    return f"Clearly apart: {clear}" if clear else "On these topics: no clear difference"


def _row(report: AuthorityReport, topic: Topic) -> DotRow:
    points = tuple(
        Point(
            capital(short_words(report.study, one.audience)),
            one.part.share,
            one.part.low,
            one.part.high,
            hidden="" if one.part.shown else HIDDEN,
        )
        for one in topic.said
    )
    return DotRow(f"{topic.short}: “{topic.good}”", points)


def _row_in_words(report: AuthorityReport, topic: Topic) -> str:
    told = [
        f"{short_words(report.study, one.audience)} "
        + (percent(one.part.share) if one.part.share is not None else HIDDEN)
        for one in topic.said
    ]
    return f"{topic.short}, “{topic.good}”: {', '.join(told)}."
