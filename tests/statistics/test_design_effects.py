from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from poet.statistics.design_effects import design_effects, effective_number, kish_design_effect
from poet.statistics.failure import CannotEstimate
from poet.statistics.sampling import Sampling


def test_design_effects_of_a_stratified_sample_agree_with_r(reference, reference_data):
    schools, expected = reference_data("apistrat"), reference("svymean_deff")["dstrat"]
    sampling = Sampling(schools["pw"], schools["stype"], (), (schools["fpc"],))
    values = schools[["api00", "ell"]]
    found = design_effects(values, sampling)
    np.testing.assert_allclose(found, list(expected["deff"].values()), rtol=1e-12)
    found = design_effects(values, sampling, against="with replacement")
    np.testing.assert_allclose(found, list(expected["deff_replace"].values()), rtol=1e-12)


def test_design_effects_of_one_and_two_stages_agree_with_r(reference, reference_data):
    schools, expected = reference_data("apiclus1"), reference("svymean_deff")
    sampling = Sampling(schools["pw"], None, (schools["dnum"],), (schools["fpc"],))
    found = design_effects(schools[["api00"]], sampling)["api00"]
    assert found == pytest.approx(expected["dclus1"]["deff"], rel=1e-12)
    schools = reference_data("apiclus2")
    drawn = schools.groupby("dnum")["snum"].transform("size")
    weights = schools["fpc1"] / schools["dnum"].nunique() * schools["fpc2"] / drawn
    stages = (schools["dnum"], schools["snum"]), (schools["fpc1"], schools["fpc2"])
    found = design_effects(schools[["api00"]], Sampling(weights, None, *stages))["api00"]
    assert found == pytest.approx(expected["dclus2"]["deff"], rel=1e-12)


def test_design_effects_of_groups_agree_with_r(reference, reference_data):
    people, expected = reference_data("poet1200"), reference("poet1200")["svyby"]
    sampling = Sampling(people["w"], None, (people["la"],))
    good = pd.DataFrame({"good": people["out1"] >= 4})
    found = [design_effects(good, sampling, people["mode"] == mode)["good"] for mode in range(4)]
    # The weights hardly exceed the answers, so that these divide by a small difference.
    np.testing.assert_allclose(found, expected["deff"], rtol=1e-10)


def test_simple_random_sampling_has_the_design_effect_1():
    values = pd.DataFrame({"x": [3.0, 5, 5, 9, 11], "same": 7.1})
    weights = pd.Series(4.0, values.index)
    found = design_effects(values, Sampling(weights), against="with replacement")
    assert found["x"] == pytest.approx(1)
    assert np.isnan(found["same"])
    without = Sampling(weights, populations=(pd.Series(20, values.index),))
    assert design_effects(values, without)["x"] == pytest.approx(1)


def test_kish_agrees_with_r(reference, reference_data):
    weights, expected = reference_data("apistrat")["pw"], reference("svymean_deff")
    assert kish_design_effect(weights) == pytest.approx(expected["kish_deff_apistrat"], rel=1e-12)
    assert effective_number(weights) == pytest.approx(expected["neff"], rel=1e-12)


def test_kish_by_hand():
    assert kish_design_effect(pd.Series([5.0, 5, 5])) == pytest.approx(1)
    assert effective_number(pd.Series([1.0, 3, 0])) == pytest.approx(1.6)
    assert kish_design_effect(pd.Series([1.0, 3, 0])) == pytest.approx(1.25)


def test_weights_decide_what_can_be_said():
    values = pd.DataFrame({"x": [1.0, 2]})
    with pytest.raises(CannotEstimate, match="the weights do not add up to more people than answ"):
        design_effects(values, Sampling(pd.Series([1.0, 1])))
    with pytest.raises(CannotEstimate, match=r"^a single answer has no variance$"):
        design_effects(values, Sampling(pd.Series([4.0, 0])))
    with pytest.raises(CannotEstimate, match="'w' holds a missing weight"):
        effective_number(pd.Series([1.0, np.nan], name="w"))
    with pytest.raises(CannotEstimate, match="nobody answered"):
        kish_design_effect(pd.Series([0.0, 0]))
