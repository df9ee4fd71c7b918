"""The made-up population: it agrees with the made-up answers, and the young are missing."""

from __future__ import annotations

import pytest

import poet
from poet.disclosure import PROFILES, release
from poet.sections import who_answered, who_is_missing, who_there_is


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made") / "study"
    poet.example(folder, authorities=3, people=200, waves=2, seed=2)
    return poet.load_study(folder)


def test_nothing_in_it_contradicts_the_answers(study) -> None:
    assert study.population.problems.empty
    assert study.population.groups["note"].eq("").all()


def test_it_is_of_the_latest_wave_and_of_every_council_and_audience(study) -> None:
    groups = study.population.groups
    assert set(groups["wave"]) == {"2026"}
    everyone = groups[groups["question"].eq("everyone")]
    assert len(everyone) == 3 * 3
    assert everyone["asked"].le(everyone["people"]).all()


def test_the_groups_of_each_question_add_up_to_everyone(study) -> None:
    sums = study.population.groups.groupby(["authority", "audience", "question"])["people"].sum()
    by_question = sums.unstack()
    for question in ("age_band", "main_need"):
        known = by_question[question].dropna()
        assert known.eq(by_question.loc[known.index, "everyone"]).all()


def test_one_in_three_answers_and_the_young_are_missing(study) -> None:
    found = {"who_answered": who_answered.find(study), "who_there_is": who_there_is.find(study)}
    released = {name: release(frame, PROFILES["local"]) for name, frame in found.items()}
    rows = who_is_missing.compare(study, released)
    together = rows[rows["authority"].eq("all") & rows["audience"].eq("budget_holder")]
    together = together.set_index("answer")
    assert together.loc["everyone", "response_rate"] == pytest.approx(1 / 3 / 0.96, abs=0.01)
    assert together.loc["under_25", "difference"] < 0
    assert bool(together.loc["mental_health", "clear"])


def test_a_study_of_one_person_a_council_is_made_as_well(tmp_path) -> None:
    poet.example(tmp_path / "study", authorities=2, people=1, seed=3)
    study = poet.load_study(tmp_path / "study")
    assert study.population.problems.empty
