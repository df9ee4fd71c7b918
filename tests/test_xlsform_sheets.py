from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from poet.errors import PoetError
from poet.xlsform_sheets import MOST_ROWS, Form, read_form

SURVEY = [["type", "name", "label"], ["text", "words", "What?"]]
NO_FORM = "Give the workbook of a form, with the sheets survey, choices and settings."


@pytest.fixture
def written(tmp_path: Path) -> Callable[[dict[str, list[list]]], Path]:
    def write(sheets: dict[str, list[list]]) -> Path:
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for name, rows in sheets.items():
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append(row)
        workbook.save(tmp_path / "form.xlsx")
        return tmp_path / "form.xlsx"

    return write


@pytest.fixture
def read(written: Callable) -> Callable[[dict[str, list[list]]], Form]:
    return lambda sheets: read_form(written(sheets))


def told(reading: Callable[[], object]) -> PoetError:
    with pytest.raises(PoetError) as raised:
        reading()
    assert raised.value.exit_code == 3
    return raised.value


def test_the_three_sheets_of_a_form(read: Callable) -> None:
    form = read(
        {
            "survey": SURVEY,
            "choices": [["list_name", "name", "label"], ["yn", 1, "Yes"], [], ["yn", 2.0, "No"]],
            "settings": [["form_title", "version"], ["Our form", 3]],
        }
    )
    (question,) = form.survey
    assert question.where == 'form.xlsx, sheet "survey", row 2'
    assert dict(question.cells) == {"type": "text", "name": "words"}
    assert dict(question.labels) == {"": "What?"}
    assert [row.text("name") for row in form.lists["yn"]] == ["1", "2"]
    assert form.choices[1].where == 'form.xlsx, sheet "choices", row 4'
    assert form.settings.text("form_title") == "Our form"
    assert form.settings.text("version") == "3"
    assert form.settings.text("default_language") == ""
    assert form.languages == ("",)
    assert form.no_choices is None


def test_headings_in_other_spellings(read: Callable) -> None:
    form = read(
        {
            "Survey": [
                ["Type", "NAME", "Label::English (en)", "label : Cymraeg (cy)", "Relevance"],
                ["text", "words", "What?", "Beth?", "${a} = 1"],
            ],
            "Choices": [["list name", "value", "caption::English (en)"], ["yn", "y", "Yes"]],
            "Settings": [["title", "id_string", "Default Language"], ["T", "t", "English (en)"]],
        }
    )
    assert form.languages == ("English (en)", "Cymraeg (cy)")
    assert dict(form.survey[0].labels) == {"English (en)": "What?", "Cymraeg (cy)": "Beth?"}
    assert form.survey[0].text("relevant") == "${a} = 1"
    assert form.lists["yn"][0].text("name") == "y"
    assert form.settings.text("form_title") == "T"
    assert form.settings.text("default_language") == "English (en)"


def test_white_space_in_texts_is_one_space(read: Callable) -> None:
    form = read({"survey": [SURVEY[0], [" text ", "words", "What\n is  it? "]]})
    assert form.survey[0].text("type") == "text"
    assert form.survey[0].labels[""] == "What is it?"


def test_a_form_needs_no_choices_and_no_settings(read: Callable) -> None:
    form = read({"survey": SURVEY})
    assert (form.choices, form.lists, form.settings.cells) == ((), {}, {})
    assert str(form.no_choices) == (
        'form.xlsx: there is no sheet "choices". The sheets are: "survey".'
    )


def test_error_cells_are_told(read: Callable) -> None:
    form = read({"survey": [*SURVEY, ["text", "more", "#REF!"]]})
    assert form.notes == (
        'form.xlsx, sheet "survey": 1 cell holds an error or a formula without a value, taken as '
        "empty. The first is in row 3.",
    )


def test_a_workbook_that_is_no_form(written: Callable) -> None:
    error = told(lambda: read_form(written({"Answers": [["a", "b"], [1, 2]]})))
    assert str(error) == 'form.xlsx: there is no sheet "survey". The sheets are: "Answers".'


def test_a_survey_sheet_without_types(written: Callable) -> None:
    error = told(lambda: read_form(written({"survey": [["kind", "name"], ["text", "a"]]})))
    assert str(error) == (
        'form.xlsx, sheet "survey": there is no question in it: the column "type" is missing or '
        f"empty. {NO_FORM}"
    )


def test_two_columns_that_are_one(written: Callable) -> None:
    rows = [["type", "name", "value"], ["text", "a", "b"]]
    error = told(lambda: read_form(written({"survey": rows})))
    assert str(error) == (
        'form.xlsx, sheet "survey", column C: there are two columns "value". '
        "Delete or rename one of them."
    )


def test_more_rows_than_any_form_has(written: Callable) -> None:
    rows = [["type", "name"], *([["note", "n"]] * (MOST_ROWS + 1))]
    error = told(lambda: read_form(written({"survey": rows})))
    assert str(error) == (
        f'form.xlsx, sheet "survey": there are 2,001 rows, and poet takes 2,000. {NO_FORM}'
    )


def test_a_text_file(tmp_path: Path) -> None:
    file = tmp_path / "form.csv"
    file.write_text("type,name\ntext,a\n", encoding="utf-8")
    assert str(told(lambda: read_form(file))) == (f"form.csv: this is no workbook. {NO_FORM}")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    error = told(lambda: read_form(tmp_path / "form.xlsx"))
    assert str(error) == "form.xlsx: there is no such file. Check the name and the folder."


def test_a_damaged_workbook(written: Callable) -> None:
    file = written({"survey": SURVEY})
    file.write_bytes(file.read_bytes()[:-200])
    error = told(lambda: read_form(file))
    assert str(error) == (
        "form.xlsx: this workbook is damaged or cut off. Download or save it again."
    )
