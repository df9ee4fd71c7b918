from __future__ import annotations

import csv

import pytest

HOW_READ = "answers.csv was read as UTF-8 text, cells separated by commas."


def rows_of(table):
    return table.cells.to_numpy().tolist()


def test_every_cell_is_text_as_it_stands(read):
    table = read("Age,Views\n045, None \n,N/A\n1e3,NULL\n")
    assert table.headings == ("Age", "Views")
    assert rows_of(table) == [["045", " None "], ["", "N/A"], ["1e3", "NULL"]]
    assert list(table.cells.columns) == [0, 1]
    assert table.cells.dtypes.tolist() == [object, object]
    assert table.lines.tolist() == [2, 3, 4]
    assert table.problems == ()
    assert table.notes == (HOW_READ,)
    assert table.source.file == "answers.csv"
    assert (table.source.encoding, table.source.separator) == ("UTF-8", ",")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(read, line_end):
    table = read(line_end.join(["a,b", "1,2", '3,"x', 'y"', "5,6"]))
    assert rows_of(table) == [["1", "2"], ["3", f"x{line_end}y"], ["5", "6"]]
    assert table.lines.tolist() == [2, 3, 4]


def test_rows_are_counted_as_a_spreadsheet_shows_them(read):
    table = read('a,b\n1,"two\nlines"\n\n2,x\n,\n3,y\n\n,\n\n')
    assert rows_of(table) == [["1", "two\nlines"], ["", ""], ["2", "x"], ["", ""], ["3", "y"]]
    assert table.lines.tolist() == [2, 3, 4, 5, 6]


def test_a_sep_line_is_not_a_row(read):
    table = read("sep=;\r\na;b\r\n1;2,5\r\n")
    assert table.headings == ("a", "b")
    assert rows_of(table) == [["1", "2,5"]]
    assert table.lines.tolist() == [2]
    assert table.source.separator == ";"
    assert table.notes == ("answers.csv was read as UTF-8 text, cells separated by semicolons.",)


def test_utf16_with_tabs_as_excel_writes_unicode_text(read):
    table = read("Age\tViews\n20\tCafé\n".encode("utf-16"), "answers.txt")
    assert rows_of(table) == [["20", "Café"]]
    assert table.notes == ("answers.txt was read as UTF-16 text, cells separated by tabs.",)


def test_a_ragged_row_is_set_aside_and_told(read):
    table = read("a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12\n")
    assert rows_of(table) == [["1", "2", "3"], ["10", "11", "12"]]
    assert table.lines.tolist() == [2, 5]
    assert [(p.line, p.column, p.found, p.rule, p.sentence) for p in table.problems] == [
        (
            3,
            None,
            "2 cells",
            "wrong number of cells",
            "This row has 2 cells under 3 headings, so it is set aside.",
        ),
        (
            4,
            None,
            "4 cells",
            "wrong number of cells",
            "This row has 4 cells under 3 headings, so it is set aside.",
        ),
    ]
    assert table.misshapen_rows == 2


def test_empty_cells_beyond_the_headings_are_let_be(read):
    table = read("a,b\n1,2,,\n3,4\n5,6,\n")
    assert rows_of(table) == [["1", "2"], ["3", "4"], ["5", "6"]]
    assert table.problems == ()
    assert table.notes == (
        HOW_READ,
        "2 rows end in empty cells beyond the last heading: left out.",
    )


def test_a_row_may_lack_the_cells_below_no_heading(read):
    table = read("a,b,,\n1,2\n3,4,,\n")
    assert rows_of(table) == [["1", "2", "", ""], ["3", "4", "", ""]]
    assert table.problems == ()


def test_a_column_without_heading_is_told(read):
    table = read("a,,c\n1,x,2\n3,,4\n5,y,6\n")
    assert [(p.line, p.column, p.found, p.rule, p.sentence) for p in table.problems] == [
        (
            None,
            1,
            "2 cells",
            "column without a heading",
            "This column has no heading, so it is not used.",
        )
    ]


def test_when_no_row_fits_the_headings_the_file_is_refused(refusal):
    assert refusal("a,b\n1,2,3\n4,5,6\n") == (
        "answers.csv: no row has as many cells as there are headings (2): row 2, the first, has "
        "3 cells. Check that the headings are the first row and that nothing stands above them."
    )


def test_a_quotation_mark_never_closed_is_refused_with_its_line(refusal):
    assert refusal('a,b\n1,"x\ny"\n2,"open\n3,z\n') == (
        "answers.csv, line 4: a cell begins here with a quotation mark that is never closed. "
        "Close it or take it away, or export the answers again."
    )


def test_a_stray_quotation_mark_is_refused_with_its_line(refusal):
    assert refusal('sep=,\na,b\n1,"he said "no" twice"\n') == (
        "answers.csv, line 3: a cell begins here with a quotation mark, and has another in its "
        'middle. Write a quotation mark inside a cell twice (""), or export the answers again.'
    )


def test_quotation_marks_within_a_plain_cell_are_kept(read):
    assert rows_of(read('a,b\n5" pipe,it"s\n')) == [['5" pipe', 'it"s']]


def test_a_cell_without_end_is_refused_before_it_fills_the_memory(refusal):
    assert refusal('a,b\n1,2\n3,"' + "x" * 200_000) == (
        "answers.csv, line 3: a cell begins here that is longer than 131,072 characters. "
        "Look for a quotation mark that is never closed, or shorten the cell."
    )
    assert refusal("a,b\n1," + "x" * 20_000_000).startswith("answers.csv, line 2: a cell begins")


def test_the_limit_of_others_for_a_cell_is_left_as_it_was(read, refusal):
    before = csv.field_size_limit()
    read("a,b\n1,2\n")
    refusal('a,b\n1,"open\n')
    assert csv.field_size_limit() == before


def test_a_zero_byte_is_refused_with_its_line(refusal):
    assert refusal(b"a,b\n1,2\n3,\x00\n") == (
        "answers.csv, line 3: there is a zero byte, which no text has: the file is damaged or is "
        "not text. Export the answers again as .csv or .xlsx."
    )


def test_control_z_at_the_end_is_let_be(read):
    assert rows_of(read(b"a,b\r\n1,2\r\n\x1a")) == [["1", "2"]]
    assert rows_of(read(b"a,b\r\n1,2\x1a\r\n")) == [["1", "2"]]


def test_the_first_row_with_something_in_it_holds_the_headings(read):
    table = read("\n\n,,\na,b\n1,2\n")
    assert table.headings == ("a", "b")
    assert table.lines.tolist() == [5]
    assert table.notes == (
        HOW_READ,
        "The headings were taken from row 4, the first with something in it.",
    )


def test_a_file_of_line_ends_is_refused(refusal):
    assert refusal("\n\n \n") == (
        "answers.csv: there is nothing in this file. Export the answers again."
    )


def test_hostile_text_is_kept_as_text(read):
    hostile = ["<script>", "=cmd|' /C calc'!A0", "{{7*7}}", "../../x", "CON", "\x1b[31m", "a" * 99]
    assert rows_of(read("a,b\n" + "".join(f"{text},x\n" for text in hostile))) == [
        [text, "x"] for text in hostile
    ]


def test_equal_texts_of_a_column_are_kept_once(read):
    column = read("a,b\n" + "a long enough answer,x\n" * 12_000).cells[0]
    assert len(column) == 12_000
    assert len({id(text) for text in column}) == 1
