"""Three perspectives: shares side by side, differences and orders, of released counts alone."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import three_audiences as small
from scipy.stats import kendalltau
from statsmodels.stats.proportion import confint_proportions_2indep

from poet.sections.perspectives import COLUMNS, compare
from poet.statistics.multiplicity import holm
from poet.statistics.rounded_counts import effective_counts

HOLDERS = {
    "life": small.repeated(("better", 56), ("worse", 14)),
    "forms": small.repeated(("easy", 40), ("hard", 30)),
}
CARERS = {
    "life": small.repeated(("better", 48), ("worse", 32)),
    "forms": small.repeated(("easy", 45), ("hard", 35)),
}


def compared(study) -> pd.DataFrame:
    return small.released_shares(study)["perspectives"]


@pytest.fixture(scope="module")
def two() -> pd.DataFrame:
    rows = compared(small.small_study({"budget_holder": HOLDERS, "carer": CARERS}))
    return rows[rows["authority"].eq("north")]


def one(rows: pd.DataFrame, **equal: str) -> pd.Series:
    for name, value in equal.items():
        rows = rows[rows[name].eq(value)]
    (row,) = rows.to_dict("records")
    return row


def test_every_column_is_told() -> None:
    rows = compared(small.small_study({"budget_holder": HOLDERS, "carer": CARERS}))
    assert list(rows) == list(COLUMNS)
    assert rows[["authority", "audience", "wave", "level", "role", "note"]].notna().all(axis=None)


def test_shares_are_those_released(two) -> None:
    row = one(two, level="share", topic="life", audience="carer")
    assert (row["people"], row["base"], row["share"]) == (48, 80, 0.6)
    assert (row["question"], row["role"], row["note"]) == ("life", "outcome", "")
    assert row["low"] == pytest.approx(0.4905, abs=0.0001)  # Wilson, of 48 in 80


def test_a_difference_has_the_interval_that_newcombe_printed(two) -> None:
    row = one(two, level="difference", topic="life")
    assert (row["audience"], row["other_audience"]) == ("budget_holder", "carer")
    assert (row["people"], row["base"], row["other_people"], row["other_base"]) == (56, 70, 48, 80)
    assert row["difference"] == pytest.approx(0.2)
    assert (row["difference_low"], row["difference_high"]) == pytest.approx(
        (0.0524, 0.3339), abs=0.00006
    )
    assert row["p"] < 0.05


def test_differences_are_clear_by_holm_over_the_report(two) -> None:
    rows = two[two["level"].eq("difference") & two["note"].eq("")]
    assert rows["topic"].tolist() == ["life", "forms"]
    assert rows["p_holm"].tolist() == pytest.approx(holm(rows["p"]).tolist(), rel=1e-12)
    assert rows["clear"].tolist() == [True, False]
    assert rows["p_holm"].iloc[0] == pytest.approx(2 * rows["p"].iloc[0])


def test_an_audience_that_was_not_asked_is_named(two) -> None:
    rows = two[two["level"].eq("share") & two["audience"].eq("practitioner")]
    assert set(rows["note"]) == {"this audience was not asked in this wave"}
    assert rows[["people", "base", "share"]].isna().all(axis=None)
    assert not two["other_audience"].eq("practitioner").any()


def test_nobody_of_a_council_and_a_question_not_put_have_reasons_of_their_own() -> None:
    fewer = small.asked("practitioner", [small.question("forms", small.EASY)])
    cells = {"budget_holder": HOLDERS, "carer": CARERS, "practitioner": {"forms": ["easy"] * 20}}
    known = {name: small.asked(name) for name in cells} | {"practitioner": fewer}
    rows = compared(small.small_study(cells, known))
    share = rows[rows["level"].eq("share") & rows["audience"].eq("practitioner")]
    assert one(share, authority="north", topic="life")["note"] == (
        "this audience was not asked about this topic"
    )
    assert one(share, authority="south", topic="forms")["note"] == (
        "nobody of this audience answered this question"
    )
    apart = rows[rows["level"].eq("difference") & rows["authority"].eq("south")]
    assert set(apart["note"]) == {
        "nothing can be shown of budget_holder",
        "nothing can be shown of carer",
    }


def test_small_numbers_stay_hidden_and_differences_with_them() -> None:
    few = {"life": small.repeated(("better", 4), ("worse", 30))}
    study = small.small_study({"budget_holder": HOLDERS, "carer": few}, profile="local")
    rows = compared(study)
    rows = rows[rows["authority"].eq("north") & rows["topic"].eq("life")]
    assert one(rows, level="share", audience="carer")["note"] == "[c] 1 to 7 people"
    apart = one(rows, level="difference")
    assert apart["note"] == "nothing can be shown of carer"
    assert pd.isna(apart["other_people"])
    numbers = ["difference", "difference_low", "difference_high", "p", "p_holm", "clear"]
    assert all(pd.isna(apart[name]) for name in numbers)


def test_easier_is_not_compared_with_easy_and_counts_in_no_family() -> None:
    carers = [small.question("life", small.BETTER), small.question("forms", small.EASIER)]
    known = {"budget_holder": small.asked("budget_holder"), "carer": small.asked("carer", carers)}
    rows = compared(small.small_study({"budget_holder": HOLDERS, "carer": CARERS}, known))
    rows = rows[rows["authority"].eq("north")]
    apart = one(rows, level="difference", topic="forms")
    assert apart["note"] == "not compared: the good answers are “easy” and “easier”"
    assert pd.isna(apart["difference"])
    life = one(rows, level="difference", topic="life")
    assert life["p_holm"] == life["p"]


def test_a_second_question_of_one_audience_is_listed_and_not_compared() -> None:
    again = small.question("again", small.EASY, role="process", topic="forms")
    known = {
        "budget_holder": small.asked("budget_holder", [*small.STANDARD, again]),
        "carer": small.asked("carer"),
    }
    holders = {**HOLDERS, "again": ["easy"] * 70}
    rows = compared(small.small_study({"budget_holder": holders, "carer": CARERS}, known))
    rows = rows[rows["authority"].eq("north")]
    assert (
        one(rows, question="again")["note"]
        == "another question of this audience stands for the topic"
    )
    assert rows["level"].eq("difference").sum() == 3


@pytest.fixture(scope="module")
def example_rows(three_councils) -> pd.DataFrame:
    return compared(three_councils)


def test_every_difference_can_be_checked_from_its_own_row(example_rows) -> None:
    rows = example_rows[example_rows["level"].eq("difference") & example_rows["note"].eq("")]
    assert len(rows) > 100
    for row in rows.sample(25, random_state=1).itertuples():
        # The example's counts are rounded to 5, and its intervals leave room for that.
        counts = [
            *effective_counts(row.people, row.base, 5),
            *effective_counts(row.other_people, row.other_base, 5),
        ]
        low, high = confint_proportions_2indep(*map(float, counts), method="newcomb")
        assert (row.difference_low, row.difference_high) == pytest.approx((low, high), abs=1e-9)


def test_all_councils_together_are_compared_as_well(example_rows) -> None:
    together = example_rows[example_rows["authority"].eq("all")]
    assert set(together["level"]) == {"share", "difference", "order"}


def test_orders_are_kendalls_of_the_topics_compared(example_rows) -> None:
    apart = example_rows[example_rows["level"].eq("difference") & example_rows["note"].eq("")]
    orders = example_rows[example_rows["level"].eq("order")]
    key = ["authority", "audience", "other_audience", "role"]
    known = orders[orders["note"].eq("")]
    assert set(known["role"]) == {"outcome", "process"}
    for row in known.itertuples():
        mine = apart[(apart[key] == [getattr(row, name) for name in key]).all(axis=1)]
        expected = kendalltau(mine["share"], mine["other_share"]).statistic
        assert row.tau_b == pytest.approx(expected, abs=1e-12)
        assert row.topics == len(mine) >= 5


def test_an_order_of_fewer_than_five_topics_is_not_told(two) -> None:
    rows = two[two["level"].eq("order")]
    assert rows["role"].tolist() == ["outcome", "process"]
    assert set(rows["note"]) == {"fewer than 5 topics to put in order"}
    assert rows["tau_b"].isna().all()
    assert rows["topics"].tolist() == [1, 1]


def test_topics_that_are_level_for_one_audience_have_no_order() -> None:
    more = [small.question(f"step{n}", small.EASY, role="process") for n in range(5)]
    known = {name: small.asked(name, more) for name in ("budget_holder", "carer")}
    level = {one.key: small.repeated(("easy", 20), ("hard", 20)) for one in more}
    rows = compared(small.small_study({"budget_holder": level, "carer": level}, known))
    row = one(rows, level="order", authority="north")
    assert (row["note"], row["topics"]) == ("all topics are level for one of them", 5)


def test_a_study_of_one_audience_has_no_perspectives() -> None:
    rows = compared(small.small_study({"carer": CARERS}))
    assert list(rows) == list(COLUMNS)
    assert rows.empty


def test_nothing_but_released_frames_is_looked_at(three_councils) -> None:
    """The same released frames give the same rows, whatever stands in the answers."""
    from poet.printing.council import without_answers

    released = small.released_shares(three_councils)
    again = compare(without_answers(three_councils), released)
    pd.testing.assert_frame_equal(again, released["perspectives"])


def test_what_is_clear_in_one_council_does_not_depend_on_the_others() -> None:
    study = small.small_study({"budget_holder": HOLDERS, "carer": CARERS})
    released = small.released_shares(study)
    many = {
        name: pd.concat(
            [frame.assign(authority=frame["authority"].astype("str") + str(n)) for n in range(80)],
            ignore_index=True,
        )
        for name, frame in released.items()
        if name != "perspectives"
    }
    rows = compare(study, many)
    here = rows[rows["authority"].eq("north79") & rows["level"].eq("difference")]
    alone = released["perspectives"]
    alone = alone[alone["authority"].eq("north") & alone["level"].eq("difference")]
    np.testing.assert_allclose(here["p_holm"], alone["p_holm"])
