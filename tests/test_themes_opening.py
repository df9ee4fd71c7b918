"""Files that poet wrote and that cannot be read again: the cure is never one for answers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from poet.errors import PoetError
from poet.spreadsheets import xlsx_bytes
from poet.themes_opening import read_written

ROWS = pd.DataFrame({"a": ["1"]})
BOOK = {"Mine": ROWS, "Others": ROWS}


@pytest.mark.parametrize(
    ("content", "sheet", "sentence"),
    [
        (
            b"",
            "",
            "it.csv: this file is empty (0 bytes). Give the file that poet themes export wrote.",
        ),
        (
            b"a,b\n",
            "",
            "it.csv: there are headings but no rows below them. Give the file that poet themes "
            "export wrote.",
        ),
        (
            xlsx_bytes(BOOK),
            "",
            'it.csv: 2 sheets have cells: "Mine", "Others". Give the file that poet themes export '
            "wrote.",
        ),
        (
            xlsx_bytes(BOOK),
            "Comments",
            'it.csv: there is no sheet "Comments". The sheets are: "Mine", "Others". Give the file '
            'that poet themes export wrote, its sheet called "Comments" as it was.',
        ),
        (
            b"a,a\n1,2\n",
            "",
            "it.csv: columns A and B have the same heading. Rename one of them, or delete the "
            "column that is not needed. If this row holds answers, put a row of headings above it.",
        ),
    ],
)
def test_what_cannot_be_read_is_told_with_a_cure(
    tmp_path: Path, content: bytes, sheet: str, sentence: str
) -> None:
    (tmp_path / "it.csv").write_bytes(content)
    with pytest.raises(PoetError) as mistake:
        read_written(tmp_path / "it.csv", "poet themes export", sheet)
    assert str(mistake.value) == sentence
    assert mistake.value.exit_code == 3


def test_a_file_that_can_be_read_is(tmp_path: Path) -> None:
    (tmp_path / "it.xlsx").write_bytes(xlsx_bytes(BOOK))
    assert read_written(tmp_path / "it.xlsx", "poet themes export", "mine").headings == ("a",)
