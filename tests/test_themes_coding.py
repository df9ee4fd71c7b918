"""Two coders' workbooks read back: whatever was done to them, nothing is lost or mixed up."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from two_coders import Exports, exported, fill_in, letters, moved

import poet
from poet.reading import read_table
from poet.spreadsheets import csv_bytes
from poet.themes_codeframe import load_codeframe
from poet.themes_coding import Coding, import_codes, write_coding
from poet.themes_workbook import COMMENTS, NO_THEME

SKIPPED = (
    "Nothing is chosen in this row, so the comment counts as not coded. If no theme is in it, "
    "choose yes below No theme."
)


@pytest.fixture
def made(small: Path) -> Exports:
    """Ten comments, exported and coded by both."""
    exports = exported(small)
    exports.both_fill_in()
    return exports


def told(coding: Coding) -> list[tuple[object, ...]]:
    """Every problem: file, sheet, row (None for none), column, sentence."""
    columns = ["file", "sheet", "row", "column", "sentence"]
    rows = coding.problems[columns].astype({"row": object})
    return list(rows.where(rows.notna(), None).itertuples(index=False, name=None))


def test_what_both_said_comes_back(made: Exports) -> None:
    coding = made.code()
    assert told(coding) == []
    assert coding.not_used.empty
    codes = coding.codes.set_index("comment")
    assert codes.index.tolist() == [f"{letters(made)}-{n:04d}" for n in range(1, 11)]
    first = [n % 10 < 5 for n in range(1, 11)]
    second = [n % 10 < 4 for n in range(1, 11)]
    assert codes["first.delay"].eq("yes").tolist() == first
    assert codes["second.delay"].eq("yes").tolist() == second
    assert codes["agreed.delay"].tolist() == ["yes"] * 3 + [""] + ["no"] * 5 + ["yes"]
    assert codes["agreed.gratitude"].eq("no").all()
    assert not any("took" in str(cell) for cell in coding.codes.to_numpy().ravel())


def test_what_they_see_differently_is_listed(made: Exports) -> None:
    rows = made.code().disagreements
    assert rows[["theme", "first", "second", "settled"]].to_numpy().tolist() == [
        ["delay", True, False, ""]
    ]
    assert rows["comment"].tolist() == [f"{letters(made)}-0004"]


def test_rows_and_columns_in_another_order_mean_the_same(made: Exports) -> None:
    before = made.code()
    moved(made.first, lambda rows: [row[::-1] for row in (rows[0], *sorted(rows[1:], key=str))])
    moved(made.second, lambda rows: [[*row, "mine"] for row in (rows[0], *rows[:0:-1])])
    after = made.code()
    assert told(after) == []
    assert after.codes.equals(before.codes)


def test_sheets_in_another_order_mean_the_same(made: Exports) -> None:
    before = made.code()
    book = openpyxl.load_workbook(made.first)
    book.move_sheet(COMMENTS, -1)
    book.create_sheet("Mine").append(["a", "b"])
    book.save(made.first)
    assert made.code().codes.equals(before.codes)


def test_a_workbook_saved_as_csv_means_the_same(made: Exports) -> None:
    before = made.code()
    table = read_table(made.first, COMMENTS)
    frame = table.cells.set_axis(list(table.headings), axis="columns")
    as_csv = made.folder / "first.csv"
    as_csv.write_bytes(csv_bytes(frame))
    study, codeframe = poet.load_study(made.study), load_codeframe("general")
    after = import_codes(study, codeframe, (as_csv, made.second), made.key)
    assert after.codes.equals(before.codes)


@pytest.mark.parametrize("word", ["yes", "Yes ", "YES", "x", "X", "y", "1", "delay", "Waiting"])
def test_yes_in_other_words(made: Exports, word: str) -> None:
    before = made.code()

    def choose(_: int, number: str) -> dict[str, str]:
        return {"Waiting": word if int(number[-4:]) % 10 < 5 else "no"}

    fill_in(made.first, choose)
    after = made.code()
    assert told(after) == []
    assert after.codes.equals(before.codes)


def test_a_skipped_row_is_told_and_not_taken_for_no_theme(made: Exports) -> None:
    fill_in(made.second, lambda place, _: {"Waiting": "", NO_THEME: ""} if place < 2 else {})
    coding = made.code()
    assert told(coding) == [
        ("second-coder.xlsx", COMMENTS, 2, "", SKIPPED),
        ("second-coder.xlsx", COMMENTS, 3, "", SKIPPED),
    ]
    assert len(coding.codes) == 8
    assert coding.not_used[["first coder", "second coder"]].to_numpy().tolist() == (
        [["coded", "nothing chosen"]] * 2
    )


def test_an_unknown_code_is_told_with_its_place(made: Exports) -> None:
    fill_in(made.first, lambda place, _: {"Thanks": "mayb"} if place == 4 else {})
    fill_in(made.second, lambda place, _: {"Thanks": "w" * 31} if place == 4 else {})
    coding = made.code()
    end = "is neither yes nor empty, so this comment is not used."
    assert told(coding) == [
        ("first-coder.xlsx", COMMENTS, 6, "M", f'"mayb" {end}'),
        ("second-coder.xlsx", COMMENTS, 6, "M", f"What is written here (not shown) {end}"),
    ]
    assert len(coding.codes) == len(coding.codes["comment"].unique())
    assert len(coding.codes) + len(coding.not_used) == 10


def test_a_theme_and_no_theme_at_once(made: Exports) -> None:
    fill_in(made.first, lambda place, _: {"Thanks": "yes", NO_THEME: "yes"} if place == 0 else {})
    assert told(made.code()) == [
        (
            "first-coder.xlsx",
            COMMENTS,
            2,
            "",
            "A theme is chosen and No theme as well, so this comment is not used.",
        )
    ]


def test_a_column_that_was_sorted_alone_is_seen(made: Exports) -> None:
    def change(rows: list[list[object]]) -> list[list[object]]:
        numbers = [row[0] for row in rows[1:3]]
        return [rows[0], [numbers[1], *rows[1][1:]], [numbers[0], *rows[2][1:]], *rows[3:]]

    moved(made.first, change)
    coding = made.code()
    sentence = (
        "The words beside this number are those of another comment, as when one column is sorted "
        "without the others: this row is not used. Undo the sorting, or code it again."
    )
    assert told(coding) == [
        ("first-coder.xlsx", COMMENTS, 2, "", sentence),
        ("first-coder.xlsx", COMMENTS, 3, "", sentence),
    ]
    assert len(coding.codes) == 8


def test_words_that_the_lead_took_out_do_no_harm(made: Exports) -> None:
    moved(made.first, lambda rows: [rows[0], *([*r[:3], "[taken out]", *r[4:]] for r in rows[1:])])
    coding = made.code()
    assert told(coding) == []
    assert len(coding.codes) == 10


def test_a_row_that_is_gone_is_named(made: Exports) -> None:
    moved(made.first, lambda rows: [rows[0], *(r for r in rows[1:] if not str(r[0]).endswith("7"))])
    assert told(made.code()) == [
        (
            "first-coder.xlsx",
            COMMENTS,
            None,
            "",
            f"1 comment of the key is not in this workbook: {letters(made)}-0007.",
        )
    ]


def test_many_rows_that_are_gone_are_counted_and_listed(made: Exports) -> None:
    moved(made.first, lambda rows: [rows[0], *(r for r in rows[1:] if str(r[0]).endswith("7"))])
    coding = made.code()
    named = ", ".join(f"{letters(made)}-{n:04d}" for n in range(1, 6))
    assert [row[-1] for row in told(coding)] == [
        f"9 comments of the key are not in this workbook: {named} and 4 more."
    ]
    assert len(coding.not_used) == 9
    assert set(coding.not_used["first coder"]) == {"not in the workbook"}


def test_a_row_that_stands_there_twice(made: Exports) -> None:
    moved(made.first, lambda rows: [*rows, rows[1]])
    number = read_table(made.first, COMMENTS).cells[0].iloc[0]
    coding = made.code()
    sentence = f"Comment {number} stands in the rows 2 and 12 with the same codes: it counts once."
    assert [row[-1] for row in told(coding)] == [sentence] * 2
    assert len(coding.codes) == 10
    moved(made.first, lambda rows: [*rows[:-1], [*rows[1][:12], "yes", "", ""]])
    coding = made.code()
    sentence = f"Comment {number} stands in the rows 2 and 12 with other codes, so it is not used."
    assert [row[-1] for row in told(coding)] == [sentence] * 2
    assert len(coding.codes) == 9


def test_numbers_that_are_missing_or_not_in_the_key(made: Exports) -> None:
    def change(rows: list[list[object]]) -> list[list[object]]:
        strange = ["ZZZZ-0001", *rows[1][1:]]
        return [*rows, strange, [None, *rows[1][1:]], [None] * len(rows[0])]

    moved(made.first, change)
    coding = made.code()
    assert told(coding) == [
        (
            "first-coder.xlsx",
            COMMENTS,
            13,
            "A",
            "Codes stand in this row, and the number of the comment is missing.",
        ),
        ("first-coder.xlsx", COMMENTS, 12, "A", 'There is no comment "ZZZZ-0001" in the key.'),
    ]
    assert len(coding.codes) == 10


def test_a_theme_that_a_coder_added_does_not_count(made: Exports) -> None:
    moved(made.first, lambda rows: [[*rows[0], "Buses"], *([*row, "yes"] for row in rows[1:])])
    moved(made.second, lambda rows: [[*rows[0], "gratitude"], *([*row, "yes"] for row in rows[1:])])
    coding = made.code()
    assert told(coding) == [
        (
            "first-coder.xlsx",
            COMMENTS,
            None,
            "P",
            "This is no theme of the codeframe, so what is chosen in it does not count. To add a "
            "theme, put it into the codeframe and export again.",
        ),
        (
            "second-coder.xlsx",
            COMMENTS,
            None,
            "P",
            "This column stands there twice: only the first one is read.",
        ),
    ]
    assert coding.codes["agreed.gratitude"].eq("no").all()


def test_answers_that_have_changed_since_are_not_mixed_up(made: Exports) -> None:
    answers = made.study / "carers.csv"
    lines = answers.read_text(encoding="utf-8").splitlines(keepends=True)
    answers.write_text("".join([lines[0], *lines[2:]]), encoding="utf-8")
    coding = made.code()
    assert coding.codes.empty
    named = ", ".join(f"{letters(made)}-{n:04d}" for n in range(1, 6))
    assert [row[-1] for row in told(coding)] == [
        "10 comments cannot be found where the key says: the answers have changed since the "
        f"export, so these are not used: {named} and 5 more. Put the answers and the key back as "
        "they were."
    ]
    assert set(coding.not_used["note"]) == {"other words by now"}


def test_what_is_written_holds_no_words_but_for_the_list_to_settle(made: Exports) -> None:
    fill_in(made.second, lambda place, _: {"Waiting": "", NO_THEME: ""} if place == 0 else {})
    files = write_coding(made.code(), made.folder / "done")
    assert [path.name for path in files] == [
        "codes.csv",
        "disagreements.xlsx",
        "coding_problems.xlsx",
    ]
    assert "took" not in files[0].read_text(encoding="utf-8")
    for sheet in ("problems", "comments not used"):
        assert "took" not in str(read_table(files[2], sheet).cells.to_numpy())
