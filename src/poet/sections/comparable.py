"""Which question of an earlier wave may be set beside one of now, and why another may not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from poet.questionnaire import Question, Questionnaire, Scale
    from poet.study import Study, Survey

ROLES = ("outcome", "process", "involvement")
NOT_DECLARED = 'the questionnaire does not say which question of "{older}" asks the same'
NO_SUCH_QUESTION = 'the questionnaire "{older}" has no question "{key}"'
OTHER_KIND = "this question could not be answered in the same way in wave {wave}"
OTHER_WORDING = "the wording was another in wave {wave}"
OTHER_SCALE = "the answers to choose from were others in wave {wave}"
OTHER_BASE = "other answers were left out of the count in wave {wave}"
NOT_ASKED = "this audience was not asked in wave {wave}"
NOBODY = "nobody of this authority answered this question in wave {wave}"
HIDDEN = "too few people gave some answer in wave {wave} to show the share"


@dataclass(frozen=True)
class Pair:
    """A question of the latest wave beside one earlier wave of its audience.

    `key_before` is the question's key in that wave; "" where there is none to compare, and `note`
    then says why. `waves_back` is how many waves of the study lie between, the earlier included.
    """

    audience: str
    question: Question
    wave: str
    wave_before: str
    key_before: str
    note: str
    waves_back: int


def earlier_question(question: Question, newer: Questionnaire, older: Survey) -> tuple[str, str]:
    """(key, "") of the question of an earlier survey that asks the same; ("", why not) for none.

    A questionnaire's questions are comparable with themselves. Of another questionnaire, the newer
    question must name it (`comparable_with`), and the wording (as it is or as it was formerly), the
    answers with their meanings in their order, and the answers that do not count must be the same.

    >>> OTHER_WORDING.format(wave="2024")
    'the wording was another in wave 2024'
    """
    if older.questionnaire.id == newer.id:
        return question.key, ""
    key = _declared(question, older.questionnaire.id)
    if not key:
        return "", NOT_DECLARED.format(older=older.questionnaire.id)
    before = next((one for one in older.questionnaire.questions if one.key == key), None)
    if before is None:
        return "", NO_SUCH_QUESTION.format(older=older.questionnaire.id, key=key)
    reason = _difference(question, before)
    return ("", reason.format(wave=older.wave)) if reason else (key, "")


def _declared(question: Question, questionnaire: str) -> str:
    """The key that the newer question names of this questionnaire, "" for none."""
    named = (each.rpartition(".") for each in question.comparable_with)
    return next((key for of, _, key in named if of == questionnaire), "")


def _difference(now: Question, before: Question) -> str:
    if now.kind != before.kind or now.scale is None or before.scale is None:
        return OTHER_KIND
    if _plain(before.wording) not in {_plain(words) for words in (now.wording, *now.former)}:
        return OTHER_WORDING
    if _counting(now.scale) != _counting(before.scale):
        return OTHER_SCALE
    return OTHER_BASE if _not_counting(now.scale) != _not_counting(before.scale) else ""


def _plain(words: str) -> str:
    """The words without regard to capitals, line breaks and spaces."""
    return " ".join(words.split()).casefold()


def _counting(scale: Scale) -> list[tuple[str, str]]:
    return [(answer.code, answer.meaning) for answer in scale.worst_to_best]


def _not_counting(scale: Scale) -> set[str]:
    return {answer.code for answer in scale.answers if not answer.counts}


def pairs(study: Study) -> Iterator[Pair]:
    """Every judged question of the latest wave beside every earlier wave of the study."""
    order = [wave.id for wave in study.waves]
    asked = {(survey.audience, survey.wave): survey for survey in study.surveys}
    for survey in study.surveys_of(study.latest_wave.id):
        for question in judged_questions(survey.questionnaire):
            for back, wave in enumerate(reversed(order[:-1]), start=1):
                older = asked.get((survey.audience, wave))
                key, note = (
                    earlier_question(question, survey.questionnaire, older)
                    if older
                    else ("", NOT_ASKED.format(wave=wave))
                )
                yield Pair(survey.audience, question, survey.wave, wave, key, note, back)


def judged_questions(questionnaire: Questionnaire) -> list[Question]:
    """The outcomes, process and involvement questions with good answers, in the order asked."""
    return [
        question
        for role in ROLES
        for question in questionnaire.with_role(role)
        if question.kind == "single"
        and question.scale is not None
        and any(answer.meaning == "good" for answer in question.scale.answers)
    ]


def wave_to_compare(study: Study, audience: str) -> str:
    """The last earlier wave in which this audience was asked, "" when it never was."""
    asked = {survey.wave for survey in study.surveys if survey.audience == audience}
    earlier = [wave.id for wave in study.waves[:-1] if wave.id in asked]
    return earlier[-1] if earlier else ""
