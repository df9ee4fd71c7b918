from __future__ import annotations

import pytest

from poet.xlsform_types import (
    FROM_FILE,
    LEFT_OUT,
    OUTSIDE,
    REFUSED,
    UNKNOWN,
    RowType,
    row_type,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("select_one yes_no", RowType("single", "yes_no")),
        ("select one yes_no", RowType("single", "yes_no")),
        ("select one from yes_no", RowType("single", "yes_no")),
        ("Select1 Yes-No", RowType("single", "Yes-No")),
        ("select_multiple helpers", RowType("multiple", "helpers")),
        ("select all that apply from helpers", RowType("multiple", "helpers")),
        ("select_one yes_no or_other", RowType("single", "yes_no", or_other=True)),
        ("select_multiple helpers or other", RowType("multiple", "helpers", or_other=True)),
        ("integer", RowType("number")),
        ("range", RowType("number")),
        ("Decimal", RowType("number")),
        ("text", RowType("text")),
        ("begin group", RowType(OUTSIDE)),
        ("end_group", RowType(OUTSIDE)),
        ("note", RowType(LEFT_OUT, why="notes")),
        ("dateTime", RowType(LEFT_OUT, why="dates and times")),
        ("rank helpers", RowType(LEFT_OUT, why="answers put in order")),
        ("start", RowType(LEFT_OUT, why="what the app notes by itself")),
        ("select_one_from_file towns.csv", RowType(REFUSED, why=FROM_FILE)),
        ("select_one_external towns", RowType(REFUSED, why=FROM_FILE)),
        (
            "begin_repeat",
            RowType(REFUSED, why="it is asked several times, and poet takes one answer a person"),
        ),
        (
            "select_one ${children}",
            RowType(REFUSED, why="its answers are what was answered before"),
        ),
        ("selct_one yes_no", RowType(UNKNOWN)),
        ("select_one", RowType(UNKNOWN)),
        ("begin_kobomatrix", RowType(UNKNOWN)),
    ],
)
def test_what_a_type_means(text: str, found: RowType) -> None:
    assert row_type(text) == found
