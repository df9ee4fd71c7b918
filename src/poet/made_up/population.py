"""How many people the made-up councils have in each group, and how many of them were asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

from poet.made_up.background_answers import AGED_65_OR_OVER
from poet.made_up.councils import Councils
from poet.made_up.plan import Plan
from poet.questionnaire import Questionnaire

if TYPE_CHECKING:
    from pandas import DataFrame

# Of each question, how many people of a group there are for one who would be expected among those
# who answered, against the other groups: the young and people with mental health needs answer less.
RARER_AMONG_ANSWERS: Mapping[str, Mapping[str, float]] = {
    "age_band": {"under_25": 1.9, "25_to_44": 1.4, "65_to_74": 0.8},
    "main_need": {"mental_health": 1.8, "learning_disability": 0.8},
}
PEOPLE_FOR_ONE_ANSWER = 3.0
# Everybody but those who had asked not to be written to.
ASKED = 0.96


def population(
    answers: Mapping[str, tuple[Questionnaire, Plan, DataFrame]], councils: Councils, year: str
) -> DataFrame:
    """One row per group, with the columns of a population file; `answers` is by audience.

    No group has fewer people than answered, and those of each question add up to everyone.
    """
    import pandas as pd

    rows = [
        row
        for audience, (questionnaire, plan, by_person) in answers.items()
        for code in councils.codes
        for row in _of_council(questionnaire, plan, by_person[by_person["authority"].eq(code)])
        for row in [{"authority": code, "audience": audience, "wave": year, **row}]
    ]
    return pd.DataFrame(rows)


def _of_council(
    questionnaire: Questionnaire, plan: Plan, people: DataFrame
) -> Iterator[dict[str, object]]:
    everyone = int(PEOPLE_FOR_ONE_ANSWER * len(people))
    asked = max(len(people), int(ASKED * everyone))
    yield {"question": "everyone", "answer": "", "people": everyone, "asked": asked}
    for key, rarer in RARER_AMONG_ANSWERS.items():
        if key in plan.groups:
            expected = {code: n * rarer.get(code, 1.0) for code, n in _expected(plan, key).items()}
            answered = people[key].value_counts().to_dict()
            label = {one.code: one.label for one in questionnaire.question(key).scale.answers}
            for code, size in _sizes(expected, answered, everyone).items():
                yield {"question": key, "answer": label[code], "people": size, "asked": ""}


def _expected(plan: Plan, key: str) -> dict[str, float]:
    """The share of each group among those who answer, in percent."""
    of_all = plan.groups[key]
    if key not in plan.groups_65_or_over:
        return dict(of_all)
    of_older = plan.groups_65_or_over[key]
    ages = plan.groups["age_band"]
    older = sum(ages[code] for code in AGED_65_OR_OVER) / sum(ages.values())
    return {
        code: (1 - older) * of_all.get(code, 0.0) + older * of_older.get(code, 0.0)
        for code in dict.fromkeys([*of_all, *of_older])
    }


def _sizes(
    expected: Mapping[str, float], answered: Mapping[str, int], everyone: int
) -> dict[str, int]:
    """Whole numbers near the shares expected that add up; none below those who answered."""
    shares = np.array(list(expected.values()))
    least = np.array([answered.get(code, 0) for code in expected])
    sizes = np.maximum(np.round(everyone * shares / shares.sum()).astype(int), least)
    while sizes.sum() != everyone:
        step = np.sign(everyone - sizes.sum())
        room = sizes - least if step < 0 else sizes
        sizes[np.argmax(room)] += step
    return dict(zip(expected, sizes.tolist(), strict=True))
