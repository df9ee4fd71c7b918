"""Weights of a study: what everybody stands for, and a reason where nobody stands for others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from population_studies import small_study

from poet.population_margins import NOBODY_KNOWN, NOT_IN_THE_FILE
from poet.population_weights import HIGHEST, NO_WEIGHTS, survey_weights

HOLDERS = "budget_holder"
# Six young and four old; of the young three need help with their mind, of the old one.
NORTH = [
    *["N1,better,1,1,young,body"] * 3,
    *["N1,better,1,2,young,mind"] * 3,
    *["N1,worse,2,1,old,body"] * 3,
    "N1,worse,2,2,old,mind",
]
SOUTH = ["S1,better,1,1,young,body", "S1,worse,2,2,old,mind"] * 2
AGE = [f"N1,{HOLDERS},age,young,50", f"N1,{HOLDERS},age,old,50"]
NEED = [f"N1,{HOLDERS},need,body,70", f"N1,{HOLDERS},need,mind,30"]


@pytest.fixture
def made(tmp_path: Path) -> Callable:
    """The weights of a study with these rows below the headings of its population file."""

    def making(*rows: str, answers: Sequence[str] = (*NORTH, *SOUTH)):
        study = small_study(tmp_path / "study", answers, rows)
        (survey,) = study.surveys
        weights = study.weights[survey.audience, survey.wave]
        assert weights.weights is study.weights_of(survey)
        return weights

    return making


def how(weights, authority: str = "N1") -> dict[str, object]:
    return weights.by_authority.set_index("authority").loc[authority].to_dict()


def test_of_one_question_each_group_adds_up(made) -> None:
    weights = made(*AGE)
    np.testing.assert_allclose(weights.weights[:10], [50 / 6] * 6 + [12.5] * 4)
    assert weights.weights[10:].isna().all()
    assert weights.groups["age"].tolist()[:10] == ["young"] * 6 + ["old"] * 4
    assert weights.groups["age"][10:].isna().all()
    assert how(weights) == {
        "method": "raked",
        "questions": "age",
        "population": 100.0,
        "trimmed": 0,
        "furthest_off": pytest.approx(0, abs=1e-9),
        "note": "",
    }
    assert how(weights, "S1")["note"] == NOT_IN_THE_FILE


def test_of_several_questions_every_group_adds_up(made) -> None:
    weights = made(*AGE, *NEED)
    assert how(weights)["questions"] == "age, need"
    for question, people in (("age", [50, 50]), ("need", [70, 30])):
        sums = weights.weights[:10].groupby(weights.groups[question][:10], sort=False).sum()
        np.testing.assert_allclose(sums, people)


def test_strata_come_before_other_questions_and_everybody_of_one_counts_alike(made) -> None:
    rows = [f"N1,{HOLDERS},stratum,1,60", f"N1,{HOLDERS},stratum,2,40"]
    weights = made(*AGE, *rows)
    assert (how(weights)["method"], how(weights)["questions"]) == ("strata", "stratum")
    first = weights.groups["stratum"][:10].eq("1")
    np.testing.assert_allclose(weights.weights[:10][first], 60 / 6)
    np.testing.assert_allclose(weights.weights[:10][~first], 40 / 4)


def test_with_everyone_alone_each_person_stands_for_as_many(made) -> None:
    weights = made(f"N1,{HOLDERS},everyone,,200")
    np.testing.assert_allclose(weights.weights[:10], 20)
    assert (how(weights)["method"], how(weights)["questions"]) == ("strata", "everyone")


def test_everyone_is_what_the_groups_are_scaled_to(made) -> None:
    weights = made(f"N1,{HOLDERS},everyone,,105", *AGE)
    assert how(weights)["population"] == 105
    assert weights.weights[:10].sum() == pytest.approx(105)


def test_a_group_that_nobody_answered_from_leaves_its_people_to_the_others(made) -> None:
    weights = made(*NEED[:1], f"N1,{HOLDERS},need,other,10", f"N1,{HOLDERS},need,mind,20")
    sums = weights.weights[:10].groupby(weights.groups["need"][:10], sort=False).sum()
    np.testing.assert_allclose(sums, [100 * 70 / 90, 100 * 20 / 90])


def test_who_did_not_say_counts_as_the_average_person(made) -> None:
    answers = [*NORTH, "N1,better,1,1,not_said,", "N1,better,1,1,,"]
    weights = made(*AGE, answers=answers)
    assert weights.weights.sum() == pytest.approx(100)
    assert weights.groups["age"].tolist()[-2:] == ["", ""]
    np.testing.assert_allclose(weights.weights[-2:], 100 / 12)
    known = weights.weights[:10].groupby(weights.groups["age"][:10]).sum()
    assert known["young"] == pytest.approx(known["old"])


def test_whose_stratum_is_not_in_the_file_does_not_count(made) -> None:
    weights = made(f"N1,{HOLDERS},stratum,1,60")
    second = weights.groups["stratum"][:10].eq("")
    assert weights.weights[:10][second].isna().all()
    np.testing.assert_allclose(weights.weights[:10][~second], 10)


def test_nobody_counts_for_more_than_five_times_the_average(made) -> None:
    answers = [*["N1,better,1,1,young,body"] * 29, "N1,worse,2,2,old,mind"]
    weights = made(*AGE, answers=answers)
    assert weights.weights.max() == pytest.approx(HIGHEST * 100 / 30)
    assert how(weights)["trimmed"] == 1
    assert how(weights)["furthest_off"] == pytest.approx(1 - 5 / 15)


def test_where_nobody_said_which_group_they_are_in_there_are_no_weights(made) -> None:
    weights = made(*AGE, answers=["N1,better,1,1,,body", "N1,worse,1,1,not_said,body"])
    assert weights.weights.isna().all()
    assert how(weights)["note"] == NOBODY_KNOWN


def test_groups_that_no_weights_can_bring_about_give_none(made) -> None:
    """Whoever is young needs help with the body: then as many cannot be young and need the mind."""
    answers = ["N1,better,1,1,young,body", "N1,worse,2,2,old,mind"] * 4
    weights = made(
        *[f"N1,{HOLDERS},age,young,90", f"N1,{HOLDERS},age,old,10"],
        *[f"N1,{HOLDERS},need,body,10", f"N1,{HOLDERS},need,mind,90"],
        answers=answers,
    )
    assert weights.weights.isna().all()
    assert how(weights)["note"] == NO_WEIGHTS


def test_what_contradicts_the_answers_gives_no_weights_and_says_so(made) -> None:
    weights = made(f"N1,{HOLDERS},everyone,,9", *AGE)
    assert weights.weights.isna().all()
    assert how(weights)["note"] == "more people answered than the population file has"


def test_without_a_population_file_nobody_has_a_weight(tmp_path) -> None:
    study = small_study(tmp_path / "study", NORTH, AGE)
    weights = survey_weights(study.surveys[0], None)
    assert weights.weights.isna().all()
    assert weights.weights.index.equals(study.surveys[0].by_person.index)
    assert how(weights)["note"] == NOT_IN_THE_FILE


def test_nothing_in_the_file_that_can_be_used_is_as_no_file(made) -> None:
    weights = made(f"N1,{HOLDERS},age,Prefer not to say,9")
    assert weights.weights.isna().all()
    assert how(weights)["note"] == NOT_IN_THE_FILE
