from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.special import expit, logit

from poet.statistics import binary
from poet.statistics.imputation_columns import code, places
from poet.statistics.imputation_draws import (
    DONORS,
    FIRST_STEPS,
    approach,
    draw_anyone,
    draw_by_matching,
    draw_classes,
    draw_line,
    nearest,
    start,
)

SETS = 4000
EVENLY = (np.arange(5000) + 0.5) / 5000


def generators(sets: int = SETS) -> list[np.random.Generator]:
    return [np.random.default_rng([7, at]) for at in range(sets)]


@pytest.fixture(scope="module")
def people() -> pd.DataFrame:
    random = np.random.default_rng(3)
    ease = random.normal(size=60)
    say = ease + random.normal(size=60)
    return pd.DataFrame({"say": say, "ease": ease, "age": random.normal(size=60)})


whole = st.integers(-20, 20).map(float)


@given(
    st.integers(1, 9).flatmap(lambda count: arrays(float, (2, count), elements=whole)),
    arrays(float, (2, 3), elements=st.floats(-25, 25)),
    arrays(float, (2, 3), elements=st.floats(0, 1, exclude_max=True)),
)
def test_the_donor_is_one_of_the_nearest(of_donors, wanted, uniform):
    chosen = nearest(of_donors, wanted, uniform)
    for donors, numbers, positions in zip(of_donors, wanted, chosen, strict=True):
        distance = np.abs(donors - numbers[:, np.newaxis])
        furthest = np.sort(distance, axis=1)[:, min(DONORS, len(donors)) - 1]
        # Numbers are told apart in steps of a billionth.
        assert (distance[np.arange(3), positions] <= furthest + 1e-8).all()


def test_each_of_the_five_nearest_is_equally_likely():
    of_donors = np.array([[9.0, 1.0, 3.0, 2.0, 8.0, 2.5, -4.0]])
    uniform = EVENLY[np.newaxis]
    chosen = nearest(of_donors, np.full((1, 5000), 2.2), uniform)
    assert np.bincount(chosen[0]).tolist() == [0, 1000, 1000, 1000, 1000, 1000]


def test_whoever_has_the_same_number_may_stand_in():
    of_donors = np.repeat([[1.0, 5.0]], 10, axis=1)  # ten people with 1, then ten with 5
    uniform = EVENLY[np.newaxis]
    chosen = nearest(of_donors, np.full((1, 5000), 1.5), uniform)
    assert np.bincount(chosen[0]).tolist() == [500] * 10
    # All the same, but for rounding.
    nearly = 0.1 + 1e-16 * np.arange(20)[np.newaxis]
    assert np.bincount(nearest(nearly, np.full((1, 5000), 9.0), uniform)[0]).tolist() == [250] * 20


def test_coefficients_of_a_line_are_drawn_from_their_posterior(people):
    from statsmodels.regression.linear_model import OLS

    columns = [code(people[name]) for name in people]
    chains = start([column.coded for column in columns], generators())
    fitted, drawn = draw_line(chains, chains.products, 1, np.array([0, 2, 3]), 60)
    expected = OLS(chains.matrix[0, :, 1], chains.matrix[0][:, [0, 2, 3]]).fit()
    # The ridge moves them by a hundred thousandth.
    np.testing.assert_allclose(fitted[0][[0, 2, 3]], expected.params, rtol=1e-4, atol=1e-12)
    assert not fitted[:, 1].any()
    assert not drawn[:, 1].any()
    used = drawn[:, [0, 2, 3]]
    error = expected.bse / np.sqrt(SETS)
    assert (np.abs(used.mean(axis=0) - expected.params) < 4 * error).all()
    # Dividing by a chi-square of 57 makes t of the normal numbers: 57 / 55 more variance.
    np.testing.assert_allclose(np.cov(used.T).diagonal(), expected.bse**2 * 57 / 55, rtol=0.1)


BEFORE = np.array([10.0, 1.25, 1.25]) ** -2


def test_the_posterior_mode_is_the_maximum_where_much_is_known():
    random = np.random.default_rng(1)
    ease = random.normal(size=20_000)
    answers = random.random(20_000) < expit(ease - 0.5)
    matrix = np.column_stack([np.ones(20_000), ease])[np.newaxis]
    used = np.array([0, 1])
    mode, inverse = approach(matrix, answers, np.zeros((1, 2)), used, BEFORE[:2], steps=12)
    fit = binary.fit(pd.Series(answers), pd.DataFrame({"ease": ease}))
    errors = fit.standard_errors.to_numpy()
    np.testing.assert_allclose(mode[0], fit.coefficients, atol=0.02 * errors.max())
    np.testing.assert_allclose(np.sqrt(inverse[0].diagonal()), errors, rtol=1e-3)
    # The steps of a first round are enough.
    near, _ = approach(matrix, answers, np.zeros((1, 2)), used, BEFORE[:2], steps=FIRST_STEPS)
    np.testing.assert_allclose(near, mode, atol=0.02 * errors.max())


@pytest.mark.parametrize("begin", [0.0, 3.0, -30.0])
def test_the_posterior_mode_is_where_its_slope_is_0_wherever_one_begins(people, begin):
    answers = (people["say"] > 2).to_numpy()
    matrix = np.column_stack([np.ones(60), people["ease"], people["age"]])[np.newaxis]
    before = np.array([[begin, 0.0, 0.0]])
    mode, _ = approach(matrix, answers, before, np.array([0, 1]), BEFORE[:2], steps=40)
    slope = matrix[0].T @ (answers - expit(matrix[0] @ mode[0])) - mode[0] * BEFORE
    np.testing.assert_allclose(slope[:2], 0, atol=1e-9)
    assert mode[0, 2] == 0


def test_steps_do_not_swing_where_few_in_a_rare_class_gave_a_rare_answer():
    """Newton's full steps from the share of all never end here."""
    rare = np.arange(400) < 20
    answers = (np.arange(400) % 20 == 0) | (np.arange(400) < 8)
    matrix = np.column_stack([np.ones(400), rare])[np.newaxis]
    used, before = np.array([0, 1]), np.array([10.0, 2.5]) ** -2
    begin = np.array([[logit(answers.mean()), 0.0]])
    mode, _ = approach(matrix, answers, begin, used, before, steps=12)
    assert expit(mode[0, 0]) == pytest.approx(0.05, abs=0.005)
    assert expit(mode[0].sum()) == pytest.approx(8 / 20, abs=0.05)


def test_answers_told_without_exception_have_a_finite_mode(people):
    answers = (people["ease"] > 0).to_numpy()
    matrix = np.column_stack([np.ones(60), np.sign(people["ease"])])[np.newaxis]
    used = np.array([0, 1])
    mode, inverse = approach(matrix, answers, np.zeros((1, 2)), used, BEFORE[:2], steps=12)
    assert 2 < mode[0, 1] < 6
    assert 0.3 < np.sqrt(inverse[0, 1, 1]) < 1.25


def test_classes_are_drawn_with_the_shares_of_people_alike():
    random = np.random.default_rng(6)
    helped = np.arange(602) % 2
    shares = np.array([[0.6, 0.3, 0.1], [0.2, 0.3, 0.5]])
    need = (random.random(602)[:, np.newaxis] > shares[helped].cumsum(axis=1)).sum(axis=1)
    need[:2] = -1
    column = code(pd.Series(pd.Categorical.from_codes(need, list("abc"))))
    other = code(pd.Series(helped == 1))
    chains = start([column.coded, other.coded], generators(1000))
    drawn = need[draw_classes(chains, column, np.array([0, 3]), BEFORE[:2])]
    assert drawn.shape == (1000, 2)
    for at in (0, 1):
        expected = np.bincount(need[2:][helped[2:] == at]) / 300
        found = np.bincount(drawn[:, at], minlength=3) / 1000
        # Four standard errors; there is hardly any uncertainty of the shares themselves.
        assert np.abs(found - expected).max() < 4 * 0.5 / np.sqrt(1000)


def test_what_few_people_tell_of_a_class_is_uncertain():
    answers = pd.Series([True] * 10 + [False] * 10 + [None] * 200, dtype="boolean")
    column = code(answers)
    chains = start([column.coded], generators(1000))
    shares = (draw_classes(chains, column, np.array([0]), BEFORE[:1]) < 10).mean(axis=1)
    assert shares.mean() == pytest.approx(0.5, abs=0.02)
    # A log odds of 0 from 20 people has the standard error sqrt(4 / 20), its share a quarter.
    of_share = np.sqrt(4 / 20) / 4
    assert shares.std() == pytest.approx(np.hypot(of_share, 0.5 / np.sqrt(200)), rel=0.1)


def test_matching_takes_answers_of_people_alike():
    random = np.random.default_rng(9)
    ease = np.concatenate([[-1.0, 0.5], random.normal(size=300)])
    say = np.where(np.arange(302) < 2, np.nan, 3 * ease + 0.5 * random.normal(size=302))
    columns = [code(pd.Series(say)), code(pd.Series(ease))]
    chains = start([column.coded for column in columns], generators(400))
    # What a gap holds from the round before must not count.
    chains.fill(np.array([1]), np.arange(2), np.full((400, 2, 1), 50.0))
    donors = draw_by_matching(chains, columns[0], 1, np.array([0, 2]))
    assert donors.shape == (400, 2)
    assert donors.min() >= 2
    assert np.abs(ease[donors] - ease[:2]).max() < 0.2
    # Coefficients differ from draw to draw, and with them the five who are nearest.
    assert np.unique(donors[:, 0]).size > 5


def test_anyone_is_equally_likely_at_first():
    column = code(pd.Series([1.0, np.nan, 2.0, 5.0, 9.0]))
    chains = start([column.coded], generators())
    counts = np.bincount(draw_anyone(chains, column)[:, 0], minlength=5)
    assert counts[1] == 0
    assert (np.abs(counts[[0, 2, 3, 4]] / SETS - 0.25) < 4 * np.sqrt(0.25 * 0.75 / SETS)).all()


def test_products_stay_those_of_the_matrix_as_gaps_are_filled(people):
    columns = [code(people[name]) for name in people]
    chains = start([column.coded for column in columns], generators(3))
    random = np.random.default_rng(2)
    for place in places(columns):
        gaps = random.choice(60, 20, replace=False)
        values = random.normal(size=(3, 20, len(place)))
        chains.fill(place, gaps, values)
        assert (chains.matrix[:, gaps, place[0]] == values[..., 0]).all()
    expected = chains.matrix.swapaxes(1, 2) @ chains.matrix
    np.testing.assert_allclose(chains.products, expected, atol=1e-10)
