import numpy as np
import pandas as pd
import pytest
from scipy import stats

from poet.statistics.bootstrap import (
    COUNTED,
    Resamples,
    bca_limits,
    quantile_intervals,
    resamples,
)

CASES = 40


@pytest.fixture(scope="module")
def money() -> pd.DataFrame:
    """Skewed amounts of 40 cases: the final is the indicative, about half as much again."""
    random = np.random.default_rng(5)
    indicative = np.exp(random.normal(5.5, 0.6, CASES))
    final = indicative * np.exp(random.normal(0.4, 0.5, CASES))
    return pd.DataFrame({"indicative": indicative, "final": final})


@pytest.fixture(scope="module")
def drawn(money: pd.DataFrame) -> Resamples:
    return resamples(money, np.zeros(CASES, dtype=int), draws=40_000)


# Expanded (Hesterberg 2015): scipy's interval of a level at which the normal quantile is this far.
LEVEL = 2 * stats.norm.cdf(np.sqrt(CASES / (CASES - 1)) * stats.t.ppf(0.975, CASES - 1)) - 1


def _resampled(money: pd.DataFrame, draws: int) -> np.ndarray:
    """Draw x case x column: cases drawn with replacement, the textbook way."""
    which = np.random.default_rng(7).integers(0, CASES, (draws, CASES))
    return money.to_numpy()[which]


def test_counts_are_nearly_those_of_drawing_with_replacement() -> None:
    counts = np.repeat(np.arange(len(COUNTED)), COUNTED)
    assert len(counts) == 256
    assert counts.mean() == 1
    assert counts.var() == 1
    assert ((counts - 1.0) ** 3).mean() == pytest.approx(1, abs=0.02)


def test_drawn_means_are_spread_and_skewed_as_those_of_resampled_cases(
    money: pd.DataFrame, drawn: Resamples
) -> None:
    means = drawn.drawn_means(["final"])[0, 0]
    brute = _resampled(money, 40_000)[:, :, 1].mean(axis=1)
    # Of 40,000 draws, a standard deviation is known to 0.4 %, a skewness to 0.02.
    assert means.mean() == pytest.approx(money["final"].mean(), rel=0.002)
    assert means.std() == pytest.approx(money["final"].std(ddof=0) / np.sqrt(CASES), rel=0.015)
    assert means.std() == pytest.approx(brute.std(), rel=0.02)
    assert stats.skew(means) == pytest.approx(stats.skew(brute), abs=0.06)
    for probability in (0.025, 0.5, 0.975):
        assert np.quantile(means, probability) == pytest.approx(
            np.quantile(brute, probability), abs=0.05 * brute.std()
        )


def test_the_interval_of_a_mean_is_that_of_scipy(money: pd.DataFrame, drawn: Resamples) -> None:
    found = drawn.means("final").iloc[0]
    expected = stats.bootstrap(
        (money["final"].to_numpy(),),
        np.mean,
        n_resamples=40_000,
        method="BCa",
        confidence_level=LEVEL,
        rng=3,
    ).confidence_interval
    apart = expected.high - expected.low  # of 40,000 draws each, an end is known to 1 % of it
    assert found["estimate"] == pytest.approx(money["final"].mean())
    assert found["low"] == pytest.approx(expected.low, abs=0.03 * apart)
    assert found["high"] == pytest.approx(expected.high, abs=0.03 * apart)


def test_the_interval_of_a_ratio_of_totals_is_that_of_scipy(
    money: pd.DataFrame, drawn: Resamples
) -> None:
    found = drawn.ratios("final", "indicative").iloc[0]
    expected = stats.bootstrap(
        (money["final"].to_numpy(), money["indicative"].to_numpy()),
        lambda above, below, axis: above.mean(axis=axis) / below.mean(axis=axis),
        paired=True,
        vectorized=True,
        n_resamples=40_000,
        method="BCa",
        confidence_level=LEVEL,
        rng=3,
    ).confidence_interval
    apart = expected.high - expected.low
    assert found["estimate"] == pytest.approx(money["final"].sum() / money["indicative"].sum())
    assert found["low"] == pytest.approx(expected.low, abs=0.03 * apart)
    assert found["high"] == pytest.approx(expected.high, abs=0.03 * apart)


def test_cells_put_together_are_as_if_they_had_been_one(money: pd.DataFrame) -> None:
    cells = np.arange(CASES) % 4
    apart = resamples(money, cells, draws=20_000)
    together = apart.means("final", [0, 0, 0, 0]).iloc[0]
    whole = (
        resamples(money, np.zeros(CASES, dtype=int), draws=20_000, seed=9).means("final").iloc[0]
    )
    assert together["estimate"] == pytest.approx(whole["estimate"])
    width = whole["high"] - whole["low"]
    assert together["low"] == pytest.approx(whole["low"], abs=0.03 * width)
    assert together["high"] == pytest.approx(whole["high"], abs=0.03 * width)
    some = apart.means("final", [-1, 1, 1, 0])
    assert some["estimate"].tolist() == pytest.approx(
        [money["final"][cells == 3].mean(), money["final"][(cells == 1) | (cells == 2)].mean()]
    )


def test_the_same_rows_give_the_same_intervals(money: pd.DataFrame) -> None:
    cells = np.arange(CASES) % 3
    first, second = (resamples(money, cells).means("final") for _ in range(2))
    pd.testing.assert_frame_equal(first, second)


def test_the_order_of_the_rows_changes_nothing(money: pd.DataFrame) -> None:
    cells, order = np.arange(CASES) % 3, np.random.default_rng(1).permutation(CASES)
    first = resamples(money, cells).ratios("final", "indicative")
    second = resamples(money.iloc[order], cells[order]).ratios("final", "indicative")
    np.testing.assert_allclose(second, first, rtol=1e-6)  # sums in single precision


def test_adding_an_amount_to_all_moves_the_interval_by_as_much(money: pd.DataFrame) -> None:
    cells = np.zeros(CASES, dtype=int)
    near, far = (resamples(money + plus, cells).means("final").iloc[0] for plus in (0, 1_000_000))
    assert (far - near).tolist() == pytest.approx([1_000_000] * 3, abs=0.01)


@pytest.mark.parametrize("rows", [10, 40])
def test_intervals_of_means_cover_what_they_should(rows: int) -> None:
    random = np.random.default_rng(11)
    studies = 2_000
    values = pd.DataFrame({"ratio": np.exp(random.normal(0, 0.5, studies * rows))})
    found = resamples(values, np.repeat(np.arange(studies), rows), draws=500).means("ratio")
    truth = np.exp(0.125)
    covered = found["low"].le(truth) & found["high"].ge(truth)
    # The interval of a skewed mean covers a little less than it says; a t interval 92 %.
    assert 0.915 <= covered.mean() <= 0.965


def test_a_group_of_few_rows_or_of_equal_ones_has_no_interval() -> None:
    values = pd.DataFrame({"x": [1.0, 2.0, 3.0, 4.0, *[7.0] * 6]})
    found = resamples(values, [0] * 4 + [2] * 6, draws=50).means("x")
    assert found["estimate"].tolist() == pytest.approx([2.5, np.nan, 7.0], nan_ok=True)
    assert found["low"].isna().all()
    assert found["high"].isna().all()


def test_nobody_at_all_is_no_group() -> None:
    assert resamples(pd.DataFrame({"x": []}, dtype=float), [], draws=5).means("x").empty
    assert quantile_intervals([], []).empty


def test_another_number_of_rows_is_refused(money: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match=r"\(3,\) cells for 40 rows"):
        resamples(money, [0, 0, 0])
    with pytest.raises(ValueError, match=r"\(2, 9\) draws for \(1,\) estimates"):
        bca_limits(np.zeros((2, 9)), np.zeros(1), np.zeros(1), np.full(1, 5))
    with pytest.raises(ValueError, match="between 0 and 1"):
        quantile_intervals([1.0], [0], 1.0)


@pytest.mark.parametrize(("rows", "probability"), [(41, 0.5), (101, 0.5), (41, 0.25), (41, 0.9)])
def test_the_interval_of_a_quantile_is_that_of_endlessly_many_resamples(
    rows: int, probability: float
) -> None:
    values = np.random.default_rng(rows).permutation(np.arange(float(rows)))
    found = quantile_intervals(values, np.zeros(rows, dtype=int), probability).iloc[0]
    which = np.random.default_rng(2).integers(0, rows, (100_000, rows))
    brute = np.quantile(values[which], probability, axis=1)
    assert found["estimate"] == np.quantile(values, probability)
    # The rows are 0, 1, 2 ...: what is drawn stands in steps of one.
    assert found["low"] == np.quantile(brute, 0.025)
    assert found["high"] == np.quantile(brute, 0.975)


def test_the_interval_of_a_median_between_two_rows_is_the_wider_one() -> None:
    values = np.arange(60.0)
    found = quantile_intervals(values, np.zeros(60, dtype=int)).iloc[0]
    which = np.random.default_rng(2).integers(0, 60, (50_000, 60))
    low, high = np.quantile(np.median(values[which], axis=1), (0.025, 0.975))
    assert found["estimate"] == 29.5
    assert low - 1 <= found["low"] <= low
    assert high <= found["high"] <= high + 1


def test_quantiles_of_many_groups_are_those_of_each() -> None:
    random = np.random.default_rng(4)
    values, group = random.normal(size=300), random.integers(-1, 5, 300)
    together = quantile_intervals(values, group)
    for number in range(5):
        own = values[group == number]
        alone = quantile_intervals(own, np.zeros(len(own), dtype=int)).iloc[0]
        assert together.iloc[number].tolist() == alone.tolist()
    few = quantile_intervals([3.0, 1.0, 2.0], [1, 1, 1])
    assert few["estimate"].tolist() == pytest.approx([np.nan, 2.0], nan_ok=True)
    assert few["low"].isna().all()


def test_intervals_of_medians_cover_what_they_should() -> None:
    random = np.random.default_rng(12)
    studies, rows = 4_000, 35
    values = random.exponential(size=studies * rows)
    found = quantile_intervals(values, np.repeat(np.arange(studies), rows))
    covered = found["low"].le(np.log(2)) & found["high"].ge(np.log(2))
    assert 0.93 <= covered.mean() <= 0.97
