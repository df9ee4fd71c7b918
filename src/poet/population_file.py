"""The population file of a study: what is in it, cell by cell, and what cannot be used of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from poet.errors import PoetError
from poet.population import GROUP, MARGIN, WHOSE, Population
from poet.population_answers import beside_answers
from poet.population_cells import NOT_A_GROUP, Asked, number_of_people
from poet.reading import Source, TextTable, read_table
from poet.responses import evened_out
from poet.responses.problem_table import (
    NO_ROW,
    ColumnProblems,
    Place,
    Trouble,
    alike,
    problem_table,
)
from poet.responses.understood import Understood

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from poet.responses import Responses
    from poet.study import Authority, Wave

NEEDED = ("audience", "question", "answer", "people")
OPTIONAL = ("authority", "wave", "asked")

NO_NUMBER_OF_A_GROUP = "the population file has no number that can be used for one of its groups"
GROUP_TWICE = "the population file has one of its groups twice"
TWICE = "group twice"
MORE_ASKED = "more asked than there are"
BLANK_NUMBER = "no number of people"
SHAPE = "wrong number of cells"


def read_population(
    path: Path,
    authorities: Sequence[Authority],
    waves: Sequence[Wave],
    responses: Sequence[Responses],
) -> Population:
    """The population file, set beside those who answered.

    What cannot be used is in its `problems` and stops nothing else. Raises PoetError when the file
    cannot be read or lacks a column.
    """
    asked = Asked(
        {one.code: (one.name, *one.other_names) for one in authorities},
        tuple(wave.id for wave in waves),
        {(one.questionnaire.audience, one.wave): one.questionnaire for one in responses},
    )
    table = read_table(path)
    sheet = _sheet(path.name, table, several=len(authorities) > 1)
    groups = _groups(sheet, asked)
    names = {one.code: one.name for one in authorities}
    groups, told = beside_answers(groups, responses, names)
    in_rows = (alike(sheet.place(column), one, [line]) for column, one, line in told)
    problems = problem_table([*sheet.problems, *in_rows])
    columns = [*GROUP, "people", "asked", "note"]
    return Population(groups[columns].reset_index(drop=True), problems)


@dataclass(frozen=True, eq=False)
class _Sheet:
    """The texts of the file by column name, one row per record, and problems found on the way."""

    source: Source
    texts: DataFrame
    headings: dict[str, tuple[int, str]]
    problems: list[ColumnProblems]

    def place(self, column: str) -> Place:
        position, heading = self.headings.get(column, (None, ""))
        return Place(self.source, position, heading, "")

    def tell(self, column: str, trouble: Trouble, lines: Sequence[int]) -> None:
        self.problems.append(alike(self.place(column), trouble, lines))


def _sheet(file: str, table: TextTable, *, several: bool) -> _Sheet:
    """The columns by their names; a study of one authority need not name it in every row."""
    found: dict[str, tuple[int, str]] = {}
    for position, heading in enumerate(table.headings):
        found.setdefault(evened_out(heading), (position, heading))
    needed = (*NEEDED, "authority") if several else NEEDED
    missing = [name for name in needed if name not in found]
    if missing:
        raise PoetError(
            file,
            f"the columns {', '.join(missing)} are missing",
            expected="A population file has the columns authority, audience, question, answer and "
            "people, and may have wave and asked",
            cure="Add them in the first row",
        )
    cells = table.cells.set_axis(table.lines, axis="index")
    texts = pd.DataFrame(
        {
            name: cells[found[name][0]].map(str.strip) if name in found else ""
            for name in (*OPTIONAL, *NEEDED)
        },
        index=cells.index,
    )
    texts = texts[texts.ne("").any(axis="columns")]
    return _Sheet(table.source, texts, found, [*_misshapen(table)])


def _misshapen(table: TextTable) -> Iterator[ColumnProblems]:
    for problem in table.problems:
        trouble = Trouble(problem.found, problem.rule, problem.sentence)
        yield alike(Place(table.source), trouble, [problem.line or NO_ROW])


def _groups(sheet: _Sheet, asked: Asked) -> DataFrame:
    """One row per group of the file, with its line, and a note where its question is of no use."""
    texts = sheet.texts.copy()
    of_authorities = asked.authority(texts["authority"].unique().tolist())
    texts["authority"] = _values(sheet, texts["authority"], of_authorities.__getitem__)
    texts["audience"] = _values(sheet, texts["audience"], asked.audience)
    texts["wave"] = _values(sheet, texts["wave"], asked.wave)
    texts = texts.dropna(subset=list(WHOSE))
    texts["question"] = _by(sheet, texts, ["audience", "wave"], "question", asked.question)
    texts = texts.dropna(subset=["question"])
    texts["answer"] = _by(
        sheet,
        texts,
        ["audience", "wave", "question"],
        "answer",
        lambda key, text: asked.answer(key[:2], key[2], text),
    )
    return _with_numbers(sheet, texts[texts["answer"].ne(NOT_A_GROUP)])


def _values(sheet: _Sheet, texts: Series, understand: Callable[[str], Understood]) -> Series:
    """What each text of a column means, None where it is not understood; that is told."""
    found = {text: understand(text) for text in texts.unique()}
    for text, one in found.items():
        if one.trouble:
            sheet.tell(str(texts.name), one.trouble, texts.index[texts.eq(text)].tolist())
    return texts.map({text: one.value for text, one in found.items()}).astype(object)


def _by(
    sheet: _Sheet,
    texts: DataFrame,
    keys: list[str],
    column: str,
    understand: Callable[[tuple[str, ...], str], Understood],
) -> Series:
    """The same for a column whose texts mean something else in each combination of `keys`."""
    parts = [
        _values(sheet, part, lambda text, key=key: understand(key, text))
        for key, part in texts.groupby(keys, sort=False)[column]
    ]
    return pd.concat(parts).reindex(texts.index) if parts else texts[column].astype(object)


def _with_numbers(sheet: _Sheet, texts: DataFrame) -> DataFrame:
    groups = texts.assign(line=texts.index, note="")
    for column in ("people", "asked"):
        groups[column] = _values(sheet, texts[column], number_of_people).astype(float)
    _tell_blank_numbers(sheet, texts)
    unknown = groups["answer"].isna() | groups["people"].isna()
    twice = groups.duplicated(list(GROUP), keep=False) & groups["answer"].notna()
    for _, lines in groups[twice].groupby(list(GROUP), sort=False)["line"]:
        sheet.tell("answer", _twice(lines.tolist()), lines.tolist())
    groups["note"] = _of_question(groups, twice, GROUP_TWICE, NO_NUMBER_OF_A_GROUP, unknown)
    groups = groups[groups["answer"].notna() & ~groups.duplicated(list(GROUP))]
    return _asked_of_those_there_are(sheet, groups)


def _tell_blank_numbers(sheet: _Sheet, texts: DataFrame) -> None:
    blank = texts.index[texts["people"].eq("") & texts["answer"].notna()].tolist()
    if blank:
        sentence = "It is not said how many people there are in this group."
        sheet.tell("people", Trouble("", BLANK_NUMBER, sentence), blank)


def _twice(lines: list[int]) -> Trouble:
    rows = " and ".join(f"{line:,}" for line in lines)
    return Trouble("", TWICE, f"The same group stands in the rows {rows}, so none of them is used.")


def _of_question(
    groups: DataFrame, twice: Series, why_twice: str, why_unknown: str, unknown: Series
) -> Series:
    """A note for every group of a question one group of which cannot be used."""
    keys = [groups[name] for name in MARGIN]
    any_unknown = unknown.groupby(keys).transform("any")
    any_twice = twice.groupby(keys).transform("any")
    note = np.where(any_unknown, why_unknown, np.where(any_twice, why_twice, ""))
    return pd.Series(note, index=groups.index, dtype=object)


def _asked_of_those_there_are(sheet: _Sheet, groups: DataFrame) -> DataFrame:
    """More forms than people are a mistake, of whichever number."""
    wrong = groups["asked"].gt(groups["people"])
    for line, asked, people in groups.loc[wrong, ["line", "asked", "people"]].itertuples(
        index=False
    ):
        sentence = (
            f"{asked:,.0f} people were asked, and there are {people:,.0f} in this group: "
            "how many were asked is not used."
        )
        sheet.tell("asked", Trouble(f"{asked:.0f}", MORE_ASKED, sentence), [line])
    return groups.assign(asked=groups["asked"].mask(wrong))
