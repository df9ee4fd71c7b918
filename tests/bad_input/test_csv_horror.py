"""Broken files of the world, collected by others: each is a table or refused in a sentence."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from poet.errors import PoetError
from poet.reading import read_table

Cell = tuple[int, int, str]

# Rows and columns, and the text of some cells: row from 0 below the headings, column from 0.
TABLES: dict[str, tuple[int, int, tuple[Cell, ...]]] = {
    "blank_line.ods": (4, 3, ((0, 0, "Bob"), (0, 2, "2010-10-10"), (3, 2, "2015-11-11"))),
    "characters.csv": (382, 18, ((0, 0, "v_1"), (0, 1, "C1_395000000A_000001"))),
    "complex.csv": (2, 4, ((0, 0, "2011-01-01"), (1, 3, "Galway and more"))),
    "example.tsv": (140, 17, ((0, 0, "2012-06-22 00:00:00"), (0, 1, "15955"))),
    "excel_pasting.csv": (17, 9, ((0, 0, "Timber"), (0, 1, "2,666"))),
    "excel_properties.xls": (18, 1, ((0, 0, "italic"), (17, 0, "2014-01-01"))),
    "long.csv": (3_999, 1, ((0, 0, "foo"), (3_998, 0, "foo"))),
    "mixedGLB.csv": (133, 19, ((0, 0, "1880"), (0, 1, "-43"), (132, 18, "*****"))),
    "simple.csv": (6, 3, ((0, 0, "2011-01-01"), (5, 2, "Berkeley"))),
    "simple.ods": (3, 3, ((0, 0, "Bob"), (2, 2, "2015-11-11"))),
    "simple.xls": (6, 3, ((0, 0, "2011-01-01"), (0, 1, "1"), (5, 2, "Berkeley"))),
    "simple.xlsx": (6, 3, ((0, 0, "2011-01-01"), (0, 1, "1"), (5, 2, "Berkeley"))),
    "skip_initials.csv": (2, 2, ((0, 0, "hello"), (0, 1, "    goodbye"))),
    "span_rich.xls": (5, 4, ((0, 0, "j"), (0, 1, "MERGE"), (0, 2, ""))),
    "spanish_chars.csv": (116, 8, ((0, 0, "1"), (0, 1, ""))),
    "sparse_with_column_errors.csv": (2_237, 4, ((0, 0, "A"),)),
    "sw_gen.xlsx": (15, 17, ((0, 0, "474939423470395392"), (14, 16, "scraperwiki"))),
    "utf-16le_encoded.csv": (327, 19, ((0, 0, "5C1"), (0, 1, "Enfield PCT"))),
    "weird_head_padding.csv": (60, 11, ((0, 1, "\N{NO-BREAK SPACE}" * 6), (59, 10, ""))),
}
NO_ROWS = (
    "there are headings but no rows of answers below them. "
    "Export the answers again, with all responses."
)
TWINS = (
    "columns C and D have the same heading. Rename one of them, or delete the column that is not "
    "needed. If this row holds answers, put a row of headings above it."
)
REFUSED = {
    "begrotingsanalyse-2011.csv": f": {TWINS}",
    "encrypted_no_password.xls": (
        ": this workbook is protected with a password. Open it in Excel, take the password off "
        "(File, Info, Protect Workbook) and save it."
    ),
    "libreoffice.xlsx": ": no sheet of this workbook has cells. Export the answers again.",
    "null.csv": f": {TWINS}",
    "small.csv": f": {NO_ROWS}",
    "unicode_sheet_name.xls": f', sheet "m\u00eas": {NO_ROWS}',
    "utf8bom.csv": f": {NO_ROWS}",
}

# A column called Age is a question, so these are files of the questionnaire in which nobody said
# anything that counts.
NOBODY_USED = {
    "blank_line.ods": "4 rows read = 0 used + 4 set aside",
    "simple.ods": "3 rows read = 0 used + 3 set aside",
}


@pytest.fixture(scope="session")
def horror(shared: Path) -> Path:
    return shared / "data" / "csv-horror"


def test_every_file_is_in_this_list(horror: Path) -> None:
    names = {path.name for path in horror.iterdir()} - {"README.md"}
    assert names == {*TABLES, *REFUSED}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_read_to_the_cell(horror: Path, name: str) -> None:
    rows, columns, cells = TABLES[name]
    table = read_table(horror / name)
    assert (len(table.lines), len(table.columns)) == (rows, columns)
    texts = [column.texts() for column in table.columns]
    assert [(row, column, texts[column][row]) for row, column, _ in cells] == list(cells)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_is_refused_in_a_sentence(horror: Path, name: str) -> None:
    with pytest.raises(PoetError) as refusal:
        read_table(horror / name)
    assert (str(refusal.value), refusal.value.exit_code) == (f"{name}{REFUSED[name]}", 3)


@pytest.mark.parametrize("name", [*TABLES, *REFUSED])
def test_none_is_taken_for_a_survey(
    *, horror: Path, name: str, study: Path, run: Callable, put: Callable, settings: Callable
) -> None:
    settings({"change": [["study.toml", 'questionnaire = "people"', 'questionnaire = "carer"']]})
    put(b"", name)
    shutil.copyfile(horror / name, study / name)
    ran = run("check", "study")
    if name in NOBODY_USED:
        assert ran.code == 1
        assert ran.out.splitlines()[0].endswith(NOBODY_USED[name])
        return
    assert (ran.code, ran.out) == (3, "")
    if name in REFUSED:
        assert ran.err == f"Error: {name}{REFUSED[name]}\n"
    else:
        assert ran.err.startswith(f"Error: {name}")
        assert ran.err.endswith(
            ': no heading is a question of the questionnaire "carer". Check that the file and the '
            "questionnaire belong together, and that the first row holds the keys or the wordings "
            "of the questions. If they are others: poet map STUDY.\n"
        )
