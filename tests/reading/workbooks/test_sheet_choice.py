from __future__ import annotations

import pytest

from poet.errors import PoetError
from poet.reading.workbooks.sheet_choice import SheetSummary, choose_sheet, matching_sheets


def summary(title: str, *, visible: bool = True, filled: bool = True) -> SheetSummary:
    return SheetSummary(title, visible, lambda: filled)


ANSWERS, LISTS = summary("Answers"), summary("Lists")
EMPTY, HIDDEN = summary("Empty", filled=False), summary("Old", visible=False)


def refusal(*sheets: SheetSummary, name: str = "") -> str:
    with pytest.raises(PoetError) as caught:
        choose_sheet("a.ods", sheets, name)
    assert caught.value.exit_code == 3
    return str(caught.value)


def test_the_only_visible_sheet_with_cells_is_taken():
    choice = choose_sheet("a.ods", [EMPTY, HIDDEN, ANSWERS])
    assert (choice.position, choice.notes) == (2, ('Hidden sheets were not read: "Old".',))


def test_sheets_that_are_alike_in_all_but_place_are_told_apart():
    blank = summary("Sheet", filled=False)
    assert choose_sheet("a.ods", [blank, blank, summary("Sheet")]).position == 2


def test_several_sheets_with_cells_are_named():
    assert refusal(ANSWERS, LISTS, HIDDEN) == (
        'a.ods: 2 sheets have cells: "Answers", "Lists". '
        'Say which one holds the answers: sheet = "Answers".'
    )


def test_only_hidden_sheets_with_cells_are_named():
    assert refusal(EMPTY, HIDDEN) == (
        'a.ods: only hidden sheets have cells: "Old". '
        'Say which one holds the answers: sheet = "Old".'
    )


def test_no_cells_at_all_are_told():
    assert refusal(EMPTY) == "a.ods: no sheet of this workbook has cells. Export the answers again."


def test_a_sheet_is_taken_by_name_and_the_very_name_comes_first():
    sheets = [summary("answers"), ANSWERS, HIDDEN]
    assert choose_sheet("a.ods", sheets, "Answers").position == 1
    assert choose_sheet("a.ods", sheets, " ANSWERS").position == 0
    assert choose_sheet("a.ods", sheets, "old").notes == ('Sheet "Old" is hidden.',)
    assert matching_sheets(["Straße", "x"], "STRASSE") == [0]


def test_only_the_sheet_asked_for_is_looked_through():
    unread = SheetSummary("Lists", True, lambda: pytest.fail("this sheet was not asked for"))
    assert choose_sheet("a.ods", [unread, ANSWERS], "Answers").position == 1


def test_a_sheet_that_is_not_there_or_empty_is_told_with_those_that_are():
    many = [summary(f"Sheet{number}") for number in range(1, 23)]
    named = ", ".join(f'"Sheet{number}"' for number in range(1, 21))
    assert refusal(*many, name="Data\x1b[31m") == (
        f'a.ods: there is no sheet "Data�[31m". The sheets are: {named} and 2 more.'
    )
    assert refusal(ANSWERS, EMPTY, name="Empty") == (
        'a.ods, sheet "Empty": this sheet has no cells. The sheets are: "Answers", "Empty".'
    )
