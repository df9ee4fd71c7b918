from __future__ import annotations

import io
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from poet import definition
from poet.entering import MOST_ROWS, template_bytes, write_template
from poet.entering_columns import entry_columns
from poet.entering_words import LONGEST_MESSAGE, LONGEST_REFUSAL, LONGEST_TITLE, length_in_excel
from poet.errors import PoetError
from poet.questionnaire import EDITIONS, Questionnaire

ALL = sorted(definition.available())
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheets(data: bytes) -> tuple[Worksheet, Worksheet]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Answers", "Lists"]
    return book["Answers"], book["Lists"]


def headings(sheet: Worksheet) -> list[str]:
    return [cell.value for cell in sheet[1]]


def rules(sheet: Worksheet) -> dict[str, DataValidation]:
    """Heading to what the cells below it take."""
    found = {}
    for rule in sheet.data_validations.dataValidation:
        (area,) = rule.sqref.ranges
        assert area.min_col == area.max_col
        found[sheet.cell(1, area.min_col).value] = rule
    assert list(found) == headings(sheet)
    return found


def offered(rule: DataValidation, lists: Worksheet) -> list[str]:
    assert rule.type == "list"
    sheet, _, cells = rule.formula1.partition("!")
    assert sheet == "Lists"
    return [row[0].value for row in lists[cells.replace("$", "")]]


def test_every_column_has_its_heading_its_list_and_its_boxes(
    own: Callable[..., Questionnaire],
) -> None:
    columns = entry_columns(own(), "standard", ["Fernhollow", "Bryn"])
    sheet, lists = sheets(template_bytes(own(), authorities=["Fernhollow", "Bryn"]))
    assert headings(sheet) == [column.heading for column in columns]
    for column, rule in zip(columns, rules(sheet).values(), strict=True):
        assert (rule.promptTitle, rule.prompt) == (column.title, column.help)
        assert (rule.error or "") == column.refusal
        assert rule.errorTitle == (column.title if column.refusal else None)
        assert rule.type != "list" or tuple(offered(rule, lists)) == column.choices
        assert rule.allowBlank
        assert rule.showInputMessage
        assert rule.showErrorMessage
    assert [rule.type for rule in rules(sheet).values()] == [
        *("custom", "list", "list", "list", "decimal", None, "list", "list")
    ]


def test_a_number_of_a_form_that_is_there_already_is_questioned(
    own: Callable[..., Questionnaire],
) -> None:
    number = next(iter(rules(sheets(template_bytes(own(), rows=20))[0]).values()))
    assert (number.formula1, number.errorStyle) == ("COUNTIF($A$2:$A$21,A2)=1", "warning")
    assert str(number.sqref) == "A2:A21"


@pytest.mark.parametrize(
    ("bounds", "operator", "formulas"),
    [
        ("lowest = 16\nhighest = 110", None, (16, 110)),
        ("lowest = 16.5", "greaterThanOrEqual", (16.5, None)),
        ("highest = -3", "lessThanOrEqual", (-3, None)),
        ("", "greaterThanOrEqual", (-1e15, None)),
    ],
)
def test_a_number_may_have_two_bounds_one_or_none(
    own: Callable[..., Questionnaire],
    bounds: str,
    operator: str | None,
    formulas: tuple[float, float | None],
) -> None:
    ours = own(("lowest = 16\nhighest = 110", bounds))
    rule = rules(sheets(template_bytes(ours))[0])["How old are you?"]
    found = [formula and float(formula) for formula in (rule.formula1, rule.formula2)]
    assert (rule.type, rule.operator, tuple(found)) == ("decimal", operator, formulas)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", ALL)
def test_every_questionnaire_keeps_to_the_limits_of_excel(name: str, edition: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sheet, lists = sheets(template_bytes(definition.load(name), edition=edition))
    for rule in rules(sheet).values():
        assert length_in_excel(rule.promptTitle) <= LONGEST_TITLE
        assert length_in_excel(rule.prompt) <= LONGEST_MESSAGE
        assert length_in_excel(rule.error or "") <= LONGEST_REFUSAL
        assert rule.type != "list" or all(offered(rule, lists))
        (area,) = rule.sqref.ranges
        assert (area.min_row, area.max_row) == (2, 501)


def test_the_sheet_is_ready_to_type_into(own: Callable[..., Questionnaire]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_bytes(own())))
    sheet = book["Answers"]
    assert book["Lists"].sheet_state == "hidden"
    assert sheet.freeze_panes == "B2"
    assert sheet.max_row == 1
    assert not sheet.protection.sheet
    assert all(cell.font.bold and cell.alignment.wrap_text for cell in sheet[1])
    widths = [dimension.width for dimension in sheet.column_dimensions.values()]
    assert min(widths) > 15
    assert max(widths) < 52
    assert 30 <= sheet.row_dimensions[1].height <= 400


def test_cells_for_words_are_text_so_that_excel_makes_no_date_of_them(
    own: Callable[..., Questionnaire],
) -> None:
    data = template_bytes(own())
    book = openpyxl.load_workbook(io.BytesIO(data))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        root = ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own
    formats = {}
    for area in root.iter(f"{MAIN}col"):
        style = book._cell_styles[int(area.get("style"))]
        for column in range(int(area.get("min")), int(area.get("max")) + 1):
            formats[column] = style.numFmtId
    ignored = next(root.iter(f"{MAIN}ignoredError"))
    assert ignored.attrib == {"sqref": "A2:G501", "numberStoredAsText": "1"}
    as_text, general = 49, 0
    assert formats == {
        1: as_text,
        2: as_text,
        3: as_text,
        4: general,
        5: as_text,
        6: as_text,
        7: as_text,
    }


@pytest.mark.parametrize("risky", ["=1+1", "@SUM(A1)", "+1", "{=1}", "http://example.org"])
def test_no_wording_answer_or_council_becomes_a_formula_or_a_link(
    own: Callable[..., Questionnaire], risky: str
) -> None:
    ours = own(
        ('wording = "How is your life now?"', f'wording = "{risky} life"'),
        ('label = "Woman"', f'label = "{risky} woman"'),
    )
    sheet, lists = sheets(template_bytes(ours, authorities=[f"{risky} council"]))
    assert f"{risky} life" in headings(sheet)
    assert f"Who helped you? [{risky} woman]" in headings(sheet)
    cells = [cell for one in (sheet, lists) for row in one.iter_rows() for cell in row]
    filled = [cell for cell in cells if cell.value is not None]
    assert {cell.data_type for cell in filled} == {"s"}
    assert {f"{risky} woman", f"{risky} council"} <= {cell.value for cell in filled}
    assert not any(cell.hyperlink for cell in filled)


def test_signs_that_xml_cannot_hold_make_no_damaged_workbook(
    own: Callable[..., Questionnaire],
) -> None:
    ours = own(('wording = "How is your life now?"', r'wording = "How\u0001 is <life> & \uFFFF?"'))
    sheet, _ = sheets(template_bytes(ours))
    assert headings(sheet)[1] == "your_life"


def test_the_same_bytes_each_time_in_another_process() -> None:
    script = (
        "import hashlib\n"
        "from poet import definition\n"
        "from poet.entering import template_bytes\n"
        "data = template_bytes(definition.load('carer'), authorities=['B', 'A'])\n"
        "print(hashlib.sha256(data).hexdigest())\n"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
        ).stdout
        for _ in range(2)
    }
    assert len(hashes) == 1


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (
            {"edition": "braille"},
            'edition "braille": there is no such wording. There are: standard, easy_read.',
        ),
        ({"rows": 0}, "rows: 0 is not a whole number from 1 to 100,000."),
        ({"rows": MOST_ROWS + 1}, "rows: 100001 is not a whole number from 1 to 100,000."),
        (
            {"authorities": ["Bryn", " "]},
            'authority " ": this is no name of an authority. Give its name.',
        ),
        (
            {"authorities": ["Br\nyn"]},
            'authority "Br yn": this is no name of an authority. Give its name.',
        ),
        (
            {"authorities": ["\udcff"]},
            'authority "\ufffd": this is no name of an authority. Give its name.',
        ),
        (
            {"authorities": ["Bryn", "bryn "]},
            'authority "Bryn": it is given twice. Give each name once.',
        ),
    ],
)
def test_what_cannot_be_made_is_told(
    own: Callable[..., Questionnaire], asked: dict[str, object], sentence: str
) -> None:
    with pytest.raises(PoetError) as raised:
        template_bytes(own(), **asked)
    assert (str(raised.value), raised.value.exit_code) == (sentence, 2)


def test_a_workbook_is_written_and_one_that_is_there_left_alone(
    own: Callable[..., Questionnaire], tmp_path: Path
) -> None:
    path = tmp_path / "new" / "answers.xlsx"
    assert write_template(own(), path, rows=3) == path
    assert path.read_bytes() == template_bytes(own(), rows=3)
    path.write_bytes(b"typed already")
    with pytest.raises(PoetError) as raised:
        write_template(own(), path)
    assert str(raised.value) == (
        f"{path}: this file is there already. "
        "Add --force to write it again, or name another folder."
    )
    assert raised.value.exit_code == 3
    assert path.read_bytes() == b"typed already"
    write_template(own(), path, force=True)
    assert path.read_bytes() == template_bytes(own())


def test_the_name_ends_in_xlsx(own: Callable[..., Questionnaire], tmp_path: Path) -> None:
    with pytest.raises(PoetError) as raised:
        write_template(own(), tmp_path / "answers.csv")
    assert str(raised.value) == (
        f"{tmp_path / 'answers.csv'}: the name of the workbook does not end in .xlsx. "
        "Give a name such as answers.xlsx."
    )
    assert list(tmp_path.glob("answers*")) == []
