"""Questionnaires written in TOML: read, checked, and every mistake told at once.

A questionnaire is one file; `topics.toml` beside it names the topics that questionnaires share.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from poet import shipped
from poet.definition_keys import Table, fitting, named_tables_in, tables_in
from poet.definition_rules import (
    HEAD,
    SIDES,
    place,
    question_mistakes,
    questionnaire_mistakes,
    repeated_keys,
    scale_mistakes,
    topics_mistakes,
)
from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.questionnaire import Answer, Question, Questionnaire, Scale, Score

TOPICS_FILE = "topics.toml"


def available(own_folder: Path | None = None) -> dict[str, Path]:
    """Questionnaire id to file: those that come with poet, and those of the study's own folder.

    A file of the study's own folder stands in for the one of the same name that comes with poet.
    """
    folders = [shipped.folder("questionnaires"), *([own_folder] if own_folder else [])]
    files = (file for folder in folders for file in sorted(folder.glob("*.toml")))
    return {file.stem: file for file in files if file.name != TOPICS_FILE}


def load(name: str, own_folder: Path | None = None) -> Questionnaire:
    """The questionnaire with this id. Raises PoetError when there is none, or it has mistakes."""
    files = available(own_folder)
    if name not in files:
        raise PoetError(
            f'questionnaire "{name}"',
            "there is no questionnaire of this name",
            expected="There are: " + ", ".join(sorted(files)),
            cure=_nearest_name(name, files),
        )
    return read_questionnaire(files[name], shared_topics(own_folder))


def _nearest_name(name: str, names: Mapping[str, Path]) -> str:
    near = difflib.get_close_matches(name, names, n=1)
    return f'Did you mean "{near[0]}"?' if near else ""


def shared_topics(own_folder: Path | None = None) -> dict[str, str]:
    """Topic id to its short name: the shared ones, then those of the study's own folder.

    Raises PoetError when a file of topics cannot be read or has mistakes.
    """
    files = [shipped.folder("questionnaires") / TOPICS_FILE]
    if own_folder and (own_folder / TOPICS_FILE).is_file():
        files.append(own_folder / TOPICS_FILE)
    return {topic: name for file in files for topic, name in _topics(file).items()}


def _topics(file: Path) -> dict[str, str]:
    table = read_toml(file)
    PoetError.raise_all(topics_mistakes(file.name, table))
    return table["topics"]


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as tables. Raises PoetError that names the line when it is not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise PoetError(
            path.name,
            "this file cannot be read",
            cure=f"Check that it is there: {problem.strerror}",
            exit_code=CANNOT_READ_OR_WRITE,
        ) from None
    except UnicodeDecodeError:
        raise PoetError(path.name, "this file is not UTF-8", cure="Save it as UTF-8") from None
    except tomllib.TOMLDecodeError as problem:
        raise PoetError(
            path.name,
            f"this is not TOML: {_plain_toml_problem(problem)}",
            cure="Look at that line for a missing quotation mark, bracket or equals sign",
        ) from None
    except (ValueError, RecursionError):
        # What tomllib says of a number of thousands of figures, and of brackets within brackets.
        raise PoetError(
            path.name,
            "a number in this file is far too long, or there are brackets within brackets",
            cure="Take it out",
        ) from None


def _plain_toml_problem(problem: tomllib.TOMLDecodeError) -> str:
    return re.sub(r"\(at (line \d+), column \d+\)", r"at \1", str(problem))


def read_questionnaire(path: Path, topics: Mapping[str, str]) -> Questionnaire:
    """One questionnaire file as a Questionnaire. Raises one PoetError with every mistake in it."""
    table = read_toml(path)
    known_topics = {**topics, **fitting(table, HEAD).get("topics", {})}
    PoetError.raise_all(_all_mistakes(path, table, known_topics))
    scales = {name: _scale(name, scale) for name, scale in table.get("scales", {}).items()}
    return Questionnaire(
        id=table["id"],
        version=table["version"],
        audience=table["audience"],
        title=table["title"],
        people=table["people"],
        language=table.get("language", "en"),
        questions=tuple(_question(q, scales, known_topics) for q in table["questions"]),
        scores=tuple(Score(role, **score) for role, score in table.get("scores", {}).items()),
        about=table.get("about", ""),
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )


def _all_mistakes(path: Path, table: Table, topics: Mapping[str, str]) -> Iterator[PoetError]:
    yield from questionnaire_mistakes(path, table)
    scales = named_tables_in(table.get("scales"))
    for name, scale in scales.items():
        yield from scale_mistakes(path.name, name, scale)
    questions = tables_in(table.get("questions"))
    yield from repeated_keys(path.name, questions)
    for position, question in enumerate(questions, start=1):
        where = place(path.name, position, question)
        yield from question_mistakes(where, question, scales, topics)


def _scale(name: str, table: Table) -> Scale:
    answers = tuple(
        Answer(
            code=answer["code"],
            label=answer["label"],
            easy_read=answer.get("easy_read") or answer["label"],
            meaning=answer.get("meaning", ""),
        )
        for answer in table["answers"]
    )
    sides = {side: table[side] for side in SIDES if side in table}
    return Scale(id=name, answers=answers, best=table.get("best", ""), sides=sides)


def _question(table: Table, scales: Mapping[str, Scale], topics: Mapping[str, str]) -> Question:
    return Question(
        key=table["key"],
        topic=table["topic"],
        role=table["role"],
        kind=table["kind"],
        wording=table["wording"],
        easy_read=table["easy_read"],
        short=table.get("short") or topics.get(table["topic"], table["key"]),
        scale=scales.get(table.get("scale", "")),
        lowest=table.get("lowest"),
        highest=table.get("highest"),
        adjust=table.get("adjust", False),
        former=tuple(table.get("former", ())),
        comparable_with=tuple(table.get("comparable_with", ())),
    )
