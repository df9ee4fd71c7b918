"""A study, or a questionnaire, with its words in another language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from poet.language import ORIGINAL, Catalogue, catalogue
from poet.language_words import with_words

if TYPE_CHECKING:
    from poet.questionnaire import Questionnaire
    from poet.study import Study


def in_language(study: Study, code: str) -> Study:
    """The study with the words of its questionnaires in this language, as far as they are
    translated; answers, numbers and what people wrote stay as they are.

    A questionnaire that is itself in another language than English stays as it is. Raises
    PoetError for a language without a catalogue.
    """
    speech = catalogue(code)
    if code == ORIGINAL == study.language:
        return study
    responses = tuple(
        replace(one, questionnaire=questionnaire_in(one.questionnaire, speech))
        for one in study.responses
    )
    return replace(study, responses=responses, language=code)


def questionnaire_in(asked: Questionnaire, speech: Catalogue) -> Questionnaire:
    """The questionnaire in the language of this catalogue, as far as it is translated."""
    if speech.code == ORIGINAL or asked.language != ORIGINAL:
        return asked
    translated = with_words(asked, lambda place, english: speech.words(english, place))
    return replace(translated, language=speech.code)
