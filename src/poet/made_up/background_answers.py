"""Who the made-up people are: groups, ticks and amounts, as codes and figures."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from poet.made_up.councils import People
from poet.made_up.plan import Plan
from poet.questionnaire import Question, Questionnaire

Codes = dict[str, np.ndarray]

AGED_65_OR_OVER = ("65_to_74", "75_to_84", "85_or_over")
LEAST_AMOUNT = 20


def draw_groups(
    questionnaire: Questionnaire, plan: Plan, people: People, rng: np.random.Generator
) -> Codes:
    """The group of each person, for every background question with one answer: key to codes.

    Age comes first: people of 65 or over have shares of their own where the plan gives them.
    """
    asked = [q for q in questionnaire.with_role("background") if q.kind == "single"]
    older = np.zeros(len(people), dtype=bool)
    groups: Codes = {}
    for question in sorted(asked, key=lambda q: q.topic != "age"):
        codes = _choose(plan.groups[question.key], len(people), rng)
        if question.key in plan.groups_65_or_over:
            of_older = _choose(plan.groups_65_or_over[question.key], len(people), rng)
            codes = np.where(older, of_older, codes)
        if question.topic == "age":
            older = np.isin(codes.astype(str), AGED_65_OR_OVER)
        groups[question.key] = codes
    return groups


def _choose(percent: Mapping[str, float], count: int, rng: np.random.Generator) -> np.ndarray:
    shares = np.cumsum(list(percent.values()))
    which = np.searchsorted(shares / shares[-1], rng.random(count), side="right")
    return np.array(list(percent), dtype=object)[which]


def log_odds_of(groups: Codes, background: Mapping[str, Mapping[str, float]]) -> np.ndarray:
    """The log odds that each person's groups add up to; a group that is not named adds none."""
    parts = [
        sum(value * (groups[key] == code).astype(float) for code, value in named.items())
        for key, named in background.items()
    ]
    return np.sum(parts, axis=0)


def draw_ticks(question: Question, plan: Plan, count: int, rng: np.random.Generator) -> np.ndarray:
    """The codes that each person ticks, joined by semicolons."""
    asked = [a.code for a in question.scale.answers if a.code in plan.ticks[question.key]]
    shares = np.array([plan.ticks[question.key][code] for code in asked]) / 100
    ticked = rng.random((count, len(asked))) < shares
    joined = ("".join(f";{c}" for c, yes in zip(asked, row, strict=True) if yes) for row in ticked)
    nothing = plan.ticks_otherwise[question.key]
    return np.array([codes[1:] or nothing for codes in joined], dtype=object)


def draw_amounts(
    question: Question, plan: Plan, count: int, rng: np.random.Generator
) -> np.ndarray:
    """The amount of each person in plain figures, log-normal, within the bounds of the question."""
    amount = plan.amounts[question.key]
    drawn = amount["median"] * np.exp(amount["spread"] * rng.standard_normal(count))
    nearest = amount["to_the_nearest"] * np.round(drawn / amount["to_the_nearest"])
    highest = math.inf if question.highest is None else question.highest
    return np.clip(nearest, LEAST_AMOUNT, highest).astype(int).astype(str).astype(object)
