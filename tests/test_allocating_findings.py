"""How tables compare: numbers by hand, small ones hidden, the simplest of the near chosen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from past_cases import past_cases, tried_on

from poet.allocating import ANSWERS, BANDS, PRESENT, RATE, Allocation
from poet.allocating_findings import (
    CHANCE,
    COLUMNS,
    CONCORDANCE,
    ESTIMATES,
    GAP,
    MEAN,
    MIDDLE,
    MORE_NEAR,
    RATIO,
)
from poet.allocating_telling import told_of
from poet.statistics.agreement import concordance
from poet.statistics.proportions import wilson

BOTH = ("Meals", "Nights")
EXACT = "internal"


@pytest.fixture(scope="module")
def exact(tmp_path_factory: pytest.TempPathFactory) -> Allocation:
    folder = tmp_path_factory.mktemp("exact")
    return tried_on(folder, past_cases(), EXACT, needs=BOTH)


def test_every_column_is_told(exact: Allocation) -> None:
    assert list(exact.findings.columns) == [*COLUMNS, "hidden"]


def test_the_present_system_is_counted_as_by_hand(exact: Allocation) -> None:
    frame = past_cases()
    ratio = frame["final"] / frame["indicative"]
    near = told_of(exact, PRESENT, "within 20%")
    assert near["people"] == (ratio - 1).abs().le(0.2).sum()
    assert near["base"] == 200
    assert told_of(exact, PRESENT, "within 10%")["people"] == (ratio - 1).abs().le(0.1).sum()
    distance = np.log(ratio).abs()
    assert told_of(exact, PRESENT, MIDDLE)["estimate"] == pytest.approx(np.expm1(distance.median()))
    assert told_of(exact, PRESENT, MEAN)["estimate"] == pytest.approx(np.expm1(distance.mean()))
    lin = concordance(frame["indicative"], frame["final"], np.zeros(200, int)).iloc[0]
    assert told_of(exact, PRESENT, CONCORDANCE)["estimate"] == pytest.approx(lin["estimate"])


def test_groups_are_counted_as_by_hand(exact: Allocation) -> None:
    frame = past_cases()
    ratio = (frame["final"] / frame["indicative"]).groupby(frame["group"])
    logs = np.log(frame["final"] / frame["indicative"]).groupby(frame["group"]).median()
    for name in ("a", "b"):
        row = told_of(exact, PRESENT, RATIO, name)
        assert row["people"] == ratio.size()[name]
        assert row["estimate"] == pytest.approx(np.exp(logs[name]))
        assert row["estimate_low"] <= row["estimate"] <= row["estimate_high"]
    gap = told_of(exact, PRESENT, GAP)["estimate"]
    assert gap == pytest.approx(np.exp(logs.max() - logs.min()))
    assert gap > told_of(exact, PRESENT, CHANCE)["estimate"]


def test_what_gives_a_group_too_little_is_found_and_mended(exact: Allocation) -> None:
    assert told_of(exact, PRESENT, GAP)["estimate"] > 1.4
    assert told_of(exact, ANSWERS, GAP)["estimate"] < 1.1


def test_the_difference_is_that_of_the_two_shares(exact: Allocation) -> None:
    for name in (RATE, BANDS, ANSWERS):
        shares = [told_of(exact, one, "within 20%")["share"] for one in (name, PRESENT)]
        row = told_of(exact, name, MORE_NEAR)
        assert row["estimate"] == pytest.approx(shares[0] - shares[1])
        expected = "more" if row["estimate_low"] > 0 else "same"
        assert exact.nearer[name] == expected


def test_the_table_of_answers_is_chosen_where_points_know_little(exact: Allocation) -> None:
    assert exact.chosen == ANSWERS
    assert exact.nearer[ANSWERS] == "more"


def test_a_rate_is_chosen_where_budgets_follow_the_points(tmp_path: Path) -> None:
    frame = past_cases(150)
    noise = np.exp(np.random.default_rng(3).normal(0, 0.3, 150))
    frame["final"] = np.round(frame["points"] * 8 * noise, 2)
    found = tried_on(tmp_path, frame, needs=BOTH)
    assert found.chosen == RATE
    assert found.table.bands[0].pounds == pytest.approx(8, rel=0.1)


def test_tables_are_no_nearer_where_there_is_nothing_to_find(tmp_path: Path) -> None:
    random = np.random.default_rng(6)
    frame = past_cases(150)
    frame["final"] = np.round(200 * np.exp(random.normal(0, 0.4, 150)), 2)
    frame["indicative"] = 200
    found = tried_on(tmp_path, frame, needs=BOTH)
    assert set(found.nearer.values()) <= {"same", "fewer"}


def test_all_systems_are_compared_on_the_cases_of_the_present_one(tmp_path: Path) -> None:
    frame = past_cases()
    frame.loc[:49, "indicative"] = np.nan
    found = tried_on(tmp_path, frame, EXACT)
    assert found.compared == 150
    near = found.findings["measure"].eq("within 20%")
    assert set(found.findings.loc[near, "base"]) == {150}


def test_without_enough_indicative_budgets_tables_stand_alone(tmp_path: Path) -> None:
    frame = past_cases(60)
    frame.loc[:30, "indicative"] = np.nan
    found = tried_on(tmp_path, frame)
    assert (found.has_present, found.compared) == (False, 60)
    assert set(found.findings["system"]) == {RATE, BANDS}
    assert MORE_NEAR not in set(found.findings["measure"])


def test_the_local_profile_rounds_and_hides(tmp_path: Path) -> None:
    frame = past_cases(48)
    ratio = np.where(np.arange(48) < 4, 1.0, 3.0)
    frame["indicative"] = frame["final"] / ratio
    found = tried_on(tmp_path, frame)
    near = told_of(found, PRESENT, "within 20%")
    assert pd.isna(near["people"])
    assert near["hidden"] == "[c] 1 to 7 people"
    assert told_of(found, RATE, MORE_NEAR)["hidden"] == "[c] 1 to 7 people"
    assert pd.isna(told_of(found, RATE, MORE_NEAR)["estimate"])
    assert told_of(found, RATE, "within 20%")["base"] == 50
    people = found.findings["people"].dropna()
    assert people.mod(5).eq(0).all()
    percents = found.findings[["share", "low", "high"]].stack() * 100
    assert (percents - percents.round()).abs().max() < 1e-9


def test_a_table_that_is_near_for_few_hides_its_difference_too(tmp_path: Path) -> None:
    frame = past_cases(48)
    frame["indicative"] = frame["final"] * np.where(np.arange(48) < 24, 1.0, 3.0)
    frame["final"] *= np.exp(np.random.default_rng(1).normal(0, 3, 48))
    frame["indicative"] = frame["final"] * np.where(np.arange(48) < 24, 1.0, 3.0)
    found = tried_on(tmp_path, frame)
    few = told_of(found, RATE, "within 20%")
    assert few["hidden"]
    assert told_of(found, RATE, MORE_NEAR)["hidden"] == few["hidden"]
    assert told_of(found, PRESENT, "within 20%")["people"] == 25


def test_the_ends_of_a_small_group_are_not_told_as_they_are_cases(tmp_path: Path) -> None:
    frame = past_cases(80)
    frame["group"] = np.where(np.arange(80) < 15, "small", "large")
    found = tried_on(tmp_path, frame)
    small, large = (told_of(found, PRESENT, RATIO, one) for one in ("small", "large"))
    assert pd.isna(small["estimate_low"])
    assert pd.isna(small["estimate_high"])
    assert small["estimate"] > 0
    assert large["estimate_low"] < large["estimate"] < large["estimate_high"]
    exact = tried_on(tmp_path, frame, EXACT)
    assert told_of(exact, PRESENT, RATIO, "small")["estimate_low"] > 0


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 500), cases=st.integers(30, 90), small=st.integers(0, 12))
def test_no_small_count_and_no_small_group_comes_out(
    tmp_path: Path, seed: int, cases: int, small: int
) -> None:
    frame = past_cases(cases, seed)
    frame.loc[: small - 1, "group"] = "few"
    found = tried_on(tmp_path, frame, needs=BOTH)
    people = found.findings["people"].dropna()
    assert people.mod(5).eq(0).all()
    assert people[people.gt(0)].ge(10).all()
    sizes = frame["group"].value_counts()
    for name in found.findings.loc[found.findings["measure"].eq(RATIO), "group"]:
        assert sum(sizes.get(one, 0) for one in name.split(" and ")) >= 10
    for question in found.tables[ANSWERS].questions:
        for words, _ in question.amounts:
            assert frame[question.question].isin(words).sum() >= 10


def test_the_order_of_rows_makes_no_difference(exact: Allocation, tmp_path: Path) -> None:
    frame = past_cases().sample(frac=1, random_state=3)
    again = tried_on(tmp_path, frame, EXACT, needs=BOTH)
    pd.testing.assert_frame_equal(again.findings, exact.findings)
    assert (again.tables, again.chosen) == (exact.tables, exact.chosen)


def test_intervals_of_fitted_tables_are_drawn_out_and_those_of_the_present_system_not(
    exact: Allocation,
) -> None:
    """200 cases, and 5 amounts of which the start is one: 200 / 195 times as wide."""
    for name, times in ((PRESENT, 1), (RATE, 200 / 199), (ANSWERS, 200 / 195)):
        near = told_of(exact, name, "within 20%")
        low, high = wilson(near["people"], 200)
        assert near["low"] == pytest.approx(near["share"] - times * (near["share"] - low))
        assert near["high"] == pytest.approx(near["share"] + times * (high - near["share"]))
        mean = np.log1p(told_of(exact, name, MEAN)[list(ESTIMATES)].to_numpy(float))
        distance = mean[0] - mean[1]
        assert mean[2] - mean[0] == pytest.approx(distance)
        if name == PRESENT:
            ratio = past_cases()["final"] / past_cases()["indicative"]
            assert distance == pytest.approx(1.96 * np.log(ratio).abs().sem())


def test_the_same_file_gives_the_same_numbers(exact: Allocation, tmp_path: Path) -> None:
    again = tried_on(tmp_path, past_cases(), EXACT, needs=BOTH)
    pd.testing.assert_frame_equal(again.findings, exact.findings)
    assert again.tables == exact.tables
