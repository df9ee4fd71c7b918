"""The rows of a file of returns: whose, of which year, of which return; and what is no use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from poet.activity_cells import Year, year_in, year_of, year_words
from poet.activity_remarks import (
    remark_on_absent_returns,
    remark_on_others,
    remark_on_returns,
    some_of,
)
from poet.activity_rules import LONG, WIDE, YEARS
from poet.activity_shapes import Layout, ReturnsOfRows
from poet.responses import evened_out
from poet.responses.named_columns import NamedColumns, authorities_meant
from poet.responses.problem_table import Trouble

if TYPE_CHECKING:
    from pandas import DataFrame, Series

TWICE = "row twice"
# Why rows are not used, in the order in which that is looked at.
NO_AUTHORITY = "no authority of the study"
NO_YEAR = "no year that can be used"
NOT_READ = "no return that is read"
SAME_ROW = "same council, year and return twice"
# What must be different in every row.
KEYS = {
    WIDE: ["authority", "year"],
    LONG: ["authority", "year", "return"],
    YEARS: ["authority", "return"],
}
THE_SAME = {
    WIDE: "council and year stand",
    LONG: "council, year and return stand",
    YEARS: "council and return stand",
}
SEVERAL_ROWS = (
    "where several rows are of the same council, year and return, say in study.toml which of them "
    'counts: where = { COLUMN = "TEXT" }.'
)


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of councils of the study, of which it is known what they hold.

    `records` has one row per such row, its line as index: authority (code), year and year_text
    where the rows are of a year, return and return_text where they are of a return, and the texts
    of the columns of numbers. `remarks` are sentences on rows that were left out, `set_aside` has
    how many rows are not used, by reason.
    """

    layout: Layout
    sheet: NamedColumns
    records: DataFrame
    remarks: tuple[str, ...]
    set_aside: Mapping[str, int]

    @cached_property
    def labels(self) -> Mapping[Year, str]:
        """Each year as the file writes it first, in order of time."""
        if "year" in self.layout.row_columns:
            texts = self.records["year_text"].unique()
        else:
            texts = [self.sheet.found[column][1] for column in self.layout.amounts]
        found: dict[Year, str] = {}
        for text in texts:
            found.setdefault(year_in(text) or Year(0), year_words(text))
        return dict(sorted(found.items()))

    @property
    def words_of_returns(self) -> Iterator[tuple[str, str]]:
        """Each return and its words in the file, in the order of the file."""
        if "return" in self.layout.row_columns:
            yield from zip(self.records["return"], self.records["return_text"], strict=True)
        else:
            yield from ((name, self.sheet.found[name][1]) for name in self.layout.amounts)

    @property
    def years_of(self) -> dict[str, set[str]]:
        """The years of which each authority has a row, as they are printed."""
        if "year" not in self.layout.row_columns:
            return {code: set(self.labels.values()) for code in self.records["authority"].unique()}
        years = self.records["year"].map(self.labels)
        return {code: set(own) for code, own in years.groupby(self.records["authority"])}

    def cells(self) -> DataFrame:
        """One row per cell that should hold a number, of rows that do not say a thing twice.

        Columns: authority, year (`Year`), return, column (its name in the sheet), text, line.
        """
        records = self.records[~_double(self.layout.shape, self.records)]
        parts = [
            pd.DataFrame(
                {
                    "authority": records["authority"],
                    "year": records.get("year", year_in(heading)),
                    "return": records.get("return", column),
                    "column": column,
                    "text": records[column],
                    "line": records.index,
                }
            )
            for column, heading in self.layout.amounts.items()
        ]
        return pd.concat(parts, ignore_index=True)


def rows_of_returns(
    sheet: NamedColumns,
    layout: Layout,
    known: Mapping[str, tuple[str, ...]],
    returns: Mapping[str, str],
) -> Rows:
    """The rows that can be used; what is wrong with others is told in the sheet's problems.

    `known` gives the names of each authority, `returns` the text of each return in a file of rows.
    """
    records, remarks = _of_the_study(sheet, known)
    left = [len(sheet.texts), len(records)]
    if "year" in layout.row_columns:
        records["year_text"] = records["year"]
        records["year"] = sheet.understood(records["year"], year_of)
        records = records[records["year"].notna()]
    left.append(len(records))
    if "return" in layout.row_columns:
        records, left_out = _of_returns(sheet, records, returns)
        remarks += left_out
    left.append(len(records))
    remarks += _tell_doubles(sheet, layout.shape, records)
    left.append(int((~_double(layout.shape, records)).sum()))
    reasons = (NO_AUTHORITY, NO_YEAR, NOT_READ, SAME_ROW)
    lost = (before - after for before, after in pairwise(left))
    return Rows(layout, sheet, records, tuple(remarks), dict(zip(reasons, lost, strict=True)))


def _double(shape: str, records: DataFrame) -> Series:
    """Which rows say what another row says."""
    return records.duplicated(KEYS[shape], keep=False)


def _of_the_study(
    sheet: NamedColumns, known: Mapping[str, tuple[str, ...]]
) -> tuple[DataFrame, list[str]]:
    """The rows of councils of the study.

    National returns hold many others: those are one sentence, and no list of mistakes. A text that
    may be a council of the study, spelt otherwise, is a mistake.
    """
    records = sheet.texts.copy()
    meant = authorities_meant(list(records["authority"].unique()), known)
    others = [
        text for text, one in meant.items() if text and one.trouble and not one.trouble.nearest
    ]
    left_out = records["authority"].isin(others)
    records = records[~left_out]
    codes = sheet.understood(records["authority"], meant.__getitem__)
    used = records.assign(authority=codes)[codes.notna()]
    return used, list(remark_on_others(others, int(left_out.sum())))


def _of_returns(
    sheet: NamedColumns, records: DataFrame, returns: Mapping[str, str]
) -> tuple[DataFrame, list[str]]:
    """The rows of returns that are read, and a sentence on the others."""
    understand = ReturnsOfRows(returns).understand
    records = records.assign(return_text=records["return"])
    records["return"] = sheet.understood(records["return"], understand)
    left_out = records.loc[records["return"].eq(""), "return_text"]
    there = {evened_out(text) for text in records["return_text"]}
    absent = [text for text in returns.values() if evened_out(text) not in there]
    remarks = [
        *remark_on_returns(list(left_out.unique()), len(left_out)),
        *remark_on_absent_returns(absent),
    ]
    return records[records["return"].fillna("").ne("")], remarks


def _tell_doubles(sheet: NamedColumns, shape: str, records: DataFrame) -> Sequence[str]:
    """Rows that say a thing twice are told, and not used."""
    keys = KEYS[shape]
    double = records[_double(shape, records)]
    for _, rows in double.groupby(keys, sort=False):
        lines = rows.index.tolist()
        named = some_of([f"{line:,}" for line in lines])
        sentence = (
            f"The same {THE_SAME[shape]} in the rows {named}: none of them is used. Keep one."
        )
        sheet.tell("authority", Trouble("", TWICE, sentence), lines)
    return [SEVERAL_ROWS] if len(double) and shape != WIDE else []
