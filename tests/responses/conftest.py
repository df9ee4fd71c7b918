"""A small questionnaire, and tables of answers to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from poet.questionnaire import Answer, Question, Questionnaire, Scale
from poet.reading import ReadingProblem, Source, TextTable
from poet.reading.gathering import gathered_columns
from poet.reading.layout import Column, Layout
from poet.responses import AuthorityRule, Responses, check_table


def answer(code: str, label: str, easy_read: str = "", meaning: str = "") -> Answer:
    return Answer(code, label, easy_read or label, meaning)


EASE = Scale(
    "ease",
    (
        answer("very_easy", "Very easy", meaning="good"),
        answer("easy", "Easy", meaning="good"),
        answer("neither", "Neither easy nor difficult", "In the middle", "neutral"),
        answer("difficult", "Difficult", "Hard", "bad"),
        answer("not_tried", "Have not tried this", meaning="not_an_answer"),
    ),
    best="first",
)
CHANGE = Scale(
    "change",
    (
        answer("worse", "Worse", meaning="bad"),
        answer("same", "No difference", "The same", "neutral"),
        answer("better", "Better", meaning="good"),
        answer("not_said", "Prefer not to say", meaning="not_an_answer"),
    ),
    best="last",
)
HELPERS = Scale(
    "helpers",
    (
        answer("nobody", "Nobody"),
        answer("family", "Family or friends"),
        answer("other", "Someone else; not listed"),
    ),
)


def question(key: str, role: str, kind: str, wording: str, **more: object) -> Question:
    words = {"topic": key, "easy_read": f"Easy: {wording}", "short": key.title(), **more}
    return Question(key=key, role=role, kind=kind, wording=wording, **words)


@pytest.fixture(scope="session")
def questionnaire() -> Questionnaire:
    return Questionnaire(
        id="budget_holder",
        version="1.0",
        audience="budget_holder",
        title="Your views",
        people="people who hold a personal budget",
        language="en",
        questions=(
            question("person_id", "admin", "text", "What is the number of this form?"),
            question("authority", "admin", "text", "Which council is it?", short="Council"),
            question("change", "outcome", "single", "How is your life?", scale=CHANGE),
            question("info", "process", "single", "How easy was it to get advice?", scale=EASE),
            question("say", "involvement", "single", "Did you have a say?", scale=EASE),
            question("helpers", "background", "multiple", "Who helped you?", scale=HELPERS),
            question("age", "background", "number", "How old are you?", lowest=16, highest=110.0),
            question("views", "comment", "text", "What would you change?"),
        ),
    )


@pytest.fixture
def table() -> Callable[..., TextTable]:
    """A table of text, as reading gives it: headings, then rows of cells."""

    def made(
        headings: Sequence[str],
        *rows: Sequence[str],
        problems: tuple[ReadingProblem, ...] = (),
        sheet: str = "",
    ) -> TextTable:
        return TextTable(
            columns=tuple(gathered_columns([rows] if rows else [], len(headings))),
            layout=Layout("", 1, tuple(map(Column, headings))),
            lines=np.arange(2, len(rows) + 2),
            source=Source("answers.csv", sheet),
            problems=problems,
        )

    return made


@pytest.fixture
def check(
    table: Callable[..., TextTable], questionnaire: Questionnaire
) -> Callable[..., Responses]:
    """Checks a table of one authority, "north", unless another rule is given."""

    def checked(
        headings: Sequence[str],
        *rows: Sequence[str],
        rule: AuthorityRule | None = None,
        **more: object,
    ) -> Responses:
        own = {name: more.pop(name) for name in ("problems", "sheet") if name in more}
        return check_table(
            table(headings, *rows, **own),
            questionnaire,
            "2026",
            rule or AuthorityRule(only="north"),
            **more,
        )

    return checked
