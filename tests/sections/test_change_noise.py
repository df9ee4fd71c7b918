"""Reports on two waves in which nothing changed: at most 1 in 20 may call a change clear."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from poet.disclosure import PROFILES, release
from poet.sections.change import compare
from poet.study import Wave

REPORTS = 800
SHARES = {"life": 0.7, "health": 0.55, "forms": 0.4, "advice": 0.6, "say": 0.8}


@pytest.fixture(scope="module")
def compared(small_study) -> pd.DataFrame:
    """Two waves of 800 councils of about 90 people, with rounded counts."""
    study = small_study({"council": ["north"], "life": ["better"]})
    (now,) = study.responses
    study = dataclasses.replace(
        study,
        waves=(Wave("2025", "2025"), Wave("2026", "2026")),
        responses=(dataclasses.replace(now, wave="2025"), now),
    )
    frames = [
        pd.DataFrame({"wave": wave, "question": question, **_counts(np.random.default_rng(seed))})
        for seed, (wave, question) in enumerate((w, q) for w in ("2025", "2026") for q in SHARES)
    ]
    found = pd.concat(frames, ignore_index=True)
    share = np.random.default_rng(99).binomial(found["base"], found["question"].map(SHARES))
    found["people"] = pd.array(share, dtype="Int64")
    found["share"] = found["people"].astype(float) / found["base"]
    told = {"audience": "budget_holder", "topic": "", "level": "side", "answer": "good"}
    released = release(found.assign(**told, low=0.0, high=1.0, note=""), PROFILES["local"])
    return compare(study, {"outcomes": released})


def _counts(random: np.random.Generator) -> dict[str, object]:
    codes = [f"c{number}" for number in range(REPORTS)]
    return {"authority": codes, "base": random.integers(60, 121, REPORTS)}


def test_nearly_all_questions_are_compared(compared) -> None:
    assert compared["note"].eq("").mean() > 0.99
    assert len(compared) == REPORTS * len(SHARES)


def test_at_most_one_report_in_twenty_calls_a_change_clear(compared) -> None:
    clear = compared.groupby("authority")["clear"].any().mean()
    assert clear <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / REPORTS)
    assert clear > 0.02


def test_one_difference_in_twenty_alone_would_look_clear(compared) -> None:
    many = len(compared)
    assert abs(compared["p"].lt(0.05).mean() - 0.05) < 3 * np.sqrt(0.05 * 0.95 / many)
