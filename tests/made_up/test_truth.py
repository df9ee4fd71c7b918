from __future__ import annotations

import tomllib

import pytest

from poet import definition
from poet.made_up.plan import load_plan
from poet.made_up.truth import truth_toml

NUMBERS = {"authorities": 3, "people": 120, "waves": 2, "seed": 7}
AUDIENCES = ("budget_holder", "carer", "practitioner")


def truth(effect: str) -> dict:
    plans = {name: load_plan(name) for name in AUDIENCES}
    if effect == "none":
        plans = {name: plan.without_links() for name, plan in plans.items()}
    planned = [(definition.load(name), plan) for name, plan in plans.items()]
    return tomllib.loads(truth_toml(NUMBERS, effect, planned).decode())


def test_it_says_what_the_study_was_made_with() -> None:
    found = truth("planted")
    assert {name: found[name] for name in NUMBERS} == NUMBERS
    assert found["effect"] == "planted"
    assert found["version"] == 1
    assert found["resemblance"] == {"within_council": 0.02, "within_person": 0.3}
    assert found["change_per_wave"] == dict.fromkeys(AUDIENCES, 0.15)
    assert found["about"].startswith("What is planted in the made-up answers of this study.")


@pytest.mark.parametrize("effect", ["planted", "none"])
def test_every_outcome_has_a_number_for_both_scores(effect: str) -> None:
    log_odds = truth(effect)["log_odds"]
    for name in AUDIENCES:
        outcomes = [question.key for question in definition.load(name).with_role("outcome")]
        assert list(log_odds[name]) == ["process", "involvement"]
        assert list(log_odds[name]["process"]) == outcomes
        assert list(log_odds[name]["involvement"]) == outcomes


def test_planted_log_odds_are_those_of_the_plans() -> None:
    log_odds = truth("planted")["log_odds"]
    assert log_odds["budget_holder"]["process"]["dignity"] == 0.55
    assert log_odds["budget_holder"]["involvement"]["dignity"] == 0.35
    assert log_odds["carer"]["process"]["support_to_care"] == 0.8
    assert set(log_odds["practitioner"]["process"].values()) == {0.0}
    for name in ("budget_holder", "carer"):
        planted = list(log_odds[name]["process"].values())
        assert sum(value > 0 for value in planted) >= 8
        assert 0.0 in planted


def test_without_effect_all_log_odds_are_nought_and_the_background_stays() -> None:
    found = truth("none")
    numbers = {
        v for scores in found["log_odds"].values() for s in scores.values() for v in s.values()
    }
    assert numbers == {0.0}
    assert found["background"] == truth("planted")["background"]


def test_the_background_names_every_group() -> None:
    background = truth("planted")["background"]
    assert background["budget_holder"]["filled_in_by"] == {
        "alone": 0.0,
        "with_help": 0.0,
        "someone_else": -0.15,
    }
    assert background["carer"]["caring_hours"]["under_10"] == 0.2
