"""Indicative against final budgets: each number against one worked out by hand or by numpy."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from budget_studies import budget_study, cases_frame, released_budgets, spread_cases

from poet.sections.budgets import AMOUNTS, COLUMNS, ESTIMATES, find
from poet.sections.budgets_columns import COUNTED, LEVELS, MEASURES, POUNDS, RATIOS

NONE = float("nan")
# Of twelve cases: 110 and 115 are within 20 % of 100, 95 and 105 within 10 % as well.
TWELVE = [(100.0, final) for final in (110, 115, 95, 105, 130, 150, 200, 250, 300, 70, 60, 400)]


def row(frame: pd.DataFrame, answer: str, authority: str = "N1", group: str = "") -> pd.Series:
    found = frame[
        frame["answer"].eq(answer) & frame["authority"].eq(authority) & frame["group"].eq(group)
    ]
    assert len(found) == 1
    return found.iloc[0]


def test_a_study_without_budgets_has_no_rows() -> None:
    study = budget_study(cases_frame(TWELVE))
    without = type(study)(study.folder, "", study.authorities, study.waves, ())
    assert find(without).empty
    assert find(without).columns.tolist() == list(COLUMNS)
    assert find(budget_study(cases_frame([]))).empty


def test_cases_are_counted_by_hand() -> None:
    found = find(budget_study(cases_frame([*TWELVE, (NONE, 300)])))
    counts = {
        "both": (12, 12),
        "without_indicative": (1, 13),
        "within_20": (4, 12),
        "above_20": (6, 12),
        "below_20": (2, 12),
        "within_10": (3, 12),
        "above": (9, 12),
        "below": (3, 12),
    }
    for answer, expected in counts.items():
        one = row(found, answer)
        assert (one["people"], one["base"]) == expected, answer
    assert row(found, "within_20")["share"] == pytest.approx(4 / 12)
    assert np.isnan(row(found, "both")["share"])
    assert found["wave"].eq("").all()


def test_ratios_and_differences_have_their_direction() -> None:
    found = find(budget_study(cases_frame(TWELVE)))
    final = np.array([final for _, final in TWELVE])
    assert row(found, "median_ratio")["ratio"] == pytest.approx(np.median(final) / 100)
    assert row(found, "mean_ratio")["ratio"] == pytest.approx(final.mean() / 100)
    assert row(found, "ratio_of_totals")["ratio"] == pytest.approx(final.sum() / 1200)
    assert row(found, "median_difference")["pounds"] == pytest.approx(np.median(final) - 100)
    assert row(found, "mean_difference")["pounds"] == pytest.approx(final.mean() - 100)
    geometric = np.exp(np.log(final / 100).mean())
    assert row(found, "geometric_ratio")["ratio"] == pytest.approx(geometric)
    one = row(found, "mean_ratio")
    assert one["ratio_low"] < one["ratio"] < one["ratio_high"]


def test_what_is_added_less_what_is_taken_off_is_the_difference_of_totals() -> None:
    cases = spread_cases(80, ratio=1.1)
    found = find(budget_study(cases_frame(cases)))
    added, off = (row(found, name)["ratio"] for name in ("added", "taken_off"))
    assert added - off == pytest.approx(row(found, "ratio_of_totals")["ratio"] - 1)
    more = sum(max(final - first, 0) for first, final in cases)
    assert added == pytest.approx(more / sum(first for first, _ in cases))


def test_every_measure_is_there_and_told_in_the_columns() -> None:
    found = find(budget_study(cases_frame(spread_cases(60, ratio=1.2))))
    assert set(found["answer"]) == set(MEASURES) | {"1", "2", "3", "4", "5", "6"}
    assert set(found["level"]) == set(LEVELS)
    measured = found[found["answer"].isin([*RATIOS, *POUNDS])]
    assert measured[["ratio", "pounds"]].notna().any(axis=1).all()
    assert found.loc[found["answer"].isin(list(COUNTED)), ["ratio", "pounds"]].isna().all(axis=None)


def test_three_councils_are_told_together_as_well() -> None:
    two = [cases_frame(spread_cases(30, seed=n), f"C{n}") for n in range(2)]
    assert "all" not in set(find(budget_study(*two))["authority"])
    three = [*two, cases_frame(spread_cases(30, seed=5), "C5")]
    found = find(budget_study(*three))
    assert row(found, "both", "all")["people"] == 90
    ratios = pd.concat(three)["final"] / pd.concat(three)["indicative"]
    assert row(found, "median_ratio", "all")["ratio"] == pytest.approx(ratios.median())
    assert row(found, "mean_ratio", "all")["ratio"] == pytest.approx(ratios.mean())


def test_small_groups_stand_together() -> None:
    groups = ["Older"] * 30 + ["Mental"] * 6 + ["Learning"] * 7
    found = find(budget_study(cases_frame(spread_cases(43), group=groups)))
    sizes = found[found["answer"].eq("both")].set_index("group")["people"].to_dict()
    assert sizes == {"": 43, "Older": 30, "Learning and Mental": 13}
    one_group = find(budget_study(cases_frame(spread_cases(15), group=["A"] * 9 + ["B"] * 6)))
    assert set(one_group["group"]) == {""}


def test_cases_without_a_group_are_a_group_of_their_own() -> None:
    groups = ["Older"] * 20 + [""] * 15
    found = find(budget_study(cases_frame(spread_cases(35), group=groups)))
    assert set(found["group"]) == {"", "Older", "no group given"}


def test_shares_of_groups_are_told_where_no_group_would_be_hidden() -> None:
    near, far = [(100.0, 105.0)] * 12, [(100.0, 250.0)] * 18
    shown = cases_frame([*near, *far] * 2, group=["A"] * 30 + ["B"] * 30)
    hidden = cases_frame([*near, *far, *near[:3], *far], group=["A"] * 30 + ["B"] * 21)
    both = find(budget_study(shown))
    assert row(both, "within_20", group="A")["people"] == 12
    few = find(budget_study(hidden))
    assert few[few["answer"].eq("within_20")]["group"].tolist() == [""]


def test_one_case_that_makes_up_most_of_a_sum_is_not_told() -> None:
    cases = [(100.0, 101.0)] * 11 + [(100.0, 5000.0)]
    found = find(budget_study(cases_frame(cases)))
    for answer in ("mean_ratio", "mean_difference", "ratio_of_totals"):
        one = row(found, answer)
        assert one["note"] == "one case makes up more than half of it"
        assert one[["ratio", "pounds"]].isna().all()
    assert row(found, "median_ratio")["ratio"] == pytest.approx(1.01)


MOSTLY = [*[(100.0 + n, 110.0 + n) for n in range(12)], *[(100.0 + n, 90.0 + n) for n in range(12)]]
ONE_CASE = "one case makes up more than half of it"
WITH_ANOTHER = "together with another ratio of totals it would tell of one case"


@pytest.mark.parametrize(
    ("case", "notes"),
    [
        ((300.0, 9000.0), (ONE_CASE, ONE_CASE, WITH_ANOTHER)),
        ((9000.0, 3000.0), (ONE_CASE, WITH_ANOTHER, ONE_CASE)),
        ((9000.0, 9050.0), (ONE_CASE, WITH_ANOTHER, WITH_ANOTHER)),
        ((1000.0, 1400.0), ("", ONE_CASE, WITH_ANOTHER)),
        ((110.0, 120.0), ("", "", "")),
    ],
)
def test_what_is_not_told_of_totals_does_not_follow_from_the_others(case, notes) -> None:
    """Any two of the ratio of totals, what was added and what was taken off tell the third."""
    found = find(budget_study(cases_frame([*MOSTLY, case])))
    rows = [row(found, name) for name in ("ratio_of_totals", "added", "taken_off")]
    assert tuple(one["note"] for one in rows) == notes
    assert [np.isnan(one["ratio"]) for one in rows] == [note != "" for note in notes]


def test_where_the_mean_is_not_told_the_limits_that_it_lies_between_are_not() -> None:
    found = find(budget_study(cases_frame([*MOSTLY, (300.0, 9000.0)])))
    for answer in ("mean_difference", "lower_difference", "upper_difference"):
        one = row(found, answer)
        assert one["note"] == ONE_CASE
        assert one[["pounds", "pounds_low", "pounds_high"]].isna().all()
    assert row(found, "lower_ratio")["note"] == ""


def test_correlations_of_amounts_that_are_all_alike_say_why_they_are_missing() -> None:
    found = find(budget_study(cases_frame(TWELVE)))
    for answer in ("concordance", "rank_correlation"):
        one = row(found, answer)
        assert np.isnan(one["ratio"])
        assert one["note"] == "one of the two amounts is the same in every case"


@pytest.mark.parametrize("cases", [1, 2, 9, 10, 40])
@pytest.mark.parametrize("final", [100.0, 150.0])
def test_whatever_is_missing_has_a_note(cases: int, final: float) -> None:
    """Of cases all alike, in a council of which another, in between, has no first figures."""
    alike = [(100.0, final)] * cases
    frames = [
        cases_frame(alike, "A"),
        cases_frame([(NONE, 80.0)] * 3, "B"),
        cases_frame(alike, "C"),
    ]
    found = find(budget_study(*frames))
    numbers = found[found["level"].isin(["ratio", "pounds"])]
    missing = numbers[["ratio", "pounds"]].isna().all(axis=1)
    assert (missing == numbers["note"].ne("")).all()
    assert not np.isinf(found.select_dtypes("float")).any(axis=None)


def test_the_order_of_the_cases_changes_nothing() -> None:
    groups = ["B"] * 20 + ["A"] * 20 + ["C"] * 20
    ordered = cases_frame(spread_cases(60), group=groups)
    found = [find(budget_study(one)) for one in (ordered, ordered.sample(frac=1, random_state=4))]
    pd.testing.assert_frame_equal(*found, rtol=1e-6)  # sums in single precision


def test_what_a_few_lost_does_not_follow_from_what_all_gained() -> None:
    cases = [*[(100.0, 150.0 + n) for n in range(30)], (100.0, 40.0), (100.0, 50.0)]
    found = find(budget_study(cases_frame(cases)))
    for answer in ("added", "taken_off"):
        one = row(found, answer)
        assert one["note"] == "too few final budgets lie on one side of the indicative ones"
        assert np.isnan(one["ratio"])


def test_that_none_of_few_lost_is_not_told() -> None:
    for cases, told in ((19, False), (20, True)):
        found = find(budget_study(cases_frame([(100.0, 150.0 + n) for n in range(cases)])))
        assert pd.notna(row(found, "taken_off")["ratio"]) == told
        assert pd.notna(row(found, "added")["ratio"]) == told


def test_fewer_than_ten_cases_are_not_measured() -> None:
    found = find(budget_study(cases_frame(spread_cases(9))))
    assert row(found, "median_ratio")["note"] == "fewer than 10 cases have both amounts"
    assert found[["ratio", "pounds"]].isna().all(axis=None)


def test_the_ends_of_a_median_are_told_from_twenty_cases_on() -> None:
    for cases, told in ((19, False), (20, True)):
        found = find(budget_study(cases_frame(spread_cases(cases))))
        assert pd.notna(row(found, "median_ratio")["ratio_low"]) == told
        assert pd.notna(row(found, "median_difference")["pounds_high"]) == told
        assert pd.notna(row(found, "mean_ratio")["ratio_low"])


def test_a_line_that_cannot_be_fitted_says_why() -> None:
    found = find(budget_study(cases_frame(TWELVE)))
    assert row(found, "slope")["note"] == "the first amounts are all alike"


def test_bands_hold_ten_cases_or_more_and_follow_each_other() -> None:
    cases = spread_cases(47)
    found = find(budget_study(cases_frame(cases)))
    bands = found[found["level"].eq("band_indicative")]
    assert bands["base"].ge(10).all()
    assert bands["base"].sum() == 47
    assert bands["pounds"].is_monotonic_increasing
    first = sorted(first for first, _ in cases)[: bands["base"].iloc[0]]
    assert bands["pounds"].iloc[0] == pytest.approx(np.median(first))
    final = found[found["level"].eq("band_final")].iloc[0]
    own = [end for start, end in cases if start <= first[-1]]
    assert final[["pounds_low", "pounds", "pounds_high"]].tolist() == pytest.approx(
        np.quantile(own, (0.25, 0.5, 0.75)).tolist()
    )


def test_equal_indicative_budgets_stand_in_one_band() -> None:
    cases = [(100.0, 150.0 + n) for n in range(25)] + [(200.0, 300.0 + n) for n in range(15)]
    found = find(budget_study(cases_frame(cases)))
    assert found.loc[found["level"].eq("band_final"), "base"].tolist() == [25, 15]
    alike = find(budget_study(cases_frame([(100.0, 150.0 + n) for n in range(40)])))
    assert not alike["level"].str.startswith("band").any()


def test_the_same_cases_give_the_same_numbers() -> None:
    study = budget_study(cases_frame(spread_cases(50)))
    pd.testing.assert_frame_equal(find(study), find(study))


def test_amounts_leave_in_fives_and_ratios_in_hundredths() -> None:
    released = released_budgets(budget_study(cases_frame(spread_cases(60))))["budgets"]
    amounts = released[list(AMOUNTS)].stack().dropna()
    assert len(amounts) > 10
    assert (amounts % 5 == 0).all()
    ratios = released[list(ESTIMATES)].stack().dropna() * 100
    assert len(ratios) > 10
    assert np.allclose(ratios, ratios.round())


def test_no_case_leaves_as_it_is() -> None:
    """Amounts that end in 3 can be no rounded number: none of them is anywhere."""
    random = np.random.default_rng(3)
    cases = [tuple(random.integers(10, 120, 2) * 10 + 3.0) for _ in range(45)]
    study = budget_study(cases_frame(cases, group=["A"] * 20 + ["B"] * 25))
    released = released_budgets(study)["budgets"]
    numbers = released.select_dtypes("number").stack().dropna()
    own = {float(amount) for case in cases for amount in case}
    assert own.isdisjoint(set(numbers))
    assert not any(str(one).startswith("N1-") for one in released.astype(str).to_numpy().ravel())


def test_a_council_of_few_cases_is_hidden_whole() -> None:
    small = cases_frame(spread_cases(7), "S1")
    others = [cases_frame(spread_cases(40, seed=n), f"N{n}") for n in (1, 2)]
    released = released_budgets(budget_study(*others, small))["budgets"]
    own = released[released["authority"].eq("S1")]
    numbers = ["people", "share", *ESTIMATES, *AMOUNTS]
    assert own.loc[own["level"].ne("without_indicative"), numbers].isna().all(axis=None)


def test_the_internal_profile_shows_all() -> None:
    study = budget_study(cases_frame(TWELVE), profile="internal")
    released = released_budgets(study)["budgets"]
    assert row(released, "within_20")["people"] == 4
    assert row(released, "median_difference")["pounds"] == pytest.approx(22.5)
