"""Agreement of two amounts of each case, against R, closed forms and scipy."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from poet.statistics.agreement import concordance, limits_of_agreement, rank_correlation, within

# R works these out of the same sums: only the last digits of a double may differ.
EXACT = 1e-10


@pytest.fixture(scope="module")
def pairs(shared) -> pd.DataFrame:
    return pd.read_csv(shared / "reference" / "data_budget_pairs.csv")


@pytest.fixture(scope="module")
def reference(shared) -> dict:
    text = (shared / "reference" / "ref_agreement.json").read_text(encoding="utf-8")
    return json.loads(text)["result"]


def _one(cases) -> np.ndarray:
    return np.zeros(len(cases), dtype=int)


def test_limits_of_agreement_are_those_of_r(pairs, reference) -> None:
    found = limits_of_agreement(pairs["final"] - pairs["indicative"], _one(pairs)).iloc[0]
    expected = reference["bland_altman"]
    assert found["n"] == 60
    assert found["bias"] == pytest.approx(expected["bias"], rel=EXACT)
    assert found["sd"] == pytest.approx(expected["sd"], rel=EXACT)
    assert found[["lower", "upper"]].tolist() == pytest.approx(expected["loa_z"], rel=EXACT)
    interval = found[["bias_low", "bias_high"]].tolist()
    assert interval == pytest.approx(expected["bias_ci"], rel=EXACT)


def test_limits_of_the_ratio_are_those_of_r(pairs, reference) -> None:
    found = limits_of_agreement(np.log(pairs["final"] / pairs["indicative"]), _one(pairs)).iloc[0]
    expected = reference["bland_altman"]
    assert np.exp(found["bias"]) == pytest.approx(expected["ratio_bias"], rel=EXACT)
    assert np.exp(found[["lower", "upper"]]).tolist() == pytest.approx(
        expected["ratio_loa"], rel=EXACT
    )


def test_intervals_of_the_limits_are_those_of_the_formula() -> None:
    """Bland and Altman 1999, section 2: with n = 85, mean -16.29 and sd 19.61 (their table 1), the
    standard error of a limit is 3.64, and of the mean 2.13."""
    random = np.random.default_rng(1)
    values = random.normal(size=85)
    values = -16.29 + 19.61 * (values - values.mean()) / values.std(ddof=1)
    found = limits_of_agreement(values, _one(values)).iloc[0]
    t = stats.t.ppf(0.975, 84)
    assert found["lower"] == pytest.approx(-54.7, abs=0.05)
    assert found["upper"] == pytest.approx(22.1, abs=0.05)
    assert (found["upper_high"] - found["upper"]) / t == pytest.approx(3.64, abs=0.02)
    assert (found["bias_high"] - found["bias"]) / t == pytest.approx(2.13, abs=0.01)


def test_concordance_is_that_of_r(pairs, reference) -> None:
    found = concordance(pairs["indicative"], pairs["final"], _one(pairs)).iloc[0]
    expected = reference["ccc"]
    for name, its in {
        "estimate": "est",
        "normal_low": "lower",
        "normal_high": "upper",
        "accuracy": "C.b",
    }.items():
        assert found[name] == pytest.approx(expected[its], rel=EXACT), name
    # There the second amount comes first.
    assert 1 / found["scale_shift"] == pytest.approx(expected["s.shift"], rel=EXACT)
    assert -found["location_shift"] == pytest.approx(expected["l.shift"], rel=EXACT)
    assert found["precision"] * found["accuracy"] == pytest.approx(found["estimate"])


def test_the_interval_of_a_concordance_is_the_jackknife_of_its_z(pairs) -> None:
    """By its definition (Tukey 1958): worked out anew without each case in turn."""
    first, final = pairs["indicative"].to_numpy(), pairs["final"].to_numpy()
    found = concordance(first, final, _one(pairs)).iloc[0]
    left = [
        concordance(np.delete(first, case), np.delete(final, case), np.zeros(59, dtype=int))
        for case in range(60)
    ]
    z = np.arctanh(found["estimate"])
    pseudo = 60 * z - 59 * np.arctanh([one["estimate"].iloc[0] for one in left])
    reach = stats.t.ppf(0.975, 59) * pseudo.std(ddof=1) / np.sqrt(60)
    ends = np.tanh([z - reach, z + reach])
    assert found[["low", "high"]].tolist() == pytest.approx(ends, rel=1e-9)


def test_the_interval_of_a_concordance_covers_of_skewed_amounts_too() -> None:
    """Lin's own holds for normal amounts: of log-normal ones it covers ever less."""
    random = np.random.default_rng(6)
    studies, cases, spread = 1_000, 100, 0.5
    first = np.exp(random.normal(5.3, spread, studies * cases))
    final = first * np.exp(random.normal(0.05, 0.25, studies * cases))
    s1, s2 = spread**2, spread**2 + 0.25**2
    m1, m2 = np.exp(5.3 + s1 / 2), np.exp(5.35 + s2 / 2)
    variances = m1**2 * np.expm1(s1) + m2**2 * np.expm1(s2)
    truth = 2 * m1 * m2 * np.expm1(s1) / (variances + (m1 - m2) ** 2)
    found = concordance(first, final, np.repeat(np.arange(studies), cases))
    covered = [
        (found[f"{kind}low"].le(truth) & found[f"{kind}high"].ge(truth)).mean()
        for kind in ("", "normal_")
    ]
    assert 0.91 <= covered[0] <= 0.97
    assert covered[1] < 0.86


def test_the_share_within_ten_per_cent_is_that_of_r(pairs, reference) -> None:
    near = within(pairs["indicative"], pairs["final"], 0.1)
    assert near.mean() == pytest.approx(reference["within10pct"], rel=EXACT)


def test_a_share_is_of_the_first_amount() -> None:
    assert within([100, 100, 100, 80], [80, 120, 121, 100], 0.2).tolist() == [
        True,
        True,
        False,
        False,
    ]
    # 0.1 * 300 is a hair above 30 in floating point, and 0.1 * 70 a hair below 7.
    assert within([70, 300, 0.3], [77, 330, 0.33], 0.1).all()


def test_the_rank_correlation_is_that_of_scipy(pairs) -> None:
    values = pairs.round(-3)  # so that many are equal
    found = rank_correlation(values["indicative"], values["final"], _one(pairs)).iloc[0]
    expected = stats.spearmanr(values["indicative"], values["final"]).statistic
    assert found["estimate"] == pytest.approx(expected, rel=EXACT)
    reach = 1.959963984540054 * np.sqrt((1 + expected**2 / 2) / 57)
    assert np.arctanh(found["high"]) - np.arctanh(expected) == pytest.approx(reach)
    assert np.arctanh(expected) - np.arctanh(found["low"]) == pytest.approx(reach)


def test_the_rank_correlation_is_that_of_r(shared) -> None:
    data = pd.read_csv(shared / "reference" / "data_attitude.csv")
    text = (shared / "reference" / "ref_trend.json").read_text(encoding="utf-8")
    found = rank_correlation(data["rating"], data["complaints"], _one(data)).iloc[0]
    expected = json.loads(text)["result"]["spearman"]["rho"]
    assert found["estimate"] == pytest.approx(expected, rel=EXACT)


@given(seed=st.integers(0, 1_000))
def test_many_groups_at_once_are_as_each_alone(seed: int) -> None:
    random = np.random.default_rng(seed)
    first = np.exp(random.normal(5, 0.5, 40))
    final = first * np.exp(random.normal(0.2, 0.4, 40))
    group = random.integers(-1, 4, 40)
    tables = [
        limits_of_agreement(final - first, group),
        concordance(first, final, group),
        rank_correlation(first, final, group),
    ]
    for number in range(group.max() + 1):
        own = group == number
        alone = [
            limits_of_agreement((final - first)[own], np.zeros(own.sum(), dtype=int)),
            concordance(first[own], final[own], np.zeros(own.sum(), dtype=int)),
            rank_correlation(first[own], final[own], np.zeros(own.sum(), dtype=int)),
        ]
        for together, one in zip(tables, alone, strict=True):
            expected = one.iloc[0] if len(one) else together.iloc[number] * np.nan
            told = together.iloc[number].drop("n")
            assert told.tolist() == pytest.approx(expected.drop("n").tolist(), nan_ok=True)


def test_perfect_agreement_is_a_concordance_of_one() -> None:
    values = np.arange(1.0, 11)
    found = concordance(values, values, _one(values)).iloc[0]
    assert found["estimate"] == pytest.approx(1)
    assert concordance(values, values + 5, _one(values)).iloc[0]["estimate"] < 0.6
    assert concordance(values, -values, _one(values)).iloc[0]["estimate"] < 0


def test_amounts_that_do_not_vary_have_no_correlation() -> None:
    values, same = np.arange(1.0, 11), np.full(10, 7.0)
    assert np.isnan(concordance(values, same, _one(values)).iloc[0]["estimate"])
    assert np.isnan(rank_correlation(same, values, _one(values)).iloc[0]["estimate"])


def test_amounts_that_vary_by_rounding_only_do_not_vary() -> None:
    values, week = np.arange(1.0, 13), np.full(12, 100 * 7 / 365.25)
    assert week.sum() / 12 != week[0]
    found = concordance(week, values, _one(values)).iloc[0]
    assert found.drop(["n", "location_shift"]).isna().all()


def test_where_one_case_alone_is_off_there_is_no_interval() -> None:
    first = np.arange(1.0, 13)
    found = concordance(first, np.append(first[:-1], 20), _one(first)).iloc[0]
    assert 0.8 < found["estimate"] < 1
    assert found[["low", "high"]].isna().all()


def test_a_group_of_nobody_between_others_has_no_numbers() -> None:
    values, group = np.arange(1.0, 11), np.repeat([0, 2], 5)
    others = values * 7 % 11
    found = [
        limits_of_agreement(values, group),
        concordance(values, others, group),
        rank_correlation(values, others, group),
    ]
    for table in found:
        assert table["n"].tolist() == [5, 0, 5]
        assert table.drop(columns="n").iloc[1].isna().all()
        assert table.iloc[0, 1:3].notna().all()


def test_few_cases_have_no_intervals() -> None:
    three = limits_of_agreement([1.0, 2.0, 4.0, 5.0], [0, 0, 0, 1])
    assert three["bias"].tolist() == pytest.approx([7 / 3, np.nan], nan_ok=True)
    assert three[["bias_low", "lower_low", "upper_high"]].isna().all(axis=None)
    assert concordance([1.0, 2.0, 3.0], [1.0, 2.0, 4.0], [0, 0, 0])["low"].isna().all()


def test_missing_values_are_refused() -> None:
    with pytest.raises(ValueError, match="missing or infinite"):
        limits_of_agreement([1.0, np.nan], [0, 0])
    with pytest.raises(ValueError, match=r"\(1,\) groups for \(2,\) values"):
        concordance([1.0, 2.0], [1.0, 2.0], [0])
