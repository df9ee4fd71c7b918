"""The technical tables of groups and of direct payments hold what was found, and no more."""

from __future__ import annotations

import dataclasses

import pytest

from poet.disclosure import PROFILES, release
from poet.sections import (
    estimates_of,
    latest_findings,
    section,
    technical_direct_payments,
    technical_groups,
)
from poet.sections.group_tests import compare
from poet.wording_technical import decimal, hundredths, p_value


@pytest.fixture(scope="module")
def big(example):
    """A report on one of twelve councils, of what the two sections need."""
    study, profile = example(authorities=12, people=60, seed=4), PROFILES["local"]
    released = {
        name: release(section(name).find(study), profile, estimates_of(name))
        for name in ("groups", "direct_payments")
    }
    released["group_tests"] = compare(study, released)
    return latest_findings(study, released, profile).report_on(study.authorities[0])


def test_a_table_for_each_audience_of_the_council_and_of_all(big) -> None:
    tables = technical_groups.view(big)["tables"]
    captions = [table["caption"] for table in tables]
    assert f"{big.name}: people who hold a personal budget" in captions
    assert "All councils: family carers" in captions
    first = tables[captions.index("All councils: people who hold a personal budget")]
    assert first["headings"][:3] == [
        "Question",
        "How the budget is held",
        "Main reason for support",
    ]
    tests = big.of_all["group_tests"]
    theirs = tests[
        tests["authority"].eq("all")
        & tests["audience"].eq("budget_holder")
        & tests["question"].eq("dignity")
        & tests["test"].eq("omnibus")
    ].set_index("group_question")
    row = next(row for row in first["rows"] if row["label"] == "Dignity in support")
    expected = theirs.loc["main_need"]
    cell = f"{decimal(expected['cramers_v'])} ({p_value(expected['p_holm'])})"
    assert row["cells"][1] == cell


def test_the_table_of_budgets_has_the_outcomes_that_were_estimated(big) -> None:
    blocks = technical_direct_payments.view(big)["blocks"]
    (together,) = [block for block in blocks if block["table"]["caption"] == "All councils"]
    rows = big.of_all["direct_payments"]
    rows = rows[rows["authority"].eq("all")]
    estimated = rows[rows["p"].notna()]
    assert len(together["table"]["rows"]) == len(estimated) > 12
    first, cells = estimated.iloc[0], together["table"]["rows"][0]["cells"]
    assert cells[0] == hundredths(first["share"], first["low"], first["high"])
    assert cells[2] == hundredths(
        first["difference"], first["difference_low"], first["difference_high"]
    )
    arms = rows[rows["level"].eq("arms")].iloc[0]
    assert together["alike"]["alike"] == decimal(arms["alike"])


def test_without_findings_the_pages_are_left_out(big) -> None:
    nothing = {name: frame.iloc[:0] for name, frame in big.of_all.items()}
    empty = dataclasses.replace(big, released=nothing, of_all=nothing)
    assert technical_groups.view(empty) == {"tables": [], "empty": True}
    assert technical_direct_payments.view(empty) == {"blocks": [], "empty": True}
