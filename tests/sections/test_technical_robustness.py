"""How robust a link is: each check against a fit made for the test, and what it never tells."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from poet.sections import imputed_models, technical_robustness, technical_terms
from poet.sections.technical_robustness import COLUMNS, find
from poet.statistics import ordinal, random_intercepts

ESTIMATES = ["log_odds", "standard_error", "low", "high"]
OF_ONE = {"ordinal", "binary", "e_value", "e_value_of_interval", "imputed"}
OF_COUNCILS = {"council_intercepts", "random_intercepts", "without_lowest", "without_highest"}
SCORES = ["process", "involvement"]


@pytest.fixture(scope="module", autouse=True)
def five_sets() -> Iterator[None]:
    """Filled in fewer times, as the number does not matter here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(imputed_models, "SETS", 5)
        yield


@pytest.fixture(scope="module")
def of_one(alone) -> pd.DataFrame:
    return find(alone.study, alone.models)


@pytest.fixture(scope="module")
def of_all(together) -> pd.DataFrame:
    """The rows of one council and of all together."""
    models = [m for m in together.models if m.group.authority in ("c03", "all")]
    return find(together.study, models)


@pytest.fixture(scope="module", params=["of_one", "of_all"])
def robust(request) -> pd.DataFrame:
    return request.getfixturevalue(request.param)


def pooled_model(fitted, outcome: str = "life"):
    (model,) = [
        m
        for m in fitted.models
        if (m.group.authority, m.outcome.key, m.kind) == ("all", outcome, "ordinal")
    ]
    return model


def of_check(frame: pd.DataFrame, check: str, outcome: str = "life") -> pd.DataFrame:
    """The rows by score, of all councils together where there are such."""
    authority = "all" if "all" in set(frame["authority"]) else "c00"
    chosen = frame["check"].eq(check) & frame["outcome"].eq(outcome)
    return frame[chosen & frame["authority"].eq(authority)].set_index("predictor")


def test_the_columns_are_those_that_are_told(robust) -> None:
    assert list(robust) == list(COLUMNS)


def test_the_number_of_sets_is_the_one_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert "(20 sets)" in COLUMNS["check"]


def test_every_link_has_each_check_once(robust) -> None:
    links = robust.groupby(["authority", "audience", "wave", "outcome", "predictor"])["check"]
    assert len(links) in (4, 8)
    for (authority, *_), checks in links:
        expected = OF_ONE | OF_COUNCILS if authority == "all" else OF_ONE
        assert sorted(checks) == sorted(expected)


def test_every_row_has_an_estimate_or_a_note(robust) -> None:
    told = robust["log_odds"].notna() | robust["value"].notna()
    assert (told == robust["note"].eq("")).all()
    assert told.mean() > 0.9


def test_the_models_of_the_report_are_the_same_as_in_the_terms(robust, request) -> None:
    fitted = request.getfixturevalue("together" if "all" in set(robust["authority"]) else "alone")
    terms = technical_terms.find(fitted.study, fitted.models).rename(
        columns={"model": "check", "term": "predictor"}
    )
    keys = ["authority", "outcome", "predictor", "check"]
    both = robust.merge(terms, on=keys, suffixes=("", "_term"))
    assert len(both) in (8, 16)
    for name in ESTIMATES:
        assert both[name].to_numpy(float) == pytest.approx(both[f"{name}_term"].to_numpy(float))


def e_value(odds_ratio: float) -> float:
    """VanderWeele & Ding (2017), for an outcome that is common."""
    risk_ratio = math.sqrt(max(odds_ratio, 1 / odds_ratio))
    return risk_ratio + math.sqrt(risk_ratio * (risk_ratio - 1))


def test_e_values_are_those_of_fifty_points(robust) -> None:
    links = robust[robust["check"].eq("ordinal")]
    for _, link in links.iterrows():
        same = robust["authority"].eq(link["authority"]) & robust["outcome"].eq(link["outcome"])
        values = robust[same & robust["predictor"].eq(link["predictor"])].set_index("check")
        assert values.at["e_value", "value"] == pytest.approx(
            e_value(math.exp(2 * link["log_odds"]))
        )
        low, high = math.exp(2 * link["low"]), math.exp(2 * link["high"])
        nearer = 1 if low <= 1 <= high else e_value(low if low > 1 else high)
        assert values.at["e_value_of_interval", "value"] == pytest.approx(nearer)
        assert nearer <= values.at["e_value", "value"]


def test_some_intervals_hold_1_and_some_do_not(of_one, of_all) -> None:
    both = pd.concat([of_one, of_all])
    values = both.loc[both["check"].eq("e_value_of_interval"), "value"]
    assert values.eq(1).any()
    assert values.gt(1).any()


def test_an_end_that_is_not_reached_is_no_end(alone, monkeypatch: pytest.MonkeyPatch) -> None:
    def open_above(fit, names):
        return fit.intervals().loc[names].assign(low=0.1, high=np.nan)

    monkeypatch.setattr(technical_robustness, "intervals_of", open_above)
    found = find(alone.study, [m for m in alone.models if m.kind == "ordinal"])
    values = found.loc[found["check"].eq("e_value_of_interval"), "value"]
    assert values.to_numpy(float) == pytest.approx(e_value(math.exp(0.2)))
    monkeypatch.setattr(
        technical_robustness,
        "intervals_of",
        lambda fit, names: fit.intervals().loc[names].assign(low=np.nan, high=0.1),
    )
    found = find(alone.study, [m for m in alone.models if m.kind == "ordinal"])
    assert set(found.loc[found["check"].eq("e_value_of_interval"), "value"]) == {1}


def test_council_intercepts_are_those_of_a_model_with_every_council(of_all, together) -> None:
    data = pooled_model(together).data
    councils = pd.get_dummies(data.authorities.astype(str), drop_first=True).astype(float)
    fit = ordinal.fit(data.answers, data.predictors.join(councils))
    rows = of_check(of_all, "council_intercepts").loc[SCORES]
    # Two searches for one maximum, with another council as the base.
    assert rows["log_odds"].to_numpy(float) == pytest.approx(fit.coefficients[SCORES], rel=1e-6)
    assert rows["standard_error"].to_numpy(float) == pytest.approx(
        fit.standard_errors[SCORES], rel=1e-6
    )
    assert set(rows["about"]) == {""}


def test_random_intercepts_tell_the_spread_between_councils(of_all, together) -> None:
    data = pooled_model(together).data
    fit = random_intercepts.fit(data.answers, data.predictors, data.authorities)
    rows = of_check(of_all, "random_intercepts").loc[SCORES]
    assert rows["log_odds"].to_numpy(float) == pytest.approx(fit.coefficients[SCORES].to_numpy())
    ends = fit.intervals().loc[SCORES]
    assert rows["low"].to_numpy(float) == pytest.approx(ends["low"].to_numpy())
    assert set(rows["about"]) == {f"standard deviation between councils: {fit.spread:.3f} log odds"}


def refitted(data) -> pd.DataFrame:
    """One row per council: the coefficients without it."""
    return pd.DataFrame(
        {
            council: ordinal.fit(
                data.answers[data.authorities.ne(council)],
                data.predictors[data.authorities.ne(council)],
            ).coefficients[SCORES]
            for council in data.authorities.unique()
        }
    ).T


def test_leaving_out_one_council_is_a_fit_without_its_people(of_all, together) -> None:
    without = refitted(pooled_model(together).data)
    assert len(without) == 12
    lowest, highest = (of_check(of_all, f"without_{end}") for end in ("lowest", "highest"))
    for score in SCORES:
        for row, expected in ((lowest, without[score].min()), (highest, without[score].max())):
            assert row.at[score, "log_odds"] == pytest.approx(expected, rel=1e-9)
        assert lowest.at[score, "about"] == f"without {without[score].idxmin()}"
        assert highest.at[score, "about"] == f"without {without[score].idxmax()}"


def test_where_no_model_without_a_council_can_be_fitted_both_rows_say_so(
    together, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(answers, predictors, clusters, columns):
        return pd.DataFrame(
            {"left_out": "c00", "predictor": columns, "coefficient": np.nan, "note": "no estimate"}
        )

    monkeypatch.setattr(technical_robustness.robustness, "leave_one_cluster_out", nothing)
    found = find(None, [pooled_model(together)])
    for check in ("without_lowest", "without_highest"):
        assert of_check(found, check)["note"].to_list() == ["no estimate"] * 2


def test_filled_in_answers_tell_the_fraction_of_missing_information(robust) -> None:
    rows = robust[robust["check"].eq("imputed") & robust["note"].eq("")]
    assert len(rows) >= 4
    assert rows["value"].between(0, 1, inclusive="neither").all()
    assert rows[ESTIMATES].notna().all(axis=None)


def test_a_second_time_gives_the_same(alone, of_one) -> None:
    pd.testing.assert_frame_equal(find(alone.study, alone.models), of_one, check_exact=True)


def test_a_penalised_link_has_profile_intervals_and_no_filled_in_model(divided) -> None:
    found = find(divided.study, divided.models)
    life = divided.models[0]
    rows = of_check(found, "ordinal").loc[SCORES]
    ends = life.fit.intervals(SCORES)
    assert rows[["low", "high"]].to_numpy(float) == pytest.approx(ends.to_numpy())
    assert set(of_check(found, "imputed")["note"]) == {"nobody left anything blank"}


def test_models_without_an_estimate_have_no_row(fitted, linked) -> None:
    assert find(None, fitted(linked(15)).models).empty
