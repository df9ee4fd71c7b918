"""The file of released comments: what a reviewer read and let go, in the words to print."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from poet.errors import PoetError
from poet.reading import TextTable, shown
from poet.reading.table_beside import read_table_beside

if TYPE_CHECKING:
    from pandas import DataFrame, Series

COLUMNS = ("authority", "questionnaire", "question", "text", "released_by", "released_on")
ROWS_NAMED = 5


def released_comments(
    path: Path, authorities: Collection[str], questions: Mapping[str, Collection[str]]
) -> DataFrame:
    """One row per released comment, with COLUMNS, all text; blank rows are left out.

    `authorities` are the codes of the study, `questions` the keys of the comment questions of each
    questionnaire that was asked in the latest wave. Raises one PoetError with everything that is
    wrong: a column or cell that is missing, or a comment on what was not asked.
    """
    table = read_table_beside(path)
    PoetError.raise_all(_mistakes_of_shape(path.name, table))
    comments = table.cells.set_axis(list(table.headings), axis="columns")[list(COLUMNS)]
    comments = comments.set_axis(table.lines, axis="index").map(str.strip)
    comments = comments[comments.ne("").any(axis="columns")]
    PoetError.raise_all(
        [
            *_unfinished(path.name, comments),
            *_not_in_the_study(path.name, comments, authorities, questions),
        ]
    )
    return comments.reset_index(drop=True)


def _mistakes_of_shape(file: str, table: TextTable) -> Iterator[PoetError]:
    missing = [name for name in COLUMNS if name not in table.headings]
    if missing:
        yield PoetError(
            file,
            "the columns " + ", ".join(missing) + " are missing",
            expected="A file of released comments has the columns " + ", ".join(COLUMNS),
            cure="Add them in the first row",
        )
    for problem in table.problems:
        where = file if problem.line is None else f"{file}, row {problem.line:,}"
        yield PoetError(
            where,
            f"{problem.found}: {problem.sentence}" if problem.line is None else problem.sentence,
            cure="Correct it, or take it out",
        )


def _unfinished(file: str, comments: DataFrame) -> Iterator[PoetError]:
    unsigned = comments["released_by"].eq("") | comments["released_on"].eq("")
    if unsigned.any():
        yield PoetError(
            _rows(file, unsigned),
            "a comment does not say who released it and when",
            cure="Fill in released_by and released_on, or take the comment out",
        )
    empty = comments["text"].eq("")
    if empty.any():
        yield PoetError(_rows(file, empty), "a comment has no text", cure="Take the row out")


def _not_in_the_study(
    file: str,
    comments: DataFrame,
    authorities: Collection[str],
    questions: Mapping[str, Collection[str]],
) -> Iterator[PoetError]:
    yield from _unknown(
        file, comments["authority"], "is no code of an authority of the study", authorities
    )
    yield from _unknown(
        file, comments["questionnaire"], "was not asked in the latest wave", questions
    )
    for name, keys in questions.items():
        asked = comments["question"][comments["questionnaire"].eq(name)]
        yield from _unknown(file, asked, f'is no comment question of "{name}"', keys)


def _unknown(
    file: str, cells: Series, sentence: str, known: Collection[str]
) -> Iterator[PoetError]:
    """A mistake for each text that is not known, with the rows it stands in."""
    for text in cells[~cells.isin(list(known))].unique():
        yield PoetError(
            _rows(file, cells.eq(text)),
            f'{cells.name} "{shown(text)}" {sentence}',
            expected="There are: " + (", ".join(known) or "none"),
            cure="Correct it, or take the comment out",
        )


def _rows(file: str, is_one: Series) -> str:
    """The file and the first rows in which something is so, as a sentence begins."""
    lines = [f"{line:,}" for line in is_one.index[is_one]]
    more = f" and {len(lines) - ROWS_NAMED:,} more" if len(lines) > ROWS_NAMED else ""
    return f"{file}, row {', '.join(lines[:ROWS_NAMED])}{more}"
