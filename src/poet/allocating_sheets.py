"""The tables and their comparison as files: CSV, and one workbook of both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from poet.allocating import FINDINGS, POINTS_TABLE, WORKBOOK, Allocation, PointsTable
from poet.spreadsheets import csv_bytes, xlsx_bytes

if TYPE_CHECKING:
    from pandas import DataFrame

TABLE_COLUMNS = (
    "system",
    "printed",
    "question",
    "answer",
    "from_points",
    "to_points",
    "pounds",
    "pounds_for_each_point",
)


def sheets(allocation: Allocation) -> dict[str, bytes]:
    """File name to content: the comparison, the tables, and a workbook of both."""
    tables = points_tables(allocation)
    both = {"Comparison": allocation.findings, "Points tables": tables}
    return {
        FINDINGS: csv_bytes(allocation.findings),
        POINTS_TABLE: csv_bytes(tables),
        WORKBOOK: xlsx_bytes(both),
    }


def points_tables(allocation: Allocation) -> DataFrame:
    """One row per number of each table, with the columns of TABLE_COLUMNS.

    `printed` is "yes" for the table that is printed. `pounds` is what everybody starts with, or
    what an answer adds, for the period of the file; `to_points` is missing for the last band.
    """
    import pandas as pd

    rows = [
        {"system": name, "printed": "yes" if name == allocation.chosen else "no", **row}
        for name, table in allocation.tables.items()
        for row in _rows(table)
    ]
    return pd.DataFrame(rows).reindex(columns=list(TABLE_COLUMNS))


def _rows(table: PointsTable) -> Iterator[dict[str, Any]]:
    if table.start:
        yield {"answer": "everybody", "pounds": table.start}
    for band in table.bands:
        yield {
            "from_points": band.begins,
            "to_points": band.ends,
            "pounds_for_each_point": band.pounds,
        }
    for question in table.questions:
        for answers, pounds in question.amounts:
            yield {
                "question": question.question,
                "answer": " or ".join(answers),
                "pounds": pounds,
            }
