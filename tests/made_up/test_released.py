from __future__ import annotations

import pandas as pd
import pytest

from poet import definition
from poet.made_up.released import released_comments
from poet.released import COLUMNS


@pytest.fixture
def comments() -> pd.DataFrame:
    by_person = pd.DataFrame(
        {
            "authority": ["X001"] * 5 + ["X002"] * 2,
            "about_the_budget": ["one", "", "one", "two", "three", "", ""],
            "about_the_process": ["", "", "", "", "four", "four", ""],
            "about_this_questionnaire": ["never"] * 7,
        }
    )
    return released_comments([(definition.load("carer"), by_person)], "2026")


def test_two_texts_of_each_question_are_released_each_once(comments) -> None:
    found = comments[["authority", "question", "text"]].to_numpy().tolist()
    assert found == [
        ["X001", "about_the_budget", "one"],
        ["X001", "about_the_budget", "two"],
        ["X001", "about_the_process", "four"],
        ["X002", "about_the_process", "four"],
    ]


def test_it_says_who_released_them_and_when(comments) -> None:
    assert tuple(comments.columns) == COLUMNS
    assert set(comments["questionnaire"]) == {"carer"}
    assert set(comments["released_by"]) == {"Made-up reviewer"}
    assert set(comments["released_on"]) == {"2026-09-30"}
