"""Shares by group: every person counted once, and no small group to be worked out."""

from __future__ import annotations

import hypothesis.strategies as some
import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from poet.disclosure import PROFILES, release
from poet.sections.group_questions import ARM_OF
from poet.sections.groups import COLUMNS, TOO_FEW, find, would_be_hidden
from poet.sections.shares import shares_of_role
from poet.statistics.proportions import wilson
from poet.statistics.rao_scott import independence_test
from poet.statistics.sampling import Sampling

LOCAL = PROFILES["local"]
GOOD = {"a_lot_better", "better", "very_easy", "easy", "fully", "mostly", "yes"}
NOT_SAID = {"does_not_apply", "prefer_not_to_say", "have_not_tried", "not_sure"}


@pytest.fixture(scope="module")
def frame(three_councils) -> pd.DataFrame:
    return find(three_councils)


def counted(survey, row) -> tuple[int, int]:
    """People and base of one row, counted person by person."""
    people = survey.by_person
    if row.authority != "all":
        people = people[people["authority"].eq(row.authority)]
    group = people[row.group_question].astype(object)
    if row.group_question == "how_held":
        group = group.map(lambda code: ARM_OF.get(code, code))
    answers = people.loc[group.isin(row.group.split("+")), row.question].dropna()
    answers = answers[~answers.isin(NOT_SAID)]
    return int(answers.isin(GOOD).sum()), len(answers)


def test_every_row_is_what_counting_by_hand_gives(three_councils, frame) -> None:
    surveys = {survey.audience: survey for survey in three_councils.surveys}
    rows = frame[frame["note"].eq("") & frame["audience"].ne("practitioner")]
    assert {"X001", "X002", "X003", "all"} == set(rows["authority"])
    for row in rows.sample(150, random_state=1).itertuples():
        assert (row.people, row.base) == counted(surveys[row.audience], row)


def test_shares_have_wilsons_interval(frame) -> None:
    rows = frame[frame["note"].eq("")]
    low, high = wilson(rows["people"], rows["base"])
    assert rows["share"].to_list() == (rows["people"] / rows["base"]).to_list()
    assert (rows["low"].to_numpy() == low).all()
    assert (rows["high"].to_numpy() == high).all()
    assert list(frame) == list(COLUMNS)


def test_a_table_has_two_groups_or_a_row_that_says_why_not(frame) -> None:
    tables = ["authority", "audience", "wave", "question", "group_question"]
    rows = frame.groupby(tables)["note"].agg(["size", "first"])
    assert (rows["first"].eq(TOO_FEW) == rows["size"].eq(1)).all()
    assert TOO_FEW == "too few people answered to set groups side by side"
    assert rows["first"].eq(TOO_FEW).any()
    assert not frame.duplicated([*tables, "group"]).any()
    untold = frame[frame["note"].eq(TOO_FEW)]
    assert untold[["people", "base", "share", "low", "high"]].isna().all(axis=None)


@given(some.lists(some.tuples(some.integers(0, 60), some.integers(0, 60)), min_size=1))
def test_the_rule_is_that_of_the_gate(counts) -> None:
    base = np.array([max(pair) for pair in counts])
    people = np.array([min(pair) for pair in counts])
    there = base > 0
    frame = pd.DataFrame({"people": people, "base": base, "share": people / np.maximum(base, 1)})
    frame["low"], frame["high"] = frame["share"], frame["share"]
    hidden = release(frame[there], LOCAL)["hidden"].ne("")
    assert would_be_hidden(people, base)[there].tolist() == hidden.tolist()


def test_nothing_is_hidden_so_nothing_follows_from_the_rest(frame) -> None:
    released = release(frame, LOCAL)
    assert released["hidden"].eq("").all()
    shown = released[released["note"].eq("")]
    assert shown[["people", "base"]].notna().all(axis=None)
    assert (shown["people"].eq(0) | shown["people"].ge(10)).all()


def test_no_small_group_can_be_worked_out_from_the_others_and_the_total(
    three_councils, frame
) -> None:
    """Released totals less all other released groups: what is left is never a group alone.

    Whoever left the question of the group blank is in what is left too; where nobody did, it is
    the joined row itself, which is no small number.
    """
    totals = pd.concat([shares_of_role(three_councils, role) for role in ("outcome", "process")])
    totals = release(totals[totals["answer"].eq("good")], LOCAL)
    key = ["authority", "audience", "wave", "question"]
    total = totals.set_index(key)["people"]
    released = release(frame, LOCAL)
    tried = 0
    for name, table in released[released["note"].eq("")].groupby([*key, "group_question"]):
        if name[:4] not in total.index or pd.isna(total[name[:4]]):
            continue
        joined = table[table["group"].str.contains("+", regex=False)]
        for row in joined.itertuples():
            left = total[name[:4]] - (table["people"].sum() - row.people)
            # Every number is within 2 of the one it stands for.
            most = left + 2 * len(table)
            assert most >= 8
            assert len(row.group.split("+")) >= 2
            tried += 1
    assert tried > 30


def test_small_groups_stand_together_by_name(frame) -> None:
    joined = frame[frame["group"].str.contains("+", regex=False)]
    assert len(joined)
    two = joined[joined["group"].str.count(r"\+").eq(1)]
    assert two["label"].str.contains(" or ").all()
    assert joined[joined["group"].str.count(r"\+").gt(1)]["label"].eq("Other groups together").all()


def test_councils_together_are_tested_as_clusters_where_there_are_ten(example, frame) -> None:
    assert frame["p_councils"].isna().all()
    many = find(example(authorities=12, people=40, seed=2))
    tested = many[many["p_councils"].notna()]
    assert set(tested["authority"]) == {"all"}
    assert len(tested) > 100
    assert tested["p_councils"].map(lambda p: float(f"{p:.1e}") == p).all()
    assert tested["design_effect"].ge(1).all()
    of_a_table = tested.groupby(["audience", "question", "group_question"])
    assert of_a_table["p_councils"].nunique().eq(1).all()


def test_a_study_without_such_questions_has_no_groups(small_study) -> None:
    cells = {"council": ["north"] * 3, "life": ["better"] * 3, "need": ["physical"] * 3}
    found = find(small_study(cells))
    assert found.empty
    assert list(found) == list(COLUMNS)
    assert release(found, LOCAL).empty


STEPS = (0.001, 0.01, 0.05, 0.1, 0.2, 0.5, 1.0)


def test_the_weighted_test_is_that_of_rao_and_scott(three_councils, frame) -> None:
    survey = three_councils.surveys[0]
    weights = three_councils.weights_of(survey)
    tested = frame[frame["p_weighted"].notna() & frame["group_question"].eq("filled_in_by")]
    assert (frame["p_weighted"].notna() <= frame["note"].eq("")).all()
    key = ["authority", "question"]
    for (authority, question), rows in list(tested.groupby(key))[:12]:
        if rows["audience"].iloc[0] != "budget_holder" or len(rows) < 3:
            continue
        people = survey.by_person[survey.by_person["authority"].eq(authority)]
        answers = people[question].astype(object)
        inside = answers.notna() & ~answers.isin(NOT_SAID) & people["filled_in_by"].notna()
        theirs = independence_test(
            answers[inside].isin(GOOD),
            people.loc[inside, "filled_in_by"].astype(object),
            Sampling(weights[people.index[inside]]),
        )
        # Digits would tell the one table among hundreds that the rounded counts leave.
        assert rows["p_weighted"].iloc[0] == min(step for step in STEPS if step >= theirs.p_value)
