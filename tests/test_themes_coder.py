"""What coders typed in the place of codes: told where it is, and never what may be words."""

from __future__ import annotations

from pathlib import Path

import pytest
from two_coders import Exports, exported, fill_in, moved

from poet.themes_coder_columns import typed
from poet.themes_workbook import COMMENTS

HIDDEN = "What is written here (not shown)"


@pytest.fixture
def made(small: Path) -> Exports:
    """Ten comments, exported and coded by both."""
    exports = exported(small)
    exports.both_fill_in()
    return exports


@pytest.mark.parametrize("text", ["maybe", "?", "2", "Buses", " n/k "])
def test_one_short_word_is_shown(text: str) -> None:
    assert typed(text) == (text.strip(), f'"{text.strip()}"')


@pytest.mark.parametrize(
    "text", ["Ann rang", "Margaret", "LS14AP", "a@b.org.uk", "0117496012", "QQ123456C", "w" * 11]
)
def test_what_may_be_words_or_tell_who_somebody_is_is_not_shown(text: str) -> None:
    assert typed(text) == ("own words, not shown", HIDDEN)


def test_words_that_slipped_into_another_column_are_not_repeated(made: Exports) -> None:
    def slipped(rows: list[list[object]]) -> list[list[object]]:
        into_codes = [*rows[1][:4], rows[1][3], *rows[1][5:]]
        into_numbers = [rows[2][3], *rows[2][1:]]
        return [rows[0], into_codes, into_numbers, *rows[3:]]

    moved(made.first, slipped)
    problems = made.code().problems
    assert problems["sentence"].tolist()[:2] == [
        f"{HIDDEN} is neither yes nor empty, so this comment is not used.",
        f"{HIDDEN} is no comment's number.",
    ]
    assert len(problems) == 3
    assert "weeks" not in problems.to_string().casefold()


@pytest.mark.parametrize("cell", ['=IF(1,"yes","")', "#N/A"])
def test_a_code_that_cannot_be_read_is_not_taken_for_no(made: Exports, cell: str) -> None:
    fill_in(made.first, lambda place, _: {"Thanks": cell} if place == 0 else {})
    coding = made.code()
    assert coding.problems[["file", "sheet", "row", "column"]].to_numpy().tolist() == [
        ["first-coder.xlsx", COMMENTS, 2, "M"]
    ]
    assert len(coding.codes) == 9
    assert coding.not_used["first coder"].tolist() == ["not clear"]
