from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from poet.statistics.indirect_standardisation import expected_yes, standardised_shares
from poet.statistics.proportions import wilson


def people(many: int, seed: int = 1):
    """Seeded people: their groups of three questions, and answers that go with the first."""
    random = np.random.default_rng(seed)
    groups = np.column_stack([random.integers(0, k, many) for k in (4, 2, 5)])
    chance = 1 / (1 + np.exp(0.6 - 0.5 * groups[:, 0]))
    yes = (random.random((3, many)) < chance).T.astype(float)
    yes[random.random(yes.shape) < 0.1] = np.nan
    return yes, groups


def dummies(groups: np.ndarray) -> np.ndarray:
    columns = [
        groups[:, [0]] == [[1, 2, 3]],
        groups[:, [1]] == [[1]],
        groups[:, [2]] == [[1, 2, 3, 4]],
    ]
    return np.column_stack([np.ones(len(groups)), *columns]).astype(float)


@pytest.mark.parametrize("many", [45, 3000], ids=["as they are", "counted by pattern"])
def test_chances_are_those_of_logistic_regression(many):
    yes, groups = people(many)
    found = expected_yes(yes, groups)
    for question in range(3):
        there = np.isfinite(yes[:, question])
        theirs = sm.Logit(yes[there, question], dummies(groups[there])).fit(disp=0, method="newton")
        np.testing.assert_allclose(found[there, question], theirs.predict(), atol=1e-5)
        assert np.isnan(found[~there, question]).all()


def test_with_one_background_question_the_chance_is_the_share_of_the_group():
    yes, groups = people(2000)
    found = expected_yes(yes[:, :1], groups[:, :1])[:, 0]
    for group in range(4):
        them = (groups[:, 0] == group) & np.isfinite(yes[:, 0])
        assert found[them] == pytest.approx(np.full(them.sum(), yes[them, 0].mean()), abs=1e-7)


def test_chances_add_up_to_the_people_who_said_yes():
    yes, groups = people(800)
    np.testing.assert_allclose(
        np.nansum(expected_yes(yes, groups), axis=0), np.nansum(yes, axis=0), rtol=1e-8
    )


def test_a_group_that_answers_alike_and_a_question_that_all_answer_alike_have_chances():
    yes, groups = people(600)
    yes[groups[:, 2] == 3, 0] = 1
    yes[:, 1] = 1
    yes[:, 2] = np.nan
    found = expected_yes(yes, groups)
    assert found[groups[:, 2] == 3, 0].min() > 0.9999
    assert found[:, 1].tolist() == [1.0] * 600
    assert np.isnan(found[:, 2]).all()
    assert np.nansum(found[:, 0]) == pytest.approx(np.nansum(yes[:, 0]), rel=1e-8)


def test_without_background_everybody_has_the_share_of_all():
    yes, _ = people(100)
    found = expected_yes(yes, np.zeros((100, 0), dtype=int))
    there = np.isfinite(yes[:, 0])
    assert found[there, 0] == pytest.approx(np.full(there.sum(), yes[there, 0].mean()), rel=1e-9)


def test_nobody_has_no_chance():
    assert expected_yes(np.zeros((0, 2)), np.zeros((0, 3), dtype=int)).shape == (0, 2)


def test_another_answer_and_a_negative_group_are_refused():
    with pytest.raises(ValueError, match="an answer must be 0 or 1"):
        expected_yes([[2.0]], [[0]])
    with pytest.raises(ValueError, match="a group must be numbered from 0"):
        expected_yes([[1.0]], [[-1]])


def test_a_council_of_people_like_all_keeps_its_share_and_interval():
    standardised = standardised_shares([30, 30], [50, 50], [30, 30], 0.6)
    low, high = wilson(30, 50)
    assert standardised.share.tolist() == [0.6, 0.6]
    assert standardised.low == pytest.approx([low, low], rel=1e-12)
    assert standardised.high == pytest.approx([high, high], rel=1e-12)


def test_observed_over_expected_by_hand():
    """Of all, 60 in 100 say yes; of people like those of the first council, 50 in 100 would."""
    standardised = standardised_shares([40, 20], [50, 50], [25, 35], 0.6)
    assert standardised.expected.tolist() == [0.5, 0.7]
    assert standardised.share == pytest.approx([40 / 25 * 0.6, 20 / 35 * 0.6], rel=1e-12)
    low, high = wilson(40, 50)
    assert standardised.low[0] == pytest.approx(low * 1.2, rel=1e-12)
    assert standardised.high[0] == min(high * 1.2, 1)


def test_a_council_without_answers_has_no_standardised_share():
    standardised = standardised_shares(
        [[0, 5], [4, 4]], [[0, 10], [8, 8]], [[0, 5], [4, 4]], [0.5, 0.5]
    )
    assert np.isnan(standardised.share).tolist() == [[True, False], [False, False]]
    assert np.isnan(standardised.low).tolist() == [[True, False], [False, False]]
