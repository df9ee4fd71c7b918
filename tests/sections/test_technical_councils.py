"""What the robustness of links may tell of councils: how many, and seldom which."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest

from poet.sections import imputed_models, technical_robustness
from poet.sections.technical_robustness import find
from poet.statistics import ordinal
from poet.statistics.failure import CannotEstimate

WITHIN = "within councils the answers are divided without exception, so there is no finite estimate"


@pytest.fixture(scope="module", autouse=True)
def five_sets() -> Iterator[None]:
    """Filled in fewer times, as the number does not matter here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(imputed_models, "SETS", 5)
        yield


@pytest.fixture(scope="module")
def pooled_model(together):
    (model,) = [
        m
        for m in together.models
        if (m.group.authority, m.outcome.key, m.kind) == ("all", "life", "ordinal")
    ]
    return model


def of_check(frame: pd.DataFrame, check: str) -> pd.DataFrame:
    return frame[frame["check"].eq(check)].set_index("predictor")


@pytest.fixture(scope="module")
def uneven(fitted, linked) -> list:
    """Nine people of a council, for whom the hardest process goes with the best life.

    In another council all thirty have the worst.
    """
    answers = linked(390, councils=13)
    for person in range(390):
        small = answers["council"][person] == "c12"
        if small and person >= 9 * 13:
            answers["council"][person] = "c11"
        elif small:
            answers["life"][person] = "much_better"
            answers["forms"][person] = answers["advice"][person] = "hard"
        elif answers["council"][person] == "c05":
            answers["life"][person] = "worse"
    models = fitted(answers).models
    return [m for m in models if m.group.pooled and m.outcome.key == "life"]


@pytest.fixture(scope="module")
def of_uneven(uneven) -> pd.DataFrame:
    return find(None, uneven)


def test_a_council_of_few_people_is_not_named(uneven, of_uneven) -> None:
    data = uneven[0].data
    without = pd.Series(
        {
            council: ordinal.fit(
                data.answers[data.authorities.ne(council)],
                data.predictors[data.authorities.ne(council)],
            ).coefficients["process"]
            for council in data.authorities.unique()
        }
    )
    assert without.idxmax() == "c12"
    row = of_check(of_uneven, "without_highest").loc["process"]
    assert row["log_odds"] == pytest.approx(without.max())
    assert row["about"] == "without a council of fewer than 10 people"
    assert not of_uneven["about"].str.contains("c12").any()


def test_councils_where_all_answered_alike_are_counted_and_not_named(of_uneven) -> None:
    rows = of_check(of_uneven, "council_intercepts")
    assert rows["log_odds"].notna().all()
    assert set(rows["about"]) == {"without 2 where everyone gave the lowest or the highest answer"}


def test_councils_that_divide_the_answers_together_with_a_score_are_not_named(
    pooled_model, monkeypatch: pytest.MonkeyPatch
) -> None:
    def divided(*data):
        raise CannotEstimate("'process' and 'authority c05' go with one end of the answers")

    monkeypatch.setattr(technical_robustness.robustness, "fit_with_cluster_intercepts", divided)
    rows = of_check(find(None, [pooled_model]), "council_intercepts")
    assert set(rows["note"]) == {WITHIN}


def test_a_council_model_that_names_no_council_keeps_its_reason(
    pooled_model, monkeypatch: pytest.MonkeyPatch
) -> None:
    def same(*data):
        raise CannotEstimate("'process' is the same for everyone in each authority")

    monkeypatch.setattr(technical_robustness.robustness, "fit_with_cluster_intercepts", same)
    rows = of_check(find(None, [pooled_model]), "council_intercepts")
    assert set(rows["note"]) == {"'process' is the same for everyone in each authority"}


@pytest.fixture(scope="module")
def divided_within(fitted, linked) -> pd.DataFrame:
    """In each council the easier process goes with the better life, from a level of its own."""
    answers = linked(240, councils=12)
    level = {
        0: {"hard": "worse", "neither": "worse", "easy": "same"},
        1: {"hard": "better", "neither": "much_better", "easy": "much_better"},
    }
    for person in range(240):
        forms = ("hard", "neither", "easy")[(person // 12) % 3]
        answers["forms"][person] = answers["advice"][person] = forms
        answers["life"][person] = level[person % 2][forms]
    models = fitted(answers).models
    return find(None, [m for m in models if m.group.pooled and m.outcome.key == "life"])


def test_real_answers_that_are_divided_within_councils_name_none(divided_within) -> None:
    rows = of_check(divided_within, "council_intercepts")
    assert set(rows["note"]) == {WITHIN}
    assert not divided_within["note"].str.contains(r"\bc\d\d\b").any()


def test_no_row_of_one_council_names_another(together) -> None:
    models = [m for m in together.models if m.group.authority in ("c03", "c04")]
    found = find(together.study, models)
    for code, other in (("c03", "c04"), ("c04", "c03")):
        rows = found[found["authority"].eq(code)]
        assert len(rows)
        assert other not in rows.to_csv()
