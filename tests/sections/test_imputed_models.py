"""Models of filled-in answers: Rubin's rules, who is in them, and the same numbers every time."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from poet.sections import imputed_models
from poet.sections.imputed_models import imputed
from poet.statistics import ordinal
from poet.statistics.design import Design, design
from poet.statistics.failure import CannotEstimate

SETS = 5
SCORES = ["process", "involvement"]


@pytest.fixture(autouse=True)
def five_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    """How many there are does not matter here."""
    monkeypatch.setattr(imputed_models, "SETS", SETS)


@pytest.fixture
def fits(monkeypatch: pytest.MonkeyPatch) -> Iterator[list]:
    """Every fit to a filled-in set, in the order they are made: answers, predictors, the fit."""
    made, fit = [], ordinal.fit

    def recording(answers, predictors, clusters=None):
        given = predictors.in_own_units() if isinstance(predictors, Design) else predictors
        made.append((answers, given, fit(answers, predictors, clusters=clusters)))
        return made[-1][-1]

    monkeypatch.setattr(ordinal, "fit", recording)
    return made


def of_group(fitted, authority: str = "c00") -> dict:
    """Outcome to its ordinal model and what is said of it when blanks are filled in."""
    models = [
        model
        for model in fitted.models
        if model.kind == "ordinal" and model.group.authority == authority and model.fit is not None
    ]
    return {model.outcome.key: (model, told) for model, told in imputed(models[0].group, models)}


def test_twenty_sets_are_made_unless_a_test_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert imputed_models.SETS == 20


def test_where_nothing_is_blank_nothing_is_filled_in(fitted, linked, fits) -> None:
    models = fitted(linked(60))
    fits.clear()
    told = of_group(models)
    assert [words for _, words in told.values()] == ["nobody left anything blank"] * 2
    assert fits == []


@pytest.mark.parametrize("authority", ["c00", "all"])
def test_pooled_scores_stand_near_those_of_complete_answers(request, authority: str) -> None:
    fitted = request.getfixturevalue("together" if authority == "all" else "alone")
    for model, pooled in of_group(fitted, authority).values():
        assert list(pooled.index) == SCORES
        complete, error = model.fit.coefficients[SCORES], model.fit.standard_errors[SCORES]
        assert (np.abs(pooled["estimate"] - complete) < error).all()
        assert pooled["standard_error"].between(0.5 * error, 1.3 * error).all()
        assert pooled["fraction_missing"].between(0, 1, inclusive="neither").all()
        assert (pooled["low"] < pooled["estimate"]).all()
        assert (pooled["estimate"] < pooled["high"]).all()


def test_the_sets_are_pooled_by_rubins_rules(alone, fits) -> None:
    told = of_group(alone)
    assert len(fits) == 2 * SETS
    for place, (_, pooled) in enumerate(told.values()):
        of_sets = [fit for _, _, fit in fits[place * SETS : (place + 1) * SETS]]
        for score in SCORES:
            estimates = np.array([fit.coefficients[score] for fit in of_sets])
            within = np.mean([fit.standard_errors[score] ** 2 for fit in of_sets])
            between = estimates.var(ddof=1)
            assert between > 0
            assert pooled.at[score, "estimate"] == pytest.approx(estimates.mean())
            assert pooled.at[score, "standard_error"] == pytest.approx(
                np.sqrt(within + (1 + 1 / SETS) * between)
            )


def test_everyone_who_was_asked_is_in_every_set(alone, fits, linked) -> None:
    of_group(alone)
    people = pd.DataFrame(linked(120, blank=0.06))
    for answers, predictors, fit in fits:
        assert len(answers) == len(predictors) == fit.n == 120
        assert not predictors.isna().any(axis=None)
        assert set(predictors) - {"process", "involvement", "age"} < {
            "need=physical",
            "need=learning",
            "need=other",
        }
    ages = [predictors["age"] for _, predictors, _ in fits]
    known = people["age"].ne("").to_numpy()
    assert 0 < (~known).sum() < 20
    for age in ages:
        assert age[known].to_list() == people.loc[known, "age"].astype(float).to_list()
    assert len({tuple(age[~known]) for age in ages}) == SETS


def test_outcomes_of_the_same_people_share_their_predictors(
    alone, fits, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared = []

    def recording(predictors: pd.DataFrame) -> Design:
        prepared.append(predictors)
        return design(predictors)

    monkeypatch.setattr(imputed_models, "design", recording)
    assert len(of_group(alone)) == 2
    assert len(prepared) == SETS
    made = list(fits)
    assert len(made) == 2 * SETS
    for answers, predictors, shared in made:
        by_itself = ordinal.fit(answers, predictors)
        pd.testing.assert_frame_equal(shared.covariance, by_itself.covariance, check_exact=True)
        assert shared.coefficients.to_list() == by_itself.coefficients.to_list()


def test_answers_that_do_not_count_are_not_filled_in(fitted, linked, fits) -> None:
    answers = linked(120)
    answers["life"][:9] = ["not_said"] * 9
    answers["life"][9:13] = [""] * 4
    models = fitted(answers)
    fits.clear()
    told = of_group(models)
    life, health = fits[:SETS], fits[SETS:]
    assert {len(given) for given, _, _ in life} == {111}
    assert {len(given) for given, _, _ in health} == {120}
    assert len(told["life"][0].data.answers) == 107
    assert told["health"][1]["fraction_missing"].to_list() == [0, 0]
    assert told["health"][1]["estimate"].to_numpy() == pytest.approx(
        told["health"][0].fit.coefficients[SCORES].to_numpy(), rel=1e-9
    )


def test_rare_answers_are_joined_as_in_the_model_of_the_report(fitted, linked, fits) -> None:
    answers = linked(120, blank=0.05)
    best = [person for person, life in enumerate(answers["life"]) if life == "much_better"]
    for person in best[4:]:
        answers["life"][person] = "better"
    models = fitted(answers)
    fits.clear()
    model, _ = of_group(models)["life"]
    assert list(model.data.answers.cat.categories) == ["worse", "same", "better+much_better"]
    given = pd.Series(answers["life"])
    for filled, _, _ in fits[:SETS]:
        assert list(filled.cat.categories) == ["worse", "same", "better+much_better"]
        for code, level in {"worse": "worse", "better": "better+much_better"}.items():
            assert set(filled[given.eq(code).to_numpy()]) == {level}
        assert set(filled[best]) == {"better+much_better"}


def test_groups_of_few_people_stand_together(fitted, linked, fits) -> None:
    answers = linked(160, blank=0.03)
    answers["need"] = [
        "" if need == "" else ("other", "learning")[n % 2] if n < 16 else "physical"
        for n, need in enumerate(answers["need"])
    ]
    models = fitted(answers)
    fits.clear()
    model, _ = of_group(models)["health"]
    assert "need=others" in model.data.predictors
    columns = {tuple(predictors) for _, predictors, _ in fits}
    assert columns == {("process", "involvement", "need=others", "age")}
    blank = answers["need"].count("")
    of_others = sum(need in ("other", "learning") for need in answers["need"])
    for _, predictors, _ in fits:
        assert of_others <= predictors["need=others"].sum() <= of_others + blank


def test_councils_together_have_errors_by_council(together, fits) -> None:
    of_group(together, "all")
    assert {fit.clusters for _, _, fit in fits} == {12}
    assert {len(given) for given, _, _ in fits} == {480}


def test_a_second_time_gives_the_same(alone) -> None:
    first, second = (of_group(alone)["life"][1] for _ in range(2))
    pd.testing.assert_frame_equal(first, second, check_exact=True)


def test_the_seed_is_what_makes_them_the_same(alone, monkeypatch: pytest.MonkeyPatch) -> None:
    first = of_group(alone)["life"][1]
    monkeypatch.setattr(imputed_models, "SEED", 1)
    assert not np.allclose(of_group(alone)["life"][1]["estimate"], first["estimate"], atol=1e-6)


def test_a_model_that_cannot_be_fitted_to_a_set_has_the_reason(fitted, linked) -> None:
    answers = linked(120, blank=0.05)
    answers["need"] = ["other" if n < 14 else ("physical", "learning")[n % 2] for n in range(120)]
    answers["life"][:14] = ["much_better"] * 14
    told = of_group(fitted(answers))
    assert told["life"][1] == (
        "in 5 of 5 completed sets 'need' goes with one end of the answers without "
        "exception, so there is no finite estimate"
    )
    assert isinstance(told["health"][1], pd.DataFrame)


def test_why_nothing_can_be_filled_in_is_said_of_every_model(
    alone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def impute(by_person, **how):
        raise CannotEstimate("nobody answered 'age'")

    monkeypatch.setattr(imputed_models, "impute", impute)
    assert [words for _, words in of_group(alone).values()] == ["nobody answered 'age'"] * 2
