"""Easy Read: what goes well and what is hard, in full sentences, and where too few answered."""

from __future__ import annotations

import dataclasses

import pytest

from poet.sections import easy_going_well, easy_hard, find_all
from poet.sections.better_and_harder import ranking
from poet.sections.easy_topics import name_of

BETTER, HARD = easy_going_well.view, easy_hard.view


@pytest.fixture(scope="module")
def north(small_study, report):
    """A report on the council north: how many gave each answer, by question."""

    def made(profile: str = "internal", audience: str = "budget_holder", **counts: dict[str, int]):
        cells = {
            key: [answer for answer, many in by_answer.items() for _ in range(many)]
            for key, by_answer in counts.items()
        }
        people = max(len(answers) for answers in cells.values())
        cells = {key: answers + [""] * (people - len(answers)) for key, answers in cells.items()}
        cells = {"council": ["north"] * people, **cells}
        study = small_study(cells, audience=audience, councils=["north"], profile=profile)
        return report(study, find_all(study), "north")

    return made


def told(view: dict) -> list[tuple[str, str, list[str], str]]:
    """Picture, label, sentences and the words of the chart, of every idea."""
    return [
        (
            idea["picture"],
            idea["label"],
            idea["sentences"],
            idea["chart"].text if idea["chart"] else "",
        )
        for block in view["blocks"]
        for idea in block["ideas"]
    ]


def test_what_goes_well_is_told_from_the_most_often_said(north) -> None:
    report = north(
        life={"better": 24, "much_better": 8, "worse": 8},
        health={"better": 40},
        forms={"easy": 39, "hard": 1},
        advice={"neither": 30, "hard": 10},
    )
    view = BETTER(report)
    assert [block["heading"] for block in view["blocks"]] == ["What people who hold a budget say"]
    assert told(view) == [
        (
            "health",
            "health?",
            ["Everyone said: better."],
            "A picture of 10 people. 10 of them are filled in.",
        ),
        (
            "form",
            "forms?",
            ["Almost everyone said: easy.", "That is more than 9 in 10 people."],
            "A picture of 10 people. 9 of them are filled in.",
        ),
        (
            "person",
            "life?",
            ["About 8 in 10 people said: better."],
            "A picture of 10 people. 8 of them are filled in.",
        ),
    ]
    assert (view["too_few"], view["empty"]) == ([], False)


def test_what_is_hard_is_told_in_the_words_of_its_scale(north) -> None:
    view = HARD(
        north(
            life={"better": 32, "worse": 8},
            health={"better": 40},
            advice={"neither": 30, "hard": 10},
        )
    )
    assert [idea[1:3] for idea in told(view)] == [
        ("advice?", ["About 3 in 10 people said: hard."]),
        ("life?", ["About 2 in 10 people said: worse."]),
    ]


def test_nothing_that_stands_out_is_told_as_that(north) -> None:
    report = north(life={"same": 40}, forms={"neither": 40})
    for view, sentence in (
        (BETTER(report), "We found nothing that went well for half of the people."),
        (HARD(report), "We found nothing that was hard for 1 in 10 people or more."),
    ):
        (block,) = view["blocks"]
        assert block["ideas"] == []
        assert block["why"] == [sentence, "Some answers are hidden to keep people safe."]


def test_too_few_of_an_audience_are_told_without_a_heading_of_their_own(north) -> None:
    view = BETTER(north(profile="local", life={"better": 5}))
    assert view == {
        "blocks": [],
        "too_few": ["Too few people answered.", "So we cannot show what they said."],
        "empty": False,
    }


def test_audiences_of_which_nothing_is_shown_are_told_together(reports) -> None:
    report = reports[0]
    hidden = {
        name: frame.assign(share=float("nan"))
        for name, frame in report.released.items()
        if name in {"outcomes", "process"}
    }
    view = HARD(dataclasses.replace(report, released={**report.released, **hidden}))
    assert view["blocks"] == []
    assert view["too_few"] == [
        "Too few people, carers and workers answered.",
        "So we cannot show what they said.",
    ]


@pytest.mark.parametrize(
    ("silent", "heading"),
    [
        (["carer"], "What people with a personal budget say"),
        (["budget_holder"], "What carers say"),
        (["budget_holder", "carer"], "What workers say"),
    ],
)
def test_it_is_about_the_first_audience_that_answered(reports, silent, heading) -> None:
    report = reports[0]
    who = report.released["who_answered"]
    none = who["audience"].isin(silent) & who["level"].eq("everyone")
    who = who.assign(people=who["people"].mask(none, 0))
    view = BETTER(dataclasses.replace(report, released={**report.released, "who_answered": who}))
    assert [block["heading"] for block in view["blocks"]] == [heading]


def test_where_nobody_answered_it_is_left_out(reports) -> None:
    who = reports[0].released["who_answered"]
    released = {**reports[0].released, "who_answered": who.assign(people=0)}
    view = BETTER(dataclasses.replace(reports[0], released=released))
    assert view == {"blocks": [], "too_few": [], "empty": True}


def test_the_findings_are_those_of_the_workshop_four_at_most(reports) -> None:
    for report in reports:
        for view, side in ((BETTER(report), "good"), (HARD(report), "bad")):
            for block, survey in zip(view["blocks"], report.surveys[:1], strict=True):
                ranked = ranking(report, survey.questionnaire, side).ranked
                assert len(block["ideas"]) == min(4, len(ranked))
                for idea, one in zip(block["ideas"], ranked, strict=False):
                    tenths = min(9, int(one.parts[side].share * 10 + 0.5))
                    assert f"{tenths} in 10" in " ".join(idea["sentences"])
                    assert idea["label"] == name_of(one.question)
