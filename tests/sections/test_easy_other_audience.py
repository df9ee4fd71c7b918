"""Easy Read: carers and workers on pages of their own."""

from __future__ import annotations

import pytest
import three_audiences as small

from poet.sections import easy_carers, easy_practitioners
from poet.sections.better_and_harder import ranking
from poet.sections.easy_topics import name_of
from poet.sections.guard import words_only

HOLDERS = {"life": ["better"] * 20}
PAGES = {"carer": easy_carers.view, "practitioner": easy_practitioners.view}


def report(audience: str, cells, profile: str = "internal"):
    return small.report_of(
        small.small_study({"budget_holder": HOLDERS, audience: cells}, profile=profile)
    )


def test_what_goes_well_and_what_is_hard_are_told() -> None:
    cells = {"life": small.repeated(("better", 30), ("worse", 10))}
    told = PAGES["carer"](report("carer", cells))
    assert [idea["sentences"] for idea in told["well"]["ideas"]] == [
        ["About 8 in 10 carers said: better."]
    ]
    assert [idea["sentences"] for idea in told["hard"]["ideas"]] == [
        ["About 3 in 10 carers said: worse."]
    ]
    assert (told["well"]["why"], told["hard"]["why"], told["empty"]) == ([], [], False)


def test_nothing_hard_is_said() -> None:
    told = PAGES["practitioner"](report("practitioner", {"life": ["better"] * 40}))
    assert told["hard"] == {
        "ideas": [],
        "why": [
            "We found nothing that was hard for 1 in 10 workers or more.",
            "Some answers are hidden to keep people safe.",
        ],
    }


@pytest.mark.parametrize("audience", PAGES)
def test_where_nothing_may_be_shown_the_page_is_left_out(audience) -> None:
    of = report(audience, {"life": ["better"] * 5}, profile="local")
    assert PAGES[audience](of) == {"empty": True}


@pytest.mark.parametrize("audience", PAGES)
def test_the_page_is_left_out_where_none_answered_or_the_others_are_theirs(audience) -> None:
    of = report(audience, HOLDERS)
    assert PAGES[audience](small.without(of, audience)) == {"empty": True}
    assert PAGES[audience](small.without(of, "budget_holder")) == {"empty": True}


@pytest.mark.parametrize("audience", PAGES)
def test_the_first_two_of_the_workshop_are_told(three_councils, audience) -> None:
    of = small.report_of(three_councils, "X001")
    (survey,) = (one for one in of.surveys if one.audience == audience)
    told = PAGES[audience](of)
    words_only(told, audience)
    for part, side in (("well", "good"), ("hard", "bad")):
        ranked = ranking(of, survey.questionnaire, side).ranked[:2]
        assert [idea["label"] for idea in told[part]["ideas"]] == [
            name_of(one.question) for one in ranked
        ]
