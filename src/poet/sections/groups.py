"""What groups of people say: shares of good answers by need, age, how the budget is held ..."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from poet.sections.group_questions import (
    Groups,
    group_questions,
    groups_of,
    is_good,
    judged_questions,
)
from poet.sections.groups_view import view
from poet.sections.registry import EVERYONE
from poet.sections.shares import stand_together
from poet.statistics.contingency import same_shares_by_cluster
from poet.statistics.joined_groups import joined_until, sums_by_group
from poet.statistics.proportions import wilson
from poet.statistics.weighted_contingency import same_weighted_shares

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.questionnaire import Question
    from poet.study import Study, Survey

__all__ = ["COLUMNS", "find", "view"]

WITH_EVERYONE = True
ROLES = ("outcome", "process", "involvement")
FEWEST_COUNCILS = 10
# Where the shareable profile would hide a group, it is joined with the next smallest instead, in
# every profile: nothing is hidden in a table, so nothing of it can be worked out from the rest.
SMALLEST_BASE, LARGEST_SMALL_COUNT, CERTAIN_FROM, ROUNDED_TO = 10, 7, 20, 5
P_STEPS = (0.001, 0.01, 0.05, 0.1, 0.2, 0.5, 1.0)
TOO_FEW = "too few people answered to set groups side by side"
COLUMNS = {
    "authority": "code of the authority, or all for everyone in the study together",
    "audience": "who was asked: budget_holder, carer or practitioner",
    "wave": "which round of asking",
    "question": "key of the question that the share is of: an outcome, process or involvement",
    "topic": "topic of that question",
    "group_question": "key of the background question that makes the groups",
    "group": (
        "code of the group; codes with + between them are small groups that stand together. Of how "
        "the budget is held, direct_payment (to the person, or looked after by family or a friend) "
        "and managed (by the council, a provider or a broker) are one group each"
    ),
    "label": "the group in words",
    "people": "how many people of the group gave a good answer",
    "base": "how many people of the group gave an answer that counts",
    "share": "people divided by base, 0 to 1",
    "low": "lower end of the 95 % interval of the share (Wilson 1927)",
    "high": "upper end of the 95 % interval of the share",
    "p_councils": (
        "of all councils together: p-value that all groups of the question have the same share, "
        "with councils as clusters (Rao and Scott 1984), two digits; alike in each row of a table"
    ),
    "p_weighted": (
        "of a council with weights (see docs/weights.md): the same with people weighted to the "
        "population, up to the next of 0.001, 0.01, 0.05, 0.1, 0.2, 0.5 and 1, as its digits would "
        "tell hidden counts; alike in each row of a table. Shares are not weighted"
    ),
    "design_effect": (
        "how many times larger the variance of a difference is than if people of one council did "
        "not resemble each other, one decimal; the same in each row of a table"
    ),
    "note": "why groups are not set side by side; empty when they are",
}


@dataclass(frozen=True, eq=False)
class _Tables:
    """Good answers and answers that count: question x authority x group; with all at the end.

    `weighted`, where there are weights, is of 3 x 2 sides x question x authority x group: how many
    people gave a good answer, and another, and the sums of their weights and of the squares.
    """

    questions: Sequence[Question]
    groups: Groups
    people: np.ndarray
    base: np.ndarray
    weighted: np.ndarray | None


def find(study: Study) -> DataFrame:
    """One row per authority, audience, wave, question, group question and group (see COLUMNS)."""
    import pandas as pd

    codes = [authority.code for authority in study.authorities]
    frames = [
        _frame(survey, tables, [*codes, EVERYONE])
        for survey in study.surveys
        for tables in _survey_tables(survey, codes, study.weights_of(survey).to_numpy(float))
    ]
    if not frames:
        return pd.DataFrame(columns=list(COLUMNS)).astype({"people": "Int64", "base": "Int64"})
    return _with_shares(pd.concat(frames, ignore_index=True))


def _survey_tables(survey: Survey, codes: Sequence[str], weights: np.ndarray) -> Iterator[_Tables]:
    """The tables of each group question of a survey."""
    place = {code: number for number, code in enumerate(codes)}
    authority = survey.by_person["authority"].map(place).to_numpy(int)
    questions = judged_questions(survey.questionnaire, *ROLES)
    answers = [is_good(survey.by_person[question.key], question) for question in questions]
    together = stand_together(survey)
    for asked in group_questions(survey.questionnaire) if questions else ():
        groups = groups_of(survey.by_person, asked)
        width = len(groups.codes)
        cell = np.where(groups.of_person < 0, -1, authority * width + groups.of_person)
        people, base = (
            np.array([_counts(cell[which & (cell >= 0)], len(codes), width) for which in sides])
            for sides in zip(*answers, strict=True)
        )
        if together:
            people, base = (
                np.concatenate([each, each.sum(axis=1, keepdims=True)], axis=1)
                for each in (people, base)
            )
        yield _Tables(
            questions, groups, people, base, _weighted(cell, answers, weights, len(codes), width)
        )


def _counts(cell: np.ndarray, authorities: int, groups: int) -> np.ndarray:
    return np.bincount(cell, minlength=authorities * groups).reshape(authorities, groups)


def _weighted(
    cell: np.ndarray,
    answers: Sequence[tuple[np.ndarray, np.ndarray]],
    weights: np.ndarray,
    *shape: int,
) -> np.ndarray | None:
    """Counts, sums of weights and of their squares by side (see _Tables); None without weights."""
    usable = np.isfinite(weights) & (cell >= 0)
    if not usable.any():
        return None
    sides = [(good, counts & ~good) for good, counts in answers]
    counted = [
        [
            [
                np.bincount(cell[chosen], weights[chosen] ** power, shape[0] * shape[1])
                for chosen in (usable & one[side] for one in sides)
            ]
            for side in (0, 1)
        ]
        for power in (0, 1, 2)
    ]
    return np.array(counted).reshape(3, 2, len(answers), *shape)


def would_be_hidden(people: np.ndarray, base: np.ndarray) -> np.ndarray:
    """Which groups the shareable profile would hide, from exact counts."""
    rounded, rounded_base = ((each + ROUNDED_TO / 2) // ROUNDED_TO for each in (people, base))
    few_or_all = (people <= LARGEST_SMALL_COUNT) | (rounded >= rounded_base)
    return (
        (base < SMALLEST_BASE)
        | ((people > 0) & (people <= LARGEST_SMALL_COUNT))
        | ((base < CERTAIN_FROM) & few_or_all)
    )


def _frame(survey: Survey, tables: _Tables, authorities: Sequence[str]) -> DataFrame:
    """One row per question, authority and group that may be shown, or one that says why not."""
    import pandas as pd

    width = tables.people.shape[-1]
    people, base = (each.reshape(-1, width) for each in (tables.people, tables.base))
    member = joined_until(people, base, would_be_hidden)
    together = sums_by_group(np.tile(1 << np.arange(width), (len(member), 1)), member).astype(int)
    whole = base.sum(axis=1) > 0
    shown = together > 0
    shown[:, 0] |= whole & ~shown.any(axis=1)
    table, group = np.nonzero(shown)
    question, authority = np.divmod(table, tables.people.shape[1])
    bits = together[table, group]
    codes = {bit: tables.groups.code_of(bit) for bit in np.unique(bits).tolist()}
    labels = {bit: tables.groups.label_of(bit) for bit in codes}
    p, effect = _of_all(tables, member)
    apart = bits > 0
    keys, topics = (
        np.array([getattr(q, name) for q in tables.questions], object) for name in ("key", "topic")
    )
    return pd.DataFrame(
        {
            "authority": np.array(authorities, object)[authority],
            "audience": survey.audience,
            "wave": survey.wave,
            "question": keys[question],
            "topic": topics[question],
            "group_question": tables.groups.question.key,
            "group": [codes[bit] for bit in bits.tolist()],
            "label": [labels[bit] for bit in bits.tolist()],
            "people": np.where(apart, sums_by_group(people, member)[table, group], np.nan),
            "base": np.where(apart, sums_by_group(base, member)[table, group], np.nan),
            "p_councils": p[table],
            "p_weighted": _p_weighted(tables, member)[table],
            "design_effect": effect[table],
            "note": np.where(apart, "", TOO_FEW),
        }
    )


def _of_all(tables: _Tables, member: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The test with councils as clusters, and the design effect: numbers for tables of all only.

    Rounded, as all digits of a p-value would tell the counts that were rounded.
    """
    p, effect = np.full((2, len(member)), np.nan)
    many = tables.people.shape[1]
    asked = (tables.base.sum(axis=(0, 2)) > 0).sum() - 1
    if asked < FEWEST_COUNCILS:
        return p, effect
    for question in range(len(tables.questions)):
        table = question * many + many - 1
        groups = np.tile(member[table], (many - 1, 1))
        counts = (each[question, :-1] for each in (tables.people, tables.base))
        found = same_shares_by_cluster(*(sums_by_group(each, groups) for each in counts))
        p[table] = float(f"{found[0]:.1e}")
        effect[table] = max(round(found[1], 1), 1.0)
    return p, effect


def _p_weighted(tables: _Tables, member: np.ndarray) -> np.ndarray:
    """The weighted test of every table of a council that has weights, by steps of P_STEPS."""
    many, width = tables.people.shape[1:]
    if tables.weighted is None:
        return np.full(len(member), np.nan)
    absent = many - tables.weighted.shape[3]
    all_together = [(0, 0)] * 3 + [(0, absent), (0, 0)]  # councils together are tested as clusters
    flat = np.pad(tables.weighted, all_together).reshape(6, -1, width)
    counts, sums, squares = np.array([sums_by_group(one, member) for one in flat]).reshape(
        3, 2, len(member), width
    )
    sides_last = (np.moveaxis(each, 0, 1) for each in (sums, squares))
    p = same_weighted_shares(*sides_last, counts.sum(axis=(0, 2)))
    # Two digits of it leave one table or two of all that the released counts leave.
    return np.append(P_STEPS, np.nan)[np.searchsorted(P_STEPS, p)]


def _with_shares(frame: DataFrame) -> DataFrame:
    low, high = wilson(frame["people"], frame["base"])
    counts = frame[["people", "base"]].astype("Int64")
    shares = {"share": frame["people"] / frame["base"], "low": low, "high": high}
    return frame.assign(**shares, **counts)[list(COLUMNS)]
