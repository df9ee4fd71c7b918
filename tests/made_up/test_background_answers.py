from __future__ import annotations

import numpy as np
import pytest

from poet import definition
from poet.made_up.background_answers import (
    AGED_65_OR_OVER,
    draw_amounts,
    draw_groups,
    draw_ticks,
    log_odds_of,
)
from poet.made_up.councils import draw_councils, draw_people
from poet.made_up.plan import load_plan


@pytest.fixture(scope="module")
def groups() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(4)
    people = draw_people(draw_councils(4, 1000, rng), 1.0, rng)
    return draw_groups(definition.load("budget_holder"), load_plan("budget_holder"), people, rng)


def rng() -> np.random.Generator:
    return np.random.default_rng(4)


def question(key: str):
    return definition.load("budget_holder").question(key)


def test_groups_have_their_shares(groups) -> None:
    assert np.mean(groups["how_held"] == "direct_payment") == pytest.approx(0.36, abs=0.025)
    assert np.mean(groups["filled_in_by"] == "alone") == pytest.approx(0.38, abs=0.025)


def test_only_older_people_have_support_for_their_age(groups) -> None:
    older = np.isin(groups["age_band"].astype(str), AGED_65_OR_OVER)
    of_age = groups["main_need"] == "older_person"
    assert not of_age[~older].any()
    assert np.mean(of_age[older]) == pytest.approx(0.47, abs=0.04)


def test_older_people_are_known_by_the_codes_of_every_questionnaire_with_ages() -> None:
    for name in ("budget_holder", "carer"):
        scale = definition.load(name).question("age_band").scale
        assert tuple(answer.code for answer in scale.on_scale)[-3:] == AGED_65_OR_OVER


def test_log_odds_of_groups_add_up() -> None:
    people = {"a": np.array(["x", "y", "z"], object), "b": np.array(["p", "q", "p"], object)}
    named = {"a": {"x": 0.5, "y": -0.25}, "b": {"p": 1.0}}
    assert log_odds_of(people, named).tolist() == [1.5, -0.25, 1.0]


def test_ticks_are_joined_and_nobody_ticks_nothing() -> None:
    ticked = draw_ticks(question("who_helped"), load_plan("budget_holder"), 3000, rng())
    sets = [cell.split(";") for cell in ticked]
    assert all(len(set(codes)) == len(codes) for codes in sets)
    assert all(codes == ["nobody"] for codes in sets if "nobody" in codes)
    assert any(len(codes) > 2 for codes in sets)
    council = np.mean(["council_worker" in codes for codes in sets])
    assert council == pytest.approx(0.55, abs=0.03)


def test_ticks_stand_in_the_order_of_the_scale() -> None:
    asked = question("what_it_buys")
    order = [answer.code for answer in asked.scale.answers]
    for cell in draw_ticks(asked, load_plan("budget_holder"), 200, rng()):
        places = [order.index(code) for code in cell.split(";")]
        assert places == sorted(places)


def test_amounts_are_whole_figures_within_bounds() -> None:
    amounts = draw_amounts(question("weekly_amount"), load_plan("budget_holder"), 5000, rng())
    pounds = np.array([int(amount) for amount in amounts])
    assert (pounds % 5 == 0).all()
    assert pounds.min() >= 20
    assert pounds.max() <= 5000
    assert np.median(pounds) == pytest.approx(240, abs=15)
