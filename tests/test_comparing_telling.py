from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from poet.comparing import compare_files
from poet.comparing_telling import comparison_lines
from poet.wording import longest_sentence

ROWS = 400


@pytest.fixture
def lines(tmp_path: Path) -> Callable[..., list[str]]:
    """What is told of two files with these texts."""

    def of(a: str, b: str, **options: object) -> list[str]:
        (tmp_path / "a.csv").write_text(a, encoding="utf-8")
        (tmp_path / "b.csv").write_text(b, encoding="utf-8")
        compared = compare_files(tmp_path / "a.csv", tmp_path / "b.csv", **options)
        return list(comparison_lines(compared))

    return of


def entries(changed: int, columns: int = 3) -> str:
    """Four hundred forms; of the first `changed` the first answer differs."""
    heading = ",".join(["form", *(f"q{number}" for number in range(columns))])
    rows = (
        ",".join([str(form), "no" if form < changed else "yes", *["yes"] * (columns - 1)])
        for form in range(ROWS)
    )
    return "\n".join([heading, *rows])


def test_nothing_differs(lines: Callable[..., list[str]]) -> None:
    assert lines("form,q\n1,a\n2,\n", "form,q\n2,\n1,a\n") == [
        "A is a.csv. B is b.csv.",
        "2 forms are in both files, with 1 cell filled in. None of these differs.",
        "Everything is the same in both files.",
    ]


def test_what_differs_and_where(lines: Callable[..., list[str]]) -> None:
    heading = (
        "How easy or difficult has it been to get information and advice about your own budget?"
    )
    first = f"form,{heading},q\n1,11,A\n2,12,b\n3,13,c\n"
    second = f"form,q,{heading}\n1,a,11\n2,b,21\n4,c,13\n"
    assert lines(first, second) == [
        "A is a.csv. B is b.csv.",
        "2 forms are in both files, with 4 cells filled in. 1 of these differs.",
        "These are too few cells to judge the typing by: 1,000 would do.",
        "1 cell means the same in other words or signs: not counted.",
        "Not compared: 1 row of A not in B (row 4).",
        "Not compared: 1 row of B not in A (row 4).",
        "\nLook at the paper form for each of these, and correct the file that is wrong:",
        'cell B3 of A and C3 of B, "How easy or difficult has … about your own budget?": '
        'A has "12", B has "21".',
        "\nThe columns that differ most:",
        '"How easy or difficult has … about your own budget?": 1 of 2 cells',
    ]


def test_the_rate_of_mistakes_stands_beside_the_usual_limit(
    lines: Callable[..., list[str]],
) -> None:
    assert lines(entries(0), entries(12))[1:3] == [
        "400 forms are in both files, with 1,200 cells filled in. 12 of these differ.",
        "That is 100 in 10,000, or about 50 for each of the two people. "
        "Where clinical research types from paper, one person's mistakes were about 29 in 10,000 "
        "(Garza and others 2023).",
    ]
    assert lines(entries(0), entries(1))[2] == (
        "That is 8 in 10,000, or about 4.2 for each of the two people. "
        "Where clinical research types from paper, one person's mistakes were about 29 in 10,000 "
        "(Garza and others 2023)."
    )
    assert "10,000" not in "".join(lines(entries(0), entries(0)))


def test_long_lists_are_cut_and_counted(lines: Callable[..., list[str]]) -> None:
    told = lines(entries(0), entries(60))
    assert [line for line in told if line.startswith("cell ")] == [
        f'cell B{row}, "q0": A has "yes", B has "no".' for row in range(2, 52)
    ]
    assert "and 10 more cells. For a list of all: -o FOLDER" in told
    missing = lines(entries(0), "form,q0\n1,yes\n")
    assert missing[2:] == [
        "Not compared: 399 rows of A not in B (rows 2, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 389 more).",
        'Not compared: 2 columns only in A: "q1", "q2".',
    ]


def test_many_columns_are_counted(lines: Callable[..., list[str]]) -> None:
    headings = ",".join(f"q{number}" for number in range(12))
    first, second = (",".join([text] * 12) for text in ("1", "2"))
    told = lines(f"form,{headings}\n1,{first}\n", f"form,{headings}\n1,{second}\n")
    assert told[-2:] == ['"q9": 1 of 1 cell', "and 2 more columns."]


def test_what_could_not_be_read_is_told(lines: Callable[..., list[str]]) -> None:
    broken = "form,q\n1,a\n" + "2,b,c\n" * 12
    told = lines(broken, "form,q\n1,a\n")
    assert told[2] == (
        "Not compared: A, row 3: This row has 3 cells under 2 headings, so it is set aside."
    )
    assert told[-1] == "and 2 more cells or rows that could not be read."
    assert len(told) == 13


def test_the_number_of_the_form_when_asked_for(lines: Callable[..., list[str]]) -> None:
    told = lines("form,q\nF7,1\n", "form,q\nF7,2\n", show_form=True)
    assert 'form "F7", cell B2, "q": A has "1", B has "2".' in told


def test_the_sentences_are_short(lines: Callable[..., list[str]]) -> None:
    told = lines(entries(0), entries(12))
    assert max(longest_sentence(line) for line in told) <= 20
