"""The columns of a table and what each is matched with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property


@dataclass(frozen=True)
class MatchedColumn:
    """A column (by position) and its question (by key); `how` says what the heading is.

    `answer` is a code when the column is about that one answer alone: a cell that is ticked gives
    it. `free` says that any text in such a column is a tick, as in "Other (please specify)".
    `answers` gives the code that a text means besides those that are understood by themselves; ""
    means no answer.
    """

    column: int
    key: str
    how: str
    answer: str = ""
    free: bool = False
    answers: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class UnmatchedColumn:
    """A column whose heading is no question. `nearest` is the key of the question most like it.

    `fits` has the keys of the questions that the heading fits, when there are several; `older` the
    key of the question of which it is an older wording.
    """

    column: int
    nearest: str = ""
    fits: tuple[str, ...] = ()
    older: str = ""


@dataclass(frozen=True)
class ColumnMatch:
    """The columns of a table, each in one of five groups; columns without a heading are in none.

    `apart` are those the caller uses or leaves out, `personal` those that are never read, `tool`
    those that the survey tool wrote for itself. `tool_id` is the tool's number of the person.
    """

    matched: tuple[MatchedColumn, ...]
    unmatched: tuple[UnmatchedColumn, ...]
    personal: tuple[int, ...]
    apart: tuple[int, ...] = ()
    tool: tuple[int, ...] = ()
    tool_id: int | None = None

    @cached_property
    def column_of(self) -> dict[str, int]:
        """Question key to the position of its column, or of the first of several."""
        return {match.key: match.column for match in reversed(self.matched)}

    @cached_property
    def columns_of(self) -> dict[str, tuple[MatchedColumn, ...]]:
        """Question key to its columns: one, or one for each answer."""
        columns: dict[str, tuple[MatchedColumn, ...]] = {}
        for match in self.matched:
            columns[match.key] = (*columns.get(match.key, ()), match)
        return columns

    @cached_property
    def key_of(self) -> dict[int, str]:
        """Position of a column to the key of its question."""
        return {match.column: match.key for match in self.matched}

    def with_apart(self, column: int | None) -> ColumnMatch:
        """The same, with a column set apart that the caller uses for itself."""
        if column is None or column in self.key_of or column in self.apart:
            return self
        return replace(
            self,
            unmatched=tuple(one for one in self.unmatched if one.column != column),
            personal=tuple(one for one in self.personal if one != column),
            tool=tuple(one for one in self.tool if one != column),
            apart=(*self.apart, column),
        )
