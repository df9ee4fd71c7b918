"""What a form cannot hold: told before it is written, every mistake at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from poet.errors import PoetError
from poet.questionnaire import Question, Questionnaire, Scale

# A form puts the answer to another question in the place of what stands in ${...}.
REFERENCE = "${"
LONGEST_CELL = 32_767
BEGINS_AS_A_NAME = re.compile(r"[A-Za-z_]")
RESERVED_NAMES = ("meta",)
LIST_NAME = re.compile(r"[A-Za-z0-9_-]+")
CODE = re.compile(r"""[^\s"'/]+""")


def form_mistakes(
    questionnaire: Questionnaire, authorities: Mapping[str, str]
) -> Iterator[PoetError]:
    """A mistake for everything in a questionnaire that a form cannot hold.

    `authorities` gives the name of each authority by its code.
    """
    yield from _head_mistakes(f'questionnaire "{questionnaire.id}"', questionnaire)
    for question in questionnaire.questions:
        yield from _question_mistakes(question)
    for scale in {q.scale.id: q.scale for q in questionnaire.questions if q.scale}.values():
        yield from _scale_mistakes(scale)
    yield from _authority_mistakes(questionnaire, authorities)


def _head_mistakes(where: str, questionnaire: Questionnaire) -> Iterator[PoetError]:
    yield from _text_mistakes(where, _head_texts(questionnaire))
    if "'" in questionnaire.id + questionnaire.version:
        yield PoetError(where, "there is an apostrophe in its id or version", cure="Take it out")


def _head_texts(questionnaire: Questionnaire) -> Iterator[str]:
    yield from (questionnaire.id, questionnaire.version, questionnaire.title)
    yield from (questionnaire.people, questionnaire.about, questionnaire.language)
    for score in questionnaire.scores:
        yield from (score.title, score.high, score.low)


def _question_mistakes(question: Question) -> Iterator[PoetError]:
    where = f'question "{question.key}"'
    if not BEGINS_AS_A_NAME.match(question.key):
        yield PoetError(
            where,
            "a name in a form cannot begin with a digit",
            cure="Put a letter before it",
        )
    if question.key in RESERVED_NAMES:
        yield PoetError(where, "forms keep this name for themselves", cure="Rename the key")
    texts = (question.wording, question.easy_read, question.short, question.topic)
    yield from _text_mistakes(where, texts)


def _scale_mistakes(scale: Scale) -> Iterator[PoetError]:
    where = f'scale "{scale.id}"'
    if not LIST_NAME.fullmatch(scale.id):
        yield PoetError(
            where,
            "the name of a list in a form has letters, digits, _ and - alone",
            cure="Rename the scale",
        )
    yield from _text_mistakes(where, scale.sides.values())
    for answer in scale.answers:
        there = f'{where}, answer "{answer.code}"'
        yield from _code_mistakes(there, answer.code)
        yield from _text_mistakes(there, (answer.label, answer.easy_read))


def _code_mistakes(where: str, code: str) -> Iterator[PoetError]:
    if not CODE.fullmatch(code):
        yield PoetError(
            where,
            "a code in a form has no spaces, quotation marks or slashes",
            cure="Write the code with _ in their place",
        )


def _text_mistakes(where: str, texts: Iterable[str]) -> Iterator[PoetError]:
    for text in dict.fromkeys(texts):
        if REFERENCE in text:
            yield PoetError(
                where,
                f'"{REFERENCE}" stands in a text, and a form would put an answer in its place',
                cure="Write the text without it",
            )
        if len(text) > LONGEST_CELL:
            yield PoetError(
                where,
                f"a text has {len(text):,} characters, and a cell takes {LONGEST_CELL:,}",
                cure="Shorten it",
            )


def _authority_mistakes(
    questionnaire: Questionnaire, authorities: Mapping[str, str]
) -> Iterator[PoetError]:
    asked = questionnaire.admin("authority")
    if authorities and (asked is None or asked.kind != "text"):
        yield PoetError(
            f'questionnaire "{questionnaire.id}"',
            "it has no question for the authority that people answer in their own words",
            cure="Leave --authority out, or add one: role admin, topic authority, kind text",
        )
    for code, name in authorities.items():
        yield from _code_mistakes(f'authority "{name}"', code)
        yield from _text_mistakes(f'authority "{name}"', (name,))
