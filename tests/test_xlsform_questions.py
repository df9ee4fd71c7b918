"""Which rows of a form are questions, and what is told of the others."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from poet.errors import PoetError
from poet.xlsform import ImportedForm, import_form


def workbook(sheets: dict[str, list[list]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., ImportedForm]:
    def making(sheets: dict[str, list[list]], language: str = "") -> ImportedForm:
        (tmp_path / "form.xlsx").write_bytes(workbook(sheets))
        return import_form(tmp_path / "form.xlsx", "mine", language=language, topics={})

    return making


def survey(*rows: list, **sheets: list[list]) -> dict[str, list[list]]:
    return {"survey": [["type", "name", "label"], *rows], **sheets}


def test_names_that_are_no_keys_and_names_given_twice(made: Callable) -> None:
    rows = [["text", name, "What?"] for name in ("Age", "age", "_a.b", "\u00dc", "x", "x")]
    found = made(survey(*rows))
    keys = [question["key"] for question in tomllib.loads(found.text)["questions"]]
    assert keys == ["age", "age_2", "a_b", "question", "x", "x_2"]
    assert found.notes == (
        "Named otherwise than in the form, as a key has a-z, 0-9 and _ alone and is there once: "
        "age is age_2, _a.b is a_b, \u00dc is question, x is x_2.",
    )


def test_a_long_list_of_names_is_cut(made: Callable) -> None:
    rows = [["note", f"n{number}", "Note"] for number in range(14)]
    found = made(survey(["note", None, "Note"], *rows, ["text", "words", "What?"]))
    names = ", ".join(f"n{number}" for number in range(12))
    assert found.notes == (f"Left out, notes: {names}, 2 more, 1 without a name.",)


def test_what_is_switched_off_is_left_out(made: Callable) -> None:
    headings = ["type", "name", "label", "disabled"]
    rows = [["text", "old", "Old?", "yes"], ["text", "new", "New?", "no"]]
    found = made({"survey": [headings, *rows]})
    assert found.notes == ("Left out, what is switched off in the form: old.",)
    assert found.questions == 1


def told(making: Callable[[], object]) -> list[str]:
    with pytest.raises(PoetError) as raised:
        making()
    assert raised.value.exit_code == 3
    return str(raised.value).splitlines()


WHERE = 'form.xlsx, sheet "survey", row'
WRITTEN = (
    "Types are written like this: select_one LIST, select_multiple LIST, integer, decimal, text."
)


def test_every_row_that_cannot_be_taken_is_told_at_once(made: Callable) -> None:
    rows = [
        ["selct_one yn", "a", "A?"],
        ["begin_repeat", "child", "Child"],
        ["select_one_from_file towns.csv", "town", "Town?"],
        ["select_one nowhere", "b", "B?"],
        ["integer", None, "C?"],
        [None, "d", "D?"],
    ]
    sheets = survey(*rows, choices=[["list_name", "name", "label"], ["yn", "y", "Yes"]])
    assert told(lambda: made(sheets)) == [
        f"{WHERE} 7: the type is missing. {WRITTEN}",
        f'{WHERE} 2: the type "selct_one yn" is not known. {WRITTEN}',
        f'{WHERE} 3: "child" cannot be taken: it is asked several times, and poet takes one '
        "answer a person. Delete the row.",
        f'{WHERE} 4: "town" cannot be taken: its answers stand in another file, which poet does '
        "not read. Delete the row.",
        f'{WHERE} 5: the sheet choices has no list "nowhere". Add it, or correct the type.',
        f"{WHERE} 6: the name is missing. Give the question one.",
    ]


def test_a_form_whose_choices_are_not_there(made: Callable) -> None:
    assert told(lambda: made(survey(["select_one yn", "a", "A?"]))) == [
        'form.xlsx: there is no sheet "choices". The sheets are: "survey".'
    ]
