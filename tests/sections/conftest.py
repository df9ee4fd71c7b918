"""Studies small enough to count by hand, and made-up ones, each made once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import poet
from poet.charts import Size
from poet.disclosure import PROFILES, release
from poet.questionnaire import Answer, Question, Questionnaire, Scale, Score
from poet.reading import Source, TextTable
from poet.responses import AuthorityRule, check_table
from poet.sections import AuthorityReport, find_all
from poet.study import Authority, Study, Wave


def answers(*rows: tuple[str, str, str]) -> tuple[Answer, ...]:
    """From (code, label, meaning)."""
    return tuple(Answer(code, label, label, meaning) for code, label, meaning in rows)


CHANGE = Scale(
    "change",
    answers(
        ("much_better", "Much better", "good"),
        ("better", "Better", "good"),
        ("same", "No difference", "neutral"),
        ("worse", "Worse", "bad"),
        ("not_said", "Prefer not to say", "not_an_answer"),
    ),
    best="first",
    sides={"good": "better", "neutral": "no difference", "bad": "worse"},
)
EASE = Scale(
    "ease",
    answers(("hard", "Hard", "bad"), ("neither", "Neither", "neutral"), ("easy", "Easy", "good")),
    best="last",
)
HELPERS = Scale(
    "helpers",
    answers(
        ("family", "Family", ""),
        ("council", "The council", ""),
        ("not_sure", "Not sure", "not_an_answer"),
    ),
)
NEED = Scale(
    "need",
    answers(("physical", "Physical", ""), ("learning", "Learning", ""), ("other", "Other", "")),
)


def asked(key: str, role: str, kind: str = "single", **more: object) -> Question:
    words = {"topic": key, "wording": f"{key}?", "easy_read": f"{key}?", "short": key.title()}
    return Question(key=key, role=role, kind=kind, **{**words, **more})


def small_questionnaire(audience: str = "budget_holder") -> Questionnaire:
    return Questionnaire(
        id=audience,
        version="1.0",
        audience=audience,
        title="A small questionnaire",
        people="people who hold a budget",
        language="en",
        questions=(
            asked("person_id", "admin", "text"),
            asked("life", "outcome", scale=CHANGE),
            asked("health", "outcome", scale=CHANGE),
            asked("forms", "process", scale=EASE),
            asked("advice", "process", scale=EASE),
            asked("say", "involvement", scale=EASE),
            asked("helpers", "involvement", "multiple", scale=HELPERS),
            asked("need", "background", scale=NEED, adjust=True),
            asked("age", "background", "number", adjust=True, lowest=0.0, highest=120.0),
            asked("views", "comment", "text"),
        ),
        scores=(
            Score("process", "How easy it was", "found it easy", "found it hard"),
            Score("involvement", "How much say people had", "had a say", "had no say"),
        ),
    )


@pytest.fixture(scope="session")
def small_study() -> Callable[..., Study]:
    """A study of the councils north and south: columns of cells, one entry per person."""

    def made(
        cells: Mapping[str, Sequence[str]],
        audience: str = "budget_holder",
        councils: Sequence[str] = ("north", "south"),
        profile: str = "internal",
    ) -> Study:
        people = len(next(iter(cells.values())))
        columns = {"person_id": [f"F{n}" for n in range(people)], **cells}
        table = TextTable(
            headings=tuple(columns),
            cells=pd.DataFrame(dict(enumerate(map(list, columns.values()))), dtype=object),
            lines=np.arange(2, people + 2),
            source=Source("answers.csv"),
        )
        rule = AuthorityRule(column="council", known={code: (code,) for code in councils})
        responses = check_table(table, small_questionnaire(audience), "2026", rule)
        return Study(
            folder=Path(),
            title="A small study",
            authorities=tuple(Authority(code, code.title()) for code in councils),
            waves=(Wave("2026", "2026"),),
            responses=(responses,),
            profile=profile,
        )

    return made


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Study]:
    """A made-up study, made once for the same numbers."""

    @cache
    def made(**numbers: object) -> Study:
        folder = tmp_path_factory.mktemp("example") / "study"
        poet.example(folder, **numbers)
        return poet.load_study(folder)

    return made


@pytest.fixture(scope="session")
def three_councils(example) -> Study:
    return example(authorities=3, people=60, seed=1)


@pytest.fixture(scope="session")
def found(three_councils: Study) -> dict[str, pd.DataFrame]:
    return find_all(three_councils)


def report_of(study: Study, found: Mapping[str, pd.DataFrame], code: str) -> AuthorityReport:
    """What the views of one authority may know."""
    profile, wave = PROFILES[study.profile], study.latest_wave.id
    mine = {
        name: frame[frame["authority"].isin([code, "all"]) & frame["wave"].eq(wave)]
        for name, frame in ((name, release(frame, profile)) for name, frame in found.items())
    }
    authority = next(a for a in study.authorities if a.code == code)
    return AuthorityReport(study, authority, mine, profile, Size(174, 14))


@pytest.fixture(scope="session")
def report() -> Callable[..., AuthorityReport]:
    return report_of


@pytest.fixture(scope="session")
def reports(three_councils: Study, found) -> list[AuthorityReport]:
    return [report_of(three_councils, found, a.code) for a in three_councils.authorities]
