"""Studies of nothing but budgets, small enough to work out by hand or large enough for models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from poet.budgets import Budgets
from poet.disclosure import PROFILES
from poet.reading import Source
from poet.releasing import release_all
from poet.responses import Account
from poet.responses.problem_table import problem_table
from poet.sections import AuthorityReport, find_all, latest_findings
from poet.study import Authority, Study, Wave

Case = tuple[float, float]


def cases_frame(cases: Sequence[Case], code: str = "N1", group: str | Sequence[str] = ""):
    """Rows of `Budgets.by_case` from (indicative, final); NaN for no indicative one."""
    indicative, final = zip(*cases, strict=True) if cases else ((), ())
    return pd.DataFrame(
        {
            "authority": code,
            "case": [f"{code}-{number}" for number in range(len(cases))],
            "date": pd.Series(pd.NaT, index=range(len(cases)), dtype="datetime64[s]"),
            "indicative": np.array(indicative, dtype=float),
            "final": np.array(final, dtype=float),
            "group": group if isinstance(group, str) else list(group),
            "line": range(2, len(cases) + 2),
        }
    )


def budget_study(*frames: pd.DataFrame, profile: str = "local") -> Study:
    """A study of these cases, and of no answers; each frame is one council's."""
    by_case = pd.concat(frames, ignore_index=True)
    codes = dict.fromkeys(by_case["authority"])
    return Study(
        folder=Path(),
        title="Budgets",
        authorities=tuple(Authority(code, f"Council {code}") for code in codes),
        waves=(Wave("", ""),),
        responses=(),
        profile=profile,
        budgets=Budgets(
            Source("budgets.csv"),
            by_case,
            Account(len(by_case), len(by_case), {}),
            problem_table([]),
        ),
    )


def spread_cases(n: int, ratio: float = 2.0, seed: int = 1) -> list[Case]:
    """Made-up cases in whole pounds, the final amounts about `ratio` times the indicative ones."""
    random = np.random.default_rng(seed)
    indicative = np.round(np.exp(random.normal(5.3, 0.5, n)))
    final = np.round(indicative * ratio * np.exp(random.normal(0, 0.5, n)))
    return list(zip(indicative, final, strict=True))


def released_budgets(study: Study) -> Mapping[str, pd.DataFrame]:
    """Everything released of a study."""
    return release_all(study, find_all(study))


def budget_report(study: Study, code: str = "N1") -> AuthorityReport:
    """What the views of one council's report may know."""
    latest = latest_findings(study, released_budgets(study), PROFILES[study.profile])
    authority = next(
        (one for one in study.authorities if one.code == code), Authority("all", "All councils")
    )
    return latest.report_on(authority)
