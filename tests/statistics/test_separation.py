from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from poet.statistics import binary, ordinal, separation
from poet.statistics.failure import CannotEstimate
from poet.statistics.separation import no_maximum, separated


def ordered(codes, levels="abcde"):
    return pd.Series(pd.Categorical.from_codes(codes, list(levels), ordered=True))


def test_the_endometrial_data_are_separated_by_neovasculisation(reference_data):
    # Heinze & Schemper (2002), the example that Firth's method is known by.
    patients = reference_data("endometrial")
    assert separated(patients["HG"], patients[["NV", "PI", "EH"]]) == ("NV",)
    assert separated(patients["HG"] == 1, patients[["PI", "EH"]]) == ()


def test_a_group_that_never_says_yes_is_named(made_up_study):
    good = made_up_study.good & (made_up_study.predictors["mode3"] == 0)
    predictors = made_up_study.predictors.drop(columns=["group1", "group2", "group3", "group4"])
    assert separated(good, predictors) == ("mode3",)


def test_an_empty_cell_of_a_table_separates():
    yes = np.repeat([1, 0, 1], [7, 13, 9])
    x = np.repeat([0, 0, 1], [7, 13, 9])
    assert separated(pd.Series(yes), pd.DataFrame({"x": x})) == ("x",)


def test_the_made_up_study_is_not_separated(made_up_study):
    assert separated(made_up_study.answers, made_up_study.predictors) == ()
    assert separated(made_up_study.good, made_up_study.predictors) == ()


def test_a_group_all_in_the_top_level_separates_ordered_answers(made_up_study):
    answers = made_up_study.answers.mask(made_up_study.predictors["mode2"] == 1, 5)
    assert separated(answers, made_up_study.predictors) == ("mode2",)


def test_a_group_all_in_a_middle_level_does_not_separate(made_up_study):
    answers = made_up_study.answers.mask(made_up_study.predictors["mode2"] == 1, 3)
    assert separated(answers, made_up_study.predictors) == ()
    assert np.isfinite(ordinal.fit(answers, made_up_study.predictors).coefficients["mode2"])


def test_complete_separation_leaves_no_predictor_an_estimate():
    predictors = pd.DataFrame({"score": [1, 2, 3, 4, 5, 6], "noise": [0, 1, 0, 1, 1, 0]})
    assert separated(ordered([0, 0, 1, 1, 2, 2], "abc"), predictors) == ("score", "noise")


def test_a_column_that_only_varies_where_another_separates_is_found():
    """All without `help` say yes, and only among them does `area` vary: it has no estimate either.

    One solution of the linear programme moves `help` alone.
    """
    predictors = pd.DataFrame({"help": [0, 0, 0, 1, 1, 1, 1], "area": [0, 0, 1, 1, 1, 1, 1]})
    answers = pd.Series([1, 1, 1, 1, 0, 1, 0])
    assert separated(answers, predictors) == ("help", "area")
    varied = pd.concat([predictors, pd.DataFrame({"help": [1, 1], "area": [0, 0]})])
    more = pd.Series([*answers, 1, 0])
    assert separated(more, varied.reset_index(drop=True)) == ("help",)


def can_move(codes, values):
    """For each predictor whether some move of it lessens no answer's likelihood, one by one."""
    top = codes.max()
    moves = []
    for code, row in zip(codes, values, strict=True):
        moves += [np.append(-np.eye(top)[code], row)] if code < top else []
        moves += [np.append(np.eye(top)[code - 1], -row)] if code > 0 else []
    aims = np.eye(top + values.shape[1])[top:]
    farthest = [
        max(
            -linprog(
                sign * aim, A_ub=np.array(moves), b_ub=np.zeros(len(moves)), bounds=(-1, 1)
            ).fun
            for sign in (1, -1)
        )
        for aim in aims
    ]
    return np.array(farthest) > 1e-6


@settings(derandomize=True, deadline=None, max_examples=40)
@given(seed=st.integers(0, 10**6), people=st.integers(8, 24), levels=st.integers(2, 4))
def test_exactly_the_predictors_that_can_move_are_named(seed, people, levels):
    random = np.random.default_rng(seed)
    values = random.integers(0, 3, (people, 3)).astype(float)
    latent = values @ random.normal(0, 1.5, 3) + random.logistic(size=people)
    codes = np.digitize(latent, np.quantile(latent, np.arange(1, levels) / levels))
    assume(np.linalg.matrix_rank(np.column_stack([np.ones(people), values])) == 4)
    assume(len(np.unique(codes)) == levels)
    predictors = pd.DataFrame(values, columns=["x", "y", "z"])
    expected = tuple(predictors.columns[can_move(codes, values)])
    assert separated(ordered(codes), predictors) == expected


def test_a_combination_of_columns_can_separate():
    predictors = pd.DataFrame({"a": [0, 1, 2, 3, 0, 1], "b": [1, 2, 3, 4, 0, 1], "c": [0, 1] * 3})
    answers = (predictors["b"] > predictors["a"]).astype(int)
    assert separated(answers, predictors.assign(c=[0, 1, 1, 0, 0, 1]))[:2] == ("a", "b")


def test_columns_that_say_nothing_new_are_passed_over(reference_data):
    patients = reference_data("endometrial")
    predictors = patients[["NV", "PI"]].assign(one=1, again=1 - patients["NV"])
    assert separated(patients["HG"], predictors) == ("NV",)


def test_units_do_not_matter(reference_data):
    patients = reference_data("endometrial")
    scaled = patients[["NV", "PI", "EH"]] * [1e9, 1e-9, 1] + [5e9, 1e-9, 2e4]
    assert separated(patients["HG"], scaled) == ("NV",)
    assert separated(patients["HG"], scaled[["PI", "EH"]]) == ()


def test_no_predictors_cannot_separate():
    assert separated(ordered([0, 1, 2], "abc"), pd.DataFrame(index=range(3))) == ()


def test_the_reason_names_who_separates(made_up_study):
    good, predictors = made_up_study.good, made_up_study.predictors
    never = good & (predictors["mode3"] == 0)
    assert no_maximum(never, predictors) == (
        "'mode3' goes with one end of the answers without exception, so there is no finite estimate"
    )
    assert no_maximum(never | (predictors["mode1"] == 1), predictors) == (
        "'mode1' and 'mode3' go with one end of the answers without exception, "
        "so there is no finite estimate"
    )
    assert no_maximum(good, predictors) == (
        "the answers are so nearly divided by the predictors that no estimate settles"
    )


def test_an_unsolved_programme_is_not_taken_for_an_answer(made_up_study, monkeypatch):
    class Unsolved:
        x, message = None, "time limit"

    monkeypatch.setattr(separation, "milp", lambda *_, **__: Unsolved)
    with pytest.raises(ArithmeticError, match="the linear programme was not solved: time limit"):
        separated(made_up_study.good, made_up_study.predictors)


@settings(derandomize=True, deadline=None, max_examples=80)
@given(
    seed=st.integers(0, 10**6),
    people=st.integers(6, 40),
    levels=st.integers(2, 5),
    strength=st.sampled_from([0.5, 2, 6]),
)
def test_a_fit_exists_exactly_where_nothing_separates(seed, people, levels, strength):
    random = np.random.default_rng(seed)
    predictors = pd.DataFrame(
        {"x": random.integers(0, 2, people), "y": random.integers(0, 3, people)}
    ).assign(z=random.random(people))
    latent = predictors @ (strength * random.normal(size=3)) + random.logistic(size=people)
    answers = ordered(np.digitize(latent, np.quantile(latent, np.arange(1, levels) / levels)))
    try:
        names = separated(answers, predictors)
        ordinal.fit(answers, predictors)
    except CannotEstimate as failure:
        too_little = ("same for everyone", "same answer", "too few", "worked out")
        separates = "without exception" in str(failure)
        assert separates == bool(names) or any(words in str(failure) for words in too_little)
    else:
        assert names == ()


def small_data(seed: int, people: int, levels: int, strength: float, planted: bool):
    """A few predictors of ordered answers; where planted, a group that is all in the top level."""
    random = np.random.default_rng(seed)
    predictors = pd.DataFrame(
        {"x": random.integers(0, 2, people), "y": random.integers(0, 3, people)}
    ).assign(z=random.random(people))
    latent = predictors @ (strength * random.normal(size=3)) + random.logistic(size=people)
    codes = np.digitize(latent, np.quantile(latent, np.arange(1, levels) / levels))
    if planted:
        codes[predictors["x"] == 1] = levels - 1
    return codes, predictors


def fits_of(codes: np.ndarray, predictors: pd.DataFrame):
    """Both models, where there is a fit, each with the answers it is of."""
    for fit, answers in (
        (ordinal.fit, ordered(codes)),
        (binary.fit, pd.Series(codes == codes.max())),
    ):
        try:
            yield fit(answers, predictors), answers
        except CannotEstimate:
            continue


@settings(derandomize=True, deadline=None, max_examples=150)
@given(
    seed=st.integers(0, 10**6),
    people=st.integers(6, 60),
    levels=st.integers(2, 5),
    strength=st.sampled_from([0.5, 2, 6, 40]),
    planted=st.booleans(),
)
def test_nothing_separates_where_a_fit_proves_it(seed, people, levels, strength, planted):
    codes, predictors = small_data(seed, people, levels, strength, planted)
    for fit, answers in fits_of(codes, predictors):
        if fit.proved:
            assert separated(answers, predictors) == ()


def test_nearly_every_fit_proves_that_nothing_separates():
    proved = [
        fit.proved
        for seed in range(100)
        for fit, _ in fits_of(*small_data(seed, people=60, levels=4, strength=1, planted=False))
    ]
    assert len(proved) > 190
    assert np.mean(proved) > 0.98
