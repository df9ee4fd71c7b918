from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.errors import PoetError
from poet.reading.workbooks.xls_file import is_xls, read_xls

NONE, END_OF_CHAIN = 0xFFFFFFFF, 0xFFFFFFFE
EXCEL_WORKED_OUT = (0x1C1, struct.pack("<II", 0x1C1, 99_999))
MERGED = (0xE5, struct.pack("<HHHHH", 1, 0, 0, 0, 1))
DAMAGED = (
    "a.xls: this workbook is damaged: its parts do not fit together. "
    "Open it in Excel, let Excel repair it, and save it as .xlsx."
)
CUT_OFF = "a.xls: this workbook is damaged or cut off. Download or save it again."
PROTECTED = (
    "a.xls: this workbook is protected with a password. Open it in Excel, take the password off "
    "(File, Info, Protect Workbook) and save it."
)

Record = tuple[int, bytes]


def compound(stream: bytes, name: str = "Workbook") -> bytes:
    """A file of the old Office form that holds one stream of up to 60,000 bytes."""
    sectors = -(-len(stream) // 512)
    chain = [*range(1, sectors), END_OF_CHAIN, END_OF_CHAIN, END_OF_CHAIN - 1]
    table = struct.pack("<128I", *chain, *[NONE] * (128 - len(chain)))
    entries = [("Root Entry", 5, 1, END_OF_CHAIN, 0), (name, 2, NONE, 0, len(stream))]
    directory = b"".join(
        struct.pack("<64sHBxIII36xII4x", words, len(words), kind, NONE, NONE, below, start, size)
        for title, kind, below, start, size in entries
        for words in [(title + "\0").encode("utf-16-le")]
    )
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(30, b"\0") + struct.pack("<HH", 9, 6)
    header = header.ljust(44, b"\0") + struct.pack("<7I", 1, sectors, 0, 0, NONE, 0, NONE)
    header += struct.pack("<I109I", 0, sectors + 1, *[NONE] * 108)
    return header + stream.ljust(sectors * 512, b"\0") + directory.ljust(512, b"\0") + table


def written(*records: Record) -> bytes:
    return b"".join(struct.pack("<HH", code, len(data)) + data for code, data in records)


def part(kind: int, *records: Record, version: int = 0x600) -> bytes:
    """A part of a workbook: 5 for what comes before the sheets, 16 for a sheet, 32 for a chart."""
    begin = (0x809, struct.pack("<HHHHII", version, kind, 0, 1996, 0, 0))
    return written(begin, *records, (0x0A, b""))


def named(title: str, start: int, *, hidden: int = 0, kind: int = 0, flag: bytes = b"\0") -> Record:
    return (0x85, struct.pack("<IBBB", start, hidden, kind, len(title)) + flag + title.encode())


def workbook(
    *sheets: list[Record], before: tuple[Record, ...] = (EXCEL_WORKED_OUT,), hidden: int = -1
) -> bytes:
    """A workbook with these sheets, called Sheet1 and so on; `hidden` is the place of one."""
    parts = [part(16, *sheet) for sheet in sheets]
    names = [named(f"Sheet{place}", 0) for place in range(1, len(parts) + 1)]
    start = len(part(5, *before, *names))
    for place, content in enumerate(parts):
        names[place] = named(f"Sheet{place + 1}", start, hidden=int(place == hidden))
        start += len(content)
    return compound(part(5, *before, *names) + b"".join(parts))


def text(row: int, column: int, words: str) -> Record:
    content = struct.pack("<HHHHB", row, column, 0, len(words), 1) + words.encode("utf-16-le")
    return (0x204, content)


def number(row: int, column: int, value: float, style: int = 0) -> Record:
    return (0x203, struct.pack("<HHHd", row, column, style, value))


def formula(row: int, column: int, result: bytes | float) -> Record:
    packed = result if isinstance(result, bytes) else struct.pack("<d", result)
    return (0x06, struct.pack("<HHH8sHIH", row, column, 0, packed, 0, 0, 0))


def special(kind: int, value: int = 0) -> bytes:
    """The result of a formula that is no number."""
    return bytes([kind, 0, value, 0, 0, 0, 0xFF, 0xFF])


def drawn(data: bytes, name: str = "") -> list[tuple[int, list[str]]]:
    return list(read_xls("a.xls", data, name).rows)


def refusal(data: bytes, name: str = "") -> str:
    with pytest.raises(PoetError) as caught:
        drawn(data, name)
    assert caught.value.exit_code == 3
    return str(caught.value)


HEADINGS = [text(0, 0, "a"), text(0, 1, "b")]


@pytest.mark.parametrize(
    ("name", "sheet", "rows", "notes"),
    [
        (
            *("simple.xls", "simple.csv"),
            [
                (1, ["date", "temperature", "place"]),
                (2, ["2011-01-01", "1", "Galway"]),
                (3, ["2011-01-02", "-1", "Galway"]),
                (4, ["2011-01-03", "0", "Galway"]),
                (5, ["2011-01-01", "6", "Berkeley"]),
                (6, ["2011-01-02", "8", "Berkeley"]),
                (7, ["2011-01-03", "5", "Berkeley"]),
            ],
            [],
        ),
        (
            *("span_rich.xls", "Sheet1"),
            [
                (1, ["I", "h", "g", "f"]),
                (2, ["j", "MERGE", "", "e"]),
                (3, ["k", "", "", "d"]),
                (4, ["l", "s", "r", "c"]),
                (5, ["m", "bold and italic", "q", "b"]),
                (6, ["n", "o", "p", "a"]),
            ],
            ["The sheet has merged cells: only the first cell of each holds its value."],
        ),
        (
            *("unicode_sheet_name.xls", "mês"),
            [(1, ["this spreadsheet has got a unicode character in the sheet name"])],
            [],
        ),
    ],
)
def test_real_workbooks_are_read_to_the_cell(shared, name, sheet, rows, notes):
    read = read_xls(name, (shared / "data" / "csv-horror" / name).read_bytes())
    assert list(read.rows) == rows
    assert (read.source.sheet, read.notes, read.problems) == (sheet, notes, [])


def test_a_real_workbook_of_one_column_keeps_its_blank_row(shared):
    file = shared / "data" / "csv-horror" / "excel_properties.xls"
    rows = list(read_xls(file.name, file.read_bytes()).rows)
    assert rows[:3] == [(1, ["bold"]), (2, ["italic"]), (3, ["underline"])]
    assert len(rows) == 18
    assert [line for line, _ in rows] == sorted({line for line, _ in rows})


def test_a_real_workbook_with_a_password_is_refused(shared):
    file = shared / "data" / "csv-horror" / "encrypted_no_password.xls"
    assert is_xls(file.read_bytes()[:8])
    assert refusal(file.read_bytes()) == PROTECTED


def test_every_kind_of_cell_is_read():
    styles = ((0xE0, struct.pack("<HH16x", 0, 0)), (0xE0, struct.pack("<HH16x", 0, 14)))
    shared_texts = (0xFC, struct.pack("<IIHB", 2, 2, 3, 0) + b"one" + struct.pack("<HB", 0, 0))
    cells = [
        (0xFD, struct.pack("<HHHI", 0, 0, 0, 0)),
        (0xFD, struct.pack("<HHHI", 0, 1, 0, 1)),
        (0xD6, struct.pack("<HHHHB", 0, 2, 0, 3, 0) + b"two" + bytes(2)),
        text(0, 3, "€\N{GRINNING FACE}"[:1]),
        number(1, 0, 3.0),
        number(1, 1, 46145.0, style=1),
        number(1, 2, 46145.5, style=1),
        (0x27E, struct.pack("<HHHi", 1, 3, 0, -7 << 2 | 2)),
        (0xBD, struct.pack("<HHHiHiH", 1, 4, 0, 1234 << 2 | 3, 9, 0x3FF80000, 5)),
        (0x205, struct.pack("<HHHBB", 1, 6, 0, 1, 0)),
        formula(1, 7, 0.1 + 0.2),
        formula(1, 8, special(1, 0)),
        formula(1, 9, special(3)),
        formula(1, 10, 1e9),
    ]
    data = workbook(cells, before=(EXCEL_WORKED_OUT, *styles, shared_texts))
    assert drawn(data) == [
        (1, ["one", "", "two", "€"]),
        (
            2,
            [
                *("3", "2026-05-03", "2026-05-03T12:00:00", "-7", "12.34", "1.5", "TRUE"),
                *("0.3", "FALSE", "", "1000000000"),
            ],
        ),
    ]


def test_dates_of_a_macintosh_are_counted_from_1904():
    style = (0xE0, struct.pack("<HH16x", 0, 14))
    data = workbook([number(0, 0, 44683.0), number(1, 0, 1e9)], before=((0x22, b"\1\0"), style))
    assert drawn(data) == [(1, ["2026-05-03"]), (2, [""])]


def test_the_text_of_a_formula_follows_it():
    words = (0x207, struct.pack("<HB", 5, 0) + b"Ve")
    shared_formula = (0x4BC, bytes(10))
    data = workbook(
        [formula(0, 0, special(0)), shared_formula, words, (0x3C, b"\0ry!"), *HEADINGS[1:]]
    )
    assert drawn(data) == [(1, ["Very!", "b"])]


def test_workbooks_of_excel_5_have_texts_in_the_code_page_they_name():
    label = (0x204, struct.pack("<HHHH", 0, 0, 0, 4) + "Möwe".encode("cp1252"))
    page = (0x42, struct.pack("<H", 1252))
    start = len(part(5, page, named("Birds", 0, flag=b"")))
    before = part(5, page, named("Birds", start, flag=b""), version=0x500)
    stream = before + part(16, label, version=0x500)
    rows = read_xls("a.xls", compound(stream, "Book"))
    assert (list(rows.rows), rows.source.sheet) == ([(1, ["Möwe"])], "Birds")


def test_rows_in_another_order_are_put_in_order():
    by_column = [text(row, column, f"{row}.{column}") for column in (0, 1) for row in (0, 2)]
    assert drawn(workbook(by_column)) == [(1, ["0.0", "0.1"]), (3, ["2.0", "2.1"])]


def test_errors_formulas_without_a_value_hidden_rows_and_merged_cells_are_told():
    hidden = (0x208, struct.pack("<HHHHHHHH", 1, 0, 9, 0, 0, 0, 0x20, 0))
    error = (0x205, struct.pack("<HHHBB", 1, 0, 0, 0x2A, 1))
    cells = [*HEADINGS, hidden, error, formula(1, 1, special(2, 7)), formula(2, 1, special(0))]
    read = read_xls("a.xls", workbook([*cells, MERGED]))
    assert read.notes == [
        "1 row is hidden or filtered out in the sheet: read like all others.",
        "The sheet has merged cells: only the first cell of each holds its value.",
    ]
    assert list(read.rows) == [(1, ["a", "b"]), (2, ["", ""]), (3, ["", ""])]
    assert [(p.line, p.column, p.found, p.rule, p.sentence) for p in read.problems] == [
        (2, 0, "#N/A", "error cell", "#N/A is an error of the spreadsheet."),
        (2, 1, "#DIV/0!", "error cell", "#DIV/0! is an error of the spreadsheet."),
        (
            *(3, 1, "a formula", "formula without a value"),
            "This formula has no value. Open the file in Excel and save it.",
        ),
    ]


def test_the_sheet_is_chosen_like_in_any_workbook():
    data = workbook([], HEADINGS, [text(0, 0, "Yes")], hidden=2)
    assert read_xls("a.xls", data).notes == ['Hidden sheets were not read: "Sheet3".']
    assert drawn(data, "sheet3") == [(1, ["Yes"])]
    assert refusal(workbook(HEADINGS, HEADINGS)) == (
        'a.xls: 2 sheets have cells: "Sheet1", "Sheet2". '
        'Say which one holds the answers: sheet = "Sheet1".'
    )


@pytest.mark.parametrize(
    ("stream", "sentence"),
    [
        ("WordDocument", "this is a Word document (.doc), not a table of answers"),
        ("PowerPoint Document", "this is a presentation (.ppt), not a table of answers"),
        ("Contents", "this is another kind of document, not a table of answers"),
    ],
)
def test_other_documents_are_named(stream, sentence):
    said = f"a.xls: {sentence}. Export the answers as .csv or .xlsx."
    assert refusal(compound(b"words", stream)) == said


def test_a_new_workbook_with_a_password_is_told():
    assert refusal(compound(b"secret", "EncryptedPackage")) == PROTECTED
    assert refusal(compound(b"secret", "EncryptedPackage")[:-600]) == PROTECTED


@pytest.mark.parametrize("keep", [0.05, 0.3, 0.6])
def test_a_workbook_cut_off_is_told(keep):
    data = workbook(HEADINGS)
    assert refusal(data[: int(len(data) * keep)]) == CUT_OFF


@pytest.mark.parametrize("length", [0, 4, 30, 200])
def test_records_that_make_no_sense_are_told(length):
    whole = part(5, EXCEL_WORKED_OUT, named("Sheet1", 46)) + part(16, *HEADINGS)
    assert refusal(compound(whole[:length] + b"\x09\x08" * 20)) == DAMAGED


@given(st.lists(st.binary(min_size=1, max_size=3), min_size=1, max_size=4), st.data())
def test_a_workbook_with_bytes_changed_is_read_or_refused_in_a_sentence(news, data):
    content = bytearray(
        workbook([*HEADINGS, formula(1, 0, special(2, 7)), number(1, 1, 5.0), MERGED])
    )
    for new in news:
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + len(new)] = new
    try:
        rows = drawn(bytes(content))
    except PoetError as refused:
        assert refused.exit_code == 3
    else:
        assert all(isinstance(shown, str) for _, cells in rows for shown in cells)
