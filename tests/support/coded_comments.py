"""Coded comments for studies of tests: who wrote about what is drawn, and told by two coders."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from poet.responses import PROBLEM_COLUMNS
from poet.study import Study
from poet.themes import CodedComments, Codeframe, Theme

# Code to how many of 100 comments are about it.
SHARES = {"delay": 60, "paperwork": 30, "thanks": 20, "rare": 3, "never": 0}
NAMES = {
    "delay": "Waiting and delays",
    "paperwork": "Forms, rules and paperwork",
    "thanks": "Thanks and what went well",
    "rare": "What hardly anybody writes about",
    "never": "What nobody writes about",
}
CODEFRAME = Codeframe(
    "test",
    "Comments in tests",
    "1.0",
    tuple(
        Theme(
            code,
            name,
            f"Comments on this: {name}.",
            short=code.title(),
            easy_read=f"{code.title()} things",
        )
        for code, name in NAMES.items()
    ),
)
# How often a coder says the other thing; the coders hardly agree on thanks.
SLIPS = {"delay": 0.02, "paperwork": 0.04, "thanks": 0.3, "rare": 0.0, "never": 0.0}


def with_coded_comments(
    study: Study, *, settled: bool = True, seed: int = 5, without: str = ""
) -> Study:
    """The study with every comment of its people coded by two, who slip as SLIPS says.

    Those of the authority `without` were not coded.
    """
    random = np.random.default_rng(seed)
    comments = pd.concat(
        [_comments(survey) for survey in study.surveys if _questions(survey)], ignore_index=True
    )
    comments = comments[comments["authority"].ne(without)].reset_index(drop=True)
    comments["comment"] = np.arange(1, len(comments) + 1)
    for code, share in SHARES.items():
        about = random.random(len(comments)) < share / 100
        first, second = (about ^ (random.random(len(comments)) < SLIPS[code]) for _ in range(2))
        agreed = pd.Series(first, dtype="boolean")
        comments[f"first.{code}"], comments[f"second.{code}"] = first, second
        comments[f"agreed.{code}"] = agreed.mask(first != second, about if settled else pd.NA)
    problems = pd.DataFrame(columns=list(PROBLEM_COLUMNS))
    return replace(study, themes=CodedComments(CODEFRAME, comments, problems))


def _questions(survey):
    return survey.questionnaire.with_role("comment")


def _comments(survey) -> pd.DataFrame:
    """One row per comment written, with whose it is."""
    people = survey.by_person
    parts = [
        pd.DataFrame(
            {
                "authority": people.loc[written, "authority"].astype(str),
                "audience": survey.audience,
                "wave": survey.wave,
                "question": question.key,
                "person": np.flatnonzero(written),
            }
        )
        for question in _questions(survey)
        for written in [people[question.key].notna()]
    ]
    return pd.concat(parts, ignore_index=True)
