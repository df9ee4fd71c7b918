"""The made-up returns: every council in every year, and the shape that they are to show."""

from __future__ import annotations

import numpy as np
import pytest

from poet.made_up.activity import CHANGE, YEARS, activity
from poet.made_up.councils import draw_councils


@pytest.fixture(scope="module", params=[1, 12])
def returns(request):
    return activity(draw_councils(request.param, 60, np.random.default_rng(3)), seed=3)


def test_every_council_has_a_row_in_every_year(returns) -> None:
    parts = ["personal_budgets", "direct_payments"]
    assert list(returns) == ["Council", "year", *CHANGE, *parts]
    assert returns["personal_budgets"].lt(returns["people_supported"]).all()
    assert returns["direct_payments"].lt(returns["personal_budgets"]).all()
    assert all(tuple(years) == YEARS for _, years in returns.groupby("Council")["year"])


@pytest.mark.parametrize("name", CHANGE)
def test_all_councils_together_change_as_planned(returns, name) -> None:
    by_year = returns.groupby("year")[name].sum()
    # Rounded to whole cases and tenths of posts.
    assert by_year.iloc[-1] / by_year.iloc[0] - 1 == pytest.approx(CHANGE[name], abs=0.002)


def test_numbers_are_such_as_a_council_may_have(returns) -> None:
    numbers = returns[list(CHANGE)]
    assert numbers.min().min() > 8
    assert (numbers["reviews"] / numbers["field_staff_fte"]).between(10, 100).all()
    assert numbers[["assessments", "reviews", "people_supported"]].dtypes.eq("int64").all()


def test_councils_differ(returns) -> None:
    last = returns[returns["year"].eq(YEARS[-1])]
    assert last["reviews"].nunique() == len(last)


def test_they_are_the_same_in_every_run() -> None:
    councils = draw_councils(3, 60, np.random.default_rng(3))
    assert activity(councils, 5).equals(activity(councils, 5))
    assert not activity(councils, 5).equals(activity(councils, 6))
