"""How far two coders who gave themes to the same comments agree, theme by theme."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from poet.statistics.kappa import Kappa, cohen_kappa

NOTHING = "no comment was coded by both"
NEITHER = "neither coder gave this theme to a comment"
ALWAYS = "both coders gave this theme to every comment"
ONE_NEVER = "one coder never gave this theme to a comment"
ONE_ALWAYS = "one coder gave this theme to every comment"
# To each of the four cells: two comments more on which they agree and two on which they do not.
ADDED = 1
# Landis and Koch 1977: the upper end of each step and its word. The steps are conventions.
STEPS = ((0.0, "poor"), (0.2, "slight"), (0.4, "fair"), (0.6, "moderate"), (0.8, "substantial"))
HIGHEST = "almost perfect"


@dataclass(frozen=True, eq=False)
class CoderAgreement:
    """What two coders made of each theme: arrays, one number per theme.

    `comments` were coded by both. `first` and `second` are how many of them each coder gave the
    theme, `both` how many both did. `agreed` is the share of comments on which they said the same.
    `prevalence_index` is how far comments that both gave the theme are more or fewer than those
    that neither did, `bias_index` how much more often the first coder gave it; both as shares of
    all comments, -1 to 1 (Byrt, Bishop and Carlin 1993). `pabak` is 2 `agreed` - 1: what kappa
    would be if both indices were 0. `note` says why there is no kappa, "" where there is.
    """

    comments: np.ndarray
    first: np.ndarray
    second: np.ndarray
    both: np.ndarray
    agreed: np.ndarray
    prevalence_index: np.ndarray
    bias_index: np.ndarray
    pabak: np.ndarray
    kappa: Kappa
    note: np.ndarray


def yes_no_tables(first: ArrayLike, second: ArrayLike) -> np.ndarray:
    """Themes x 2 x 2 counts from true or false, one row per comment and one column per theme.

    Rows of a table are what the first coder said, no before yes; columns the second. Raises
    ValueError where the two differ in shape.
    """
    one, other = (np.atleast_2d(np.asarray(each, dtype=bool)) for each in (first, second))
    if one.shape != other.shape:
        raise ValueError(f"codes of {one.shape} and {other.shape} are not of the same comments")
    themes = one.shape[1]
    cells = [(a & b).sum(axis=0) for a in (~one, one) for b in (~other, other)]
    return np.stack(cells, axis=1).reshape(themes, 2, 2)


def coder_agreement(tables: ArrayLike, confidence: float = 0.95) -> CoderAgreement:
    """How far two coders agree on each theme, from tables of `yes_no_tables` (themes x 2 x 2).

    Kappa and its standard error are those of `cohen_kappa`. Where a coder gave a theme to no
    comment, or to every one, it would be 0 whatever the other did, or 0 / 0, which tells nothing of
    agreement: it is NaN with a note. The interval is the large-sample one of the table with one
    comment more in each cell, drawn out to kappa where it does not reach it: two successes and two
    failures more, as Agresti and Coull (1998) do for shares. Raises ValueError for tables that are
    not 2 x 2.
    """
    counts = np.asarray(tables, dtype=float)
    if counts.ndim != 3 or counts.shape[1:] != (2, 2):
        raise ValueError(f"tables of yes and no are themes x 2 x 2, not {counts.shape}")
    total = counts.sum(axis=(1, 2))
    known = np.where(total > 0, total, np.nan)
    neither, both = counts[:, 0, 0], counts[:, 1, 1]
    first, second = counts[:, 1].sum(axis=1), counts[:, :, 1].sum(axis=1)
    agreed = (neither + both) / known
    note = _notes(total, first, second)
    return CoderAgreement(
        comments=total,
        first=first,
        second=second,
        both=both,
        agreed=agreed,
        prevalence_index=(both - neither) / known,
        bias_index=(first - second) / known,
        pabak=2 * agreed - 1,
        kappa=_with_ends(counts, note == "", confidence),
        note=note,
    )


def landis_koch(kappa: float) -> str:
    """The word for a kappa by Landis and Koch (1977), "" for NaN.

    Their steps are conventions, as they say themselves: how much agreement is enough depends on
    what hangs on it, and kappa is lower for a theme that is rare.

    >>> landis_koch(0.61), landis_koch(0.6), landis_koch(-0.1), landis_koch(1)
    ('substantial', 'moderate', 'poor', 'almost perfect')
    """
    if np.isnan(kappa):
        return ""
    if kappa < 0:
        return STEPS[0][1]
    return next((word for upper, word in STEPS[1:] if kappa <= upper), HIGHEST)


def _notes(total: np.ndarray, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    nobody, everybody = (first == 0, second == 0), (first == total, second == total)
    return np.select(
        [
            total == 0,
            nobody[0] & nobody[1],
            everybody[0] & everybody[1],
            nobody[0] | nobody[1],
            everybody[0] | everybody[1],
        ],
        [NOTHING, NEITHER, ALWAYS, ONE_NEVER, ONE_ALWAYS],
        "",
    ).astype(object)


def _with_ends(counts: np.ndarray, defined: np.ndarray, confidence: float) -> Kappa:
    """The kappas that are defined, with intervals for few comments too; NaN for the others."""
    kappa, more = (cohen_kappa(each, confidence=confidence) for each in (counts, counts + ADDED))
    ends = (np.fmin(more.low, kappa.estimate), np.fmax(more.high, kappa.estimate))
    told = (kappa.estimate, kappa.standard_error, *ends)
    return Kappa(
        *(np.where(defined, each, np.nan) for each in told), kappa.observed, kappa.expected
    )
