from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency

from poet.statistics.failure import CannotEstimate
from poet.statistics.rao_scott import independence_test
from poet.statistics.sampling import Sampling

NAMES_OF_R = {"F": "F", "chi-squared": "Chisq", "Wald": "Wald", "adjusted Wald": "adjWald"}


def two_stages(schools):
    drawn = schools.groupby("dnum")["snum"].transform("size")
    weights = schools["fpc1"] / schools["dnum"].nunique() * schools["fpc2"] / drawn
    stages = (schools["dnum"], schools["snum"]), (schools["fpc1"], schools["fpc2"])
    return Sampling(weights, None, *stages)


DESIGNS = {
    "dclus1_fpc": (
        "apiclus1",
        "stype",
        lambda rows: Sampling(rows["pw"], None, (rows["dnum"],), (rows["fpc"],)),
    ),
    "dclus1_nofpc": ("apiclus1", "stype", lambda rows: Sampling(rows["pw"], None, (rows["dnum"],))),
    "dstrat_comp": ("apistrat", "comp.imp", lambda rows: Sampling(rows["pw"], rows["stype"])),
    "dclus2": ("apiclus2", "stype", two_stages),
}


def assert_agrees(found, expected, statistic):
    assert found.p_value == pytest.approx(expected["p"], rel=1e-9)
    degrees = np.atleast_1d(expected["par"])
    assert found.numerator == pytest.approx(degrees[0], rel=1e-9)
    if statistic == "chi-squared":
        # R prints Pearson's chi-squared before it is divided by the mean design effect.
        assert found.denominator == math.inf
    else:
        assert found.denominator == pytest.approx(degrees[1], rel=1e-9)
        assert found.statistic == pytest.approx(expected["stat"], rel=1e-9)


@pytest.mark.parametrize("statistic", NAMES_OF_R)
@pytest.mark.parametrize("design", DESIGNS)
def test_school_samples_agree_with_r(design, statistic, reference, reference_data):
    name, other, make = DESIGNS[design]
    schools = reference_data(name)
    expected = reference("svychisq")[design][NAMES_OF_R[statistic]]
    sampling = make(schools)
    found = independence_test(schools["sch.wide"], schools[other], sampling, statistic=statistic)
    assert_agrees(found, expected, statistic)
    turned = independence_test(schools[other], schools["sch.wide"], sampling, statistic=statistic)
    assert_agrees(turned, expected, statistic)


@pytest.mark.parametrize("statistic", NAMES_OF_R)
def test_the_made_up_study_agrees_with_r(statistic, reference, reference_data):
    people = reference_data("poet1200")
    expected = reference("poet1200")["svychisq"][NAMES_OF_R[statistic]]
    sampling = Sampling(people["w"], None, (people["la"],))
    found = independence_test(people["out1"], people["mode"], sampling, statistic=statistic)
    assert_agrees(found, expected, statistic)


def test_equal_weights_give_pearsons_test():
    random = np.random.default_rng(4)
    rows, columns = (pd.Series(random.integers(0, levels, 200)) for levels in (3, 4))
    sampling = Sampling(pd.Series(2.0, rows.index))
    found = independence_test(rows, columns, sampling, statistic="chi-squared")
    pearson = chi2_contingency(pd.crosstab(rows, columns), correction=False)
    # The design effects are 1 only on average over tables, so this is near and not equal.
    assert found.numerator == pearson.dof == 6
    assert found.p_value == pytest.approx(pearson.pvalue, abs=0.02)


def test_the_f_test_holds_its_promise_where_people_of_a_ward_resemble_each_other():
    random = np.random.default_rng(9)
    ward = pd.Series(np.repeat(np.arange(20), 20), name="ward")
    rejected, naive = 0, 0
    for _ in range(300):
        low, high = (random.random(20)[ward] for _ in range(2))
        rows, columns = (pd.Series(random.random(400) < chance) for chance in (low, high))
        sampling = Sampling(pd.Series(random.uniform(1, 3, 400)), None, (ward,))
        rejected += independence_test(rows, columns, sampling).p_value < 0.05
        naive += chi2_contingency(pd.crosstab(rows, columns), correction=False).pvalue < 0.05
    # Of 300, chance alone moves 15 by 3.8.
    assert 6 <= rejected <= 27
    assert naive > 40


def test_only_the_domain_is_read():
    rows = pd.Series([*"aabbab", "c", None])
    columns = pd.Series([*"xyxyxx", None, "z"])
    sampling = Sampling(pd.Series([1.0, 2, 1, 2, 3, 1, 1, 1]))
    domain = pd.Series([True] * 6 + [False] * 2)
    found = independence_test(rows, columns, sampling, domain)
    alone = independence_test(rows[:6], columns[:6], Sampling(sampling.weights[:6]))
    # Those outside were drawn too: only n / (n - 1) differs.
    assert found.statistic == pytest.approx(alone.statistic * (6 / 5) / (8 / 7))
    assert found.denominator == pytest.approx(5 * found.numerator)


def test_what_has_one_level_or_no_spread_is_refused():
    sampling = Sampling(pd.Series([1.0, 1, 1, 1]))
    mixed, same = pd.Series([1, 2, 1, 2], name="q1"), pd.Series([1, 1, 1, 1], name="q2")
    with pytest.raises(CannotEstimate, match=r"^'q2' is the same for everyone$"):
        independence_test(mixed, same, sampling)
    with pytest.raises(ValueError, match="missing values in 'q1'"):
        independence_test(mixed.where(mixed == 1), mixed, sampling)
    with pytest.raises(ValueError, match="must have the same rows"):
        independence_test(mixed, mixed[::-1], sampling)
    with pytest.raises(CannotEstimate, match=r"^nobody answered$"):
        independence_test(mixed, mixed, sampling, mixed == 3)
    strata = Sampling(sampling.weights, clusters=(pd.Series([1, 1, 1, 1], name="ward"),))
    with pytest.raises(CannotEstimate, match="too few people, or units they were drawn in, for a"):
        independence_test(mixed, mixed, strata)


def test_a_table_of_mostly_empty_cells_and_a_census_are_refused():
    labels = pd.Series(list("abcabc"))
    with pytest.raises(CannotEstimate, match=r"^too many pairs of answers were given by nobody$"):
        independence_test(labels, labels, Sampling(pd.Series(1.0, labels.index)))
    rows, columns = pd.Series(list("aabb")), pd.Series(list("xyxx"))
    everyone = Sampling(pd.Series(1.0, range(4)), populations=(pd.Series(4, range(4)),))
    with pytest.raises(CannotEstimate, match="nothing is left to chance, so that there is nothing"):
        independence_test(rows, columns, everyone)


def test_one_empty_cell_agrees_with_the_other_tests():
    rows, columns = pd.Series([*"aaabbbbb"] * 9), pd.Series([*"xxxxyyyy"] * 9)
    sampling = Sampling(pd.Series(1.0, rows.index))
    found = independence_test(rows, columns, sampling)
    assert found.numerator == pytest.approx(1)
    assert found.p_value < 1e-6
    assert independence_test(rows, columns, sampling, statistic="Wald").p_value < 1e-6


def test_the_wald_test_has_no_more_constraints_than_degrees_of_freedom():
    random = np.random.default_rng(1)
    rows, columns = (pd.Series(random.integers(0, 3, 90)) for _ in range(2))
    sampling = Sampling(pd.Series(1.0, rows.index), None, (rows.index.to_series() // 30,))
    with pytest.raises(CannotEstimate, match="4 numbers cannot be tested together with 2 degrees"):
        independence_test(rows, columns, sampling, statistic="Wald")
