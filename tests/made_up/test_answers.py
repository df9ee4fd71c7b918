from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from poet import definition
from poet.made_up.answers import draw_answers
from poet.made_up.councils import draw_councils
from poet.made_up.plan import load_plan

AUDIENCES = ("budget_holder", "carer", "practitioner")


def answers(audience: str, seed: int = 7, people: int = 30) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    councils = draw_councils(3, people, rng)
    return draw_answers(definition.load(audience), load_plan(audience), councils, 0, rng)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_there_is_a_column_for_every_question_but_the_administrative(audience: str) -> None:
    asked = [q.key for q in definition.load(audience).questions if q.role != "admin"]
    assert list(answers(audience).columns) == ["authority", *asked]


def test_the_same_random_numbers_give_the_same_answers() -> None:
    pd.testing.assert_frame_equal(answers("carer"), answers("carer"))
    assert not answers("carer").equals(answers("carer", seed=8))


def test_few_are_blank_in_what_scores_are_made_of(large) -> None:
    for audience in AUDIENCES:
        draw = large(audience)
        for role in ("process", "involvement"):
            for key in draw.plan.shares[role]:
                blank = draw.by_person[key].isna().mean()
                assert 0.002 < blank < 0.02, key


def test_three_to_six_in_a_hundred_outcomes_are_blank(large) -> None:
    for audience in AUDIENCES:
        draw = large(audience)
        for key in draw.plan.shares["outcome"]:
            assert 0.02 < draw.by_person[key].isna().mean() < 0.075, key


def test_many_say_that_a_paid_job_does_not_apply(large) -> None:
    by_person = large("budget_holder").by_person
    assert (by_person["paid_job"] == "does_not_apply").mean() == pytest.approx(0.40, abs=0.02)
    assert (by_person["community"] == "does_not_apply").mean() == pytest.approx(0.14, abs=0.02)
    assert (by_person["changing_support"] == "have_not_tried").mean() < 0.08
    assert 0 < (by_person["age_band"] == "prefer_not_to_say").mean() < 0.02


def test_what_is_missing_goes_with_no_answer(large) -> None:
    draw = large("budget_holder")
    is_blank = draw.by_person["dignity"].isna()
    good = draw.is_good("quality_of_life").groupby(is_blank).mean()
    assert good[True] == pytest.approx(good[False], abs=0.08)


def test_the_next_wave_is_a_little_better(large) -> None:
    first, second = large("budget_holder"), large("budget_holder", wave=1)
    changes = [
        second.is_good(key).mean() - first.is_good(key).mean()
        for key in first.plan.shares["outcome"]
    ]
    # 0.15 in log odds is up to 3.7 points where half report better.
    assert 0.01 < np.mean(changes) < 0.045
    process = [
        second.is_good(key).mean() - first.is_good(key).mean()
        for key in first.plan.shares["process"]
    ]
    assert abs(np.mean(process)) < 0.02


def test_some_write_and_in_every_council_somebody_does(large) -> None:
    by_person = large("budget_holder").by_person
    written = by_person["about_the_budget"].notna()
    assert written.mean() == pytest.approx(0.24, abs=0.03)
    assert by_person["about_this_questionnaire"].notna().mean() < 0.08
    small = answers("practitioner", people=1)
    assert small["about_the_budget"].ne("").all()
    assert written.groupby(by_person["authority"]).any().all()


def test_people_who_find_things_easy_write_happier_comments(large) -> None:
    draw = large("budget_holder")
    texts = draw.plan.comments["about_the_process"]["texts"]
    assert set(draw.by_person["about_the_process"].dropna()) == set(texts)
    mood = draw.by_person["about_the_process"].map({text: i for i, text in enumerate(texts)})
    easy = draw.is_good("planning")
    assert mood[easy == 1].mean() > mood[easy == 0].mean() + 1
