"""Exports of Qualtrics: real ones of both ages, and those that people have tidied."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.reading.layout import (
    ANSWERS,
    PARTIAL,
    PERSON_ID,
    PERSONAL,
    PREVIEW,
    TEST,
    TOOL,
    Column,
    Layout,
)
from poet.reading.shapes.qualtrics import layout

NAMES = ["StartDate", "Status", "Progress", "Finished", "ResponseId", "DistributionChannel"]
LABELS = ["Start Date", "Response Type", "Progress", "Finished", "Response ID", "Distribution"]
SOMEBODY = ["2026-05-03 10:00:00", "0", "100", "1", "R_2YPOQ602ER1jkf1", "anonymous"]
IMPORT_IDS = ["startDate", "status", "progress", "finished", "_recordId", "distributionChannel"]


def first_rows(shared: Path, name: str) -> list[list[str]]:
    path = shared / "data" / "qualtrics" / name
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def export(*columns: tuple[str, str, str]) -> list[list[str]]:
    """The rows of an export with these columns: name, label and ImportId."""
    names, labels, ids = zip(*columns, strict=True)
    return [
        [*NAMES, *names],
        [*LABELS, *labels],
        [f'{{"ImportId":"{one}","timeZone":"Europe/London"}}' for one in (*IMPORT_IDS, *ids)],
        [*SOMEBODY, *["1"] * len(names)],
    ]


def told_of(rows: list[list[str]]) -> list[tuple[str, str, str]]:
    """Heading, wording and part of the columns behind Qualtrics' own."""
    return [(c.heading, c.wording, c.part) for c in layout(rows).columns[len(NAMES) :]]


def states(told: Layout, column: str, text: str) -> set[str]:
    """The states that a text in the column of this name puts a row in."""
    place = [one.name for one in told.columns].index(column)
    return {rule.state for rule in told.states if rule.column == place and rule.means(text)}


def test_a_real_export_with_german_labels(shared: Path) -> None:
    told = layout(first_rows(shared, "sample.csv"))
    assert (told.tool, told.heading_rows, len(told.columns)) == ("Qualtrics", 3, 20)
    by_role = defaultdict(list)
    for column in told.columns:
        by_role[column.role].append(column.name)
    assert by_role[PERSON_ID] == ["ResponseId"]
    assert by_role[ANSWERS] == ["Q1", "Q2"]
    assert by_role[PERSONAL] == [
        *("IPAddress", "RecipientLastName", "RecipientFirstName", "RecipientEmail"),
        *("LocationLatitude", "LocationLongitude"),
    ]
    assert "Q2 - Topics" in by_role[TOOL]
    wording = "This is a multiple choice question."
    assert told.columns[17] == Column(wording, "Q1", wording)
    assert [rule.column for rule in told.states] == [2, 2, 4, 6, 15, 15]


def test_a_real_export_in_the_old_form(shared: Path) -> None:
    told = layout(first_rows(shared, "sample_legacy.csv"))
    assert (told.tool, told.heading_rows, len(told.columns)) == ("Qualtrics", 2, 16)
    assert told.columns[0] == Column("ResponseID", "V1", role=PERSON_ID)
    assert told.columns[4] == Column("EmailAddress", "V5", role=PERSONAL)
    assert told.columns[2] == Column("Name", "V3", role=PERSONAL)
    wording = "This is a free text question."
    assert told.columns[11] == Column(wording, "Q2", wording)
    assert told.columns[12].role == PERSONAL
    assert told.columns[15] == Column("")
    assert states(told, "V10", "0") == {PARTIAL}
    assert states(told, "V7", "1") == {PREVIEW}


def test_several_answers_are_parts_of_one_question() -> None:
    rows = export(
        ("Q2_1", "Who helps - if anyone? - Selected Choice - A friend", "QID2_1"),
        ("Q2_2", "Who helps - if anyone? - Selected Choice - Other", "QID2_2"),
        ("Q2_2_TEXT", "Who helps - if anyone? - Other - Text", "QID2_2_TEXT"),
    )
    wording = "Who helps - if anyone?"
    assert told_of(rows) == [
        (f"{wording} [A friend]", wording, "A friend"),
        (f"{wording} [Other]", wording, "Other"),
        (f"{wording} [Other - Text]", wording, "Other - Text"),
    ]


def test_one_answer_beside_the_text_of_another_has_no_part() -> None:
    rows = export(
        ("Q2", "Who helps? - Selected Choice", "QID2"),
        ("Q2_4_TEXT", "Who helps? - Other - Text", "QID2_4_TEXT"),
    )
    assert told_of(rows) == [
        ("Who helps?", "Who helps?", ""),
        ("Who helps? [Other - Text]", "Who helps?", "Other - Text"),
    ]


def test_the_lines_of_a_grid_are_parts_of_one_question() -> None:
    rows = export(
        ("Q3_1", "How easy was it? - Planning", "QID3_1"),
        ("Q3_2", "How easy was it? - Paying - by card", "QID3_2"),
        ("Q4_1", "How happy are you? - Today", "QID4_1"),
    )
    assert [(wording, part) for _, wording, part in told_of(rows)] == [
        ("How easy was it?", "Planning"),
        ("How easy was it?", "Paying - by card"),
        ("How happy are you?", "Today"),
    ]


def test_a_question_with_a_dash_is_one_question() -> None:
    rows = export(("Q5", "Day-to-day life - how is it?", "QID5"))
    assert told_of(rows) == [("Day-to-day life - how is it?",) * 2 + ("",)]


def test_questions_named_alike_are_not_one_question() -> None:
    rows = export(("ease_1", "Was it easy?", "QID7"), ("ease_2", "Is it dear?", "QID8"))
    assert told_of(rows) == [
        ("Was it easy?", "Was it easy?", ""),
        ("Is it dear?", "Is it dear?", ""),
    ]
    without_ids = [*rows[:2], rows[3]]
    assert told_of(without_ids) == told_of(rows)


def test_equal_wordings_are_told_apart_by_name() -> None:
    rows = export(("Q1", "Why?", "QID1"), ("Q9", "Why?", "QID9"))
    assert [heading for heading, *_ in told_of(rows)] == ["Why? (Q1)", "Why? (Q9)"]


def test_what_qualtrics_adds_to_a_question_is_no_answer() -> None:
    rows = export(
        ("Q1", "How likely?", "QID1"),
        ("Q1_NPS_GROUP", "How likely? - Group", "QID1_NPS_GROUP"),
        ("Q2_First Click", "Timing - First Click", "QID2_FIRST_CLICK"),
        ("Q3_Browser", "Browser Meta Info - Browser", "QID3_BROWSER"),
        ("Q4_DO", "Q4 - Display Order", "QID4_DO"),
        ("council", "council", "council"),
        ("Q_RecaptchaScore", "Q_RecaptchaScore", "Q_RecaptchaScore"),
    )
    roles = [column.role for column in layout(rows).columns[len(NAMES) :]]
    assert roles == [ANSWERS, TOOL, TOOL, TOOL, TOOL, ANSWERS, TOOL]


def test_a_question_that_bears_a_name_of_qualtrics_is_a_question() -> None:
    (status,) = layout(export(("Status", "What is your status?", "QID6"))).columns[len(NAMES) :]
    assert (status.role, status.wording) == (ANSWERS, "What is your status?")


@pytest.mark.parametrize(
    ("status", "state"),
    [
        *[(code, set()) for code in ("0", "4", "8", "12", "16", "32", "40", "48", "132")],
        *[(text, set()) for text in ("IP Address", "Imported", "Spam", "Offline", "EX", "", "-1")],
        *[(text, {PREVIEW}) for text in ("1", "9", "17", "Survey Preview", "Survey Preview Spam")],
        *[(text, {PREVIEW}) for text in ("Offline Survey Preview", " survey preview ")],
        *[(text, {TEST}) for text in ("2", "256", "Survey Test", "Synthetic")],
    ],
)
def test_the_status_tells_previews_and_tests(status: str, state: set[str]) -> None:
    assert states(layout(export(("Q1", "Why?", "QID1"))), "Status", status) == state


@pytest.mark.parametrize(
    ("column", "text", "state"),
    [
        *[("Finished", text, {PARTIAL}) for text in ("0", "False", "FALSE")],
        *[("Finished", text, set()) for text in ("1", "True", "TRUE", "")],
        *[("Progress", text, {PARTIAL}) for text in ("0", "7", "99")],
        *[("Progress", text, set()) for text in ("100", "", "²", "done")],
        ("DistributionChannel", "preview", {PREVIEW}),
        ("DistributionChannel", "test", {TEST}),
        ("DistributionChannel", "email", set()),
    ],
)
def test_what_else_tells_of_a_row(column: str, text: str, state: set[str]) -> None:
    assert states(layout(export(("Q1", "Why?", "QID1"))), column, text) == state


def test_the_ids_may_stand_directly_below_the_names() -> None:
    names, _, *below = export(("Q1", "Why?", "QID1"))
    told = layout([names, *below])
    assert (told.heading_rows, told.columns[-1]) == (2, Column("Q1", "Q1"))


def test_a_workbook_has_two_heading_rows() -> None:
    names, labels, _, row = export(("Q3_1", "Easy? - Planning", ""), ("Q3_2", "Easy? - Paying", ""))
    told = layout([names, labels, row, row])
    assert told.heading_rows == 2
    assert told.columns[-1] == Column("Easy? [Paying]", "Q3_2", "Easy?", "Paying")


def test_names_alone_are_one_heading_row() -> None:
    names, _, _, row = export(("Q1", "Why?", ""))
    told = layout([names, row])
    assert (told.heading_rows, told.columns[-1]) == (1, Column("Q1", "Q1"))
    assert told.columns[4].role == PERSON_ID


def test_labels_alone_are_one_heading_row() -> None:
    _, labels, _, row = export(("Q1", "Why?", ""))
    told = layout([labels, row])
    assert (told.heading_rows, told.columns[-1].heading) == (1, "Why?")
    assert [column.role for column in told.columns] == [TOOL] * 4 + [PERSON_ID, ANSWERS, ANSWERS]
    assert states(told, "Response Type", "Survey Preview") == {PREVIEW}


@pytest.mark.parametrize("below", [["test", "new", "yes"], ["", "Response Type", "Finished"]])
def test_a_row_that_may_be_answers_is_no_heading(below: list[str]) -> None:
    told = layout([["ResponseId", "Status", "Finished"], below, ["R_2YPOQ602ER1jkf1", "0", "1"]])
    assert told.heading_rows == 1


def test_a_row_below_two_heading_rows_that_is_longer_gives_no_column() -> None:
    names, labels, ids, row = export(("Q1", "Why?", "QID1"))
    assert len(layout([names, labels, ids, [*row, "", "x"]]).columns) == len(names)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [[]],
        [["ResponseId", "Q1"], ["R_2YPOQ602ER1jkf1", "Yes"]],
        [["ResponseId", "Status", "Finished"], ["P001", "0", "1"], ["P002", "0", "1"]],
        [["ResponseId", "Status", "Finished"], ["", "0", "1"]],
        [["Q1", "Q2"], ['{"ImportId":"QID1"}', "Yes"]],
        [["V1", "V2", "V3"], ["Yes", "No", "No"]],
        [["V1", "V2", "V3"], ["ResponseID", "No", "No"]],
        [["V1", "V2", "V3"]],
    ],
)
def test_a_table_of_a_council_is_not_one(rows: list[list[str]]) -> None:
    assert layout(rows) is None


cells = st.sampled_from(["", "R_2YPOQ602ER1jkf1", "2026-05-03 10:00:00", "1", "True", "P001"])


@given(st.lists(st.lists(cells, min_size=len(NAMES), max_size=len(NAMES)), min_size=1, max_size=5))
def test_rows_with_a_day_are_never_taken_for_headings(rows: list[list[str]]) -> None:
    rows[0][NAMES.index("StartDate")] = "2026-05-03 10:00:00"
    told = layout([NAMES, *rows])
    assert told is None or told.heading_rows == 1
