from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import hypothesis.strategies as some
import openpyxl
import pytest
from hypothesis import given

from poet.comparing import FILES, FRAMES, Comparison, compare_files, write_comparison
from poet.comparing_cells import CELL_COLUMNS, COLUMN_COLUMNS
from poet.comparing_forms import ROW_COLUMNS
from poet.errors import PoetError
from poet.questionnaire import Questionnaire

HEADINGS = "form,your_life,group,years,words,Who helped you? [Woman]"
FIRST = f"""\
{HEADINGS}
1,Better,Woman,61,Less paper,Yes
2,worse,Man,70,,
3,The same,Man,58,My neighbour Rex,
"""


@pytest.fixture
def questionnaire(own: Callable[..., Questionnaire]) -> Questionnaire:
    return own()


@pytest.fixture
def compare(tmp_path: Path) -> Callable[..., Comparison]:
    """Compares two files with these texts."""

    def compared(a: str, b: str, *more: object, **options: object) -> Comparison:
        (tmp_path / "a.csv").write_text(a, encoding="utf-8")
        (tmp_path / "b.csv").write_text(b, encoding="utf-8")
        return compare_files(tmp_path / "a.csv", tmp_path / "b.csv", *more, **options)

    return compared


def told(comparison: Comparison) -> list[tuple[str, str, str]]:
    return list(comparison.by_cell[["cell_a", "cell_b", "sentence"]].itertuples(index=False))


def test_the_same_entries_are_the_same(
    compare: Callable[..., Comparison], questionnaire: Questionnaire
) -> None:
    compared = compare(FIRST, FIRST, questionnaire)
    assert compared.same
    assert (compared.forms, compared.cells, len(compared.by_cell)) == (3, 12, 0)
    assert (compared.spelt_differently, compared.in_10_000) == (0, 0)
    assert "A and B are copies of one file: were the forms entered twice?" in compared.notes


def test_cells_that_differ_are_told_form_by_form(
    compare: Callable[..., Comparison], questionnaire: Questionnaire
) -> None:
    rows = ["3,Better,Man,85,My neighbour Tex,x", "1,Better,,61,Less paper,", "2,Worse,Man,70,,"]
    second = "\n".join([HEADINGS, *rows])
    compared = compare(FIRST, second, questionnaire)
    assert told(compared) == [
        ("C2", "C3", 'A has "Woman", B is empty.'),
        ("F2", "F3", 'A has "Yes", B is empty.'),
        ("B4", "B2", 'A has "The same", B has "Better".'),
        ("D4", "D2", 'A has "58", B has "85".'),
        ("E4", "E2", "The texts differ."),
        ("F4", "F2", 'A is empty, B has "x".'),
    ]
    first = compared.by_cell.iloc[0].to_dict()
    assert first == {
        "cell_a": "C2",
        "cell_b": "C3",
        "row_a": 2,
        "row_b": 3,
        "question": "group",
        "heading": "group",
        "found_a": "Woman",
        "found_b": "",
        "sentence": 'A has "Woman", B is empty.',
        "form": "",
    }
    assert not compared.same
    assert compared.spelt_differently == 1  # worse, Worse
    assert (compared.cells, compared.in_10_000) == (13, 10_000 * 6 / 13)


def test_how_often_each_column_differs(
    compare: Callable[..., Comparison], questionnaire: Questionnaire
) -> None:
    second = FIRST.replace("2,worse,Man,70,,", "2,Worse,Woman,70,,1").replace("61", "61.0")
    by_column = compare(FIRST, second, questionnaire).by_column
    assert by_column.to_dict("records") == [
        dict(zip(COLUMN_COLUMNS, row, strict=True))
        for row in [
            ("your_life", "your_life", "B", "B", 3, 0, 0.0, 1),
            ("group", "group", "C", "C", 3, 1, 1 / 3, 0),
            ("years", "years", "D", "D", 3, 0, 0.0, 1),
            ("words", "words", "E", "E", 2, 0, 0.0, 0),
            ("helpers", "Who helped you? [Woman]", "F", "F", 2, 1, 0.5, 0),
        ]
    ]


def test_rows_that_cannot_be_paired_are_listed(compare: Callable[..., Comparison]) -> None:
    first = "form,q\n1,a\n2,a\n2,b\n,c\n,\n5,a\n6,a\n007,a\n"
    second = "form,q\n1,a\n2,a\n6,a\n6 ,a\n8,a\n7,a\n"
    compared = compare(first, second)
    assert compared.forms == 2
    assert list(compared.by_row.itertuples(index=False)) == [
        ("A", 3, "with a number that A has more than once", ""),
        ("A", 4, "with a number that A has more than once", ""),
        ("A", 5, "without a number of the form", ""),
        ("A", 7, "not in B", ""),
        ("A", 8, "with a number that B has more than once", ""),
        ("B", 3, "with a number that A has more than once", ""),
        ("B", 4, "with a number that B has more than once", ""),
        ("B", 5, "with a number that B has more than once", ""),
        ("B", 6, "not in A", ""),
    ]
    assert compared.by_cell.empty
    assert not compared.same


def test_the_number_of_a_form_is_only_shown_when_asked_for(
    compare: Callable[..., Comparison],
) -> None:
    files = "form,q\nF-314,a\nF-271,a\n", "form,q\nF-314,b\nF-999,a\n"
    silent = compare(*files)
    assert not any(number in json.dumps(silent.as_json()) for number in ("314", "271", "999"))
    told_too = compare(*files, show_form=True)
    assert told_too.by_cell["form"].to_list() == ["F-314"]
    assert told_too.by_row["form"].to_list() == ["F-271", "F-999"]


def test_what_could_not_be_read_is_listed(compare: Callable[..., Comparison]) -> None:
    compared = compare("form,q\n1,a\n2,b,c\n", "form,q\n1,a\n2,b,c\n")
    assert compared.unread == (
        "A, row 3: This row has 3 cells under 2 headings, so it is set aside.",
        "B, row 3: This row has 3 cells under 2 headings, so it is set aside.",
    )
    assert not compared.same


def test_no_free_text_leaves(
    compare: Callable[..., Comparison], questionnaire: Questionnaire, tmp_path: Path
) -> None:
    compared = compare(FIRST, FIRST.replace("My neighbour Rex", "Rex's dog"), questionnaire)
    written = write_comparison(compared, tmp_path / "out")
    cells = [
        str(cell)
        for sheet in openpyxl.load_workbook(written[0])
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]
    assert "The texts differ." in cells
    assert "Rex" not in "".join(cells) + written[1].read_text(encoding="utf-8")


def test_the_differences_are_written(
    compare: Callable[..., Comparison], questionnaire: Questionnaire, tmp_path: Path
) -> None:
    compared = compare(FIRST, FIRST.replace("61", "16").replace("3,The", "9,The"), questionnaire)
    written = write_comparison(compared, tmp_path / "out")
    assert written == tuple(tmp_path / "out" / name for name in FILES)
    book = openpyxl.load_workbook(written[0])
    assert [[cell.value for cell in sheet[1]] for sheet in book] == [
        list(CELL_COLUMNS),
        list(COLUMN_COLUMNS),
        list(ROW_COLUMNS),
    ]
    assert book.sheetnames == ["differences", "by column", "rows not compared"]
    content = json.loads(written[1].read_text(encoding="utf-8"))
    assert content == compared.as_json()
    assert {name: len(content[name]) for name in FRAMES} == {
        name: len(getattr(compared, name)) for name in FRAMES
    }
    assert (content["schema"], content["same"], content["forms"], content["cells"]) == (
        1,
        False,
        2,
        8,
    )
    assert (content["cells_that_differ"], content["in_10_000"]) == (1, 1250)
    with pytest.raises(PoetError) as raised:
        write_comparison(compared, tmp_path / "out")
    assert raised.value.exit_code == 3
    write_comparison(compared, tmp_path / "out", force=True)


ANSWERS = some.sampled_from(["", "Better", "The same", "Worse", "Prefer not to say"])


@given(data=some.data(), forms=some.lists(some.tuples(ANSWERS, ANSWERS), min_size=1, max_size=8))
def test_exactly_the_cells_that_were_changed_are_found(
    data: some.DataObject, forms: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("pair")
    changed = data.draw(
        some.dictionaries(
            some.tuples(some.integers(0, len(forms) - 1), some.integers(0, 1)), ANSWERS
        )
    )
    changed = {cell: to for cell, to in changed.items() if forms[cell[0]][cell[1]] != to}
    order = data.draw(some.permutations(range(len(forms))))
    first = [f"F{n},{one},{two}\n" for n, (one, two) in enumerate(forms)]
    second = [
        f"f{n},{changed.get((n, 0), forms[n][0])},{changed.get((n, 1), forms[n][1])}\n"
        for n in order
    ]
    for name, rows in (("a.csv", first), ("b.csv", second)):
        (folder / name).write_text("form,p,q\n" + "".join(rows), encoding="utf-8")
    there = compare_files(folder / "a.csv", folder / "b.csv")
    back = compare_files(folder / "b.csv", folder / "a.csv")
    assert there.forms == back.forms == len(forms)
    assert set(there.by_cell["cell_a"]) == {f"{'BC'[q]}{n + 2}" for n, q in changed}
    assert set(back.by_cell["cell_a"]) == set(there.by_cell["cell_b"])
    assert there.same == (not changed)
