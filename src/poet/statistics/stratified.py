"""Shares of a population of known strata, as NHS Digital publishes them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from poet.statistics.design import check_same_rows
from poet.statistics.failure import CannotEstimate, listed
from poet.statistics.survey_estimates import indicators

# NHS Digital's figure, not the quantile with all its digits, so that published margins come out.
STANDARD_ERRORS_IN_A_MARGIN = 1.96


def stratified_shares(
    answers: pd.Series, strata: pd.Series, populations: pd.Series
) -> pd.DataFrame:
    """One row per answer: how many people of the population would give it, and what share.

    `answers` and `strata` have one label per person who answered; `populations` has one number
    per stratum: how many people it has, among whom those who answered count as drawn at random.
    Columns: answers (how many people gave it), population (estimated people who would), share (0
    to 1) with standard_error, margin (1.96 standard errors) and the ends low and high of the 95 %
    interval, within 0 to 1. Rows come in the order of a categorical's levels, else sorted.

    Each stratum counts by its population: sum of p N over strata, with variance
    p (1 - p) N² (1 - n / N) / (n - 1) (Cochran 1977, sections 3.2 and 5.3). A stratum whose
    answers are all alike adds nothing to the margin, so that a margin of 0 may be chance.

    Raises ValueError when rows differ, a label is missing or a stratum has two populations;
    CannotEstimate, naming the strata, when one with answers has no population, or one with a
    population has no answers, more answers than people, or one answer of several people.
    """
    counts, sizes = _table(answers, strata, populations)
    n = counts.to_numpy().sum(axis=1)
    share = counts.to_numpy() / n[:, np.newaxis]
    # Where everyone answered nothing is left to chance, even where that is a single person.
    scale = np.where(n < sizes, sizes**2 * (1 - n / sizes) / np.maximum(n - 1, 1), 0)
    people = sizes @ share
    error = np.sqrt(scale @ (share * (1 - share))) / sizes.sum()
    table = pd.DataFrame(
        {
            "answers": counts.sum(),
            "population": people,
            "share": people / sizes.sum(),
            "standard_error": error,
            "margin": STANDARD_ERRORS_IN_A_MARGIN * error,
        },
        index=counts.columns,
    )
    table["low"] = (table["share"] - table["margin"]).clip(lower=0)
    table["high"] = (table["share"] + table["margin"]).clip(upper=1)
    return table


def _table(
    answers: pd.Series, strata: pd.Series, populations: pd.Series
) -> tuple[pd.DataFrame, np.ndarray]:
    """How many gave each answer, one row per stratum and one column per answer; and its people."""
    check_same_rows(answers, strata)
    for labels in (answers, strata):
        if labels.isna().any():
            raise ValueError(f"missing values in {listed([labels.name or 'answers'])}")
    if not populations.index.is_unique:
        raise ValueError("a stratum has two populations")
    if answers.empty:
        raise CannotEstimate("nobody answered")
    one_each = indicators(answers, np.ones(len(answers)))
    counts = one_each.groupby(strata.astype(object).to_numpy()).sum()
    strata_with_people = populations.dropna()[lambda sizes: sizes != 0].astype(float)
    _check_strata(counts.sum(axis=1), strata_with_people, strata.name or "stratum")
    return counts.loc[strata_with_people.index], strata_with_people.to_numpy()


def _check_strata(n: pd.Series, sizes: pd.Series, word: object) -> None:
    """Raises CannotEstimate naming the strata, unless each has answers and enough people."""
    n, sizes = n.align(sizes)
    for wrong, reason in (
        (
            ~np.isfinite(sizes.fillna(0)) | (sizes < 0),
            "the population must be a number of people in",
        ),
        (sizes.isna(), "there are answers but no population in"),
        (n.isna(), "nobody answered in"),
        (n > sizes, "more people answered than there are in"),
        ((n == 1) & (sizes > 1), "one answer alone gives no margin in"),
    ):
        if wrong.any():
            raise CannotEstimate(f"{reason} {word} {listed(sizes.index[wrong])}")
