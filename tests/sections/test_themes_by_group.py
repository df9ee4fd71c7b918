"""Shares of themes by group: joined so that nothing has to be hidden."""

from __future__ import annotations

from dataclasses import replace

import pytest
from coded_comments import with_coded_comments

from poet.disclosure import PROFILES, release
from poet.sections.group_questions import ARM_OF
from poet.sections.groups import TOO_FEW
from poet.sections.themes_by_group import COLUMNS, find


@pytest.fixture(scope="module")
def coded(three_councils):
    return with_coded_comments(three_councils)


@pytest.fixture(scope="module")
def frame(coded):
    return find(coded)


def counted(study, row) -> tuple[int, int]:
    """People and base of one row, counted person by person."""
    survey = next(one for one in study.surveys if one.audience == row.audience)
    comments = study.themes.by_comment
    comments = comments[comments["audience"].eq(row.audience)]
    if row.authority != "all":
        comments = comments[comments["authority"].eq(row.authority)]
    about = comments.groupby("person")[f"agreed.{row.question}"].any()
    group = survey.by_person.loc[about.index, row.group_question].astype(object)
    if row.group_question == "how_held":
        group = group.map(lambda code: ARM_OF.get(code, code))
    theirs = about[group.isin(row.group.split("+"))]
    return int(theirs.sum()), len(theirs)


def test_every_row_is_what_counting_by_hand_gives(coded, frame) -> None:
    rows = frame[frame["note"].eq("")]
    assert len(rows) > 50
    for row in rows.itertuples():
        assert (row.people, row.base) == counted(coded, row)


def test_nothing_has_to_be_hidden(frame) -> None:
    assert release(frame, PROFILES["local"])["hidden"].eq("").all()


def test_a_table_has_two_groups_or_a_row_that_says_why_not(frame) -> None:
    tables = ["authority", "audience", "wave", "question", "group_question"]
    rows = frame.groupby(tables)["note"].agg(["size", "first"])
    assert (rows["first"].eq(TOO_FEW) == rows["size"].eq(1)).all()
    assert rows["first"].eq(TOO_FEW).any()
    assert frame.loc[frame["note"].eq(TOO_FEW), ["people", "base", "share"]].isna().all(axis=None)


def test_a_theme_that_would_be_hidden_is_not_broken_down(frame) -> None:
    """Else its hidden count would be the sum of its groups."""
    rare = frame[frame["question"].eq("rare") & frame["people"].notna()]
    sums = rare.groupby(["authority", "audience", "group_question"])["people"].sum()
    assert not sums.between(1, 7).any()


def test_without_coded_comments_there_are_no_rows(three_councils) -> None:
    frame = find(replace(three_councils, themes=None))
    assert frame.empty
    assert list(frame) == list(COLUMNS)
