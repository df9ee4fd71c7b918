"""Problems as a table: where something is, what it is, and what might have been meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from poet.reading import Source, column_letter, shown
from poet.responses.own_words import IN_ITS_PLACE, NOT_SHOWN, is_own_words

PROBLEM_COLUMNS = (
    "file",
    "sheet",
    "row",
    "column",
    "heading",
    "question",
    "found",
    "rule",
    "sentence",
    "nearest",
)
"""`row` is that of the spreadsheet (the number of the case in a file of SPSS, Stata or Parquet),
<NA> for a whole column; `column` is its letter, "" for a whole row; `question` is a key; `found` is
cut to 60 characters, and is not there when it may be somebody's own words; `rule` is a short
name."""

LONGEST_HEADING = 200
# The rule of a question that the file has no column for.
NO_COLUMN = "question without a column"
# The rule of a column whose heading is no question.
NO_QUESTION = "heading is no question"
NO_ROW = 0


@dataclass(frozen=True)
class Trouble:
    """What is wrong with a text, in whatever cell it stands."""

    found: str
    rule: str
    sentence: str
    nearest: str = ""


@dataclass(frozen=True)
class Place:
    """The column in which problems are. Position None means a whole row, or no column at all."""

    source: Source
    column: int | None = None
    heading: str = ""
    question: str = ""


@dataclass(frozen=True, eq=False)
class ColumnProblems:
    """The problems of one place. `lines` has the row of each; `which` the position of its trouble.

    A line of 0 means the column as a whole.
    """

    place: Place
    troubles: tuple[Trouble, ...]
    lines: np.ndarray
    which: np.ndarray


def alike(place: Place, trouble: Trouble, lines: Sequence[int] | np.ndarray) -> ColumnProblems:
    """The same trouble in each of these rows."""
    rows = np.asarray(lines, dtype=np.int64)
    return ColumnProblems(place, (trouble,), rows, np.zeros(len(rows), dtype=np.int64))


def whole_column(place: Place, trouble: Trouble) -> ColumnProblems:
    """One trouble that no single row has."""
    return alike(place, trouble, [NO_ROW])


def problem_table(parts: Iterable[ColumnProblems]) -> pd.DataFrame:
    """One row per problem, with the columns of PROBLEM_COLUMNS, in the order of the parts."""
    filled = [part for part in parts if len(part.lines)]
    texts = [_texts(part) for part in filled]
    words = [name for name in PROBLEM_COLUMNS if name != "row"]
    problems = pd.DataFrame({name: _joined([text[name] for text in texts]) for name in words})
    problems = problems.astype("str")
    lines = _joined([part.lines for part in filled]).astype(np.int64)
    problems["row"] = pd.arrays.IntegerArray(lines, mask=lines == NO_ROW)
    return problems[list(PROBLEM_COLUMNS)]


def _joined(arrays: Sequence[np.ndarray]) -> np.ndarray:
    return np.concatenate(arrays) if arrays else np.array([], dtype=object)


def _texts(part: ColumnProblems) -> dict[str, np.ndarray]:
    place, troubles = part.place, _without_own_words(part)
    told = {
        "found": [shown(trouble.found) for trouble in troubles],
        "rule": [trouble.rule for trouble in troubles],
        "sentence": [trouble.sentence for trouble in troubles],
        "nearest": [trouble.nearest for trouble in troubles],
    }
    same = {
        "file": place.source.file,
        "sheet": place.source.sheet,
        "column": "" if place.column is None else column_letter(place.column),
        "heading": shown(place.heading, LONGEST_HEADING),
        "question": place.question,
    }
    taken = {name: np.array(texts, dtype=object)[part.which] for name, texts in told.items()}
    repeated = {name: np.full(len(part.lines), text, dtype=object) for name, text in same.items()}
    return taken | repeated


def _without_own_words(part: ColumnProblems) -> list[Trouble]:
    """The troubles of a place, those that would repeat somebody's own words without them."""
    cells = np.bincount(part.which, minlength=len(part.troubles))
    return [
        _not_shown(one) if is_own_words(one.found, one.rule, one.nearest, int(count)) else one
        for one, count in zip(part.troubles, cells, strict=True)
    ]


def _not_shown(trouble: Trouble) -> Trouble:
    sentence = trouble.sentence.replace(f'"{shown(trouble.found)}"', IN_ITS_PLACE)
    return replace(trouble, found=NOT_SHOWN, sentence=sentence, nearest="")
