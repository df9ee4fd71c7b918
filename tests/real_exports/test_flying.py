"""1,040 answers, one heading row, misspelt headings, two spellings of one answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from poet.mapping_file import Asked, file_mapping
from poet.reading import column_letter, read_table
from poet.responses import Responses

FILE = "surveymonkey-538/flying-etiquette.csv"
MAP = """\
[[columns]]
heading = "Is itrude to move to an unsold seat on a plane?"
question = "unsold_seat"

[[columns]]
heading = "Is itrude to recline your seat on a plane?"
question = "reclining"

[[columns]]
heading = "Is itrude to ask someone to switch seats with you in order to be closer to family?"
question = "near_family"

[[columns]]
heading = "Is itrude to wake a passenger up if you are trying to walk around?"
question = "waking_to_walk"

[[columns]]
heading = "In general, is itrude to bring a baby on a plane?"
question = "baby"

[[columns]]
heading = "Generally speaking, is it rude to say more than a few words tothe stranger sitting \
next to you on a plane?"
question = "talking"

[[columns]]
heading = "How tall are you?"
question = ""

[answers.rude]
"No, not rude at all" = "not_rude"

[answers.income]
"150000" = "150_and_more"
"""
MISSPELT = {
    "I": "unsold_seat",
    "J": "talking",
    "M": "reclining",
    "P": "near_family",
    "R": "waking_to_walk",
    "S": "baby",
}
RUDE = {
    "No, not at all rude": "not_rude",
    "No, not rude at all": "not_rude",
    "Yes, somewhat rude": "somewhat_rude",
    "Yes, very rude": "very_rude",
}
JUDGED = {
    "unsold_seat": 8,
    "talking": 9,
    "reclining": 12,
    "near_friends": 14,
    "near_family": 15,
    "waking_for_bathroom": 16,
    "waking_to_walk": 17,
    "baby": 18,
    "unruly_children": 19,
}


@pytest.fixture
def used(raw: Callable) -> list[list[str]]:
    """Those who judged anything at all: these are the outcomes."""
    return [row for row in raw(FILE, 1) if any(row[place] for place in JUDGED.values())]


@pytest.fixture
def responses(check: Callable) -> Responses:
    return check(FILE, "flying", MAP)


def test_every_row_is_used_or_set_aside_with_its_reason(responses, used) -> None:
    assert len(used) == 855
    assert responses.account.sentence() == (
        "1,040 rows read = 855 used + 185 set aside (185 no usable answer)."
    )
    assert set(responses.problems["rule"]) == {"no usable answer"}


@pytest.mark.parametrize(("key", "column"), JUDGED.items())
def test_each_judgement_is_counted_as_in_the_file(responses, used, key, column) -> None:
    counted = Counter(RUDE[row[column]] for row in used if row[column])
    assert responses.by_person[key].value_counts().to_dict() == counted


def test_an_amount_that_a_spreadsheet_has_spoilt_is_mapped(responses, used) -> None:
    income = responses.by_person["income"].value_counts()
    assert income["150_and_more"] == sum(row[24] == "150000" for row in used) == 106


def test_an_answer_with_other_in_it_is_an_answer(responses, used) -> None:
    rests = responses.by_person["two_rests"].value_counts()
    assert rests["other"] == sum(row[5] == "Other (please specify)" for row in used) == 45


def test_without_the_map_the_misspelt_headings_are_not_used(check) -> None:
    responses = check(FILE, "flying")
    rules = responses.problems["rule"].value_counts()
    assert rules["heading is no question"] == 7
    assert rules["question without a column"] == 6
    assert responses.by_person["baby"].isna().all()


def test_each_misspelt_heading_is_proposed_for_its_question_first(shared, load) -> None:
    table = read_table(shared / "data" / FILE)
    mapping = file_mapping(table, load("flying"), Path("flying.map.toml"), Asked())
    first = {
        column_letter(one.column): one.candidates[0].key
        for one in mapping.to_look_at
        if one.candidates
    }
    assert first == MISSPELT
    (income,) = mapping.texts.to_look_at
    assert [(one.text, one.perhaps) for one in income.texts] == [("150000", ("150_and_more",))]
