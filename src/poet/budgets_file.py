"""A file of indicative and final budgets, cell by cell, and what cannot be used of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from poet.budgets import Budgets
from poet.budgets_cells import WEEKS, amount_in_pounds, date_meant, period_meant
from poet.budgets_remarks import (
    groups_told,
    remarks_on_cases,
    remarks_on_columns,
    remarks_on_periods,
)
from poet.budgets_rules import COLUMNS
from poet.budgets_same_case import same_case
from poet.reading.table_beside import read_table_beside
from poet.reading.text_table import WRONG_NUMBER_OF_CELLS
from poet.responses import Account
from poet.responses.named_columns import Columns, NamedColumns, named_columns
from poet.responses.problem_table import Trouble

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from poet.definition_keys import Table
    from poet.reading import TextTable
    from poet.study import Authority

NEEDED = ("case", "indicative", "final")
AMOUNTS = ("indicative", "final")
MEANING = (
    "A file of budgets has the columns case, indicative and final, and may have authority, date, "
    "period and group; where they have other headings, columns in [budgets] says so"
)

NO_AUTHORITY = "no authority of the study"
NO_CASE = "no number of the case"
TOTAL = "row of totals"
NO_AMOUNT = "no amount that can be used"
NO_PERIOD = "no period that can be used"
NO_FINAL = "no final budget"
EARLIER = "earlier row of the same case"
SAME_CASE = "same case twice"
MIXED = "week and year mixed"
SENTENCES = {
    NO_CASE: "The number of the case is missing in this row, so it is set aside.",
    TOTAL: "This row holds totals and no case, so it is set aside.",
    NO_FINAL: "The final budget is missing in this row, so it is set aside.",
}
# What stands in the place of a case below a table that was summed up.
TOTALS = {"total", "totals", "grand total", "subtotal", "sub-total", "sum", "average", "mean"}

# An amount for a year that is read as one for a week is so many times too large; a final budget
# may be a quarter more or less than the indicative one beside that.
WEEKS_IN_THE_OTHER = WEEKS["year"]
ABOUT = 1.25


def read_budgets(folder: Path, entry: Table, authorities: Sequence[Authority]) -> Budgets:
    """The file that `entry`, the table [budgets] of study.toml, names, in pounds a week.

    What cannot be used is in its `problems` and stops nothing else. Raises PoetError when the file
    cannot be read or lacks a column.
    """
    table = read_table_beside(folder / entry["file"], entry.get("sheet", ""))
    columns = _columns(entry, several=len(authorities) > 1)
    sheet = named_columns(entry["file"], table, columns)
    known = {one.code: (one.name, *one.other_names) for one in authorities}
    rows = _understood(sheet, entry, known)
    for name in AMOUNTS:
        rows["unusable"] |= rows.index.isin(_not_read(table, sheet.found[name][0]))
    reason = _reasons(sheet, rows)
    used = rows[reason.eq("")]
    group, told = groups_told(used["group"])
    by_case = used.assign(line=used.index, group=group)
    by_case = by_case[["authority", "case", "date", *AMOUNTS, "group", "line"]]
    remarks = (
        *remarks_on_columns(table.headings, sheet.found.values()),
        *remarks_on_periods(_mixed_ratios(rows)),
        *remarks_on_cases(by_case, period_said="period" in sheet.found),
    )
    return Budgets(
        source=table.source,
        by_case=by_case.reset_index(drop=True),
        account=_account(table, reason),
        problems=sheet.problem_table(),
        remarks=(*(f"{table.source.file}: {remark}" for remark in remarks), *told),
    )


def _account(table: TextTable, reason: Series) -> Account:
    """What became of the rows that are not blank; `reason` has why each is not used, or ""."""
    aside = {str(name): int(n) for name, n in reason[reason.ne("")].value_counts().items()}
    misshapen = table.misshapen_rows
    if misshapen:
        aside[WRONG_NUMBER_OF_CELLS] = misshapen
    return Account(len(reason) + misshapen, int(reason.eq("").sum()), aside)


def _not_read(table: TextTable, position: int) -> list[int]:
    """The rows in which this column has a cell that reading could not use, such as #DIV/0!."""
    return [one.line for one in table.problems if one.column == position and one.line]


def _columns(entry: Table, *, several: bool) -> Columns:
    """A study of one authority need not name it in every row."""
    needed = (*NEEDED, "authority") if several else NEEDED
    optional = tuple(name for name in COLUMNS if name not in needed)
    return Columns(needed, optional, MEANING, entry.get("columns", {}))


def _understood(sheet: NamedColumns, entry: Table, known: dict[str, tuple[str, ...]]) -> DataFrame:
    """One row per record: what each column says, amounts in pounds a week.

    `unusable` marks rows with an amount that is written and is none, `no_period` those with such a
    period, `said` those whose period is written in the row.
    """
    texts = sheet.texts
    rows = pd.DataFrame(
        {
            "authority": sheet.authorities(known),
            "case": texts["case"],
            "date": sheet.understood(texts["date"], date_meant).astype("datetime64[s]"),
            "group": texts["group"],
            "said": texts["period"].ne(""),
        }
    )
    default = entry.get("period", "week")
    weeks = sheet.understood(texts["period"], period_meant).astype(float)
    rows["no_period"] = weeks.isna()
    rows["unusable"] = False
    for name in AMOUNTS:
        pounds = sheet.understood(texts[name], amount_in_pounds).astype(float)
        rows["unusable"] |= pounds.isna() & texts[name].ne("")
        own = WEEKS[entry.get(f"{name}_period", default)]
        rows[name] = pounds / weeks.where(rows["said"], own)
    return rows


def _reasons(sheet: NamedColumns, rows: DataFrame) -> Series:
    """Why each row is not used, "" where it is; what is wrong with whole rows is told."""
    totals = rows["case"].str.casefold().str.rstrip(": ").isin(TOTALS)
    there = rows["authority"].notna() & rows["case"].ne("") & ~totals
    _tell(sheet, "case", rows.index[rows["case"].eq("")], NO_CASE)
    _tell(sheet, "case", rows.index[totals], TOTAL)
    earlier, twice, told = same_case(rows[there])
    for trouble, lines in told:
        sheet.tell("case", trouble, lines)
    no_final = rows["final"].isna() & ~rows["unusable"] & ~rows["no_period"] & ~totals
    _tell(sheet, "final", rows.index[no_final], NO_FINAL)
    mixed = _mixed(rows)
    for trouble, lines in _mixed_told(rows[mixed]):
        sheet.tell("final", trouble, lines)
    reasons = {
        NO_AUTHORITY: rows["authority"].isna(),
        TOTAL: totals,
        NO_CASE: ~there,
        EARLIER: rows.index.isin(earlier),
        SAME_CASE: rows.index.isin(twice),
        NO_AMOUNT: rows["unusable"],
        NO_PERIOD: rows["no_period"],
        NO_FINAL: no_final,
        MIXED: mixed,
    }
    chosen = np.select(list(reasons.values()), list(reasons), "")
    return pd.Series(chosen, index=rows.index, dtype=object)


def _tell(sheet: NamedColumns, column: str, lines: pd.Index, rule: str) -> None:
    if len(lines):
        sheet.tell(column, Trouble("", rule, SENTENCES[rule]), lines.tolist())


def _mixed_ratios(rows: DataFrame) -> Series:
    """Final divided by indicative of rows that have both; missing unless one is about 52 times the
    other, with no word on the period in the row."""
    ratio = (rows["final"] / rows["indicative"]).dropna()
    times = ratio.where(ratio.ge(1), 1 / ratio)
    about = times.between(WEEKS_IN_THE_OTHER / ABOUT, WEEKS_IN_THE_OTHER * ABOUT)
    return ratio.where(about & ~rows["said"].reindex(ratio.index))


def _mixed(rows: DataFrame) -> Series:
    """Rows of which one amount is about 52 times the other, with no word on the period."""
    return _mixed_ratios(rows).reindex(rows.index).notna()


def _mixed_told(mixed: DataFrame) -> list[tuple[Trouble, list[int]]]:
    more = mixed["final"].gt(mixed["indicative"])
    told = [
        ("The final budget is about 52 times the indicative one", mixed.index[more]),
        ("The indicative budget is about 52 times the final one", mixed.index[~more]),
    ]
    return [
        (
            Trouble(
                "",
                MIXED,
                f"{begins}: one seems to be for a year and the other for a week, so the row is not "
                "used. If both are right, write their period in a column period.",
            ),
            lines.tolist(),
        )
        for begins, lines in told
        if len(lines)
    ]
