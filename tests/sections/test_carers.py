"""Carers on a page of their own: outcomes, what is hard, their say, and what goes with outcomes."""

from __future__ import annotations

import pandas as pd
import pytest
import three_audiences as small

from poet.definition import load
from poet.sections.carers import view
from poet.sections.guard import words_only

HOLDERS = {"life": ["better"] * 20}


def report(cells, profile: str = "internal", links: pd.DataFrame | None = None):
    known = {
        "budget_holder": small.asked("budget_holder"),
        "carer": load("carer"),
    }
    study = small.small_study({"budget_holder": HOLDERS, "carer": cells}, known, profile=profile)
    return small.report_of(study, links=links)


def outcome(good: int) -> list[str]:
    return small.repeated(("better", good), ("worse", 50 - good))


CELLS = {
    "staying_well": outcome(40),
    "carry_on_caring": outcome(30),
    "finances": outcome(10),
    "information": small.repeated(("easy", 20), ("difficult", 30)),
    "assessment": small.repeated(("easy", 40), ("difficult", 10)),
    "planning": small.repeated(("easy", 48), ("difficult", 2)),
    "views_included": small.repeated(("fully", 35), ("not_at_all", 15)),
}
LINK = {
    "authority": "north",
    "audience": "carer",
    "wave": "2026",
    "outcome": "finances",
    "predictor": "process",
    "model": "ordinal",
    "note": "",
    "clear": True,
    "difference": 0.4,
    "share_high_end": 0.7,
    "share_low_end": 0.3,
}


@pytest.fixture(scope="module")
def told():
    return view(report(CELLS))


def test_it_tells_outcomes_what_is_hard_and_their_say(told) -> None:
    assert told["sentences"] == ["For 2 of the 3 questions, more than half said “better”."]
    assert told["hard"] == [
        "Information and advice: 6 in 10 said “difficult”.",
        "The assessment: 2 in 10 said “difficult”.",
    ]
    assert told["say"] == ["Views included in the plan: 7 in 10 said “fully or mostly”."]
    assert told["links"] == []
    assert told["people"] == "family carers"


def test_the_chart_goes_from_the_most_often_good_to_the_least(told) -> None:
    assert told["chart"].title == "Most often “better”: Carer staying well"
    names = [part.split(":")[0] for part in told["chart"].text.split(". ")]
    assert names == ["Carer staying well", "Being able to carry on caring", "Carer's finances"]


def test_of_many_outcomes_the_first_and_the_last_three_are_drawn() -> None:
    keys = [one.key for one in load("carer").with_role("outcome")]
    cells = {key: outcome(48 - 4 * n) for n, key in enumerate(keys)}
    text = view(report(cells))["chart"].text
    shares = [part.split(":")[1].split("%")[0].strip() for part in text.split(". ")]
    assert len(keys) == 10
    assert shares == ["96", "88", "80", "40", "32", "24"]


def test_nothing_hard_is_said() -> None:
    told = view(report({"information": ["easy"] * 50}))
    assert told["hard"] == ["Nothing was hard for 1 in 10 of them or more, as far as can be shown."]
    assert told["chart"] is None


def test_a_clear_link_is_told_in_people() -> None:
    told = view(report(CELLS, links=pd.DataFrame([LINK])))
    assert told["links"] == [
        "Carer's finances: of 100 people who found the process easy, about 70 say “better”. "
        "Of 100 similar people who found the process difficult, about 30 do."
    ]


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        ("", "We cannot be sure of a link from these answers alone."),
        ("too few people", "Too few people answered to look at this here."),
    ],
)
def test_why_no_link_is_told(note, sentence) -> None:
    links = pd.DataFrame([{**LINK, "clear": False, "note": note}])
    assert view(report(CELLS, links=links))["links"] == [sentence]


def test_it_is_left_out_where_none_answered_or_the_other_pages_are_theirs() -> None:
    of = report(CELLS)
    assert view(small.without(of, "carer")) == {"empty": True}
    assert view(small.without(of, "budget_holder")) == {"empty": True}


def test_too_few_carers_are_said_and_nothing_drawn() -> None:
    told = view(report({key: column[:5] for key, column in CELLS.items()}, profile="local"))
    assert told["sentences"] == ["Too few people answered for any of these to be shown."]
    assert told["chart"] is None
    assert told["say"] == []


def test_the_example_has_words_only(three_councils) -> None:
    for authority in three_councils.authorities:
        words_only(view(small.report_of(three_councils, authority.code)), "carers")
