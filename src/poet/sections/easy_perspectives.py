"""Easy Read: on what groups of people say different things, and on what the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.charts import Chart, IconRow, icon_pair
from poet.sections.audiences import people_words
from poet.sections.easy_ideas import idea
from poet.sections.easy_topics import name_of, picture_of, picture_of_audience
from poet.sections.easy_words import PEOPLE, side_words
from poet.sections.perspectives_view import (
    Apart,
    Said,
    Topic,
    alike_topics,
    apart_topics,
    missing_audiences,
    topics_of,
)
from poet.wording import capital, half_up, list_of

if TYPE_CHECKING:
    from poet.sections import AuthorityReport

MOST_APART = 2
NOT_CLEAR = ["We cannot be sure that views differ.", "More answers may help us to see more."]


def view(report: AuthorityReport) -> dict[str, Any]:
    """Up to two topics on which views differ, one on which they do not, and who did not answer.

    Empty where fewer than two audiences answered, or nothing may be shown.
    """
    known, _ = topics_of(report)
    shown = [topic for topic in known if len(topic.shown) > 1]
    apart = apart_topics(shown)[:MOST_APART]
    return {
        "apart": [_apart_idea(report, one, one.apart) for one in apart if one.apart],
        "why": [] if apart else NOT_CLEAR,
        "alike": [_alike_idea(report, one) for one in alike_topics(shown)[:1]],
        "missing": [_missing_idea(report, *one) for one in missing_audiences(report)],
        "empty": not shown,
    }


def _apart_idea(report: AuthorityReport, topic: Topic, apart: Apart) -> dict[str, Any]:
    less, more = (_people(report, one.audience) for one in (apart.less, apart.more))
    good = side_words(topic.question.scale, "good")
    sentence = f"{capital(less)} said “{good}” less often than {more}."
    rows = [_icons(report, one) for one in (apart.less, apart.more)]
    return idea(
        picture_of(topic.question),
        [sentence],
        label=name_of(topic.question),
        chart=_pair(rows, sentence),
    )


def _icons(report: AuthorityReport, said: Said) -> IconRow:
    filled = int(half_up((said.part.share or 0) * 10))
    return IconRow(f"Of 10 {_people(report, said.audience)}:", filled)


def _pair(rows: list[IconRow], title: str) -> Chart | None:
    """Two rows of ten; None where both would be alike, or one be nobody or everybody."""
    if rows[0].filled == rows[1].filled or {0, 10} & {row.filled for row in rows}:
        return None
    text = " ".join(f"{row.label} {row.filled}." for row in rows)
    return icon_pair(*rows, title=title, text=text)


def _alike_idea(report: AuthorityReport, topic: Topic) -> dict[str, Any]:
    groups = capital(list_of([_people(report, one.audience) for one in topic.shown]))
    sentence = f"{groups} said about the same."
    return idea(picture_of(topic.question), [sentence], label=name_of(topic.question))


def _missing_idea(report: AuthorityReport, audience: str, asked: bool) -> dict[str, Any]:
    people = _people(report, audience)
    sentence = f"No {people} answered here." if asked else f"We did not ask {people}."
    return idea(picture_of_audience(audience), [sentence])


def _people(report: AuthorityReport, audience: str) -> str:
    """Who they are, in everyday words: "workers"."""
    words = people_words(report.study, audience)
    return PEOPLE.get(words, words)
