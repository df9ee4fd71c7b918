"""Studies small enough to count by hand, and made-up ones, each made once."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import poet
from poet.disclosure import PROFILES
from poet.questionnaire import Answer, Question, Questionnaire, Scale, Score
from poet.reading import Source, TextTable
from poet.reading.gathering import gathered_columns
from poet.reading.layout import Column, Layout
from poet.releasing import release_all
from poet.responses import AuthorityRule, check_table
from poet.sections import AuthorityReport, find_all, latest_findings
from poet.sections.fitted_models import Model, fitted_models
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
            columns=tuple(
                gathered_columns([list(zip(*columns.values(), strict=True))], len(columns))
            ),
            layout=Layout("", 1, tuple(map(Column, columns))),
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
def many(example) -> Study:
    """Enough councils to be modelled together."""
    return example(authorities=12, people=60, seed=4)


@pytest.fixture(scope="session")
def one_council(example) -> Study:
    """Enough people of each kind of budget for models of one council."""
    return example(authorities=1, people=300, seed=5)


@pytest.fixture(scope="session")
def found(three_councils: Study) -> dict[str, pd.DataFrame]:
    return find_all(three_councils)


def report_of(study: Study, found: Mapping[str, pd.DataFrame], code: str) -> AuthorityReport:
    """What the views of one authority may know."""
    profile = PROFILES[study.profile]
    released = release_all(study, found)
    authority = next(a for a in study.authorities if a.code == code)
    findings = latest_findings(study, released, profile)
    return findings.report_on(authority)


@pytest.fixture(scope="session")
def report() -> Callable[..., AuthorityReport]:
    return report_of


@pytest.fixture(scope="session")
def reports(three_councils: Study, found) -> list[AuthorityReport]:
    return [report_of(three_councils, found, a.code) for a in three_councils.authorities]


@pytest.fixture(scope="session")
def base(reports: list[AuthorityReport]) -> AuthorityReport:
    """A report of one audience, budget holders, for tests to put their own findings in."""
    study = dataclasses.replace(reports[0].study, responses=reports[0].study.responses[:1])
    return dataclasses.replace(reports[0], study=study)


@pytest.fixture(scope="session")
def report_with(three_councils: Study) -> Callable[..., AuthorityReport]:
    """A report on a council, of these findings and of nothing else."""

    def made(code: str = "X001", **findings: pd.DataFrame) -> AuthorityReport:
        own = {name: rows[rows["authority"].isin([code, "all"])] for name, rows in findings.items()}
        authority = dataclasses.replace(three_councils.authorities[0], code=code)
        return AuthorityReport(three_councils, authority, own, PROFILES["local"])

    return made


def linked_answers(people: int, councils: int = 1, *, blank: float = 0.0) -> dict[str, list[str]]:
    """Answers to the small questionnaire: the easier the forms, the better life and health.

    A share `blank` leaves out life, the say it had, the need and the age, each for itself.
    """
    random = np.random.default_rng(7)
    ease = random.normal(size=people)

    def placed(latent: np.ndarray, cuts: list[float], codes: list[str]) -> list[str]:
        return [codes[place] for place in np.digitize(latent, cuts)]

    def steps() -> list[str]:
        return placed(ease + random.normal(size=people), [-0.7, 0.7], ["hard", "neither", "easy"])

    def outcome() -> list[str]:
        latent = 0.8 * ease + random.logistic(size=people)
        return placed(latent, [-1.2, 0, 1.2], ["worse", "same", "better", "much_better"])

    cells = {
        "council": [f"c{person % councils:02}" for person in range(people)],
        **{key: outcome() for key in ("life", "health")},
        **{key: steps() for key in ("forms", "advice", "say")},
        "need": random.choice(["physical", "learning", "other"], people).tolist(),
        "age": random.integers(18, 95, people).astype(str).tolist(),
    }
    for key in ("life", "say", "need", "age"):
        for person in np.flatnonzero(random.random(people) < blank):
            cells[key][person] = ""
    return cells


@dataclass(frozen=True)
class Fitted:
    """A study of the small questionnaire and its models."""

    study: Study
    models: tuple[Model, ...]


@pytest.fixture(scope="session")
def linked() -> Callable[..., dict[str, list[str]]]:
    """Answers in which the scores go with the outcomes."""
    return linked_answers


@pytest.fixture(scope="session")
def fitted(small_study) -> Callable[..., Fitted]:
    """The models of columns of cells."""

    def made(cells: Mapping[str, Sequence[str]], **more: object) -> Fitted:
        study = small_study(cells, councils=sorted(set(cells["council"])), **more)
        return Fitted(study, tuple(fitted_models(study)))

    return made


@pytest.fixture(scope="session")
def alone(fitted) -> Fitted:
    """One council of 120 people who left some answers out."""
    return fitted(linked_answers(120, blank=0.06))


@pytest.fixture(scope="session")
def together(fitted) -> Fitted:
    """Twelve councils of 40 people who left some answers out."""
    return fitted(linked_answers(480, councils=12, blank=0.04))


@pytest.fixture(scope="session", params=["alone", "together"])
def either(request: pytest.FixtureRequest) -> Fitted:
    """The one and the other."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def divided(fitted) -> Fitted:
    """One council in which whoever has another need has the best life, but for nobody else."""
    cells = linked_answers(120)
    cells["need"] = [
        "other" if person < 14 else ("physical", "learning")[person % 2] for person in range(120)
    ]
    cells["life"] = [
        "much_better" if person < 14 else cells["life"][person] for person in range(120)
    ]
    return fitted(cells)
