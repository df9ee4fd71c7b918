"""The words of a questionnaire, each with where it stands: what is translated of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from poet.questionnaire import Answer, Question, Questionnaire, Scale, Score

# Where a word stands, to its translation. One English word is several in another language: "Yes"
# answers "Do you?" and "Did you?" with different words in Welsh, so a scale's words are its own.
Say = Callable[[str, str], str]

QUESTION, SHORT_NAME = "question", "short name"
SCORE_TITLE, SCORE_END = "score", "people who ..."
TITLE, PEOPLE, ABOUT = "questionnaire", "who was asked", "about a questionnaire"


def with_words(asked: Questionnaire, say: Say) -> Questionnaire:
    """The questionnaire with every word put through `say`, which gets where it stands and the word.

    Codes, keys and the wordings of earlier versions stay, so that answers can be read as before.
    """
    scales = {q.scale.id: _scale(q.scale, say) for q in asked.questions if q.scale}
    return replace(
        asked,
        title=say(TITLE, asked.title),
        people=say(PEOPLE, asked.people),
        about=say(ABOUT, asked.about) if asked.about else "",
        scores=tuple(_score(score, say) for score in asked.scores),
        questions=tuple(
            _question(question, scales[question.scale.id] if question.scale else None, say)
            for question in asked.questions
        ),
    )


def _score(score: Score, say: Say) -> Score:
    return replace(
        score,
        title=say(SCORE_TITLE, score.title),
        high=say(SCORE_END, score.high),
        low=say(SCORE_END, score.low),
    )


def _scale(scale: Scale, say: Say) -> Scale:
    side = f"side of the scale {scale.id}"
    return replace(
        scale,
        answers=tuple(_answer(answer, scale.id, say) for answer in scale.answers),
        sides={meaning: say(side, words) for meaning, words in scale.sides.items()},
    )


def _answer(answer: Answer, scale: str, say: Say) -> Answer:
    place = f"answer of the scale {scale}"
    return replace(answer, label=say(place, answer.label), easy_read=say(place, answer.easy_read))


def _question(question: Question, scale: Scale | None, say: Say) -> Question:
    return replace(
        question,
        scale=scale,
        short=say(SHORT_NAME, question.short),
        wording=say(QUESTION, question.wording),
        easy_read=say(QUESTION, question.easy_read),
    )
