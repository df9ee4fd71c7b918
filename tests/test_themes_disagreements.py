"""What two coders see differently is settled by name, read back, and nothing else counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from two_coders import Exports, exported, fill_in, letters

import poet
from poet.errors import PoetError
from poet.themes_codeframe import load_codeframe
from poet.themes_coding import Coding, import_codes, write_coding
from poet.themes_disagreements import HEADINGS, SHEET
from poet.themes_workbook import NO_THEME

BOTH = {"Settled by": "The lead", "Settled on": "2026-10-15"}


@pytest.fixture
def listed(small: Path) -> tuple[Exports, Path]:
    """Comments coded by both, and the list of four disagreements."""
    exports = exported(small)
    exports.both_fill_in()
    thanks = {"Thanks": "yes", NO_THEME: ""}
    fill_in(exports.first, lambda _, number: thanks if int(number[-4:]) > 7 else {})
    return exports, write_coding(exports.code(), exports.folder)[1]


def settle(path: Path, choose: Callable[[int], Mapping[str, str]]) -> None:
    """Write into each row what `choose` gives for its place: heading to text."""
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    for row in range(2, sheet.max_row + 1):
        for heading, text in choose(row - 2).items():
            sheet.cell(row, list(HEADINGS).index(heading) + 1).value = text
    book.save(path)


def again(exports: Exports, path: Path) -> Coding:
    """The same import, with what was settled."""
    return import_codes(
        poet.load_study(exports.study),
        load_codeframe("general"),
        (exports.first, exports.second),
        exports.key,
        path,
    )


def test_the_list_has_what_is_needed_to_decide(listed: tuple[Exports, Path]) -> None:
    exports, path = listed
    rows = list(openpyxl.load_workbook(path)[SHEET].iter_rows(values_only=True))
    assert list(rows[0]) == list(HEADINGS)
    assert len(rows) == 5
    number, asked, words, theme, meaning, first, second, *settled = rows[1]
    assert (number, asked) == (f"{letters(exports)}-0004", "What would you change?")
    assert (theme, first, second, settled) == ("Waiting", "yes", "no", [None, None, None])
    assert str(words).startswith("It took ")
    assert meaning == load_codeframe("general").theme("delay").meaning


def test_what_was_settled_counts(listed: tuple[Exports, Path]) -> None:
    exports, path = listed
    settle(path, lambda place: {"Settled": ("yes", "No ", "x", "")[place], **BOTH})
    coding = again(exports, path)
    assert coding.problems.empty
    assert coding.not_settled == 1
    codes = coding.codes.set_index(coding.codes["comment"].str[-2:])
    assert codes.loc["04", "agreed.delay"] == "yes"
    assert codes.loc[["08", "09", "10"], "agreed.gratitude"].tolist() == ["no", "yes", ""]
    assert codes.loc["04", ["settled_by", "settled_on"]].tolist() == ["The lead", "2026-10-15"]
    assert codes.loc["01", "settled_by"] == ""


@pytest.mark.parametrize("missing", BOTH)
def test_nothing_is_settled_without_a_name_and_a_day(
    listed: tuple[Exports, Path], missing: str
) -> None:
    exports, path = listed
    settle(path, lambda _: {"Settled": "yes", **BOTH, missing: ""})
    coding = again(exports, path)
    assert coding.not_settled == 4
    assert set(coding.problems["sentence"]) == {
        "This row is settled, and Settled by or Settled on is empty: it is not used until both say "
        "who settled it and when."
    }
    assert coding.problems["row"].tolist() == [2, 3, 4, 5]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"Settled": "mayb"}, '"mayb" is neither yes nor no.'),
        ({"Theme": "Buses", "Settled": "yes"}, '"Buses" is no theme of the codeframe.'),
        (
            {"Settled": "Ann rang me"},
            "What is written here (not shown) is neither yes nor no.",
        ),
        (
            {"Theme": "Ann rang me", "Settled": "yes"},
            "What is written here (not shown) is no theme of the codeframe.",
        ),
        (
            {"Theme": "Information", "Settled": "yes"},
            "The two coders agree here, or the comment is not coded by both: not used.",
        ),
        (
            {"Comment number": "ZZZZ-0001", "Settled": "yes"},
            "The two coders agree here, or the comment is not coded by both: not used.",
        ),
    ],
)
def test_what_cannot_be_used_is_told(
    listed: tuple[Exports, Path], row: dict[str, str], sentence: str
) -> None:
    exports, path = listed
    settle(path, lambda place: {**row, **BOTH} if place == 2 else {})
    coding = again(exports, path)
    assert coding.problems[["file", "sheet", "row", "sentence"]].to_numpy().tolist() == [
        ["disagreements.xlsx", SHEET, 4, sentence]
    ]
    assert coding.not_settled == 4


def test_what_the_list_lacks_is_counted_and_comes_into_a_new_one(
    listed: tuple[Exports, Path],
) -> None:
    exports, path = listed
    assert again(exports, path).not_listed == 0
    settle(path, lambda _: {"Settled": "yes", **BOTH})
    fill_in(exports.second, lambda _, number: {"Thanks": "yes"} if number[-2:] == "02" else {})
    coding = again(exports, path)
    assert (len(coding.disagreements), coding.not_settled, coding.not_listed) == (5, 1, 1)
    new = exports.folder / "new"
    write_coding(coding, new)
    rows = openpyxl.load_workbook(new / "disagreements.xlsx")[SHEET].iter_rows(2, values_only=True)
    assert sorted(str(row[7]) for row in rows) == ["None", *["yes"] * 4]


def test_where_the_two_agree_on_all_there_is_no_list(listed: tuple[Exports, Path]) -> None:
    exports, _ = listed
    empty = dict.fromkeys(("Waiting", "Thanks", NO_THEME), "")
    for path in (exports.first, exports.second):
        fill_in(path, lambda *_: {**empty, "Waiting": "yes"})
    files = write_coding(exports.code(), exports.folder / "same")
    assert [file.name for file in files] == ["codes.csv"]


def test_what_is_settled_twice_and_not_alike(listed: tuple[Exports, Path]) -> None:
    exports, path = listed
    number = f"{letters(exports)}-0004"
    both = {"Comment number": number, "Theme": "Waiting", **BOTH}
    settle(path, lambda place: {**both, "Settled": "yes" if place else "no"} if place < 2 else {})
    coding = again(exports, path)
    assert coding.problems["sentence"].tolist() == (
        ["This is settled twice, once yes and once no: neither is used."] * 2
    )
    assert coding.not_settled == 4


def test_a_list_that_lacks_a_column(listed: tuple[Exports, Path]) -> None:
    exports, path = listed
    book = openpyxl.load_workbook(path)
    book[SHEET].delete_cols(list(HEADINGS).index("Settled by") + 1)
    book.save(path)
    with pytest.raises(PoetError) as mistake:
        again(exports, path)
    assert str(mistake.value) == (
        "disagreements.xlsx: the column Settled by is missing. A list of disagreements has the "
        "columns Comment number, Theme, Settled, Settled by, Settled on. Add it in the first row."
    )
