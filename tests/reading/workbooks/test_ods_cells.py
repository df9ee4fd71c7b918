from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.reading.workbooks import ods_cells
from poet.reading.workbooks.ods_cells import FORMULA, KIND, cell_text, paragraph_text


@pytest.mark.parametrize(
    ("kind", "attribute", "written", "text"),
    [
        ("float", "NUMBER", "3", "3"),
        ("float", "NUMBER", "3.0", "3"),
        ("float", "NUMBER", "0.30000000000000004", "0.3"),
        ("float", "NUMBER", "-1e3", "-1000"),
        ("percentage", "NUMBER", "0.25", "0.25"),
        ("currency", "NUMBER", "1200.5", "1200.5"),
        ("boolean", "BOOLEAN", "true", "TRUE"),
        ("date", "DATE", "2026-05-03", "2026-05-03"),
        ("date", "DATE", "2026-05-03T00:00:00", "2026-05-03"),
        ("date", "DATE", "2026-05-03T09:30:00", "2026-05-03T09:30:00"),
        ("date", "DATE", "soon", "soon"),
        ("time", "TIME", "PT09H30M00S", "09:30:00"),
        ("time", "TIME", "PT30M", "00:30:00"),
        ("time", "TIME", "PT26H30M00.5S", "1 day, 2:30:00.500000"),
        ("time", "TIME", "noon", "noon"),
        ("string", "STRING", "in full", "in full"),
    ],
)
def test_a_value_is_kept_in_its_shortest_form(kind, attribute, written, text):
    attributes = {KIND: kind, getattr(ods_cells, attribute): written}
    assert cell_text(attributes, ["as shown"]) == text


@pytest.mark.parametrize("kind", ["float", "boolean", "date", "time", "string", "odd", ""])
def test_a_kind_without_its_value_is_what_the_spreadsheet_shows(kind):
    assert cell_text({KIND: kind}, ["1", "2"]).lower() == "1\n2"


def test_a_number_that_is_none_is_damage():
    with pytest.raises(ValueError, match="could not convert"):
        cell_text({KIND: "float", ods_cells.NUMBER: "three"}, ["three"])


def test_a_formula_without_a_value_is_told_from_one_that_gives_empty_text():
    assert cell_text({FORMULA: "of:=[.A1]"}, []) is None
    assert cell_text({FORMULA: "of:=[.A1]", KIND: "string"}, []) == ""


@pytest.mark.parametrize(
    ("told", "shown", "text"),
    [
        ("error", "#N/A", "#N/A"),
        ("error", "Err:508", "#VALUE!"),
        ("float", "#DIV/0!", "#DIV/0!"),
        ("float", "Err:502", "#VALUE!"),
        ("float", "0", "0"),
    ],
)
def test_the_error_of_a_formula_is_its_text(told, shown, text):
    attributes = {FORMULA: "of:=1/0", KIND: "float", ods_cells.NUMBER: "0"}
    assert cell_text({**attributes, ods_cells.KIND_TOLD_BY_LIBREOFFICE: told}, [shown]) == text


@given(st.text(alphabet="ab \t\r\n\0\1\2\u00a0"))
def test_white_space_counts_once_but_for_that_which_is_an_element(text):
    found = paragraph_text(list(text))
    assert found.count(" ") >= text.count("\0")
    assert found.count("\t") == text.count("\1")
    assert found.count("\n") == text.count("\2")
    assert found.replace(" ", "").replace("\t", "").replace("\n", "") == "".join(
        sign for sign in text if sign in "ab\u00a0"
    )
    assert paragraph_text([text]) == found
