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
    LONGEST_HEADING,
    NO_COLUMN,
    NO_QUESTION,
    ColumnProblems,
    Place,
    Trouble,
    alike,
    whole_column,
)
from poet.responses.row_states import RowStates
from poet.responses.rows_set_aside import (
    BLANK_ROW,
    HEADINGS_AGAIN,
    NO_AUTHORITY,
    NOT_FINISHED,
    NOT_KNOWN,
    NOTHING_USABLE,
    OLDER_VERSION,
    OTHER_QUESTIONNAIRE,
    PREVIEW_ROW,
    SAME_ANSWERS,
    SAME_PERSON,
    TEST_ROW,
    USED,
)

OLDER_WORDING = "older wording of a question"
SEVERAL_QUESTIONS = "heading fits several questions"

SENTENCES = {
    BLANK_ROW: "This row is blank.",
    HEADINGS_AGAIN: "This row holds the headings again, so it is set aside.",
    TEST_ROW: "The survey tool says that this row is a test, so it is set aside.",
    PREVIEW_ROW: "The survey tool says that this row is a preview, so it is set aside.",
    OTHER_QUESTIONNAIRE: "This row answers another questionnaire, so it is set aside.",
    OLDER_VERSION: "This row answers another version of the questionnaire, so it is set aside.",
    SAME_PERSON: "This row has the same person id as another row, so it is set aside.",
    NOT_FINISHED: "The survey tool says that this person did not finish, so the row is set aside.",
    SAME_ANSWERS: "This row has the same answers as an earlier row, so it is set aside.",
    NO_AUTHORITY: "This cell names no authority, so the row is set aside.",
    NOTHING_USABLE: (
        "This row has no usable answer about life, the process or having a say, so it is set aside."
    ),
}


LOOKED_AT = {
    SAME_PERSON: 'duplicate_id = "keep first"',
    SAME_ANSWERS: 'duplicate_content = "set aside"',
}
"""States of rows in use that are listed, and what to write to set them aside."""


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
        if one.older:
            sentence = (
                "This heading is an older wording of the question, so it is not used. To count "
                'both together, write older_questionnaire = "use" under [rows] in study.toml.'
            )
            near = questionnaire.question(one.older).wording
            yield whole_column(place, Trouble("", OLDER_WORDING, sentence, near))
        elif one.fits:
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
            sentence = f'The question "{shown(question.wording, LONGEST_HEADING)}" has no column.'
            trouble = Trouble("", NO_COLUMN, sentence, headings.get(question.key, ""))
            yield whole_column(Place(table.source, question=question.key), trouble)


def row_problems(
    table: TextTable, match: ColumnMatch, reasons: np.ndarray, columns: Mapping[str, int | None]
) -> Iterator[ColumnProblems]:
    """Rows set aside. `columns` gives the column to look at, for the reasons that have one."""
    for reason, sentence in SENTENCES.items():
        place = place_of(table, match, columns.get(reason))
        yield alike(place, Trouble("", reason, sentence), table.lines[reasons == reason])


def noted_problems(
    table: TextTable, match: ColumnMatch, states: RowStates
) -> Iterator[ColumnProblems]:
    """Rows that are used and that somebody should look at: those that repeat another row."""
    for reason, rule in LOOKED_AT.items():
        if reason in states.noted:
            rows = states.noted[reason] & (states.reasons == USED)
            what = SENTENCES[reason].removesuffix(", so it is set aside.")
            cure = f"To set such rows aside, write {rule} under [rows] in study.toml."
            sentence = f"{what}. It is used. {cure}"
            yield alike(
                place_of(table, match, None), Trouble("", reason, sentence), table.lines[rows]
            )


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
