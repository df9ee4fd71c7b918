"""The models of what goes with outcomes: which there are, how they are fitted, and how often."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from poet.sections import SECTIONS_OF_MODELS, find_all, fitted_models, what_goes_with_outcomes
from poet.sections.fitted_models import estimates_of, intervals_of, p_values_of
from poet.statistics import binary, firth, ordinal


def of(fitted, authority: str, outcome: str, kind: str):
    (model,) = [
        model
        for model in fitted.models
        if (model.group.authority, model.outcome.key, model.kind) == (authority, outcome, kind)
    ]
    return model


def test_every_outcome_has_an_ordinal_and_a_binary_model_in_every_group(together) -> None:
    codes = [f"c{number:02}" for number in range(12)]
    assert [
        (model.group.authority, model.outcome.key, model.kind) for model in together.models
    ] == [
        (code, outcome, kind)
        for code in (*codes, "all")
        for outcome in ("life", "health")
        for kind in ("ordinal", "binary")
    ]


def test_practitioners_and_people_without_a_score_have_no_models(fitted, linked) -> None:
    assert fitted(linked(30), audience="practitioner").models == ()
    answers = {key: cells for key, cells in linked(30).items() if key in ("council", "life")}
    assert fitted(answers).models == ()


def test_a_model_is_the_fit_to_its_data(alone) -> None:
    for model in alone.models:
        data = model.data
        expected = (
            ordinal.fit(data.answers, data.predictors)
            if model.kind == "ordinal"
            else binary.fit(data.answers.isin(["better", "much_better"]), data.predictors)
        )
        pd.testing.assert_series_equal(model.fit.coefficients, expected.coefficients)
        pd.testing.assert_frame_equal(model.fit.covariance, expected.covariance)
        assert (model.method, model.separated, model.reason) == ("maximum likelihood", (), "")


def test_people_of_a_model_answered_all_it_needs(alone, linked) -> None:
    people = pd.DataFrame(linked(120, blank=0.06))
    scored = people["say"].ne("")
    complete = scored & people["need"].ne("") & people["age"].ne("")
    assert 0 < complete.sum() < 120
    assert len(of(alone, "c00", "life", "ordinal").data.answers) == sum(
        complete & people["life"].ne("")
    )
    assert len(of(alone, "c00", "health", "binary").data.answers) == complete.sum()


@pytest.mark.parametrize("kind", ["ordinal", "binary"])
def test_models_of_councils_together_know_of_councils(together, kind: str) -> None:
    pooled = of(together, "all", "life", kind)
    fit, answers, predictors = {
        "ordinal": (ordinal.fit, pooled.data.answers, pooled.data.predictors),
        "binary": (binary.fit, pooled.data.is_good, pooled.data.predictors),
    }[kind]
    expected = fit(answers, predictors, clusters=pooled.data.authorities)
    assert (pooled.fit.clusters, pooled.fit.degrees_of_freedom) == (12, 11)
    pd.testing.assert_frame_equal(pooled.fit.covariance, expected.covariance)
    plain = fit(answers, predictors).covariance
    assert not np.allclose(np.diag(pooled.fit.covariance), np.diag(plain), rtol=0.01)
    assert of(together, "c03", "life", kind).fit.degrees_of_freedom == np.inf


def test_fewer_than_ten_councils_are_not_modelled_together(fitted, linked) -> None:
    models = fitted(linked(120, councils=3)).models
    pooled = [model for model in models if model.group.pooled]
    assert {model.reason for model in pooled} == {
        "fewer than 10 councils are not modelled together (here: 3)"
    }
    assert {(model.data, model.fit) for model in pooled} == {(None, None)}


def test_councils_without_anybody_in_the_model_do_not_count(fitted, linked) -> None:
    answers = linked(400, councils=10)
    answers["life"] = [
        "" if council == "c04" else life
        for council, life in zip(answers["council"], answers["life"], strict=True)
    ]
    models = fitted(answers)
    assert of(models, "all", "life", "ordinal").reason.endswith("(here: 9)")
    assert of(models, "all", "health", "ordinal").fit.clusters == 10


@pytest.mark.parametrize("kind", ["ordinal", "binary"])
def test_where_background_divides_the_answers_the_fit_is_penalised(divided, kind: str) -> None:
    model = of(divided, "c00", "life", kind)
    assert model.penalised
    assert (model.method, model.separated) == ("penalised likelihood", ("need",))
    answers = model.data.answers if kind == "ordinal" else model.data.is_good
    expected = firth.fit(answers, model.data.predictors)
    names = ["process", "need=other"]
    pd.testing.assert_frame_equal(intervals_of(model.fit, names), expected.intervals(names))
    pd.testing.assert_series_equal(p_values_of(model.fit, names), expected.p_values(names))
    assert not of(divided, "c00", "health", kind).penalised


def test_an_end_of_an_interval_that_is_not_reached_is_missing(divided) -> None:
    fit = of(divided, "c00", "life", "ordinal").fit
    far = dataclasses.replace(fit, confidence=1 - 1e-13)
    names = ["need=other"]
    assert far.intervals(names).loc["need=other", "high"] == np.inf
    ends = intervals_of(far, names)
    assert np.isnan(ends.loc["need=other", "high"])
    assert ends.loc["need=other", "low"] == far.intervals(names).loc["need=other", "low"]


def test_intervals_and_p_values_are_walds_where_nothing_is_penalised(alone) -> None:
    fit = of(alone, "c00", "life", "binary").fit
    names = ["involvement", "process"]
    pd.testing.assert_frame_equal(intervals_of(fit, names), fit.intervals().loc[names])
    pd.testing.assert_series_equal(p_values_of(fit, names), fit.p_values[names])


def test_background_that_divides_the_answers_of_all_councils_is_left_out(fitted, linked) -> None:
    answers = linked(480, councils=12)
    answers["need"] = ["other" if n < 24 else ("physical", "learning")[n % 2] for n in range(480)]
    answers["life"][:24] = ["much_better"] * 24
    models = fitted(answers)
    life = of(models, "all", "life", "ordinal")
    assert (life.data.adjusted_for, life.data.left_out) == (("Age",), ("Need",))
    assert (life.penalised, life.separated, life.reason) == (False, (), "")
    assert of(models, "all", "health", "ordinal").data.adjusted_for == ("Need", "Age")


def test_a_score_that_divides_the_answers_of_all_councils_is_a_reason(fitted, linked) -> None:
    answers = linked(480, councils=12)
    answers["forms"] = answers["advice"] = answers["say"]
    answers["life"] = ["better" if say == "easy" else "worse" for say in answers["say"]]
    answers["say"] = answers["say"][::-1]
    model = of(fitted(answers), "all", "life", "ordinal")
    assert model.fit is None
    assert "'process'" in model.reason
    assert "there is no finite estimate" in model.reason


def test_models_are_prepared_once_for_all_sections(
    small_study, linked, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = small_study(linked(60, councils=2), councils=["c00", "c01"])
    prepare, prepared = fitted_models.prepare, []

    def counting(by_person, people_scores, outcome, background):
        prepared.append((len(by_person), outcome.key))
        return prepare(by_person, people_scores, outcome, background)

    monkeypatch.setattr(fitted_models, "prepare", counting)
    monkeypatch.setattr(
        what_goes_with_outcomes, "fitted_models", lambda study: pytest.fail("fitted again")
    )
    found = find_all(study, technical=True)
    assert prepared == [(30, "life"), (30, "health")] * 2
    assert all(len(found[name]) for name in SECTIONS_OF_MODELS)


@pytest.mark.parametrize("penalised", [False, True])
def test_estimates_as_arrays_are_those_of_the_frames(alone, divided, penalised: bool) -> None:
    fit = of(divided if penalised else alone, "c00", "life", "ordinal").fit
    names = ["involvement", "process"]
    found, ends = estimates_of(fit, names), intervals_of(fit, names)
    assert found["estimate"].tolist() == fit.coefficients[names].tolist()
    assert found["error"].tolist() == fit.standard_errors[names].tolist()
    np.testing.assert_allclose(found["low"], ends["low"], rtol=1e-15)
    np.testing.assert_allclose(found["high"], ends["high"], rtol=1e-15)
    assert found["p"].tolist() == p_values_of(fit, names).tolist()


def test_the_programme_is_solved_only_where_the_fit_cannot_tell(
    fitted, linked, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        fitted_models, "separated", lambda answers, _: asked.append(answers.name) or ()
    )
    assert all(model.fit.proved for model in fitted(linked(120)).models)
    assert asked == []
