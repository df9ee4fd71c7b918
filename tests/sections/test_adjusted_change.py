"""Change allowing for who answered: the model's differences, and why there is none."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pandas as pd
import pytest

from poet.disclosure import PROFILES, release
from poet.questionnaire import Scale
from poet.sections.adjusted_change import COLUMNS, ESTIMATES, find
from poet.statistics.standardised_change import standardised_change
from poet.study import Authority, Study, Wave


def answers(people: int, seed: int, councils: int = 1, old: float = 0.5, better: float = 0.0):
    """Cells: the older people more often say that life is better, and so `old` of them do."""
    random = np.random.default_rng(seed)
    is_old = random.random(people) < old
    good = random.random(people) < np.where(is_old, 0.75, 0.45) + better
    need = random.choice(["physical", "learning"], people)
    return {
        "council": [f"c{person % councils:02}" for person in range(people)],
        "life": np.where(good, "better", "worse").tolist(),
        "need": need.tolist(),
        "age": np.where(is_old, 80, 40).astype(str).tolist(),
    }


@pytest.fixture(scope="module")
def two_waves(small_study):
    def made(before: dict, now: dict) -> Study:
        councils = sorted({*before["council"], *now["council"]})
        parts = [small_study(cells, councils=councils).responses[0] for cells in (before, now)]
        waves = ("2025", "2026")
        responses = tuple(
            dataclasses.replace(part, wave=wave) for part, wave in zip(parts, waves, strict=True)
        )
        return dataclasses.replace(
            small_study(now, councils=councils),
            authorities=tuple(Authority(code, code) for code in councils),
            waves=tuple(Wave(wave, wave) for wave in waves),
            responses=responses,
        )

    return made


def life(found: pd.DataFrame, authority: str = "c00") -> pd.Series:
    return found[found["authority"].eq(authority) & found["question"].eq("life")].iloc[0]


def test_it_is_the_standardised_change_of_one_council(two_waves) -> None:
    before, now = answers(150, 1), answers(140, 2, old=0.8)
    row = life(find(two_waves(before, now)))
    good = np.array([answer == "better" for answer in [*now["life"], *before["life"]]])
    later = np.repeat([True, False], [140, 150])
    physical = np.array([need == "physical" for need in [*now["need"], *before["need"]]])
    age = np.array([*now["age"], *before["age"]], dtype=float)
    expected = standardised_change(good, later, np.column_stack([physical, age]))
    numbers = row[list(ESTIMATES)].tolist()
    assert numbers == pytest.approx([expected.difference, expected.low, expected.high], rel=1e-7)
    assert row["adjusted_for"] == "Need, Age"
    assert row["note"] == ""
    counts = row[["people", "base", "people_before", "base_before"]].tolist()
    assert counts == [int(good[later].sum()), 140, int(good[~later].sum()), 150]


def test_a_change_of_who_answers_is_taken_out(two_waves) -> None:
    """Nothing changed but the ages of those who answer."""
    row = life(find(two_waves(answers(600, 3, old=0.2), answers(600, 4, old=0.8))))
    assert row["share"] - row["share_before"] > 0.1
    assert row["adjusted_low"] < 0 < row["adjusted_high"]


def test_a_real_change_stays(two_waves) -> None:
    row = life(find(two_waves(answers(600, 5, old=0.8), answers(600, 6, old=0.2, better=0.2))))
    assert row["adjusted_low"] > 0.1
    assert row["adjusted_low"] < 0.2 < row["adjusted_high"]


def test_ten_councils_stand_together_as_well_with_an_interval_by_council(two_waves) -> None:
    found = find(two_waves(answers(400, 7, councils=10), answers(400, 8, councils=10)))
    together = life(found, "all")
    assert together[["base", "base_before"]].tolist() == [400, 400]
    assert together["note"] == ""
    assert together["adjusted_low"] < together["adjusted"] < together["adjusted_high"]
    fewer = find(two_waves(answers(400, 7, councils=9), answers(400, 8, councils=9)))
    assert "all" not in set(fewer["authority"])


def test_people_without_the_background_are_not_in_the_model(two_waves) -> None:
    now = answers(140, 2)
    now["age"][:5] = [""] * 5
    assert life(find(two_waves(answers(150, 1), now)))["base"] == 135


def test_a_question_asked_once_or_in_another_way_has_no_row(two_waves) -> None:
    study = two_waves(answers(150, 1), answers(140, 2))
    before, now = study.responses
    older = dataclasses.replace(before.questionnaire, id="older")
    other = dataclasses.replace(
        study, responses=(dataclasses.replace(before, questionnaire=older), now)
    )
    assert find(other).empty
    alone = find(dataclasses.replace(study, waves=study.waves[1:], responses=(now,)))
    assert list(alone) == list(COLUMNS)
    assert alone.empty


def test_background_that_was_asked_in_another_way_is_not_allowed_for(two_waves) -> None:
    study = two_waves(answers(150, 1), answers(140, 2))
    before, now = study.responses
    turned = Scale("turned", before.questionnaire.question("need").scale.answers[::-1])
    asked = tuple(
        dataclasses.replace(question, scale=turned) if question.key == "need" else question
        for question in before.questionnaire.questions
    )
    older = dataclasses.replace(
        before, questionnaire=dataclasses.replace(before.questionnaire, questions=asked)
    )
    row = life(find(dataclasses.replace(study, responses=(older, now))))
    assert row["adjusted_for"] == "Age"


def test_too_few_people_good_answers_or_background_are_told(two_waves) -> None:
    def told(before: dict, now: dict) -> str:
        row = life(find(two_waves(before, now)))
        assert all(math.isnan(row[name]) for name in ESTIMATES)
        assert row["adjusted_for"] == ""
        return row["note"]

    many, few = answers(150, 1), answers(9, 2)
    assert told(many, few) == "fewer than 10 people answered in one of the waves"
    happy = {**many, "life": ["better"] * 150}
    assert told(happy, happy) == "fewer than 10 people gave a good answer, or another one"
    alike = {**many, "need": ["physical"] * 150, "age": ["40"] * 150}
    assert told(alike, alike) == "too few people answered to allow for any background"


def test_answers_that_the_background_divides_are_not_allowed_for(two_waves) -> None:
    """Everybody with another need says that life is better: that question is left out."""
    before, now = answers(150, 1), answers(140, 2)
    for cells in (before, now):
        cells["need"][:12], cells["life"][:12] = ["other"] * 12, ["better"] * 12
    assert life(find(two_waves(before, now)))["adjusted_for"] == "Age"


def test_the_gate_hides_the_difference_with_the_counts_and_rounds_it(two_waves) -> None:
    now = answers(140, 2)
    now["life"] = ["better"] * 5 + ["worse"] * 135
    hidden = life(release(find(two_waves(answers(150, 1), now)), PROFILES["local"], ESTIMATES))
    assert hidden["hidden"] == "[c] 1 to 7 people"
    assert hidden[[*ESTIMATES, "people", "share"]].isna().all()
    found = find(two_waves(answers(150, 1), answers(140, 2)))
    shown = life(release(found, PROFILES["local"], ESTIMATES))
    assert shown["adjusted"] == pytest.approx(round(life(found)["adjusted"], 2))
    assert shown["base_before"] == 150
