"""The ordinal models again, with what was left blank filled in many times over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from poet.sections.fitted_models import Group, Model, told
from poet.sections.model_data import POINTS_IN_A_STEP, background_of, positions
from poet.sections.model_groups import small_joined
from poet.statistics import ordinal
from poet.statistics.design import design
from poet.statistics.failure import CannotEstimate
from poet.statistics.imputation import impute
from poet.statistics.pooling import fit_each, pool

if TYPE_CHECKING:
    from pandas import DataFrame, Index, Series

    from poet.questionnaire import Question
    from poet.statistics.design import Design

SETS, SEED = 20, 2026
# The name of a predictor, the column it comes from, and which group of it; None of a number.
Column = tuple[str, str, int | None]


@dataclass(frozen=True)
class _People:
    """Whom models are fitted to and by what: positions of people, as bytes, and the predictors."""

    positions: bytes
    columns: tuple[Column, ...]

    @property
    def stays(self) -> np.ndarray:
        """The positions of the people among all."""
        return np.frombuffer(self.positions, dtype=np.intp)


@dataclass(frozen=True, eq=False)
class _Completed:
    """One completed set: everyone's answers, and the predictors of the people of some models."""

    by_person: DataFrame
    predictors: Design | DataFrame


def imputed(group: Group, models: Sequence[Model]) -> Iterator[tuple[Model, DataFrame | str]]:
    """Each ordinal model of the group, and its pooled scores (a row each) or why there are none.

    Blanks of outcomes, scores and background are filled in together, 20 times, from all of these
    (see `imputation.impute`). "Does not apply" and the like are answers: who gave one to an outcome
    is in no model of it.
    """
    by_person = _to_fill_in(group, models)
    if not by_person.isna().any(axis=None):
        yield from ((model, "nobody left anything blank") for model in models)
        return
    try:
        sets = impute(by_person, sets=SETS, seed=SEED).sets
    except CannotEstimate as reason:
        yield from ((model, told(reason)) for model in models)
        return
    found = {
        id(model): _pooled_or_reason(model, people, completed)
        for people, alike in _by_people(models, by_person).items()
        for completed in [_completed(people, sets)]
        for model in alike
    }
    yield from ((model, found[id(model)]) for model in models)


def _to_fill_in(group: Group, models: Sequence[Model]) -> DataFrame:
    """One row per person: outcomes, scores in steps of 25 points, and the background of models."""
    import pandas as pd

    outcomes = {model.outcome.key: _ordered(group.by_person, model.outcome) for model in models}
    questions = {question.key: question for model in models for question in model.data.taken}
    values = background_of(group.by_person, group.survey.questionnaire).values
    background = {key: _grouped(values[key], question) for key, question in questions.items()}
    frame = pd.DataFrame({**outcomes, **background}, index=group.by_person.index)
    return frame.join(group.people_scores / POINTS_IN_A_STEP)


def _ordered(by_person: DataFrame, outcome: Question) -> Series:
    """Answers on the scale, the worst first; missing where there is none."""
    import pandas as pd

    order = [answer.code for answer in outcome.scale.worst_to_best]
    codes = positions(by_person[outcome.key], outcome)
    values = pd.Categorical.from_codes(codes, categories=order, ordered=True)
    return pd.Series(values, index=by_person.index).cat.remove_unused_categories()


def _grouped(values: np.ndarray, question: Question) -> Series | np.ndarray:
    """A number as it is; groups with those of few people joined, the largest of all first."""
    import pandas as pd

    if question.kind == "number":
        return values
    groups, names = small_joined(values, question)
    return pd.Categorical([names[group] if group >= 0 else None for group in groups])


def _by_people(models: Sequence[Model], by_person: DataFrame) -> dict[_People, list[Model]]:
    """The models of the same people and predictors together: those are prepared once for them."""
    together: dict[_People, list[Model]] = {}
    for model in models:
        answered = model.group.by_person[model.outcome.key]
        codes = positions(answered, model.outcome)
        # A code of -1 with an answer is one that does not count; without one it is a blank.
        stays = np.flatnonzero((codes >= 0) | answered.isna().to_numpy())
        scored = ((name, name, None) for name in model.group.people_scores)
        columns = (*scored, *_columns(by_person, stays, model))
        together.setdefault(_People(stays.tobytes(), columns), []).append(model)
    return together


def _completed(people: _People, sets: Sequence[DataFrame]) -> list[_Completed]:
    return [_Completed(filled, _predictors(filled, people)) for filled in sets]


def _pooled_or_reason(
    model: Model, people: _People, completed: Sequence[_Completed]
) -> DataFrame | str:
    try:
        return _pooled(model, people, completed)
    except CannotEstimate as reason:
        return told(reason)


def _pooled(model: Model, people: _People, completed: Sequence[_Completed]) -> DataFrame:
    """One row per score: see `pooling.pool`."""
    import pandas as pd

    key, scored = model.outcome.key, list(model.group.people_scores)
    levels = pd.CategoricalDtype(model.data.answers.cat.categories, ordered=True)
    level_of = _level_of(completed[0].by_person[key], levels.categories)
    authorities = model.group.by_person["authority"].iloc[people.stays].reset_index(drop=True)
    clusters = authorities if model.group.pooled else None

    def fit(one: _Completed) -> ordinal.OrdinalFit:
        given = level_of[one.by_person[key].array.codes[people.stays]]
        answers = pd.Series(pd.Categorical.from_codes(given, dtype=levels))
        return ordinal.fit(answers, one.predictors, clusters=clusters)

    fits = fit_each(completed, fit)
    estimates = [one.coefficients.to_numpy()[: len(scored)] for one in fits]
    variances = [np.diag(one.covariance.to_numpy())[: len(scored)] for one in fits]
    return pool(
        pd.DataFrame(estimates, columns=scored),
        pd.DataFrame(variances, columns=scored),
        fits[0].degrees_of_freedom,
    )


def _level_of(answers: Series, levels: Index) -> np.ndarray:
    """The place of each answer among the levels, joined as in the model of complete answers."""
    place = {code: at for at, level in enumerate(levels) for code in str(level).split("+")}
    return np.array([place[str(code)] for code in answers.cat.categories])


def _columns(by_person: DataFrame, stays: np.ndarray, model: Model) -> Iterator[Column]:
    """The background of the model: a number, or every group but the largest of who answered.

    The same for every completed set, which has all of these and perhaps more of some.
    """
    for question in model.data.taken:
        if question.kind == "number":
            yield question.key, question.key, None
            continue
        groups = by_person[question.key].cat
        codes = groups.codes.to_numpy()[stays]
        counts = np.bincount(codes[codes >= 0], minlength=len(groups.categories))
        for group in np.flatnonzero(counts):
            if group != counts.argmax():
                yield f"{question.key}={groups.categories[group]}", question.key, int(group)


def _predictors(completed: DataFrame, people: _People) -> Design | DataFrame:
    """One row per person who stays; as they are where no model can use them, so that `fit` says
    why, after what is wrong with the answers.
    """
    import pandas as pd

    stays = people.stays
    values = np.empty((len(stays), len(people.columns)))
    for at, (_, key, group) in enumerate(people.columns):
        held = completed[key].array
        one = np.asarray(held) if group is None else held.codes == group
        values[:, at] = one[stays]
    predictors = pd.DataFrame(values, columns=[name for name, _, _ in people.columns])
    try:
        return design(predictors)
    except CannotEstimate:
        return predictors
