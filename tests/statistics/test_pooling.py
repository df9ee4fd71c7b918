from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import chdtrc, fdtrc, stdtr

from poet.statistics import binary, ordinal
from poet.statistics.failure import CannotEstimate
from poet.statistics.pooling import fit_each, joint_test, pool, pool_fits

# What R's mice calls our columns, in their order.
THEIRS = ["estimate", "se", "df", "lo", "hi", "p", "ubar", "b", "t", "riv", "lambda", "fmi"]


@dataclass(frozen=True, eq=False)
class LeastSquares:
    coefficients: pd.Series
    covariance: pd.DataFrame
    degrees_of_freedom: float


def least_squares(outcome: pd.Series, predictors: pd.DataFrame) -> LeastSquares:
    matrix = predictors.assign(constant=1.0)
    inverse = np.linalg.inv(matrix.T @ matrix)
    coefficients = pd.Series(inverse @ matrix.T.to_numpy() @ outcome, index=matrix.columns)
    left = len(outcome) - matrix.shape[1]
    variance = ((outcome - matrix @ coefficients) ** 2).sum() / left
    covariance = pd.DataFrame(variance * inverse, matrix.columns, matrix.columns)
    return LeastSquares(coefficients, covariance, left)


def indicators(column: pd.Series, levels: list) -> pd.DataFrame:
    name = column.name
    return pd.DataFrame({f"{name}{level}": (column == level).astype(float) for level in levels})


def completed(reference_data, name: str) -> list[pd.DataFrame]:
    stacked = reference_data(name)
    return [one.reset_index(drop=True) for _, one in stacked.groupby(".imp")]


@pytest.fixture(scope="module")
def nhanes(reference_data) -> list[pd.DataFrame]:
    return completed(reference_data, "nhanes2_imputed_m20")


@pytest.fixture(scope="module")
def lines(nhanes) -> list[LeastSquares]:
    def fit(people):
        ages = indicators(people["age"], ["40-59", "60-99"])
        return least_squares(people["chl"], ages.join(people["bmi"]))

    return fit_each(nhanes, fit)


def assert_agrees(table, expected, *, rtol=1e-6):
    rows = [name.replace("(Intercept)", "constant") for name in expected["term"]]
    for theirs, ours in zip(THEIRS, table.columns, strict=True):
        if theirs in expected:
            np.testing.assert_allclose(table.loc[rows, ours], expected[theirs], rtol=rtol)


def test_linear_models_agree_with_r(lines, reference):
    assert_agrees(pool_fits(lines), reference("mice_pool")["linear"], rtol=1e-9)


def test_logistic_models_agree_with_r(nhanes, reference):
    expected = reference("mice_pool")
    fits = fit_each(nhanes, lambda one: binary.fit(one["hyp"] == "yes", one[["bmi", "chl"]]))
    for fit, theirs in zip(fits, expected["per_imputation_logistic"], strict=True):
        # R's glm stopped at its default tolerance here, which leaves its errors with three digits.
        np.testing.assert_allclose(fit.coefficients, theirs["coef"], rtol=1e-6)
        np.testing.assert_allclose(fit.standard_errors, theirs["se"], rtol=3e-4)
    assert_agrees(pool_fits(fits, 22), expected["logistic"], rtol=1e-4)


def test_numbers_of_r_pooled_by_themselves_agree_with_r(reference):
    expected = reference("mice_pool")
    columns = ["constant", "bmi", "chl"]
    sets = expected["per_imputation_logistic"]
    estimates = pd.DataFrame([one["coef"] for one in sets], columns=columns)
    errors = pd.DataFrame([one["se"] for one in sets], columns=columns)
    assert_agrees(pool(estimates, errors**2, 22), expected["logistic"], rtol=1e-9)


def test_the_made_up_study_agrees_with_r(reference, reference_data):
    def fit(people):
        background = indicators(people["group"], [1, 2, 3, 4]).join(
            indicators(people["mode"], [1, 2, 3])
        )
        return binary.fit(people["y"] == 1, people[["ease", "involve"]].join(background))

    fits = fit_each(completed(reference_data, "poet1200_imputed_m20"), fit)
    assert_agrees(pool_fits(fits, 1190), reference("poet1200")["mice"])


def test_the_joint_test_agrees_with_r(lines, reference):
    expected = reference("mice_pool")["D1_by_hand"]
    test = joint_test(lines, ["age40-59", "age60-99"], math.inf)
    assert test.statistic == pytest.approx(expected["F"], rel=1e-9)
    assert test.numerator_degrees_of_freedom == expected["k"]
    assert test.denominator_degrees_of_freedom == pytest.approx(expected["df2"], rel=1e-9)
    assert test.p_value == pytest.approx(expected["p"], rel=1e-9)
    assert test.relative_increase == pytest.approx(expected["r"], rel=1e-9)


def test_few_degrees_of_freedom_of_a_joint_test_agree_with_r(lines):
    # Reiter's formula typed into R 4.2.2 for r = 0.485513164066434, t = 38 and dfcom = 21.
    test = joint_test(lines, ["age40-59", "age60-99"])
    assert test.denominator_degrees_of_freedom == pytest.approx(15.5432051427463, rel=1e-9)
    assert test.p_value == pytest.approx(fdtrc(2, 15.5432051427463, test.statistic), rel=1e-9)


def one_column(*estimates: float, variance: float = 4.0) -> tuple[pd.DataFrame, pd.DataFrame]:
    frame = pd.DataFrame({"ease": estimates})
    return frame, frame * 0 + variance


def test_two_sets_by_hand():
    row = pool(*one_column(1.0, 3.0)).loc["ease"]
    assert row["estimate"] == 2
    assert (row["within"], row["between"], row["total"]) == pytest.approx((4, 2, 7))
    assert row["relative_increase"] == pytest.approx(3 / 4)
    assert row["share_due_to_missing"] == pytest.approx(3 / 7)
    assert row["degrees_of_freedom"] == pytest.approx((7 / 3) ** 2)
    assert row["p_value"] == pytest.approx(2 * stdtr((7 / 3) ** 2, -2 / math.sqrt(7)))
    few = pool(*one_column(1.0, 3.0), complete_degrees_of_freedom=10).loc["ease"]
    observed = 10 * 11 / 13 * 4 / 7
    assert few["degrees_of_freedom"] == pytest.approx(1 / (1 / observed + (3 / 7) ** 2))


@pytest.mark.parametrize("complete", [math.inf, 21])
def test_sets_that_do_not_differ_are_as_if_nothing_were_missing(complete):
    row = pool(*one_column(0.1, 0.1, 0.1), complete_degrees_of_freedom=complete).loc["ease"]
    assert row["degrees_of_freedom"] == complete
    assert row["standard_error"] == pytest.approx(2)
    assert row["p_value"] == pytest.approx(2 * stdtr(complete, -0.05))
    assert row[["between", "relative_increase", "share_due_to_missing"]].eq(0).all()
    assert row["fraction_missing"] == 0


numbers = st.floats(-100, 100)
sets_of_numbers = st.lists(st.tuples(numbers, st.floats(0.01, 100)), min_size=2, max_size=8)


@settings(max_examples=40)
@given(sets_of_numbers, st.floats(2, 1e6), st.randoms())
def test_pooled_numbers_hang_together_whatever_the_sets(pairs, complete, random):
    def pooled(rows):
        estimates, variances = (
            pd.DataFrame({"ease": values}) for values in zip(*rows, strict=True)
        )
        return pool(estimates, variances, complete).loc["ease"]

    row = pooled(pairs)
    assert 0 < row["degrees_of_freedom"] <= complete
    assert row["total"] >= row["within"] * (1 - 1e-12)
    assert 0 <= row["share_due_to_missing"] < 1
    assert row["low"] <= row["estimate"] <= row["high"]
    significant = row["p_value"] < 0.05
    assert significant == (row["low"] > 0 or row["high"] < 0) or abs(row["p_value"] - 0.05) < 1e-6
    shuffled = random.sample(pairs, len(pairs))
    pd.testing.assert_series_equal(pooled(shuffled), row, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda table: table.iloc[:1], "pooling needs at least two completed sets"),
        (lambda table: table.replace(1.0, np.nan), "must be finite numbers"),
        (lambda table: table.replace(1.0, -1.0), "a variance must be above 0"),
        (lambda table: table.rename(columns={"ease": "say"}), "the same sets and columns"),
    ],
)
def test_numbers_that_cannot_be_pooled(change, message):
    changed = change(pd.DataFrame({"ease": [1.0, 2.0]}))
    estimates = pd.DataFrame({"ease": [1.0, 2.0][: len(changed)]})
    with pytest.raises(ValueError, match=message):
        pool(estimates, changed)


@pytest.fixture(scope="module")
def fits(simulated) -> list[ordinal.OrdinalFit]:
    """A model of four made-up sets that differ in one predictor."""
    data, random = simulated(3, people=200), np.random.default_rng(1)

    def fit(number):
        moved = data.predictors["ease"] + random.normal(size=200) * 0.3 * number
        return ordinal.fit(data.answers, data.predictors.assign(ease=moved))

    return [fit(number) for number in range(1, 5)]


def test_fits_are_pooled_coefficient_by_coefficient(fits):
    table = pool_fits(fits, confidence=0.9)
    names = fits[0].coefficients.index
    estimates = pd.DataFrame([fit.coefficients for fit in fits]).reset_index(drop=True)
    errors = pd.DataFrame([fit.standard_errors[names] for fit in fits]).reset_index(drop=True)
    expected = pool(estimates, errors**2, confidence=0.9)
    pd.testing.assert_frame_equal(table, expected, check_names=False)
    assert table.index.tolist() == ["help", "mixed", "ease"]


def test_fits_by_cluster_keep_their_degrees_of_freedom(simulated):
    data = simulated(8, people=200, clusters=9)
    fit = ordinal.fit(data.answers, data.predictors, clusters=data.clusters)
    assert pool_fits([fit, fit])["degrees_of_freedom"].eq(8).all()
    assert pool_fits([fit, fit], 5)["degrees_of_freedom"].eq(5).all()


def test_one_column_tested_jointly_is_its_own_test(fits):
    row = pool_fits(fits).loc["ease"]
    test = joint_test(fits, ["ease"])
    t = row["estimate"] / row["standard_error"]
    assert test.statistic == pytest.approx(t**2, rel=1e-12)
    assert test.relative_increase == pytest.approx(row["relative_increase"], rel=1e-12)
    # With 3 = columns x (sets - 1), Li, Raghunathan & Rubin's other formula, here Rubin's own.
    assert test.denominator_degrees_of_freedom == pytest.approx(row["degrees_of_freedom"])


def test_a_joint_test_does_not_depend_on_how_groups_are_coded(lines):
    def other_base(fit):
        change = pd.DataFrame([[1.0, -1.0], [0.0, -1.0]], ["a", "b"], ["age40-59", "age60-99"])
        return LeastSquares(
            change @ fit.coefficients[change.columns],
            change @ fit.covariance.loc[change.columns, change.columns] @ change.T,
            fit.degrees_of_freedom,
        )

    first = joint_test(lines, ["age40-59", "age60-99"])
    second = joint_test([other_base(fit) for fit in lines], ["a", "b"])
    assert second.p_value == pytest.approx(first.p_value, rel=1e-9)
    assert second.statistic == pytest.approx(first.statistic, rel=1e-9)


def test_many_degrees_of_freedom_of_a_joint_test_are_those_without_end(fits):
    columns = ["help", "mixed", "ease"]
    without = joint_test(fits, columns)
    many = joint_test(fits, columns, 1e9)
    few = joint_test(fits, columns, 30)
    assert many.denominator_degrees_of_freedom == pytest.approx(
        without.denominator_degrees_of_freedom, rel=1e-4
    )
    assert few.denominator_degrees_of_freedom < 30
    assert few.p_value > without.p_value


@pytest.mark.parametrize("complete", [math.inf, 40])
def test_a_joint_test_of_sets_that_do_not_differ_is_walds(fits, complete):
    fit, columns = fits[0], ["help", "ease"]
    test = joint_test([fit, fit, fit], columns, complete)
    estimates = fit.coefficients[columns]
    wald = estimates @ np.linalg.solve(fit.covariance.loc[columns, columns], estimates)
    assert test.statistic == pytest.approx(wald / 2)
    expected = chdtrc(2, wald) if complete == math.inf else fdtrc(2, 40, wald / 2)
    assert test.p_value == pytest.approx(expected)
    assert test.relative_increase == 0


def test_joint_tests_that_cannot_be(fits):
    with pytest.raises(ValueError, match="a joint test needs at least one column"):
        joint_test(fits, [])
    with pytest.raises(ValueError, match="the fits have no column 'age'"):
        joint_test(fits, ["ease", "age"])
    with pytest.raises(ValueError, match="this joint test needs more completed sets"):
        joint_test(fits, ["ease"], 30)
    with pytest.raises(ValueError, match="pooling needs at least two completed sets"):
        joint_test(fits[:1], ["ease"])
    with pytest.raises(CannotEstimate, match="too much is missing to test these columns together"):
        joint_test(fits, ["ease", "help", "mixed"], 4)


def test_fits_that_do_not_go_together(fits, simulated):
    other = simulated(3, people=200)
    less = ordinal.fit(other.answers, other.predictors[["help", "ease"]])
    with pytest.raises(ValueError, match="the fits must have the same coefficients"):
        pool_fits([*fits, less])
    with pytest.raises(ValueError, match="pooling needs at least two completed sets"):
        pool_fits([])


def test_no_set_is_left_out_in_silence():
    def mean(people):
        if people["ease"].iloc[0] > 187:
            raise CannotEstimate("everyone gave the same answer")
        return people["ease"].mean()

    sets = [pd.DataFrame({"ease": [number]}) for number in (100, 200, 150, 300)]
    assert fit_each(iter([sets[2], sets[0]]), mean) == [150, 100]
    with pytest.raises(CannotEstimate) as stop:
        fit_each(sets, mean)
    assert str(stop.value) == "in 2 of 4 completed sets everyone gave the same answer"
