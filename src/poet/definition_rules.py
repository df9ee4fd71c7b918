"""What a questionnaire file must hold: each rule yields the mistakes it finds, none stops."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from poet.definition_keys import (
    INLINE_TABLES,
    NAMED_TABLES,
    NAMED_TEXTS,
    NUMBER,
    TABLES,
    TEXT,
    TEXTS,
    YES_OR_NO,
    Table,
    fitting,
    key_mistakes,
    named_tables_in,
    tables_in,
)
from poet.errors import PoetError
from poet.questionnaire import KINDS, MEANINGS, ROLES

AUDIENCES = ("budget_holder", "carer", "practitioner")
SCORED_ROLES = ("process", "involvement")
JUDGED_ROLES = ("outcome", "process")
ADMIN_TOPICS = ("person_id", "authority", "linked_id")
CHOSEN_KINDS = ("single", "multiple")
ADJUSTABLE_KINDS = ("single", "number")
SIDES = ("good", "neutral", "bad")
ENDS = ("first", "last")
# Columns that every table of checked answers has besides its questions.
OWN_COLUMNS = ("authority", "line", "linked_id")

HEAD_NEEDED = ("id", "version", "audience", "title", "people")
HEAD = {
    **dict.fromkeys((*HEAD_NEEDED, "language", "about"), TEXT),
    "topics": NAMED_TEXTS,
    "scores": NAMED_TABLES,
    "scales": NAMED_TABLES,
    "questions": TABLES,
}
QUESTION_NEEDED = ("key", "topic", "role", "kind", "wording", "easy_read")
QUESTION = {
    **dict.fromkeys((*QUESTION_NEEDED, "scale", "short"), TEXT),
    "lowest": NUMBER,
    "highest": NUMBER,
    "adjust": YES_OR_NO,
    "former": TEXTS,
    "comparable_with": TEXTS,
}
SCORE = dict.fromkeys(("title", "high", "low"), TEXT)
SCALE = {"answers": INLINE_TABLES, **dict.fromkeys(("best", *SIDES), TEXT)}
ANSWER = dict.fromkeys(("code", "label", "easy_read", "meaning"), TEXT)
NAME = re.compile(r"[a-z0-9][a-z0-9_]*")


def topics_mistakes(file: str, table: Table) -> Iterator[PoetError]:
    """Mistakes in a file of topics."""
    yield from key_mistakes(file, table, {"topics": NAMED_TEXTS})
    if "topics" not in table:
        yield PoetError(
            file, "there are no topics", cure='Write [topics], and NAME = "..." below it'
        )


def questionnaire_mistakes(path: Path, table: Table) -> Iterator[PoetError]:
    """Mistakes in the head of the file and in its scores."""
    where = path.name
    yield from key_mistakes(where, table, HEAD, HEAD_NEEDED)
    head = fitting(table, HEAD)
    if head.get("id", path.stem) not in ("", path.stem):
        yield PoetError(
            where, f'id is "{head["id"]}"', cure=f'Make it the file name: "{path.stem}"'
        )
    if head.get("audience"):
        yield from _one_of(where, "audience", head["audience"], AUDIENCES)
    if not table.get("questions"):
        yield PoetError(where, "there is no question", cure="Add [[questions]] tables")
    for role, score in named_tables_in(table.get("scores")).items():
        yield from _one_of(where, "score", role, SCORED_ROLES)
        yield from key_mistakes(f"{where}, [scores.{role}]", score, SCORE, tuple(SCORE))


def scale_mistakes(file: str, name: str, scale: Table) -> Iterator[PoetError]:
    """Mistakes in one [scales.NAME] table."""
    where = f'{file}, scale "{name}"'
    yield from key_mistakes(where, scale, SCALE, ("answers",))
    for number, answer in enumerate(tables_in(scale.get("answers")), start=1):
        yield from _answer_mistakes(f"{where}, answer number {number}", answer)
    answers = [fitting(answer, ANSWER) for answer in tables_in(scale.get("answers"))]
    for field in ("code", "label"):
        for value in _repeated(answer.get(field, "") for answer in answers):
            yield PoetError(where, f'two answers have the {field} "{value}"', cure="Change one")
    meanings = [answer.get("meaning", "") for answer in answers]
    if meanings:
        yield from _meaning_mistakes(where, scale, meanings)
    best = fitting(scale, SCALE).get("best", "")
    if best:
        yield from _one_of(where, "best", best, ENDS)
    if meanings and best in ENDS:
        yield from _order_mistakes(where, best, meanings)


def _answer_mistakes(where: str, answer: Table) -> Iterator[PoetError]:
    yield from key_mistakes(where, answer, ANSWER, ("code", "label"))
    meaning = fitting(answer, ANSWER).get("meaning", "")
    if meaning:
        yield from _one_of(where, "meaning", meaning, MEANINGS)


def _meaning_mistakes(where: str, scale: Table, meanings: Sequence[str]) -> Iterator[PoetError]:
    """Something must count, bad is only bad beside good, and words are for answers there are."""
    if set(meanings) == {"not_an_answer"}:
        yield PoetError(where, "no answer counts", cure="Add an answer with another meaning")
    if "good" not in meanings and {"neutral", "bad"} & set(meanings):
        yield PoetError(
            where,
            "there are neutral or bad answers and no good one",
            cure='Give one answer meaning = "good", or leave the meanings out',
        )
    for side in SIDES:
        if side in scale and side not in meanings:
            yield PoetError(
                where,
                f"there are words for {side} answers and no {side} answer",
                cure=f"Leave {side} = ... out",
            )


def _order_mistakes(where: str, best: str, meanings: Sequence[str]) -> Iterator[PoetError]:
    """An ordered scale runs good, neutral, bad from its best end; anything else is reversed."""
    counting = [meaning for meaning in meanings if meaning != "not_an_answer"]
    if "" in counting:
        yield PoetError(
            where,
            "an answer of an ordered scale has no meaning",
            cure='Give each answer meaning = "good", "neutral", "bad" or "not_an_answer"',
        )
        return
    if set(counting) == {"good"}:
        yield PoetError(
            where,
            "an ordered scale has none but good answers",
            cure="Add a neutral or a bad answer, or leave best out",
        )
    from_best = counting if best == "first" else counting[::-1]
    known = [SIDES.index(meaning) for meaning in from_best if meaning in SIDES]
    if known != sorted(known):
        yield PoetError(
            where,
            f'best = "{best}" does not fit the meanings of the answers',
            expected="From the best end the answers run good, neutral, bad",
            cure='Turn the answers round, or best to the other end ("first" or "last")',
        )


def place(file: str, position: int, question: Table) -> str:
    """Where a question stands, in words: by its key, or by its number when it has none."""
    key = fitting(question, QUESTION).get("key", "")
    return f'{file}, question "{key}"' if key else f"{file}, question number {position}"


def repeated_keys(file: str, questions: Sequence[Table]) -> Iterator[PoetError]:
    """A mistake for each key that more than one question has."""
    keys = [fitting(question, QUESTION).get("key", "") for question in questions]
    for key in _repeated(keys):
        yield PoetError(
            f'{file}, question "{key}"',
            f"{keys.count(key)} questions have this key",
            cure="Rename all but one of them",
        )


def question_mistakes(
    where: str, question: Table, scales: Mapping[str, Table], topics: Collection[str]
) -> Iterator[PoetError]:
    """Mistakes in one [[questions]] table."""
    yield from key_mistakes(where, question, QUESTION, QUESTION_NEEDED)
    fits = fitting(question, QUESTION)
    yield from _key_mistakes(where, fits)
    for field, allowed in (("role", ROLES), ("kind", KINDS)):
        if fits.get(field):
            yield from _one_of(where, field, fits[field], allowed)
    if fits.get("topic"):
        yield from _topic_mistakes(where, fits, topics)
    yield from _scale_use_mistakes(where, fits, scales)
    yield from _adjust_mistakes(where, fits)
    yield from _bound_mistakes(where, fits)
    yield from _comparable_mistakes(where, fits)


def _key_mistakes(where: str, question: Table) -> Iterator[PoetError]:
    key = question.get("key", "")
    if key and not NAME.fullmatch(key):
        yield PoetError(where, "the key has other signs than a-z, 0-9 and _", cure="Rename it")
    if key in OWN_COLUMNS and question.get("role") != "admin":
        yield PoetError(where, "poet uses this key itself", cure="Rename it")


def _topic_mistakes(where: str, question: Table, topics: Collection[str]) -> Iterator[PoetError]:
    if question.get("role") == "admin":
        yield from _one_of(where, "topic", question["topic"], ADMIN_TOPICS)
    elif question["topic"] not in topics:
        yield PoetError(
            where,
            f'topic "{question["topic"]}" is not known',
            expected="Topics are named in topics.toml or under [topics] in this file",
            cure="Use one of them, or add it there",
        )


def _scale_use_mistakes(
    where: str, question: Table, scales: Mapping[str, Table]
) -> Iterator[PoetError]:
    role, kind, scale = (question.get(key, "") for key in ("role", "kind", "scale"))
    if kind in CHOSEN_KINDS and not scale:
        yield PoetError(where, f"a {kind} question needs a scale", cure='Add scale = "..."')
    elif kind in CHOSEN_KINDS:
        yield from _one_of(where, "scale", scale, tuple(scales))
    elif kind in KINDS and scale:
        yield PoetError(where, f"a {kind} question has a scale", cure="Leave it out")
    unordered = scale in scales and "best" not in scales[scale]
    if role in JUDGED_ROLES and kind in KINDS and (kind != "single" or unordered):
        article = "an" if role == "outcome" else "a"
        yield PoetError(
            where,
            f"{article} {role} question needs one answer on an ordered scale",
            cure='Use kind = "single" and a scale with best = "first" or "last"',
        )


def _adjust_mistakes(where: str, question: Table) -> Iterator[PoetError]:
    role, kind = question.get("role"), question.get("kind")
    fits = role in (None, "background") and kind in (None, *ADJUSTABLE_KINDS)
    if question.get("adjust") and not fits:
        yield PoetError(
            where,
            "adjust is only for background questions with one answer or a number",
            cure="Leave it out",
        )


def _bound_mistakes(where: str, question: Table) -> Iterator[PoetError]:
    bounds = [question[key] for key in ("lowest", "highest") if key in question]
    if bounds and question.get("kind", "number") != "number":
        yield PoetError(
            where, "lowest and highest are only for number questions", cure="Leave them out"
        )
    elif bounds != sorted(bounds):
        yield PoetError(where, "lowest is above highest", cure="Correct one of them")


def _comparable_mistakes(where: str, question: Table) -> Iterator[PoetError]:
    """Each names a question of another questionnaire, and only one of each."""
    named = question.get("comparable_with", [])
    for each in named:
        questionnaire, _, key = each.rpartition(".")
        if not questionnaire or not NAME.fullmatch(key):
            yield PoetError(
                where,
                f'comparable_with has "{each}"',
                expected="It is the id of an earlier questionnaire, a full stop and a question",
                cure='Write it so: comparable_with = ["budget_holder_2024.dignity"]',
            )
    for questionnaire in _repeated([each.rpartition(".")[0] for each in named]):
        yield PoetError(
            where,
            f'comparable_with names several questions of "{questionnaire}"',
            cure="Keep the one that asks the same",
        )
    if named and question.get("role") in ("background", "comment", "admin"):
        yield PoetError(
            where,
            f"comparable_with stands in a question of the role {question['role']}",
            cure="Leave it out: only outcomes, the process and involvement are followed over time",
        )


def _one_of(where: str, field: str, found: str, allowed: Collection[str]) -> Iterator[PoetError]:
    if found not in allowed:
        yield PoetError(
            where,
            f'{field} "{found}" is not known',
            expected="Known are: " + (", ".join(allowed) or "none"),
            cure="Use one of these",
        )


def _repeated(values: Iterator[str] | Sequence[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if value and times > 1]
