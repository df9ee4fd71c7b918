from __future__ import annotations

import io
import zipfile

import pytest

from poet.errors import PoetError
from poet.reading.workbooks.ods_file import read_ods

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        **{"office": "office", "table": "table", "text": "text", "style": "style"},
        "draw": "drawing",
    }.items()
)
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
KIND = "application/vnd.oasis.opendocument.spreadsheet"
BLANK_TO_THE_END = (
    '<table:table-row table:number-rows-repeated="1048570">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)
HIDDEN_STYLE = (
    '<style:style style:name="ta2" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
)
HEADINGS = '<table:table-row><table:table-cell office:value-type="string"><text:p>a</text:p>'
HEADINGS += "</table:table-cell></table:table-row>"
MERGED = "The sheet has merged cells: only the first cell of each holds its value."


def ods(*sheets: str, styles: str = "", **parts: str) -> bytes:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES} {CALC}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", KIND, zipfile.ZIP_STORED)
        for name, text in {"content.xml": content, **parts}.items():
            package.writestr(name, text)
    return packed.getvalue()


def sheet(*rows: str, title: str = "Sheet1", style: str = "ta1") -> str:
    table = f'<table:table table:name="{title}" table:style-name="{style}">'
    return table + "<table:table-column/>" + "".join(rows) + "</table:table>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def cell(text: str = "", more: str = 'office:value-type="string"') -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"


def blank(times: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{times}"/>'


def drawn(data: bytes, name: str = "") -> list[tuple[int, list[str]]]:
    return list(read_ods("answers.ods", data, name).rows)


def only(*cells: str) -> list[str]:
    """The cells of the only row of a sheet."""
    ((_, found),) = drawn(ods(sheet(row(*cells))))
    return found


def refusal(data: bytes, name: str = "") -> str:
    with pytest.raises(PoetError) as caught:
        drawn(data, name)
    assert caught.value.exit_code == 3
    return str(caught.value)


def test_a_workbook_of_libreoffice_is_read_to_the_cell(shared):
    file = shared / "data" / "csv-horror" / "simple.ods"
    rows = read_ods(file.name, file.read_bytes())
    assert list(rows.rows) == [
        (1, ["Name", "Age", "When"]),
        (2, ["Bob", "20", "2010-10-10"]),
        (3, ["Jane", "23", "2012-01-01"]),
        (4, ["Ian", "34", "2015-11-11"]),
    ]
    assert rows.source.where == 'simple.ods, sheet "Sheet1"'
    assert (rows.notes, rows.problems, rows.ragged) == ([], [], True)


def test_a_blank_row_keeps_its_number(shared):
    file = shared / "data" / "csv-horror" / "blank_line.ods"
    rows = list(read_ods(file.name, file.read_bytes()).rows)
    assert [line for line, _ in rows] == [1, 2, 3, 5]
    assert rows[-1] == (5, ["Ian", "34", "2015-11-11"])


@pytest.mark.parametrize(
    ("paragraphs", "text"),
    [
        ("Very <text:span>easy</text:span>", "Very easy"),
        ('<text:a>a link</text:a> and <text:s text:c="2"/>spaces<text:s/>', "a link and   spaces "),
        ("one<text:line-break/>two<text:tab/>three", "one\ntwo\tthree"),
        ("first</text:p><text:p>second", "first\nsecond"),
        ("\n   set out\n   over lines ", "set out over lines"),
        ("a field: <text:sheet-name>Sheet1</text:sheet-name>", "a field: Sheet1"),
        ("no\N{NO-BREAK SPACE}break", "no\N{NO-BREAK SPACE}break"),
        ("&lt;script&gt;{{7*7}}=1+1", "<script>{{7*7}}=1+1"),
        ("kept<draw:frame><text:p>a picture</text:p></draw:frame>", "kept"),
    ],
)
def test_the_paragraphs_of_a_cell_are_its_text(paragraphs, text):
    assert only(cell(paragraphs)) == [text]


def test_comments_and_drawings_are_not_answers():
    comment = "<office:annotation><text:p>Jane Roe wrote this</text:p></office:annotation>"
    with_comment = cell("Yes").replace("<text:p>", comment + "<text:p>", 1)
    shapes = "<table:shapes><draw:frame><text:p>a chart</text:p></draw:frame></table:shapes>"
    data = ods(
        sheet(shapes, row(with_comment), row(f"<table:table-cell>{comment}</table:table-cell>"))
    )
    assert drawn(data) == [(1, ["Yes"])]


def test_repeated_cells_and_rows_are_written_out():
    twice = cell("x", 'office:value-type="string" table:number-columns-repeated="2"')
    data = ods(
        sheet(
            row(cell("a"), blank(2), cell("d"), blank(16_380)),
            row(blank(16_384), more='table:number-rows-repeated="3"'),
            row(twice, more='table:number-rows-repeated="2"'),
            BLANK_TO_THE_END,
        )
    )
    assert drawn(data) == [(1, ["a", "", "", "d"]), (5, ["x", "x"]), (6, ["x", "x"])]


def test_rows_in_groups_and_headings_that_are_printed_again_are_read():
    data = ods(
        sheet(
            f"<table:table-header-rows>{row(cell('a'))}</table:table-header-rows>",
            f"<table:table-row-group><table:table-row-group>{row(cell('1'))}"
            f"</table:table-row-group>{row(cell('2'))}</table:table-row-group>",
        )
    )
    assert drawn(data) == [(1, ["a"]), (2, ["1"]), (3, ["2"])]


def test_error_cells_and_formulas_without_a_value_are_problems():
    formula = 'table:formula="of:=[.A9]"'
    told = 'office:value-type="string" calcext:value-type="error"'
    data = ods(
        sheet(
            row(*(cell(letter) for letter in "abcdef")),
            row(
                cell("#DIV/0!", f"{formula} {told}"),
                cell("Err:508", f"{formula} {told}"),
                cell("#N/A", f'{formula} office:value-type="float" office:value="0"'),
                f"<table:table-cell {formula}/>",
                cell("", f'{formula} office:value-type="string" office:string-value=""'),
                cell("Err:508"),
            ),
        )
    )
    rows = read_ods("answers.ods", data)
    assert list(rows.rows)[1] == (2, ["", "", "", "", "", "Err:508"])
    assert [(p.line, p.column, p.found, p.rule, p.sentence) for p in rows.problems] == [
        (2, 0, "#DIV/0!", "error cell", "#DIV/0! is an error of the spreadsheet."),
        (2, 1, "#VALUE!", "error cell", "#VALUE! is an error of the spreadsheet."),
        (2, 2, "#N/A", "error cell", "#N/A is an error of the spreadsheet."),
        (
            *(2, 3, "a formula", "formula without a value"),
            "This formula has no value. Open the file in Excel and save it.",
        ),
    ]


def test_hidden_rows_merged_cells_and_macros_are_told():
    merged = 'office:value-type="string" table:number-columns-spanned="2"'
    covered = "<table:covered-table-cell/>"
    data = ods(
        sheet(
            row(cell("a"), cell("b")),
            row(cell("1"), more='table:visibility="collapse"'),
            row(cell("2"), more='table:visibility="filter" table:number-rows-repeated="2"'),
            row(cell("3", merged), covered),
            row(blank(3), more='table:visibility="collapse" table:number-rows-repeated="9"'),
        ),
        **{"Basic/Standard/script-lb.xml": "<x/>", "Basic/Standard/Module1.xml": "<x/>"},
    )
    rows = read_ods("answers.ods", data)
    assert rows.notes == [
        "3 rows are hidden or filtered out in the sheet: read like all others.",
        MERGED,
        "The workbook has macros: poet never runs them.",
    ]
    assert list(rows.rows)[-1] == (5, ["3"])


def test_lists_of_macros_without_macros_are_not_told():
    data = ods(sheet(row(cell("a"))), **{"Basic/script-lc.xml": "<x/>"})
    assert read_ods("answers.ods", data).notes == []


def test_a_hidden_sheet_is_left_out_and_told():
    lists = sheet(row(cell("Yes")), title="Lists", style="ta2")
    data = ods(sheet(title="Empty"), sheet(HEADINGS, title="Answers"), lists, styles=HIDDEN_STYLE)
    rows = read_ods("answers.ods", data)
    assert rows.source.sheet == "Answers"
    assert rows.notes == ['Hidden sheets were not read: "Lists".']
    named = read_ods("answers.ods", data, " lists ")
    assert (list(named.rows), named.notes) == ([(1, ["Yes"])], ['Sheet "Lists" is hidden.'])


def test_several_sheets_with_cells_are_named():
    data = ods(sheet(HEADINGS, title="Answers"), sheet(HEADINGS, title="Lists"))
    assert refusal(data) == (
        'answers.ods: 2 sheets have cells: "Answers", "Lists". '
        'Say which one holds the answers: sheet = "Answers".'
    )
    assert refusal(data, "Data") == (
        'answers.ods: there is no sheet "Data". The sheets are: "Answers", "Lists".'
    )
    assert drawn(data, "Lists") == [(1, ["a"])]


def test_a_workbook_without_cells_is_told():
    said = "answers.ods: no sheet of this workbook has cells. Export the answers again."
    assert refusal(ods(sheet(row(blank(3)), BLANK_TO_THE_END))) == said
    assert refusal(ods()) == said


def test_what_is_kept_of_other_files_and_of_changes_is_no_sheet():
    cache = sheet(HEADINGS, title="'file:///home/x/lists.ods'#$Sheet1")
    link = f"<table:dde-links><table:dde-link>{sheet(HEADINGS)}</table:dde-link></table:dde-links>"
    changes = f"<table:tracked-changes>{row(cell('deleted'))}</table:tracked-changes>"
    assert drawn(ods(changes, sheet(row(cell("mine"))), link, cache)) == [(1, ["mine"])]


def test_cells_far_away_matter_only_in_the_sheet_that_is_read():
    wide = sheet(row(blank(5_000), cell("far")), title="Lists")
    data = ods(sheet(HEADINGS, title="Answers"), wide)
    assert drawn(data, "Answers") == [(1, ["a"])]
    assert refusal(data, "Lists") == (
        'answers.ods, sheet "Lists": there is something in column GJI, and poet reads 2,000 '
        "columns of a sheet. Delete what stands far from the answers, or save the sheet as CSV."
    )
