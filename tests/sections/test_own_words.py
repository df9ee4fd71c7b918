"""In people's own words: only what was released, and only as text."""

from __future__ import annotations

import dataclasses

import pandas as pd

from poet.disclosure import PROFILES, release
from poet.sections.own_words import COLUMNS, find, view


def test_counts_are_of_the_people_who_wrote_something(small_study) -> None:
    written = ["Words.", "", "  ", "More words.", "Words."]
    study = small_study(
        {
            "council": ["north", "north", "north", "north", "south"],
            "life": ["better"] * 5,
            "views": written,
        }
    )
    frame = find(study)
    assert list(frame) == list(COLUMNS)
    assert dict(zip(frame["authority"], frame["people"], strict=True)) == {"north": 2, "south": 1}
    assert set(frame["row"]) == {"written"}
    assert frame["text"].isna().all()


def test_without_a_file_of_released_comments_no_text_is_found(three_councils) -> None:
    frame = find(dataclasses.replace(three_councils, released_comments=None))
    assert set(frame["row"]) == {"written"}


def test_released_comments_are_those_of_the_file_and_no_others(three_councils, found) -> None:
    frame = found["own_words"].query("row == 'released'")
    comments = three_councils.released_comments
    assert sorted(frame["text"]) == sorted(comments["text"])
    assert frame["people"].isna().all()
    assert frame["released_by"].ne("").all()
    answered = {
        text
        for survey in three_councils.surveys
        for question in survey.questionnaire.with_role("comment")
        for text in survey.by_person[question.key].dropna()
    }
    assert len(answered - set(frame["text"])) > 0, "else nothing is held back in this study"


def test_a_hostile_comment_is_made_printable(three_councils) -> None:
    comments = three_councils.released_comments.copy()
    comments.loc[0, "text"] = "x" * 2_000 + "\x1b[31m \u202e"
    frame = find(dataclasses.replace(three_councils, released_comments=comments))
    text = frame.loc[frame["row"].eq("released"), "text"].iloc[0]
    assert len(text) <= 500
    assert max(len(word.rstrip("…")) for word in text.split()) <= 40
    assert text.isprintable()


def test_few_writers_are_hidden_and_released_words_are_not() -> None:
    frame = pd.DataFrame(
        {
            "row": ["written", "released"],
            "people": pd.array([3, None], "Int64"),
            "text": [None, "Released words."],
        }
    )
    released = release(frame, PROFILES["local"])
    assert released["hidden"].to_list() == ["[c] 1 to 7 people", ""]
    assert released["text"].iloc[1] == "Released words."


def test_each_authority_reads_its_own_comments(reports, three_councils) -> None:
    comments = three_councils.released_comments
    for report in reports:
        mine = comments.loc[comments["authority"].eq(report.authority.code), "text"]
        parts = [part for block in view(report)["blocks"] for part in block["parts"]]
        quotes = [quote for part in parts for quote in part["quotes"]]
        assert sorted(quotes) == sorted(mine)
        assert len(quotes) >= 2


def test_without_released_comments_the_section_is_empty(reports) -> None:
    report = reports[0]
    own_words = report.released["own_words"]
    none = {**report.released, "own_words": own_words[own_words["row"].eq("written")]}
    assert view(dataclasses.replace(report, released=none))["empty"] is True
