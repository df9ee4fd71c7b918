"""A study in another language: its words change, and nothing else."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

import poet
from poet import definition
from poet.errors import PoetError
from poet.language import catalogue
from poet.language_study import in_language, questionnaire_in
from poet.language_words import with_words


@pytest.fixture(scope="module")
def study(made_up_once: Path):
    return poet.load_study(made_up_once)


@pytest.fixture(scope="module")
def welsh(study):
    return in_language(study, "cy")


def test_scales_sides_and_short_names_are_welsh(welsh) -> None:
    asked = welsh.surveys[0].questionnaire
    question = asked.question("independence")
    assert (asked.language, asked.people) == ("cy", "pobl sydd â chyllideb bersonol")
    assert question.short == "Bod yn annibynnol"
    assert [answer.label for answer in question.scale.on_scale] == [
        "Llawer gwell",
        "Gwell",
        "Dim gwahaniaeth",
        "Gwaeth",
        "Llawer gwaeth",
    ]
    assert [question.scale.side(side) for side in ("good", "neutral", "bad")] == [
        "gwell",
        "dim gwahaniaeth",
        "gwaeth",
    ]


def test_codes_keys_and_answers_stay(study, welsh) -> None:
    for before, after in zip(study.responses, welsh.responses, strict=True):
        assert after.by_person is before.by_person
        assert after.account is before.account
        for old, new in zip(
            before.questionnaire.questions, after.questionnaire.questions, strict=True
        ):
            assert (new.key, new.topic, new.role, new.former) == (
                old.key,
                old.topic,
                old.role,
                old.former,
            )
            if old.scale:
                assert [a.code for a in new.scale.answers] == [a.code for a in old.scale.answers]
                assert new.scale.best == old.scale.best


def test_of_a_study_only_its_words_and_its_language_change(study, welsh) -> None:
    same = [one.name for one in fields(study) if one.name not in {"responses", "language"}]
    assert all(getattr(welsh, name) is getattr(study, name) for name in same)
    assert (study.language, welsh.language) == ("en", "cy")


def test_an_english_study_in_english_is_itself(study) -> None:
    assert in_language(study, "en") is study


def test_a_study_that_is_welsh_already_stays_as_it_is(welsh) -> None:
    again = in_language(welsh, "cy")
    assert [r.questionnaire for r in again.responses] == [r.questionnaire for r in welsh.responses]


def test_a_questionnaire_written_in_another_language_stays_as_it_is(own) -> None:
    own_words = own(('id = "mine"', 'id = "mine"\nlanguage = "cy"'))
    assert questionnaire_in(own_words, catalogue("cy")) is own_words


def test_a_word_without_a_translation_stays_english(own) -> None:
    translated = questionnaire_in(own(), catalogue("cy"))
    question = translated.question("your_life")
    assert question.wording == "How is your life now?"
    assert [answer.label for answer in question.scale.answers] == [
        "Gwell",
        "Yr un fath",
        "Gwaeth",
        "Mae\u2019n well gen i beidio â dweud",
    ]


def test_an_unknown_language_is_told(study) -> None:
    with pytest.raises(PoetError, match=r'^language "tlh": there is no catalogue of this language'):
        in_language(study, "tlh")


@pytest.mark.parametrize("name", definition.available())
def test_every_word_of_a_questionnaire_is_asked_for(name: str) -> None:
    """Each is put in capitals, so a text field that a new version adds is found here."""
    asked = definition.load(name)
    loud = with_words(asked, lambda place, english: english.upper())
    texts = {"title", "people", "about", "wording", "easy_read", "short", "label", "high", "low"}
    parts = [loud, *loud.questions, *loud.scores]
    parts += [answer for q in loud.questions if q.scale for answer in q.scale.answers]
    seen = set()
    for part in parts:
        for one in fields(part):
            if one.name in texts:
                seen.add(one.name)
                assert getattr(part, one.name) == getattr(part, one.name).upper()
    assert seen == texts
    sides = [words for q in loud.questions if q.scale for words in q.scale.sides.values()]
    assert sides == [words.upper() for words in sides]
    assert replace(loud, questions=(), scores=(), title="", people="", about="") == replace(
        asked, questions=(), scores=(), title="", people="", about=""
    )


def test_the_language_of_a_study_stands_in_study_toml(small: Path, changed) -> None:
    assert poet.load_study(small).language == "en"
    changed(small / "study.toml", "authority =", 'language = "cy"\nauthority =')
    assert poet.load_study(small).language == "cy"
