"""Weighted shares of several questions at once, each among those who answered it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit, stdtrit

from poet.statistics.proportions import exact

# Weights that add up to one but for rounding leave a share this near to 0 or 1.
ROUNDING = 1e-12


@dataclass(frozen=True, eq=False)
class AnsweredShares:
    """Weighted shares, one entry per question, 0 to 1, NaN where nobody answered.

    `answers` is how many people answered, `effective` how many equally weighted ones they are
    worth (Kish 1965).
    """

    share: np.ndarray
    standard_error: np.ndarray
    answers: np.ndarray
    effective: np.ndarray

    def intervals(self, confidence: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
        """Low and high: t intervals on the logit scale, NaN where one person answered.

        A share of 0 or 1, whose standard error of 0 tells nothing of chance, gets the exact
        interval for its effective number of answers, as in `share_intervals.share_intervals`.
        """
        nearest = np.round(self.share)
        certain = np.abs(self.share - nearest) < ROUNDING
        share = np.where(certain, nearest, self.share)
        inside = np.where(certain, np.nan, share)
        t = stdtrit(np.where(self.answers > 1, self.answers - 1, np.nan), (1 + confidence) / 2)
        half = t * self.standard_error / (inside * (1 - inside))
        several = certain & (self.answers > 1)
        n = np.where(several, self.effective, np.nan)
        low, high = exact(np.where(several, share * n, np.nan), n, confidence)
        middle = logit(inside)
        return (
            np.where(certain, low, expit(middle - half)),
            np.where(certain, high, expit(middle + half)),
        )


def shares_where_answered(
    values: np.ndarray, weights: np.ndarray, margins: Sequence[np.ndarray] = ()
) -> AnsweredShares:
    """The weighted share of 1 in each column of `values`, among the people who answered it.

    `values` has one row per person and one column of 0, 1 or NaN (no answer) per question,
    `weights` one number above 0 per person, and each of `margins` one number per person: the group
    whose population the weights were raked to, -1 where it is not known. People count as drawn one
    by one with replacement.
    Each column is what `survey_estimates.means` gives with those who answered as its domain
    (Särndal, Swensson & Wretman 1992, sections 5.7 and 5.8); what the margins explain is no
    chance (Deville & Särndal 1992).
    """
    answered = ~np.isnan(values)
    weighted = answered * weights[:, np.newaxis]
    population = weighted.sum(axis=0)
    population = np.where(population > 0, population, np.nan)
    numbers = np.where(answered, values, 0.0)
    share = np.einsum("ij,ij->j", weighted, numbers) / population
    contributions = weighted * (numbers - share) / population
    if margins:
        contributions = _without_margins(np.nan_to_num(contributions), weights, margins)
    deviations = contributions - contributions.mean(axis=0)
    people = len(weights)
    scale = people / (people - 1) if people > 1 else np.nan
    error = np.sqrt(scale * np.einsum("ij,ij->j", deviations, deviations))
    effective = population**2 / np.einsum("ij,ij->j", weighted, weighted).clip(min=1e-300)
    missing = np.isnan(share)
    return AnsweredShares(
        share, np.where(missing, np.nan, error), np.count_nonzero(answered, axis=0), effective
    )


def _without_margins(
    contributions: np.ndarray, weights: np.ndarray, margins: Sequence[np.ndarray]
) -> np.ndarray:
    """The contributions less what the groups of the margins explain, by weighted regression."""
    columns = np.hstack([_centred(margin, weights) for margin in margins])
    # The groups of a margin add up to everyone, so that coefficients are not unique; fits are.
    products = columns.T @ (columns * weights[:, np.newaxis])
    fitted = np.linalg.lstsq(products, columns.T @ contributions)[0]
    return contributions - weights[:, np.newaxis] * (columns @ fitted)


def _centred(margin: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """One column per group: what raking keeps at 0, the group less its share of who is known."""
    known = margin >= 0
    groups = (margin[:, np.newaxis] == np.unique(margin[known])).astype(float)
    of_known = np.where(known, weights, 0.0)
    shares = of_known @ groups / max(of_known.sum(), np.finfo(float).tiny)
    return np.where(known[:, np.newaxis], groups - shares, 0.0)
