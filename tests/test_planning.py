from __future__ import annotations

import json
from collections.abc import Callable

import pytest

import poet
from poet import planning
from poet.errors import PoetError
from poet.statistics.planning import margin_of_difference, margin_of_share, people_needed


def test_a_plan_without_a_response_rate() -> None:
    plan = poet.plan(1000)
    assert (plan.population, plan.margin, plan.people_needed) == (1000, 5, 278)
    assert (plan.response_rate, plan.forms, plan.people_expected) == (None, None, 278)
    assert plan.reachable
    assert plan.points_expected == pytest.approx(100 * margin_of_share(278, 1000))
    assert plan.by_group.empty
    assert plan.by_pair.empty


def test_forms_for_a_response_rate() -> None:
    plan = poet.plan(1000, margin=5, response_rate=30)
    assert (plan.forms, plan.people_expected, plan.reachable) == (927, 278, True)
    assert poet.plan(1000, response_rate=27.8).forms == 1000
    assert poet.plan(1000, response_rate=27.8).reachable


def test_more_forms_than_people() -> None:
    plan = poet.plan(1000, response_rate=20)
    assert (plan.forms, plan.people_expected, plan.reachable) == (1390, 200, False)
    assert plan.points_expected == pytest.approx(100 * margin_of_share(200, 1000))
    assert 200 in plan.by_people["people"].to_list()
    nobody = poet.plan(12, response_rate=1)
    assert (nobody.forms, nobody.people_expected, nobody.points_expected) == (1200, 0, None)


@pytest.mark.parametrize(
    ("population", "rate", "people"),
    [
        (1000, None, [20, 50, 100, 200, 278, 500]),
        (1000, 20, [10, 20, 50, 100, 200, 278, 500]),
        (1000, 4, [10, 20, 40, 50, 100, 200, 278, 500]),
        (100_000_000, None, [20, 50, 100, 200, 385, 500]),
        (300, None, [10, 20, 50, 100, 169, 200]),
        (5, None, [5]),
        (12, 1, [10, 12]),
    ],
)
def test_the_table_has_round_numbers_and_those_asked_for(
    population: int, rate: float | None, people: list[int]
) -> None:
    by_people = poet.plan(population, response_rate=rate).by_people
    assert by_people["people"].to_list() == people
    expected = [100 * margin_of_share(number, population) for number in people]
    assert by_people["points"].to_list() == pytest.approx(expected)


def test_groups_answer_in_proportion() -> None:
    plan = poet.plan(1000, groups={"direct": 620, "managed": 370, "mixed": 1})
    assert plan.by_group["group"].to_list() == ["direct", "managed", "mixed"]
    assert plan.by_group["population"].to_list() == [620, 370, 1]
    assert plan.by_group["people"].to_list() == [172, 103, 0]
    assert plan.by_group["points"].iloc[0] == pytest.approx(100 * margin_of_share(172, 620))
    assert plan.by_group["points"].isna().to_list() == [False, False, True]
    assert plan.by_pair[["first", "second"]].to_numpy().tolist() == [["direct", "managed"]]
    apart = margin_of_difference(172, 103, (620, 370))
    assert plan.by_pair["points"].to_list() == pytest.approx([100 * apart])


def test_groups_of_those_who_can_be_reached() -> None:
    plan = poet.plan(1000, response_rate=20, groups={"direct": 620})
    assert plan.by_group["people"].to_list() == [124]


def test_the_plan_as_json_is_the_plan() -> None:
    plan = poet.plan(1000, margin=4, response_rate=50, groups={"direct": 620, "managed": 1})
    content = json.loads(json.dumps(plan.as_json()))
    assert content["people_needed"] == people_needed(0.04, 1000)
    assert content["forms"] == plan.forms
    assert content["by_people"][-1].keys() == {"people", "points"}
    assert content["by_group"][1] == {
        "group": "managed",
        "population": 1,
        "people": 0,
        "points": None,
    }
    assert content["by_pair"] == []
    assert content.keys() == planning.Plan.__dataclass_fields__.keys() | {"points_expected"}


MISTAKES = [
    (
        {"population": 0},
        "population: 0 is not a whole number from 1 to 1,000,000,000. Choose one of these.",
    ),
    (
        {"population": "many"},
        "population: many is not a whole number from 1 to 1,000,000,000. Choose one of these.",
    ),
    (
        {"margin": 60},
        "margin: 60 cannot be planned with. It must be from 0.1 to 30 percentage points.",
    ),
    (
        {"margin": 0.05},
        "margin: 0.05 cannot be planned with. It must be from 0.1 to 30 percentage points.",
    ),
    (
        {"margin": float("nan")},
        "margin: nan cannot be planned with. It must be from 0.1 to 30 percentage points.",
    ),
    (
        {"margin": "five"},
        "margin: five cannot be planned with. It must be from 0.1 to 30 percentage points.",
    ),
    (
        {"response_rate": 0},
        "response rate: 0 cannot be planned with. It must be from 0.1 to 100 people in 100.",
    ),
    (
        {"groups": {"direct": 1001}},
        'group "direct": 1001 is not a whole number from 1 to 1,000. Choose one of these.',
    ),
    (
        {"groups": {"direct": 620, "managed": 381}},
        "groups: 1,001 people are in them, and 1,000 in the population. "
        "Nobody may be in two groups. Correct the numbers.",
    ),
]


@pytest.mark.parametrize(("wrong", "sentence"), MISTAKES)
def test_what_cannot_be_planned_with_is_told(wrong: dict, sentence: str) -> None:
    with pytest.raises(PoetError) as raised:
        poet.plan(**{"population": 1000, **wrong})
    assert str(raised.value) == sentence
    assert raised.value.exit_code == 2


def test_every_mistake_is_tested(untested: Callable) -> None:
    assert untested(planning, [sentence for _, sentence in MISTAKES]) == []
