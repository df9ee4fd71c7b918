"""The file of returns of a study: what is in it, cell by cell, and what cannot be used of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from poet.activity import KNOWN_RETURNS, STAFF, Activity, UnitCosts
from poet.activity_cells import amount_of, return_key
from poet.activity_remarks import (
    remarks_on_columns,
    remarks_on_councils,
    remarks_on_parts,
    remarks_on_years,
)
from poet.activity_rows import Rows, rows_of_returns
from poet.activity_shapes import layout_of
from poet.errors import PoetError
from poet.reading.table_beside import read_table_beside
from poet.reading.text_table import WRONG_NUMBER_OF_CELLS
from poet.responses import Account

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from poet.definition_keys import Table
    from poet.reading import TextTable
    from poet.responses.named_columns import NamedColumns
    from poet.study import Authority

NOT_ASKED_FOR = "row that where leaves out"
NO_NUMBER = "no number that can be used"


def read_activity(folder: Path, entry: Table, authorities: Sequence[Authority]) -> Activity:
    """The returns in the file that [activity] names.

    What cannot be used is in its `problems` and stops nothing else. Raises PoetError when the file
    cannot be read or lacks a column, and when names or unit costs are of returns it does not have.
    """
    path = folder / entry["file"]
    table = read_table_beside(path, entry.get("sheet", ""))
    layout = layout_of(path.name, table, entry)
    whole = layout.read(path.name, table, several=len(authorities) > 1)
    sheet = layout.asked_for(whole)
    known = {one.code: (one.name, *one.other_names) for one in authorities}
    rows = rows_of_returns(sheet, layout, known, entry.get("returns", {}))
    names = _names(rows, entry)
    _refuse_unknown(path.name, entry, names)
    cells = rows.cells()
    by_year = cells.assign(
        year=cells["year"].map(rows.labels), amount=_amounts(sheet, cells, names)
    )
    called = {one.code: one.name for one in authorities}
    remarks = (*_remarks(rows, called), *remarks_on_parts(by_year, called))
    return Activity(
        source=table.source,
        by_year=by_year[["authority", "year", "return", "amount", "line"]],
        years=tuple(rows.labels.values()),
        names=names,
        account=_account(table, whole, rows, by_year),
        problems=sheet.problem_table(),
        unit_costs=_unit_costs(entry),
        remarks=tuple(f"{path.name}: {remark}" for remark in remarks),
    )


def _account(table: TextTable, whole: NamedColumns, rows: Rows, by_year: DataFrame) -> Account:
    """What became of the rows that are not blank; one is used where a number of it is."""
    used = by_year.loc[by_year["amount"].notna(), "line"].nunique()
    aside = {
        WRONG_NUMBER_OF_CELLS: table.misshapen_rows,
        NOT_ASKED_FOR: len(whole.texts) - len(rows.sheet.texts),
        **rows.set_aside,
        NO_NUMBER: by_year["line"].nunique() - used,
    }
    read = len(whole.texts) + table.misshapen_rows
    return Account(read, used, {reason: number for reason, number in aside.items() if number})


def _names(rows: Rows, entry: Table) -> dict[str, str]:
    """The words of each return, in the order of the file."""
    own = {return_key(name): words for name, words in entry.get("names", {}).items()}
    words: dict[str, str] = {}
    for key, text in rows.words_of_returns:
        words.setdefault(key, own.get(key) or KNOWN_RETURNS.get(key) or text.strip())
    return words


def _refuse_unknown(file: str, entry: Table, names: Mapping[str, str]) -> None:
    """Raises PoetError where study.toml gives words or costs to returns that are not there."""
    PoetError.raise_all(
        PoetError(
            f"study.toml, [activity], {key}",
            f'"{name}" is no return of {file}',
            expected="Its returns are: " + ", ".join(names),
            cure="Correct the name",
        )
        for key in ("names", "unit_costs")
        for name in entry.get(key, {})
        if return_key(name) not in names
    )


def _amounts(sheet: NamedColumns, cells: DataFrame, names: Mapping[str, str]) -> Series:
    """The number in each cell, missing where there is none that can be used; that is told."""
    amounts = pd.Series(float("nan"), index=cells.index, dtype="float64")
    for (column, key), part in cells.groupby(["column", "return"], sort=False):
        texts = part.set_index("line")["text"].rename(column)
        words = names[key][:1].lower() + names[key][1:]
        understood = sheet.understood(
            texts, lambda text, words=words, key=key: amount_of(text, words, staff=key == STAFF)
        )
        amounts[part.index] = understood.astype(float).to_numpy()
    return amounts


def _remarks(rows: Rows, names: Mapping[str, str]) -> Iterator[str]:
    yield from remarks_on_columns(rows.layout)
    yield from rows.remarks
    yield from remarks_on_years(rows.labels)
    yield from remarks_on_councils(rows.years_of, names, list(rows.labels.values()))


def _unit_costs(entry: Table) -> UnitCosts:
    return UnitCosts(
        {return_key(name): float(pounds) for name, pounds in entry.get("unit_costs", {}).items()},
        entry.get("unit_costs_source", ""),
        str(entry.get("unit_costs_year", "")),
    )
