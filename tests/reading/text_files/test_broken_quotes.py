from __future__ import annotations

import pytest

from poet.reading.text_files.broken_quotes import cell_without_end


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a,b\n1,"open\n2,x\n', 2),
        ('a,b\n1,"two\nlines"\n2,"open\n', 4),
        ('a,b\r\n1,"two\r\nlines"\r\n2,"open\r\n', 4),
        ('a,b\r1,"two\rlines"\r2,"open', 4),
        ('a,b\n1,"""said"" open', 2),
        ('"open', 1),
    ],
)
def test_the_line_of_a_quotation_mark_never_closed(text, line):
    cell = cell_without_end(text, ",", 1_000)
    assert (cell.line, cell.closed, cell.too_long) == (line, False, False)


def test_the_line_of_a_quotation_mark_within_a_cell():
    cell = cell_without_end('a,b\n1,x\n2,"he said "no" twice"\n', ",", 1_000)
    assert (cell.line, cell.closed, cell.too_long) == (3, True, False)


@pytest.mark.parametrize("cell", ["x" * 20, '"' + "x" * 20 + '"', '"' + "x" * 20])
def test_the_line_of_a_cell_too_long(cell):
    found = cell_without_end(f"a\n1\n{cell}\n", ",", 10)
    assert (found.line, found.too_long) == (3, True)
