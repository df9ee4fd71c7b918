"""A table with its columns found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from poet.questionnaire import Questionnaire
from poet.reading import TextColumn, TextTable
from poet.responses.authorities import authority_column
from poet.responses.evening_out import evened_out
from poet.responses.matched import ColumnMatch
from poet.responses.types import AuthorityRule

VERSION_COLUMN = "questionnaire_version"
# The first column of a workbook for paper forms, when the questionnaire has no such question.
FORM_COLUMN = "number of the form"


@dataclass(frozen=True, eq=False)
class Located:
    """A table with its columns found: by question, the authority's, the person id's.

    `version_column` says which questionnaire, in which version, a row answers. Columns are
    positions, None when there is none.
    """

    table: TextTable
    questionnaire: Questionnaire
    match: ColumnMatch
    texts: Sequence[TextColumn]
    authority_column: int | None
    person_id_column: int | None
    version_column: int | None = None


def located_columns(
    table: TextTable,
    questionnaire: Questionnaire,
    match: ColumnMatch,
    authorities: AuthorityRule,
) -> Located:
    """The columns of a table that are not a question, found too."""
    column = authority_column(authorities, table.layout.columns, match, questionnaire, table.source)
    version = _column_called(table, VERSION_COLUMN)
    person_id = _person_id_column(table, questionnaire, match)
    return Located(
        table=table,
        questionnaire=questionnaire,
        match=match.with_apart(column).with_apart(version).with_apart(person_id),
        texts=table.columns,
        authority_column=column,
        person_id_column=person_id,
        version_column=version,
    )


def _person_id_column(
    table: TextTable, questionnaire: Questionnaire, match: ColumnMatch
) -> int | None:
    """The column of the question for it, else the survey tool's, else the one for paper forms."""
    question = questionnaire.admin("person_id")
    if question and question.key in match.column_of:
        return match.column_of[question.key]
    return _column_called(table, FORM_COLUMN) if match.tool_id is None else match.tool_id


def _column_called(table: TextTable, name: str) -> int | None:
    for position, column in enumerate(table.layout.columns):
        if name in (evened_out(column.heading), evened_out(column.name)):
            return position
    return None
