"""No hidden count follows from the counts beside it, whatever a reader works out."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from poet.disclosure import FOLLOWS, PROFILES, release

LOCAL, INTERNAL = PROFILES["local"], PROFILES["internal"]


def parts(*counts: int, base: int | None = None, **more: object) -> pd.DataFrame:
    """One question's answers: so many people each, of all of them together."""
    frame = pd.DataFrame({"people": counts, "base": sum(counts) if base is None else base})
    frame["share"] = frame["people"] / frame["base"].where(frame["base"].gt(0))
    fixed = {"authority": "X001", "question": "life", "level": "side", "low": 0.0, "high": 1.0}
    return frame.assign(**{**fixed, **more})


def shown(*counts: int, **more: object) -> list[int | None]:
    released = release(parts(*counts, **more), LOCAL)["people"]
    return [None if pd.isna(one) else int(one) for one in released]


def test_the_smaller_of_two_counts_is_hidden_where_the_third_would_follow() -> None:
    """22 less 13 less 8 is 1, and no other count fits 20, 15, 10 and one to seven."""
    assert shown(13, 8, 1) == [15, None, None]
    reasons = release(parts(13, 8, 1), LOCAL)["hidden"].to_list()
    assert reasons == ["", FOLLOWS, "[c] 1 to 7 people"]


def test_where_several_counts_fit_nothing_more_is_hidden() -> None:
    assert shown(60, 30, 5) == [60, 30, None]
    assert shown(60, 30, 12) == [60, 30, 10]


def test_of_few_people_a_hidden_count_may_be_of_nobody() -> None:
    """Of 16, two halves of 8 leave as 15, 10 and 10, and what is hidden is nobody, or one."""
    assert shown(8, 8, 0) == [10, 10, None]
    assert shown(8, 8, 1) == [10, 10, None]


def test_two_hidden_counts_hide_each_other() -> None:
    assert shown(30, 4, 3) == [30, None, None]


def test_answers_that_several_may_tick_do_not_add_up_and_nothing_follows() -> None:
    assert shown(13, 8, 1, base=20) == [15, 10, None]


def test_wholes_are_known_apart() -> None:
    both = pd.concat([parts(13, 8, 1), parts(60, 30, 12, question="health")], ignore_index=True)
    released = release(both, LOCAL)["people"]
    assert released.isna().to_list() == [False, True, True, False, False, False]


def test_a_profile_that_hides_nothing_hides_nothing_more() -> None:
    assert release(parts(13, 8, 1), INTERNAL)["people"].to_list() == [13, 8, 1]


def test_a_frame_without_questions_is_left_as_it_is() -> None:
    frame = parts(13, 8, 1).drop(columns=["question"])
    assert release(frame, LOCAL)["people"].notna().to_list() == [True, True, False]


def what_fits(released: pd.DataFrame) -> list[set[int]]:
    """All counts that each part can have, by everything a reader knows of one whole."""
    base = released["base"].iloc[0]
    if pd.isna(base):
        return [set(range(10)) for _ in released.index]
    possible = [_counts(row) for row in released.itertuples()]
    fits: list[set[int]] = [set() for _ in possible]
    for counts in itertools.product(*possible):
        if int(LOCAL.rounded(sum(counts))) == base and sum(counts) >= LOCAL.smallest_base:
            for found, count in zip(fits, counts, strict=True):
                found.add(count)
    return fits


def _counts(row: tuple) -> list[int]:
    """The counts that would be released as this row is."""
    if not pd.isna(row.people):
        return [
            n
            for n in range(row.people + 3)
            if n in (0, *range(8, 99)) and LOCAL.rounded(n) == row.people
        ]
    return list(range(1, 8)) if row.hidden == "[c] 1 to 7 people" else list(range(61))


@given(some.lists(some.integers(0, 40), min_size=2, max_size=3).filter(lambda c: sum(c) >= 20))
def test_by_trying_every_count_no_small_one_can_be_worked_out(counts) -> None:
    released = release(parts(*counts), LOCAL)
    for count, gone, fits in zip(
        counts, released["people"].isna(), what_fits(released), strict=True
    ):
        assert count in fits
        if gone and 1 <= count <= 7:
            assert len(fits) > 1


@pytest.mark.parametrize("seed", range(3))
def test_hundreds_of_wholes_at_once_are_as_one_by_one(seed) -> None:
    random = np.random.default_rng(seed)
    many = [tuple(random.integers(0, 30, 3)) for _ in range(200)]
    together = pd.concat(
        [parts(*map(int, one), question=f"q{n}") for n, one in enumerate(many)], ignore_index=True
    )
    released = release(together, LOCAL)["people"].to_numpy().reshape(200, 3)
    for one, row in zip(many, released, strict=True):
        assert shown(*map(int, one)) == [None if pd.isna(value) else int(value) for value in row]
