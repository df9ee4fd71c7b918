"""Answers made ready for a model: scores, joined answers, background as far as people suffice."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from poet.sections.model_data import background_of, prepare, scores
from poet.statistics.failure import CannotEstimate

BLANK = ""


def repeated(*counts: tuple[str, int]) -> list[str]:
    return [code for code, many in counts for _ in range(many)]


@pytest.fixture(scope="module")
def survey_of(small_study):
    """The answers of one council, with a column of its name."""

    def made(**cells: list[str]):
        people = len(next(iter(cells.values())))
        return small_study({"council": ["north"] * people, **cells}).surveys[0]

    return made


def prepared(survey, outcome: str = "life"):
    by_person, questionnaire = survey.by_person, survey.questionnaire
    people_scores = scores(by_person, questionnaire)
    background = background_of(by_person, questionnaire)
    return prepare(by_person, people_scores, questionnaire.question(outcome), background)


def test_a_score_is_the_mean_place_of_the_answered_questions(survey_of) -> None:
    survey = survey_of(
        life=["better"] * 5,
        forms=["easy", "hard", "neither", "easy", BLANK],
        advice=["easy", "hard", "easy", BLANK, BLANK],
    )
    found = scores(survey.by_person, survey.questionnaire)
    assert list(found) == ["process"]
    assert found["process"].to_list()[:4] == [100, 0, 75, 100]
    assert np.isnan(found["process"].iloc[4])


def test_fewer_than_half_answered_is_no_score(survey_of) -> None:
    """Of one question there is no half: it is answered or it is not."""
    survey = survey_of(life=["better"] * 2, say=["easy", BLANK], forms=[BLANK, "hard"])
    found = scores(survey.by_person, survey.questionnaire)
    assert found["involvement"].isna().to_list() == [False, True]
    assert found["process"].isna().to_list() == [True, False]


def full(life: list[str], **more: list[str]) -> dict[str, list[str]]:
    people = len(life)
    return {
        "life": life,
        "forms": [("hard", "neither", "easy")[n % 3] for n in range(people)],
        "advice": ["easy"] * people,
        "say": [("hard", "easy")[n % 2] for n in range(people)],
        **more,
    }


HUNDRED = repeated(("worse", 25), ("same", 25), ("better", 25), ("much_better", 25))


def test_predictors_are_the_scores_in_steps_of_25_points(survey_of) -> None:
    data = prepared(survey_of(**full(HUNDRED)))
    assert list(data.predictors) == ["process", "involvement"]
    assert sorted(data.predictors["process"].unique()) == [2, 3, 4]
    assert sorted(data.predictors["involvement"].unique()) == [0, 4]
    assert (data.adjusted_for, data.left_out) == ((), ("Need", "Age"))


def test_answers_stand_worst_first_and_keep_those_of_ten(survey_of) -> None:
    data = prepared(survey_of(**full(HUNDRED)))
    assert list(data.answers.cat.categories) == ["worse", "same", "better", "much_better"]
    assert data.answers.cat.ordered
    assert data.good == ("better", "much_better")


def test_answers_of_fewer_than_ten_join_a_neighbour_on_their_own_side(survey_of) -> None:
    life = repeated(("worse", 9), ("same", 31), ("better", 55), ("much_better", 5))
    data = prepared(survey_of(**full(life)))
    assert data.answers.value_counts(sort=False).to_dict() == {
        "worse+same": 40,
        "better+much_better": 60,
    }
    assert data.good == ("better+much_better",)


def test_people_who_miss_a_score_or_the_outcome_are_left_out(survey_of) -> None:
    cells = full([*HUNDRED, BLANK, "not_said", "better"])
    cells["say"][-1] = BLANK
    data = prepared(survey_of(**cells))
    assert len(data.answers) == len(data.predictors) == len(data.authorities) == 100


@pytest.mark.parametrize(
    ("life", "reason"),
    [
        (repeated(("same", 50), ("better", 9)), "fewer than 10 people gave a good answer"),
        (repeated(("same", 9), ("better", 50)), "fewer than 10 people gave another answer"),
    ],
)
def test_too_few_on_one_side_cannot_be_estimated(survey_of, life, reason) -> None:
    with pytest.raises(CannotEstimate, match=reason):
        prepared(survey_of(**full(life)))


def test_too_few_people_for_the_scores_cannot_be_estimated(survey_of) -> None:
    with pytest.raises(CannotEstimate, match="too few people answered"):
        prepared(survey_of(**full(repeated(("same", 10), ("better", 10)))))


def test_background_has_a_column_per_group_but_the_largest(survey_of) -> None:
    need = repeated(("physical", 50), ("learning", 30), ("other", 20))
    random = np.random.default_rng(1)
    data = prepared(survey_of(**full(random.permutation(HUNDRED).tolist(), need=need)))
    assert list(data.predictors) == ["process", "involvement", "need=learning", "need=other"]
    assert data.predictors[["need=learning", "need=other"]].sum().to_list() == [30, 20]
    assert data.adjusted_for == ("Need",)


def test_groups_of_fewer_than_ten_stand_together_or_go_to_the_largest(survey_of) -> None:
    random = np.random.default_rng(1)
    life = random.permutation(HUNDRED).tolist()
    two_small = repeated(("physical", 85), ("learning", 8), ("other", 7))
    data = prepared(survey_of(**full(life, need=two_small)))
    assert data.predictors["need=others"].sum() == 15
    one_small = repeated(("physical", 60), ("learning", 35), ("other", 5))
    data = prepared(survey_of(**full(life, need=one_small)))
    assert list(data.predictors)[2:] == ["need=learning"]
    assert data.predictors["need=learning"].sum() == 35


def test_background_that_everyone_shares_is_left_out(survey_of) -> None:
    data = prepared(survey_of(**full(HUNDRED, need=["physical"] * 100, age=["50"] * 100)))
    assert data.adjusted_for == ()
    assert data.left_out == ("Need", "Age")


def test_who_lacks_background_that_is_allowed_for_is_left_out(survey_of) -> None:
    age = [*(str(20 + n) for n in range(95)), *[BLANK] * 5]
    data = prepared(survey_of(**full(HUNDRED, age=age)))
    assert data.adjusted_for == ("Age",)
    assert len(data.answers) == 95
    assert data.predictors["age"].to_list() == [float(20 + n) for n in range(95)]


def test_no_answer_or_group_has_fewer_than_ten_once_people_are_left_out(survey_of) -> None:
    """The five who do not tell their age are half of those who gave the rare answer."""
    life = repeated(("worse", 10), ("same", 45), ("better", 45))
    age = [BLANK] * 5 + [str(20 + n) for n in range(95)]
    data = prepared(survey_of(**full(life, age=age)))
    assert data.answers.value_counts().min() >= 10
    assert list(data.answers.cat.categories) == ["worse+same", "better+much_better"]


def test_the_answers_of_the_survey_are_left_alone(survey_of) -> None:
    survey = survey_of(**full(HUNDRED))
    before = survey.by_person.copy(deep=True)
    prepared(survey)
    pd.testing.assert_frame_equal(survey.by_person, before)
