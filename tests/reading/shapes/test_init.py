"""What made a table: the survey tools are asked in turn, and a plain table stays plain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.definition import load
from poet.errors import PoetError
from poet.reading.layout import Column, Layout
from poet.reading.shapes import SHAPES, layout_of

QUESTIONNAIRE = load("carer")
HEADINGS = [text for q in QUESTIONNAIRE.questions for text in (q.key, q.wording, q.easy_read)]
LABELS = sorted({a.label for q in QUESTIONNAIRE.questions if q.scale for a in q.scale.answers})

headings = st.sampled_from(HEADINGS) | st.text(max_size=30)
answers = st.sampled_from([*LABELS, "", "1", "99", "2026-05-03", "Response"]) | st.text(max_size=30)


@st.composite
def plain_tables(draw: st.DrawFn) -> list[list[str]]:
    """A heading row and up to five rows of answers, some too short or too long."""
    width = draw(st.integers(1, 6))
    first = draw(st.lists(headings, min_size=width, max_size=width))
    below = st.lists(answers, min_size=width - 1, max_size=width + 1)
    return [first, *draw(st.lists(below, max_size=5))]


@given(plain_tables())
def test_a_plain_table_is_never_taken_for_the_export_of_a_tool(rows: list[list[str]]) -> None:
    assert layout_of(rows) == Layout("", 1, tuple(Column(cell.strip()) for cell in rows[0]))


def test_the_first_tool_that_knows_the_table_tells_it() -> None:
    rows = [["ResponseId", "Finished", "Status", "Q1"], ["R_2YPOQ602ER1jkf1", "1", "0", "Yes"]]
    assert layout_of(rows).tool == "Qualtrics"
    rows = [["Respondent ID", "Collector ID", "Q1"], ["114012345678", "401", "Yes"]]
    assert layout_of(rows).tool == "SurveyMonkey"
    assert layout_of([["id", "submitdate", "lastpage", "Q1"]]).tool == "LimeSurvey"


def test_every_tool_leaves_an_empty_heading_row_alone() -> None:
    assert [shape([[""], ["Yes"]]) for shape in SHAPES] == [None] * len(SHAPES)


def test_the_questions_of_a_survey_are_refused_by_the_name_of_the_file() -> None:
    rows = [["id", "related_id", "class", "type/scale", "name", "relevance", "text", "help"]]
    with pytest.raises(PoetError) as refused:
        layout_of(rows, "survey.txt")
    assert refused.value.exit_code == 3
    assert str(refused.value).startswith("survey.txt: this is the definition of a LimeSurvey")
