"""The binary model at each line between answers, against a fit made for the test."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from poet.sections import technical_terms
from poet.sections.technical_lines import COLUMNS, find
from poet.statistics import binary

NUMBERS = ["log_odds", "standard_error", "low", "high"]


def ordinal_models(fitted) -> list:
    return [m for m in fitted.models if m.kind == "ordinal" and m.fit is not None]


def test_the_columns_are_those_that_are_told(either) -> None:
    assert list(find(either.study, either.models)) == list(COLUMNS)


def test_there_is_a_row_per_line_and_score(either) -> None:
    found = find(either.study, either.models)
    assert list(
        zip(found["authority"], found["outcome"], found["line"], found["predictor"], strict=True)
    ) == [
        (model.group.authority, model.outcome.key, line, score)
        for model in ordinal_models(either)
        for line in model.fit.thresholds.index
        for score in ("process", "involvement")
    ]
    estimated = found["note"].eq("")
    assert estimated.any()
    assert found.loc[estimated, [*NUMBERS, "odds_ratio"]].notna().all(axis=None)
    assert found.loc[~estimated, [*NUMBERS, "odds_ratio"]].isna().all(axis=None)


def test_a_line_is_a_binary_model_of_answers_above_it(either) -> None:
    found = find(either.study, either.models).set_index(["authority", "outcome", "line"])
    compared = 0
    for model in ordinal_models(either):
        data = model.data
        clusters = data.authorities if model.group.pooled else None
        levels = list(data.answers.cat.categories)
        for low, high in pairwise(levels):
            rows = found.loc[(model.group.authority, model.outcome.key, f"{low}|{high}")]
            rows = rows.set_index("predictor")
            if rows["note"].ne("").any():
                continue
            above = data.answers.isin(levels[levels.index(high) :])
            fit = binary.fit(above, data.predictors, clusters=clusters)
            expected = fit.intervals().assign(
                log_odds=fit.coefficients, standard_error=fit.standard_errors
            )
            pd.testing.assert_frame_equal(
                rows[NUMBERS].astype(float),
                expected.loc[["process", "involvement"], NUMBERS],
                check_names=False,
                rtol=1e-12,
            )
            assert rows["odds_ratio"].to_numpy(float) == pytest.approx(
                np.exp(rows["log_odds"].to_numpy(float))
            )
            compared += 1
    assert compared >= 6


def test_the_line_below_good_answers_is_the_binary_model_of_the_report(alone) -> None:
    found = find(alone.study, alone.models)
    terms = technical_terms.find(alone.study, alone.models)
    for predictor in ("process", "involvement"):
        ours = found[found["line"].eq("same|better") & found["predictor"].eq(predictor)]
        theirs = terms[terms["model"].eq("binary") & terms["term"].eq(predictor)]
        assert ours[NUMBERS].to_numpy(float) == pytest.approx(theirs[NUMBERS].to_numpy(float))


def test_lines_do_not_depend_on_the_binary_models(together) -> None:
    with_them = find(together.study, together.models[-4:])
    alone = find(together.study, [m for m in together.models[-4:] if m.kind == "ordinal"])
    pd.testing.assert_frame_equal(with_them, alone)


@pytest.fixture(scope="module")
def one_line_divided(fitted, linked) -> pd.DataFrame:
    """Nobody of the others is worse off; about the rest of the answers nothing is sure."""
    answers = linked(160)
    for person in range(20):
        answers["need"][person] = "other"
        answers["life"][person] = ("same", "better", "much_better")[person % 3]
    for person in range(20, 160):
        answers["need"][person] = ("physical", "learning")[person % 2]
    models = fitted(answers)
    assert not any(model.penalised for model in models.models)
    found = find(models.study, models.models)
    return found[found["outcome"].eq("life")]


def test_a_line_that_is_divided_has_the_reason(one_line_divided) -> None:
    at_line = one_line_divided["line"].eq("worse|same")
    assert set(one_line_divided.loc[at_line, "note"]) == {
        "'need' goes with one end of the answers without exception, so there is no finite estimate"
    }
    assert one_line_divided.loc[at_line, NUMBERS].isna().all(axis=None)


def test_the_other_lines_have_their_estimates(one_line_divided) -> None:
    others = one_line_divided[one_line_divided["line"].ne("worse|same")]
    assert len(others) == 4
    assert set(others["note"]) == {""}
    assert others["standard_error"].between(0.05, 1).all()


def test_the_lines_of_a_penalised_model_are_not_penalised(divided) -> None:
    found = find(divided.study, divided.models)
    life = found[found["outcome"].eq("life")]
    assert life["note"].str.contains("'need' goes with one end").all()
    assert found.loc[found["outcome"].eq("health"), "note"].eq("").all()
