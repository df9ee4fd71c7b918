"""Money beside outcomes: counts by hand, estimates as statsmodels makes them, the gate."""

from __future__ import annotations

from pathlib import Path

import kinds_of_budget
import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from kinds_of_budget import BACKGROUND, GOOD, OTHERS, answers_and_matrix, changed, complete

from poet.disclosure import PROFILES, release, with_amounts
from poet.sections.resources import AMOUNTS, COLUMNS, ESTIMATES, find
from poet.statistics.multiplicity import holm
from poet.study import Study

LOCAL = PROFILES["local"]
KINDS = {"": "direct_payment", "_managed": "managed"}


@pytest.fixture(scope="module")
def frame(many) -> pd.DataFrame:
    return find(many)


@pytest.fixture(scope="module")
def of_one(one_council) -> pd.DataFrame:
    return find(one_council)


def people_of(study, authority: str = "all") -> pd.DataFrame:
    """Its budget holders, and whether half or more of their outcomes are better."""
    people = kinds_of_budget.people_of(study, authority)
    outcomes = [q.key for q in study.surveys[0].questionnaire.with_role("outcome")]
    answers = people[outcomes].astype(object)
    good, counts = answers.isin(GOOD).sum(axis=1), answers.isin(GOOD + OTHERS).sum(axis=1)
    most = np.where(2 * good >= counts, "better", "worse")
    most = pd.Series(most, people.index).where(2 * counts >= len(outcomes))
    return people.assign(most_outcomes=most)


def test_bands_are_counted_as_by_hand(many, frame) -> None:
    bands = frame[frame["level"].eq("band")]
    assert bands.loc[bands["authority"].eq("all"), "label"].unique().tolist() == [
        "Under £150",
        "£150 to £249",
        "£250 to £399",
        "£400 or more",
    ]
    for row in bands.sample(40, random_state=2).itertuples():
        people = people_of(many, row.authority)
        low, _, high = (
            row.group.removeprefix("under_").replace("_or_more", "_to_9e9").rpartition("_to_")
        )
        amounts = people["weekly_amount"]
        theirs = people[amounts.ge(float(low or 0)) & amounts.lt(float(high))]
        answers = theirs[row.question].astype(object)
        assert row.people == answers.isin(GOOD).sum()
        assert row.base == answers.isin(GOOD + OTHERS).sum()
        assert row.base >= 20


def test_arms_amounts_and_how_budgets_are_held_are_counted_as_by_hand(many, frame) -> None:
    people = people_of(many)
    told = people[people["weekly_amount"].notna()]
    rows = frame[frame["authority"].eq("all")]
    (amounts,) = rows[rows["level"].eq("amounts")].to_dict("records")
    arms = rows[rows["level"].eq("arm")].set_index("question")
    for end, kind in KINDS.items():
        theirs = told[told["arm"].eq(kind)]
        assert amounts[f"people{end}"] == len(theirs)
        assert amounts[f"base{end}"] == people["arm"].eq(kind).sum()
        assert amounts[f"amount{end}"] == pytest.approx(theirs["weekly_amount"].mean())
        assert amounts[f"median{end}"] == theirs["weekly_amount"].median()
        for question in ("most_outcomes", "dignity"):
            answers = theirs[question].astype(object)
            assert arms.loc[question, f"people{end}"] == answers.isin(GOOD).sum()
            assert arms.loc[question, f"base{end}"] == answers.isin(GOOD + OTHERS).sum()
    uptake = rows[rows["level"].eq("uptake")].set_index("answer")["people"]
    assert uptake.to_dict() == people["arm"].value_counts().to_dict()


def test_half_or_more_of_the_process_counts_easy_answers_of_those_given(many, frame) -> None:
    asked = [q.key for q in many.surveys[0].questionnaire.with_role("process")]
    people = people_of(many)
    people = people[people["weekly_amount"].notna() & people["arm"].eq("direct_payment")]
    answers = people[asked].astype(object)
    easy = answers.isin(["very_easy", "easy"]).sum(axis=1)
    counted = (answers.notna() & answers.ne("have_not_tried")).sum(axis=1)
    enough = 2 * counted >= len(asked)
    row = frame.query("authority == 'all' and question == 'most_process'").iloc[0]
    assert (row["people"], row["base"]) == ((enough & (2 * easy >= counted)).sum(), enough.sum())


def who_told(people: pd.DataFrame, *keys: str) -> pd.DataFrame:
    """Who answered these questions and said how much their budget is."""
    return complete(people[people["weekly_amount"].notna()], keys)


def test_what_more_money_goes_with_is_that_of_statsmodels(one_council, of_one) -> None:
    people = who_told(people_of(one_council), *BACKGROUND, "how_held")
    rows = of_one.query("level == 'more' and note == ''")
    assert len(rows) == 5
    for row in rows.itertuples():
        amounts = people["weekly_amount"]
        good, matrix = answers_and_matrix(people, row.question, amounts, row.adjusted_for)
        fit = sm.GLM(good, matrix, family=sm.families.Binomial()).fit(tol=1e-13)
        more = fit.predict(matrix.assign(first=matrix["first"] + 50)).mean()
        assert row.difference == pytest.approx(more - good.mean(), abs=1e-7)
        assert row.difference_low < row.difference < row.difference_high


def test_costs_are_standardised_amounts_divided_by_standardised_shares(one_council, of_one) -> None:
    people = people_of(one_council)
    people = who_told(people[people["arm"].isin(KINDS.values())], *BACKGROUND)
    rows = of_one.query("level == 'arm' and cost.notna()")
    assert len(rows) >= 4
    for row in rows.itertuples():
        direct = people["arm"].eq("direct_payment")
        good, matrix = answers_and_matrix(people, row.question, direct, row.adjusted_for)
        line = sm.OLS(people.loc[good.index, "weekly_amount"], matrix).fit()
        logit = sm.GLM(good, matrix, family=sm.families.Binomial()).fit(tol=1e-13)
        for end, value in (("", 1.0), ("_managed", 0.0)):
            moved = matrix.assign(first=value)
            amount, share = line.predict(moved).mean(), logit.predict(moved).mean()
            assert getattr(row, f"adjusted_amount{end}") == pytest.approx(amount)
            assert getattr(row, f"adjusted{end}") == pytest.approx(share)
            assert getattr(row, f"cost{end}") == pytest.approx(amount / share)
        assert row.cost_ratio == pytest.approx(row.cost / row.cost_managed)
        assert row.cost_difference == pytest.approx(row.cost - row.cost_managed)
        assert row.clear == (row.cost_ratio_low > 1 or row.cost_ratio_high < 1)


def test_holm_is_over_the_measures_and_councils_together_are_clusters(frame) -> None:
    more = frame[frame["p"].notna()]
    assert more["p"].map(lambda p: float(f"{p:.1e}") == p).all()
    for _, rows in more.groupby("authority"):
        assert rows["p_holm"].to_list() == pytest.approx(holm(rows["p"]).to_list())
    together = frame[frame["authority"].eq("all")]
    assert together.loc[together["cost"].notna(), "councils"].eq(12).all()
    assert together["cost"].notna().sum() == 5
    assert frame.loc[frame["authority"].ne("all"), "councils"].isna().all()


def test_what_is_hidden_tells_no_pounds_and_what_is_shown_is_coarse(frame, of_one) -> None:
    whole = pd.concat([frame, of_one], ignore_index=True)
    released = with_amounts(release(whole, LOCAL, ESTIMATES), whole, AMOUNTS, LOCAL)
    hidden = released["hidden"].ne("")
    assert hidden.any()
    assert released.loc[hidden, [*ESTIMATES, *AMOUNTS]].isna().all(axis=None)
    estimated = whole["cost"].notna() | whole["difference"].notna()
    assert not (hidden & estimated).any()
    assert not (hidden & whole["level"].eq("band")).any()
    pounds = released[list(AMOUNTS)].stack().dropna().astype(float)
    assert len(pounds) > 100
    assert (pounds % 5 == 0).all()
    shares = released[list(ESTIMATES)].stack().dropna().astype(float) * 100
    assert np.allclose(shares, shares.round())


def notes(study, level: str) -> set[str]:
    found = find(study)
    return set(found.loc[found["level"].eq(level), "note"]) - {""}


def test_every_reason_for_no_estimate_is_told(one_council, example) -> None:
    people = people_of(one_council)
    told = people["weekly_amount"].notna()
    few = people["weekly_amount"].where(told & (told.cumsum() <= 29))
    found = find(changed(one_council, weekly_amount=few))
    assert set(found["level"]) == {"uptake", "amounts"}
    assert found["note"].max() == "fewer than 30 people said how much their budget is a week"
    managed = people["arm"].eq("managed") & told
    some = people["weekly_amount"].mask(managed & (managed.cumsum() > 20))
    assert notes(changed(one_council, weekly_amount=some), "arm") == {
        "fewer than 30 people with one of the two kinds of budget said how much it is"
    }
    bad = people["dignity"].mask(people.index >= 0, "worse")
    assert "fewer than 10 people gave a good answer" in notes(
        changed(one_council, dignity=bad), "more"
    )
    good = people["dignity"].mask(people.index >= 0, "better")
    changes = changed(one_council, dignity=good)
    assert "fewer than 8 people gave another answer" in notes(changes, "more")
    assert "fewer than 8 people gave another answer with one of the two kinds of budget" in notes(
        changes, "arm"
    )
    few_councils = find(example(authorities=3, people=120, seed=1))
    rows = few_councils[few_councils["authority"].eq("all")]
    assert set(rows.loc[rows["level"].isin(["more"]), "note"]) == {
        "fewer than 10 councils are not modelled together"
    }


def test_people_who_are_not_alike_are_not_set_side_by_side(one_council) -> None:
    people = people_of(one_council)
    alone = people["filled_in_by"].eq("alone")
    held = people["how_held"].mask(alone, "direct_payment").mask(~alone, "council")
    held = held.mask(people.index % 37 == 0, "council").mask(people.index % 41 == 0, "broker")
    odd = people.index % 15 == 0
    held = held.mask(odd & ~alone, "direct_payment")
    assert "hardly anyone has people like them with the other kind of budget" in notes(
        changed(one_council, how_held=held), "arm"
    )


def test_where_amounts_were_not_asked_there_are_no_rows(small_study) -> None:
    found = find(small_study({"council": ["north"] * 3, "life": ["better"] * 3}))
    assert found.empty
    assert list(found) == list(COLUMNS)
    released = release(found, LOCAL, ESTIMATES)
    assert with_amounts(released, found, AMOUNTS, LOCAL).empty


def test_a_study_without_answers_and_one_where_nobody_told_have_no_rows(one_council) -> None:
    assert find(Study(Path(), "Nothing", (), (), ())).empty
    amounts = people_of(one_council)["weekly_amount"]
    assert find(changed(one_council, weekly_amount=amounts.mask(amounts.notna()))).empty


def test_without_how_budgets_are_held_bands_are_still_told(one_council) -> None:
    held = people_of(one_council)["how_held"]
    found = find(changed(one_council, how_held=held.mask(held.notna())))
    assert set(found["level"]) == {"amounts", "band", "more"}
    (row,) = found[found["level"].eq("amounts")].to_dict("records")
    amounts = people_of(one_council)["weekly_amount"]
    assert (row["people"], row["base"]) == (amounts.notna().sum(), len(amounts))
    assert row["amount"] == pytest.approx(amounts.mean())


def test_a_mean_of_few_or_that_one_person_makes_up_is_not_told(one_council) -> None:
    """Of nine it would tell of one of them, and so would it where one has more than all others."""
    people = people_of(one_council)
    direct = people["arm"].eq("direct_payment") & people["weekly_amount"].notna()
    note = "fewer than 10 people said how much it is, or one has more than half of all"
    nine = people["weekly_amount"].mask(direct & (direct.cumsum() > 9))
    most = people["weekly_amount"].mask(direct, 10.0).mask(direct & (direct.cumsum() == 1), 5000.0)
    for amounts, median in ((nine, np.nan), (most, 10.0)):
        found = find(changed(one_council, weekly_amount=amounts))
        (row,) = found[found["level"].eq("amounts")].to_dict("records")
        assert np.isnan(row["amount"])
        assert row["amount_managed"] > 0
        assert row["median"] == pytest.approx(median, nan_ok=True)
        assert row["note"] == note
