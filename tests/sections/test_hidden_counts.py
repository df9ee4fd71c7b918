"""Hidden counts in sums over councils: the middle of what the published reason says, or nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from poet import disclosure
from poet.disclosure import PROFILES, release
from poet.sections.hidden_counts import people_or_middle


def rows(*counts: tuple[int, int]) -> pd.DataFrame:
    frame = pd.DataFrame(counts, columns=["people", "base"])
    frame = frame.assign(authority=[f"c{n}" for n in range(len(frame))], low=0.0, high=1.0)
    return frame.assign(share=frame["people"] / frame["base"])


def test_a_count_hidden_as_small_is_the_middle_of_one_and_the_largest() -> None:
    released = release(rows((3, 60), (41, 60), (2, 30), (0, 60)), PROFILES["local"])
    np.testing.assert_array_equal(people_or_middle(released), [4, 40, 4, 0])


def test_what_is_hidden_otherwise_stays_unknown() -> None:
    released = release(rows((2, 9), (15, 15), (60, 120)), PROFILES["local"])
    assert released["hidden"].str.startswith("[c]").tolist() == [True, True, False]
    np.testing.assert_array_equal(people_or_middle(released), [np.nan, np.nan, 60])


def test_nothing_is_filled_in_where_nothing_is_hidden() -> None:
    released = release(rows((3, 60), (2, 9)), PROFILES["internal"])
    np.testing.assert_array_equal(people_or_middle(released), [3, 2])


@pytest.mark.parametrize("largest", [1, 2, 7, 12])
def test_the_reason_is_read_as_disclosure_writes_it(largest) -> None:
    reason = disclosure.SMALL_COUNT.format(largest=largest)
    frame = pd.DataFrame({"people": [pd.NA], "hidden": [reason]}).astype({"people": "Int64"})
    assert people_or_middle(frame).tolist() == [(1 + largest) / 2]


def test_the_middle_takes_the_bias_out_of_a_share_that_is_low_everywhere() -> None:
    """153 councils of 40 people, 1 in 10 of whom gives the answer: most counts are hidden."""
    random = np.random.default_rng(8)
    counts = random.binomial(40, 0.1, 153)
    released = release(rows(*((int(n), 40) for n in counts)), PROFILES["local"])
    seen = released["people"].astype(float)
    filled = people_or_middle(released)
    assert seen.sum() / (40 * seen.notna().sum()) > 0.15
    assert filled.sum() / (40 * filled.notna().sum()) == pytest.approx(counts.mean() / 40, abs=0.01)
