from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit

from poet.statistics import binary, ordinal
from poet.statistics.failure import CannotEstimate
from poet.statistics.imputation import impute
from poet.statistics.pooling import fit_each, pool_fits


def people(random, n: int) -> pd.DataFrame:
    """Answers of every kind that go together, nothing missing."""
    ease = random.normal(size=n)
    better = np.digitize(ease + random.logistic(size=n), [-1, 0, 1.5])
    need = np.argmax(random.gumbel(size=(n, 3)) + np.outer(ease, [0, 0.5, -0.5]), axis=1)
    return pd.DataFrame(
        {
            "ease": ease.round(2),
            "age": pd.array(random.integers(18, 99, n), dtype="Int64"),
            "helped": pd.array(random.random(n) < expit(ease), dtype="boolean"),
            "need": pd.Categorical.from_codes(need, ["b", "a", "c"]),
            "better": pd.Categorical.from_codes(
                better, ["no", "same", "some", "much"], ordered=True
            ),
            "sex": pd.Categorical.from_codes(random.integers(0, 2, n), ["m", "f"]),
        },
        index=pd.RangeIndex(100, 100 + n, name="person"),
    )


def with_gaps(by_person: pd.DataFrame, random, share: float) -> pd.DataFrame:
    return by_person.mask(random.random(by_person.shape) < share)


@pytest.fixture(scope="module")
def study() -> pd.DataFrame:
    random = np.random.default_rng(5)
    return with_gaps(people(random, 300), random, 0.15)


def assert_completes(completed: pd.DataFrame, by_person: pd.DataFrame) -> None:
    assert not completed.isna().any(axis=None)
    assert completed.index.equals(by_person.index)
    assert completed.columns.equals(by_person.columns)
    pd.testing.assert_series_equal(completed.dtypes, by_person.dtypes)
    for name in by_person:
        there = by_person[name].notna()
        pd.testing.assert_series_equal(completed.loc[there, name], by_person.loc[there, name])
        assert completed[name].isin(by_person.loc[there, name]).all()


def test_every_gap_is_filled_with_an_answer_and_every_answer_stays(study):
    before = study.copy()
    for completed in impute(study, sets=4, rounds=3, seed=1).sets:
        assert_completes(completed, study)
    pd.testing.assert_frame_equal(study, before)


@settings(max_examples=60)
@given(st.integers(1, 60), st.floats(0, 0.95), st.integers(0, 2**32), st.integers(1, 3), st.data())
def test_any_pattern_of_gaps_is_filled_or_refused_with_a_reason(n, share, seed, rounds, data):
    random = np.random.default_rng(seed)
    whole = people(random, n)
    whole["twice"] = 2 * whole["ease"] - 1
    whole["same"] = 7
    whole["better2"] = whole["better"]
    names = data.draw(st.lists(st.sampled_from(list(whole)), min_size=1, unique=True))
    by_person = with_gaps(whole[names], random, share)
    empty = [name for name in by_person if by_person[name].isna().all()]
    if empty:
        with pytest.raises(CannotEstimate, match=f"nobody answered '{empty[0]}'"):
            impute(by_person, sets=2, rounds=rounds, seed=seed)
    else:
        for completed in impute(by_person, sets=2, rounds=rounds, seed=seed).sets:
            assert_completes(completed, by_person)


def test_a_seed_gives_the_same_and_another_gives_something_else(study):
    first, again = (impute(study, sets=2, rounds=2, seed=9) for _ in range(2))
    other = impute(study, sets=2, rounds=2, seed=10)
    for one, same, different in zip(first.sets, again.sets, other.sets, strict=True):
        pd.testing.assert_frame_equal(one, same)
        assert not one.equals(different)
    assert not first.sets[0].equals(first.sets[1])
    pd.testing.assert_frame_equal(first.chains, again.chains)


@pytest.mark.parametrize("at_once", [1, 1_000_000])
def test_a_set_does_not_depend_on_how_many_are_asked_for(study, at_once, monkeypatch):
    many = impute(study, sets=7, rounds=4, seed=3)
    monkeypatch.setattr("poet.statistics.imputation.NUMBERS_AT_ONCE", at_once)
    few = impute(study, sets=3, rounds=4, seed=3)
    for one, same in zip(few.sets, many.sets, strict=False):
        pd.testing.assert_frame_equal(one, same)
    pd.testing.assert_frame_equal(few.chains, many.chains[many.chains["set"] <= 3])


def test_the_last_round_of_the_chains_is_what_stands_in_the_sets(study):
    result = impute(study, sets=3, rounds=4, seed=2)
    assert len(result.chains) == 3 * 4 * 6
    chains = result.chains.set_index(["set", "round", "column"])
    for number, completed in enumerate(result.sets, start=1):
        filled = {name: completed.loc[study[name].isna(), name] for name in study}
        told = chains.loc[(number, 4)]
        assert told.loc["ease", "mean"] == pytest.approx(filled["ease"].mean())
        assert told.loc["ease", "standard_deviation"] == pytest.approx(filled["ease"].std(ddof=0))
        assert told.loc["better", "mean"] == pytest.approx(filled["better"].cat.codes.mean())
        commonest = study["need"].mode()[0]
        assert told.loc["need", "mean"] == pytest.approx((filled["need"] == commonest).mean())


def test_what_is_filled_in_is_spread_as_what_was_answered():
    """Where gaps come at random, the filled-in answers have the distribution of the others."""
    random = np.random.default_rng(8)
    whole = people(random, 4000)
    by_person = with_gaps(whole, random, 0.3)
    (completed,) = impute(by_person, sets=1, rounds=4, seed=4).sets
    for name in ("helped", "need", "better", "sex"):
        gone = by_person[name].isna()
        filled = completed.loc[gone, name].value_counts(normalize=True)
        truth = whole[name].value_counts(normalize=True).reindex(filled.index)
        # Four standard errors of a share of a half among 1,200 people.
        assert np.abs(filled - truth).max() < 4 * 0.5 / np.sqrt(1200)
    gone = by_person["ease"].isna()
    assert completed.loc[gone, "ease"].mean() == pytest.approx(0, abs=4 / np.sqrt(1200))
    assert completed.loc[gone, "ease"].std() == pytest.approx(1, abs=0.1)


def test_what_goes_together_still_does_among_the_filled_in():
    random = np.random.default_rng(18)
    whole = people(random, 4000)
    by_person = whole.copy()
    for name in ("helped", "need", "better"):
        by_person[name] = whole[name].mask(random.random(4000) < 0.4)
    (completed,) = impute(by_person, sets=1, rounds=4, seed=4).sets

    def mean_ease(frame, name):
        gone = by_person[name].isna()
        return frame["ease"][gone].groupby(frame[name][gone], observed=True).mean()

    for name in ("helped", "need", "better"):
        difference = mean_ease(completed, name) - mean_ease(whole, name)
        # The rarest answer has about 300 people.
        assert difference.abs().max() < 4 * np.sqrt(2 / 300)
        assert np.ptp(mean_ease(completed, name)) > 0.5


def test_our_completed_sets_tell_what_those_of_r_tell(reference, reference_data):
    people = reference_data("poet1200_missing")
    by_person = people.assign(
        group=pd.Categorical(people["group"]),
        mode=pd.Categorical(people["mode"]),
        y=people["y"].astype("boolean"),
    )

    def fit(completed):
        columns = {"ease": completed["ease"], "involve": completed["involve"]}
        columns |= {f"group{at}": (completed["group"] == at) * 1.0 for at in (1, 2, 3, 4)}
        columns |= {f"mode{at}": (completed["mode"] == at) * 1.0 for at in (1, 2, 3)}
        return binary.fit(completed["y"].astype(bool), pd.DataFrame(columns))

    theirs = reference("poet1200")["mice"]
    ours = pool_fits(fit_each(impute(by_person, rounds=5, seed=20).sets, fit), 1190)
    # Each of the two, of 20 sets, is uncertain by up to 0.13 standard errors by its own draws.
    moved = (ours["estimate"].to_numpy() - theirs["estimate"]) / theirs["se"]
    assert np.abs(moved).max() < 0.5
    np.testing.assert_allclose(ours["standard_error"], theirs["se"], rtol=0.15)
    np.testing.assert_allclose(ours["fraction_missing"], theirs["fmi"], atol=0.15)


STUDIES = 60
SLOPES = pd.Series({"ease": 1.0, "helped": 1.0})


def biased_study(random, n=400):
    """Ease is missing mostly where people with help gave good answers."""
    helped = random.integers(0, 2, n)
    ease = random.normal(size=n) + 0.5 * helped
    level = np.digitize(ease + helped + random.logistic(size=n), [-0.5, 1, 2.5])
    missing = random.random(n) < np.where(helped == 1, 0.2 * level + 0.1, 0.1)
    return pd.DataFrame(
        {
            "ease": np.where(missing, np.nan, ease),
            "helped": helped == 1,
            "better": pd.Categorical.from_codes(level, list("abcd"), ordered=True),
        }
    )


@pytest.fixture(scope="module")
def studies() -> pd.DataFrame:
    """One row per study and slope: its estimate, standard error and whether it is covered."""

    def fit(by_person):
        return ordinal.fit(by_person["better"], by_person[["ease", "helped"]].astype(float))

    random, rows = np.random.default_rng(2026), []
    for seed in range(STUDIES):
        by_person = biased_study(random)
        complete = fit(by_person.dropna())
        imputed = impute(by_person, sets=10, rounds=1, seed=seed)
        for method, table in (
            ("complete", pool_fits([complete, complete])),
            ("imputed", pool_fits(fit_each(imputed.sets, fit))),
        ):
            table["covers"] = (table["low"] <= SLOPES) & (table["high"] >= SLOPES)
            rows.append(table.assign(method=method, error=table["estimate"] - SLOPES))
    return pd.concat(rows).rename_axis("slope").reset_index()


def test_complete_answers_mislead_where_imputed_ones_do_not(studies):
    bias = studies.groupby(["slope", "method"])["error"].mean().unstack()
    assert bias.loc["helped", "complete"] < -0.5
    # A standard error of these means is 0.02 to 0.03.
    assert bias["imputed"].abs().max() < 0.1


def test_pooled_intervals_cover_a_planted_slope(studies):
    covers = studies.groupby(["slope", "method"])["covers"].mean().unstack()
    assert covers.loc["helped", "complete"] < 0.6
    # Three standard errors of a share of 0.95.
    assert covers["imputed"].min() > 0.95 - 3 * np.sqrt(0.95 * 0.05 / STUDIES)


def test_pooled_standard_errors_are_as_large_as_the_errors(studies):
    imputed = studies[studies["method"] == "imputed"].groupby("slope")
    ratio = imputed["standard_error"].mean() / imputed["error"].std()
    # The spread of 60 errors is known to within 9 %.
    assert ratio.between(0.75, 1.35).all()


def test_columns_that_are_kept_help_but_are_not_filled_in(study):
    ready = study.assign(ease=study["ease"].fillna(0.0))
    (completed,) = impute(ready, sets=1, rounds=1, seed=1, keep=["ease"]).sets
    pd.testing.assert_series_equal(completed["ease"], ready["ease"])
    with pytest.raises(ValueError, match="missing values in 'ease', which is not to be filled in"):
        impute(study, seed=1, keep=["ease"])
    with pytest.raises(ValueError, match="there is no column 'eas' to keep"):
        impute(study, seed=1, keep=["eas"])


def test_a_frame_without_gaps_comes_back_in_every_set(study):
    whole = study.dropna()
    for frame in (whole, whole.iloc[:0], whole[[]]):
        result = impute(frame, sets=2, seed=1)
        assert len(result.sets) == 2
        for completed in result.sets:
            pd.testing.assert_frame_equal(completed, frame)
        assert result.chains.empty
        assert [*result.chains] == ["set", "round", "column", "mean", "standard_deviation"]


def test_one_answer_is_given_to_all_who_gave_none():
    by_person = pd.DataFrame({"ease": [np.nan, 3.5, np.nan], "age": [20, 30, 40]})
    (completed,) = impute(by_person, sets=1, rounds=2, seed=1).sets
    assert completed["ease"].tolist() == [3.5, 3.5, 3.5]


def test_what_cannot_be_filled_in(study):
    with pytest.raises(CannotEstimate) as stop:
        impute(study.assign(say=np.nan), seed=1)
    assert str(stop.value) == "nobody answered 'say'"
    with pytest.raises(CannotEstimate) as stop:
        impute(study.assign(cost=np.inf), seed=1)
    assert str(stop.value) == "'cost' holds an infinite value"
    with pytest.raises(TypeError, match="'words' must be numbers, true or false, or categorical"):
        impute(study.assign(words="text"), seed=1)
    with pytest.raises(ValueError, match="there must be at least one set and one round"):
        impute(study, sets=0, seed=1)
    with pytest.raises(ValueError, match="there must be at least one set and one round"):
        impute(study, rounds=0, seed=1)
    with pytest.raises(ValueError, match="two columns have the same name"):
        impute(study[["ease", "ease"]], seed=1)
