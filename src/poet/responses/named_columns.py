"""A table beside the answers, by the names of its columns: populations, budgets, returns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from poet.errors import PoetError
from poet.reading import shown
from poet.responses.authorities_listed import meant_by_list
from poet.responses.evening_out import evened_out
from poet.responses.problem_table import (
    NO_ROW,
    ColumnProblems,
    Place,
    Trouble,
    alike,
    problem_table,
    whole_column,
)
from poet.responses.understood import Understood

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from poet.reading import Source, TextTable

NOT_IN_THE_STUDY = "not in the study"
COLUMN_TWICE = "column twice"
# A heading this much like a name that is missing is one with a slip of the finger.
ALIKE = 0.8


@dataclass(frozen=True)
class Columns:
    """Which columns a table has: those it needs, those it may have, and their headings.

    `meaning` ends the sentence "FILE has the columns ..." that a user reads where one is missing.
    `headings` gives the heading of a column that is not called by its name.
    """

    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()
    meaning: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """All columns, those that may be missing first."""
        return (*self.optional, *self.needed)


@dataclass(frozen=True, eq=False)
class NamedColumns:
    """The texts of a table by column name, and the problems found on the way.

    `texts` has one row per record that is not blank, its line as index, and all columns; one that
    the file does not have is "". `found` gives position and heading of those it has. `problems`
    grows while the texts are understood.
    """

    source: Source
    texts: DataFrame
    found: Mapping[str, tuple[int, str]]
    problems: list[ColumnProblems]

    def tell(self, column: str, trouble: Trouble, lines: Sequence[int]) -> None:
        """Note what is wrong in these lines of a column ("" for a whole row)."""
        position, heading = self.found.get(column, (None, ""))
        place = Place(self.source, position, heading, "")
        self.problems.append(alike(place, trouble, lines))

    def understood(self, texts: Series, understand: Callable[[str], Understood]) -> Series:
        """What each text of a column means, missing where it is not understood; that is told.

        `texts` is a column of `texts`, or some rows of it; each distinct text is understood once.
        """
        meanings = {text: understand(text) for text in texts.unique()}
        # One pass for all texts that are not understood: a column may hold a hundred thousand.
        unclear = texts[texts.isin([text for text, one in meanings.items() if one.trouble])]
        for text, lines in unclear.groupby(unclear, sort=False).groups.items():
            self.tell(str(texts.name), meanings[str(text)].trouble, lines.tolist())
        return texts.map({text: one.value for text, one in meanings.items()}).astype(object)

    def authorities(self, known: Mapping[str, tuple[str, ...]]) -> Series:
        """The code of the authority of each record: `known` gives the names of each code.

        Where there is one authority only, the table need not name it.
        """
        named = self.texts["authority"]
        return self.understood(named, authorities_meant(list(named.unique()), known).__getitem__)

    def problem_table(self) -> DataFrame:
        """The problems so far, one row per unusable cell or row (`PROBLEM_COLUMNS`)."""
        return problem_table(self.problems)


def authorities_meant(
    texts: Sequence[str], known: Mapping[str, tuple[str, ...]]
) -> dict[str, Understood]:
    """Text to the code of the authority it means; `known` gives the names of each code."""
    if len(known) == 1 and not any(texts):
        return {"": Understood(next(iter(known)))}
    missing = Trouble("", NOT_IN_THE_STUDY, "The authority is missing in this row.")
    return {
        text: Understood(one.code or None, one.trouble or (None if one.code else missing))
        for text, one in zip(texts, meant_by_list(texts, known), strict=True)
    }


def named_columns(file: str, table: TextTable, columns: Columns) -> NamedColumns:
    """The columns of a table by their names. Raises PoetError where a needed one is missing."""
    import pandas as pd

    found: dict[str, tuple[int, str]] = {}
    for position, heading in enumerate(table.headings):
        found.setdefault(evened_out(heading), (position, heading))
    called = {name: evened_out(columns.headings.get(name, name)) for name in columns.names}
    places = {name: found[heading] for name, heading in called.items() if heading in found}
    unread = [heading for heading in table.headings if evened_out(heading) not in called.values()]
    _refuse_missing(file, columns, places, unread)
    cells = table.cells.set_axis(table.lines, axis="index")
    texts = pd.DataFrame(
        {
            name: cells[places[name][0]].map(str.strip) if name in places else ""
            for name in columns.names
        },
        index=cells.index,
    )
    texts = texts[texts.ne("").any(axis="columns")]
    problems = [*_misshapen(table), *_columns_again(table, places)]
    return NamedColumns(table.source, texts, places, problems)


def _much_like(called: Sequence[str], headings: Sequence[str]) -> str:
    """Which headings seem to be those that are missing, as a sentence goes on with them."""
    words = {heading: evened_out(heading) for heading in headings}
    alike = {
        heading
        for name in map(evened_out, called)
        for heading, text in words.items()
        if name in text.split() or get_close_matches(name, [text], cutoff=ALIKE)
    }
    named = ", ".join(f'"{shown(heading)}"' for heading in headings if heading in alike)
    return f"; much like {'it' if len(called) == 1 else 'them'}: {named}" if named else ""


def _refuse_missing(
    file: str, columns: Columns, places: Mapping[str, object], headings: Sequence[str]
) -> None:
    mapped = [name for name in columns.optional if name in columns.headings]
    missing = [name for name in (*columns.needed, *mapped) if name not in places]
    if missing:
        called = [columns.headings.get(name, name) for name in missing]
        one = len(missing) == 1
        named = f"the column{'' if one else 's'} {', '.join(called)} {'is' if one else 'are'}"
        raise PoetError(
            file,
            f"{named} missing{_much_like(called, headings)}",
            expected=columns.meaning,
            cure=f"Add {'it' if one else 'them'} in the first row",
        )


def _misshapen(table: TextTable) -> Iterator[ColumnProblems]:
    for problem in table.problems:
        trouble = Trouble(problem.found, problem.rule, problem.sentence)
        column = problem.column
        heading = "" if column is None else table.headings[column]
        yield alike(Place(table.source, column, heading), trouble, [problem.line or NO_ROW])


def _columns_again(
    table: TextTable, places: Mapping[str, tuple[int, str]]
) -> Iterator[ColumnProblems]:
    """Columns that differ from one that is read in the spelling of the heading only."""
    used = {evened_out(heading): position for position, heading in places.values()}
    for position, heading in enumerate(table.headings):
        if used.get(evened_out(heading), position) != position:
            sentence = "A column before this one has the same heading, so this one is not used."
            trouble = Trouble(heading, COLUMN_TWICE, sentence)
            yield whole_column(Place(table.source, position, heading), trouble)
