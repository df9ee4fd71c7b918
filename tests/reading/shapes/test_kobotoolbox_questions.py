from __future__ import annotations

import time

import pytest

from poet.reading.layout import ANSWERS, TOOL, Column
from poet.reading.shapes.kobotoolbox_questions import question_columns

CODES = ["helpers", "helpers/friend", "helpers/paid_staff"]
LABELS = ["Who helps you?", "Who helps you?/A friend", "Who helps you?/Paid staff"]


def columns(headings, *below, sign="/"):
    rows = [[*row, *[""] * (len(headings) - len(row))] for row in below]
    return list(question_columns(dict(enumerate(headings)), rows, sign).values())


def names(*headings, sign="/"):
    return [column.name for column in columns(headings, sign=sign)]


def wordings(*headings):
    return [column.wording for column in columns(headings)]


def roles(told):
    return [column.role for column in told]


def test_a_name_is_known_by_its_last_piece():
    assert columns(["about_you/home/region", "age"]) == [
        Column("about_you/home/region", name="region", wording="region"),
        Column("age", name="age", wording="age"),
    ]
    assert names("about_you-home-region", "age", sign="-") == ["region", "age"]


def test_the_same_name_in_two_groups_is_told_apart_by_the_group():
    assert names("before/mood", "after/mood", "age") == ["before/mood", "after/mood", "age"]


def test_a_label_loses_a_beginning_that_other_questions_have():
    assert wordings(
        "About you/How old are you?", "About you/At home/Who is there?", "Why not?"
    ) == [
        "How old are you?",
        "At home/Who is there?",
        "Why not?",
    ]
    assert names("About you/How old are you?", "About you/Age") == ["", "Age"]


def test_a_slash_within_a_label_stays():
    assert wordings("Do you have a partner/spouse?", "How old are you?") == [
        "Do you have a partner/spouse?",
        "How old are you?",
    ]


def test_codes_together_are_read_and_not_each_alone():
    told = columns(CODES, ["friend paid_staff", "1", "1"], ["friend", "1", "0"], [])
    assert told == [
        Column("helpers", name="helpers", wording="helpers"),
        Column("helpers [friend]", "helpers/friend", "helpers", "friend", TOOL),
        Column("helpers [paid_staff]", "helpers/paid_staff", "helpers", "paid_staff", TOOL),
    ]


def test_labels_with_spaces_are_read_each_alone_and_not_together():
    told = columns(LABELS, ["A friend Paid staff", "1", "1"], ["A friend", "1", "0"])
    assert told == [
        Column("Who helps you?", wording="Who helps you?", role=TOOL),
        Column("Who helps you? [A friend]", wording="Who helps you?", part="A friend"),
        Column("Who helps you? [Paid staff]", wording="Who helps you?", part="Paid staff"),
    ]


def test_each_answer_alone_is_read_where_no_column_has_them_together():
    told = columns(["g/helpers/friend", "g/helpers/staff", "g/age"], ["1", "0", "61"], ["", "", ""])
    assert told[:2] == [
        Column("helpers [friend]", "helpers/friend", "helpers", "friend"),
        Column("helpers [staff]", "helpers/staff", "helpers", "staff"),
    ]
    assert (told[2].name, told[2].part) == ("age", "")


@pytest.mark.parametrize("ticks", [("TRUE", "FALSE"), ("True", "False"), ("1", "")])
def test_ticks_are_told_however_they_are_written(ticks):
    told = columns(["helpers/friend", "helpers/staff"], ticks)
    assert [column.part for column in told] == ["friend", "staff"]


def test_answers_in_groups_have_the_name_of_their_question():
    told = columns(["g-q", "g-q/x", "g-q/y", "g-age"], ["x y", "1", "1", "61"], sign="-")
    assert [column.name for column in told] == ["q", "q/x", "q/y", "age"]
    assert roles(told) == [ANSWERS, TOOL, TOOL, ANSWERS]


def test_an_answer_may_hold_a_slash():
    told = columns(["helpers", "helpers/friend/family"], ["friend/family", "1"])
    assert (told[1].wording, told[1].part) == ("helpers", "friend/family")


@pytest.mark.parametrize(
    ("headings", "below"),
    [
        (["work/hours", "work/paid"], ["37", "1"]),
        (["work/paid", "age"], ["1", "61"]),
        (["work/paid", "work/liked"], ["", ""]),
        (["work", "work/hours"], ["yes", "37"]),
        (["", "/friend", "/staff"], ["", "1", "1"]),
    ],
)
def test_questions_in_a_group_are_no_answers(headings, below):
    told = columns(headings, below)
    assert [column.part for column in told] == [""] * len(headings)
    assert roles(told) == [ANSWERS] * len(headings)


def test_hostile_headings_take_no_time():
    started = time.process_time()
    columns(["/" * 100_000, "a/" * 50_000, "- " * 50_000, "a" * 100_000], ["1", "1", "1", "1"])
    assert time.process_time() - started < 2
