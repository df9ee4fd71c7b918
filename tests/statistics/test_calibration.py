"""Do intervals hold what they promise? Seeded and short; each share is over 300 made-up studies."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from poet.statistics import ordinal

STUDIES = 300


def study(random, councils, people, slope, between):
    """Answers on four levels; councils differ, and one predictor is the same within a council."""
    council = np.arange(people) % councils
    predictors = pd.DataFrame(
        {
            "person": random.normal(size=people) + random.normal(size=councils)[council],
            "council": random.normal(size=councils)[council],
        }
    )
    latent = slope * predictors["person"] + between * random.normal(size=councils)[council]
    codes = np.digitize(latent + random.logistic(size=people), [-1.5, 0, 1.5])
    answers = pd.Series(pd.Categorical.from_codes(codes, list("abcd"), ordered=True))
    return answers, predictors, pd.Series(council, name="council")


@pytest.fixture(scope="module")
def p_values_of_noise():
    """One row per study in which nothing goes with anything, but councils differ."""
    random = np.random.default_rng(2026)
    rows = []
    for _ in range(STUDIES):
        answers, predictors, council = study(random, 12, 480, slope=0, between=0.6)
        naive = ordinal.fit(answers, predictors).p_values
        clustered = ordinal.fit(answers, predictors, clusters=council).p_values
        rows.append({**naive[:2].add_prefix("naive "), **clustered[:2].add_prefix("CR3 ")})
    return pd.DataFrame(rows)


@pytest.mark.parametrize("predictor", ["person", "council"])
def test_noise_is_called_a_finding_in_one_study_of_twenty(p_values_of_noise, predictor):
    share = (p_values_of_noise[f"CR3 {predictor}"] < 0.05).mean()
    # Three standard errors of a share of 0.05 over 300 studies.
    assert abs(share - 0.05) < 3 * np.sqrt(0.05 * 0.95 / STUDIES)


def test_without_clusters_noise_is_called_a_finding_far_more_often(p_values_of_noise):
    assert (p_values_of_noise["naive council"] < 0.05).mean() > 0.4
    assert (p_values_of_noise["naive person"] < 0.05).mean() > 0.15


def test_intervals_cover_a_planted_slope():
    random = np.random.default_rng(7)
    covered = 0
    for _ in range(STUDIES):
        answers, predictors, council = study(random, 15, 450, slope=0.5, between=0)
        low, high = ordinal.fit(answers, predictors, clusters=council).intervals().loc["person"]
        covered += low <= 0.5 <= high
    assert abs(covered / STUDIES - 0.95) < 3 * np.sqrt(0.05 * 0.95 / STUDIES)
