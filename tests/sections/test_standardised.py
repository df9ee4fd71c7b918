"""Standardised and shrunken shares of councils: the counts, the reasons, the background."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from poet.disclosure import PROFILES, release
from poet.sections import standardised
from poet.sections.standardised import COLUMNS, ESTIMATES, WORKED_OUT, work_out
from poet.statistics.shrinkage import shrunken_shares

COUNCILS = [f"c{number:02}" for number in range(12)]


def cells(people: int, seed: int = 5) -> dict[str, list[str]]:
    """Physical need goes with a worse life; the first council has nobody else."""
    random = np.random.default_rng(seed)
    council = np.arange(people) % 12
    need = np.where(council == 0, "physical", random.choice(["physical", "learning"], people))
    good = random.random(people) < np.where(need == "physical", 0.3, 0.8)
    return {
        "council": [f"c{number:02}" for number in council],
        "life": np.where(good, "better", "worse").tolist(),
        "need": need.tolist(),
        "age": random.integers(18, 90, people).astype(str).tolist(),
    }


@pytest.fixture(scope="module")
def found(small_study) -> pd.DataFrame:
    return find(small_study(cells(960), councils=COUNCILS))


def find(study, profile: str = "internal") -> pd.DataFrame:
    """What leaves by a profile, without the column that says what is hidden."""
    return released_by(study, profile).drop(columns="hidden")


def released_by(study, profile: str) -> pd.DataFrame:
    return work_out(release(standardised.find(study), PROFILES[profile], ESTIMATES))


def life(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["question"].eq("life")].set_index("authority")


def test_every_council_and_question_has_a_row_and_all_together_one(found) -> None:
    assert list(found.columns) == list(COLUMNS)
    assert life(found).index.tolist() == [*COUNCILS, "all"]
    assert set(found["question"]) == {"life", "health", "forms", "advice", "say"}
    together = life(found).loc["all"]
    councils = life(found).drop("all")
    assert (together["people"], together["base"]) == (councils["people"].sum(), 960)
    assert together["share"] == together["people"] / 960
    assert together[[*ESTIMATES, *WORKED_OUT]].isna().all()


def test_what_goes_with_background_is_allowed_for(found) -> None:
    """People of the first council have the harder lives that such people have everywhere."""
    first, others = life(found).loc["c00"], life(found).drop(["c00", "all"])
    of_all = life(found).loc["all", "share"]
    assert first["share"] < others["share"].min() + 0.1
    assert first["expected"] == pytest.approx(0.3, abs=0.06)
    assert first["standardised"] == pytest.approx(
        min(first["share"] / first["expected"] * of_all, 1), rel=1e-9
    )
    assert first["share"] + 0.1 < first["standardised"] < of_all + 0.2
    assert first["standardised_low"] < first["standardised"] < first["standardised_high"]
    assert first["adjusted_for"] == "Need, Age"


def test_people_expected_are_people_observed(found) -> None:
    councils = life(found).drop("all")
    expected = (councils["expected"] * councils["base"]).sum()
    assert expected == pytest.approx(councils["people"].sum(), rel=1e-6)


def test_a_shrunken_share_lies_between_that_of_the_council_and_that_of_all(found) -> None:
    councils = life(found).drop("all")
    of_all = life(found).loc["all", "share"]
    nearer = (councils["shrunken"] - of_all).abs() < (councils["share"] - of_all).abs()
    far = (councils["share"] - of_all).abs() > 0.03
    assert nearer[far].all()
    assert far.sum() > 6
    assert (councils["shrunken_low"] < councils["shrunken"]).all()


def test_a_question_that_nobody_answered_says_so(found) -> None:
    health = found[found["question"].eq("health")]
    assert set(health["note"]) == {"nobody gave an answer that counts"}
    assert health[["share", "low", "high", *ESTIMATES, *WORKED_OUT]].isna().all(axis=None)
    assert (health["people"].eq(0) & health["base"].eq(0)).all()


def test_below_ten_councils_shares_stand_without_estimates(small_study) -> None:
    answers = {
        name: [
            text
            for text, council in zip(texts, cells(120)["council"], strict=True)
            if council < "c09"
        ]
        for name, texts in cells(120).items()
    }
    frame = find(small_study(answers, councils=COUNCILS[:9]))
    assert "all" not in set(frame["authority"])
    assert life(frame)["share"].notna().all()
    assert frame[[*ESTIMATES, *WORKED_OUT]].isna().all(axis=None)
    assert set(frame["note"]) == {
        "fewer than 10 councils are not set beside each other by models (here: 9)"
    }
    assert set(frame["adjusted_for"]) == {""}


def test_who_left_background_out_still_counts(small_study) -> None:
    answers = cells(480)
    answers["need"] = ["" if n % 3 else text for n, text in enumerate(answers["need"])]
    answers["age"] = [""] * 480
    frame = life(find(small_study(answers, councils=COUNCILS)))
    assert frame.loc["all", "base"] == 480
    assert frame.drop("all")["standardised"].notna().all()


def test_estimates_are_hidden_with_their_counts_and_come_from_released_ones(small_study) -> None:
    released = life(released_by(small_study(cells(240), councils=COUNCILS), "local"))
    released, of_all = released.drop("all"), released.loc["all"]
    hidden = released["hidden"].ne("")
    assert 0 < hidden.sum() < 12
    assert released.loc[hidden, ["people", *ESTIMATES, *WORKED_OUT]].isna().all(axis=None)
    shown = released[~hidden]
    np.testing.assert_allclose(shown["expected"] * 100, (shown["expected"] * 100).round())
    people, base = (shown[name].astype(float) for name in ("people", "base"))
    by_hand = (people / base / shown["expected"] * of_all["people"] / of_all["base"]).clip(upper=1)
    np.testing.assert_allclose(shown["standardised"], by_hand)
    small = released["hidden"].eq("[c] 1 to 7 people")
    assert small.any()
    counted = released[~hidden | small]
    again = shrunken_shares(
        counted["people"].astype(float).fillna(4), counted["base"].astype(float)
    )
    np.testing.assert_allclose(shown["shrunken"], again.share[~hidden[counted.index]])


def test_where_few_give_an_answer_shares_are_not_drawn_to_the_councils_that_may_be_seen(
    small_study,
) -> None:
    """1 in 7 of 60 people: about a third of the councils have a hidden count."""
    random = np.random.default_rng(2)
    councils = np.repeat(COUNCILS, 60)
    good = random.random(len(councils)) < 0.14
    study = small_study(
        {"council": councils.tolist(), "life": np.where(good, "better", "worse").tolist()},
        councils=COUNCILS,
    )
    exact, released = (life(released_by(study, profile)) for profile in ("internal", "local"))
    seen = released["shrunken"].notna()
    assert 3 < seen.sum() < 10
    error = (released["shrunken"] - exact["shrunken"])[seen]
    assert abs(error.mean()) < 0.015
    alike = released.loc[seen, "standardised"] / released.loc[seen, "share"]
    np.testing.assert_allclose(alike, 1, atol=0.05)  # nobody differs in background


def test_a_study_that_nobody_answered_has_no_rows(small_study) -> None:
    nobody = small_study({"council": ["c00"], "life": [""]}, councils=["c00"])
    empty = nobody.responses[0].by_person.iloc[:0]
    without = dataclasses.replace(
        nobody, responses=(dataclasses.replace(nobody.responses[0], by_person=empty),)
    )
    assert find(without).empty
    assert list(find(without).columns) == list(COLUMNS)
