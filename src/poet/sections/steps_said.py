"""What budget holders, carers and practitioners say of the topics that steps of the map name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from poet.sections.answers_view import QuestionSides, question_sides
from poet.sections.audiences import in_order, short_words
from poet.sections.steps_picture import MOST_LINES, lines_of_steps
from poet.sections.steps_rows import numbered, of_level
from poet.wording import capital, list_of

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.questionnaire import Questionnaire
    from poet.sections import AuthorityReport

MOST_TOPICS, MOST_IN_SHORT = 5, 3
# A page of its own has smaller print; beside more lines of steps it has no room for these.
LETTERS_IN_SMALL_PRINT, MOST_LINES_BESIDE = 39, 13
NO_NUMBER = "no number to show"
NOT_ASKED = "not asked"
# Audience to topic to the shares of its good and bad answers; None where nobody answered.
Said = Mapping[str, Mapping[str, QuestionSides | None]]


def said_of_steps(report: AuthorityReport, rows: DataFrame) -> dict[str, Any]:
    """`said`, a table with a row for each topic that steps name and somebody was asked about, and
    `said_short`, the same with few words in its cells; both None without any.
    """
    steps = _steps_by_topic(rows)
    said = _said(report, steps)
    topics = [topic for topic in steps if any(topic in sides for sides in said.values())]
    if not topics:
        return {"said": None, "said_short": None}
    audiences = [capital(short_words(report.study, audience)) for audience in said]
    labels = {topic: _label(report, topic, steps[topic]) for topic in topics}
    return {
        "said": {
            "headings": ["Topic", *audiences],
            "rows": [
                {"label": labels[topic], "cells": [_cell(one, topic) for one in said.values()]}
                for topic in topics[:MOST_TOPICS]
            ],
        },
        "said_short": None if _page_is_full(rows) else _short(labels, audiences, said),
    }


def _page_is_full(rows: DataFrame) -> bool:
    """Whether every step is drawn, and they are many."""
    small = lines_of_steps(rows, LETTERS_IN_SMALL_PRINT)
    return small > MOST_LINES_BESIDE and lines_of_steps(rows) <= MOST_LINES


def _steps_by_topic(rows: DataFrame) -> dict[str, list[int]]:
    """Topic to the numbers of its steps, in the order of the picture."""
    topics = {step.item: step.topic for step in of_level(rows, "step")}
    found: dict[str, list[int]] = {}
    for step, number in numbered(rows).items():
        if topics[step]:
            found.setdefault(topics[step], []).append(number)
    return found


def _said(report: AuthorityReport, topics: Mapping[str, object]) -> Said:
    """What every audience says that was asked about any of these topics."""
    found: dict[str, dict[str, QuestionSides | None]] = {}
    for survey in in_order(report) if report.surveys else []:
        asked = dict.fromkeys(_asked(survey.questionnaire, topics))
        sides = question_sides(report, "process", survey.questionnaire, "process")
        known = {one.question.topic: one for one in reversed(sides) if one.question.topic in asked}
        if asked:
            found[survey.audience] = {**asked, **known}
    return found


def _asked(questionnaire: Questionnaire, topics: Mapping[str, object]) -> dict[str, str]:
    """Topic to its short name, of the questions about the process that have good answers."""
    judged = [one for one in questionnaire.with_role("process") if one.scale and one.scale.ordered]
    return {one.topic: one.short for one in judged if one.topic in topics}


def _label(report: AuthorityReport, topic: str, steps: list[int]) -> str:
    """The topic, and which steps are about it: "The assessment (steps 2 and 3)"."""
    asked = [_asked(survey.questionnaire, {topic: steps}) for survey in in_order(report)]
    name = next(names[topic] for names in asked if names)
    return f"{name} ({'step' if len(steps) == 1 else 'steps'} {list_of(_runs(steps))})"


def _runs(numbers: Sequence[int]) -> list[str]:
    """Numbers in words, three or more in a row as one item.

    >>> _runs([2, 3, 5, 6, 7, 9])
    ['2', '3', '5 to 7', '9']
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = [[f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run) for run in runs]
    return [word for some in words for word in some]


def _cell(sides: Mapping[str, QuestionSides | None], topic: str) -> str:
    """Such as "57% easy, 21% difficult"; or why there is no number."""
    if topic not in sides:
        return NOT_ASKED
    one = sides[topic]
    if one is None or not _told(one):
        return NO_NUMBER
    return ", ".join(
        f"{one.parts[side].percent} {words}" if one.parts[side].shown else f"{words} hidden"
        for side, words in _words(one).items()
    )


def _told(one: QuestionSides) -> bool:
    """Whether the share of good or of bad answers can be seen."""
    return any(one.parts[side].shown for side in _words(one))


def _words(one: QuestionSides) -> dict[str, str]:
    """The words for the good and the bad answers, where the scale has both."""
    scale = one.question.scale
    return {side: scale.side(side) for side in ("good", "bad") if scale and side in one.parts}


def _short(labels: Mapping[str, str], audiences: list[str], said: Said) -> dict[str, Any] | None:
    """A row for each topic of which a number may be seen, and which was answered with the words
    that most topics were answered with; None without any.
    """
    every = [(topic, one) for sides in said.values() for topic, one in sides.items() if one]
    used = Counter(tuple(_words(one).values()) for _, one in every)
    seen = {topic for topic, one in every if _told(one)}
    if not seen:
        return None
    usual = used.most_common(1)[0][0]
    other = {topic for topic, one in every if tuple(_words(one).values()) != usual}
    words = usual[0] + (f" ({usual[1]})" if len(usual) > 1 else "")
    return {
        "headings": [f"Said it is {words}", *audiences],
        "rows": [
            {"label": label, "cells": [_short_cell(sides, topic) for sides in said.values()]}
            for topic, label in labels.items()
            if topic in seen - other
        ][:MOST_IN_SHORT],
    }


def _short_cell(sides: Mapping[str, QuestionSides | None], topic: str) -> str:
    """Such as "57% (21%)"."""
    cell = _cell(sides, topic)
    one = sides.get(topic)
    if one is None or cell == NO_NUMBER:
        return cell
    good, *bad = (one.parts[side] for side in _words(one))
    shown = [part.percent if part.shown else "hidden" for part in (good, *bad)]
    return f"{shown[0]} ({shown[1]})" if bad else shown[0]
