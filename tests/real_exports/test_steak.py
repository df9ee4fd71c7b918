"""550 answers, two heading rows, one question with remnants of HTML in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from poet.responses import Responses

FILE = "surveymonkey-538/steak-risk-survey.csv"
MAP = """\
[answers.steak]
"Well" = "well"
"""
YES_NO = {"Yes": "yes", "No": "no"}


@pytest.fixture
def rows(raw: Callable) -> list[list[str]]:
    return raw(FILE, 2)


@pytest.fixture
def responses(check: Callable) -> Responses:
    return check(FILE, "steak", MAP)


def test_everybody_is_used_also_who_answered_one_question_only(responses, rows) -> None:
    assert rows[0] == ["3237565956", "Lottery B", *[""] * 13]
    assert responses.account.sentence() == "550 rows read = 550 used + 0 set aside."
    first = responses.by_person.iloc[0]
    assert (first["line"], first["lottery"]) == (3, "b")
    assert first.drop(["authority", "line", "lottery"]).isna().all()


def test_who_gave_the_same_answers_as_somebody_before_is_told_and_used(responses, rows) -> None:
    answers = [tuple(row[1:]) for row in rows]
    again = [n for n, one in enumerate(answers, start=3) if one in answers[: n - 3] and all(one)]
    assert responses.problems["row"].to_list() == again
    assert set(responses.problems["rule"]) == {"same answers as an earlier row"}


@pytest.mark.parametrize(
    ("key", "column", "codes"),
    [
        ("lottery", 1, {"Lottery A": "a", "Lottery B": "b"}),
        ("smoke", 2, YES_NO),
        ("gamble", 4, YES_NO),
        ("cheating", 7, YES_NO),
        ("eats_steak", 8, YES_NO),
        (
            "prepared",
            9,
            {
                "Rare": "rare",
                "Medium rare": "medium_rare",
                "Medium": "medium",
                "Medium Well": "medium_well",
                "Well": "well",
            },
        ),
        ("gender", 10, {"Male": "male", "Female": "female"}),
    ],
)
def test_each_answer_is_counted_as_in_the_file(responses, rows, key, column, codes) -> None:
    counted = Counter(codes[row[column]] for row in rows if row[column])
    assert responses.by_person[key].value_counts().to_dict() == counted


def test_some_counts_by_hand(responses) -> None:
    """awk counts these in the file itself."""
    assert responses.by_person["lottery"].value_counts().to_dict() == {"b": 279, "a": 267}
    assert responses.by_person["prepared"].value_counts().to_dict() == {
        "medium_rare": 166,
        "medium": 132,
        "medium_well": 75,
        "well": 36,
        "rare": 23,
    }
