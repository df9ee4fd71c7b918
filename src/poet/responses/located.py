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
    column = authority_column(authorities, table.headings, match, questionnaire, table.source)
    version = _version_column(table)
    person_id = questionnaire.admin("person_id")
    return Located(
        table=table,
        questionnaire=questionnaire,
        match=match.with_apart(column).with_apart(version),
        texts=table.columns,
        authority_column=column,
        person_id_column=match.column_of.get(person_id.key if person_id else "", match.tool_id),
        version_column=version,
    )


def _version_column(table: TextTable) -> int | None:
    for position, column in enumerate(table.layout.columns):
        if VERSION_COLUMN in (evened_out(column.heading), evened_out(column.name)):
            return position
    return None
