from __future__ import annotations

from pathlib import Path

import pytest

from poet import definition
from poet.comparing import compare_files
from poet.errors import PoetError

GOOD = "form,your_life\n1,Better\n"


@pytest.fixture
def folder(tmp_path: Path, own_questionnaire: str) -> Path:
    """A folder with a.csv and a questionnaire."""
    (tmp_path / "mine.toml").write_text(own_questionnaire, encoding="utf-8")
    (tmp_path / "a.csv").write_text(GOOD, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("b", "options", "sentence", "code"),
    [
        (None, {}, "b.csv: there is no such file. Check the name and the folder.", 3),
        (
            GOOD,
            {"id_heading": "number"},
            'a.csv: there is no column "number" for the number of the form. '
            'Correct the heading; the first column is "form".',
            2,
        ),
        (
            "your_life,form\nBetter,1\n",
            {},
            'number of the form: the first column of A is "form", that of B is "your_life". '
            "Name the column that holds the number of the form in both: --id HEADING.",
            2,
        ),
        (
            "form,your_life\n2,Better\n",
            {},
            "a.csv and b.csv: no form has its number once in both files. "
            'The forms are paired by column A "form". '
            "Name the column that holds the number of the form: --id HEADING.",
            2,
        ),
        (
            "form,my_life\n1,Better\n",
            {},
            "a.csv and b.csv: no column but that of the number has the same heading in both. "
            "Check that both were entered from the same forms.",
            2,
        ),
        (
            "number,your_life\n1,Better\n",
            {"questionnaire": "mine"},
            'b.csv: no column is the question "form", which asks for the number of the form. '
            "Name the column that holds it: --id HEADING.",
            2,
        ),
        (
            "number,other\n1,Better\n",
            {"questionnaire": "mine"},
            'b.csv: no heading is a question of the questionnaire "mine". '
            "Check that the file and the questionnaire belong together.",
            3,
        ),
        (
            "form,your_life,How is life?\n1,Better,Better\n",
            {"questionnaire": "mine"},
            'b.csv, question "your_life": columns B "your_life" and C "How is life?" are both this '
            'question ("How is your life now?"). '
            "Rename one of them, or leave it out: --ignore-column HEADING.",
            3,
        ),
    ],
)
def test_what_cannot_be_compared_is_told(
    folder: Path, b: str | None, options: dict[str, str], sentence: str, code: int
) -> None:
    if b is not None:
        (folder / "b.csv").write_text(b, encoding="utf-8")
    name = options.get("questionnaire", "")
    questionnaire = definition.load(name, folder) if name else None
    heading = options.get("id_heading", "")
    with pytest.raises(PoetError) as raised:
        compare_files(folder / "a.csv", folder / "b.csv", questionnaire, id_heading=heading)
    assert str(raised.value) == sentence
    assert raised.value.exit_code == code


def test_one_file_is_not_compared_with_itself(folder: Path) -> None:
    (folder / "link.csv").symlink_to(folder / "a.csv")
    for other in ("a.csv", "link.csv"):
        with pytest.raises(PoetError) as raised:
            compare_files(folder / "a.csv", folder / other)
        assert str(raised.value) == "a.csv: A and B are the same file. Give two files."
