"""Money beside outcomes in words, tables and one chart: every sentence in full."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from poet.disclosure import PROFILES
from poet.sections import AuthorityReport, easy_resources, technical_resources
from poet.sections.guard import words_only
from poet.sections.resources import AMOUNTS, COLUMNS, ESTIMATES
from poet.sections.resources_view import view

NOTHING = float("nan")
NUMBERS = (*ESTIMATES, *AMOUNTS, "p", "p_holm", "draws", "people_managed", "base_managed")


def row(level: str, question: str, **more: object) -> dict[str, object]:
    """A released row: 40 of 50 people gave a good answer."""
    empty = dict.fromkeys(COLUMNS, "") | dict.fromkeys(NUMBERS, NOTHING)
    shares = {"people": 40, "base": 50, "share": 0.8, "low": 0.7, "high": 0.9}
    managed = dict.fromkeys(("share_managed", "low_managed", "high_managed"), NOTHING)
    about = {"authority": "X001", "audience": "budget_holder", "level": level}
    return {**empty, **shares, **managed, **about, "question": question, "clear": False, **more}


def bands(question: str = "most_outcomes", least: float = 0.6, **more: object) -> list[dict]:
    return [
        row("band", question, label="Under £150", share=least, low=0.5, high=0.7, **more),
        row("band", question, label="£150 or more", **more),
    ]


def more_money(difference: float = 0.03, **more: object) -> dict[str, object]:
    ends = {"difference_low": difference - 0.01, "difference_high": difference + 0.02}
    words = {"adjusted_for": "Age", "p": 0.01, "p_holm": 0.02}
    return row("more", "most_outcomes", difference=difference, **ends, **words, **more)


def arms(**more: object) -> list[dict[str, object]]:
    managed = {"people_managed": 30, "base_managed": 40, "share_managed": 0.75}
    managed |= {"low_managed": 0.6, "high_managed": 0.86}
    parts = {"cost": 435.0, "cost_managed": 505.0, "cost_difference": -65.0, "cost_ratio": 0.87}
    ends = {
        f"{name}{end}": value + change
        for name, value in parts.items()
        for end, change in (("_low", -0.1), ("", 0), ("_high", 0.2))
    }
    money = {"amount": 350.0, "amount_managed": 360.0, "median": 280.0, "median_managed": 240.0}
    return [
        row("uptake", "how_held", answer="direct_payment", share=0.525),
        row("uptake", "how_held", answer="managed", share=0.375),
        row("amounts", "weekly_amount", **{**managed, **money}),
        row("arm", "most_outcomes", **{**managed, **ends, "draws": 1000.0, **more}),
        row("arm", "most_process", **managed),
    ]


@pytest.fixture(scope="module")
def report(three_councils):
    def made(*rows: dict, code: str = "X001") -> AuthorityReport:
        frame = pd.DataFrame(rows, columns=[*COLUMNS, "hidden"])
        frame = frame[frame["authority"].isin([code, "all"])]
        authority = dataclasses.replace(three_councils.authorities[0], code=code)
        return AuthorityReport(three_councils, authority, {"resources": frame}, PROFILES["local"])

    return made


def test_bands_are_a_chart_and_both_kinds_of_budget_a_table(report) -> None:
    shown = words_only(view(report(*bands(), more_money(), *arms())), "resources")
    assert not shown["empty"]
    assert shown["whose"] == ""
    (chart,) = shown["charts"]
    assert chart.title == "How many say “better” to half or more questions"
    assert chart.text == (
        "Under £150 a week: 60 in 100 people say “better” to half or more questions. "
        "£150 or more a week: 80 in 100 people say “better” to half or more questions."
    )
    (table,) = shown["arms"]
    assert table["headings"] == ["Two kinds of budget", "Direct payment", "Managed budget"]
    assert [(one["label"], one["cells"]) for one in table["rows"]] == [
        ("Have this kind of budget", ["53 in 100", "38 in 100"]),
        ("Agreed a week, on average", ["£350", "£360"]),
        ("Say “better” to half or more questions", ["80 in 100", "75 in 100"]),
        ("Say “easy” to half or more steps", ["80 in 100", "75 in 100"]),
        ("A week, for each who says “better”", ["£435", "£505"]),
    ]
    assert shown["of_arms"] == [
        "The last row compares similar people. The difference could be chance."
    ]


def test_a_clear_difference_of_costs_is_said_to_be_clear(report) -> None:
    shown = view(report(*bands(), *arms(clear=True)))
    assert shown["of_arms"] == ["The last row compares similar people. The difference is clear."]
    assert shown["bands"] == []


@pytest.mark.parametrize(
    ("difference", "clear", "words"),
    [
        (
            0.03,
            False,
            "Among similar people, those with more money do not clearly say so more, or less.",
        ),
        (0.004, True, "Among similar people, £50 a week more goes with hardly any difference."),
        (
            0.03,
            True,
            "Among similar people, £50 a week more goes with about 3 more people in 100 who say "
            "so.",
        ),
        (
            -0.02,
            True,
            "Among similar people, £50 a week more goes with about 2 fewer people in 100 who say "
            "so.",
        ),
    ],
)
def test_what_more_money_goes_with_is_told_in_people(report, difference, clear, words) -> None:
    assert view(report(*bands(), more_money(difference, clear=clear)))["bands"] == [words]


def test_where_too_few_told_the_amount_here_all_councils_are_shown(report) -> None:
    few = row("amounts", "weekly_amount", people=NOTHING, note="fewer than 30 people said")
    shown = view(report(few, *bands(authority="all")))
    assert shown["whose"] == "All councils in this study together"
    assert len(shown["charts"]) == 1
    assert view(report(*bands(authority="all"), code="all"))["whose"] == ""


def test_where_too_few_told_it_anywhere_the_page_is_left_out(report) -> None:
    few = row("amounts", "weekly_amount", people=NOTHING, note="fewer than 30 people said")
    assert view(report(few)) == {"empty": True}
    assert view(report()) == {"empty": True}
    assert easy_resources.view(report(few)) == {"empty": True}
    assert technical_resources.view(report()) == {
        "blocks": [],
        "draws": "",
        "uptake": "",
        "empty": True,
    }


def test_a_cost_of_another_question_than_stands_above_says_which(report) -> None:
    of_most, of_process = arms()[3:]
    dignity = of_most | {"question": "dignity"}
    of_most = of_most | {"cost": NOTHING}
    (table,) = view(report(*bands(), *arms()[:3], of_most, dignity, of_process))["arms"]
    assert [one["label"] for one in table["rows"]][2:] == [
        "Say “better” to half or more questions",
        "Say “easy” to half or more steps",
        "A week, for each who says “better” to: Dignity in support",
    ]


@pytest.mark.parametrize("missing", ["amount", "amount_managed"])
def test_a_kind_of_budget_that_nobody_here_has_leaves_no_table(report, missing: str) -> None:
    rows = arms()
    rows[2][missing] = NOTHING
    assert view(report(*bands(), *rows))["arms"] == []


def test_what_is_hidden_of_a_kind_is_marked(report) -> None:
    rows = arms()
    rows[1]["share"] = NOTHING
    rows[2]["amount_managed"] = NOTHING
    assert view(report(*bands(), *rows))["arms"] == []
    rows[2]["amount_managed"] = 360.0
    (table,) = view(report(*bands(), *rows))["arms"]
    assert table["rows"][0]["cells"] == ["53 in 100", "[c]"]


def test_another_question_is_told_by_its_short_name(report) -> None:
    (chart,) = view(report(*bands("dignity")))["charts"]
    assert chart.title == "How many say “better” to: Dignity in support"


def test_easy_read_shows_two_rows_of_ten_where_more_money_clearly_goes_with_better(report) -> None:
    shown = words_only(easy_resources.view(report(*bands(), more_money(clear=True))), "easy")
    (idea,) = shown["ideas"]
    assert idea["sentences"] == [
        "More people with more money said: half or more things are better."
    ]
    assert idea["chart"].text == (
        "Of 10 people with under £150 a week: 6. Of 10 people with £150 or more a week: 8."
    )
    assert not shown["together"]


def test_easy_read_says_fewer_and_draws_nothing_that_looks_the_other_way(report) -> None:
    (idea,) = easy_resources.view(report(*bands(), more_money(-0.03, clear=True)))["ideas"]
    assert idea["sentences"] == [
        "Fewer people with more money said: half or more things are better."
    ]
    assert idea["chart"] is None
    (alike,) = easy_resources.view(report(*bands(least=0.78), more_money(clear=True)))["ideas"]
    assert alike["chart"] is None


def test_easy_read_is_left_out_where_nothing_is_clear_and_says_when_all_are_told(report) -> None:
    assert easy_resources.view(report(*bands(), more_money())) == {"empty": True}
    hardly = more_money(0.004, clear=True) | {"difference": 0.0}  # as it leaves the gate
    assert easy_resources.view(report(*bands(), hardly)) == {"empty": True}
    assert easy_resources.view(report(*bands())) == {"empty": True}
    together = bands("dignity", authority="all")
    clear = more_money(clear=True, authority="all") | {"question": "dignity"}
    shown = easy_resources.view(report(*together, clear))
    assert shown["together"]
    assert shown["ideas"][0]["sentences"] == ["More people with more money said: better."]


def test_the_technical_tables_have_costs_beside_consequences_and_reasons(report) -> None:
    note = "fewer than 10 people gave a good answer"
    rows = [*bands(), more_money(), *arms(adjusted_for="Age"), row("arm", "dignity", note=note)]
    shown = words_only(technical_resources.view(report(*rows)), "technical")
    (block,) = shown["blocks"]
    side, costs, more, of_bands = block["tables"]
    name = block["name"]
    assert side["caption"] == f"{name}: costs and consequences"
    assert [(one["label"], one["cells"]) for one in side["rows"]][:5] == [
        ("Of 100 people, have this kind", ["53", "38"]),
        ("People who said how much it is", ["40", "30"]),
        ("Mean a week, as they say", ["£350", "£360"]),
        ("Median a week, as they say", ["£280", "£240"]),
        ("Half or more outcomes", ["80 (70 to 90)", "75 (60 to 86)"]),
    ]
    assert costs["rows"] == [
        {
            "label": "Half or more outcomes",
            "cells": [
                "435 (435 to 435)",
                "505 (505 to 505)",
                "-65 (-65 to -65)",
                "0.87 (0.77 to 1.07)",
            ],
        }
    ]
    assert more["rows"] == [{"label": "Half or more outcomes", "cells": ["3 (2 to 5)", "0.020"]}]
    assert of_bands["rows"][1] == {
        "label": "Half or more outcomes: £150 or more",
        "cells": ["80 (70 to 90)", "50"],
    }
    assert block["adjusted"] == [
        "£50 a week more, Half or more outcomes: adjusted for Age.",
        "Costs, Half or more outcomes: adjusted for Age.",
    ]
    assert block["reasons"] == [f"Costs, Dignity in support: {note}."]
    assert shown["draws"] == "1,000"
