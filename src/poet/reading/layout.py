"""What a file says of itself before its answers: its rows as they come, and what its headings mean.

A format gives `Rows`; a shape turns the first of them into a `Layout`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from poet.reading.gathering import Batch, CodedBlock
from poet.reading.text_table import ReadingProblem, Source

# What a column of a survey tool is for.
ANSWERS, TOOL, PERSON_ID, PERSONAL = "", "tool", "person_id", "personal"
# What a tool can say of a whole row.
PARTIAL, TEST, PREVIEW = "partial", "test", "preview"
STATES = (PARTIAL, TEST, PREVIEW)


@dataclass(frozen=True)
class Variable:
    """What a statistics program keeps of a column: the wording, and the value behind each label."""

    label: str = ""
    values: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, eq=False)
class Rows:
    """A file row by row, all of it text, before it is known which rows are headings.

    `rows` gives each row with its number as the program that made the file shows it, in order, and
    is drawn once; rows may differ in length. `notes` and `problems` may grow while it is drawn.
    `variables` has an entry for each column (by position) of which the file says more. `ragged`
    says that a row may have fewer or more cells than there are headings, as in a workbook; in a
    text file the cells of such a row cannot be told apart. `blocks`, where there is one, gives the
    rows that are not drawn yet many at a time; it takes the number of headings.
    """

    source: Source
    rows: Iterator[tuple[int, Sequence[str]]]
    notes: list[str] = field(default_factory=list)
    problems: list[ReadingProblem] = field(default_factory=list)
    variables: Mapping[int, Variable] = field(default_factory=dict)
    ragged: bool = True
    blocks: Callable[[int], Iterator[Batch | CodedBlock]] | None = None


@dataclass(frozen=True)
class Column:
    """One column as its heading rows tell it.

    `heading` is what messages show; `name` the tool's short name ("Q1"); `wording` the question as
    it was put; `part` the answer, or the line of a grid, that this column alone is about. `role` is
    ANSWERS, TOOL (the tool's own: dates, collector), PERSON_ID or PERSONAL. `values` gives the
    value that a statistics program keeps behind each label.
    """

    heading: str
    name: str = ""
    wording: str = ""
    part: str = ""
    role: str = ANSWERS
    values: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class StateRule:
    """The texts of a column that say a row is PARTIAL, a TEST or a PREVIEW."""

    column: int
    state: str
    means: Callable[[str], bool]


@dataclass(frozen=True)
class Layout:
    """What made a table ("" for a plain one) and what each of its columns is.

    `heading_rows` is how many rows the headings take. `mend` is applied to every text of a cell.
    """

    tool: str
    heading_rows: int
    columns: tuple[Column, ...]
    states: tuple[StateRule, ...] = ()
    mend: Callable[[str], str] | None = None
    notes: tuple[str, ...] = ()
