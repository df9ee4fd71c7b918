"""What a questionnaire file must hold: each rule yields the mistakes it finds, none stops."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from poet.errors import PoetError
from poet.questionnaire import KINDS, MEANINGS, ROLES

Table = Mapping[str, Any]

AUDIENCES = ("budget_holder", "carer", "practitioner")
SCORED_ROLES = ("process", "involvement")
JUDGED_ROLES = ("outcome", "process")
ADMIN_TOPICS = ("person_id", "authority")
HEAD = ("id", "version", "audience", "title", "people")
HEAD_OPTIONAL = ("language", "about", "topics", "scores", "scales", "questions")
QUESTION = ("key", "topic", "role", "kind", "wording", "easy_read")
QUESTION_OPTIONAL = ("scale", "short", "lowest", "highest", "adjust")
SCORE = ("title", "high", "low")
ANSWER, ANSWER_OPTIONAL = ("code", "label"), ("easy_read", "meaning")
SIDES = ("good", "neutral", "bad")
NAME = re.compile(r"[a-z0-9][a-z0-9_]*")


def questionnaire_mistakes(path: Path, table: Table) -> Iterator[PoetError]:
    """Mistakes in the head of the file and in its scores."""
    where = path.name
    yield from _keys(where, table, HEAD, HEAD_OPTIONAL)
    if table.get("id") not in (None, path.stem):
        yield PoetError(
            where, f'id is "{table["id"]}"', cure=f'Make it the file name: "{path.stem}"'
        )
    if "audience" in table:
        yield from _one_of(where, "audience", table["audience"], AUDIENCES)
    if not isinstance(table.get("questions"), list) or not table["questions"]:
        yield PoetError(where, "there is no question", cure="Add [[questions]] tables")
    for role, score in table.get("scores", {}).items():
        yield from _one_of(where, "scores", role, SCORED_ROLES)
        yield from _keys(f"{where}, [scores.{role}]", score, SCORE, ())


def scale_mistakes(file: str, name: str, scale: Table) -> Iterator[PoetError]:
    """Mistakes in one [scales.NAME] table."""
    where = f'{file}, scale "{name}"'
    yield from _keys(where, scale, ("answers",), ("best", *SIDES))
    if "best" in scale:
        yield from _one_of(where, "best", scale["best"], ("first", "last"))
    answers = [answer for answer in scale.get("answers", ()) if isinstance(answer, dict)]
    for answer in answers:
        yield from _keys(where, answer, ANSWER, ANSWER_OPTIONAL)
        if "meaning" in answer:
            yield from _one_of(where, "meaning", answer["meaning"], MEANINGS)
    for field in ("code", "label"):
        yield from _repeated(where, field, [answer.get(field) for answer in answers])
    if "best" in scale:
        yield from _order_mistakes(where, scale["best"], answers)


def _order_mistakes(where: str, best: str, answers: list[Table]) -> Iterator[PoetError]:
    """An ordered scale runs good, neutral, bad from its best end; anything else is reversed."""
    meanings = [a.get("meaning", "") for a in answers if a.get("meaning") != "not_an_answer"]
    if len(meanings) < 2:
        yield PoetError(where, "an ordered scale needs at least two answers that count")
    if "" in meanings:
        yield PoetError(
            where,
            "an answer of an ordered scale has no meaning",
            cure='Give each answer meaning = "good", "neutral", "bad" or "not_an_answer"',
        )
        return
    rank = {meaning: position for position, meaning in enumerate(MEANINGS)}
    from_best = meanings if best == "first" else meanings[::-1]
    if from_best != sorted(from_best, key=lambda meaning: rank.get(meaning, 0)):
        yield PoetError(
            where,
            f'best = "{best}" does not fit the meanings of the answers',
            expected="From the best end the answers run good, neutral, bad",
            cure='Turn the answers round, or best to the other end ("first" or "last")',
        )


def place(file: str, position: int, question: Table) -> str:
    """Where a question stands, in words: by its key, or by its number when it has none."""
    key = question.get("key", "")
    return f'{file}, question "{key}"' if key else f"{file}, question number {position}"


def repeated_keys(file: str, questions: Sequence[Table]) -> Iterator[PoetError]:
    """A mistake for each key that more than one question has."""
    for key, times in Counter(question.get("key", "") for question in questions).items():
        if key and times > 1:
            yield PoetError(
                f'{file}, question "{key}"',
                f"{times} questions have this key",
                cure="Rename all but one of them",
            )


def question_mistakes(
    where: str, question: Table, scales: Mapping[str, Table], topics: Mapping[str, str]
) -> Iterator[PoetError]:
    """Mistakes in one [[questions]] table."""
    key = question.get("key", "")
    yield from _keys(where, question, QUESTION, QUESTION_OPTIONAL)
    if key and not NAME.fullmatch(str(key)):
        yield PoetError(where, "the key has other signs than a-z, 0-9 and _", cure="Rename it")
    for field, allowed in (("role", ROLES), ("kind", KINDS)):
        if field in question:
            yield from _one_of(where, field, question[field], allowed)
    yield from _topic_mistakes(where, question, topics)
    yield from _scale_use_mistakes(where, question, scales)


def _topic_mistakes(where: str, question: Table, topics: Mapping[str, str]) -> Iterator[PoetError]:
    if question.get("role") == "admin":
        yield from _one_of(where, "topic", question.get("topic"), ADMIN_TOPICS)
    elif question.get("topic", "") not in topics:
        yield PoetError(
            where,
            f'topic "{question.get("topic", "")}" is not known',
            expected="Topics are named in topics.toml or under [topics] in this file",
            cure="Use one of them, or add it there",
        )


def _scale_use_mistakes(
    where: str, question: Table, scales: Mapping[str, Table]
) -> Iterator[PoetError]:
    chosen = question.get("kind") in ("single", "multiple")
    if chosen and question.get("scale") not in scales:
        yield from _one_of(where, "scale", question.get("scale"), tuple(scales))
    if not chosen and "scale" in question:
        yield PoetError(
            where, f"a {question.get('kind')} question has a scale", cure="Leave it out"
        )
    ordered = "best" in scales.get(question.get("scale", ""), {})
    if question.get("role") in JUDGED_ROLES and (question.get("kind") != "single" or not ordered):
        yield PoetError(
            where,
            f"an {question['role']} question needs one answer on an ordered scale"
            if question["role"] == "outcome"
            else "a process question needs one answer on an ordered scale",
            cure='Use kind = "single" and a scale with best = "first" or "last"',
        )


def _keys(
    where: str, table: Table, needed: tuple[str, ...], optional: tuple[str, ...]
) -> Iterator[PoetError]:
    for key in needed:
        if table.get(key) in (None, ""):
            yield PoetError(where, f'"{key}" is missing', cure=f"Add {key} = ...")
    for key in table:
        if key not in needed and key not in optional:
            yield PoetError(
                where,
                f'"{key}" is not known here',
                expected="Known are: " + ", ".join((*needed, *optional)),
                cure="Correct or remove it",
            )


def _one_of(where: str, field: str, found: object, allowed: tuple[str, ...]) -> Iterator[PoetError]:
    if found not in allowed:
        yield PoetError(
            where,
            f'{field} "{found}" is not known',
            expected="Known are: " + (", ".join(allowed) or "none"),
            cure="Use one of these",
        )


def _repeated(where: str, field: str, values: list[object]) -> Iterator[PoetError]:
    for value, times in Counter(values).items():
        if times > 1:
            yield PoetError(where, f'two answers have the {field} "{value}"', cure="Change one")
