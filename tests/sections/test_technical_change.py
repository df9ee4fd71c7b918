"""Change between waves in a table for whoever re-uses the analysis."""

from __future__ import annotations

import pytest
from changes_released import BETTER, NOTES, SAME, adjusted, change, made, one_wave, three_waves

from poet.sections import technical_change


@pytest.fixture(scope="module")
def base(reports):
    return three_waves(reports[0])


def test_the_technical_table_has_all_that_can_be_compared_and_why_the_rest_cannot(base) -> None:
    hidden = [change(key, note=NOTES["hidden"]) for key in ("paid_job", "community")]
    rows = [adjusted("dignity", 0.05, 0.3)]
    shown = technical_change.view(made(base, BETTER, SAME, *hidden, adjusted_rows=rows))
    (table,) = shown["tables"]
    assert table["caption"] == (
        "Good answers of people who hold a personal budget: spring 2026 and spring 2024"
    )
    assert [row["label"] for row in table["rows"]] == ["Dignity in support", "Feeling safe"]
    first, second = (row["cells"] for row in table["rows"])
    assert first == [
        "55 of 100", "60 of 100", "20 (-5 to 15)", "0.400", "yes", "18 (5 to 30)", "2 (-3 to 7)",
        "0.400",
    ]  # fmt: skip
    assert second[5] == "none"
    assert shown["reasons"] == [
        "Not compared, of people who hold a personal budget: 2 (reason: too few people gave some "
        "answer in wave 2024 to show the share)."
    ]


def test_one_wave_is_left_out(base) -> None:
    assert technical_change.view(made(one_wave(base)))["empty"] is True
