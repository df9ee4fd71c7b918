"""A plain block is cut into the cells that the csv module finds in it; any other is refused."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.reading.text_files import plain_blocks
from poet.reading.text_files.plain_blocks import LONGEST_CELL, MOST_WORDS, WORD, plain_block

# Cells as long as a word, a little shorter and longer, and too long to be compared by words.
LENGTHS = st.sampled_from([0, 1, WORD - 1, WORD, WORD + 1, 3 * WORD, MOST_WORDS * WORD + 1])
CELLS = st.one_of(
    st.builds(lambda length, sign: sign * length, LENGTHS, st.sampled_from("ab é")),
    st.text(st.sampled_from('a7é£😀,;"\n '), max_size=20),
)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=20)


def read(text: str, separator: str = ",", width: int = 2) -> list[list[str]] | None:
    block = plain_block(text.encode(), separator, width, 5)
    if block is None:
        return None
    assert block.numbers[0] == 5
    texts = [column.texts().tolist() for column in block.columns]
    assert all(len(column) == len(block.numbers) for column in texts)
    return [list(row) for row in zip(*texts, strict=True)]


def written(rows: list[list[str]], separator: str, quoting: int) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n", quoting=quoting).writerows(rows)
    return out.getvalue()


@given(
    rows=ROWS,
    separator=st.sampled_from(",;\t|"),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    multiplier=st.sampled_from([plain_blocks.MULTIPLIER, 0]),
)
def test_what_is_written_is_read(rows, separator, quoting, multiplier):
    """With a multiplier of 0 all cells that end alike are mixed to the same number."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain_blocks, "MULTIPLIER", multiplier)
        assert read(written(rows, separator, quoting), separator) == rows


@given(text=st.text(st.sampled_from('ab,"\n\r'), max_size=14))
def test_a_block_is_read_as_the_csv_module_does_or_refused(text):
    found = read(text)
    if found is not None:
        assert found == list(csv.reader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1,2",
        "1,2\n3\n",
        "1,2\n3,4,5\n",
        "1,2\n\n3,4\n",
        "1,2\r\n3,4\n",
        "1,2\r3,4\n",
        '1,"2\n',
        '1,2"3"\n',
        '1,"2"3\n',
        '1,"2" \n',
        "1,\0\n",
        f"1,{'x' * LONGEST_CELL}\n",
    ],
)
def test_a_block_that_is_not_plain_is_left_to_the_csv_module(text):
    assert read(text) is None


def test_one_column_is_left_to_the_csv_module():
    assert read("1\n2\n", width=1) is None


def test_a_text_is_told_once_however_it_is_quoted():
    block = plain_block(b'a,"say ""hi"""\r\n"a",""\r\n', ",", 2, 1)
    assert [list(column.distinct) for column in block.columns] == [["a"], ['say "hi"', ""]]
    assert [column.code.tolist() for column in block.columns] == [[0, 0], [0, 1]]
