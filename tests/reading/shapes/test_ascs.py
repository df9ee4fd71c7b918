from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.reading.layout import ANSWERS, PARTIAL, PERSON_ID, TOOL, Column
from poet.reading.shapes.ascs import QUESTIONS, layout

OF_THE_PERSON = ["LaCode", "SerialNo", "PrimaryKey", "MethodCollection", "Response", "Gender"]
ASKED = ["q1", *[f"q{number}{part}" for number in range(3, 10) for part in "ab"], "q10", "q11"]
ASKED += ["q12", "q13", "q17"]
RETURN = [*OF_THE_PERSON, *ASKED]


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def roles(told):
    """Heading to role."""
    return {column.heading: column.role for column in told.columns}


def test_a_return_has_one_heading_row_and_is_named():
    told = layout([RETURN, ["716", "A1", "716_0", "1", "1", "2", *["1"] * 20]])
    assert told.tool == "the Adult Social Care Survey (data return)"
    assert (told.heading_rows, told.mend, len(told.columns)) == (1, None, len(RETURN))


def test_an_extract_of_nhs_digital_is_told(shared):
    rows = rows_of(shared / "data" / "nhsd-stratified-vectors" / "cleaned_data_expected_test.csv")
    told = layout(rows[:6])
    role = roles(told)
    assert [heading for heading, each in role.items() if each == PERSON_ID] == ["PrimaryKey"]
    kept = [heading for heading, each in role.items() if each == ANSWERS]
    assert {"LaCode", "Gender", "Stratum", "q1", "q2c", "q22f", "RHC_dementia"} <= set(kept)
    worked_out = ["q1Comb", "q2aER", "q2aStd", "q12Excl", "q22Exclb", "Age_Grouped", "ASCOF_1L1"]
    worked_out += ["is_easy_read", "age_1864", "can_answer_2c", "Stratum_Grouped", "SerialNo"]
    assert {role[heading] for heading in worked_out} == {TOOL}
    assert {column.name for column in told.columns if column.name} == QUESTIONS


def test_whoever_did_not_answer_is_partial(shared):
    rows = rows_of(shared / "data" / "nhsd-stratified-vectors" / "cleaned_data_expected_test.csv")
    (rule,) = layout(rows[:6]).states
    assert (rows[0][rule.column], rule.state) == ("Response", PARTIAL)
    answered = [row[1] for row in rows[1:] if not rule.means(row[rule.column])]
    silent = [row[1] for row in rows[1:] if rule.means(row[rule.column])]
    assert silent == [
        "No Response",
        "No Response But Used Advocate",
        "No Response But Answered Questions",
    ]
    assert len(answered) == 9
    assert layout(rows[:6]).notes == (
        'The return keeps people who did not answer: rows where "Response" is not 1 count as not '
        "finished.",
    )


def test_a_response_of_1_is_an_answer_and_no_other_is():
    (rule,) = layout([RETURN]).states
    assert not any(map(rule.means, ["1", " 1 ", "1 - Responded"]))
    assert all(map(rule.means, ["2", "3", "", "11", "No"]))


def test_council_tables_made_from_returns_are_plain(shared):
    data = shared / "data"
    paths = [data / "nhsd-stratified-vectors" / "answers.csv"]
    paths += sorted((data / "ascs-by-council-2020-21").glob("*.csv"))
    assert len(paths) == 6
    assert [layout(rows_of(path)[:6]) for path in paths] == [None] * 6


def test_headings_are_told_however_they_are_written():
    first = ["LA Code", "Serial Number [10]", "Primary_Key", "Method of Collection", "RESPONSE"]
    questions = [f"Q{name[1:].upper()} - Statement" for name in ASKED]
    told = layout([[*first, "Primary Support Reason", *questions]])
    assert [column.role for column in told.columns[:6]] == [
        ANSWERS,
        PERSON_ID,
        TOOL,
        ANSWERS,
        TOOL,
        ANSWERS,
    ]
    assert told.columns[6] == Column("Q1 - Statement", name="q1", wording="Statement")
    assert told.columns[7].name == "q3a"


@pytest.mark.parametrize(
    ("keys", "person"),
    [
        (["716_0", "716_1"], "PrimaryKey"),
        (["716_0", ""], "SerialNo"),
        ([], "SerialNo"),
    ],
)
def test_serial_numbers_stand_in_where_the_primary_key_is_not_filled_in(keys, person):
    told = layout([RETURN, *[["716", "A1", key, "1", "1"] for key in keys], []])
    role = roles(told)
    assert [heading for heading, each in role.items() if each == PERSON_ID] == [person]
    assert {role["PrimaryKey"], role["SerialNo"]} == {PERSON_ID, TOOL}


@pytest.mark.parametrize("left_out", ["SerialNo", "MethodCollection", "Response", "q1"])
def test_each_mark_is_demanded(left_out):
    assert layout([[heading for heading in RETURN if heading != left_out]]) is None


def test_no_rows_are_no_return():
    assert layout([]) is None
    assert layout([[]]) is None


@pytest.mark.parametrize("heading", ["q23", "q4c", "q1Comb", "q100", "quality", "a q1", "q1_other"])
def test_other_headings_are_no_question_of_the_survey(heading):
    told = layout([[*RETURN, heading]])
    assert told.columns[-1].name == ""


@given(st.lists(st.text(min_size=1).map(lambda text: f"{text}?")), st.lists(st.lists(st.text())))
def test_a_table_of_questions_is_never_taken_for_a_return(questions, below):
    assert layout([[*OF_THE_PERSON, *questions], *below]) is None
