"""Every coefficient: that of a fit to the same data, and of statsmodels' where it has one."""

from __future__ import annotations

import dataclasses

import numpy as np
import openpyxl
import pandas as pd
import pytest
from statsmodels.discrete.discrete_model import Logit

from poet.publishing import as_shown
from poet.sections.technical_terms import COLUMNS, find
from poet.spreadsheets import xlsx_bytes
from poet.statistics import binary, firth, ordinal

NUMBERS = ["log_odds", "standard_error", "low", "high", "p"]
LINES = ["worse|same", "same|better", "better|much_better"]


def by_model(frame: pd.DataFrame) -> list[pd.DataFrame]:
    keys = ["authority", "audience", "wave", "outcome", "model"]
    return [rows.set_index("term") for _, rows in frame.groupby(keys, sort=False)]


def expected(model) -> pd.DataFrame:
    """Coefficients, errors, intervals and p-values of a fit made for this test."""
    data, clusters = model.data, model.data.authorities if model.group.pooled else None
    fit = (
        ordinal.fit(data.answers, data.predictors, clusters=clusters)
        if model.kind == "ordinal"
        else binary.fit(data.is_good, data.predictors, clusters=clusters)
    )
    estimates = fit.parameters if model.kind == "ordinal" else fit.coefficients
    table = fit.intervals().assign(
        log_odds=estimates, standard_error=fit.standard_errors, p=fit.p_values
    )
    table.loc[[*(name for name in table.index if "|" in name or name == "constant")], "p"] = np.nan
    return table[NUMBERS]


def test_the_columns_are_those_that_are_told(either) -> None:
    assert list(find(either.study, either.models)) == list(COLUMNS)


def test_terms_are_the_coefficients_of_a_fit_to_the_same_data(either) -> None:
    told = by_model(find(either.study, either.models))
    estimated = [model for model in either.models if model.fit is not None]
    assert len(told) == len(estimated) >= 4
    for model, rows in zip(estimated, told, strict=True):
        pd.testing.assert_frame_equal(
            rows[NUMBERS].astype(float), expected(model), check_names=False, rtol=1e-12
        )


def test_binary_terms_are_those_of_statsmodels(alone) -> None:
    (model,) = [m for m in alone.models if (m.outcome.key, m.kind) == ("life", "binary")]
    rows = by_model(find(alone.study, [model]))[0]
    predictors = model.data.predictors.assign(constant=1.0)
    theirs = Logit(model.data.is_good.astype(float), predictors).fit(disp=0, tol=1e-12)
    for name in predictors:
        assert rows.at[name, "log_odds"] == pytest.approx(theirs.params[name], rel=1e-8)
        assert rows.at[name, "standard_error"] == pytest.approx(theirs.bse[name], rel=1e-8)
        assert rows.at[name, "low"] == pytest.approx(theirs.conf_int().at[name, 0], rel=1e-8)


def test_every_kind_of_term_is_named(alone) -> None:
    life, life_binary, *_ = by_model(find(alone.study, alone.models))
    background = {"need=learning", "need=other", "need=physical"} & set(life.index)
    assert len(background) == 2
    assert life["kind"].to_list() == ["score"] * 2 + ["background"] * 3 + ["line"] * 3
    assert [*life.index[:2], life.index[4]] == ["process", "involvement", "age"]
    assert set(life.index[2:4]) == background
    assert list(life.index[5:]) == LINES
    assert life_binary["kind"].to_list() == ["constant"] + ["score"] * 2 + ["background"] * 3


def test_lines_and_the_constant_have_no_odds_ratio(either) -> None:
    found = find(either.study, either.models)
    bare = found["kind"].isin(["line", "constant"])
    assert found.loc[bare, ["odds_ratio", "p"]].isna().all(axis=None)
    assert found.loc[~bare, "odds_ratio"].to_numpy(float) == pytest.approx(
        np.exp(found.loc[~bare, "log_odds"].to_numpy(float))
    )
    assert found.loc[~bare, "p"].between(0, 1).all()


def test_of_councils_together_intervals_use_t(together) -> None:
    found = find(together.study, together.models)
    pooled = found[found["authority"].eq("all")]
    half = (pooled["high"] - pooled["low"]) / 2 / pooled["standard_error"]
    # The 97.5 % point of t with 11 degrees of freedom.
    assert half.to_numpy(float) == pytest.approx(2.2009851600829)


@pytest.mark.parametrize("kind", ["ordinal", "binary"])
def test_a_penalised_model_has_profile_intervals_and_hides_the_group_that_divides(
    divided, kind: str
) -> None:
    (model,) = [m for m in divided.models if (m.outcome.key, m.kind) == ("life", kind)]
    rows = by_model(find(divided.study, [model]))[0]
    answers = model.data.answers if kind == "ordinal" else model.data.is_good
    fit = firth.fit(answers, model.data.predictors)
    gone = [name for name in fit.coefficients.index if name.startswith("need=")]
    shown = [name for name in fit.coefficients.index if name not in gone]
    assert rows.loc[gone, ["log_odds", "standard_error", "low", "high", "p"]].isna().all(axis=None)
    assert list(rows.index[rows["separated"].astype(bool)]) == gone
    ours = rows.loc[shown]
    assert ours["log_odds"].to_numpy(float) == pytest.approx(fit.coefficients[shown].to_numpy())
    ends = fit.intervals(shown)
    for end in ("low", "high"):
        assert ours[end].to_numpy(float) == pytest.approx(ends[end].to_numpy())
    tested = [name for name in shown if name != "constant"]
    assert ours.loc[tested, "p"].to_numpy(float) == pytest.approx(fit.p_values(tested).to_numpy())


def test_lines_of_a_penalised_model_have_no_interval(divided) -> None:
    life, *_ = by_model(find(divided.study, divided.models))
    assert life.loc[LINES, ["log_odds", "standard_error"]].notna().all(axis=None)
    assert life.loc[LINES, ["low", "high", "p"]].isna().all(axis=None)


def test_nothing_is_separated_where_nothing_divides_the_answers(either) -> None:
    found = find(either.study, [m for m in either.models if m.fit and not m.penalised])
    assert not found["separated"].any()


def test_an_end_that_is_not_reached_is_an_empty_cell(divided, tmp_path) -> None:
    """A workbook has no infinite numbers."""
    model = divided.models[0]
    far = dataclasses.replace(model, fit=dataclasses.replace(model.fit, confidence=1 - 1e-13))
    found = find(divided.study, [far])
    assert found["high"].isna().sum() > found["kind"].eq("line").sum()
    (tmp_path / "terms.xlsx").write_bytes(xlsx_bytes({"terms": as_shown(found)}))
    sheet = openpyxl.load_workbook(tmp_path / "terms.xlsx").active
    assert sheet.max_row == len(found) + 1


def test_a_model_without_an_estimate_has_no_terms(fitted, linked) -> None:
    assert find(None, fitted(linked(15)).models).empty
