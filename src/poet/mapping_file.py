"""All that is found out about one file before its column map is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from poet.mapping_columns import OpenColumn, open_columns, twin_columns
from poet.mapping_texts import TextsOfFile, texts_of_file
from poet.questionnaire import Question, Questionnaire
from poet.reading import Source, TextTable
from poet.reading.layout import Column
from poet.responses import ColumnMatch, evened_out
from poet.responses.column_map import ColumnMap
from poet.responses.located import VERSION_COLUMN


@dataclass(frozen=True)
class Asked:
    """What `study.toml` says of a file.

    `apart` are headings that it leaves out, `authority` that of the column of the authority;
    `not_asked` has keys of questions; `older` says that older wordings count.
    """

    apart: frozenset[str] = frozenset()
    authority: str = ""
    not_asked: frozenset[str] = frozenset()
    older: bool = False


@dataclass(frozen=True, eq=False)
class FileMapping:
    """How the columns and texts of one file are matched, and what is left to look at.

    `path` is that of the column map, `before` what it said when it was read. `to_look_at` has the
    columns that are not matched, `missing` the questions that have no column. `notes` are what
    reading says. `written` says whether the map was written now.
    """

    path: Path
    source: Source
    tool: str
    columns: tuple[Column, ...]
    questionnaire: Questionnaire
    asked: Asked
    match: ColumnMatch
    before: ColumnMap
    to_look_at: tuple[OpenColumn, ...]
    missing: tuple[Question, ...]
    texts: TextsOfFile
    notes: tuple[str, ...] = ()
    written: bool = False

    @property
    def complete(self) -> bool:
        """Whether every question has a column and nothing is left to look at."""
        return not (self.undecided or self.missing)

    @property
    def undecided(self) -> bool:
        """Whether something in the map is left for a person to decide on."""
        return bool(self.to_look_at or self.texts.to_look_at or self.texts.no_ticks)

    @property
    def headed(self) -> int:
        """How many columns have a heading."""
        return sum(bool(column.heading) for column in self.columns)

    @property
    def not_used(self) -> tuple[int, ...]:
        """The columns (by position) that are no question and not to be looked at."""
        return tuple(sorted((*self.match.personal, *self.match.apart, *self.match.tool)))

    def why_not_used(self, place: int) -> str:
        """Why a column is not used, as a sentence goes on."""
        heading = evened_out(self.columns[place].heading)
        reasons = {
            "tells who people are: never read": place in self.match.personal,
            f"the number that {self.tool} gives to each response": place == self.match.tool_id,
            f"written by {self.tool}": place in self.match.tool,
            "names the authority, as study.toml says": heading == evened_out(self.asked.authority),
            "says which questionnaire was answered": heading == VERSION_COLUMN,
            "left out by study.toml": heading in map(evened_out, self.asked.apart),
            "as this map says": True,
        }
        return next(reason for reason, holds in reasons.items() if holds)

    def nearest_headings(self, question: Question) -> Iterator[int]:
        """The columns to look at (by position) that this question may be."""
        for one in self.to_look_at:
            if any(candidate.key == question.key for candidate in one.candidates):
                yield one.column


def file_mapping(
    table: TextTable,
    questionnaire: Questionnaire,
    path: Path,
    asked: Asked,
    before: ColumnMap | None = None,
) -> FileMapping:
    """How a table is matched: as `before` says and by its headings. Nothing is written.

    Raises PoetError when what `before` says has mistakes.
    """
    said = before or ColumnMap(path.name)
    columns = table.layout.columns
    settled = {*said.decided(columns), *_named(columns, asked.apart)}
    twins = twin_columns(columns, questionnaire, settled)
    match = said.match(
        table, questionnaire, asked.apart, older=asked.older, unresolved=frozenset(twins)
    )
    for place in _named(columns, (asked.authority, VERSION_COLUMN)):
        match = match.with_apart(place)
    return FileMapping(
        path=path,
        source=table.source,
        tool=table.layout.tool,
        columns=columns,
        questionnaire=questionnaire,
        asked=asked,
        match=match,
        before=said,
        to_look_at=open_columns(table, questionnaire, match, twins),
        missing=tuple(_missing(questionnaire, match, asked.not_asked)),
        texts=texts_of_file(table, questionnaire, match),
        notes=table.notes,
    )


def _named(columns: Sequence[Column], headings: Collection[str]) -> Iterator[int]:
    plain = {evened_out(heading) for heading in headings if heading}
    for place, column in enumerate(columns):
        if column.heading and evened_out(column.heading) in plain:
            yield place


def _missing(
    questionnaire: Questionnaire, match: ColumnMatch, not_asked: Collection[str]
) -> Iterator[Question]:
    """Questions without a column, but for comments and administrative ones."""
    for question in questionnaire.questions:
        needed = question.role not in ("admin", "comment") and question.key not in not_asked
        if needed and question.key not in match.column_of:
            yield question
