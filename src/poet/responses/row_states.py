"""The state of every row, and what the study's rules make of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from poet.reading import is_blank
from poet.reading.layout import PARTIAL, PREVIEW, TEST
from poet.responses.authorities import AuthorityOfRows
from poet.responses.evening_out import evened_out
from poet.responses.located import Located
from poet.responses.repeated_rows import repeated_answers, repeated_ids
from poet.responses.row_rules import KEEP_LAST, SET_ASIDE, USE, RowRules
from poet.responses.rows_set_aside import (
    BLANK_ROW,
    HEADINGS_AGAIN,
    NO_AUTHORITY,
    NOT_FINISHED,
    NOT_KNOWN,
    OLDER_VERSION,
    OTHER_QUESTIONNAIRE,
    PREVIEW_ROW,
    SAME_ANSWERS,
    SAME_PERSON,
    TEST_ROW,
    blank_rows,
    first_reasons,
    rows_of_headings,
)

Masks = dict[str, np.ndarray]


@dataclass(frozen=True, eq=False)
class RowStates:
    """The reason of each row that is not used, "" for the others, as far as the answers do not say.

    `noted` has a mask of rows for each state that is counted though its rows may be used.
    """

    reasons: np.ndarray
    noted: Mapping[str, np.ndarray]


def states_of_rows(located: Located, authority: AuthorityOfRows, rules: RowRules) -> RowStates:
    """What each row is, and which rows the rules set aside for it."""
    rule_of = _rule_of(rules)
    masks = {
        BLANK_ROW: blank_rows(located.texts),
        HEADINGS_AGAIN: rows_of_headings(located.texts, located.table.headings),
        NO_AUTHORITY: authority.blank,
        NOT_KNOWN: authority.which >= 0,
    }
    nothing = masks[BLANK_ROW] | masks[HEADINGS_AGAIN]
    told = {reason: mask & ~nothing for reason, mask in _told(located).items()}
    out = [mask for reason, mask in told.items() if rule_of[reason] == SET_ASIDE]
    people = np.logical_and.reduce([~nothing, *(~mask for mask in out)])
    masks |= told | _repeated(located, people, told.get(NOT_FINISHED), rules)
    noted = {reason: mask for reason, mask in masks.items() if rule_of.get(reason) == USE}
    aside = {reason: mask for reason, mask in masks.items() if reason not in noted}
    return RowStates(first_reasons(aside, len(nothing)), noted)


def _rule_of(rules: RowRules) -> dict[str, str]:
    """For each reason that a rule decides on, the rule."""
    return {
        TEST_ROW: rules.test,
        PREVIEW_ROW: rules.preview,
        OTHER_QUESTIONNAIRE: rules.other_audience,
        OLDER_VERSION: rules.older_questionnaire,
        SAME_PERSON: rules.duplicate_id,
        NOT_FINISHED: rules.partial,
        SAME_ANSWERS: rules.duplicate_content,
    }


def _told(located: Located) -> Masks:
    """What the survey tool says of the rows, and the column that names the questionnaire."""
    states = located.table.states
    by_tool = {TEST_ROW: TEST, PREVIEW_ROW: PREVIEW, NOT_FINISHED: PARTIAL}
    masks = {reason: states[state] for reason, state in by_tool.items() if state in states}
    if located.version_column is None:
        return masks
    column, questionnaire = located.texts[located.version_column], located.questionnaire
    other = column.where(lambda text: not is_blank(text) and not _is_of(text, questionnaire.id))
    now = f"{questionnaire.id} {questionnaire.version}"
    older = column.where(lambda text: not is_blank(text) and evened_out(text) != evened_out(now))
    return masks | {OTHER_QUESTIONNAIRE: other, OLDER_VERSION: older & ~other}


def _is_of(text: str, questionnaire: str) -> bool:
    return evened_out(text).rpartition(" ")[0] == evened_out(questionnaire)


def _repeated(
    located: Located, people: np.ndarray, partial: np.ndarray | None, rules: RowRules
) -> Masks:
    """Rows of a person who has another row that is kept: a finished one before others."""
    rows = len(people)
    again = np.zeros(rows, dtype=bool)
    if located.person_id_column is not None:
        ranks = np.arange(rows)[:: -1 if rules.duplicate_id == KEEP_LAST else 1]
        ranks = ranks if partial is None else ranks + rows * partial
        again = repeated_ids(located.texts[located.person_id_column], people, ranks)
    questions = [
        located.texts[one.column]
        for one in located.match.matched
        if one.column != located.person_id_column
    ]
    return {SAME_PERSON: again, SAME_ANSWERS: repeated_answers(questions, people & ~again)}
