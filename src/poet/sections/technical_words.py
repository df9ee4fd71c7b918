"""Terms, lines and reasons in the words of the questionnaire: shared by the technical views."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from poet.sections import EVERYONE
from poet.sections.answers_view import HIDDEN
from poet.wording import about_people, capital, count, list_of, people

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.questionnaire import Question, Questionnaire
    from poet.sections import AuthorityReport

SCORE_WORDS = {"process": "ease of process", "involvement": "involvement"}
ALL_COUNCILS = "All councils"
FEW_PEOPLE = "fewer than 10 people"
QUOTED = re.compile(r"'([^']+)'")


def rows_of(frame: DataFrame, **equal: object) -> DataFrame:
    """The rows of a frame in which these columns have these values."""
    for column, value in equal.items():
        frame = frame[frame[column].eq(value)]
    return frame


def rows_by(frame: DataFrame, *columns: str) -> dict[tuple[Any, ...], list[Any]]:
    """The rows of a frame, as named tuples, by what they have in these columns.

    A frame that is asked for many small parts is gone through once.
    """
    parts: dict[tuple[Any, ...], list[Any]] = {}
    for row in frame.itertuples():
        parts.setdefault(tuple(getattr(row, column) for column in columns), []).append(row)
    return parts


def groups_of(report: AuthorityReport) -> Iterator[tuple[str, str]]:
    """Code and name of whose answers are modelled: the authority's own, then all together."""
    yield report.authority.code, report.name
    yield EVERYONE, ALL_COUNCILS


def whose(report: AuthorityReport, code: str) -> str:
    """The name of an authority of the study, or of all of them together."""
    names = {authority.code: authority.name for authority in report.study.authorities}
    names |= {report.authority.code: report.name, EVERYONE: ALL_COUNCILS}
    return names.get(code, code)


def people_words(report: AuthorityReport, number: Any) -> str:  # noqa: ANN401 - a released count
    """How many people, as coarse as every other count of the report."""
    import pandas as pd

    if pd.isna(number):
        return FEW_PEOPLE
    return people(number) if report.profile.exact else about_people(number)


def count_words(number: Any) -> str:  # noqa: ANN401 - a released count
    """A released count in a table, or the mark for a hidden one."""
    import pandas as pd

    return HIDDEN if pd.isna(number) else count(number)


def score_words(score: str) -> str:
    """The name of a score at the head of a column or a row."""
    return capital(SCORE_WORDS[score])


def term_words(questionnaire: Questionnaire, term: str) -> str:
    """What a coefficient is of: a score, a number, or a group of a background question."""
    if term in SCORE_WORDS:
        return score_words(term)
    key, _, group = term.partition("=")
    question = _question(questionnaire, key)
    if question is None:
        return capital(term)
    return f"{question.short}: {_group_words(question, group)}" if group else question.short


def _question(questionnaire: Questionnaire, key: str) -> Question | None:
    return next((question for question in questionnaire.questions if question.key == key), None)


def _group_words(question: Question, group: str) -> str:
    labels = {answer.code: answer.label for answer in question.scale.answers}
    return labels.get(group, "other groups together")


def lowest_above(outcome: Question, line: str) -> str:
    """The lowest answer above a line between answers, in quotes: it stands for the line."""
    code = line.partition("|")[2].partition("+")[0]
    return f"“{outcome.scale.answer(code).label}”"


def joined_words(outcome: Question, joined: str) -> str:
    """Which answers stand as one: "“Worse” and “The same”; “Good” and “Very good”"."""
    labels = [
        list_of([f"“{outcome.scale.answer(code).label}”" for code in group.split("+")])
        for group in joined.split("; ")
    ]
    return "; ".join(labels)


def reason_words(questionnaire: Questionnaire, outcome: Question | None, reason: str) -> str:
    """A reason with the keys and codes that it quotes in words."""

    def words(quoted: re.Match[str]) -> str:
        if "|" in quoted[1] and outcome is not None:
            return f"the line below {lowest_above(outcome, quoted[1])}"
        return f"“{term_words(questionnaire, quoted[1])}”"

    return capital(QUOTED.sub(words, reason))


def names_of(report: AuthorityReport, words: str) -> str:
    """Words that end in the code of an authority ("without X003") with its name in the place."""
    before, space, code = words.rpartition(" ")
    return before + space + whose(report, code)


def table(
    caption: str, headings: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]
) -> dict[str, Any]:
    """A table as templates take it; `rows` are pairs of a label and the cells beside it."""
    return {
        "caption": caption,
        "headings": list(headings),
        "rows": [{"label": label, "cells": list(cells)} for label, cells in rows],
    }
