"""Shares of councils as they would be if their people were like all people: indirect."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit

from poet.statistics.proportions import wilson

# A penalty this small moves no estimate that there is, and keeps those finite that there are not
# (a group in which everybody answers alike).
RIDGE = 1e-6
MOST_STEPS = 60
# The search ends when the next step would add less than this to the log-likelihood.
STILL = 1e-12
# Second derivatives cost most: old ones do while each step gains at most this share of the last.
SHRINKING = 0.01
# A full step from afar may overshoot for ever.
LONGEST_STEP = 3.0
# Counting people of one pattern together pays only where patterns have several people.
PEOPLE_IN_A_PATTERN = 1.5


@dataclass(frozen=True, eq=False)
class StandardisedShares:
    """One entry per council and question, 0 to 1: the share expected from who its people are, and
    observed / expected x the share of all, with its interval. NaN where nobody answered.
    """

    expected: np.ndarray
    share: np.ndarray
    low: np.ndarray
    high: np.ndarray


def expected_yes(yes: ArrayLike, groups: ArrayLike) -> np.ndarray:
    """Each person's chance of a yes to each question, from who they are: people x questions.

    `yes` has one row per person and one column per question: 1, 0, or NaN for no answer. `groups`
    has one column of whole numbers from 0 per background question: the group the person is in.
    Each question has a logistic regression, by Newton's method, of those who answered it: a
    constant and a coefficient for every group but the largest of each background question. The sum
    of the chances of those who answered is the sum of their yes. NaN where there was no answer.
    Raises ValueError for another answer or a negative group.
    """
    yes, groups = np.asarray(yes, dtype=float), np.asarray(groups)
    answered = np.isfinite(yes)
    if not np.isin(yes[answered], (0.0, 1.0)).all():
        raise ValueError("an answer must be 0 or 1")
    if groups.size and groups.min() < 0:
        raise ValueError("a group must be numbered from 0")
    if not yes.size:
        return yes
    pattern, first = _patterns(groups)
    people = _counted(answered, pattern, len(first))
    said_yes = _counted(np.where(answered, yes, 0), pattern, len(first))
    chance = _fitted(_indicators(groups[first]), said_yes, people)
    return np.where(answered, chance[pattern], np.nan)


def standardised_shares(
    people: ArrayLike,
    base: ArrayLike,
    expected: ArrayLike,
    of_all: ArrayLike,
    confidence: float = 0.95,
) -> StandardisedShares:
    """Observed / expected x the share of all: one row per council, one column per question.

    `people` of `base` said yes, `expected` is the sum of their chances, and `of_all` is the share
    of yes in all councils together, one per question (Breslow & Day 1987, chapter 2). The interval
    is Wilson's of people / base, times the same factor, cut at 1: that the chances are themselves
    estimates is left out, as they rest on all councils together.
    """
    people, base, expected = (np.asarray(v, dtype=float) for v in (people, base, expected))
    answered = np.where(base > 0, base, np.nan)
    mean = expected / answered
    factor = np.asarray(of_all, dtype=float) / np.where(mean > 0, mean, np.nan)
    low, high = (np.minimum(end * factor, 1) for end in wilson(people, base, confidence))
    return StandardisedShares(mean, np.minimum(people / answered * factor, 1), low, high)


def _patterns(groups: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each person's pattern of groups, and a person who has each of the patterns."""
    code = np.zeros(len(groups), dtype=np.int64)
    for column in groups.T:
        # Numbered anew each time, so that many questions do not run out of numbers.
        _, code = np.unique(code * (int(column.max()) + 1) + column, return_inverse=True)
    _, first, pattern = np.unique(code, return_index=True, return_inverse=True)
    if len(code) < PEOPLE_IN_A_PATTERN * len(first):
        return np.arange(len(code)), np.arange(len(code))
    return pattern, first


def _counted(values: np.ndarray, pattern: np.ndarray, many: int) -> np.ndarray:
    """The sum of each question's values among the people of each pattern."""
    return np.column_stack([np.bincount(pattern, column, minlength=many) for column in values.T])


def _indicators(groups: np.ndarray) -> np.ndarray:
    """A constant, and a column of 0 and 1 for every group but the largest of each question."""
    columns = [np.ones(len(groups))]
    for column in groups.T:
        counts = np.bincount(column)
        columns += [
            (column == group).astype(float)
            for group in np.flatnonzero(counts)
            if group != counts.argmax()
        ]
    return np.column_stack(columns)


def _fitted(design: np.ndarray, yes: np.ndarray, people: np.ndarray) -> np.ndarray:
    """The chance of each row and question where the (hardly penalised) likelihood is greatest."""
    total, asked = yes.sum(axis=0), people.sum(axis=0)
    share = total / np.maximum(asked, 1)
    chance = np.broadcast_to(share, yes.shape).copy()
    questions = np.flatnonzero((total > 0) & (total < asked))
    start = np.log(share[questions] / (1 - share[questions]))
    estimates = np.vstack([start, np.zeros((design.shape[1] - 1, len(questions)))])
    chance[:, questions] = expit(
        design @ _maximum(design, yes[:, questions], people[:, questions], estimates)
    )
    return chance


def _maximum(
    design: np.ndarray, yes: np.ndarray, people: np.ndarray, begin: np.ndarray
) -> np.ndarray:
    """The coefficients (one column per question) by Newton's method, from where they begin."""
    estimates, (many, questions) = begin.copy(), begin.shape
    penalty = np.append(0, np.full(many - 1, RIDGE))
    inverse = np.zeros((questions, many, many))
    active, left = np.arange(questions), np.full(questions, np.inf)
    stale = np.ones(questions, dtype=bool)
    for _ in range(MOST_STEPS):
        chance = expit(design @ estimates[:, active])
        slope = design.T @ (yes[:, active] - people[:, active] * chance)
        slope -= penalty[:, None] * estimates[:, active]
        for at in np.flatnonzero(stale[active]):
            weight = people[:, active[at]] * chance[:, at] * (1 - chance[:, at])
            curvature = (design * weight[:, None]).T @ design + np.diag(penalty)
            inverse[active[at]] = np.linalg.pinv(curvature, hermitian=True)
        step = np.einsum("qij,jq->iq", inverse[active], slope)
        estimates[:, active] += np.clip(step, -LONGEST_STEP, LONGEST_STEP)
        gain = (slope * step).sum(axis=0)
        stale[active], left[active] = gain > SHRINKING * left[active], gain
        active = active[gain > STILL]
        if not len(active):
            break
    return estimates
