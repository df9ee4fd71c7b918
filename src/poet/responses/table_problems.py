"""Problems of whole columns, and of the rows that are set aside."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby

import numpy as np

from poet.questionnaire import Questionnaire
from poet.reading import ReadingProblem, TextTable, shown
from poet.responses.authorities import AuthorityOfRows
from poet.responses.matched import ColumnMatch
from poet.responses.problem_table import (
    NO_COLUMN,
    ColumnProblems,
    Place,
    Trouble,
    alike,
    whole_column,
)
from poet.responses.rows_set_aside import (
    BLANK_ROW,
    HEADINGS_AGAIN,
    NO_AUTHORITY,
    NOT_KNOWN,
    NOTHING_USABLE,
    SAME_PERSON,
)

NO_QUESTION = "heading is no question"
SEVERAL_QUESTIONS = "heading fits several questions"

SENTENCES = {
    BLANK_ROW: "This row is blank.",
    HEADINGS_AGAIN: "This row holds the headings again, so it is set aside.",
    SAME_PERSON: "This row has the same person id as an earlier row, so it is set aside.",
    NO_AUTHORITY: "This cell names no authority, so the row is set aside.",
    NOTHING_USABLE: (
        "This row has no usable answer about life, the process or having a say, so it is set aside."
    ),
}


def place_of(table: TextTable, match: ColumnMatch, column: int | None) -> Place:
    """A column as problems name it."""
    if column is None:
        return Place(table.source)
    return Place(table.source, column, table.headings[column], match.key_of.get(column, ""))


def reading_problems(table: TextTable, match: ColumnMatch) -> Iterator[ColumnProblems]:
    """What reading could not use, those alike together."""

    def kind(problem: ReadingProblem) -> tuple[int, str, str, str]:
        column = -1 if problem.column is None else problem.column
        return column, problem.rule, problem.found, problem.sentence

    for (column, rule, found, sentence), same in groupby(sorted(table.problems, key=kind), kind):
        place = place_of(table, match, None if column < 0 else column)
        yield alike(place, Trouble(found, rule, sentence), [one.line or 0 for one in same])


def heading_problems(
    table: TextTable, match: ColumnMatch, questionnaire: Questionnaire
) -> Iterator[ColumnProblems]:
    """Headings that are no question, or that fit several."""
    for one in match.unmatched:
        place = place_of(table, match, one.column)
        if one.fits:
            keys = ", ".join(one.fits)
            sentence = f"This heading fits several questions ({keys}): use a key as the heading."
            yield whole_column(place, Trouble("", SEVERAL_QUESTIONS, sentence))
        else:
            near = questionnaire.question(one.nearest).wording if one.nearest else ""
            sentence = "This heading is no question of the questionnaire, so it is not used."
            yield whole_column(place, Trouble("", NO_QUESTION, sentence, near))


def question_problems(
    table: TextTable, match: ColumnMatch, questionnaire: Questionnaire, not_asked: Collection[str]
) -> Iterator[ColumnProblems]:
    """Questions (but for comments and administrative ones) that have no column."""
    headings = {one.nearest: shown(table.headings[one.column]) for one in reversed(match.unmatched)}
    for question in questionnaire.questions:
        asked = question.role not in ("admin", "comment") and question.key not in not_asked
        if asked and question.key not in match.column_of:
            sentence = f'The question "{shown(question.wording)}" has no column.'
            trouble = Trouble("", NO_COLUMN, sentence, headings.get(question.key, ""))
            yield whole_column(Place(table.source, question=question.key), trouble)


def row_problems(
    table: TextTable, match: ColumnMatch, reasons: np.ndarray, columns: Mapping[str, int | None]
) -> Iterator[ColumnProblems]:
    """Rows set aside. `columns` gives the column to look at, for the reasons that have one."""
    for reason, sentence in SENTENCES.items():
        place = place_of(table, match, columns.get(reason))
        yield alike(place, Trouble("", reason, sentence), table.lines[reasons == reason])


def authority_problems(
    table: TextTable,
    match: ColumnMatch,
    reasons: np.ndarray,
    columns: Mapping[str, int | None],
    authority: AuthorityOfRows,
) -> Iterator[ColumnProblems]:
    """Rows set aside because what they name is no authority of the study."""
    unknown = reasons == NOT_KNOWN
    place = place_of(table, match, columns.get(NOT_KNOWN))
    yield ColumnProblems(place, authority.troubles, table.lines[unknown], authority.which[unknown])
