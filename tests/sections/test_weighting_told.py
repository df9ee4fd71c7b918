"""What weighting moves, as an attacker reads it who tries every table that fits the counts told."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from poet.disclosure import PROFILES, release, with_amounts
from poet.sections import weighting
from poet.statistics.stratified_tables import shares_of_strata

LOCAL = PROFILES["local"]
POPULATION = (25, 40)
ESTIMATES = list(weighting.ESTIMATES[:-1])


def tables(people: int, base: int) -> np.ndarray:
    """Good answers and answers in each of two strata, for all counts that are rounded alike."""
    return np.array(
        [
            (good, answered, all_good - good, all_answered - answered)
            for all_good in range(people - 2, people + 3)
            for all_answered in range(base - 2, base + 3)
            for answered in range(2, all_answered - 1)
            for good in range(answered + 1)
            if 0 <= all_good - good <= all_answered - answered and answered <= POPULATION[0]
        ]
    )


def found(counts: np.ndarray) -> pd.DataFrame:
    """What `weighting` finds of each of these tables: one row each."""
    good, answered = (counts[:, at].T.reshape(-1, 1) for at in ([0, 2], [1, 3]))
    people, base = counts[:, 0] + counts[:, 2], counts[:, 1] + counts[:, 3]
    strata = np.repeat(POPULATION, len(counts)).astype(float)
    told = shares_of_strata(good, answered, strata, np.tile(np.arange(len(counts)), 2))
    ends = {"moved": told.share, "moved_low": told.low, "moved_high": told.high}
    frame = pd.DataFrame({"people": people, "base": base, "share": people / base, "low": 0.0})
    for name, values in ends.items():
        frame[name] = values[:, 0] - frame["share"]
    effective = told.effective[:, 0] / base
    return frame.assign(
        high=1.0,
        margin=told.margin[:, 0],
        effective_share=effective,
        furthest_off=0.0,
        population=sum(POPULATION),
    )


def released(frame: pd.DataFrame, profile: str = "local") -> pd.DataFrame:
    rules = PROFILES[profile]
    gone = release(frame, rules, weighting.ESTIMATES)
    return weighting.work_out(with_amounts(gone, frame, weighting.AMOUNTS, rules))


def left(told: pd.DataFrame, counts: np.ndarray, real: int) -> set[tuple[int, int]]:
    """Which numbers of people and bases give what is told of the real ones."""
    numbers = told[ESTIMATES].to_numpy(float)
    alike = np.isclose(numbers, numbers[real], equal_nan=True).all(axis=1)
    return {(row[0] + row[2], row[1] + row[3]) for row in counts[alike].tolist()}


def test_by_trying_every_table_no_exact_count_is_left_alone() -> None:
    """4 of 7 and 12 of 16: 16 of 23 people, told as 15 of 25, of 65 people there are."""
    counts = tables(15, 25)
    real = counts.tolist().index([4, 7, 12, 16])
    frame = found(counts)
    by_whole_percent = release(frame, LOCAL, weighting.ESTIMATES)
    assert left(by_whole_percent, counts, real) == {(16, 23)}
    assert len(left(released(frame), counts, real)) == 21


def test_ends_and_margin_are_worked_out_of_what_is_told() -> None:
    told = released(found(np.array([[4, 7, 12, 16]]))).iloc[0]
    assert told[["people", "base", "population"]].tolist() == [15, 25, 65]
    assert told["effective_share"] == 0.95
    answers = 25 * 0.95 / (1 - 25 / 65)
    assert told["margin"] == pytest.approx(1.96 * np.sqrt(0.59 * 0.41 / answers))
    # Wilson's interval by hand, of so many answers, less the share of 0.6.
    middle = (0.59 + 1.96**2 / 2 / answers) / (1 + 1.96**2 / answers)
    half = np.sqrt(0.59 * 0.41 / answers + (1.96 / 2 / answers) ** 2) / (1 + 1.96**2 / answers)
    half *= 1.96
    ends = told[["moved_low", "moved_high"]].astype(float) + 0.6
    assert ends.tolist() == pytest.approx([middle - half, middle + half], abs=1e-4)


def test_where_all_there_are_answered_nothing_is_left_to_chance() -> None:
    frame = found(np.array([[10, 20, 30, 40]])).assign(population=60)
    told = released(frame).iloc[0]
    assert told["margin"] == 0
    ends = told[["moved_low", "moved_high"]].astype(float).tolist()
    assert ends == pytest.approx([told["moved"], told["moved"]])


def test_what_is_not_known_stays_so_and_nothing_changes_without_rounding() -> None:
    frame = found(np.array([[5, 9, 10, 14]]))
    unknown = released(frame.assign(margin=np.nan, moved_low=np.nan, moved_high=np.nan)).iloc[0]
    assert unknown[["margin", "moved_low", "moved_high"]].isna().all()
    internal = released(frame, "internal")
    np.testing.assert_array_equal(internal[ESTIMATES], frame[ESTIMATES])


def test_a_population_is_as_coarse_as_counts_and_hidden_with_them() -> None:
    frame = pd.concat([found(np.array([[5, 9, 10, 14]])), found(np.array([[1, 2, 1, 14]]))])
    told = released(frame.assign(population=[68, 68]).reset_index(drop=True))
    assert told["population"].fillna(-1).tolist() == [70, -1]
