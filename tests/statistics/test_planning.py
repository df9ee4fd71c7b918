from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import hypergeom, norm

from poet.statistics.planning import (
    differences_by_pair,
    forms_needed,
    margin_of_difference,
    margin_of_share,
    margins_by_people,
    people_needed,
)


@pytest.mark.parametrize(
    ("margin", "population", "needed"),
    [
        # The guidance of England's survey of carers: 384.16 / (1 + 383.16 / 1,000) = 277.7
        (0.05, 1000, 278),
        (0.05, None, 385),
        (0.05, math.inf, 385),
        (0.05, 1, 1),
        (0.01, 50, 50),
        (0.1, None, 97),
        (0.03, 100_000, 1056),
    ],
)
def test_the_people_needed_are_those_of_published_guidance(margin, population, needed):
    assert people_needed(margin, population) == needed


@pytest.mark.parametrize(("people", "points"), [(50, 13.9), (100, 9.8), (302, 5.6)])
def test_margins_are_those_of_published_guidance(people, points):
    assert round(100 * margin_of_share(people), 1) == points


def test_the_margin_is_the_formula():
    expected = norm.ppf(0.95) * math.sqrt(1.4 * 0.2 * 0.8 / 80 * (300 - 80) / 299)
    margin = margin_of_share(80, 300, 0.2, confidence=0.9, design_effect=1.4)
    assert margin == pytest.approx(expected, rel=1e-14)
    assert margin_of_share(300, 300) == 0
    assert margin_of_share(1, 1) == 0
    assert margin_of_share(80, math.inf) == margin_of_share(80)
    assert margin_of_share(80, share=0) == 0


def test_the_variance_is_that_of_people_drawn_without_putting_back():
    of_count = hypergeom(M=400, n=100, N=60).std()
    expected = norm.ppf(0.975) * of_count / 60
    assert margin_of_share(60, 400, 0.25) == pytest.approx(expected, rel=1e-12)


def test_half_is_the_worst_share():
    margins = [margin_of_share(100, 900, share) for share in np.linspace(0, 1, 21)]
    assert max(margins) == margin_of_share(100, 900)


@given(st.integers(1, 200_000), st.floats(0.002, 0.4), st.floats(0.5, 3))
def test_one_person_fewer_would_not_do(population, margin, design_effect):
    needed = people_needed(margin, population, design_effect=design_effect)
    assert 1 <= needed <= population
    reached = margin_of_share(needed, population, design_effect=design_effect)
    assert reached <= margin * (1 + 1e-8)
    assume(needed > 1)
    fewer = margin_of_share(needed - 1, population, design_effect=design_effect)
    assert fewer > margin * (1 - 1e-8)


def test_a_smaller_population_needs_fewer_people():
    needed = [people_needed(0.05, population) for population in (100, 300, 1000, 10_000, 10**9)]
    assert needed == sorted(needed)
    assert needed[-1] == people_needed(0.05)


def test_a_design_effect_asks_for_as_many_times_the_people():
    assert people_needed(0.05, design_effect=2) == math.ceil(2 * 384.1459)
    assert people_needed(0.05, share=0.2) == math.ceil(384.1459 * 0.64)
    assert people_needed(0.05, confidence=0.99) == 664


@pytest.mark.parametrize(
    ("people", "rate", "forms"),
    [(278, 0.3, 927), (278, 1, 278), (30, 0.3, 100), (21, 0.07, 300), (0, 0.5, 0), (1, 0.6, 2)],
)
def test_forms_are_enough_and_none_too_many(people, rate, forms):
    assert forms_needed(people, rate) == forms


def test_margins_of_two_groups_add_up_as_variances():
    expected = math.hypot(margin_of_share(172, 620), margin_of_share(106, 380))
    difference = margin_of_difference(172, 106, (620, 380))
    assert difference == pytest.approx(expected, rel=1e-14)
    assert margin_of_difference(100, 100) == pytest.approx(math.sqrt(2) * margin_of_share(100))
    wider = margin_of_difference(100, 100, share=0.5, confidence=0.99, design_effect=2)
    ratio = norm.ppf(0.995) / norm.ppf(0.975) * math.sqrt(2)
    assert wider == pytest.approx(ratio * margin_of_difference(100, 100), rel=1e-12)


def test_chance_makes_such_a_difference_in_one_survey_of_twenty():
    random = np.random.default_rng(12)
    first, second = (random.binomial(n, 0.5, 40_000) / n for n in (180, 120))
    rare = np.mean(np.abs(first - second) > margin_of_difference(180, 120))
    assert rare == pytest.approx(0.05, abs=0.006)


def test_a_table_has_a_row_for_each_number_of_people():
    table = margins_by_people(iter([50, 100, 302]))
    assert table["people"].tolist() == [50, 100, 302]
    np.testing.assert_allclose(table["margin"].round(3), [0.139, 0.098, 0.056])
    within = margins_by_people([50, 400], 400)["margin"]
    assert within.tolist() == [margin_of_share(50, 400), 0]


def test_a_table_has_a_row_for_each_pair_of_groups():
    people = pd.Series({"direct": 172, "managed": 106, "mixed": 20})
    table = differences_by_pair(people)
    assert table[["first", "second"]].to_numpy().tolist() == [
        ["direct", "managed"],
        ["direct", "mixed"],
        ["managed", "mixed"],
    ]
    assert table["margin"].iloc[1] == margin_of_difference(172, 20)
    of = pd.Series({"direct": 620, "managed": 380, "mixed": 60})
    table = differences_by_pair(people, of, design_effect=1.5)
    assert table["margin"].iloc[2] == margin_of_difference(106, 20, (380, 60), design_effect=1.5)
    assert differences_by_pair(people[:1]).empty


@pytest.mark.parametrize(
    ("attempt", "message"),
    [
        (lambda: margin_of_share(0), "the people who answer must be from 1 to the population"),
        (lambda: margin_of_share(11, 10), "the people who answer must be from 1 to the population"),
        (
            lambda: margin_of_share(math.nan),
            "the people who answer must be from 1 to the population",
        ),
        (lambda: margin_of_share(10, share=1.1), "a share must lie between 0 and 1"),
        (lambda: margin_of_share(10, confidence=1), "a confidence must lie between 0 and 1"),
        (lambda: margin_of_share(10, design_effect=0), "a design effect must be above 0"),
        (lambda: margin_of_difference(9, 0), "the people who answer must be from 1 to the "),
        (lambda: people_needed(0), "a margin must lie between 0 and 1"),
        (lambda: people_needed(5), "a margin must lie between 0 and 1"),
        (lambda: people_needed(0.05, 0), "a population must be at least 1"),
        (lambda: people_needed(0.05, share=-0.1), "a share must lie between 0 and 1"),
        (lambda: people_needed(0.05, design_effect=math.inf), "a design effect must be above 0"),
        (lambda: forms_needed(10, 0), "a response rate must lie between 0 and 1"),
        (lambda: forms_needed(10, 30), "a response rate must lie between 0 and 1"),
        (lambda: forms_needed(-1, 0.5), "a number of people must be at least 0"),
        (
            lambda: differences_by_pair(pd.Series({"a": 1}), pd.Series({"b": 1})),
            "people and populations must have the same groups",
        ),
    ],
)
def test_numbers_that_cannot_be_are_refused(attempt, message):
    with pytest.raises(ValueError, match=message):
        attempt()
