"""Numbers to words: exact sentences, and rules that hold for every number."""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet import wording

shares = st.floats(0, 1)


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (12.5, 0, 13),
        (0.5, 0, 1),
        (1.5, 0, 2),
        (2.5, 0, 3),
        (-2.5, 0, -3),
        (0.285 * 100, 0, 29),
        (0.145 * 100, 0, 15),
        (0.1 + 0.2, 1, 0.3),
        (1.005, 2, 1.01),
        (1234.5, 0, 1235),
        (1245, -1, 1250),
        (1e30, 0, 10**30),
    ],
)
def test_halves_go_up(value, digits, expected):
    assert wording.half_up(value, digits) == expected


def test_the_type_follows_the_digits():
    assert isinstance(wording.half_up(2.4), int)
    assert isinstance(wording.half_up(2.4, 1), float)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(ValueError, match="cannot be rounded"):
        wording.half_up(value)


@given(st.integers(-(10**6), 10**6), st.integers(1, 4))
def test_half_up_agrees_with_exact_decimals(thousandths, digits):
    step = Decimal(1).scaleb(-digits)
    exact = (Decimal(thousandths) / 1000).quantize(step, ROUND_HALF_UP)
    assert wording.half_up(thousandths / 1000, digits) == float(exact)


@given(st.integers(0, 10_000))
def test_every_count_of_a_thousand_gives_the_percentage_done_by_hand(n):
    assert wording.percent(n / 10_000) == f"{(n + 50) // 100}%"


@pytest.mark.parametrize("share", [-0.01, 1.01, 78, math.nan])
@pytest.mark.parametrize("words", [wording.percent, wording.in_ten, wording.in_hundred])
def test_what_is_no_share_is_refused(words, share):
    with pytest.raises(ValueError, match="shares are between 0 and 1"):
        words(share)


def test_a_hair_over_a_whole_is_everyone():
    assert wording.in_ten(1 + 1e-12) == "everyone"
    assert wording.percent(-1e-12) == "0%"


def test_only_all_are_everyone_and_only_none_are_no_one():
    assert wording.in_ten(0.9999) == "almost everyone"
    assert wording.in_ten(0.0001) == "fewer than 1 in 10"


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.064, "fewer than 1 in 10"),
        (0.065, "nearly 1 in 10"),
        (0.10, "1 in 10"),
        (0.13, "just over 1 in 10"),
        (0.14, "between 1 and 2 in 10"),
        (0.47, "about half"),
        (0.53, "about half"),
        (0.54, "between 5 and 6 in 10"),
        (0.904, "9 in 10"),
        (0.91, "just over 9 in 10"),
        (0.964, "more than 9 in 10"),
        (0.965, "almost everyone"),
    ],
)
def test_each_edge_of_the_tenths(share, words):
    assert wording.in_ten(share) == words


@given(st.floats(0.065, 0.965))
def test_the_tenths_said_are_near_the_share(share):
    said = re.findall(r"\d", wording.in_ten(share).removesuffix(" in 10"))
    assert all(abs(int(tenth) / 10 - share) < 0.066 for tenth in said)
    assert said or wording.in_ten(share) in {"about half", "almost everyone"}


def test_an_interval_the_wrong_way_round_is_refused():
    with pytest.raises(ValueError, match="wrong way round"):
        wording.interval_in_hundred(0.8, 0.6)


@given(shares, shares)
def test_an_interval_names_both_ends(one, other):
    low, high = sorted((one, other))
    said = wording.interval_in_hundred(low, high)
    assert said.startswith(("between ", "about ")) and said.endswith(" in 100")
    assert str(wording.half_up(high * 100)) in said


def test_a_count_below_nought_is_refused():
    with pytest.raises(ValueError, match="below nought"):
        wording.count(-1)


def test_people_agree_with_their_number():
    assert wording.people(1.0) == "1 person"
    assert wording.people(2, "carer", "carers") == "2 carers"
    assert wording.about_people(0, "carer", "carers") == "very few carers or none"


@pytest.mark.parametrize(
    ("points", "words"),
    [
        (0, "about the same"),
        (1, "slightly more"),
        (4, "slightly more"),
        (5, "more"),
        (14, "more"),
        (15, "clearly more"),
        (29, "clearly more"),
        (30, "far more"),
        (100, "far more"),
        (-1, "slightly fewer"),
        (-14, "fewer"),
        (-15, "clearly fewer"),
    ],
)
def test_each_step_of_a_difference(points, words):
    assert wording.points_apart(points / 100, could_be_chance=False) == words
    assert wording.points_apart(points / 100, could_be_chance=True) == "about the same"


def test_no_difference_of_shares_is_larger_than_one():
    with pytest.raises(ValueError, match="at most 1 apart"):
        wording.points_apart(12, could_be_chance=False)


@given(shares, st.integers(0, 10**9))
def test_no_words_made_here_are_forbidden(share, n):
    made = (
        wording.in_ten(share),
        wording.in_hundred(share),
        wording.people(n),
        wording.about_people(n),
        wording.points_apart(share, could_be_chance=False),
    )
    assert wording.forbidden_in(". ".join(made)) == []
