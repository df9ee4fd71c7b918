"""The words that readers meet: none that claims more than a survey can say, no long sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import poet
from poet.wording import forbidden_in, longest_sentence, reading_grade, sentences

FAMILY_CARERS = Path(__file__).resolve().parents[2] / "examples" / "carers-eurofamcare"


@pytest.fixture(
    scope="module",
    params=["planted", "null", "family_carers", "few", "ten_councils", "practitioners alone"],
)
def study(request, example, planted, null):
    """Studies whose reports say different things: links or none, much hidden or little."""
    return {
        "planted": lambda: planted,
        "null": lambda: null,
        "family_carers": lambda: poet.load_study(FAMILY_CARERS),
        "few": lambda: example(authorities=1, people=15, seed=5),
        "ten_councils": lambda: example(only=("carer",), authorities=10, people=60, seed=5),
        "practitioners alone": lambda: example(
            only=("practitioner",), authorities=1, people=60, seed=2
        ),
    }[request.param]()


@pytest.fixture(scope="module")
def blocks(study, edition, html_of, blocks_of):
    """Every block of text of up to three reports."""
    if edition.needs and getattr(study, edition.needs) is None:
        pytest.skip(f"this study has no {edition.needs}")
    return [
        block
        for authority in study.authorities[:3]
        for block in blocks_of(html_of(study, edition=edition.name, code=authority.code))
    ]


def own_words(block) -> bool:
    """Whether a person wrote it, whose words are left as they are."""
    return "blockquote" in block.within


def test_no_word_claims_more_than_a_survey_can_say(blocks, edition) -> None:
    found = {
        f"{block.section}: {words}: {block.text}"
        for block in blocks
        for words in forbidden_in(block.text, technical=edition.technical)
    }
    assert found == set()


def test_no_sentence_is_longer_than_its_edition_allows(blocks, edition) -> None:
    found = {
        f"{block.section}: {sentence}"
        for block in blocks
        if block.kind in {"prose", "alt"} and not own_words(block)
        for sentence in sentences(block.text)
        if longest_sentence(sentence) > edition.longest_sentence
    }
    assert found == set()


def test_the_words_are_as_plain_as_their_edition_asks(blocks, edition) -> None:
    """Grade 9 is about what a reader of 14 reads; headings and tables are no running text."""
    told = [b for b in blocks if b.kind == "prose" and not own_words(b)]
    text = "\n\n".join(b.text for b in told if b.element in {"p", "li"})
    assert len(text.split()) > 150
    assert reading_grade(text) <= edition.highest_grade


UNFINISHED = re.compile(r"\b(?:nan|NaN|None|True|False|NA|inf)\b|\{\{|\{%|\.\.| [,.]|“”|\(\)")


def test_nothing_unfinished_is_printed(blocks) -> None:
    """No missing value, no left-over of a template, no sentence with a hole."""
    found = {f"{block.section}: {block.text}" for block in blocks if UNFINISHED.search(block.text)}
    assert found == set()
