"""Where comments stand: numbers of rows and checks as a spreadsheet may write them again."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from two_coders import exported

from poet.themes_comments import check_of_words, row_numbers


def test_a_number_of_a_row_is_told_from_all_else() -> None:
    texts = ["2", "1,204", "1,048,576", "", "x", "2.0", "-3", "inf", "1e3", "9" * 30, "9" * 5_000]
    assert row_numbers(pd.Series(texts)).tolist() == [2, 1204, 1_048_576, *[0] * 8]
    assert row_numbers(pd.Series([], dtype=object)).tolist() == []


@pytest.mark.parametrize(
    ("words", "check", "saved_again"),
    [
        ("It took 15 weeks.", "0063", "63"),
        ("It took 19 weeks.", "80e9", "8.00E+10"),
        ("It took 14 weeks.", "3034", "3034"),
    ],
)
def test_a_key_that_a_spreadsheet_saved_again_means_the_same(
    small: Path, words: str, check: str, saved_again: str
) -> None:
    assert check_of_words(words) == check
    made = exported(small, [words, "Too long."])
    made.both_fill_in()
    key = made.key.read_text(encoding="utf-8-sig")
    assert f",{check}\n" in key
    made.key.write_text(key.replace(f",{check}\n", f",{saved_again}\n"), encoding="utf-8")
    coding = made.code()
    assert coding.problems.empty
    assert len(coding.codes) == 2


def test_the_check_of_other_words_is_not_taken_for_it(small: Path) -> None:
    made = exported(small, ["It took 15 weeks.", "Too long."])
    made.both_fill_in()
    key = made.key.read_text(encoding="utf-8-sig")
    made.key.write_text(key.replace(",0063\n", ",64\n"), encoding="utf-8")
    assert made.code().problems["rule"].tolist() == ["other words by now"]
