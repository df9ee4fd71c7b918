"""Direct payments against managed budgets: counts by hand, estimates as statsmodels makes them."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from poet.disclosure import PROFILES, release
from poet.sections import groups
from poet.sections.direct_payments import COLUMNS, ESTIMATES, find
from poet.sections.group_questions import ARM_OF
from poet.statistics.multiplicity import holm

LOCAL = PROFILES["local"]
BACKGROUND = ("main_need", "age_band", "filled_in_by")
GOOD, BAD = ["a_lot_better", "better"], ["no_difference", "worse", "a_lot_worse"]
ALL_GONE = ["adjusted", "difference", "p", "p_holm"]


@pytest.fixture(scope="module")
def many(example):
    return example(authorities=12, people=60, seed=4)


@pytest.fixture(scope="module")
def frame(many) -> pd.DataFrame:
    return find(many)


@pytest.fixture(scope="module")
def one_council(example):
    return example(authorities=1, people=300, seed=5)


def people_of(study, authority: str = "all") -> pd.DataFrame:
    people = study.surveys[0].by_person
    people = people if authority == "all" else people[people["authority"].eq(authority)]
    held = people["how_held"].astype(object)
    arm = held.map(lambda code: ARM_OF.get(code, "neither"), na_action="ignore")
    return people.assign(arm=arm)


def test_counts_are_those_of_counting_by_hand(many, frame) -> None:
    assert list(frame) == list(COLUMNS)
    for row in frame[frame["level"].eq("outcome")].sample(60, random_state=1).itertuples():
        people = people_of(many, row.authority)
        answers = people[row.question].astype(object)
        for arm, end in (("direct_payment", ""), ("managed", "_managed")):
            theirs = answers[people["arm"].eq(arm)]
            assert getattr(row, f"people{end}") == theirs.isin(GOOD).sum()
            assert getattr(row, f"base{end}") == theirs.isin(GOOD + BAD).sum()


def test_who_is_in_neither_arm_is_counted(many, frame) -> None:
    arm = people_of(many)["arm"].value_counts()
    of_all = frame[frame["authority"].eq("all")].set_index("level")
    arms, left = of_all.loc["arms"], of_all.loc["left_out"]
    assert (arms["people"], arms["people_managed"]) == (arm["direct_payment"], arm["managed"])
    assert arms["base"] == arms["base_managed"] == arm["direct_payment"] + arm["managed"]
    assert (left["people"], left["base"]) == (arm["neither"], arm.sum())


def g_computation(people: pd.DataFrame, row) -> tuple[float, float]:
    """The standardised shares by statsmodels, of the background that the row names."""
    keys = {"Main reason for support": "main_need", "Age": "age_band"}
    keys["Who filled in the form"] = "filled_in_by"
    known = people["arm"].isin(["direct_payment", "managed"])
    for key in keys.values():
        known &= people[key].notna() & people[key].ne("prefer_not_to_say")
    people = people[known]
    parts = [people["arm"].eq("direct_payment").astype(float).rename("direct")]
    for name in row.adjusted_for.split(", "):
        group = people[keys[name]].astype(object)
        counts = group.value_counts()
        small = counts.index[counts.lt(10)]
        together = "others" if counts[small].sum() >= 10 else counts.index[0]
        group = group.mask(group.isin(small), together)
        dummies = pd.get_dummies(group, dtype=float)
        parts.append(dummies.drop(columns=group.value_counts().index[0]))
    matrix = sm.add_constant(pd.concat(parts, axis=1))
    answered = people[row.question].isin(GOOD + BAD)
    good = people[row.question].isin(GOOD).astype(float)[answered]
    matrix = matrix[answered]
    fit = sm.GLM(good, matrix, family=sm.families.Binomial()).fit(tol=1e-13)
    return tuple(fit.predict(matrix.assign(direct=value)).mean() for value in (1.0, 0.0))


def test_the_estimates_are_g_computation_by_statsmodels(one_council) -> None:
    rows = find(one_council).query("level == 'outcome' and note == ''")
    assert len(rows) > 12
    assert rows["adjusted_for"].str.count(",").max() == 2
    people = people_of(one_council)
    for row in rows.itertuples():
        shares = g_computation(people, row)
        assert (row.adjusted, row.adjusted_managed) == pytest.approx(shares, abs=1e-7)
        assert row.difference == pytest.approx(shares[0] - shares[1], abs=1e-7)
        assert row.difference_low < row.difference < row.difference_high


def test_holm_is_over_the_outcomes_of_an_authority_and_p_has_two_digits(frame) -> None:
    estimated = frame[frame["p"].notna()]
    assert estimated["p"].map(lambda p: float(f"{p:.1e}") == p).all()
    for _, rows in estimated.groupby("authority"):
        assert rows["p_holm"].to_list() == pytest.approx(holm(rows["p"]).to_list())


def test_councils_together_have_errors_by_council(frame) -> None:
    together = frame[frame["authority"].eq("all") & frame["p"].notna()]
    assert len(together) > 12
    assert together["councils"].eq(12).all()
    assert frame.loc[frame["authority"].ne("all"), "councils"].isna().all()


def test_no_row_with_an_estimate_is_hidden_and_estimates_are_as_coarse_as_shares(
    frame, one_council
) -> None:
    together = pd.concat([frame, find(one_council)], ignore_index=True)
    released = release(together, PROFILES["local"], ESTIMATES)
    hidden = released["hidden"].ne("")
    assert hidden.any()
    assert released.loc[hidden, [*ESTIMATES, "p", "p_holm"]].isna().all(axis=None)
    told = released.loc[~hidden, list(ESTIMATES)].stack().dropna().astype(float) * 100
    assert len(told) > 200
    assert np.allclose(told, told.round())


def notes_of(study) -> pd.Series:
    found = find(study)
    rows = found[found["authority"].ne("all") & found["level"].eq("outcome")]
    assert rows.loc[rows["note"].ne(""), ALL_GONE].isna().all(axis=None)
    return rows.set_index("question")["note"]


def changed(study, **columns: pd.Series):
    """The study with answers of budget holders put in."""
    first = study.responses[0]
    by_person = first.by_person.assign(**columns)
    responses = dataclasses.replace(first, by_person=by_person)
    return dataclasses.replace(study, responses=(responses, *study.responses[1:]))


def test_every_reason_for_no_estimate_is_told(one_council, example) -> None:
    assert set(notes_of(example(authorities=1, people=40, seed=5))) == {
        "fewer than 30 people have one of the two kinds of budget"
    }
    people = people_of(one_council)
    managed, direct = people["arm"].eq("managed"), people["arm"].eq("direct_payment")
    answers = {
        "dignity": people["dignity"].mask(managed & (managed.cumsum() > 20)),
        "independence": people["independence"].mask(direct, "worse"),
        "feeling_safe": people["feeling_safe"].mask(people.index > 5, "better"),
    }
    for key in ("main_need", "age_band", "filled_in_by"):
        answers[key] = people[key]
    # The answers to one question divide along every background question.
    alike = [people[key].cat.codes.eq(people[key].cat.codes.max()) for key in list(answers)[3:]]
    divided = np.logical_or.reduce([*alike, people["main_need"].eq("learning_disability")])
    answers["friendships"] = people["friendships"].mask(divided, "better")
    notes = notes_of(changed(one_council, **answers))
    assert notes["dignity"] == "fewer than 30 people of one kind of budget answered"
    assert notes["independence"] == (
        "fewer than 10 people of one kind of budget gave a good answer"
    )
    assert notes["feeling_safe"] == (
        "fewer than 8 people of one kind of budget gave another answer"
    )


def test_where_few_of_one_kind_of_budget_gave_another_answer_nothing_is_estimated(
    one_council,
) -> None:
    """30 of 31 leave as 30 of 30, and a share of 0.97 would tell the one."""
    people = people_of(one_council)
    direct = people["arm"].eq("direct_payment") & people["dignity"].isin(GOOD + BAD)
    few = people["dignity"].mask(direct, "better").mask(direct & (direct.cumsum() <= 7), "worse")
    eight = few.mask(direct & (direct.cumsum() <= 8), "worse")
    alone = {key: people[key].mask(people.index >= 0, people[key].mode()[0]) for key in BACKGROUND}
    reason = "fewer than 8 people of one kind of budget gave another answer"
    assert notes_of(changed(one_council, dignity=few, **alone))["dignity"] == reason
    assert notes_of(changed(one_council, dignity=eight, **alone))["dignity"] == ""


def test_fewer_than_ten_councils_are_not_modelled_together(example) -> None:
    found = find(example(authorities=3, people=120, seed=1))
    rows = found[found["authority"].eq("all") & found["level"].eq("outcome")]
    assert set(rows["note"]) == {"fewer than 10 councils are not modelled together"}


def test_people_who_are_not_alike_make_nothing_clear(one_council) -> None:
    """Who fills in the form alone has a direct payment, whoever does not has none."""
    people = people_of(one_council)
    alone = people["filled_in_by"].eq("alone")
    held = people["how_held"].mask(alone, "direct_payment").mask(~alone, "council")
    outcome = people["dignity"].mask(alone, "better").mask(alone & (alone.cumsum() < 20), "worse")
    outcome = outcome.mask(~alone & (people.index % 3 > 0), "worse")
    found = find(changed(one_council, how_held=held, dignity=outcome))
    arms = found[found["level"].eq("arms")].iloc[0]
    assert arms["alike"] < 0.5
    assert arms["note"] == "hardly anyone has people like them with the other kind of budget"
    assert not found["clear"].any()


def test_where_nobody_was_asked_there_are_no_rows(small_study) -> None:
    found = find(small_study({"council": ["north"] * 3, "life": ["better"] * 3}))
    assert found.empty
    assert list(found) == list(COLUMNS)
    assert release(found, PROFILES["local"], ESTIMATES).empty


def test_groups_of_the_same_people_tell_no_part_of_an_arm(many, frame) -> None:
    """Both sections have the same two arms, so neither less the other is a smaller group.

    Where an arm is in a joined group, what the arm leaves of it is known within 4 people only.
    """
    in_groups = groups.find(many).query("group_question == 'how_held' and note == ''")
    arms = frame[frame["level"].eq("outcome")].set_index(["authority", "question"])
    assert (
        in_groups["group"]
        .str.split("+")
        .explode()
        .isin(["direct_payment", "managed", "mixed", "not_sure"])
        .all()
    )
    looked_at = 0
    for row in in_groups[in_groups["question"].isin(arms.index.get_level_values(1))].itertuples():
        arm = arms.loc[(row.authority, row.question)]
        if row.group == "direct_payment":
            assert (row.people, row.base) == (arm["people"], arm["base"])
        elif row.group == "managed":
            assert (row.people, row.base) == (arm["people_managed"], arm["base_managed"])
        else:
            looked_at += 1
            left = LOCAL.rounded(row.people) - LOCAL.rounded(arm["people_managed"])
            possible = [n for n in range(8) if abs(n - left) <= 4]
            assert len(possible) != 1
    assert looked_at > 20
