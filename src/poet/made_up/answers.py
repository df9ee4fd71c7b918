"""All made-up answers of one audience in one wave, gaps and comments included."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from poet.made_up.background_answers import draw_amounts, draw_groups, draw_ticks, log_odds_of
from poet.made_up.councils import Councils, People, draw_people
from poet.made_up.ordered_answers import (
    LEVEL_OF,
    Places,
    draw_of_role,
    draw_outcomes,
    normal_share,
    score,
)
from poet.made_up.plan import Plan
from poet.questionnaire import Question, Questionnaire

if TYPE_CHECKING:
    from pandas import DataFrame

BLANK = ""
# In every council somebody writes about the budget, so that there is a comment to release.
ALWAYS_WRITTEN = "about_the_budget"


def draw_answers(
    questionnaire: Questionnaire,
    plan: Plan,
    councils: Councils,
    wave: int,
    rng: np.random.Generator,
) -> DataFrame:
    """One row per person, in the order of the councils; `wave` counts from 0.

    Columns: `authority` (code), then every question that is not administrative, as text: codes
    (several joined by semicolons), figures, comments; "" where left blank.
    """
    import pandas as pd

    people = draw_people(councils, plan.size, rng)
    answers = _on_scales(questionnaire, plan, people, wave, rng)
    questions = [q for q in questionnaire.questions if q.role != "admin"]
    columns = {"authority": np.array(councils.codes, dtype=object)[people.council]}
    for question in questions:
        if question.role == "comment":
            columns[question.key] = _comments(question, plan, people, rng)
            continue
        if question.key not in answers:
            draw = draw_ticks if question.kind == "multiple" else draw_amounts
            answers[question.key] = draw(question, plan, len(people), rng)
        columns[question.key] = _with_gaps(question, answers[question.key], plan, rng)
    return pd.DataFrame(columns, dtype=object)


def _on_scales(
    questionnaire: Questionnaire,
    plan: Plan,
    people: People,
    wave: int,
    rng: np.random.Generator,
) -> dict[str, np.ndarray]:
    """The complete answers to every question with one answer: key to codes."""
    items = {role: draw_of_role(questionnaire, role, plan, people, rng) for role in LEVEL_OF}
    scores = {role: score(places, plan.shares[role]) for role, places in items.items()}
    groups = draw_groups(questionnaire, plan, people, rng)
    besides = log_odds_of(groups, plan.background) + wave * plan.change_per_wave
    outcomes = questionnaire.with_role("outcome")
    places = draw_outcomes(outcomes, plan, people, (scores, besides), rng)
    for of_role in items.values():
        places |= of_role
    return {**groups, **_as_codes(questionnaire, places)}


def _as_codes(questionnaire: Questionnaire, places: Places) -> dict[str, np.ndarray]:
    return {
        key: np.array([a.code for a in questionnaire.question(key).scale.worst_to_best], object)[on]
        for key, on in places.items()
    }


def _with_gaps(
    question: Question, answers: np.ndarray, plan: Plan, rng: np.random.Generator
) -> np.ndarray:
    """The answers with some left blank and some that are not on the scale, at random."""
    blank = rng.uniform(*plan.blank[question.role])
    gaps = {
        BLANK: plan.blank_questions.get(question.key, blank),
        **plan.not_on_scale.get(question.key, {}),
    }
    which = np.searchsorted(
        np.cumsum(list(gaps.values())), rng.uniform(0, 100, len(answers)), side="right"
    )
    instead = np.array([*gaps, BLANK], dtype=object)[which]
    return np.where(which < len(gaps), instead, answers)


def _comments(
    question: Question, plan: Plan, people: People, rng: np.random.Generator
) -> np.ndarray:
    """What some people write. The easier they find things, the happier the text, more or less."""
    comments = plan.comments[question.key]
    writes = rng.random(len(people)) < comments["written"] / 100
    if question.key == ALWAYS_WRITTEN:
        writes[np.unique(people.council, return_index=True)[1]] = True
    mood = normal_share((people.ease + rng.standard_normal(len(people))) / np.sqrt(2))
    which = (mood * len(comments["texts"])).astype(int)
    texts = np.array(comments["texts"], dtype=object)
    return np.where(writes, texts[np.minimum(which, len(texts) - 1)], BLANK)
