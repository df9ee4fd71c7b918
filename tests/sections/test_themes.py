"""Shares of themes: every person counted once, and what nobody settled left out."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from coded_comments import CODEFRAME, with_coded_comments

from poet.disclosure import PROFILES, release
from poet.sections.themes import COLUMNS, NOBODY, find
from poet.statistics.proportions import wilson


@pytest.fixture(scope="module")
def coded(three_councils):
    return with_coded_comments(three_councils)


@pytest.fixture(scope="module")
def frame(coded) -> pd.DataFrame:
    return find(coded)


def of_person(study, code: str, audience: str, theme: str) -> pd.Series:
    """Per person with coded comments: True, False, or missing where nobody settled it."""
    comments = study.themes.by_comment
    comments = comments[comments["audience"].eq(audience)]
    if code != "all":
        comments = comments[comments["authority"].eq(code)]
    told = {}
    for person, codes in comments.groupby(["authority", "person"])[f"agreed.{theme}"]:
        unknown = None if codes.isna().any() else False
        told[person] = True if codes.eq(True).any() else unknown
    return pd.Series(told, dtype=object)


@pytest.mark.parametrize("settled", [True, False])
def test_every_row_is_what_counting_by_hand_gives(three_councils, settled) -> None:
    study = with_coded_comments(three_councils, settled=settled)
    frame = find(study)
    assert set(frame["authority"]) == {"X001", "X002", "X003", "all"}
    assert set(frame["question"]) == set(CODEFRAME.codes)
    assert len(frame) == 4 * 3 * 5
    for row in frame.itertuples():
        people = of_person(study, row.authority, row.audience, row.question)
        assert row.people == people.eq(True).sum()
        assert row.base == people.notna().sum()


def test_a_person_who_wrote_twice_counts_once(coded, frame) -> None:
    comments = coded.themes.by_comment
    holders = comments[comments["audience"].eq("budget_holder")]
    assert len(holders) > holders["person"].nunique()
    whole = frame[frame["authority"].eq("all") & frame["audience"].eq("budget_holder")]
    assert set(whole["base"]) == {holders["person"].nunique()}


def test_shares_have_wilsons_interval(frame) -> None:
    low, high = wilson(frame["people"], frame["base"])
    assert frame["share"].to_list() == (frame["people"] / frame["base"]).to_list()
    assert (frame["low"].to_numpy() == low).all()
    assert (frame["high"].to_numpy() == high).all()
    assert list(frame) == list(COLUMNS)


def test_a_council_without_coded_comments_has_a_row_that_says_so(three_councils) -> None:
    frame = find(with_coded_comments(three_councils, without="X002"))
    untold = frame[frame["authority"].eq("X002")]
    assert set(untold["note"]) == {NOBODY} == {"no comment of these people was coded"}
    assert untold[["people", "base", "share", "low", "high"]].isna().all(axis=None)
    # Of two councils, what both say together would tell each what the other said.
    assert "all" not in set(frame["authority"])


def test_without_coded_comments_there_are_no_rows(three_councils) -> None:
    frame = find(replace(three_councils, themes=None))
    assert frame.empty
    assert list(frame) == list(COLUMNS)
    assert release(frame, PROFILES["local"]).empty


def test_small_counts_of_people_do_not_leave(frame) -> None:
    released = release(frame, PROFILES["local"])
    few = frame["people"].between(1, 7)
    assert few.any()
    assert released.loc[few, ["people", "share", "low", "high"]].isna().all(axis=None)
    assert set(released["people"].dropna() % 5) == {0}


def test_a_hidden_count_of_a_council_does_not_follow_from_all_the_others(three_councils) -> None:
    """Of one council 1 to 7 wrote about it: all councils less the others would tell how many."""
    study = with_coded_comments(three_councils)
    comments = study.themes.by_comment
    holders = comments["audience"].eq("budget_holder")
    about = comments["authority"].eq("X001") & (comments["person"] % 9 == 0)
    comments.loc[holders, "agreed.never"] = about[holders]
    released = release(find(study), PROFILES["local"])
    rows = released[released["question"].eq("never") & released["audience"].eq("budget_holder")]
    hidden = rows.set_index("authority")["hidden"].ne("")
    assert hidden["X001"]
    assert hidden.sum() >= 2
