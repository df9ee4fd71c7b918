"""Tests of groups: from released counts alone, all groups first, Holm over a report."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from poet.disclosure import PROFILES, release
from poet.sections.group_tests import (
    COLUMNS,
    NO_DIFFERENCE,
    TOO_FEW_COUNCILS,
    TOO_FEW_EXPECTED,
    compare,
)
from poet.sections.groups import TOO_FEW, find
from poet.statistics.contingency import rounding_variance, same_shares
from poet.statistics.differences import newcombe
from poet.statistics.multiplicity import holm


def table(question: str, *counts: tuple[int, int], authority: str = "X001", **more: object):
    """Released rows of one table, a group for each (people, base)."""
    rows = [
        {
            "authority": authority,
            "audience": "carer",
            "wave": "2026",
            "question": question,
            "topic": question,
            "group_question": "age",
            "group": f"g{place}",
            "label": f"Group {place}",
            "people": people,
            "base": base,
            "p_councils": np.nan,
            "p_weighted": 0.04,
            "design_effect": np.nan,
            "note": "",
            **more,
        }
        for place, (people, base) in enumerate(counts)
    ]
    return pd.DataFrame(rows)


def compared(*tables: pd.DataFrame) -> pd.DataFrame:
    rows = pd.concat(tables, ignore_index=True)
    counts = {name: rows[name].astype("Int64") for name in ("people", "base")}
    return compare(None, {"groups": rows.assign(**counts)})


def test_all_groups_are_tested_first_then_each_against_the_rest() -> None:
    counts = [(30, 101), (80, 120), (50, 110)]
    found = compared(table("life", *counts))
    assert list(found) == list(COLUMNS)
    omnibus = found[found["test"].eq("omnibus")].iloc[0]
    people, base = np.array(counts).T
    theirs = same_shares([people], [base])
    assert omnibus["statistic"] == pytest.approx(theirs.statistic[0])
    assert (omnibus["degrees_of_freedom"], omnibus["groups"]) == (2, 3)
    assert omnibus["p"] == omnibus["p_holm"] == pytest.approx(theirs.p_values[0])
    assert omnibus["clear"]
    assert omnibus["p_weighted"] == 0.04
    groups = found[found["test"].eq("group")]
    assert groups["group"].to_list() == ["g0", "g1", "g2"]
    difference, low, high = newcombe(30, 101, 130, 230)
    first = groups.iloc[0]
    assert (first["difference"], first["low"], first["high"]) == pytest.approx(
        (float(difference), float(low), float(high))
    )
    assert (first["share"], first["share_of_others"]) == pytest.approx((30 / 101, 130 / 230))
    assert groups["p_holm"].to_list() == pytest.approx(holm(groups["p"]).to_list())
    assert groups["clear"].to_list() == [True, True, False]


def test_groups_of_a_table_that_is_not_clear_are_not_compared() -> None:
    found = compared(table("life", (51, 101), (60, 120)))
    assert found["test"].to_list() == ["omnibus"]
    assert not found["clear"].any()


def test_the_rounding_of_counts_is_allowed_for() -> None:
    counts = [(30, 100), (80, 120), (45, 110), (15, 35)]
    (row,) = compared(table("life", *counts)).query("test == 'omnibus'").to_dict("records")
    people, base = np.array(counts).T
    theirs = same_shares([people], [base], rounding_variance(5))
    assert row["statistic"] == pytest.approx(theirs.statistic[0])
    assert row["statistic"] < same_shares([people], [base]).statistic[0]


def test_holm_is_over_all_tables_of_an_authority_in_a_wave() -> None:
    found = compared(
        table("life", (30, 101), (50, 120)),
        table("health", (40, 101), (50, 120), audience="budget_holder"),
        table("life", (30, 101), (50, 120), authority="X002"),
    )
    assert found["p_holm"].to_list() == pytest.approx(
        [*holm(found["p"].iloc[:2]), found["p"].iloc[2]]
    )


def test_councils_together_are_tested_as_clusters_and_share_the_one_in_twenty() -> None:
    own = table("life", (46, 101), (72, 120))
    alone = compared(own)
    assert alone["p"].iloc[0] == pytest.approx(0.03, abs=0.005)
    assert alone["clear"].iloc[0]
    everyone = table(
        "life", (460, 1001), (720, 1200), authority="all", p_councils=0.004, design_effect=2.0
    )
    found = compared(own, everyone)
    omnibus = found[found["test"].eq("omnibus")].set_index("authority")
    assert omnibus["clear"].to_dict() == {"X001": False, "all": True}
    assert omnibus.at["all", "p"] == 0.004
    assert np.isnan(omnibus.at["all", "statistic"])
    group = found[found["test"].eq("group")].iloc[0]
    # Half as many people: the design effect is 2.
    _, low, high = newcombe(230, 500.5, 360, 600)
    assert (group["low"], group["high"]) == pytest.approx((float(low), float(high)))


@pytest.mark.parametrize(
    ("rows", "note"),
    [
        (table("life", (4, 11), (5, 14)), TOO_FEW_EXPECTED),
        (table("life", (30, 101), (50, 120), authority="all"), TOO_FEW_COUNCILS),
        (table("life", (101, 101), (120, 120)), NO_DIFFERENCE),
        (table("life", (np.nan, np.nan), note=TOO_FEW), TOO_FEW),
    ],
)
def test_what_is_not_tested_has_its_reason(rows, note) -> None:
    (row,) = compared(rows).to_dict("records")
    assert row["note"] == note
    assert np.isnan(row["p"])
    assert not row["clear"]


def test_the_reasons_are_sentences() -> None:
    assert TOO_FEW_EXPECTED == (
        "fewer than 5 people of a group would be on one side, were all groups alike"
    )
    assert TOO_FEW_COUNCILS == "fewer than 10 councils are not tested together"
    assert NO_DIFFERENCE == "after rounding, all shares are 0 or all are 1"


def test_a_study_without_groups_has_no_tests(three_councils) -> None:
    nothing = find(three_councils).iloc[:0]
    found = compare(three_councils, {"groups": release(nothing, PROFILES["local"])})
    assert found.empty
    assert list(found) == list(COLUMNS)


def test_a_made_up_study_has_one_test_for_every_table(three_councils) -> None:
    released = release(find(three_councils), PROFILES["local"])
    found = compare(three_councils, {"groups": released})
    keys = ["authority", "audience", "wave", "question", "group_question"]
    omnibus = found[found["test"].eq("omnibus")]
    assert len(omnibus) == len(released.drop_duplicates(keys))
    assert omnibus["p"].between(0, 1).sum() > 100
    assert (omnibus["p"].notna() == omnibus["note"].eq("")).all()
