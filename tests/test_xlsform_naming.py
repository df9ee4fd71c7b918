from __future__ import annotations

import pytest

from poet import xlsform_naming as naming
from poet.questionnaire import Questionnaire


@pytest.mark.parametrize(
    ("code", "heading"),
    [("en", "English (en)"), ("cy", "Welsh (cy)"), ("de-AT", "de (de)"), ("English", ""), ("", "")],
)
def test_a_language_is_named_as_forms_name_it(code: str, heading: str) -> None:
    assert naming.language_heading(code) == heading


@pytest.mark.parametrize(("code", "english"), [("en", True), ("en-GB", True), ("cy", False)])
def test_whether_words_may_be_added(code: str, english: bool) -> None:
    questionnaire = Questionnaire("q", "1", "carer", "T", "people", code, ())
    assert naming.in_english(questionnaire) is english


def test_a_name_that_is_free_stays_as_it_is() -> None:
    assert naming.free_name("age", ["ages"]) == "age"
    assert naming.free_name("age", ["age", "age_2", "age_4"]) == "age_3"


def test_no_column_of_poet_has_a_colon() -> None:
    columns = [value for value in vars(naming).values() if isinstance(value, str)]
    own = [value for value in columns if value.startswith(naming.OWN)]
    assert len(own) > 8
    assert not [value for value in own if ":" in value]
