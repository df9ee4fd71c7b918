"""A large draw of answers, made once: what is estimated from it lies near what was planted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
import pytest

from poet import definition
from poet.made_up.answers import draw_answers
from poet.made_up.councils import Councils, draw_councils
from poet.made_up.plan import Plan, load_plan
from poet.questionnaire import Questionnaire

AUDIENCES = ("budget_holder", "carer", "practitioner")
COUNCILS, BUDGET_HOLDERS, SEED = 40, 200, 1


@dataclass(frozen=True, eq=False)
class Draw:
    """The made-up answers of one audience; `by_person` has None where nothing was answered."""

    questionnaire: Questionnaire
    plan: Plan
    councils: Councils
    by_person: pd.DataFrame

    def on_scale(self, key: str) -> pd.Series:
        """Answers on the scale only, worst first."""
        codes = [a.code for a in self.questionnaire.question(key).scale.worst_to_best]
        answers = self.by_person[key]
        return pd.Series(pd.Categorical(answers.where(answers.isin(codes)), codes, ordered=True))

    def is_good(self, key: str) -> pd.Series:
        """1.0 for a good answer, 0.0 for another on the scale, else missing."""
        answers = self.questionnaire.question(key).scale.answers
        good = [a.code for a in answers if a.meaning == "good"]
        coded = self.on_scale(key)
        return coded.isin(good).astype(float).where(coded.notna())


@pytest.fixture(scope="session")
def large() -> Callable[..., Draw]:
    """The draw for an audience, with links or without, in a wave."""

    @cache
    def draw(audience: str, *, links: bool = True, wave: int = 0) -> Draw:
        councils = draw_councils(COUNCILS, BUDGET_HOLDERS, np.random.default_rng([SEED, 0]))
        plan = load_plan(audience) if links else load_plan(audience).without_links()
        questionnaire = definition.load(audience)
        rng = np.random.default_rng([SEED, 1 + wave, AUDIENCES.index(audience)])
        by_person = draw_answers(questionnaire, plan, councils, wave, rng).replace("", None)
        return Draw(questionnaire, plan, councils, by_person)

    return draw
