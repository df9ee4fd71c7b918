"""A first row that is somebody's answers is never shown as headings."""

from __future__ import annotations

import pytest

REFUSED = (
    "answers.csv: the row taken for the headings looks like somebody's answers. Put a row of "
    "headings above the answers, or name the right row: heading_row = NUMBER."
)


@pytest.mark.parametrize(
    "text",
    [
        "F1,Better,Easy,My sister Jo\nF2,Better,Hard,\nF3,Worse,Easy,\n",
        "F1,jo@example.org,Better\nF2,al@example.org,Worse\n",
    ],
    ids=["answers that come again", "an e-mail address"],
)
def test_answers_in_the_place_of_headings_are_refused_and_not_shown(refusal, text):
    assert refusal(text) == REFUSED


def test_headings_in_the_middle_of_a_file_are_no_sign(read):
    table = read("Life,Info,Age\nBetter,Easy,61\nLife,Info,Age\nWorse,Hard,62\n")
    assert table.headings == ("Life", "Info", "Age")


def test_a_column_that_is_ticked_by_its_heading_is_no_sign(read):
    table = read("Nobody,Family,Age\nNobody,,61\n,Family,62\nNobody,Family,63\n")
    assert table.headings == ("Nobody", "Family", "Age")


def test_one_answer_may_be_worded_like_its_heading(read):
    assert read("Carer,Life\nCarer,Better\nFriend,Worse\n").headings == ("Carer", "Life")
