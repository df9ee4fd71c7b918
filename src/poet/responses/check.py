"""A table of text and a questionnaire to checked answers: nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from poet.questionnaire import Question, Questionnaire
from poet.reading import TextTable
from poet.responses.answers import CheckedQuestion, check_column, unasked_column
from poet.responses.authorities import (
    AuthorityOfRows,
    authorities_by_column,
    one_authority,
)
from poet.responses.linked_ids import LINKED_ID, linked_id_problems, linked_ids
from poet.responses.located import Located, located_columns
from poet.responses.matched import ColumnMatch
from poet.responses.matching import match_columns
from poet.responses.problem_table import ColumnProblems, problem_table
from poet.responses.row_rules import SAFE, USE, RowRules
from poet.responses.row_states import RowStates, states_of_rows
from poet.responses.rows_set_aside import (
    NO_AUTHORITY,
    NOT_KNOWN,
    NOTHING_USABLE,
    OLDER_VERSION,
    OTHER_QUESTIONNAIRE,
    SAME_PERSON,
    USED,
    counted,
    counted_of_used,
)
from poet.responses.table_problems import (
    authority_problems,
    heading_problems,
    noted_problems,
    place_of,
    question_problems,
    reading_problems,
    row_problems,
)
from poet.responses.telling import absent_answer_notes, authority_notes, match_notes, spelling_notes
from poet.responses.ticks import check_ticks
from poet.responses.types import Account, AuthorityRule, Responses
from poet.responses.wrong_file import refuse_unknown_keys, refuse_without_questions

if TYPE_CHECKING:
    from poet.responses.column_map import ColumnMap

ROLES_THAT_COUNT = ("outcome", "process", "involvement")


def check_table(
    table: TextTable,
    questionnaire: Questionnaire,
    wave: str,
    authorities: AuthorityRule,
    *,
    not_asked: Collection[str] = frozenset(),
    ignore_columns: Collection[str] = frozenset(),
    column_map: ColumnMap | None = None,
    rows: RowRules = SAFE,
) -> Responses:
    """The answers in a table, checked against the questionnaire.

    `not_asked` has keys of questions that the file need not have; `ignore_columns` has headings
    that are left out without a problem; `column_map` says which column is which question, in the
    place of the headings; `rows` says what becomes of tests, duplicates and the like. What cannot
    be used is missing in `by_person` and listed in `problems`; rows that are not used are counted
    by reason in `account`. Raises PoetError when no heading is a question, two columns are the
    same one, or it is not said whose answers these are.
    """
    refuse_unknown_keys(not_asked, questionnaire, table.source.file)
    match = _match(table, questionnaire, ignore_columns, column_map, rows)
    located = located_columns(table, questionnaire, match, authorities)
    authority = _authority_of_rows(authorities, located)
    states = states_of_rows(located, authority, rows)
    reasons = states.reasons
    kept = reasons == USED
    checked = _checked_columns(located, kept)
    usable = _anything_usable(questionnaire, checked, kept)
    reasons[np.flatnonzero(kept)[~usable]] = NOTHING_USABLE
    by_person = _used_only(_by_person(located, authority, checked, kept), reasons[kept])
    people = by_person["authority"].value_counts(sort=False).to_dict()
    return Responses(
        questionnaire=questionnaire,
        wave=wave,
        source=table.source,
        by_person=by_person,
        problems=problem_table(
            (
                *reading_problems(table, located.match),
                *question_problems(table, located.match, questionnaire, not_asked),
                *heading_problems(table, located.match, questionnaire),
                *linked_id_problems(located),
                *_problems_of_rows(located, authority, states),
                *_problems_of_cells(located, checked, kept),
            )
        ),
        account=_account(table, states),
        authorities={code: authority.names[code] for code in sorted(people)},
        notes=tuple(_notes(located, authority, people, checked)),
    )


def _match(
    table: TextTable,
    questionnaire: Questionnaire,
    ignore_columns: Collection[str],
    column_map: ColumnMap | None,
    rows: RowRules,
) -> ColumnMatch:
    older = rows.older_questionnaire == USE
    if column_map:
        match = column_map.match(table, questionnaire, ignore_columns, older=older)
    else:
        match = match_columns(table.layout.columns, questionnaire, ignore_columns, older=older)
    refuse_without_questions(table, match, questionnaire)
    return match


def _authority_of_rows(rule: AuthorityRule, located: Located) -> AuthorityOfRows:
    if located.authority_column is None:
        return one_authority(rule, len(located.table.lines))
    return authorities_by_column(rule, located.texts[located.authority_column])


def _account(table: TextTable, states: RowStates) -> Account:
    used = states.reasons == USED
    return Account(
        rows_read=len(used) + table.misshapen_rows,
        rows_used=int(used.sum()),
        set_aside=counted(states.reasons, table.misshapen_rows),
        of_those_used=counted_of_used(states.noted, used),
    )


def _notes(
    located: Located,
    authority: AuthorityOfRows,
    people: Mapping[str, int],
    checked: Mapping[str, CheckedQuestion],
) -> Iterator[str]:
    """What the user is told; `people` gives the rows used of each authority."""
    headings, column = located.table.headings, located.authority_column
    yield from located.table.notes
    yield from match_notes(located.match, headings)
    yield from absent_answer_notes(located.match, located.questionnaire)
    yield from authority_notes(column, headings, people, authority)
    yield from spelling_notes(checked)


def _checked_columns(located: Located, kept: np.ndarray) -> dict[str, CheckedQuestion]:
    """Question key to its checked answers, one row per row kept; questions with a column only."""
    asked = (question for question in _asked(located.questionnaire))
    return {
        question.key: _checked(question, located, kept)
        for question in asked
        if question.key in located.match.columns_of
    }


def _checked(question: Question, located: Located, kept: np.ndarray) -> CheckedQuestion:
    columns = [
        (match, located.texts[match.column].rows(kept))
        for match in located.match.columns_of[question.key]
    ]
    match, texts = columns[0]
    one_column = len(columns) == 1 and not match.answer
    return check_column(question, texts, match) if one_column else check_ticks(question, columns)


def _asked(questionnaire: Questionnaire) -> tuple[Question, ...]:
    """The questions with a place in `by_person`: all but person id and authority."""
    return tuple(question for question in questionnaire.questions if question.role != "admin")


def _anything_usable(
    questionnaire: Questionnaire, checked: Mapping[str, CheckedQuestion], kept: np.ndarray
) -> np.ndarray:
    """One boolean per row kept: whether a question that counts has a usable answer."""
    keys = [q.key for role in ROLES_THAT_COUNT for q in questionnaire.with_role(role)]
    usable = np.full(int(kept.sum()), not keys)
    for key in keys:
        if key in checked:
            usable |= checked[key].usable
    return usable


def _by_person(
    located: Located,
    authority: AuthorityOfRows,
    checked: Mapping[str, CheckedQuestion],
    kept: np.ndarray,
) -> pd.DataFrame:
    rows = int(kept.sum())
    columns = {
        "authority": pd.Series(authority.code[kept], dtype="str"),
        "line": pd.Series(located.table.lines[kept]),
    }
    for question in _asked(located.questionnaire):
        here = checked.get(question.key)
        columns.update(here.columns if here else unasked_column(question, rows))
    hashes = linked_ids(located, kept)
    if hashes is not None:
        columns[LINKED_ID] = hashes
    # The arrays were made for this table: copying them would take its memory twice.
    return pd.DataFrame(columns, copy=False)


def _used_only(by_person: pd.DataFrame, reasons: np.ndarray) -> pd.DataFrame:
    """The people with something usable; in the memory of one table when that is everybody."""
    used = reasons == USED
    return by_person if used.all() else by_person[used].reset_index(drop=True)


def _problems_of_rows(
    located: Located, authority: AuthorityOfRows, states: RowStates
) -> Iterator[ColumnProblems]:
    columns = {
        SAME_PERSON: located.person_id_column,
        OTHER_QUESTIONNAIRE: located.version_column,
        OLDER_VERSION: located.version_column,
        NO_AUTHORITY: located.authority_column,
        NOT_KNOWN: located.authority_column,
    }
    yield from row_problems(located.table, located.match, states.reasons, columns)
    yield from authority_problems(located.table, located.match, states.reasons, columns, authority)
    yield from noted_problems(located.table, located.match, states)


def _problems_of_cells(
    located: Located, checked: Mapping[str, CheckedQuestion], kept: np.ndarray
) -> Iterator[ColumnProblems]:
    lines = located.table.lines[kept]
    for question in checked.values():
        for one in question.troubles:
            place = place_of(located.table, located.match, one.column)
            yield ColumnProblems(place, one.troubles, lines[one.rows], one.which)
