"""Records a block at a time are the records that the csv module gives one by one."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.errors import PoetError
from poet.reading import read_table
from poet.reading.gathering import CodedBlock
from poet.reading.text_files import csv_records
from poet.reading.text_files.csv_records import CsvRecords

CELLS = st.sampled_from(
    ["", "a", "007", "1.0", "NA", "None", "x,y", 'say "hi"', "two\nlines", " b ", "é£", "#", "\\"]
)
ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=30)
SIGNS = st.text(st.sampled_from('ab1,"\n\r é'), max_size=60)


def written(rows, line_end="\n", quoting=csv.QUOTE_MINIMAL) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator=line_end, quoting=quoting).writerows(rows)
    return out.getvalue()


def read_in_blocks(text: str, width: int) -> tuple[list[list[str]], int]:
    """The records, and how many of them came in plain blocks."""
    records, plain = [], 0
    for part in CsvRecords(io.BytesIO(text.encode()), ",").blocks(width):
        if isinstance(part, CodedBlock):
            assert all(type(cell) is str for column in part.columns for cell in column.distinct)
            rows = zip(*(column.texts() for column in part.columns), strict=True)
            records.extend((n, list(row)) for n, row in zip(part.numbers, rows, strict=True))
            plain += len(part.numbers)
        else:
            records.extend(zip(*part, strict=True))
    assert [number for number, _ in records] == list(range(1, len(records) + 1))
    return [record for _, record in records], plain


def one_by_one(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(csv_records, "BLOCK_BYTES", 25)


@given(
    rows=ROWS,
    line_end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    size=st.sampled_from([1, 7, 25, 4_000]),
)
def test_what_is_written_is_read_however_it_is_cut(rows, line_end, quoting, size):
    text = written(rows, line_end, quoting)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_records, "BLOCK_BYTES", size)
        assert read_in_blocks(text, 3)[0] == rows == one_by_one(text)


@given(text=SIGNS, width=st.integers(1, 4), size=st.sampled_from([1, 5, 4_000]))
def test_any_text_is_read_or_refused_as_the_csv_module_does(text, width, size):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_records, "BLOCK_BYTES", size)
        try:
            expected = one_by_one(text)
        except csv.Error:
            with pytest.raises(csv.Error):
                read_in_blocks(text, width)
        else:
            assert read_in_blocks(text, width)[0] == expected


def test_even_rows_come_in_plain_blocks_and_the_others_one_by_one(small_blocks):
    rows = [["1", "x,y", 'say "hi"']] * 20
    assert read_in_blocks(written(rows), 3) == (rows, 20)
    uneven = [*rows, ["1"], *rows]
    records, plain = read_in_blocks(written(uneven), 3)
    assert records == uneven
    assert 0 < plain < 40


def test_a_cell_too_long_is_refused_in_a_block_too(write):
    long = "x" * (csv_records.LONGEST_CELL + 1)
    rows = "a,b\n" + "1,2\n" * 100 + f"1,{long}\n"
    with pytest.raises(PoetError) as caught:
        read_table(write(rows))
    assert str(caught.value).startswith(
        "answers.csv, line 102: a cell begins here that is longer than 131,072 characters."
    )


def test_a_misshapen_row_deep_in_a_file_is_set_aside_with_its_row(write: object) -> None:
    path = Path(write("a,b\n" + "1,2\n" * 2_000_000 + "1,2,3\n" + "3,4\n"))
    table = read_table(path)
    assert len(table.lines) == 2_000_001
    assert table.lines[-1] == 2_000_003
    assert [(p.line, p.found) for p in table.problems] == [(2_000_002, "3 cells")]


@pytest.mark.parametrize("size", [23, 24, 25, 26, 27, 28, 29, 30])
def test_blocks_are_cut_between_records_where_cells_have_several_lines(monkeypatch, size):
    monkeypatch.setattr(csv_records, "BLOCK_BYTES", size)
    rows = [["1", "one\ntwo\nthree"]] * 30
    assert read_in_blocks(written(rows), 2) == (rows, 30)


def test_a_mark_that_is_never_closed_leaves_no_block_growing(monkeypatch):
    monkeypatch.setattr(csv_records, "BLOCK_BYTES", 10)
    cut = [len(block) for block in csv_records._whole_lines(io.BytesIO(b'a,"b\n' + b"c,d\n" * 50))]
    assert sum(cut) == 205
    assert max(cut) < 20
