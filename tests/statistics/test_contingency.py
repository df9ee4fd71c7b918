from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency
from scipy.stats.contingency import association

from poet.statistics.contingency import (
    each_against_the_rest,
    effective_base,
    rounding_variance,
    same_shares,
    same_shares_by_cluster,
)
from poet.statistics.rao_scott import independence_test
from poet.statistics.sampling import Sampling


def tables(many: int = 40, groups: int = 5, seed: int = 3):
    random = np.random.default_rng(seed)
    base = random.integers(10, 90, (many, groups))
    return random.binomial(base, 0.6), base


def test_it_is_pearsons_test_of_every_table():
    people, base = tables()
    found = same_shares(people, base)
    for row in range(len(people)):
        table = np.array([people[row], base[row] - people[row]])
        pearson = chi2_contingency(table, correction=False)
        assert found.statistic[row] == pytest.approx(pearson.statistic, rel=1e-12)
        assert found.p_values[row] == pytest.approx(pearson.pvalue, rel=1e-10)
        assert found.degrees_of_freedom[row] == pearson.dof
        assert found.cramers_v[row] == pytest.approx(association(table), rel=1e-10)
        assert found.smallest_expected[row] == pytest.approx(pearson.expected_freq.min())


def test_a_group_of_nobody_or_without_a_number_is_no_part_of_the_table():
    found = same_shares([[10, 20, np.nan, 0]], [[20, 60, 30, 0]])
    alone = same_shares([[10, 20]], [[20, 60]])
    assert found.statistic == pytest.approx(alone.statistic)
    assert found.degrees_of_freedom.tolist() == [1]


def test_one_group_or_one_answer_leaves_nothing_to_test():
    found = same_shares([[10, 0], [20, 30]], [[20, 0], [20, 30]])
    assert np.isnan(found.p_values).all()
    assert np.isnan(found.statistic).all()
    assert found.degrees_of_freedom.tolist() == [0, 1]


def test_a_count_above_its_base_is_refused():
    with pytest.raises(ValueError, match="a count must lie between 0 and its base"):
        same_shares([[5, 21]], [[10, 20]])


def test_the_variance_of_rounding_is_that_of_five_remainders():
    assert rounding_variance(1) == 0
    assert rounding_variance(5) == pytest.approx(np.var([-2, -1, 0, 1, 2]))


def test_rounded_counts_alone_would_find_too_much_and_with_their_variance_do_not():
    """Groups of 20 to 60 people of one share, counts rounded to 5: a 5 % test."""
    random = np.random.default_rng(11)
    base = random.integers(20, 60, (20_000, 4))
    people = random.binomial(base, 0.55)
    rounded = [(each + 2) // 5 * 5 for each in (people, base)]
    rounded[0] = np.minimum(*rounded)
    naive = (same_shares(*rounded).p_values < 0.05).mean()
    mended = (same_shares(*rounded, rounding_variance(5)).p_values < 0.05).mean()
    assert naive > 0.09
    assert 0.045 < mended < 0.055


def test_each_group_against_the_rest_is_the_test_of_two_groups():
    people, base = tables(many=6, groups=3)
    p, rest, rest_n = each_against_the_rest(people, base)
    for row in range(6):
        for group in range(3):
            others = [n for n in range(3) if n != group]
            pair = [people[row, group], people[row, others].sum()]
            of = [base[row, group], base[row, others].sum()]
            assert (rest[row, group], rest_n[row, group]) == (pair[1], of[1])
            assert p[row, group] == pytest.approx(same_shares([pair], [of]).p_values[0])


def test_a_design_effect_divides_the_statistic():
    people, base = tables(many=3)
    plain = same_shares(people, base)
    effects = [1.5, 2, 3]
    halved = same_shares(people, base, design_effect=effects)
    assert halved.statistic == pytest.approx(plain.statistic / effects)
    p, _, _ = each_against_the_rest(people[:, :2], base[:, :2], design_effect=effects)
    two = same_shares(people[:, :2], base[:, :2], design_effect=effects)
    assert p[:, 0] == pytest.approx(two.p_values)


def test_the_effective_base_has_the_variance_of_the_share():
    assert effective_base(12, 40) == pytest.approx(40)
    assert effective_base(12, 40, design_effect=2) == pytest.approx(20)
    n = effective_base(20, 40, 2.0)
    assert 0.25 / n == pytest.approx(0.25 / 40 + 2 * (1 + 0.25) / 40**2)
    assert effective_base(0, 40, 2.0) < 40


def clustered(seed: int = 5):
    """One row per person: council, group, good answer; councils differ in both."""
    random = np.random.default_rng(seed)
    council = random.integers(0, 12, 600)
    group = (random.random(600) < 0.2 + 0.05 * council % 3 / 3).astype(int)
    group = group + (random.random(600) < 0.3)
    good = random.random(600) < 0.4 + 0.03 * council - 0.05 * group
    return pd.DataFrame({"council": council, "group": group, "good": good.astype(int)})


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_counts_by_cluster_give_the_test_of_rao_and_scott(seed):
    people = clustered(seed)
    by = people.groupby(["council", "group"])["good"].agg(["sum", "count"]).unstack(fill_value=0)
    p, effect = same_shares_by_cluster(by["sum"], by["count"])
    sampling = Sampling(pd.Series(1.0, people.index), None, (people["council"],))
    assert p == pytest.approx(
        independence_test(people["good"], people["group"], sampling).p_value, rel=1e-9
    )
    assert effect > 0


def test_counts_of_the_made_up_study_give_the_test_that_agrees_with_r(reference_data):
    """`independence_test` is held to R; this one to it, on the same study."""
    people = reference_data("poet1200").assign(good=lambda rows: rows["out1"].ge(4).astype(int))
    by = people.groupby(["la", "mode"])["good"].agg(["sum", "count"]).unstack(fill_value=0)
    p, _ = same_shares_by_cluster(by["sum"], by["count"])
    sampling = Sampling(pd.Series(1.0, people.index), None, (people["la"],))
    theirs = independence_test(people["good"], people["mode"], sampling)
    assert p == pytest.approx(theirs.p_value, rel=1e-9)


@pytest.mark.parametrize(
    ("people", "base"),
    [([[3, 4]], [[5, 6]]), ([[3], [4]], [[5], [6]]), ([[5, 6], [5, 6]], [[5, 6], [5, 6]])],
    ids=["one cluster", "one group", "one answer"],
)
def test_where_there_is_nothing_to_test_clusters_give_no_number(people, base):
    assert np.isnan(same_shares_by_cluster(people, base)).all()


@given(
    st.lists(st.integers(0, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
             min_size=2, max_size=6)
)  # fmt: skip
def test_what_is_true_of_yes_is_true_of_no(cells):
    people, base = np.array(cells).T[:, np.newaxis]
    yes, no = same_shares(people, base), same_shares(base - people, base)
    np.testing.assert_allclose(yes.p_values, no.p_values)
    np.testing.assert_allclose(yes.cramers_v, no.cramers_v, atol=1e-7)
    assert not (yes.p_values < 0).any()
    assert not (yes.p_values > 1).any()
