"""The population file of a study: what is in it, cell by cell, and what cannot be used of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from poet.population import GROUP, MARGIN, WHOSE, Population
from poet.population_answers import beside_answers
from poet.population_cells import NOT_A_GROUP, Asked, number_of_people
from poet.reading.table_beside import read_table_beside
from poet.responses.named_columns import Columns, NamedColumns, named_columns
from poet.responses.problem_table import Trouble
from poet.responses.understood import Understood

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from poet.responses import Responses
    from poet.study import Authority, Wave

NEEDED = ("audience", "question", "answer", "people")
OPTIONAL = ("authority", "wave", "asked")
MEANING = (
    "A population file has the columns authority, audience, question, answer and people, and may "
    "have wave and asked"
)

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
    table = read_table_beside(path)
    columns = _columns(several=len(authorities) > 1)
    sheet = named_columns(path.name, table, columns)
    groups = _groups(sheet, asked)
    names = {one.code: one.name for one in authorities}
    groups, told = beside_answers(groups, responses, names)
    for column, trouble, line in told:
        sheet.tell(column, trouble, [line])
    groups = groups[[*GROUP, "people", "asked", "note"]].reset_index(drop=True)
    return Population(groups, sheet.problem_table())


def _columns(*, several: bool) -> Columns:
    """A study of one authority need not name it in every row."""
    needed = (*NEEDED, "authority") if several else NEEDED
    optional = tuple(name for name in OPTIONAL if name not in needed)
    return Columns(needed, optional, MEANING)


def _groups(sheet: NamedColumns, asked: Asked) -> DataFrame:
    """One row per group of the file, with its line, and a note where its question is of no use."""
    texts = sheet.texts.copy()
    texts["authority"] = sheet.authorities(asked.authorities)
    texts["audience"] = sheet.understood(texts["audience"], asked.audience)
    texts["wave"] = sheet.understood(texts["wave"], asked.wave)
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


def _by(
    sheet: NamedColumns,
    texts: DataFrame,
    keys: list[str],
    column: str,
    understand: Callable[[tuple[str, ...], str], Understood],
) -> Series:
    """The same for a column whose texts mean something else in each combination of `keys`."""
    parts = [
        sheet.understood(part, lambda text, key=key: understand(key, text))
        for key, part in texts.groupby(keys, sort=False)[column]
    ]
    return pd.concat(parts).reindex(texts.index) if parts else texts[column].astype(object)


def _with_numbers(sheet: NamedColumns, texts: DataFrame) -> DataFrame:
    groups = texts.assign(line=texts.index, note="")
    for column in ("people", "asked"):
        groups[column] = sheet.understood(texts[column], number_of_people).astype(float)
    _tell_blank_numbers(sheet, texts)
    unknown = groups["answer"].isna() | groups["people"].isna()
    twice = groups.duplicated(list(GROUP), keep=False) & groups["answer"].notna()
    for _, lines in groups[twice].groupby(list(GROUP), sort=False)["line"]:
        sheet.tell("answer", _twice(lines.tolist()), lines.tolist())
    groups["note"] = _of_question(groups, twice, GROUP_TWICE, NO_NUMBER_OF_A_GROUP, unknown)
    groups = groups[groups["answer"].notna() & ~groups.duplicated(list(GROUP))]
    return _asked_of_those_there_are(sheet, groups)


def _tell_blank_numbers(sheet: NamedColumns, texts: DataFrame) -> None:
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


def _asked_of_those_there_are(sheet: NamedColumns, groups: DataFrame) -> DataFrame:
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
