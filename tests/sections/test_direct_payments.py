"""Direct payments against managed budgets: counts by hand, estimates as statsmodels makes them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from kinds_of_budget import (
    BACKGROUND,
    GOOD,
    OTHERS,
    answers_and_matrix,
    changed,
    complete,
    people_of,
)

from poet.disclosure import PROFILES, release
from poet.sections import groups
from poet.sections.direct_payments import COLUMNS, ESTIMATES, find
from poet.statistics.multiplicity import holm

LOCAL = PROFILES["local"]
ALL_GONE = ["adjusted", "difference", "p", "p_holm"]


@pytest.fixture(scope="module")
def frame(many) -> pd.DataFrame:
    return find(many)


def test_counts_are_those_of_counting_by_hand(many, frame) -> None:
    assert list(frame) == list(COLUMNS)
    for row in frame[frame["level"].eq("outcome")].sample(60, random_state=1).itertuples():
        people = people_of(many, row.authority)
        answers = people[row.question].astype(object)
        for arm, end in (("direct_payment", ""), ("managed", "_managed")):
            theirs = answers[people["arm"].eq(arm)]
            assert getattr(row, f"people{end}") == theirs.isin(GOOD).sum()
            assert getattr(row, f"base{end}") == theirs.isin(GOOD + OTHERS).sum()


def test_who_is_in_neither_arm_is_counted(many, frame) -> None:
    arm = people_of(many)["arm"].value_counts()
    of_all = frame[frame["authority"].eq("all")].set_index("level")
    arms, left = of_all.loc["arms"], of_all.loc["left_out"]
    assert (arms["people"], arms["people_managed"]) == (arm["direct_payment"], arm["managed"])
    assert arms["base"] == arms["base_managed"] == arm["direct_payment"] + arm["managed"]
    assert (left["people"], left["base"]) == (arm["neither"], arm.sum())


def g_computation(people: pd.DataFrame, row) -> tuple[float, float]:
    """The standardised shares by statsmodels, of the background that the row names."""
    direct = people["arm"].eq("direct_payment")
    good, matrix = answers_and_matrix(people, row.question, direct, row.adjusted_for)
    fit = sm.GLM(good, matrix, family=sm.families.Binomial()).fit(tol=1e-13)
    return tuple(fit.predict(matrix.assign(first=value)).mean() for value in (1.0, 0.0))


def test_the_estimates_are_g_computation_by_statsmodels(one_council) -> None:
    rows = find(one_council).query("level == 'outcome' and note == ''")
    assert len(rows) > 12
    assert rows["adjusted_for"].str.count(",").max() == 2
    people = people_of(one_council)
    people = complete(people[people["arm"].isin(["direct_payment", "managed"])], BACKGROUND)
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
        "friendships": alike_in_a_group_of_each(people),
    }
    notes = notes_of(changed(one_council, **answers))
    assert notes["dignity"] == "fewer than 30 people of one kind of budget answered"
    assert notes["independence"] == (
        "fewer than 10 people of one kind of budget gave a good answer"
    )
    assert notes["feeling_safe"] == (
        "fewer than 8 people of one kind of budget gave another answer"
    )
    assert notes["friendships"] == "too few people answered to allow for background"


def alike_in_a_group_of_each(people: pd.DataFrame) -> pd.Series:
    """Answers that are all good in one group of every background question, and mixed elsewhere."""
    mixed = people["friendships"].mask(people.index >= 0, "worse")
    mixed = mixed.mask(people.index % 2 == 0, "better")
    for key in BACKGROUND:
        sizes = people[key].value_counts()
        mixed = mixed.mask(people[key].eq(sizes.index[sizes.ge(20)][-1]), "better")
    return mixed


def test_where_few_of_one_kind_of_budget_gave_another_answer_nothing_is_estimated(
    one_council,
) -> None:
    """30 of 31 leave as 30 of 30, and a share of 0.97 would tell the one."""
    people = people_of(one_council)
    direct = people["arm"].eq("direct_payment") & people["dignity"].isin(GOOD + OTHERS)
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
