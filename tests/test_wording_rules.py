"""The words a report must not print, and how long and hard its sentences are."""

from __future__ import annotations

import re

import pytest

from poet.wording_rules import (
    FORBIDDEN,
    MISLEADING,
    forbidden_in,
    longest_sentence,
    reading_grade,
    sentences,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Life got better because of the budget.", "because of"),
        ("An easy process leads to better lives.", "leads to"),
        ("It led\nto more calls.", "led to"),
        ("What causes this?", "causes"),
        ("The effect of the budget", "effect of"),
        ("Its impact was large.", "impact"),
        ("Due to the process", "Due to"),
        ("It results in more choice.", "results in"),
        ("Thanks to the council", "Thanks to"),
        ("They were three times as likely to report it.", "times as likely"),
        ("They were 2.5 times more likely to report it.", "times more likely"),
        ("twice as likely", "twice as likely"),
        ("a significant difference", "significant"),
        ("The p-value is small.", "p-value"),
        ("p < 0.05", "p < 0.05"),
        ("The league table of councils", "league table"),
        ("We ranked third.", "ranked"),
        ("the best-performing council", "best-performing"),
        ("It outperforms its neighbours.", "outperforms"),
    ],
)
def test_forbidden_words_are_found_with_what_to_say_instead(text, found):
    said = forbidden_in(text)
    assert [sentence.split("': ")[0] for sentence in said] == [f"'{found}"]
    assert all(sentence.split("': ")[1].startswith("say ") for sentence in said)


@pytest.mark.parametrize(
    "text",
    [
        "A good process goes with good outcomes.",
        "People who found it easy are more likely to report a better life.",
        "This is hidden because fewer than 5 people answered.",
        "Three times we asked.",
        "The franking machine stood on the frank side.",
        "These results are not causal.",
        "Results inside this report",
    ],
)
def test_words_that_may_be_said_pass(text):
    assert forbidden_in(text) == []


def test_the_technical_edition_may_speak_of_odds_but_not_of_what_leads_to_what():
    text = "The odds ratio was significant and leads to a winner."
    assert len(forbidden_in(text)) == 4
    assert [said.split("'")[1] for said in forbidden_in(text, technical=True)] == [
        "leads to",
        "winner",
    ]


def test_every_pattern_is_sound_and_has_something_to_say_instead():
    assert set(MISLEADING) < set(FORBIDDEN)
    for pattern, instead in FORBIDDEN:
        re.compile(pattern)
        assert instead.startswith("say ")


def test_what_to_say_instead_is_itself_allowed():
    assert forbidden_in(" ".join(instead for _, instead in FORBIDDEN)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("   \n\n ", []),
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Nearly 8 in 10 (78.5%) did. None left.", ["Nearly 8 in 10 (78.5%) did.", "None left."]),
        ("Ask us, e.g. by phone. Or write.", ["Ask us, e.g. by phone.", "Or write."]),
        ('He said "yes." She left.', ['He said "yes."', "She left."]),
        ("A heading\n\nA sentence\nover two lines.", ["A heading", "A sentence over two lines."]),
    ],
)
def test_sentences_are_parted_where_a_reader_parts_them(text, expected):
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("One two three. Four five.", 3),
        ("In all 1,205 people didn't answer 2.5 well-meant questions.", 9),
        ("A heading of five words\n\nTwo words.", 5),
    ],
)
def test_the_longest_sentence_is_counted_in_words(text, words):
    assert longest_sentence(text) == words


def test_the_reading_grade_is_the_published_formula():
    # 4.71 * 17 / 6 + 0.5 * 6 / 1 - 21.43
    assert reading_grade("The cat sat on the mat.") == pytest.approx(-5.085)
    # Two sentences of 3 words, 12 letters and digits in each.
    assert reading_grade("Grade 10 today. Grade 10 today.") == pytest.approx(
        4.71 * 24 / 6 + 0.5 * 6 / 2 - 21.43
    )
    assert reading_grade("...") == 0.0


def test_plain_words_read_more_easily_than_officialese():
    plain = "We asked people about their life. Most said that it got better."
    official = (
        "Notwithstanding considerable heterogeneity, respondents predominantly characterised "
        "personalisation as having facilitated substantive improvements in wellbeing."
    )
    assert reading_grade(plain) < 6
    assert reading_grade(official) > 20
