"""Whether two kinds of people are alike enough to be compared: how background overlaps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from poet.statistics.standardised_effects import logit_maximum

# Of 100 people like somebody, at least so many are of each kind (Crump et al. 2009).
FEWEST_OF_EACH = 0.1
# The lowest and highest in a hundred of a kind may be single people.
TRIMMED = 1


@dataclass(frozen=True)
class Overlap:
    """How alike two kinds of people are; all three are shares of everyone, 0 to 1.

    `alike`: people for whom the chance of being of the kind is between 0.1 and 0.9, so that people
    like them are found on both sides (Crump, Hotz, Imbens & Mitnik 2009). `common_support`: people
    whose chance lies where both kinds are found, from the higher of the two 1st percentiles to the
    lower of the two 99th (Heckman, Ichimura & Todd 1997). `effective`: how many people they are
    worth once each is weighted by one over the chance of the kind they are of (Kish 1965).
    """

    alike: float
    common_support: float
    effective: float


def overlap(kind: np.ndarray, background: np.ndarray) -> Overlap:
    """How far the background of people of a kind overlaps with that of the others.

    `kind` is true or false per person and neither for all, `background` has one row per person and
    one column of numbers per predictor, no constant. The chance of being of the kind (the
    propensity; Rosenbaum & Rubin 1983) is that of a logistic regression on the background. Where
    background divides the kinds without exception, those chances are 0 and 1.
    Raises ValueError when everyone, or nobody, is of the kind.
    """
    if kind.all() or not kind.any():
        raise ValueError("there is one kind of people only")
    matrix = np.column_stack([np.ones(len(kind)), background]).astype(float)
    chance = expit(matrix @ logit_maximum(kind, matrix)[0])
    of_both = [np.percentile(chance[who], [TRIMMED, 100 - TRIMMED]) for who in (kind, ~kind)]
    low, high = max(of_both[0][0], of_both[1][0]), min(of_both[0][1], of_both[1][1])
    weights = 1 / np.where(kind, chance, 1 - chance)
    return Overlap(
        alike=_share((chance >= FEWEST_OF_EACH) & (chance <= 1 - FEWEST_OF_EACH)),
        # A hair beside an end is the noise of the fit.
        common_support=_share((chance >= low - 1e-9) & (chance <= high + 1e-9)),
        effective=float(weights.sum() ** 2 / (weights @ weights) / len(weights)),
    )


def _share(which: np.ndarray) -> float:
    return float(which.mean())
