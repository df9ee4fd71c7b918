"""Who is missing in words: every sentence, one picture, and nothing that may not be seen."""

from __future__ import annotations

import pytest
from population_studies import small_study as population_study

from poet.disclosure import PROFILES, release
from poet.sections import (
    AuthorityReport,
    easy_who_is_missing,
    latest_findings,
    technical_weights,
    weighted_shares,
    weighting,
    who_answered,
    who_is_missing,
    who_there_is,
)
from poet.sections.guard import words_only
from poet.study import Study
from poet.wording import longest_sentence

HOLDERS = "budget_holder"
HEADINGS = "authority,audience,question,answer,people,asked"
YOUNG, OLD = "N1,better,1,1,young,body", "N1,worse,2,2,old,mind"
GROUPS = [
    f"N1,{HOLDERS},everyone,,200,160",
    *[f"N1,{HOLDERS},age,young,100,", f"N1,{HOLDERS},age,old,100,"],
]


def report(study: Study, code: str) -> AuthorityReport:
    """One authority's report, of the sections that are looked at here."""
    profile = PROFILES[study.profile]
    released = {
        "who_answered": release(who_answered.find(study), profile),
        "who_there_is": release(who_there_is.find(study), profile),
        "weighting": release(weighting.find(study), profile, weighting.ESTIMATES),
    }
    released["who_is_missing"] = who_is_missing.compare(study, released)
    released["weighted_shares"] = weighted_shares.compare(study, released)
    authority = next(one for one in study.authorities if one.code == code)
    return latest_findings(study, released, profile).report_on(authority)


@pytest.fixture
def report_on(tmp_path):
    """The report of the north of a study with these answers and population rows."""

    def on(answers, *rows, profile="internal"):
        study = population_study(
            tmp_path / "study", answers, rows, headings=HEADINGS, profile=profile
        )
        return report(study, "N1")

    return on


@pytest.fixture(scope="module")
def reports(three_councils) -> list[AuthorityReport]:
    return [report(three_councils, one.code) for one in three_councils.authorities]


def test_the_whole_page_by_hand(report_on) -> None:
    view = who_is_missing.view(report_on([YOUNG] * 10 + [OLD] * 31, *GROUPS))
    assert view["blocks"] == [
        {
            "heading": "People who hold a budget",
            "answered": "of every 100 asked, 26 answered (41 of 160).",
            "groups": [],
        }
    ]
    assert view["missing"] == [
        "Age, “Under 65”: 50 in 100 people who hold a budget, 24 in 100 of those who answered."
    ]
    (chart,) = view["charts"]
    assert chart.title == "Widest gaps: people who hold a budget"
    assert chart.text == (
        "Age, “Under 65”: 50 in 100 people who hold a budget, 24 in 100 of those who answered. "
        "Age, “65 or over”: 50 in 100 people who hold a budget, 76 in 100 of those who answered."
    )
    assert view["weighting"] == (
        "If each group counted as it does among everyone, 1 of 1 shares of good answers would move "
        "by 5 points or more."
    )
    assert view["empty"] is False


def test_without_numbers_of_forms_the_people_there_are_stand_in(report_on) -> None:
    view = who_is_missing.view(report_on([YOUNG] * 21, f"N1,{HOLDERS},everyone,,84,"))
    assert view["blocks"][0]["answered"] == "of every 100 people, 25 answered (21 of 84)."
    assert view["missing"] == []
    assert view["charts"] == []
    assert view["weighting"] == ""


def test_rounded_counts_are_said_to_be_about(report_on) -> None:
    answers = [YOUNG] * 21 + [OLD] * 22
    view = who_is_missing.view(report_on(answers, *GROUPS, profile="local"))
    assert view["blocks"][0]["answered"] == (
        "of every 100 asked, about 28 answered (about 45 of 160)."
    )


def test_gaps_that_may_be_chance_are_said_to_be(report_on) -> None:
    view = who_is_missing.view(report_on([YOUNG] * 7 + [OLD] * 10, *GROUPS))
    assert view["blocks"][0]["groups"] == [
        "The gaps between groups can come by chance when so few people answer."
    ]
    assert len(view["missing"]) == 1


def test_groups_that_answered_alike_are_said_to_have(report_on) -> None:
    view = who_is_missing.view(report_on([YOUNG] * 20 + [OLD] * 21, *GROUPS))
    assert view["blocks"][0]["groups"] == ["The groups we know of answered about equally often."]
    assert view["missing"] == []
    assert view["weighting"] == (
        "If each group counted as it does among everyone, no share of good answers would move by "
        "5 points or more."
    )


def test_what_cannot_be_compared_is_said(report_on) -> None:
    need = [f"N1,{HOLDERS},need,body,40,", f"N1,{HOLDERS},need,mind,40,"]
    view = who_is_missing.view(report_on([YOUNG] * 20 + [OLD] * 21, *GROUPS, *need))
    assert view["blocks"][0]["groups"] == [
        "The groups we know of answered about equally often.",
        "“Need” could not be compared: its groups do not add up to as many people as the "
        "population file has.",
    ]


def test_a_file_that_contradicts_the_answers_is_said_to(report_on) -> None:
    view = who_is_missing.view(report_on([YOUNG] * 10, GROUPS[0].replace("200,160", "9,9")))
    assert view["blocks"][0]["answered"] == (
        "how many in 100 answered cannot be shown: more people answered than the population file "
        "has."
    )
    assert view["weighting"] == ""


def test_groups_that_are_all_too_small_are_said_to_be(report_on) -> None:
    view = who_is_missing.view(report_on([YOUNG] * 5 + [OLD] * 6, *GROUPS, profile="local"))
    assert view["blocks"][0]["groups"] == ["Too few people of most groups answered to show more."]
    assert view["charts"] == []


def test_too_few_people_to_show_anything_are_said_to_be(report_on) -> None:
    view = who_is_missing.view(report_on([YOUNG] * 5, *GROUPS, profile="local"))
    assert view["blocks"][0]["answered"] == (
        "how many in 100 answered cannot be shown: too few people answered."
    )


def test_without_a_population_the_sections_are_left_out(small_study) -> None:
    study = small_study({"council": ["north"] * 20, "life": ["better"] * 20})
    one = report(study, "north")
    for section in (who_is_missing, easy_who_is_missing, technical_weights):
        assert section.view(one)["empty"] is True


def test_views_hold_words_only_and_short_sentences(reports) -> None:
    for one in reports:
        view = words_only(who_is_missing.view(one), "who_is_missing")
        assert not view["empty"]
        lines = [line for block in view["blocks"] for line in block["groups"]]
        assert all(longest_sentence(line) <= 25 for line in [*lines, *view["missing"]])
        words_only(technical_weights.view(one), "technical_weights")


def test_easy_read_says_how_many_in_ten_and_which_groups(report_on) -> None:
    view = easy_who_is_missing.view(report_on([YOUNG] * 10 + [OLD] * 31, *GROUPS))
    (answered,) = words_only(view, "easy")["answered"]
    assert answered["label"] == "People who hold a budget"
    assert answered["sentences"] == ["About 3 in 10 people answered."]
    assert answered["chart"].title == "About 3 in 10 people answered."
    (group,) = view["groups"]
    assert group["label"] == "What is your age?"
    assert group["sentences"] == ["Not many of these people answered: under 65."]


def test_easy_read_keeps_to_fifteen_words(reports) -> None:
    for one in reports:
        view = words_only(easy_who_is_missing.view(one), "easy")
        ideas = [*view["answered"], *view["groups"]]
        assert ideas
        assert all(longest_sentence(line) <= 15 for idea in ideas for line in idea["sentences"])


def test_the_technical_tables_by_hand(report_on) -> None:
    (block,) = technical_weights.view(report_on([YOUNG] * 10 + [OLD] * 31, *GROUPS))["blocks"]
    assert block["sentence"] == "Raked to the groups of Age. Population: 200."
    weighted = block["weighted"]["rows"]
    assert weighted == [{"label": "Life", "cells": ["41", "24%", "50%", "50 to 50", "+26", "1.36"]}]
    young = block["groups"]["rows"][0]
    assert (young["label"], young["cells"][:4]) == (
        "Age: Under 65",
        ["100", "50%", "24%", "-26"],
    )


def test_the_technical_section_says_why_there_are_no_weights(report_on) -> None:
    contradicted = GROUPS[0].replace("200,160", "9,9")
    (block,) = technical_weights.view(report_on([YOUNG] * 10, contradicted))["blocks"]
    assert block["sentence"] == "Not weighted: more people answered than the population file has."
    assert block["weighted"] is None


def test_the_technical_section_says_when_weights_were_cut(report_on) -> None:
    (block,) = technical_weights.view(report_on([YOUNG] * 29 + [OLD], *GROUPS))["blocks"]
    assert block["sentence"] == (
        "Raked to the groups of Age. Population: 200. Weights were cut; a group is off by up to "
        "67%."
    )


def test_the_technical_section_says_when_only_everyone_is_known(report_on) -> None:
    (block,) = technical_weights.view(report_on([YOUNG] * 29, GROUPS[0]))["blocks"]
    assert block["sentence"] == "The population file has no groups, only everyone: 200."
