"""A made-up study as files: the answers as survey tools export them, and what goes with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from poet import definition
from poet.made_up.activity import ACTIVITY, activity
from poet.made_up.answers import draw_answers
from poet.made_up.budgets import BUDGETS, budgets
from poet.made_up.coded_comments import CODEFRAME, CODES, coded_comments, codeframe_toml
from poet.made_up.councils import Councils, draw_councils
from poet.made_up.needs import NEEDS, needs
from poet.made_up.plan import Plan, load_plan
from poet.made_up.population import population
from poet.made_up.process_map import PROCESS_MAP, process_map_toml
from poet.made_up.released import released_comments
from poet.made_up.study_toml import COUNCIL_COLUMN, POPULATION, RELEASED_COMMENTS, study_toml
from poet.made_up.truth import truth_toml
from poet.questionnaire import Question, Questionnaire
from poet.spreadsheets import csv_bytes, xlsx_bytes
from poet.study import STUDY_FILE

if TYPE_CHECKING:
    from pandas import DataFrame, Series

LAST_YEAR = 2026
TRUTH = "truth.toml"
# A workbook is slow to write and to read: beyond so many people, every file is CSV.
MOST_ROWS_IN_A_WORKBOOK = 50_000


@dataclass(frozen=True)
class Export:
    """How the answers to one questionnaire are exported.

    Headings are the wording of the questions or their keys, cells the labels of answers or codes.
    """

    questionnaire: str
    file: str
    ending: str
    wording: bool = False
    labels: bool = False


@dataclass(frozen=True, eq=False)
class MadeUpSurvey:
    """The answers to one questionnaire in one year: one row per person."""

    export: Export
    questionnaire: Questionnaire
    year: str
    file: str
    by_person: DataFrame


# Survey tools export differently, so the example has three ways.
EXPORTS = (
    Export("budget_holder", "budget_holders", "csv", wording=True, labels=True),
    Export("carer", "carers", "xlsx", labels=True),
    Export("practitioner", "practitioners", "csv"),
)


def study_files(
    *, authorities: int, people: int, waves: int, seed: int, effect: str
) -> dict[str, bytes]:
    """File name to content of a whole study; `study.toml` last, without which it is no study."""
    councils = draw_councils(authorities, people, np.random.default_rng([seed, 0]))
    plans = {export.questionnaire: load_plan(export.questionnaire) for export in EXPORTS}
    if effect == "none":
        plans = {name: plan.without_links() for name, plan in plans.items()}
    surveys = [
        survey for wave in range(waves) for survey in _surveys(wave, waves, councils, plans, seed)
    ]
    latest = surveys[-len(EXPORTS) :]
    comments = released_comments([(s.questionnaire, s.by_person) for s in latest], latest[0].year)
    coded = [(s.questionnaire, s.file, s.by_person) for s in latest]
    answered = {
        s.questionnaire.audience: (s.questionnaire, plans[s.export.questionnaire], s.by_person)
        for s in latest
    }
    planned = [(s.questionnaire, plans[s.export.questionnaire]) for s in latest]
    numbers = {"authorities": authorities, "people": people, "waves": waves, "seed": seed}
    return {
        **{survey.file: exported(survey, councils) for survey in surveys},
        RELEASED_COMMENTS: csv_bytes(comments),
        POPULATION: csv_bytes(population(answered, councils, latest[0].year)),
        ACTIVITY: csv_bytes(activity(councils, seed)),
        BUDGETS: csv_bytes(budgets(councils, seed)),
        NEEDS: csv_bytes(needs(seed)),
        PROCESS_MAP: process_map_toml(),
        CODES: csv_bytes(coded_comments(coded, latest[0].year, seed)),
        CODEFRAME: codeframe_toml(),
        TRUTH: truth_toml(numbers, effect, planned),
        STUDY_FILE: study_toml(
            list(zip(councils.codes, councils.names, strict=True)),
            [(s.file, s.export.questionnaire, s.year) for s in surveys],
        ),
    }


def _surveys(
    wave: int, waves: int, councils: Councils, plans: dict[str, Plan], seed: int
) -> list[MadeUpSurvey]:
    """One survey per questionnaire. Each has its own random numbers, whatever else is made."""
    year = str(LAST_YEAR - waves + 1 + wave)
    surveys = []
    for place, export in enumerate(EXPORTS):
        questionnaire = definition.load(export.questionnaire)
        plan = plans[export.questionnaire]
        rng = np.random.default_rng([seed, 1 + wave, place])
        by_person = draw_answers(questionnaire, plan, councils, wave, rng)
        of_year = f"_{year}" if waves > 1 else ""
        ending = export.ending if len(by_person) <= MOST_ROWS_IN_A_WORKBOOK else "csv"
        file = f"{export.file}{of_year}.{ending}"
        surveys.append(MadeUpSurvey(export, questionnaire, year, file, by_person))
    return surveys


def exported(survey: MadeUpSurvey, councils: Councils) -> bytes:
    """The answers as a file: the number of the form, the council, then the questions."""
    import pandas as pd

    export, questionnaire = survey.export, survey.questionnaire
    form, codes = questionnaire.admin("person_id"), survey.by_person["authority"]
    names = dict(zip(councils.codes, councils.names, strict=True))
    columns = {
        form.wording if export.wording else form.key: _form_numbers(survey),
        COUNCIL_COLUMN: codes.map(names) if export.labels else codes,
    }
    for key in survey.by_person.columns.drop("authority"):
        question, answers = questionnaire.question(key), survey.by_person[key]
        heading = question.wording if export.wording else key
        columns[heading] = _in_labels(question, answers) if export.labels else answers
    frame = pd.DataFrame(columns)
    return csv_bytes(frame) if survey.file.endswith(".csv") else xlsx_bytes({"Answers": frame})


def _form_numbers(survey: MadeUpSurvey) -> list[str]:
    letter = survey.export.questionnaire[0].upper()
    return [f"{letter}{survey.year}-{row:06d}" for row in range(1, len(survey.by_person) + 1)]


def _in_labels(question: Question, answers: Series) -> Series:
    """The labels of coded answers; figures and text as they are."""
    if question.scale is None:
        return answers
    labels = {"": "", **{answer.code: answer.label for answer in question.scale.answers}}
    found = {codes: ";".join(labels[code] for code in codes.split(";")) for codes in set(answers)}
    return answers.map(found)
