"""Budget holders by kind of budget, and matrices of their background for statsmodels."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pandas as pd
import statsmodels.api as sm

from poet.sections.group_questions import ARM_OF
from poet.study import Study

GOOD, OTHERS = ["a_lot_better", "better"], ["no_difference", "worse", "a_lot_worse"]
BACKGROUND = ("main_need", "age_band", "filled_in_by")
# As the sections name what they allowed for.
KEYS = {
    "Main reason for support": "main_need",
    "Age": "age_band",
    "Who filled in the form": "filled_in_by",
    "How the budget is held": "how_held",
}


def people_of(study: Study, authority: str = "all") -> pd.DataFrame:
    """Its budget holders, with the kind of budget of each: direct_payment, managed or neither."""
    people = study.surveys[0].by_person
    people = people if authority == "all" else people[people["authority"].eq(authority)]
    held = people["how_held"].astype(object)
    arm = held.map(lambda code: ARM_OF.get(code, "neither"), na_action="ignore")
    return people.assign(arm=arm)


def changed(study: Study, **columns: pd.Series) -> Study:
    """The study with answers of budget holders put in."""
    first = study.responses[0]
    responses = dataclasses.replace(first, by_person=first.by_person.assign(**columns))
    return dataclasses.replace(study, responses=(responses, *study.responses[1:]))


def complete(people: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Those who answered all of these questions."""
    known = [people[key].notna() & people[key].ne("prefer_not_to_say") for key in keys]
    return people[pd.concat(known, axis=1).all(axis=1)]


def answers_and_matrix(
    people: pd.DataFrame, question: str, first: pd.Series, adjusted_for: str
) -> tuple[pd.Series, pd.DataFrame]:
    """Who gave a good answer, of those whose answer counts, and their columns for a model.

    These are a constant, `first`, and the background that the section names, as dummies.
    """
    counts = people[question].isin(GOOD + OTHERS)
    parts = [first.astype(float).rename("first")]
    for name in adjusted_for.split(", "):
        group = people[KEYS[name]].astype(object)
        sizes = group.value_counts()
        small = sizes.index[sizes.lt(10)]
        together = "others" if sizes[small].sum() >= 10 else sizes.index[0]
        group = group.mask(group.isin(small), together)
        dummies = pd.get_dummies(group, prefix=KEYS[name], dtype=float)
        parts.append(dummies.drop(columns=f"{KEYS[name]}_{group.value_counts().index[0]}"))
    matrix = sm.add_constant(pd.concat(parts, axis=1))
    return people.loc[counts, question].isin(GOOD).astype(float), matrix[counts]
