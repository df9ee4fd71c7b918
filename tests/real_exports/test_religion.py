"""1,039 answers without ids, an answer misspelt throughout, people's own words below an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from poet.mapping_file import Asked, FileMapping, file_mapping
from poet.mapping_telling import file_lines
from poet.mapping_toml import map_lines
from poet.reading import read_table
from poet.responses import Responses

FILE = "surveymonkey-538/religion-survey-results.csv"
MAP = """\
[[columns]]
heading = "What is your present religion, if any? [None of these]"
question = "religion"
answer = "none_of_these"
any_text = true
[columns.answers]
"96" = ""

[answers.comfort]
"Somewhat comfortably" = "somewhat"
"""
COMFORT = {
    "Extremely comfortable": "extremely",
    "Very comfortable": "very",
    "Somewhat comfortably": "somewhat",
    "Not so comfortable": "not_so",
    "Not at all comfortable": "not_at_all",
    "I don't do this": "not_done",
}
GRID = range(14, 24)


@pytest.fixture
def used(raw: Callable) -> list[list[str]]:
    """Those who said of anything how comfortable they feel with it: these are the outcomes."""
    return [row for row in raw(FILE, 2) if any(row[place] for place in GRID)]


@pytest.fixture
def responses(check: Callable) -> Responses:
    return check(FILE, "religion", MAP)


@pytest.fixture
def mapping(shared: Path, load: Callable) -> FileMapping:
    table = read_table(shared / "data" / FILE)
    return file_mapping(table, load("religion"), Path("religion.map.toml"), Asked())


def test_every_row_is_used_or_set_aside_with_its_reason(responses, used) -> None:
    assert responses.account.rows_read == 1_039
    assert responses.account.rows_used == len(used) == 927
    assert responses.account.set_aside == {"no usable answer": 112}
    rules = responses.problems["rule"].value_counts().to_dict()
    assert rules == {
        "no usable answer": 112,
        "heading is no question": 20,
        "same answers as an earlier row": 2,
    }


@pytest.mark.parametrize(
    ("key", "column"),
    [("comfort_visible_motions", 14), ("comfort_offer_praying", 18), ("comfort_street_event", 23)],
)
def test_the_misspelt_answer_counts_as_the_answer(responses, used, key, column) -> None:
    counted = Counter(COMFORT[row[column]] for row in used if row[column])
    assert counted["somewhat"] > 40
    assert responses.by_person[key].value_counts().to_dict() == counted


def test_some_counts_by_hand(responses) -> None:
    """awk counts these in the file itself."""
    comfort = responses.by_person["comfort_visible_motions"].value_counts()
    assert comfort.to_dict() == {
        "not_done": 465,
        "very": 137,
        "somewhat": 118,
        "extremely": 117,
        "not_so": 55,
        "not_at_all": 33,
    }


def test_own_words_below_an_answer_are_the_answer(responses, used) -> None:
    """Somebody wrote "96", which could be a code: the map says that it is no answer."""
    counted = Counter(row[0] for row in used)
    religion = responses.by_person["religion"].value_counts()
    assert religion["none_of_these"] == counted["None of these"]
    assert religion["roman_catholic"] == counted["Roman Catholic"]
    assert religion.sum() == len(used)


def test_the_misspelt_answer_is_to_look_at_once_for_all_ten_columns(mapping) -> None:
    (comfort,) = mapping.texts.to_look_at
    assert comfort.columns == tuple(GRID)
    assert [(one.text, one.perhaps) for one in comfort.texts] == [
        ("Somewhat comfortably", ("somewhat",))
    ]


def test_own_words_are_to_look_at_and_never_told(mapping, raw) -> None:
    assert mapping.texts.no_ticks == (1,)
    lines, written = list(file_lines(mapping)), "\n".join(map_lines(mapping))
    assert (
        '  Column B "What is your present religion, if any? [None of these]": not all its texts '
        "are ticks; if they are people's own words, write any_text = true."
    ) in lines
    assert (
        'question = "religion"  # found by: question and answer\n'
        'answer = "none_of_these"\n'
        "# Not all texts in this column are ticks. If they are what people wrote themselves, as "
        'below "Other\n'
        '# (please specify)", write true in the place of false.\n'
        "any_text = false\n"
    ) in written
    own = {row[1] for row in raw(FILE, 2)} - {"", "None of these", "None", "none", "Christian"}
    told = "\n".join([*lines, written])
    assert len(own) > 100
    assert [words for words in own if len(words) > 12 and words in told] == []
