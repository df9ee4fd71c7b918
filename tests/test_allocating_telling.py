"""What is said of the tables: every line in full."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from past_cases import past_cases, read, tried_on

from poet.allocating import ANSWERS, RATE, SYSTEMS, Allocation
from poet.allocating_findings import CHANCE
from poet.allocating_rules import printing, profile_named
from poet.allocating_sheets import TABLE_COLUMNS, points_tables, sheets
from poet.allocating_telling import (
    allocation_json,
    allocation_lines,
    cases_in_words,
    groups_apart,
    in_pounds,
    more_or_less,
    problem_lines,
)
from poet.errors import PoetError
from poet.wording import forbidden_in

BOTH = ("Meals", "Nights")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Allocation:
    return tried_on(tmp_path_factory.mktemp("found"), past_cases(), needs=BOTH)


def test_the_lines_tell_how_the_tables_compare(found: Allocation) -> None:
    lines = list(allocation_lines(found))
    assert lines[0] == "past.csv: 200 rows read, 200 used."
    assert lines[2] == (
        "Final budgets, and what each system says; every table judged by cases it has not seen:"
    )
    headings = "numbers  within 10%  within 20%  half are within  groups apart by  by chance up to"
    assert lines[3].split("  ", 1)[1].strip() == headings
    systems = [line.split("  ")[0] for line in lines[4:8]]
    assert systems == [
        "the present system",
        "one rate for every point",
        "bands of points",
        "an amount for each answer",
    ]
    by_chance = [groups_apart(found, name, CHANCE) for name in SYSTEMS]
    assert [line.split()[-1] for line in lines[4:8]] == by_chance
    assert len(set(by_chance)) > 1
    assert lines[9:] == [
        "Printed: an amount for each answer.",
        "It is the simplest of those that come about as close as the closest.",
        "It is near the final budget for more people than the present system is.",
        "",
        "The tables follow past decisions. Where these were unfair, so are the tables.",
        "Past budgets are not the same as needs.",
        "Try a table on new cases before anybody uses it.",
    ]
    assert forbidden_in("\n".join(lines)) == []


@pytest.mark.parametrize(
    ("nearer", "sentence"),
    [
        ("fewer", "It is near the final budget for fewer people than the present system is."),
        (
            "same",
            "It is near the final budget for about as many people as the present system is: the "
            "difference may be chance.",
        ),
    ],
)
def test_a_table_that_is_no_nearer_is_told_so(found: Allocation, nearer, sentence) -> None:
    other = replace(found, nearer=dict.fromkeys(found.nearer, nearer))
    assert sentence in list(allocation_lines(other))


def test_a_table_that_was_asked_for_is_not_called_the_simplest(found: Allocation) -> None:
    lines = list(allocation_lines(printing(found, RATE)))
    assert "Printed: one rate for every point, as asked." in lines
    assert not any(line.startswith("It is the simplest") for line in lines)


def test_few_cases_and_no_present_system_are_told(tmp_path: Path) -> None:
    frame = past_cases(60).drop(columns=["indicative", "group"])
    lines = list(allocation_lines(tried_on(tmp_path, frame)))
    assert lines[1] == (
        "Too few cases have an indicative budget, so there is no present system to compare."
    )
    assert "These are few cases: with others, the numbers may come out otherwise." in lines
    assert not any("Groups are not compared" in line for line in lines)


def test_groups_of_which_only_one_is_large_enough_are_told(tmp_path: Path) -> None:
    frame = past_cases(60)
    frame["group"] = ["alone"] + ["others"] * 59
    lines = list(allocation_lines(tried_on(tmp_path, frame)))
    assert "Groups are not compared: fewer than two of them are large enough." in lines


def test_rows_set_aside_and_cases_without_an_indicative_budget_are_told(tmp_path: Path) -> None:
    frame = past_cases().astype(object)
    frame.loc[0, "points"] = "high"
    frame.loc[1:2, "final"] = ""
    frame.loc[3, "indicative"] = np.nan
    found = tried_on(tmp_path, frame)
    lines = list(allocation_lines(found))
    assert lines[:2] == [
        "past.csv: 200 rows read, 197 used, 3 set aside: 2 with no final budget that can be used, "
        "1 with no points that can be used.",
        "1 case has no indicative budget: tables are fitted to them too, and no system is judged "
        "by them.",
    ]


def test_problems_are_told_cell_by_cell_up_to_a_number(tmp_path: Path) -> None:
    frame = past_cases(60).astype(object)
    frame.loc[0:2, "points"] = "high"
    cases = read(tmp_path, frame)
    sentence = '"high" is not a number of points: write figures alone.'
    assert list(problem_lines(cases, 2)) == [
        f"Row 2, column B: {sentence}",
        f"Row 3, column B: {sentence}",
        "and 1 more problem.",
    ]
    assert len(list(problem_lines(cases, 3))) == 3


def test_a_hidden_share_is_told_as_hidden(tmp_path: Path) -> None:
    frame = past_cases(48)
    frame["indicative"] = frame["final"] * np.where(np.arange(48) < 4, 1.0, 3.0)
    lines = list(allocation_lines(tried_on(tmp_path, frame)))
    (present,) = [line for line in lines if line.startswith("the present system")]
    assert present.split()[3:5] == ["[c]", "[c]"]
    assert "[c]: hidden, as so few people are behind it." in lines


def test_pence_are_told_only_where_there_are_some() -> None:
    assert [in_pounds(one) for one in (1200, 6.6, 0, 0.05)] == ["£1,200", "£6.60", "£0", "£0.05"]


def test_cases_are_rounded_as_the_profile_has_it(found: Allocation) -> None:
    assert cases_in_words(found, 197) == "about 195 cases"
    exact = replace(found, profile=profile_named("internal"))
    assert cases_in_words(exact, 197) == "197 cases"


class Row:
    """A row of a frame, as `itertuples` gives it."""

    def __init__(self, *three: float) -> None:
        self.estimate, self.estimate_low, self.estimate_high = three


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ((1.3, 1.2, 1.4), "30% more"),
        ((0.8, 0.7, 0.9), "20% less"),
        ((1.3, 0.9, 1.8), "about the same"),
        ((1.04, 1.02, 1.06), "about the same"),
        ((1.3, np.nan, np.nan), "too few to say"),
    ],
)
def test_what_chance_could_explain_is_about_the_same(row, words) -> None:
    assert more_or_less(Row(*row)) == words


def test_the_json_has_the_tables_and_the_comparison(found: Allocation) -> None:
    told = json.loads(json.dumps(allocation_json(found)))
    assert told["printed"] == ANSWERS
    assert told["tables"][RATE]["bands"][0]["begins"] == 0
    assert len(told["comparison"]) == len(found.findings)
    assert (told["rows_used"], told["problems"], told["period"]) == (200, 0, "week")


def test_the_points_tables_have_a_row_for_every_number(found: Allocation) -> None:
    table = points_tables(found)
    assert list(table.columns) == list(TABLE_COLUMNS)
    assert set(table.loc[table["printed"].eq("yes"), "system"]) == {ANSWERS}
    answers = table[table["system"].eq(ANSWERS)]
    assert len(answers) == 1 + 6
    assert answers["pounds"].iloc[0] == found.tables[ANSWERS].start
    assert list(answers["answer"])[:2] == ["everybody", "0 - none"]


def test_nothing_of_a_single_case_is_in_the_files(found: Allocation) -> None:
    frame = past_cases()
    for name, content in sheets(found).items():
        if name.endswith(".csv"):
            text = content.decode("utf-8-sig")
            assert not any(case in text for case in frame["case"])
            assert not any(f"{final:.2f}" in text for final in frame["final"])


def test_a_table_can_be_asked_for(found: Allocation) -> None:
    assert printing(found, "").chosen == ANSWERS
    assert printing(found, RATE).table == found.tables[RATE]
    with pytest.raises(PoetError) as refusal:
        printing(found, "line")
    assert str(refusal.value) == (
        'table "line": no such table was made of past.csv. There are: rate, bands, answers. '
        "Tables of points need a column points, a table of answers needs --needs."
    )


def test_a_profile_that_is_not_known_is_refused() -> None:
    with pytest.raises(PoetError) as refusal:
        profile_named("open")
    assert str(refusal.value) == (
        'profile "open": there are no such rules for small numbers. There are: local, internal.'
    )
