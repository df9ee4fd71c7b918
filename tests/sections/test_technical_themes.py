"""The technical annex of coded comments: every table from released rows."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from coded_comments import CODEFRAME, with_coded_comments

from poet.sections import find_all
from poet.sections.guard import words_only
from poet.sections.technical_themes import view

ESTIMATE = re.compile(r"-?\d\.\d\d \(-?\d\.\d\d to -?\d\.\d\d\)")


@pytest.fixture(scope="module")
def told(three_councils, report):
    study = with_coded_comments(three_councils)
    return view(report(study, find_all(study, descriptive=True), "X002"))


def test_a_table_has_the_agreement_on_every_theme(told) -> None:
    (table,) = told["agreement"]
    assert table["caption"] == "All councils: agreement of the two coders"
    assert table["headings"] == [
        "Theme",
        "First",
        "Second",
        "Agreed",
        "Kappa (95%)",
        "PABAK",
        "In words",
    ]
    rows = {row["label"]: row["cells"] for row in table["rows"]}
    assert list(rows) == [theme.short for theme in CODEFRAME.themes]
    assert ESTIMATE.fullmatch(rows["Delay"][3])
    assert rows["Delay"][-1] == "almost perfect"
    never = rows["Never"]
    assert never[3] == "none"
    assert never[-1] == "neither coder gave this theme to a comment"


def test_shares_are_of_this_council_and_of_all_by_audience(told) -> None:
    captions = [table["caption"].partition(":")[2] for table in told["shares"]]
    assert captions == [" of 100 people who wrote something"] * 2
    own, together = told["shares"]
    assert own["headings"] == [
        "Theme",
        "People who hold a personal budget",
        "Family carers",
        "Practitioners",
    ]
    assert together["caption"].startswith("All councils")
    cells = [cell for row in own["rows"] for cell in row["cells"]]
    assert all(re.fullmatch(r"\d+ \(\d+ to \d+\)|\[c\] .+", cell) for cell in cells)


def test_groups_stand_side_by_side_by_each_background_question(told) -> None:
    assert told["groups"]
    for table in told["groups"]:
        assert table["headings"] == ["Theme", "Of 100 in each group"]
        for row in table["rows"]:
            assert len(row["cells"][0].split("; ")) >= 2
    captions = [table["caption"] for table in told["groups"]]
    assert len(set(captions)) == len(captions)
    assert "Never" not in {row["label"] for table in told["groups"] for row in table["rows"]}


def test_it_says_what_was_coded_by_what_and_holds_words_only(told) -> None:
    words_only(told, "technical_themes")
    assert told["codeframe"] == "“Comments in tests”, version 1.0"
    assert told["enough"] == "0.6"
    assert told["coarse"] is True
    assert int(told["comments"]) % 5 == 0


def test_a_study_without_coded_comments_has_no_such_page(three_councils, report) -> None:
    study = replace(three_councils, themes=None)
    told = view(report(study, find_all(study, descriptive=True), "X001"))
    assert told == {"empty": True}
