"""Counts that were rounded are worth less than counts as they are."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.statistics.differences import newcombe
from poet.statistics.rounded_counts import effective_counts, step_of


def test_the_step_is_what_all_counts_are_multiples_of() -> None:
    assert step_of([10, 25, np.nan], [0, 120]) == 5
    assert step_of([10, 25], [7]) == 1
    assert step_of(pd.Series([15, None], dtype="Int64")) == 15
    assert step_of([], [np.nan]) == 1
    assert step_of([0, 0]) == 1


def test_counts_as_they_are_stay_so() -> None:
    people, base = effective_counts([7, 12], [20, 30], 1)
    assert (people.tolist(), base.tolist()) == ([7, 12], [20, 30])


def test_the_variance_of_the_share_is_that_of_chance_and_of_rounding() -> None:
    """In closed form, of a share by four people more."""
    people, base = effective_counts(36, 96, 5)
    share = 38 / 100
    assert people / base == pytest.approx(36 / 96)
    wanted = share * (1 - share) / 96 + 2 * (1 + share**2) / 96**2
    assert share * (1 - share) / base == pytest.approx(wanted, rel=1e-12)


@given(base=st.integers(1, 500), share=st.floats(0, 1), step=st.integers(2, 10))
def test_less_is_left_and_the_share_stays(base, share, step) -> None:
    people, left = effective_counts(share * base, base, step)
    assert 0 < left < base
    np.testing.assert_allclose(people / left, share, atol=1e-12)


def test_nobody_and_nothing_known_stay_so() -> None:
    people, base = effective_counts([0, np.nan], [0, 20], 5)
    assert (base[0], people[0]) == (0, 0)
    assert np.isnan(people[1])


def rounded_to_5(counts: np.ndarray) -> np.ndarray:
    return (counts + 2.5) // 5 * 5


@pytest.mark.parametrize("people", [30, 60, 120])
@pytest.mark.parametrize("share", [0.5, 0.7, 0.85])
def test_intervals_of_rounded_counts_cover_what_they_promise(people, share) -> None:
    """Two waves of the same share, about so many people in each; only counts above 7 are shown.

    A short version of the table in docs/methods.md. Newcombe's interval of the rounded counts as
    they are covers as little as 68 in 100.
    """
    random = np.random.default_rng(people)
    base = random.integers(people - 4, people + 5, (2, 8000))
    good = random.binomial(base, share)
    shown = (good > 7).all(axis=0)
    waves = [
        (np.minimum(rounded_to_5(g), rounded_to_5(b)), rounded_to_5(b))
        for g, b in zip(good[:, shown], base[:, shown], strict=True)
    ]

    def covered(now: tuple, before: tuple) -> float:
        _, low, high = newcombe(*now, *before)
        return float(((low <= 0) & (high >= 0)).mean())

    assert covered(*(effective_counts(*wave, 5) for wave in waves)) > 0.935
    if (people, share) == (30, 0.85):
        assert covered(*waves) < 0.75
