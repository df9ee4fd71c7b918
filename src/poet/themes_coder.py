"""One coder's workbook, read back: what was chosen for each comment, and what cannot be used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from poet.errors import PoetError
from poet.reading import TextTable
from poet.responses.evening_out import evened_out
from poet.responses.own_words import NOT_SHOWN
from poet.responses.problem_table import ColumnProblems, Place, Trouble, alike, whole_column
from poet.themes_coder_columns import (
    NO_WORDS,
    YES_WORDS,
    number_column,
    other_columns,
    theme_columns,
    typed,
)
from poet.themes_opening import read_written
from poet.themes_workbook import COMMENTS, NO_THEME, WORDS, YES

if TYPE_CHECKING:
    from poet.themes import Codeframe

USED, MISSING, SKIPPED = "coded", "not in the workbook", "nothing chosen"
UNCLEAR, CONTRADICTION = "not clear", "a theme and no theme"
MIXED_UP = "words of another comment"
NO_WORDS_KNOWN: Mapping[str, str] = MappingProxyType({})
SENTENCES = {
    SKIPPED: (
        "Nothing is chosen in this row, so the comment counts as not coded. If no theme is in it, "
        f"choose yes below {NO_THEME}."
    ),
    MIXED_UP: (
        "The words beside this number are those of another comment, as when one column is sorted "
        "without the others: this row is not used. Undo the sorting, or code it again."
    ),
    CONTRADICTION: f"A theme is chosen and {NO_THEME} as well, so this comment is not used.",
}
NAMED = 5
# What a number of another export looks like; all else may be words of a comment.
A_NUMBER = re.compile(r"[A-Z]{0,4}-?\d{1,7}")
# Marks and white space leave enough of twice as many signs.
LONGEST_BEGIN = 400
NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, eq=False)
class CoderSheet:
    """What one coder chose.

    `codes` has a row per comment that can be used, its number as index, and a column of true and
    false per theme. `states` says of every comment of the key what became of it (USED, ...).
    """

    codes: pd.DataFrame
    states: pd.Series
    problems: tuple[ColumnProblems, ...]


def read_coder(
    path: Path,
    coder: str,
    codeframe: Codeframe,
    numbers: Sequence[str],
    words: Mapping[str, str] = NO_WORDS_KNOWN,
) -> CoderSheet:
    """The workbook of the first or the second coder; `numbers` are all comments of the key.

    `words` gives those of each number: a row that has another comment's is not used.
    Rows and columns may stand in any order. Raises PoetError when the file cannot be read, is the
    other coder's or of another export, or lacks the column of numbers or of a theme.
    """
    table = read_written(path, "poet themes export", COMMENTS)
    called = [evened_out(heading) for heading in table.headings]
    place = number_column(table, called, coder)
    columns = theme_columns(table, called, codeframe)
    given = pd.Series(table.columns[place].texts(), index=table.lines)
    given = given.map(lambda text: text.strip().upper())
    _refuse_other_export(table, given, numbers)
    problems = [*_of_reading(table), *other_columns(table, called, codeframe)]
    chosen = _chosen(table, columns, problems)
    where = Place(table.source, place, table.headings[place])
    problems += _without_comment(where, given, chosen, set(numbers))
    rows = given[given.isin(set(numbers))]
    states = _states_of_rows(chosen.loc[rows.index])
    states[_mixed_up(table, called, rows, words)] = MIXED_UP
    problems += _not_coded(table, states)
    usable = chosen.loc[states.index[states.eq(USED)]].eq(1)
    codes = _once(table, rows, usable, problems)
    became = _became(numbers, rows, states, codes)
    problems += _missing(table, became)
    codes = codes.set_axis(rows.loc[codes.index], axis="index")
    return CoderSheet(codes[list(codeframe.codes)], became, tuple(problems))


def _refuse_other_export(table: TextTable, given: pd.Series, numbers: Sequence[str]) -> None:
    written = given[given.ne("")]
    if len(written) and not written.isin(set(numbers)).any():
        ours, theirs = (
            some.partition("-")[0] if A_NUMBER.fullmatch(some) else "something else"
            for some in (numbers[0], written.iloc[0])
        )
        raise PoetError(
            table.source.where,
            "none of its comments is in the key",
            expected=f"Numbers in the key begin with {ours}, here with {theirs}",
            cure="Give the workbook and the key of the same export",
        )


def _of_reading(table: TextTable) -> Iterator[ColumnProblems]:
    for problem in table.problems:
        trouble = Trouble(problem.found, problem.rule, problem.sentence)
        yield alike(Place(table.source, problem.column), trouble, [problem.line or 0])


def _chosen(
    table: TextTable,
    columns: Mapping[str, tuple[int, frozenset[str]]],
    problems: list[ColumnProblems],
) -> pd.DataFrame:
    """One row per row of the sheet: 1 for yes, 0 for no, NaN for what cannot be told (is told)."""
    chosen = {}
    for code, (place, names) in columns.items():
        texts = pd.Series(table.columns[place].texts(), index=table.lines)
        meanings = {text: _meaning(text, names) for text in texts.unique()}
        where = Place(table.source, place, table.headings[place])
        for text, meaning in meanings.items():
            if np.isnan(meaning):
                lines = texts.index[texts.eq(text)].to_numpy()
                problems.append(alike(where, _unknown_code(text), lines))
        unread = [one.line for one in table.problems if one.column == place]
        chosen[code] = texts.map(meanings).mask(texts.index.isin(unread))
    return pd.DataFrame(chosen)


def _meaning(text: str, names: frozenset[str]) -> float:
    plain = evened_out(text)
    if plain in YES_WORDS or plain in names:
        return 1.0
    # A question mark alone is evened out to nothing, and is no "no".
    return 0.0 if plain in NO_WORDS or not text.strip() else float("nan")


def _unknown_code(text: str) -> Trouble:
    found, told = typed(text)
    sentence = f"{told} is neither yes nor empty, so this comment is not used."
    return Trouble(found, "unknown code", sentence, YES)


def _without_comment(
    where: Place, given: pd.Series, chosen: pd.DataFrame, numbers: set[str]
) -> Iterator[ColumnProblems]:
    """Rows with codes whose number is missing, and rows whose number is not in the key."""
    bare = given.index[given.eq("") & chosen.ne(0).any(axis="columns")]
    sentence = "Codes stand in this row, and the number of the comment is missing."
    yield alike(where, Trouble("", "no number", sentence), bare.to_numpy())
    strange = given[given.ne("") & ~given.isin(numbers)]
    for line, number in strange.items():
        found, sentence = number, f'There is no comment "{number}" in the key.'
        if not A_NUMBER.fullmatch(number):
            found, sentence = NOT_SHOWN, "What is written here (not shown) is no comment's number."
        yield alike(where, Trouble(found, "unknown comment", sentence), [line])


def _mixed_up(
    table: TextTable, called: Sequence[str], rows: pd.Series, words: Mapping[str, str]
) -> list[int]:
    """The lines of rows whose words are another comment's. Words that were changed are nobody's."""
    column = evened_out(WORDS)
    if column not in called or not words:
        return []
    beside = pd.Series(table.columns[called.index(column)].texts(), index=table.lines)[rows.index]
    expected = {number: _begin(text) for number, text in words.items()}
    known = set(expected.values())
    return [
        line
        for line, number, text in zip(rows.index, rows, map(_begin, beside), strict=True)
        if text in known and text != expected.get(number, text)
    ]


def _begin(text: str) -> str:
    """The letters and figures with which a comment begins, without marks and white space."""
    return NO_WORD.sub("", text[:LONGEST_BEGIN]).casefold()[: LONGEST_BEGIN // 2]


def _states_of_rows(chosen: pd.DataFrame) -> pd.Series:
    """For each row whether it is coded, skipped or not clear."""
    some = chosen.drop(columns=NO_THEME).eq(1).any(axis="columns")
    none, unclear = chosen[NO_THEME].eq(1), chosen.isna().any(axis="columns")
    states = np.select(
        [unclear, some & none, some | none], [UNCLEAR, CONTRADICTION, USED], default=SKIPPED
    )
    return pd.Series(states, index=chosen.index, dtype=object)


def _not_coded(table: TextTable, states: pd.Series) -> Iterator[ColumnProblems]:
    for state, sentence in SENTENCES.items():
        lines = states.index[states.eq(state)].to_numpy()
        yield alike(Place(table.source), Trouble("", state, sentence), lines)


def _once(
    table: TextTable, rows: pd.Series, usable: pd.DataFrame, problems: list[ColumnProblems]
) -> pd.DataFrame:
    """Of comments coded in several rows the first row; none where the rows differ."""
    numbers = rows.loc[usable.index]
    several = numbers[numbers.duplicated(keep=False)]
    unlike = set()
    for number, lines in several.groupby(several, sort=False).groups.items():
        differ = usable.loc[lines].drop_duplicates().shape[0] > 1
        unlike |= {number} if differ else set()
        end = (
            "with other codes, so it is not used"
            if differ
            else "with the same codes: it counts once"
        )
        listed = " and ".join(f"{line:,}" for line in lines)
        sentence = f"Comment {number} stands in the rows {listed} {end}."
        trouble = Trouble(str(number), "comment twice", sentence)
        problems.append(alike(Place(table.source), trouble, list(lines)))
    return usable[~numbers.duplicated() & ~numbers.isin(unlike)]


def _became(
    numbers: Sequence[str], rows: pd.Series, states: pd.Series, codes: pd.DataFrame
) -> pd.Series:
    """What became of every comment of the key."""
    became = pd.Series(MISSING, index=pd.Index(numbers), dtype=object)
    skipped = states.eq(SKIPPED)
    became[rows[skipped].unique()] = SKIPPED
    became[rows[~skipped].unique()] = UNCLEAR
    became[rows.loc[codes.index].to_numpy()] = USED
    return became


def _missing(table: TextTable, became: pd.Series) -> Iterator[ColumnProblems]:
    missing = became.index[became.eq(MISSING)]
    if len(missing):
        more = f" and {len(missing) - NAMED:,} more" if len(missing) > NAMED else ""
        many = "1 comment" if len(missing) == 1 else f"{len(missing):,} comments"
        verb = "is" if len(missing) == 1 else "are"
        named = ", ".join(missing[:NAMED])
        sentence = f"{many} of the key {verb} not in this workbook: {named}{more}."
        yield whole_column(Place(table.source), Trouble("", MISSING, sentence))
