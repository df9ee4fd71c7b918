"""Who is in which arm, and the background that a model of them can allow for."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from poet.sections.budget_arms import arms_of, background, columns_of, how_held, taken
from poet.sections.group_questions import ARM_OF


@pytest.fixture(scope="module")
def survey(three_councils):
    return three_councils.surveys[0]


def test_everyone_who_said_is_in_one_arm_or_left_out(survey) -> None:
    arms = arms_of(survey)
    answers = survey.by_person["how_held"].astype(object)
    arm = answers.map(lambda code: ARM_OF.get(code, "neither"), na_action="ignore")
    assert arms.direct.tolist() == arm.eq("direct_payment").tolist()
    assert arms.managed.tolist() == arm.eq("managed").tolist()
    assert arms.left_out.tolist() == arm.eq("neither").tolist()
    assert arms.left_out.any()


def test_where_it_was_not_asked_or_one_arm_is_empty_there_are_no_arms(three_councils) -> None:
    budget_holders, carers, _ = three_councils.surveys
    assert how_held(carers.questionnaire) is None
    assert arms_of(carers) is None
    direct = budget_holders.by_person["how_held"].isin(["direct_payment", "mixed"])
    one_arm = dataclasses.replace(budget_holders, by_person=budget_holders.by_person[direct])
    assert arms_of(one_arm) is None


def test_the_background_is_what_models_allow_for_but_for_the_arms(survey) -> None:
    assert [q.key for q in background(survey).questions] == [
        "main_need",
        "age_band",
        "filled_in_by",
    ]


def columns(survey, many: int = 120):
    known = background(survey)
    complete = np.logical_and.reduce([known.values[q.key] >= 0 for q in known.questions])
    return columns_of(known, np.flatnonzero(complete)[:many])


def test_each_group_but_the_largest_has_a_column(survey) -> None:
    for one in columns(survey):
        counts = np.bincount(one.group_of)
        assert one.columns.shape == (120, len(counts) - 1)
        assert (one.columns.sum(axis=1) <= 1).all()
        assert (one.columns.sum(axis=1) == 0).sum() == counts.max()
        assert counts.min() >= 10 or len(counts) == 1


def test_a_number_is_one_column_of_spread_one(small_study) -> None:
    cells = {"council": ["north"] * 4, "age": ["20", "30", "40", "50"], "life": ["same"] * 4}
    known = background(small_study(cells).surveys[0])
    (age,) = columns_of(known, np.arange(4))
    assert age.group_of is None
    assert age.columns.mean() == pytest.approx(0)
    assert age.columns.std() == pytest.approx(1)


def test_background_is_taken_in_order_while_there_are_people_for_it(survey) -> None:
    offered = columns(survey)
    everyone = np.arange(120)
    good = np.random.default_rng(1).random(120) < 0.5
    used = list(taken(offered, good, everyone, None))
    width = 1 + sum(one.columns.shape[1] for one in used)
    assert used
    assert width <= 120 / 10 * 0.75 + 1
    few = list(taken(offered, good, everyone[:15], None))
    assert few == []


def test_background_that_divides_the_answers_is_not_taken(survey) -> None:
    first = columns(survey)[0]
    everyone = np.arange(120)
    good = np.random.default_rng(1).random(120) < 0.5
    good[first.group_of == 0] = True
    assert first not in list(taken([first], good, everyone, None))
    assert first in list(taken([first], good, everyone, None, divided=True))


def test_background_of_one_council_alone_is_not_taken_for_all(survey) -> None:
    first = columns(survey)[0]
    everyone = np.arange(120)
    good = np.random.default_rng(1).random(120) < 0.5
    spread = everyone % 12
    assert list(taken([first], good, everyone, spread)) == [first]
    alone = np.where(first.group_of == 0, 0, spread)
    assert list(taken([first], good, everyone, alone)) == []
