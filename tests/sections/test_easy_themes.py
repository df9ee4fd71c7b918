"""Easy Read: what people wrote about most, in short sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from coded_comments import with_coded_comments

from poet.sections import find_all
from poet.sections.easy_themes import view
from poet.sections.guard import words_only
from poet.wording import longest_sentence


@pytest.fixture(scope="module")
def told(three_councils, report):
    study = with_coded_comments(three_councils)
    return view(report(study, find_all(study, descriptive=True), "X002"))


def test_the_most_common_themes_are_told_as_people_in_ten(told) -> None:
    words_only(told, "easy_themes")
    assert told["people"] == "People with a personal budget"
    assert [item["label"] for item in told["ideas"]] == ["Delay things", "Paperwork things"]
    sentence = told["ideas"][0]["sentences"][0]
    assert sentence.startswith("About ")
    assert sentence.endswith(" in 10 people wrote about this.")
    assert longest_sentence(sentence) <= 15


def test_a_picture_has_as_many_people_as_the_sentence_says(told) -> None:
    item = told["ideas"][0]
    tenths = item["sentences"][0].split()[1]
    assert item["chart"].title == item["sentences"][0]
    assert item["chart"].text == f"A picture of 10 people. {tenths} of them are filled in."


def test_themes_on_which_the_coders_agreed_too_little_are_left_out(told) -> None:
    assert "Thanks things" not in {item["label"] for item in told["ideas"]}


def test_a_study_without_coded_comments_has_no_such_page(three_councils, report) -> None:
    study = replace(three_councils, themes=None)
    told = view(report(study, find_all(study, descriptive=True), "X001"))
    assert told == {"people": "", "ideas": [], "empty": True}
