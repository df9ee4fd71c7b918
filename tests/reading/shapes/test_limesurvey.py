"""Exports of LimeSurvey: real ones with texts as headings, and the other two ways of heading."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.errors import PoetError
from poet.reading.layout import ANSWERS, PARTIAL, PERSON_ID, PERSONAL, TOOL, Column
from poet.reading.shapes.limesurvey import layout, refuse_definition

CODES = ["id", "submitdate", "lastpage", "startlanguage", "seed", "token", "startdate"]
CODES += ["datestamp", "ipaddr", "refurl"]
TEXTS = ["Response ID", "Date submitted", "Last page", "Start language", "Seed", "Access code"]
TEXTS += ["Date started", "Date last action", "IP address", "Referrer URL"]
ROLES = [PERSON_ID, *[TOOL] * 7, PERSONAL, TOOL]


def first_rows(shared: Path, name: str, separator: str = ",") -> list[list[str]]:
    path = shared / "data" / "limesurvey" / name
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(islice(csv.reader(file, delimiter=separator), 6))


def asked(headings: list[str]) -> list[Column]:
    """The columns behind LimeSurvey's own."""
    return list(layout([headings]).columns[len(CODES) :])


def test_a_real_export_of_71_columns(shared: Path) -> None:
    told = layout(first_rows(shared, "survey_998192_R_data_file.csv"))
    assert (told.tool, told.heading_rows, len(told.columns)) == ("LimeSurvey", 1, 71)
    # Seven columns and twenty times are LimeSurvey's own, one is worked out by it.
    assert Counter(column.role for column in told.columns) == {PERSON_ID: 1, TOOL: 27, ANSWERS: 43}
    assert told.columns[10] == Column(
        "How do you identify? [Other]", "", "How do you identify?", "Other"
    )
    assert told.columns[22].part.endswith("ervaring hebt opgedaan: Scale 1")
    assert told.columns[22].wording == told.columns[33].wording
    assert told.columns[51] == Column("Total time", "interviewtime", role=TOOL)


def test_a_real_export_of_646_columns(shared: Path) -> None:
    told = layout(first_rows(shared, "survey_100001_R_data_file.csv"))
    assert (told.tool, told.heading_rows, len(told.columns)) == ("LimeSurvey", 1, 646)
    assert [c.heading for c in told.columns[7:11]] == [
        *("Where do you live?", "How old are you?", "", "[Other]"),
    ]
    parts = [c.part for c in told.columns if c.wording == "Where are you planning to stay?"]
    assert parts[0] == "Hotel"
    assert len(parts) == 11
    assert told.columns[44].part == ""
    assert told.columns[44].heading.endswith("you are happy to answer below.")
    assert told.columns[48].heading.startswith("{((intentionAD_alc.NAOK > 1) ||")
    assert told.columns[48].role == TOOL


def test_who_did_not_send_the_form_is_partial(shared: Path) -> None:
    rows = first_rows(shared, "survey_100001_R_data_file.csv")
    (rule,) = layout(rows).states
    assert (rule.column, rule.state) == (1, PARTIAL)
    assert [rule.means(row[1]) for row in rows[1:4]] == [False, True, False]


def test_its_own_columns_are_told_by_code_and_by_text() -> None:
    for headings in (CODES, TEXTS, [text.replace(" ", "_") for text in TEXTS]):
        told = layout([headings])
        assert [column.name for column in told.columns] == CODES
        assert [column.role for column in told.columns] == ROLES
        assert [column.heading for column in told.columns] == headings


def test_codes_are_names_and_brackets_hold_a_part() -> None:
    assert asked([*CODES, "Q1", "Q2[SQ001]", "Q3[SQ001][1]", "Q2[other]"]) == [
        Column("Q1", "Q1"),
        Column("Q2[SQ001]", "Q2[SQ001]", "Q2", "SQ001"),
        Column("Q3[SQ001][1]", "Q3[SQ001][1]", "Q3", "SQ001: 1"),
        Column("Q2[other]", "Q2[other]", "Q2", "other"),
    ]


def test_texts_are_wordings_and_brackets_at_the_end_hold_a_part() -> None:
    headings = ["Who <b>helps</b> \n you? [A friend]", "In [the] past? [Yes [often]][Scale 1]"]
    assert asked([*TEXTS, *headings, "Why [now]?", "Odd ]", "Below. []"]) == [
        Column("Who helps you? [A friend]", "", "Who helps you?", "A friend"),
        Column(
            "In [the] past? [Yes [often]: Scale 1]", "", "In [the] past?", "Yes [often]: Scale 1"
        ),
        Column("Why [now]?", "", "Why [now]?"),
        Column("Odd ]", "", "Odd ]"),
        Column("Below.", "", "Below."),
    ]


@pytest.mark.parametrize("between", [". ", " - ", "|"])
def test_code_and_text_are_told_by_what_stands_between_them(between: str) -> None:
    both = [f"{code}{between}{text}" for code, text in zip(CODES, TEXTS, strict=True)]
    question = f"Q2[SQ001]{between}Who helps? [A friend]"
    told = layout([[*both, question, "Someone put this in"]])
    assert [column.name for column in told.columns[: len(CODES)]] == CODES
    assert told.columns[-2] == Column(
        "Who helps? [A friend]", "Q2[SQ001]", "Who helps?", "A friend"
    )
    assert told.columns[-1] == Column("Someone put this in", "", "Someone put this in")


def test_equal_wordings_are_told_apart_by_code() -> None:
    headings = ["id. Response ID", "lastpage. Last page", "seed. Seed", "Q1. Why?", "Q2. Why?"]
    assert [column.heading for column in layout([headings]).columns[3:]] == [
        *("Why? (Q1)", "Why? (Q2)"),
    ]


def test_underscores_instead_of_spaces_are_undone() -> None:
    headings = [*(text.replace(" ", "_") for text in TEXTS), "Who_helps_you?_[A_friend]"]
    assert asked(headings) == [
        Column("Who helps you? [A friend]", "", "Who helps you?", "A friend"),
    ]


def test_the_time_taken_is_no_answer() -> None:
    behind = ["FreeTime", "interviewtime", "groupTime17", "Q1Time", "Q1"]
    assert [column.role for column in asked([*CODES, *behind])] == [
        *(ANSWERS, TOOL, TOOL, TOOL, ANSWERS),
    ]
    behind = ["Total time", "Group time: About you", "Question time: Q1"]
    assert [column.role for column in asked([*TEXTS, *behind])] == [TOOL] * 3


def test_who_was_invited_is_personal() -> None:
    told = layout([["id", "submitdate", "lastpage", "firstname", "lastname", "email", "Q1"]])
    assert [column.role for column in told.columns[3:]] == [PERSONAL, PERSONAL, PERSONAL, ANSWERS]


@pytest.mark.parametrize(
    "headings",
    [
        ["id", "submitdate", "How is life?"],
        ["id", "token", "seed", "How is life?"],
        ["Response ID", "Date submitted", "Date started", "How is life?"],
        ["First name", "Last name", "Email address", "IP address"],
        [],
    ],
)
def test_a_table_of_a_council_is_not_one(headings: list[str]) -> None:
    assert layout([headings, ["1", "2026-05-03", "Better"]]) is None


def test_no_rows_are_no_export() -> None:
    assert layout([]) is None


@given(st.lists(st.text("[]a:{}. ", max_size=12), max_size=6))
def test_every_heading_gives_a_column_and_no_row_below_is_lost(headings: list[str]) -> None:
    told = layout([[*CODES, *headings], ["1"] * 30])
    assert (told.heading_rows, len(told.columns)) == (1, len(CODES) + len(headings))


def test_of_many_brackets_only_the_last_two_hold_a_part() -> None:
    assert asked([*TEXTS, "Why?[a][b][c]"]) == [Column("Why?[a] [b: c]", "", "Why?[a]", "b: c")]


def test_a_hundred_thousand_brackets_are_read_at_once() -> None:
    assert asked([*TEXTS, "[" * 100_000 + "]" * 99_999])[0].wording == "["
    assert asked([*TEXTS, "[]" * 100_000])[0].wording == "[]" * 99_998
    assert asked([*TEXTS, "]" * 100_000])[0].wording == "]" * 100_000


def test_the_definition_of_a_survey_is_refused(shared: Path) -> None:
    rows = first_rows(shared, "export-of-minimal-survey-as-tsv.txt", "\t")
    with pytest.raises(PoetError) as refused:
        refuse_definition(rows, "survey.txt")
    assert refused.value.exit_code == 3
    assert str(refused.value) == (
        "survey.txt: this is the definition of a LimeSurvey survey: its questions, and no answers. "
        'In LimeSurvey open "Responses", then "Export", and export the answers as CSV or Excel.'
    )


def test_answers_are_not_refused(shared: Path) -> None:
    refuse_definition(first_rows(shared, "survey_998192_R_data_file.csv"), "answers.csv")
    refuse_definition([["id", "name", "class", "text"], ["1", "Q", "a", "b"]], "answers.csv")
    refuse_definition([], "answers.csv")
