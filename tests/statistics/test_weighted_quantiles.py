from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poet.statistics.failure import CannotEstimate
from poet.statistics.sampling import Sampling
from poet.statistics.weighted_quantiles import weighted_quantiles

PROBABILITIES = [0.1, 0.25, 0.5, 0.75, 0.9]
RULES_OF_R = {"lowest": "math", "midpoint": "school", "linear": "hf7"}
# The types of Hyndman and Fan by their names in numpy.
NAMES_OF_NUMPY = {
    "lowest": "inverted_cdf",
    "midpoint": "averaged_inverted_cdf",
    "linear": "linear",
}


@pytest.mark.parametrize("rule", RULES_OF_R)
def test_quantiles_and_their_intervals_agree_with_r(rule, reference, reference_data):
    schools = reference_data("apistrat")
    expected = reference("weighted_quantiles")["svyquantile"][RULES_OF_R[rule]]
    sampling = Sampling(schools["pw"], schools["stype"], (), (schools["fpc"],))
    found = weighted_quantiles(schools["api00"], sampling, PROBABILITIES, rule=rule)
    assert found.index.tolist() == PROBABILITIES
    np.testing.assert_allclose(found, expected.iloc[:, :3], rtol=1e-12)


@pytest.mark.parametrize("rule", RULES_OF_R)
def test_quartiles_of_the_made_up_study_agree_with_r(rule, reference, reference_data):
    people, expected = reference_data("poet1200"), reference("poet1200")["quantile_ease"]
    sampling = Sampling(people["w"], None, (people["la"],))
    found = weighted_quantiles(people["ease"], sampling, [0.25, 0.5, 0.75], rule=rule)
    np.testing.assert_allclose(found["estimate"], expected[RULES_OF_R[rule]], rtol=1e-12)


@pytest.mark.parametrize("rule", NAMES_OF_NUMPY)
@settings(derandomize=True, deadline=None, max_examples=60)
@given(seed=st.integers(0, 10**6), n=st.integers(2, 12), p=st.sampled_from([0, 0.1, 0.5, 0.75, 1]))
def test_equal_weights_give_the_types_of_hyndman_and_fan(rule, seed, n, p):
    values = pd.Series(np.random.default_rng(seed).integers(0, 9, n).astype(float))
    sampling = Sampling(pd.Series(0.1, values.index))
    found = weighted_quantiles(values, sampling, [p], rule=rule)["estimate"].iloc[0]
    assert found == pytest.approx(np.quantile(values, p, method=NAMES_OF_NUMPY[rule]))


def test_weights_that_are_counts_are_that_many_rows():
    values, counts = pd.Series([4.0, 1, 7, 2]), pd.Series([3, 5, 1, 2])
    rows = values.repeat(counts).reset_index(drop=True)
    for rule in ("lowest", "midpoint"):
        of_counts = weighted_quantiles(values, Sampling(counts * 1.0), [0.2, 0.5, 0.7], rule=rule)
        of_rows = weighted_quantiles(rows, Sampling(rows * 0 + 1), [0.2, 0.5, 0.7], rule=rule)
        assert of_counts["estimate"].tolist() == of_rows["estimate"].tolist()


def test_only_the_domain_is_read():
    values = pd.Series([np.nan, 5.0, 1, 3, 100])
    sampling = Sampling(pd.Series([1.0, 1, 1, 1, 0]))
    domain = pd.Series([False, True, True, True, True])
    found = weighted_quantiles(values, sampling, [0.5], domain=domain)
    assert found["estimate"].tolist() == [3]


def test_an_end_outside_0_to_1_gives_no_bound():
    values = pd.Series(np.arange(40.0))
    found = weighted_quantiles(values, Sampling(values * 0 + 1), [0.01, 0.5, 1])
    assert found.isna().to_numpy().tolist() == [[False, True, False], [False] * 3, [False] * 3]
    assert found.loc[0.5, "low"] < 19 < found.loc[0.5, "high"]
    wider = weighted_quantiles(values, Sampling(values * 0 + 1), [0.5], confidence=0.99)
    assert wider["low"].iloc[0] < found.loc[0.5, "low"]


def test_what_cannot_be_ranked_is_refused():
    sampling = Sampling(pd.Series([1.0, 1]))
    with pytest.raises(ValueError, match="a probability must lie between 0 and 1"):
        weighted_quantiles(pd.Series([1.0, 2]), sampling, [50])
    with pytest.raises(ValueError, match="missing values in 'pay'"):
        weighted_quantiles(pd.Series([1.0, np.nan], name="pay"), sampling, [0.5])
    with pytest.raises(CannotEstimate, match="nobody answered"):
        weighted_quantiles(pd.Series([1.0, 2]), Sampling(pd.Series([0.0, 0])), [0.5])
