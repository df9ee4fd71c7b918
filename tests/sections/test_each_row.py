"""Rows one after the other are those of pandas, as plain numbers and words."""

from __future__ import annotations

import pandas as pd
import pytest

from poet.sections.each_row import each_row

FRAME = pd.DataFrame(
    {
        "question": ["life", "health"],
        "people": pd.array([12, pd.NA], dtype="Int64"),
        "share": [0.25, float("nan")],
        "clear": [True, False],
    },
    index=[7, 3],
)


def test_rows_are_those_of_pandas_without_the_index() -> None:
    for row, of_pandas in zip(each_row(FRAME), FRAME.itertuples(index=False), strict=True):
        assert repr(row._asdict()) == repr(
            {
                name: int(value) if name == "people" and pd.notna(value) else value
                for name, value in of_pandas._asdict().items()
            }
        )


def test_numbers_are_plain_ones() -> None:
    first = each_row(FRAME)[0]
    assert [type(value) for value in first] == [str, int, float, bool]


@pytest.mark.parametrize("frame", [FRAME.iloc[:0], pd.DataFrame(columns=["question"])])
def test_no_rows_are_none(frame: pd.DataFrame) -> None:
    assert each_row(frame) == []
