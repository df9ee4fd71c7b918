"""Links in words: only clear ones are told, as people in a hundred; otherwise, that none is."""

from __future__ import annotations

import dataclasses
import math

import pandas as pd
import pytest

from poet.sections import EVERYONE
from poet.sections.links_view import clear_links, link_sentence, linked_sentences, view

NOT_ESTIMATED = "fewer than 10 people gave a good answer"


def link(outcome: str, **changed: object) -> dict[str, object]:
    row = {
        "authority": "X001",
        "audience": "budget_holder",
        "wave": "2026",
        "outcome": outcome,
        "predictor": "process",
        "model": "ordinal",
        "clear": False,
        "share_low_end": 0.555,
        "share_low_end_low": 0.4,
        "share_low_end_high": 0.7,
        "share_high_end": 0.775,
        "share_high_end_low": 0.7,
        "share_high_end_high": 0.84,
        "difference": 0.22,
        "note": "",
    }
    return {**row, **changed}


def with_links(base, *links: dict[str, object]):
    released = {**base.released, "what_goes_with_outcomes": pd.DataFrame(links)}
    return dataclasses.replace(base, released=released)


@pytest.fixture(scope="module")
def outcomes(base) -> list[str]:
    return [q.key for q in base.surveys[0].questionnaire.with_role("outcome")]


def sentences(report) -> str:
    (block,) = view(report)["blocks"]
    return " ".join(block["sentences"])


def test_clear_links_of_the_authority_the_widest_apart_first(base, outcomes) -> None:
    first, second, third, *_ = outcomes
    report = with_links(
        base,
        link(first, clear=True, difference=0.1),
        link(second, clear=True, difference=-0.3),
        link(third, difference=0.5),
        link(third, clear=True, authority="all", difference=0.9),
        link(third, clear=True, model="binary", difference=0.9),
    )
    assert clear_links(report)["outcome"].to_list() == [second, first]


def test_no_clear_link_is_told_as_that_and_no_more(base, outcomes) -> None:
    report = with_links(base, *(link(key) for key in outcomes))
    told = sentences(report)
    assert f"We looked at {len(outcomes)} outcomes one by one." in told
    assert "We cannot be sure of a link from these answers alone." in told
    assert "more likely" not in told
    assert view(report)["blocks"][0]["charts"] == []


def test_a_clear_link_is_told_in_people_rounded_half_up(base, outcomes) -> None:
    questionnaire = base.surveys[0].questionnaire
    row = pd.DataFrame([link(outcomes[0], clear=True)]).iloc[0]
    told = link_sentence(questionnaire, questionnaire.score("process"), row)
    outcome = questionnaire.question(outcomes[0])
    assert told.startswith(f"{outcome.short}: of 100 people who found the process easy, about 78")
    assert "about 56" in told
    assert "“better”" in told


def test_only_clear_links_are_drawn(base, outcomes) -> None:
    first, second, *_ = outcomes
    report = with_links(base, link(first, clear=True), link(second))
    (block,) = view(report)["blocks"]
    (chart,) = block["charts"]
    questionnaire = report.surveys[0].questionnaire
    assert questionnaire.question(first).short in chart.text
    assert questionnaire.question(second).short not in chart.text
    assert "The link is clear for 1 of 2 outcomes." in block["sentences"]


def test_a_link_the_other_way_is_not_called_more_likely(base, outcomes) -> None:
    report = with_links(base, link(outcomes[0], clear=True, difference=-0.2), link(outcomes[1]))
    assert "more likely" not in sentences(report)


def test_outcomes_that_could_not_be_looked_at_are_named(base, outcomes) -> None:
    missing = link(outcomes[1], note=NOT_ESTIMATED, share_low_end=math.nan, difference=math.nan)
    report = with_links(base, link(outcomes[0]), missing)
    (block,) = view(report)["blocks"]
    short = report.surveys[0].questionnaire.question(outcomes[1]).short
    assert short in str(block["not_estimated"])
    assert "We looked at one outcome." in sentences(report)


def test_nothing_estimated_is_said(base, outcomes) -> None:
    report = with_links(base, *(link(key, note=NOT_ESTIMATED) for key in outcomes))
    assert sentences(report) == "Too few people answered to look at this here."


def test_that_all_councils_together_are_few_is_said(base, found) -> None:
    """They may be thousands of people, who are not too few."""
    links = found["what_goes_with_outcomes"]
    together = links[links["authority"].eq(EVERYONE)].assign(authority="X001")
    told = view(with_links(base, *together.to_dict("records")))["blocks"]
    assert told
    assert {line for block in told for line in block["sentences"]} == {
        "We look at this for all councils together only where there are 10 or more."
    }


def test_a_study_without_links_leaves_the_section_out(base) -> None:
    empty = pd.DataFrame(columns=list(link("x")))
    report = dataclasses.replace(base, released={**base.released, "what_goes_with_outcomes": empty})
    assert view(report)["empty"] is True


def test_one_picture_is_drawn_for_both_scores(base, outcomes) -> None:
    rows = [link(outcomes[0], predictor=score, clear=True) for score in ("process", "involvement")]
    blocks = view(with_links(base, *rows))["blocks"]
    assert [len(block["charts"]) for block in blocks] == [1, 0]
    assert [len(block["sentences"]) for block in blocks] == [3, 3]


def test_links_of_carers_stand_here_only_where_budget_holders_have_none(reports) -> None:
    carers = reports[0].surveys[1].questionnaire
    of_carers = link(carers.with_role("outcome")[0].key, audience="carer", clear=True)
    (block,) = view(with_links(reports[0], of_carers))["blocks"]
    assert block["heading"].endswith(": family carers")
    of_holders = link("independence")
    (block,) = view(with_links(reports[0], of_carers, of_holders))["blocks"]
    assert block["heading"].endswith(": people who hold a personal budget")


def test_the_widest_clear_links_of_one_audience_are_told(reports) -> None:
    report, survey = reports[0], reports[0].surveys[1]
    first, second, *_ = (one.key for one in survey.questionnaire.with_role("outcome"))
    near = link(first, audience="carer", clear=True, difference=0.1)
    wide = link(second, audience="carer", clear=True, difference=0.3)
    of_holders = link("independence", clear=True, difference=0.9)
    told = linked_sentences(with_links(report, near, wide, of_holders), survey, 1)
    short = survey.questionnaire.question(second).short
    assert [sentence.split(":")[0] for sentence in told] == [short]
    assert linked_sentences(with_links(report, of_holders), survey, 1) == []
