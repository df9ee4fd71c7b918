"""The workbook of a check: what Excel users look through, sort and filter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.responses import Account
    from poet.study import Study

BY_KIND = {
    "file": "File",
    "sheet": "Sheet",
    "first_row": "First row or case",
    "column": "Column",
    "heading": "Heading",
    "sentence": "What is wrong",
    "found": "Found",
    "nearest": "Nearest match",
    "cells": "How many alike",
    "rows": "Rows (the first ten)",
    "question": "Question",
    "rule": "Rule",
}
EVERY = {
    "file": "File",
    "sheet": "Sheet",
    "row": "Row or case",
    "column": "Column",
    "heading": "Heading",
    "sentence": "What is wrong",
    "found": "Found",
    "nearest": "Nearest match",
    "question": "Question",
    "rule": "Rule",
}
ACCOUNT = ("File", "Sheet", "Questionnaire or table", "Rows", "What became of them")
# Excel takes a minute to open more, and nobody reads them.
MOST_LISTED = 100_000


def check_sheets(study: Study, by_kind: DataFrame, problems: DataFrame) -> Mapping[str, DataFrame]:
    """Three sheets by name: the problems by kind, every problem, and the account of the rows.

    Of more than 100,000 problems the first are listed, and a last line says how many more there
    are; they are all counted by kind.
    """
    import pandas as pd

    return {
        "by kind": by_kind[list(BY_KIND)].rename(columns=BY_KIND),
        "every problem": _listed(problems[list(EVERY)].rename(columns=EVERY)),
        "rows": pd.DataFrame(list(_account(study)), columns=list(ACCOUNT)),
    }


def _listed(problems: DataFrame) -> DataFrame:
    import pandas as pd

    more = len(problems) - MOST_LISTED
    if more <= 0:
        return problems
    many = "1 more problem" if more == 1 else f"{more:,} more problems"
    last = pd.DataFrame({"File": [f'and {many}, counted on the sheet "by kind"']})
    return pd.concat([problems.iloc[:MOST_LISTED], last], ignore_index=True)


def _account(study: Study) -> Iterator[tuple[str, str, str, int, str]]:
    answers = ((one.questionnaire.id, one) for one in study.responses)
    for name, read in (*answers, *study.counted_beside.items()):
        for rows, what in _sums(read.account):
            yield read.source.file, read.source.sheet, name, rows, what


def _sums(account: Account) -> Iterator[tuple[int, str]]:
    yield account.rows_read, "read"
    yield account.rows_used, "used"
    for reason, rows in account.set_aside.items():
        yield rows, f"set aside: {reason}"
    for state, rows in account.of_those_used.items():
        yield rows, f"of those used: {state}"
