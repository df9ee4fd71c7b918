"""What a text can be taken apart into, held against trying every way there is."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.definition import available, load
from poet.questionnaire import Answer, Scale
from poet.responses.choices import UNCLEAR, Choices
from poet.responses.choices_several import AnswerTexts, texts_of

SEPARATORS = (";", "; ", "|", ",", ", ", "\n", "\r\n", " | ")
AROUND_SEPARATORS = re.compile(r" *([;|,\r\n]) *")


def squeezed(text: str) -> str:
    return AROUND_SEPARATORS.sub(r"\1", text.strip())


# Small letters without a sign at the end that is evened out, so that texts are in plain form.
label = (
    st.text("ab,;|() ", min_size=1, max_size=8)
    .map(lambda text: re.sub(" +", " ", text).strip(",;| "))
    .filter(bool)
)
labels = st.lists(label, min_size=1, max_size=6, unique_by=squeezed)


def scale_of(answers: list[str]) -> Scale:
    return Scale("s", tuple(Answer(f"c{n}", text, text) for n, text in enumerate(answers)))


def every_way(text: str, scale: Scale) -> set[frozenset[str]]:
    """All sets of codes that a text can stand for, by trying each answer at each place."""
    texts = [(squeezed(one), answer.code) for answer in scale.answers for one in texts_of(answer)]

    def after(rest: str) -> Iterator[frozenset[str]]:
        rest = rest.lstrip(";|,\r\n ")
        if not rest:
            yield frozenset()
            return
        for one, code in texts:
            end = rest[len(one) :]
            if rest.startswith(one) and (not end or end[0] in ";|,\r\n"):
                yield from (found | {code} for found in after(end))

    return set(after(squeezed(text)))


@given(st.data())
def test_any_joining_of_any_labels_gives_them_or_can_truly_be_read_in_several_ways(data):
    scale = scale_of(data.draw(labels))
    chosen = data.draw(st.lists(st.sampled_from(scale.answers), min_size=1, max_size=5))
    between = data.draw(st.sampled_from(SEPARATORS))
    text = between.join(answer.label for answer in chosen) + data.draw(st.sampled_from(["", ";"]))
    understood = Choices(scale).understand_several(text)
    ways = every_way(text, scale)
    codes = frozenset(answer.code for answer in chosen)
    assert codes in ways
    if len(ways) == 1:
        assert understood.value == codes
    else:
        assert (understood.value, understood.trouble.rule) == (None, UNCLEAR)


@given(labels, st.text("abc,; ", min_size=1))
def test_any_text_is_read_in_every_way_it_can_be_and_in_no_other(answers, text):
    scale = scale_of(answers)
    ways = {codes for codes in every_way(re.sub(" +", " ", text), scale) if codes}
    understood = Choices(scale).understand_several(text)
    assert (understood.value is not None) == (len(ways) == 1)
    assert understood.value in ({None} if len(ways) != 1 else ways)


@pytest.fixture
def texts():
    answers = (Answer("a", "A friend", "My friend"), Answer("b", "B, or C", "B, or C"))
    return AnswerTexts(Scale("s", answers), {"-": "", "7": "b"})


@pytest.mark.parametrize(
    ("text", "code", "exactly"),
    [
        ("a", "a", True),
        ("My friend", "a", True),
        ("MY  friend.", "a", False),
        ("B,or C", "b", False),
        ("B, or\nC", "b", False),
        (" 7", "b", True),
        ("-", "", True),
        ("B; or C", None, False),
        ("a friend" + " " * 5000, "a", False),
        ("a friend" * 5000, None, False),
    ],
)
def test_a_whole_text_is_one_answer(texts, text, code, exactly):
    assert texts.code(text) == (code, exactly)


def test_what_further_texts_say_is_asked_for_alone(texts):
    assert [texts.said(text) for text in ("-", "7", "a", "7" * 999)] == ["", "b", None, None]


def test_ways_are_exact_only_when_every_answer_is(texts):
    both = frozenset({"a", "b"})
    assert texts.ways("My friend;B, or C") == ({both: True}, "")
    assert texts.ways("My friend;b, or c") == ({both: False}, "")
    assert texts.ways("a 7") == ({both: True}, "")
    assert texts.ways("-;a") == ({frozenset({"a"}): True}, "")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("My friend; B, or D", "or D"),
        ("a b z", "z"),
        ("A friend; my dog ;b", "my dog"),
        ("a" * 10_001, "a" * 10_001),
        ("a;" * 600, "a;" * 600),
        (" ;", " ;"),
    ],
)
def test_without_a_way_the_part_that_is_no_answer_is_told(texts, text, part):
    assert texts.ways(text) == ({}, part)


def test_a_text_without_letters_does_not_stand_for_a_blank():
    texts = AnswerTexts(
        Scale("s", (Answer("a", "?", ""), Answer("b", "B", ""))), {"-": "a", "": "a"}
    )
    assert [texts.code(text)[0] for text in ("?", " ? ", "-", ".")] == ["a", "a", "a", None]
    assert texts.ways("B;;") == ({frozenset({"b"}): True}, "")
    assert texts.ways("B;?") == ({frozenset({"a", "b"}): True}, "")


@functools.cache
def shipped_scales() -> list[Scale]:
    found = {}
    for name in available():
        for question in load(name).questions:
            if question.scale:
                found[name, question.scale.id] = question.scale
    return list(found.values())


@pytest.mark.parametrize("between", SEPARATORS)
def test_any_two_answers_of_the_questionnaires_are_told_apart(between):
    for one in shipped_scales():
        choices = Choices(one)
        for first, second in itertools.permutations(one.answers, 2):
            for text in (f"{first.label}{between}{second.label}", f"{first.code} {second.code}"):
                assert choices.understand_several(text).value == {first.code, second.code}, text


@given(st.data())
def test_any_answers_of_the_questionnaires_are_told_apart(data):
    one = data.draw(st.sampled_from(shipped_scales()))
    answers = data.draw(st.lists(st.sampled_from(one.answers), min_size=1))
    between = data.draw(st.sampled_from(SEPARATORS))
    texts = [data.draw(st.sampled_from([a.label, a.easy_read, a.code])) for a in answers]
    codes = {answer.code for answer in answers}
    assert Choices(one).understand_several(between.join(texts)).value == codes
