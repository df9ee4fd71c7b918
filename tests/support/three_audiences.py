"""Studies of several audiences, small enough to count by hand, and reports of their shares."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from pandas import DataFrame

from poet.disclosure import PROFILES, release
from poet.questionnaire import Answer, Question, Questionnaire, Scale
from poet.reading import Source, TextTable
from poet.reading.gathering import gathered_columns
from poet.reading.layout import Column, Layout
from poet.responses import AuthorityRule, check_table
from poet.sections import AuthorityReport, section
from poet.study import Authority, Study, Wave

PEOPLE = {
    "budget_holder": "people who hold a personal budget",
    "carer": "family carers",
    "practitioner": "practitioners",
}
ROLES = {"life": "outcome", "health": "outcome", "forms": "process", "advice": "process"}
SHARES = ("who_answered", "outcomes", "process", "involvement")
LINKS = ("authority", "audience", "wave", "outcome", "predictor", "model", "note", "clear")


def scale(good: str, neutral: str, bad: str, *, codes: str = "") -> Scale:
    """Three answers, named after themselves unless `codes` are given."""
    named = codes.split() or [good, neutral, bad]
    rows = zip(named, (good, neutral, bad), ("good", "neutral", "bad"), strict=True)
    answers = tuple(
        Answer(code, words.capitalize(), words, meaning) for code, words, meaning in rows
    )
    return Scale(f"scale_{good}", answers, best="first")


BETTER = scale("better", "same", "worse")
EASY = scale("easy", "neither", "hard")
EASIER = scale("easier", "same", "harder", codes="easy neither hard")


def question(key: str, answers: Scale, role: str = "", topic: str = "") -> Question:
    return Question(
        key=key,
        topic=topic or key,
        role=role or ROLES[key],
        kind="single",
        wording=f"{key}?",
        easy_read=f"{key}?",
        short=key.capitalize(),
        scale=answers,
    )


STANDARD = (question("life", BETTER), question("health", BETTER), question("forms", EASY))


def asked(audience: str, questions: Sequence[Question] = STANDARD) -> Questionnaire:
    return Questionnaire(
        id=audience,
        version="1.0",
        audience=audience,
        title="A small questionnaire",
        people=PEOPLE[audience],
        language="en",
        questions=tuple(questions),
    )


def repeated(*counts: tuple[str, int]) -> list[str]:
    return [code for code, many in counts for _ in range(many)]


def small_study(
    cells: Mapping[str, Mapping[str, Sequence[str]]],
    questionnaires: Mapping[str, Questionnaire] | None = None,
    *,
    profile: str = "internal",
    councils: Sequence[str] = ("north", "south"),
) -> Study:
    """Audience to columns of cells, one entry per person; a column too short is left blank.

    Everyone is of north, where there is no column "council".
    """
    known = questionnaires or {audience: asked(audience) for audience in cells}
    return Study(
        folder=Path(),
        title="A small study",
        authorities=tuple(Authority(code, code.title()) for code in councils),
        waves=(Wave("2026", "2026"),),
        responses=tuple(
            _responses(known[audience], columns, councils) for audience, columns in cells.items()
        ),
        profile=profile,
    )


def _responses(questionnaire: Questionnaire, cells: Mapping, councils: Sequence[str]):
    people = max(len(column) for column in cells.values())
    columns = {"council": ["north"] * people, **cells}
    filled = {key: [*column, *[""] * (people - len(column))] for key, column in columns.items()}
    rows = list(zip(*filled.values(), strict=True))
    table = TextTable(
        columns=tuple(gathered_columns([rows], len(filled))),
        layout=Layout("", 1, tuple(map(Column, filled))),
        lines=np.arange(2, people + 2),
        source=Source("answers.csv"),
    )
    rule = AuthorityRule(column="council", known={code: (code,) for code in councils})
    return check_table(table, questionnaire, "2026", rule)


def released_shares(study: Study) -> dict[str, DataFrame]:
    """The shares of a study as they may leave, and the perspectives made of them."""
    profile = PROFILES[study.profile]
    released = {name: release(section(name).find(study), profile) for name in SHARES}
    return {**released, "perspectives": section("perspectives").compare(study, released)}


def report_of(study: Study, code: str = "north", links: DataFrame | None = None) -> AuthorityReport:
    """What views may know of one council: shares and perspectives, and links where given."""
    wave = study.latest_wave.id
    known = released_shares(study)
    mine = {
        name: frame[frame["authority"].eq(code) & frame["wave"].eq(wave)]
        for name, frame in known.items()
    }
    nothing = DataFrame({name: [] for name in LINKS})
    mine["what_goes_with_outcomes"] = nothing if links is None else links
    authority = next(one for one in study.authorities if one.code == code)
    return AuthorityReport(study, authority, mine, PROFILES[study.profile])


def without(report: AuthorityReport, audience: str) -> AuthorityReport:
    """The same report where nobody of an audience answered here."""
    frame = report.released["who_answered"]
    people = frame["people"].mask(frame["audience"].eq(audience), 0)
    released = {**report.released, "who_answered": frame.assign(people=people)}
    return dataclasses.replace(report, released=released)
