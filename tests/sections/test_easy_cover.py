"""Easy Read: the cover has the findings of the workshop edition's cover, in its own words."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from poet.sections import cover, easy_cover, find_all
from poet.sections.better_and_harder import ranking
from poet.sections.easy_topics import name_of


def test_it_names_the_authority_the_study_and_the_wave(reports) -> None:
    shown = easy_cover.view(reports[0])
    assert shown["authority"] == reports[0].authority.name
    assert shown["title"] == "Personal budgets in our area: a made-up example"
    assert shown["wave"] == "2026"
    assert shown["made_up"]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_it_has_the_findings_of_the_workshop(reports, number: int) -> None:
    report = reports[number]
    questionnaire = report.surveys[0].questionnaire
    told = easy_cover.view(report)["findings"]
    workshop = cover.view(report)["findings"]
    for finding, theirs, side in zip(told, workshop, ("good", "bad"), strict=False):
        best = ranking(report, questionnaire, side).ranked[0]
        assert theirs["sentence"].startswith(f"{best.question.short}: ")
        assert finding["label"] == name_of(best.question)
        assert finding["chart"].text.startswith("A picture of 10 people. ")
    assert bool(told[2]["sentences"][0].startswith("More of the ")) == (
        "more likely" in workshop[2]["sentence"]
    )


def test_where_all_is_hidden_each_finding_says_so(small_study, report) -> None:
    answers = {"council": ["north"] * 5, "life": ["better"] * 5, "forms": ["easy"] * 5}
    study = small_study(answers, councils=["north"], profile="local")
    too_few = ["Too few people answered.", "So we cannot show what they said."]
    assert easy_cover.view(report(study, find_all(study), "north"))["findings"] == [
        {
            "picture": "better",
            "label": "What is going well",
            "sentences": too_few,
            "chart": None,
        },
        {"picture": "worse", "label": "What is hard", "sentences": too_few, "chart": None},
        {
            "picture": "link",
            "label": "What goes together",
            "sentences": [
                "We cannot be sure what goes together here.",
                "More answers may help us to see more.",
            ],
            "chart": None,
        },
    ]


def with_link(report, **shares: float):
    """The report with one clear link of the budget holders."""
    row = {"authority": "X001", "audience": "budget_holder", "outcome": "feeling_safe"}
    row |= {"predictor": "process", "model": "ordinal", "clear": True, "note": ""}
    row |= {"share_low_end": 0.5, "share_high_end": 0.8, "difference": 0.3, **shares}
    links = {"what_goes_with_outcomes": pd.DataFrame([row])}
    return dataclasses.replace(report, released={**report.released, **links})


def test_the_third_finding_is_the_widest_link(reports) -> None:
    assert easy_cover.view(with_link(reports[0]))["findings"][2]["sentences"] == [
        "More of the people who found things easy said: better."
    ]


def test_a_link_for_the_worse_is_no_finding_of_the_cover(reports) -> None:
    finding = easy_cover.view(with_link(reports[0], share_low_end=0.9, difference=-0.1))
    assert finding["findings"][2]["label"] == "What goes together"


def test_a_link_that_takes_many_words_is_not_drawn_on_the_cover(reports, monkeypatch) -> None:
    linked = with_link(reports[0])
    assert easy_cover.view(linked)["findings"][2]["chart"]
    monkeypatch.setattr(easy_cover, "LONGEST_END", len("found things easy") - 1)
    finding = easy_cover.view(linked)["findings"][2]
    assert finding["chart"] is None
    assert finding["label"] == "Feeling safe"
