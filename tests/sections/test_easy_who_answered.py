"""Easy Read: how many answered, and what most of them said about themselves."""

from __future__ import annotations

import pytest

from poet.sections import find_all
from poet.sections.easy_who_answered import view


@pytest.fixture(scope="module")
def north(small_study, report):
    def made(profile: str, **needs: int):
        need = [answer for answer, many in needs.items() for _ in range(many)]
        cells = {"council": ["north"] * len(need), "life": ["better"] * len(need), "need": need}
        study = small_study(cells, councils=["north"], profile=profile)
        return report(study, find_all(study), "north")

    return made


def test_how_many_answered_and_the_answer_that_most_gave(north) -> None:
    (block,) = view(north("internal", physical=10, learning=24, other=6))["blocks"]
    assert block["who"]["sentences"] == ["40 people who hold a budget answered our questions."]
    assert block["who"]["picture"] == "person"
    (about,) = block["about_them"]
    assert about["label"] == "need?"
    assert about["sentences"] == ["About 6 in 10 people said: learning."]
    assert about["chart"].text == "A picture of 10 people. 6 of them are filled in."


def test_few_people_are_no_number_and_nothing_is_told_about_them(north) -> None:
    (block,) = view(north("local", physical=2, learning=3))["blocks"]
    assert block["who"]["sentences"] == [
        "Fewer than 10 people who hold a budget answered our questions."
    ]
    assert block["about_them"] == []


def test_three_audiences_have_one_question_each_and_no_charts(reports) -> None:
    blocks = view(reports[0])["blocks"]
    assert [block["who"]["picture"] for block in blocks] == ["person", "carer", "practitioner"]
    for block, people in zip(
        blocks, ("people with a personal budget", "carers", "workers"), strict=True
    ):
        (sentence,) = block["who"]["sentences"]
        assert sentence.startswith("About ")
        assert sentence.endswith(f" {people} answered our questions.")
        assert [about["chart"] for about in block["about_them"]] in ([None], [])
    assert blocks[0]["about_them"][0]["label"] == (
        "Who looks after the money in your personal budget?"
    )
