"""A column map: which column is which question and which text is which answer, as a person says.

    match = column_map.match(table, questionnaire)

What the map does not name is matched by its heading, as without a map.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from poet.errors import PoetError
from poet.questionnaire import Questionnaire
from poet.reading import TextTable
from poet.reading.layout import PERSON_ID, PERSONAL, TOOL, Column
from poet.responses.column_map_rules import code_mistakes, column_mistakes, other_questionnaire
from poet.responses.mapped_column import UNDECIDED, HeadingPlaces, MappedColumn
from poet.responses.matched import ColumnMatch, MatchedColumn, UnmatchedColumn
from poet.responses.matching import match_columns, refuse_two_columns
from poet.responses.personal import is_personal
from poet.responses.question_names import QuestionNames

# How a column was matched that its heading alone does not match.
BY_MAP = "column map"


@dataclass(frozen=True)
class ColumnMap:
    """What a person says of the columns of a file, and of the texts in them.

    `file` is the name of the map, for messages. `questionnaire` is an id; "" fits any. `answers`
    gives, for each scale (by id), the code that a text means in every column with that scale; a
    column's own answers come first. `note` is a person's own remark.
    """

    file: str
    columns: tuple[MappedColumn, ...] = ()
    questionnaire: str = ""
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    note: str = ""

    def match(
        self,
        table: TextTable,
        questionnaire: Questionnaire,
        ignore_columns: Collection[str] = frozenset(),
        *,
        older: bool = False,
        unresolved: Collection[int] = frozenset(),
    ) -> ColumnMatch:
        """The question of each column: what the map says, and by its heading what it leaves open.

        Columns with the headings `ignore_columns` are left out; the columns `unresolved` (by
        position) are matched by the map alone. With `older`, an older wording counts as the
        question. Raises PoetError with every mistake in the map, and when two columns are the same
        question.
        """
        columns = table.layout.columns
        PoetError.raise_all(other_questionnaire(self, questionnaire))
        PoetError.raise_all(
            [
                *code_mistakes(self, questionnaire),
                *column_mistakes(self, columns, ignore_columns, table.source),
            ]
        )
        decided = self.decided(columns)
        open_columns = _without(columns, {*decided, *unresolved})
        by_heading = match_columns(open_columns, questionnaire, ignore_columns, older=older)
        left = [place for place in unresolved if place not in decided]
        match = _together(
            by_heading,
            _decided_match(decided, columns, questionnaire),
            ColumnMatch((), tuple(map(UnmatchedColumn, left)), ()),
        )
        told = _with_answers(match.matched, self, decided, questionnaire)
        refuse_two_columns(told, columns, questionnaire)
        return replace(match, matched=told, tool_id=_tool_id(columns))

    def placed(self, columns: Sequence[Column]) -> dict[int, MappedColumn]:
        """What the map says, by the position of the column; headings not there are left out."""
        headings = HeadingPlaces(columns)
        pairs = [(headings.place(said), said) for said in self.columns]
        return {place: said for place, said in pairs if place is not None}

    def decided(self, columns: Sequence[Column]) -> dict[int, MappedColumn]:
        """What the map has decided, by the position of the column."""
        return {place: said for place, said in self.placed(columns).items() if said.decided}


def _without(columns: Sequence[Column], places: Collection[int]) -> list[Column]:
    """The columns, those of these places without a heading, so that nothing matches them."""
    return [Column("") if place in places else one for place, one in enumerate(columns)]


def _decided_match(
    decided: Mapping[int, MappedColumn], columns: Sequence[Column], questionnaire: Questionnaire
) -> ColumnMatch:
    names = QuestionNames(questionnaire)
    matched = [
        _matched(place, one, names.find(columns[place]).matched)
        for place, one in decided.items()
        if one.question
    ]
    unused = [place for place, one in decided.items() if not one.question]
    personal = [place for place in unused if _is_personal(columns[place])]
    tool = [place for place in unused if columns[place].role in (TOOL, PERSON_ID)]
    return ColumnMatch(
        matched=tuple(matched),
        unmatched=(),
        personal=tuple(personal),
        apart=tuple(place for place in unused if place not in {*personal, *tool}),
        tool=tuple(tool),
    )


def _is_personal(column: Column) -> bool:
    if column.role in (TOOL, PERSON_ID):
        return False
    return column.role == PERSONAL or is_personal(column.heading) or is_personal(column.part)


def _matched(place: int, said: MappedColumn, by_heading: MatchedColumn | None) -> MatchedColumn:
    """A column as the map says; how it was matched is its heading's merit when that says so too."""
    here = MatchedColumn(place, said.question, BY_MAP, said.answer, said.any_text)
    if by_heading and replace(by_heading, column=place, how=BY_MAP) == here:
        return replace(here, how=by_heading.how)
    return here


def _together(*matches: ColumnMatch) -> ColumnMatch:
    """One match of columns that were matched in several ways, in the order of the columns."""

    def sorted_columns(name: str) -> tuple[int, ...]:
        return tuple(sorted(place for match in matches for place in getattr(match, name)))

    def by_column(name: str) -> Iterable:
        return sorted((o for m in matches for o in getattr(m, name)), key=lambda one: one.column)

    return ColumnMatch(
        matched=tuple(by_column("matched")),
        unmatched=tuple(by_column("unmatched")),
        personal=sorted_columns("personal"),
        apart=sorted_columns("apart"),
        tool=sorted_columns("tool"),
    )


def _with_answers(
    matched: Iterable[MatchedColumn],
    said: ColumnMap,
    decided: Mapping[int, MappedColumn],
    questionnaire: Questionnaire,
) -> tuple[MatchedColumn, ...]:
    """The matched columns, each with what the map says of its texts."""

    def answers(one: MatchedColumn) -> dict[str, str]:
        scale = questionnaire.question(one.key).scale
        shared = said.answers.get(scale.id, {}) if scale else {}
        own = decided[one.column].answers if one.column in decided else {}
        return {text: code for text, code in {**shared, **own}.items() if code != UNDECIDED}

    return tuple(replace(one, answers=answers(one)) for one in matched)


def _tool_id(columns: Sequence[Column]) -> int | None:
    return next((place for place, one in enumerate(columns) if one.role == PERSON_ID), None)
