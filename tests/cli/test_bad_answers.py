"""Files of answers as people hand them in: each problem is told with its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

HEADINGS = "form,your_life,group,years,words"
NOBODY = "nobody's answers can be used. See what is wrong with the files: poet check STUDY."


def answers(*rows: str, headings: str = HEADINGS) -> str:
    return "\n".join([headings, *rows]) + "\n"


# --- the file of answers: what cannot be read


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "carers.csv: this file is empty (0 bytes). Export the answers again."),
        (
            f"{HEADINGS}\n".encode(),
            "carers.csv: there are headings but no rows of answers below them. "
            "Export the answers again, with all responses.",
        ),
    ],
    ids=["empty", "headings only"],
)
@pytest.mark.parametrize("command", ["check", "findings", "report"])
def test_a_file_without_answers(
    *, run: Callable, small: Path, here: Path, command: str, content: bytes, sentence: str
) -> None:
    (small / "carers.csv").write_bytes(content)
    output = () if command == "check" else ("-o", "out")
    ran = run(command, "small", *output)
    assert (ran.code, ran.out, ran.err) == (3, "", f"Error: {sentence}\n")
    assert not (small / "check").exists()
    assert not (here / "out").exists()


def test_a_file_of_another_questionnaire(run: Callable, small: Path) -> None:
    (small / "carers.csv").write_text("name,colour\nA,red\n", encoding="utf-8")
    ran = run("check", "small")
    assert ran.code == 3
    assert ran.error.startswith(
        'carers.csv: no heading is a question of the questionnaire "mine". '
    )


# --- the file of answers: what can be read all the same


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (
            answers("F1,Better,Woman,61,Café").encode("cp1252"),
            "carers.csv was read as Windows (cp1252) text, cells separated by commas.",
        ),
        (
            answers("F1,Better,Woman,61,x").replace(",", ";").encode(),
            "carers.csv was read as UTF-8 text, cells separated by semicolons.",
        ),
    ],
    ids=["cp1252", "semicolons"],
)
def test_a_file_as_excel_saves_it(
    program: Callable, small: Path, content: bytes, note: str
) -> None:
    (small / "carers.csv").write_bytes(content)
    ran = program("check", "small")
    assert ran.code == 0
    assert ran.out == "carers.csv: 1 row read = 1 used + 0 set aside\n\nNo problems found.\n"
    assert note in ran.err.splitlines()


# --- the file of answers: what cannot be used


@pytest.mark.parametrize(
    ("rows", "headings", "told"),
    [
        (
            ["F1,Better,Woman,61,x,secret"],
            f"{HEADINGS},Notes",
            'carers.csv, column F "Notes": This heading is no question of the questionnaire, '
            "so it is not used.",
        ),
        (
            ["F1,Better,Woman,61,x", "F2,Better,Womn,61,x"],
            HEADINGS,
            'carers.csv, row 3, column C "group": "Womn" is not one of the answers. '
            'Nearest: "Woman".',
        ),
        (
            ["F1,Better,Woman,61,x", "F1,Worse,Man,61,x"],
            HEADINGS,
            'carers.csv, row 3, column A "form": This row has the same person id as another '
            "row, so it is set aside.",
        ),
        (
            ["F1,Better,Woman,61"],
            "form,your_life,group,age in years",
            'carers.csv: The question "How old are you?" has no column.',
        ),
    ],
    ids=["unknown column", "unknown answer", "same person", "missing column"],
)
def test_a_problem_is_told_with_its_place(
    run: Callable, small: Path, rows: list[str], headings: str, told: str
) -> None:
    (small / "carers.csv").write_text(answers(*rows, headings=headings), encoding="utf-8")
    ran = run("check", "small", "-q")
    assert (ran.code, ran.err) == (1, "")
    assert any(line.startswith(told.removesuffix(".")) for line in ran.out.splitlines())
    assert "secret" not in ran.out


def test_no_usable_row(run: Callable, small: Path, here: Path) -> None:
    (small / "carers.csv").write_text(answers("F1,,Woman,61,", "F2,,Man,70,"), encoding="utf-8")
    ran = run("check", "small")
    assert ran.code == 1
    assert ran.out.startswith("carers.csv: 2 rows read = 0 used + 2 set aside\n")
    for command in ("findings", "report"):
        ran = run(command, "small", "-o", "out")
        assert (ran.code, ran.out) == (2, "")
        assert ran.error == f"Carers in Fernhollow: {NOBODY}"
        assert not (here / "out").exists()


def test_an_authority_without_answers_gets_no_report(
    run: Callable, small: Path, changed: Callable, as_html: None
) -> None:
    changed(
        small / "study.toml",
        'authority = "Fernhollow"\ncontact = "The evaluation team"\n',
        'authority_column = "words"\n'
        '[[authorities]]\ncode = "F"\nname = "Fernhollow"\n'
        '[[authorities]]\ncode = "O"\nname = "Ottermere"\n',
    )
    changed(small / "questionnaires" / "mine.toml", 'key = "words"', 'key = "remarks"')
    (small / "carers.csv").write_text(answers("F1,Better,Woman,61,Fernhollow"), "utf-8")
    ran = run("report", "small", "-o", "reports", "--format", "pdf")
    assert (ran.code, ran.out) == (0, f"{Path('reports', 'F-fernhollow-workshop.pdf')}\n")
    assert ran.err.splitlines()[-1] == "No report, as nobody's answers can be used: Ottermere"
    ran = run("report", "small", "-o", "other", "--authority", "O")
    assert (ran.code, ran.error) == (
        2,
        f"Carers in Fernhollow: {NOBODY}".replace("used", "used for O"),
    )
