"""Shares of good answers as they would be if each council's people were like those of all councils.

A council whose people are older, or need more, may stand lower for that alone. And where few people
answered, its share is as much chance as council: the shrunken share says how much to believe.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from poet.sections.hidden_counts import people_or_middle
from poet.sections.model_data import positions
from poet.sections.model_groups import small_joined
from poet.sections.registry import EVERYONE
from poet.statistics.indirect_standardisation import expected_yes, standardised_shares
from poet.statistics.proportions import wilson
from poet.statistics.shrinkage import shrunken_shares

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from poet.questionnaire import Question
    from poet.study import Study, Survey

WITH_MODELS = True
COLUMNS = {
    "authority": "code of the authority, or all for all of them together",
    "audience": "who was asked: budget_holder, carer or practitioner",
    "wave": "which round of asking",
    "question": "key of the question in the questionnaire",
    "topic": "topic of the question; the same topic has the same name for every audience",
    "people": "how many people gave a good answer",
    "base": "how many people gave an answer that counts",
    "share": "people divided by base, 0 to 1",
    "low": "lower end of the 95 % interval of the share (Wilson 1927)",
    "high": "upper end of the 95 % interval of the share",
    "expected": (
        "the share that people of the same background give in all councils together, by a logistic "
        "regression on the background"
    ),
    "standardised": "share / expected x the share of all: indirectly standardised",
    "standardised_low": "lower end of its 95 % interval: that of the share, times the same factor",
    "standardised_high": "upper end of that interval",
    "shrunken": (
        "the share drawn towards that of all councils, the more the fewer people answered "
        "(empirical Bayes, beta-binomial)"
    ),
    "shrunken_low": "lower end of its 95 % interval",
    "shrunken_high": "upper end of that interval",
    "adjusted_for": "the background that expected allows for, by short names",
    "note": "why there is no estimate; empty when there is",
}
ESTIMATES = ("expected",)
# Worked out of released counts, so that they tell of them no more than may be seen.
WORKED_OUT = (
    "standardised",
    "standardised_low",
    "standardised_high",
    "shrunken",
    "shrunken_low",
    "shrunken_high",
)
ROLES = ("outcome", "process", "involvement")
FEWEST_COUNCILS = 10
# Ages and the like are taken in so many groups of equal size, so that no line is assumed.
GROUPS_OF_NUMBERS = 5
NOT_ENOUGH = "fewer than {fewest} councils are not set beside each other by models (here: {here})"
NOBODY = "nobody gave an answer that counts"


def find(study: Study) -> DataFrame:
    """One row per authority, audience, wave and question with good answers; "all" last of each."""
    import pandas as pd

    frames = [
        frame for survey in study.surveys if len(survey.by_person) for frame in _of(survey, study)
    ]
    if not frames:
        return pd.DataFrame(columns=list(COLUMNS))
    return pd.concat(frames, ignore_index=True)[list(COLUMNS)]


def work_out(released: DataFrame) -> DataFrame:
    """The released frame with standardised and shrunken shares, from counts that may be seen.

    Councils whose count is hidden have none, but count among those that others are drawn towards.
    """
    frame = released.astype(dict.fromkeys(WORKED_OUT, "float64"))
    counted = frame.assign(people=people_or_middle(frame), base=frame["base"].astype("float64"))
    for _, of_survey in counted.groupby(["audience", "wave"], sort=False):
        councils = of_survey[of_survey["authority"].ne(EVERYONE) & of_survey["people"].notna()]
        if of_survey["expected"].notna().any():
            frame.loc[councils.index, list(WORKED_OUT)] = _from_counts(councils, _of_all(of_survey))
    frame[list(WORKED_OUT)] = frame[list(WORKED_OUT)].where(frame["expected"].notna())
    return frame


def _of_all(of_survey: DataFrame) -> Series:
    """The share of all councils together, by question."""
    together = of_survey[of_survey["authority"].eq(EVERYONE)].set_index("question")
    return together["people"] / together["base"].where(together["base"].gt(0))


def _from_counts(councils: DataFrame, of_all: Series) -> np.ndarray:
    """One row per row of councils of one survey, one column per name of WORKED_OUT."""
    council, question = (
        councils.groupby(name, sort=False, observed=True).ngroup().to_numpy()
        for name in ("authority", "question")
    )

    def table(name: str) -> np.ndarray:
        """Councils x questions; NaN where a council has no row."""
        values = np.full((council.max() + 1, question.max() + 1), np.nan)
        values[council, question] = councils[name].to_numpy(float)
        return values

    base, expected = table("base"), table("expected")
    people = np.minimum(table("people"), base)
    centre = of_all.reindex(councils["question"].unique()).to_numpy(float)
    standardised = standardised_shares(people, base, expected * base, centre)
    shrunken = shrunken_shares(people, base)
    ends = [end for one in (standardised, shrunken) for end in (one.share, one.low, one.high)]
    return np.column_stack([end[council, question] for end in ends])


def _of(survey: Survey, study: Study) -> Iterator[DataFrame]:
    questions = [
        question
        for role in ROLES
        for question in survey.questionnaire.with_role(role)
        if question.kind == "single" and question.scale and question.scale.side("good")
    ]
    if not questions:
        return
    codes = [authority.code for authority in study.authorities]
    numbers = {code: number for number, code in enumerate(codes)}
    authority = survey.by_person["authority"].map(numbers).to_numpy(int)
    good = np.column_stack([_good(survey.by_person, question) for question in questions])
    columns = _counts(good, authority, len(codes))
    councils = len(np.unique(authority))
    if councils < FEWEST_COUNCILS:
        reason = NOT_ENOUGH.format(fewest=FEWEST_COUNCILS, here=councils)
        yield _frame(survey, questions, codes, columns).assign(note=reason)
    else:
        background = [q for q in survey.questionnaire.with_role("background") if q.adjust]
        columns |= _estimates(columns, good, authority, _groups(survey.by_person, background))
        frame = _frame(survey, questions, [*codes, EVERYONE], columns)
        yield frame.assign(adjusted_for=", ".join(question.short for question in background))


def _good(by_person: DataFrame, question: Question) -> np.ndarray:
    """1 for a good answer, 0 for another that counts, NaN for none."""
    of_position = [float(a.meaning == "good") for a in question.scale.worst_to_best]
    return np.array([*of_position, np.nan])[positions(by_person[question.key], question)]


def _counts(good: np.ndarray, authority: np.ndarray, many: int) -> dict[str, np.ndarray]:
    """People and base per authority and question."""
    answered = np.isfinite(good)
    return {
        "people": _sums(np.where(answered, good, 0), authority, many),
        "base": _sums(answered.astype(float), authority, many),
    }


def _sums(values: np.ndarray, authority: np.ndarray, many: int) -> np.ndarray:
    return np.column_stack([np.bincount(authority, column, minlength=many) for column in values.T])


def _groups(by_person: DataFrame, background: Sequence[Question]) -> np.ndarray:
    """One row per person, one column per background question: the group, or 0 for no answer."""
    columns = [_group(by_person, question) for question in background]
    return np.column_stack([np.zeros((len(by_person), 0), dtype=int), *columns])


def _group(by_person: DataFrame, question: Question) -> np.ndarray:
    if question.kind == "number":
        numbers = by_person[question.key].to_numpy(float)
        known = np.isfinite(numbers)
        if not known.any():
            return np.zeros(len(numbers), dtype=int)
        cuts = np.quantile(numbers[known], np.linspace(0, 1, GROUPS_OF_NUMBERS + 1)[1:-1])
        return np.where(known, 1 + np.searchsorted(cuts, numbers, side="right"), 0)
    places = positions(by_person[question.key], question)
    return 1 + small_joined(places, question)[0] if (places >= 0).any() else np.zeros_like(places)


def _estimates(
    counts: dict[str, np.ndarray], good: np.ndarray, authority: np.ndarray, groups: np.ndarray
) -> dict[str, np.ndarray]:
    """What share of each council's people would be expected to give a good answer."""
    chances = expected_yes(good, groups)
    expected = _sums(np.where(np.isfinite(chances), chances, 0), authority, len(counts["base"]))
    return {"expected": expected / np.where(counts["base"] > 0, counts["base"], np.nan)}


def _frame(
    survey: Survey,
    questions: Sequence[Question],
    codes: Sequence[str],
    columns: dict[str, np.ndarray],
) -> DataFrame:
    """The columns of authorities and questions as rows; where "all" is the last code, with sums."""
    import pandas as pd

    many = len(codes)
    frame = pd.DataFrame(
        {
            "authority": np.tile(np.array(codes, dtype=object), len(questions)),
            "audience": survey.audience,
            "wave": survey.wave,
            "question": np.repeat(np.array([q.key for q in questions], dtype=object), many),
            "topic": np.repeat(np.array([q.topic for q in questions], dtype=object), many),
            **{name: _as_rows(values, name, many) for name, values in columns.items()},
            **{name: np.nan for name in (*ESTIMATES, *WORKED_OUT) if name not in columns},
            "adjusted_for": "",
        }
    )
    frame["share"] = (frame["people"] / frame["base"]).where(frame["base"].gt(0))
    frame["low"], frame["high"] = wilson(frame["people"], frame["base"])
    frame["note"] = np.where(frame["base"].gt(0), "", NOBODY)
    return frame.astype({"people": "int64", "base": "int64"})


def _as_rows(values: np.ndarray, name: str, many: int) -> np.ndarray:
    """Authority x question as one column, question by question; counts add up to a last row."""
    if len(values) < many:
        missing = np.full(values.shape[1], np.nan)
        values = np.vstack([values, missing if name in ESTIMATES else values.sum(axis=0)])
    return values.T.ravel()
