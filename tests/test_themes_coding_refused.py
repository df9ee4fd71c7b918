"""Workbooks and keys that cannot be put together: each is refused in a sentence."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
from two_coders import Exports, exported, letters, moved

import poet
from poet import themes_coder, themes_coder_columns, themes_coding, themes_key
from poet.errors import PoetError
from poet.spreadsheets import xlsx_bytes
from poet.themes_codeframe import load_codeframe
from poet.themes_coding import import_codes


@pytest.fixture
def made(small: Path) -> Exports:
    """Ten comments, exported and coded by both."""
    exports = exported(small)
    exports.both_fill_in()
    return exports


def refused(made: Exports, first: Path, second: Path, key: Path | None = None) -> str:
    with pytest.raises(PoetError) as mistake:
        import_codes(
            poet.load_study(made.study),
            load_codeframe("general"),
            (first, second),
            key or made.key,
        )
    return str(mistake.value)


def test_workbooks_that_are_mixed_up(made: Exports) -> None:
    assert refused(made, made.first, made.first) == (
        "first-coder.xlsx: both coders have the same file. Give two files."
    )
    assert refused(made, made.second, made.first) == (
        'second-coder.xlsx, sheet "Comments": this is the workbook of the second coder. That of '
        "the first coder is wanted here. Give the workbook of the first coder, then that of the "
        "second."
    )
    copy = Path(shutil.copy(made.first, made.folder / "copy.xlsx"))
    assert refused(made, made.first, copy) == (
        'copy.xlsx, sheet "Comments": this is the workbook of the first coder. That of the second '
        "coder is wanted here. Give the workbook of the first coder, then that of the second."
    )


def test_a_workbook_of_another_export(made: Exports) -> None:
    number = letters(made)
    moved(
        made.first,
        lambda rows: [rows[0], *(["QQQQ" + str(r[0])[4:], *r[1:]] for r in rows[1:])],
    )
    sentence = (
        'first-coder.xlsx, sheet "Comments": none of its comments is in the key. Numbers in the '
        "key begin with {}, here with {}. Give the workbook and the key of the same export."
    )
    assert refused(made, made.first, made.second) == sentence.format(number, "QQQQ")
    moved(made.first, lambda rows: [rows[0], *([r[3], *r[1:]] for r in rows[1:])])
    assert refused(made, made.first, made.second) == sentence.format(number, "something else")


def test_a_workbook_without_numbers_or_without_a_theme(made: Exports) -> None:
    moved(made.first, lambda rows: [row[1:] for row in rows])
    assert refused(made, made.first, made.second) == (
        'first-coder.xlsx, sheet "Comments": no column holds the numbers of comments. A coding '
        'workbook has the column "Comment number, first coder". Give the workbook that poet '
        "themes export wrote, with the codes in it."
    )


def test_a_workbook_that_lacks_themes(made: Exports) -> None:
    moved(made.first, lambda rows: [[*row[:5], *row[6:13], row[14]] for row in rows])
    assert refused(made, made.first, made.second) == (
        'first-coder.xlsx, sheet "Comments": there is no column for: Waiting, No theme. Every '
        "theme of the codeframe has a column. Call the columns as they were, or give the codeframe "
        "that the workbook was made with: --codeframe FILE."
    )


def test_a_key_that_is_none(made: Exports) -> None:
    made.key.write_text("a,b\n1,2\n", encoding="utf-8")
    assert refused(made, made.first, made.second) == (
        "key.csv: the columns comment, authority, audience, questionnaire, file, row, question, "
        "check are missing. A key that poet themes export wrote has the columns comment, "
        "authority, audience, wave, questionnaire, file, sheet, row, question, check. Add them in "
        "the first row."
    )


def test_a_key_that_somebody_has_changed(made: Exports) -> None:
    lines = made.key.read_text(encoding="utf-8").splitlines(keepends=True)
    made.key.write_text("".join([*lines, lines[1]]), encoding="utf-8")
    assert refused(made, made.first, made.second) == (
        "key.csv, row 2, 12: a comment stands there twice. Give the key as poet themes export "
        "wrote it."
    )
    for changed in ("x", "9" * 30, "9" * 5_000, "-"):
        bad = [line.replace(",carers.csv,,", f",carers.csv,,{changed}") for line in lines[1:]]
        made.key.write_text("".join([lines[0], *bad]), encoding="utf-8")
        assert refused(made, made.first, made.second) == (
            "key.csv, row 2, 3, 4, 5, 6 and 5 more: a number is missing. Give the key as poet "
            "themes export wrote it."
        )


def test_a_workbook_that_is_none(made: Exports) -> None:
    made.first.write_bytes(xlsx_bytes({"Answers": pd.DataFrame({"a": [1]})}))
    assert refused(made, made.first, made.second) == (
        'first-coder.xlsx: there is no sheet "Comments". The sheets are: "Answers". Give the file '
        'that poet themes export wrote, its sheet called "Comments" as it was.'
    )


def test_every_refusal_is_tested(
    untested: Callable[[ModuleType, Iterable[str]], list[str]],
) -> None:
    said = [Path(__file__).read_text(encoding="utf-8").replace('"\n        "', "")]
    for module in (themes_coder, themes_coder_columns, themes_coding, themes_key):
        assert untested(module, said) == []
