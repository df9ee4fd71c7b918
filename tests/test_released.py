"""Comments are printed only from this file, and only when everything in it is in order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from poet import released
from poet.errors import PoetError
from poet.released import COLUMNS, released_comments

HEADINGS = ",".join(COLUMNS)
SIGNED = "A reviewer,2026-05-01"
COMMENT = f"F1,mine,words,Less paper please,{SIGNED}"


@pytest.fixture
def read(tmp_path: Path) -> Callable:
    def reading(*rows: str, headings: str = HEADINGS):
        file = tmp_path / "released.csv"
        file.write_text("\n".join([headings, *rows]) + "\n", encoding="utf-8")
        return released_comments(
            file, authorities=["F1", "O1"], questions={"mine": ["words"], "other": []}
        )

    return reading


@pytest.fixture
def told(read: Callable) -> Callable[..., str]:
    def telling(*rows: str, headings: str = HEADINGS) -> str:
        with pytest.raises(PoetError) as raised:
            read(*rows, headings=headings)
        return str(raised.value)

    return telling


def test_comments_are_read_as_text(read: Callable) -> None:
    frame = read(COMMENT, f" O1 ,mine,words, 42 ,{SIGNED}")
    assert tuple(frame.columns) == COLUMNS
    assert frame.index.tolist() == [0, 1]
    assert frame.to_numpy().tolist() == [
        ["F1", "mine", "words", "Less paper please", "A reviewer", "2026-05-01"],
        ["O1", "mine", "words", "42", "A reviewer", "2026-05-01"],
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            b"",
            "released.csv: this file is empty (0 bytes). Put the table into it, or take the file "
            "out of study.toml.",
        ),
        (
            b"%PDF-1.4",
            "released.csv: this is a PDF, not a table. Export the table as .csv or .xlsx.",
        ),
    ],
)
def test_a_file_that_is_no_table_is_told_as_one(tmp_path: Path, content, sentence) -> None:
    file = tmp_path / "released.csv"
    file.write_bytes(content)
    with pytest.raises(PoetError) as raised:
        released_comments(file, [], {})
    assert str(raised.value) == sentence


def test_blank_rows_are_left_out(read: Callable) -> None:
    assert len(read(",,,,,", COMMENT, "", COMMENT, ",,,,,")) == 2


def test_other_columns_do_no_harm(read: Callable) -> None:
    frame = read(f"{COMMENT},read twice", headings=f"{HEADINGS},note")
    assert tuple(frame.columns) == COLUMNS


# What stands below the headings, and what is then said.
MISTAKES = {
    "not signed": (
        [COMMENT, "F1,mine,words,Hello,,2026-05-01", "F1,mine,words,Hello,A reviewer,"],
        "released.csv, row 3, 4: a comment does not say who released it and when. "
        "Fill in released_by and released_on, or take the comment out.",
    ),
    "no text": (
        [f"F1,mine,words, ,{SIGNED}"],
        "released.csv, row 2: a comment has no text. Take the row out.",
    ),
    "unknown authority": (
        [COMMENT, f"Fernhollow,mine,words,Hello,{SIGNED}"],
        'released.csv, row 3: authority "Fernhollow" is no code of an authority of the study. '
        "There are: F1, O1. Correct it, or take the comment out.",
    ),
    "everybody": (
        [f"all,mine,words,Hello,{SIGNED}"],
        'released.csv, row 2: authority "all" is no code of an authority of the study. '
        "There are: F1, O1. Correct it, or take the comment out.",
    ),
    "unknown questionnaire": (
        [f"F1,carer,words,Hello,{SIGNED}"],
        'released.csv, row 2: questionnaire "carer" was not asked in the latest wave. '
        "There are: mine, other. Correct it, or take the comment out.",
    ),
    "unknown question": (
        [f"F1,mine,wrds,Hello,{SIGNED}"],
        'released.csv, row 2: question "wrds" is no comment question of "mine". '
        "There are: words. Correct it, or take the comment out.",
    ),
    "questionnaire without comments": (
        [f"F1,other,words,Hello,{SIGNED}"],
        'released.csv, row 2: question "words" is no comment question of "other". '
        "There are: none. Correct it, or take the comment out.",
    ),
    "many rows": (
        [f"X9,mine,words,Hello,{SIGNED}"] * 7,
        'released.csv, row 2, 3, 4, 5, 6 and 2 more: authority "X9" '
        "is no code of an authority of the study. "
        "There are: F1, O1. Correct it, or take the comment out.",
    ),
    "a comma in the text": (
        [COMMENT, f"F1,mine,words,Less paper, please,{SIGNED}"],
        "released.csv, row 3: This row has 7 cells under 6 headings, so it is set aside. "
        "Correct it, or take it out.",
    ),
}


@pytest.mark.parametrize(("rows", "sentence"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_row(
    told: Callable[..., str], rows: list[str], sentence: str
) -> None:
    assert told(*rows) == sentence


def test_missing_columns_are_told(told: Callable[..., str]) -> None:
    columns = "A file of released comments has the columns " + ", ".join(COLUMNS)
    assert told("F1,words,Hello", headings="authority,question,text") == (
        "released.csv: the columns questionnaire, released_by, released_on are missing. "
        f"{columns}. Add them in the first row."
    )


def test_a_column_without_a_heading_is_told(told: Callable[..., str]) -> None:
    sentence = told(f"{COMMENT},stray", headings=f"{HEADINGS},")
    assert sentence.startswith("released.csv: ")
    assert "heading" in sentence
    assert "stray" not in sentence


def test_all_mistakes_are_told_at_once(told: Callable[..., str]) -> None:
    told_lines = told("X9,mine,wrds,,,", f"F1,carer,words,Hello,{SIGNED}").splitlines()
    assert [line.partition(":")[0] for line in told_lines] == [
        "released.csv, row 2",
        "released.csv, row 2",
        "released.csv, row 2",
        "released.csv, row 3",
        "released.csv, row 2",
    ]


def test_every_message_is_in_a_test(untested: Callable) -> None:
    sentences = [sentence for _, sentence in MISTAKES.values()]
    assert untested(released, [*sentences, "the columns ", " are missing", ": "]) == []
