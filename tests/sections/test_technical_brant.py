"""Brant's test: that of the very data, a background question at a time, and never of councils."""

from __future__ import annotations

import pandas as pd
import pytest

from poet.sections.technical_brant import COLUMNS, find
from poet.statistics.proportional_odds import brant

NUMBERS = ["chi_squared", "degrees_of_freedom", "p"]


def of_one_council(fitted) -> list:
    return [
        model
        for model in fitted.models
        if model.kind == "ordinal" and model.fit is not None and not model.group.pooled
    ]


def test_the_columns_are_those_that_are_told(either) -> None:
    assert list(find(either.study, either.models)) == list(COLUMNS)


def test_every_row_has_a_test_or_a_note(either) -> None:
    found = find(either.study, either.models)
    tested = found["p"].notna()
    assert tested.any()
    assert found.loc[tested, NUMBERS].notna().all(axis=None)
    assert found.loc[tested, "p"].between(0, 1).all()
    assert found.loc[~tested, "note"].ne("").all()


def test_the_test_is_brants_of_the_very_data(alone) -> None:
    found = find(alone.study, alone.models)
    models = of_one_council(alone)
    assert [model.outcome.key for model in models] == ["life", "health"]
    for model in models:
        need = [name for name in model.data.predictors if name.startswith("need=")]
        assert len(need) == 2
        expected = brant(model.data.answers, model.data.predictors, terms={"need": need})
        rows = found[found["outcome"].eq(model.outcome.key)]
        assert rows["term"].to_list() == [
            "all predictors together",
            "process",
            "involvement",
            "need",
            "age",
        ]
        assert rows["term"].to_list() == expected["term"].to_list()
        pd.testing.assert_frame_equal(
            rows[NUMBERS].astype(float).reset_index(drop=True),
            expected[["statistic", "degrees_of_freedom", "p_value"]]
            .astype(float)
            .set_axis(NUMBERS, axis="columns"),
        )


def test_a_background_question_is_tested_as_one(alone) -> None:
    """With three lines each column has two differences; need has two columns."""
    life = find(alone.study, alone.models).query("outcome == 'life'").set_index("term")
    assert life["degrees_of_freedom"].to_dict() == {
        "all predictors together": 10,
        "process": 2,
        "involvement": 2,
        "need": 4,
        "age": 2,
    }


def test_councils_together_have_no_version_of_it(together) -> None:
    found = find(together.study, together.models)
    pooled = found[found["authority"].eq("all")]
    assert pooled["outcome"].to_list() == ["life", "health"]
    assert set(pooled["term"]) == {"all predictors together"}
    assert set(pooled["note"]) == {"there is no version of this test for councils together"}
    assert pooled[NUMBERS].isna().all(axis=None)


def test_two_answers_have_one_line_only(fitted, linked) -> None:
    answers = linked(120)
    answers["life"] = ["better" if "better" in life else "worse" for life in answers["life"]]
    life = find(None, fitted(answers).models).query("outcome == 'life'")
    assert set(life["note"]) == {"with only two answers there is only one cut"}
    assert life[NUMBERS].isna().all(axis=None)


@pytest.mark.parametrize("kind", ["binary", "none"])
def test_other_models_are_not_tested(alone, kind: str) -> None:
    assert find(alone.study, [m for m in alone.models if m.kind == kind]).empty


def test_a_line_that_is_left_out_is_named(fitted, linked) -> None:
    answers = linked(160)
    for person in range(160):
        answers["need"][person] = ("physical", "learning")[person % 2]
    for person in range(20):
        answers["need"][person] = "other"
        answers["life"][person] = ("same", "better", "much_better")[person % 3]
    life = find(None, fitted(answers).models).query("outcome == 'life'").set_index("term")
    assert life["note"].str.startswith("not at 'worse|same': 'need' goes with one end").all()
    assert life.at["process", "degrees_of_freedom"] == 1
