"""What is marked in comments, and what is not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.themes_identifiers import CERTAIN, identifiers, marked, pieces, without


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("Mail ann.b@example.org please", "e-mail address", "Mail [[ann.b@example.org]] please"),
        ("mail a(at)example.org", "e-mail address", "mail [[a(at)example.org]]"),
        ("see www.example.org/me now", "web address", "see [[www.example.org/me]] now"),
        ("find us at example.co.uk", "web address", "find us at [[example.co.uk]]"),
        ("ring 0117 496 0123 now", "telephone number", "ring [[0117 496 0123]] now"),
        ("ring (0117)4960123", "telephone number", "ring [[(0117)4960123]]"),
        ("ring +44 7700 900123", "telephone number", "ring [[+44 7700 900123]]"),
        ("it is 943 476 5919", "NHS number", "it is [[943 476 5919]]"),
        ("it is QQ123456C", "National Insurance number", "it is [[QQ123456C]]"),
        ("it is AB 12 34 56 C", "National Insurance number", "it is [[AB 12 34 56 C]]"),
        ("at bs1 4qa they", "postcode", "at [[bs1 4qa]] they"),
        ("lives at 12a High Street.", "address", "lives at [[12a High Street]]."),
        ("on 12/3/54 it", "date", "on [[12/3/54]] it"),
        ("on 1954-03-12 it", "date", "on [[1954-03-12]] it"),
        ("on the 2nd of March 1954 it", "date", "on the [[2nd of March 1954]] it"),
        ("i was born in 1954", "date", "i was born in [[1954]]"),
        ("case 1234567 is", "long number", "case [[1234567]] is"),
        ("Mrs Jones came", "name", "[[Mrs Jones]] came"),
        ("mr smith came", "name", "[[mr smith]] came"),
        ("my name is jo", "name", "my name is [[jo]]"),
        ("a man called Ben Nevis", "name", "a man called [[Ben Nevis]]"),
        ("my PA is Bo", "name", "my PA is [[Bo]]"),
        ("sarah's great", "name", "[[sarah]]'s great"),
        ("the bus to Ely is late", "word with a capital letter", "the bus to [[Ely]] is late"),
    ],
)
def test_what_may_tell_who_somebody_is_is_marked(text: str, kind: str, shown: str) -> None:
    found = identifiers(text)
    assert kind in found.kinds
    assert marked(text, found) == shown


@pytest.mark.parametrize(
    "text",
    [
        "It took 7 months and cost £250,000 in 2024.",
        "I said I'm happy with Direct Payments and the NHS.",
        "In March we had 12 hours a week, from 9 to 5.",
        "<b>bold</b> =1+1",
        "I MUST WAIT AGAIN",
        "Miss the bus? Will it come? May I ask?",
        "",
    ],
)
def test_what_tells_nobody_is_not_marked(text: str) -> None:
    assert identifiers(text).spans == ()


def test_a_name_that_is_told_by_its_title_is_told_once() -> None:
    assert identifiers("We saw Mrs Jones again").kinds == ("name",)
    assert identifiers("We saw Mrs Jones and Ottermere").kinds == (
        "name",
        "word with a capital letter",
    )


def test_those_that_are_certain_are_told_apart() -> None:
    found = identifiers("Sarah: 0117 496 0123, BS1 4QA, a@example.org, 943 476 5919, AB123456C")
    assert set(found.certain) == set(CERTAIN)
    assert "name" in found.kinds
    assert identifiers("Sarah").certain == ()


def test_what_is_marked_can_be_taken_out() -> None:
    text = "Ask Mrs Jones or a@example.org."
    assert without(text, identifiers(text)) == "Ask [...] or [...]."


@given(st.text(max_size=200) | st.text("aA1 @.-'(M[]+/", max_size=200))
def test_pieces_are_the_text_again(text: str) -> None:
    found = identifiers(text)
    assert "".join(piece for piece, _ in pieces(text, found)) == text
    assert all(piece for piece, _ in pieces(text, found))
    assert list(found.spans) == sorted(found.spans)


@pytest.mark.parametrize(
    "part",
    ["a", "a.", "1", "1 ", "A b ", "@a", "0 1", "12 a b ", "Aa ", "sarah Aa ", "mr my son ", "-"],
)
def test_a_text_of_100_000_letters_takes_no_longer_than_its_length(part: str) -> None:
    text = part * (100_000 // len(part))
    begin = time.process_time()
    identifiers(text)
    # A rule that reads a word again from each of its letters takes minutes.
    assert time.process_time() - begin < 10
