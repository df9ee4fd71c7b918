"""A study with made-up comments in words, some of them coded: what a program can learn from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from poet.responses import PROBLEM_COLUMNS
from poet.study import Study
from poet.themes import CodedComments, Codeframe, Theme

WORDS = {
    "delay": ("waited months for the payment", "still waiting for an answer", "it took so long"),
    "paperwork": (
        "the same form again",
        "receipts and paperwork every week",
        "forms and more forms",
    ),
    "thanks": ("thank you so much", "grateful for my lovely helper", "it changed my life"),
    "rare": ("a parrot", "a parrot", "a parrot"),
}
SHARES = {"delay": 0.4, "paperwork": 0.4, "thanks": 0.3, "rare": 0.02}
FILLERS = ("we live near the park", "my budget is direct", "there is a team", "I have a car")
CODEFRAME = Codeframe(
    "worded",
    "Comments with words",
    "1.0",
    tuple(Theme(code, f"About {code}", f"Says {code}.", short=code.title()) for code in WORDS),
)


def worded_study(study: Study, *, coded: int, people: int, seed: int = 3) -> Study:
    """The study, of budget holders alone, with so many people who wrote; the first are coded."""
    random = np.random.default_rng(seed)
    responses = next(one for one in study.responses if one.wave == study.latest_wave.id)
    question = responses.questionnaire.with_role("comment")[0].key
    about = pd.DataFrame({code: random.random(people) < share for code, share in SHARES.items()})
    texts = [_text(random, row) for row in about.itertuples(index=False)]
    by_person = responses.by_person.iloc[:people].reset_index(drop=True)
    by_person = by_person.drop(
        columns=[q.key for q in responses.questionnaire.with_role("comment")]
    )
    by_person = by_person.assign(**{question: texts})
    for other in responses.questionnaire.with_role("comment")[1:]:
        by_person[other.key] = None
    answers = replace(responses, by_person=by_person)
    comments = pd.DataFrame(
        {
            "authority": by_person["authority"].astype(str),
            "audience": responses.questionnaire.audience,
            "wave": responses.wave,
            "question": question,
            "comment": np.arange(people),
            "person": np.arange(people),
        }
    )
    for code in WORDS:
        for who in ("first", "second"):
            comments[f"{who}.{code}"] = about[code]
        comments[f"agreed.{code}"] = about[code].astype("boolean")
    problems = pd.DataFrame(columns=list(PROBLEM_COLUMNS))
    themes = CodedComments(CODEFRAME, comments.iloc[:coded], problems)
    return replace(study, responses=(answers,), themes=themes)


def _text(random: np.random.Generator, about: tuple[bool, ...]) -> str:
    said = [
        WORDS[code][random.integers(3)] for code, is_so in zip(WORDS, about, strict=True) if is_so
    ]
    parts = [*said, FILLERS[random.integers(len(FILLERS))]]
    return ". ".join(random.permutation(parts).tolist())
