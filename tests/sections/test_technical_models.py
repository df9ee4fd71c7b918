"""Every model in one row: its numbers against the terms and the data it was fitted to."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit

from poet.sections import technical_terms
from poet.sections.technical_models import COLUMNS, find

ESTIMATED = ["formula", "method", "covariance", "people", "parameters", "log_likelihood", "akaike"]
LIFE_BY = (
    "by ease of process (25 points), involvement (25 points), "
    "Need (2 groups against the largest: Learning) and Age (1 more)"
)


def row_of(frame: pd.DataFrame, **where: str) -> pd.Series:
    rows = frame[np.logical_and.reduce([frame[name].eq(value) for name, value in where.items()])]
    assert len(rows) == 1
    return rows.iloc[0]


def terms_of(terms: pd.DataFrame, row: pd.Series) -> pd.DataFrame:
    keys = ["authority", "audience", "wave", "outcome", "model"]
    return terms[np.logical_and.reduce([terms[key].eq(row[key]) for key in keys])]


def log_likelihood(model, terms: pd.DataFrame) -> float:
    """The sum of the log chances of what people answered, by the terms that are told."""
    log_odds = terms.set_index("term")["log_odds"]
    by = model.data.predictors @ log_odds[model.data.predictors.columns]
    if model.kind == "binary":
        chance = expit(log_odds["constant"] + by)
        return float(np.log(np.where(model.data.is_good, chance, 1 - chance)).sum())
    lines = log_odds[terms.loc[terms["kind"].eq("line"), "term"]].to_numpy()
    below = expit(lines - by.to_numpy()[:, np.newaxis])
    ends = np.column_stack([np.zeros(len(by)), below, np.ones(len(by))])
    code = model.data.answers.cat.codes.to_numpy()
    person = np.arange(len(by))
    return float(np.log(ends[person, code + 1] - ends[person, code]).sum())


def test_the_columns_are_those_that_are_told(either) -> None:
    assert list(find(either.study, either.models)) == list(COLUMNS)


def test_every_model_has_a_row_with_its_numbers_or_a_reason(fitted, linked) -> None:
    models = fitted(linked(120, councils=3)).models
    found = find(None, models)
    assert len(found) == len(models)
    without = found["note"].ne("")
    assert set(found.loc[without, "authority"]) == {"all"}
    assert found.loc[without, ESTIMATED].isna().all(axis=None)
    assert found.loc[~without, ESTIMATED].notna().all(axis=None)


def test_numbers_follow_from_the_terms(either) -> None:
    found = find(either.study, either.models)
    terms = technical_terms.find(either.study, either.models)
    estimated = [model for model in either.models if model.fit is not None]
    rows = found[found["note"].eq("")]
    assert len(rows) == len(estimated) >= 4
    for model, (_, row) in zip(estimated, rows.iterrows(), strict=True):
        told = terms_of(terms, row)
        assert row["log_likelihood"] == pytest.approx(log_likelihood(model, told), abs=6e-5)
        assert row["parameters"] == len(told)
        assert row["akaike"] == pytest.approx(2 * len(told) - 2 * row["log_likelihood"], abs=2e-4)
        assert row["people"] == len(model.data.answers)


def test_numbers_of_a_penalised_fit_leave_the_penalty_out(divided) -> None:
    found = find(divided.study, divided.models)
    terms = technical_terms.find(divided.study, divided.models)
    for model in divided.models[:2]:
        row = row_of(found, outcome="life", model=model.kind)
        assert row["method"] == "penalised likelihood"
        assert row["separated"] == "need"
        assert row["covariance"] == (
            "inverse of the expected information; intervals and tests are by profile"
        )
        # The group that divides the answers has no numbers in the terms.
        known = terms_of(terms, row).copy()
        everything = pd.concat([model.fit.coefficients, model.fit.thresholds])
        known["log_odds"] = known["log_odds"].fillna(known["term"].map(everything))
        expected = log_likelihood(model, known)
        assert row["log_likelihood"] == pytest.approx(expected, abs=6e-5)
        assert row["log_likelihood"] != pytest.approx(model.fit.penalised_log_likelihood, abs=0.01)


def test_the_formula_says_in_words_what_is_modelled(alone) -> None:
    found = find(alone.study, alone.models)
    assert row_of(found, outcome="life", model="ordinal")["formula"] == (
        f"Life: the log odds of a better answer, at every line between answers alike, {LIFE_BY}"
    )
    assert row_of(found, outcome="life", model="binary")["formula"] == (
        f"Life: the log odds of a good answer, {LIFE_BY}"
    )


def test_the_formula_holds_only_background_that_is_in_the_model(fitted, linked) -> None:
    answers = linked(45)
    del answers["say"]
    answers["need"] = ["other" if n % 3 else "physical" for n in range(45)]
    found = find(None, fitted(answers).models)
    row = row_of(found, outcome="health", model="ordinal")
    assert row["formula"].endswith(
        "by ease of process (25 points), Need (1 group against the largest: Other) and Age (1 more)"
    )
    assert (row["adjusted_for"], row["left_out"]) == ("Need, Age", "")
    few = find(None, fitted(linked(45)).models)
    row = row_of(few, outcome="health", model="ordinal")
    assert "Need" not in row["formula"]
    assert (row["adjusted_for"], row["left_out"]) == ("Age", "Need")


def test_one_council_and_all_councils_have_their_own_covariance(together) -> None:
    found = find(together.study, together.models)
    pooled, others = found[found["authority"].eq("all")], found[found["authority"].eq("c03")]
    assert set(pooled["covariance"]) == {"CR3 by council"}
    assert set(pooled["councils"]) == {12}
    assert set(pooled["degrees_of_freedom"]) == {11}
    assert set(others["covariance"]) == {"inverse of the observed information"}
    assert others[["councils", "degrees_of_freedom"]].isna().all(axis=None)
    assert set(others["smallest_council"]) == {""}


def smallest(models) -> set[str]:
    found = find(None, models)
    return set(found.loc[found["authority"].eq("all"), "smallest_council"])


def test_the_smallest_council_is_told_in_fives(together) -> None:
    for model in together.models[-4:]:
        people = model.data.authorities.value_counts().min()
        assert 10 <= people < 40
        assert smallest([model]) == {f"at least {people - people % 5}"}


@pytest.mark.parametrize(
    ("people", "words"),
    [(1, "fewer than 10"), (9, "fewer than 10"), (10, "at least 10"), (14, "at least 10")],
)
def test_the_smallest_council_never_tells_a_number_below_ten(
    together, people: int, words: str
) -> None:
    model = together.models[-1]
    councils = model.data.authorities.copy()
    councils[:] = ["c00" if n < people else f"c{n % 11 + 1:02}" for n in range(len(councils))]
    changed = dataclasses.replace(model, data=dataclasses.replace(model.data, authorities=councils))
    assert changed.data.authorities.value_counts().loc["c00"] == people
    assert smallest([changed]) == {words}


def test_joined_answers_are_told(fitted, linked) -> None:
    answers = linked(120)
    rare = [n for n, life in enumerate(answers["life"]) if life == "much_better"][4:]
    for person in rare:
        answers["life"][person] = "better"
    found = find(None, fitted(answers).models)
    told = row_of(found, outcome="life", model="ordinal")["answers_joined"]
    assert told == "better+much_better"
    assert row_of(found, outcome="health", model="ordinal")["answers_joined"] == ""
