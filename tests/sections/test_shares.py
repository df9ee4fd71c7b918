"""Shares: counted by hand, against a plain count of any answers, and adding up everywhere."""

from __future__ import annotations

import dataclasses

import hypothesis.strategies as some
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from poet.disclosure import PROFILES, release
from poet.sections.shares import COLUMNS, SHARE_COLUMNS, shares_of_role
from poet.statistics.proportions import wilson

NORTH, SOUTH = "north", "south"
COUNTED = ["authority", "answer", "people", "base", "share", "low", "high"]
# Nine people of the north, then three of the south.
CELLS = {
    "council": [NORTH] * 9 + [SOUTH] * 3,
    "life": [
        *["much_better", "better", "better", "same", "worse", "not_said", "not_said", "", "worse"],
        *["better", "", "not_said"],
    ],
    "helpers": [
        *[
            "family",
            "family;council",
            "council",
            "not_sure",
            "",
            "family;not_sure",
            "",
            "",
            "council",
        ],
        *["not_sure", "family", ""],
    ],
    "forms": ["easy"] * 12,
    "need": ["physical"] * 6 + ["learning"] * 5 + [""],
}


@pytest.fixture(scope="module")
def study(small_study):
    return small_study(CELLS)


def counts(frame: pd.DataFrame, question: str, authority: str) -> dict[str, tuple[int, int]]:
    """Level and answer to (people, base)."""
    mine = frame[frame["question"].eq(question) & frame["authority"].eq(authority)]
    return {f"{row.level} {row.answer}": (row.people, row.base) for row in mine.itertuples()}


def test_one_answer_each_counted_by_hand(study) -> None:
    outcomes = shares_of_role(study, "outcome")
    assert counts(outcomes, "life", NORTH) == {
        "answer much_better": (1, 6),
        "answer better": (2, 6),
        "answer same": (1, 6),
        "answer worse": (2, 6),
        "side good": (3, 6),
        "side neutral": (1, 6),
        "side bad": (2, 6),
        "outside not_said": (2, 9),
        "outside left_blank": (1, 9),
    }
    assert counts(outcomes, "life", SOUTH) == {
        "answer much_better": (0, 1),
        "answer better": (1, 1),
        "answer same": (0, 1),
        "answer worse": (0, 1),
        "side good": (1, 1),
        "side neutral": (0, 1),
        "side bad": (0, 1),
        "outside not_said": (1, 3),
        "outside left_blank": (1, 3),
    }


def test_several_answers_each_counted_by_hand(study) -> None:
    """Five of the north ticked an answer that counts; one of them "not sure" as well."""
    involvement = shares_of_role(study, "involvement")
    assert counts(involvement, "helpers", NORTH) == {
        "answer family": (3, 5),
        "answer council": (3, 5),
        "outside not_sure": (2, 9),
        "outside left_blank": (3, 9),
    }
    assert counts(involvement, "helpers", SOUTH) == {
        "answer family": (1, 1),
        "answer council": (0, 1),
        "outside not_sure": (1, 3),
        "outside left_blank": (1, 3),
    }


def test_a_question_without_a_column_was_left_blank_by_everyone(study) -> None:
    health = counts(shares_of_role(study, "outcome"), "health", NORTH)
    assert health["side good"] == (0, 0)
    assert health["outside left_blank"] == (9, 9)


def test_only_questions_with_answers_to_choose_from_are_counted(study) -> None:
    assert set(shares_of_role(study, "background")["question"]) == {"need"}


def test_answers_stand_in_printed_order_with_their_labels(study) -> None:
    life = shares_of_role(study, "outcome").query("question == 'life' and authority == 'north'")
    assert life["label"].to_list() == [
        *["Much better", "Better", "No difference", "Worse"],
        *["good answers", "neutral answers", "bad answers", "Prefer not to say", "Left blank"],
    ]


def test_a_share_stands_where_somebody_counts(study) -> None:
    frame = shares_of_role(study, "outcome")
    assert list(frame) == list(COLUMNS)
    counted = frame["level"].ne("outside") & frame["base"].gt(0)
    assert frame.loc[~counted, list(SHARE_COLUMNS)].isna().all(axis=None)
    told = frame[counted]
    assert told["share"].to_list() == (told["people"] / told["base"]).to_list()
    low, high = wilson(told["people"], told["base"])
    assert np.array_equal(told[["low", "high"]], np.column_stack([low, high]))


def test_an_answer_that_a_council_could_not_tick_has_its_reason_there(small_study) -> None:
    """Zero would say that nobody had help from the council, but nobody there was asked."""
    study = small_study(
        {
            "council": [NORTH, NORTH, SOUTH, SOUTH],
            "forms": ["easy"] * 4,
            "helpers": ["family", "family", "family", "council"],
        }
    )
    (responses,) = study.responses
    in_north = responses.by_person["authority"].eq(NORTH)
    no_column = responses.by_person["helpers.council"].mask(in_north)
    by_person = responses.by_person.assign(**{"helpers.council": no_column})
    cut = dataclasses.replace(
        study, responses=(dataclasses.replace(responses, by_person=by_person),)
    )
    whole, told = (
        shares_of_role(asked, "involvement").query("question == 'helpers'")
        for asked in (study, cut)
    )
    assert set(whole["note"]) == {""}
    assert whole["people"].notna().all()
    without = told[told["note"].ne("")]
    assert without[["authority", "answer"]].to_numpy().tolist() == [[NORTH, "council"]]
    assert without["note"].item() == (
        "the files have no column for this answer, so nobody could tick it"
    )
    assert without[["people", "share", "low", "high"]].isna().all(axis=None)
    others = told["note"].eq("")
    assert told.loc[others, COUNTED].equals(whole.loc[others, COUNTED])
    released = release(told, PROFILES["local"])
    assert released.loc[~others, ["people", "share"]].isna().all(axis=None)


def test_half_of_six_has_the_interval_of_wilson(study) -> None:
    good = shares_of_role(study, "outcome").query(
        "question == 'life' and authority == 'north' and answer == 'good'"
    )
    # 0.5 +- z sqrt(0.25 / 6 + z**2 / 144) / (1 + z**2 / 6), worked out by hand
    assert good[["share", "low", "high"]].to_numpy() == pytest.approx(
        np.array([[0.5, 0.187620, 0.812380]]), abs=1e-5
    )


def test_a_role_nobody_was_asked_has_no_row(study) -> None:
    nothing = shares_of_role(study, "admin")
    assert list(nothing) == list(COLUMNS)
    assert nothing.empty


@pytest.mark.parametrize("role", ["outcome", "process", "involvement", "background"])
def test_base_and_what_lies_outside_add_up_to_everyone_asked(three_councils, role) -> None:
    frame = shares_of_role(three_councils, role)
    kinds = {
        (survey.audience, question.key): question.kind
        for survey in three_councils.surveys
        for question in survey.questionnaire.questions
    }
    asked = {
        (survey.audience, code): int(people)
        for survey in three_councils.surveys
        for code, people in [
            *survey.by_person["authority"].value_counts().items(),
            ("all", len(survey.by_person)),
        ]
    }
    groups = frame.groupby(["audience", "question", "authority"])
    assert len(groups)
    for (audience, question, code), rows in groups:
        outside = rows[rows["level"].eq("outside")]
        assert set(outside["base"]) == {asked[audience, code]}
        people = {level: part["people"].sum() for level, part in rows.groupby("level")}
        base = rows.loc[rows["level"].eq("answer"), "base"]
        assert base.nunique() == 1
        if kinds[audience, question] == "multiple":
            assert base.iloc[0] <= people["answer"]
            assert base.iloc[0] + people["outside"] >= asked[audience, code]
        else:
            assert base.iloc[0] == people["answer"]
            assert base.iloc[0] + people["outside"] == asked[audience, code]
            if "side" in people:
                assert people["side"] == people["answer"]


CODES = ["much_better", "better", "same", "worse", "not_said", ""]
TICKS = some.sets(some.sampled_from(["family", "council", "not_sure"])).map(sorted).map(";".join)
person = some.tuples(some.sampled_from([NORTH, SOUTH]), some.sampled_from(CODES), TICKS)


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(some.lists(person, min_size=1, max_size=40))
def test_any_answers_agree_with_a_plain_count(small_study, people) -> None:
    councils, life, helpers = (list(column) for column in zip(*people, strict=True))
    forms = ["easy"] * len(people)  # a form without any answer is no form
    study = small_study({"council": councils, "life": life, "helpers": helpers, "forms": forms})
    plain = pd.DataFrame({"council": councils, "life": life, "helpers": helpers})
    for code in (NORTH, SOUTH):
        mine = plain[plain["council"].eq(code)]
        _agree_on_one_answer(counts(shares_of_role(study, "outcome"), "life", code), mine["life"])
        ticked = mine["helpers"].str.split(";").map(set)
        _agree_on_ticks(counts(shares_of_role(study, "involvement"), "helpers", code), ticked)


def _agree_on_one_answer(told: dict[str, tuple[int, int]], life: pd.Series) -> None:
    plain = life.value_counts()
    base = int((~life.isin(["", "not_said"])).sum())
    for answer in ("much_better", "better", "same", "worse"):
        assert told[f"answer {answer}"] == (plain.get(answer, 0), base)
    assert told["side good"] == (plain.get("much_better", 0) + plain.get("better", 0), base)
    assert told["outside not_said"] == (plain.get("not_said", 0), len(life))
    assert told["outside left_blank"] == (plain.get("", 0), len(life))


def _agree_on_ticks(told: dict[str, tuple[int, int]], ticked: pd.Series) -> None:
    base = sum(bool({"family", "council"} & ticks) for ticks in ticked)
    for answer in ("family", "council"):
        assert told[f"answer {answer}"] == (sum(answer in ticks for ticks in ticked), base)
    assert told["outside not_sure"] == (sum("not_sure" in t for t in ticked), len(ticked))
    assert told["outside left_blank"] == (sum(t == {""} for t in ticked), len(ticked))


def test_three_councils_are_counted_together_as_well(three_councils) -> None:
    frame = shares_of_role(three_councils, "outcome")
    keys = ["audience", "question", "level", "answer"]
    together = frame[frame["authority"].eq("all")].set_index(keys)
    apart = frame[frame["authority"].ne("all")].groupby(keys)[["people", "base"]].sum()
    assert len(together) == len(apart)
    assert together[["people", "base"]].eq(apart.loc[together.index]).all(axis=None)


def test_of_two_councils_neither_could_hide_beside_both_together(study) -> None:
    """What both say, less what one says, is what the other says."""
    assert set(shares_of_role(study, "outcome")["authority"]) == {NORTH, SOUTH}
