"""Small numbers: what may leave, held against the rules by examples and by any counts."""

from __future__ import annotations

import dataclasses

import hypothesis.strategies as some
import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from poet.disclosure import PROFILES, release
from poet.statistics.proportions import wilson
from poet.wording import half_up

LOCAL, INTERNAL = PROFILES["local"], PROFILES["internal"]
FEWER_THAN_TEN = "[c] fewer than 10 people answered"
ONE_TO_SEVEN = "[c] 1 to 7 people"
FEW_OR_ALL = "[c] at most 7 people, or all, of a group of fewer than 20"


def shares(*counts: tuple[int, int]) -> pd.DataFrame:
    """One row per (people, base), with exact shares, as a section finds them."""
    frame = pd.DataFrame(counts, columns=["people", "base"])
    frame["share"] = frame["people"] / frame["base"].where(frame["base"].gt(0))
    frame["low"], frame["high"] = wilson(frame["people"], frame["base"])
    return frame


def outside(*counts: tuple[int, int]) -> pd.DataFrame:
    """The same for counts that are no shares: left blank, does not apply."""
    return shares(*counts).assign(share=np.nan, low=np.nan, high=np.nan)


def one(frame: pd.DataFrame) -> tuple:
    """People, base, share and reason of a frame of one row; None where hidden."""
    values = release(frame, LOCAL)[["people", "base", "share", "hidden"]].iloc[0]
    return tuple(None if pd.isna(value) else value for value in values)


@pytest.mark.parametrize(
    ("people", "base", "released"),
    [
        (0, 0, (0, 0, None, "")),
        (5, 9, (None, None, None, FEWER_THAN_TEN)),
        (0, 1, (None, None, None, FEWER_THAN_TEN)),
        (8, 9, (None, None, None, FEWER_THAN_TEN)),
        (3, 10, (None, 10, None, FEW_OR_ALL)),
        (0, 19, (None, 20, None, FEW_OR_ALL)),
        (17, 17, (None, 15, None, FEW_OR_ALL)),
        (13, 16, (None, 15, None, FEW_OR_ALL)),
        (12, 16, (10, 15, 0.67, "")),
        (17, 19, (15, 20, 15 / 20, "")),
        (0, 20, (0, 20, 0, "")),
        (7, 200, (None, 200, None, ONE_TO_SEVEN)),
        (1, 20, (None, 20, None, ONE_TO_SEVEN)),
        (8, 200, (10, 200, 10 / 200, "")),
        (12, 41, (10, 40, 10 / 40, "")),
        (13, 43, (15, 45, 0.33, "")),
        (22, 22, (20, 20, 1, "")),
    ],
)
def test_local_rules_by_example(people, base, released) -> None:
    assert one(shares((people, base))) == released


@pytest.mark.parametrize(
    ("people", "base", "released"),
    [
        (0, 15, (0, 15, None, "")),
        (15, 15, (15, 15, None, "")),
        (2, 15, (None, 15, None, ONE_TO_SEVEN)),
        (9, 9, (None, None, None, FEWER_THAN_TEN)),
    ],
)
def test_a_count_that_is_no_share_may_be_none_or_all(people, base, released) -> None:
    assert one(outside((people, base))) == released


def test_the_interval_is_that_of_the_released_counts() -> None:
    released = release(shares((12, 41)), LOCAL).iloc[0]
    assert wilson(10, 40) == pytest.approx((0.14187, 0.40194), abs=1e-5)
    assert (released["low"], released["high"]) == (0.14, 0.40)


def test_a_hidden_row_has_no_interval() -> None:
    released = release(shares((3, 100), (4, 9), (19, 19)), LOCAL)
    assert released[["people", "share", "low", "high"]].isna().all(axis=None)


def test_a_count_without_a_base_is_hidden_or_rounded() -> None:
    counts = pd.DataFrame({"people": pd.array([0, 1, 7, 8, 42, None], "Int64")})
    released = release(counts, LOCAL)
    assert released["people"].to_list() == [0, pd.NA, pd.NA, 10, 40, pd.NA]
    assert released["hidden"].to_list() == ["", ONE_TO_SEVEN, ONE_TO_SEVEN, "", "", ""]


def test_a_frame_without_counts_is_whole() -> None:
    released = release(pd.DataFrame({"p": [0.01]}), LOCAL)
    assert released.to_dict("list") == {"p": [0.01], "hidden": [""]}


def change(now: tuple[int, int], before: tuple[int, int]) -> pd.DataFrame:
    """One row of two families of counts, and an estimate of the same people."""
    ended = shares(before).add_suffix("_before")
    return pd.concat([shares(now), ended], axis=1).assign(adjusted=-0.1249, p=0.03)


def test_a_row_with_two_families_of_counts_is_hidden_where_one_is() -> None:
    hidden = release(change((30, 60), (3, 50)), LOCAL, ["adjusted"]).iloc[0]
    assert hidden["hidden"] == ONE_TO_SEVEN
    gone = ["people", "share", "low", "high", "people_before", "share_before", "adjusted"]
    assert hidden[gone].isna().all()
    assert (hidden["base"], hidden["base_before"], hidden["p"]) == (60, 50, 0.03)


def test_the_second_family_is_rounded_and_worked_out_again_as_the_first() -> None:
    told = release(change((31, 62), (13, 43)), LOCAL, ["adjusted"]).iloc[0]
    assert (told["people"], told["base"], told["share"], told["hidden"]) == (30, 60, 0.5, "")
    assert (told["people_before"], told["base_before"], told["share_before"]) == (15, 45, 0.33)
    low, high = wilson(15, 45)
    assert (told["low_before"], told["high_before"]) == (half_up(low, 2), half_up(high, 2))


@pytest.mark.parametrize(("exact", "told"), [(-0.1249, -0.12), (0.125, 0.13), (0.0, 0.0)])
def test_estimates_are_as_coarse_as_shares(exact, told) -> None:
    frame = shares((30, 60)).assign(estimate=exact)
    assert release(frame, LOCAL, ["estimate"])["estimate"].item() == pytest.approx(told)
    assert release(frame, INTERNAL, ["estimate"])["estimate"].item() == exact


def test_internal_leaves_everything_as_it_is() -> None:
    found = shares((0, 0), (1, 3), (3, 3), (7, 11), (12, 41))
    released = release(found, INTERNAL)
    assert released["hidden"].eq("").all()
    assert released["people"].to_list() == found["people"].to_list()
    assert released["base"].to_list() == found["base"].to_list()
    pd.testing.assert_frame_equal(released[["share", "low", "high"]], found.iloc[:, 2:])


def test_only_local_pages_are_for_sharing() -> None:
    assert LOCAL.for_sharing
    assert not INTERNAL.for_sharing


def test_the_rules_are_told_in_words() -> None:
    assert LOCAL.words == (
        "Groups of fewer than 10 people are not broken down. Counts of 1 to 7 people are hidden "
        "and shown as [c]. Of fewer than 20 people, a count of none or of all is hidden as well. "
        "Where a hidden count would follow from the others, the smallest of them is hidden too. "
        "Other counts are rounded to the nearest 5, and whole percentages are worked out from the "
        "rounded counts."
    )


@pytest.mark.parametrize(
    ("count", "shown"), [(0, 0), (2, 0), (3, 5), (7, 5), (8, 10), (12, 10), (12.5, 15), (13, 15)]
)
def test_counts_go_to_the_nearest_five_and_a_half_goes_up(count, shown) -> None:
    assert LOCAL.rounded(count) == shown


def test_another_profile_rounds_as_it_says() -> None:
    tens = dataclasses.replace(LOCAL, round_to=10, hide_up_to=2, smallest_base=0, certain_from=0)
    released = release(shares((14, 46)), tens)
    assert released[["people", "base"]].to_numpy().tolist() == [[10, 50]]
    assert released["share"].item() == pytest.approx(0.2)


any_counts = some.lists(
    some.integers(0, 60).flatmap(lambda base: some.tuples(some.integers(0, base), some.just(base))),
    min_size=1,
    max_size=30,
)


@given(any_counts, some.booleans())
def test_whatever_the_counts_no_released_row_tells_a_small_one(counts, are_shares) -> None:
    found = shares(*counts) if are_shares else outside(*counts)
    before = found.copy(deep=True)
    released = release(found, LOCAL)
    pd.testing.assert_frame_equal(found, before)
    assert released.index.equals(found.index)
    shown = released[released["people"].notna()]
    assert (shown["people"] % 5).eq(0).all()
    assert (released["base"].dropna() % 5).eq(0).all()
    assert released.loc[found["base"].between(1, 9), "base"].isna().all()
    small = found["people"].between(1, 7) | found["base"].between(1, 9)
    assert released.loc[small, ["people", "share", "low", "high"]].isna().all(axis=None)
    assert released.loc[small, "hidden"].str.startswith("[c] ").all()
    _shares_come_from_released_counts(released)


def _shares_come_from_released_counts(released: pd.DataFrame) -> None:
    told = released[released["share"].notna()]
    assert told["people"].notna().all()
    people, base = told["people"].astype(float), told["base"].astype(float)
    low, high = wilson(people, base)
    for name, exact in (("share", people / base), ("low", low), ("high", high)):
        assert told[name].to_list() == [half_up(value, 2) for value in exact]
    assert told.loc[base.lt(20), "share"].between(0.01, 0.99).all()


@given(some.integers(10, 19), some.integers(0, 19), some.integers(0, 19))
def test_a_reason_does_not_tell_none_from_few_or_all(base, first, second) -> None:
    """Two hidden rows of one small group read alike, whatever their counts."""
    rows = release(shares((min(first, base), base), (min(second, base), base)), LOCAL)
    reasons = set(rows.loc[rows["people"].isna(), "hidden"])
    assert reasons <= {FEW_OR_ALL}


@given(any_counts)
def test_internal_hides_nothing_whatever_the_counts(counts) -> None:
    found = shares(*counts)
    released = release(found, INTERNAL)
    assert released["people"].to_list() == found["people"].to_list()
    assert released["share"].equals(found["share"])
