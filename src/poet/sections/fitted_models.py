"""The models of what goes with outcomes: fitted once, told by several sections."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from poet.sections import EVERYONE
from poet.sections.model_data import ModelData, background_of, prepare, scores
from poet.statistics import binary, firth, ordinal, wald
from poet.statistics.clusters import numbered
from poet.statistics.design import design
from poet.statistics.failure import CannotEstimate
from poet.statistics.separation import separated

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from poet.questionnaire import Question
    from poet.statistics.binary import BinaryFit
    from poet.statistics.firth import FirthFit
    from poet.statistics.ordinal import OrdinalFit
    from poet.study import Study, Survey

# What practitioners say of outcomes and of the process is one view of the people they support,
# so a link between the two would say little about those people.
AUDIENCES = ("budget_holder", "carer")
FEWEST_COUNCILS = 10
FITS = {"ordinal": ordinal.fit, "binary": binary.fit}
KINDS = tuple(FITS)
GROUP = re.compile(r"'([^'=]+)=[^']*'")


@dataclass(frozen=True, eq=False)
class Group:
    """Those of one survey whom models are fitted to: one council's people, or everyone.

    `by_person` and `people_scores` (process and involvement, 0 to 100) have the same rows.
    """

    authority: str
    survey: Survey
    by_person: DataFrame
    people_scores: DataFrame

    @property
    def pooled(self) -> bool:
        """Whether councils stand together."""
        return self.authority == EVERYONE


@dataclass(frozen=True, eq=False)
class Model:
    """One model (`kind`) of one outcome in one group: what it was fitted to, and the fit.

    `separated` names scores and background questions that divide the answers without exception
    (which group of a question does so may be told to nobody); the fit is then penalised. Where
    nothing is estimated, `fit` is None and `reason` says why; where not even the people could be
    chosen, `data` is None too.
    """

    group: Group
    outcome: Question
    kind: str
    data: ModelData | None = None
    fit: OrdinalFit | BinaryFit | FirthFit | None = None
    separated: tuple[str, ...] = ()
    reason: str = ""

    @property
    def penalised(self) -> bool:
        """Whether the fit is Firth's."""
        return isinstance(self.fit, firth.FirthFit)

    @property
    def method(self) -> str:
        """How it was fitted."""
        return "penalised likelihood" if self.penalised else "maximum likelihood"

    @property
    def answers(self) -> Series:
        """What the model is of: ordered answers, or whether they are good."""
        return self.data.answers if self.kind == "ordinal" else self.data.is_good

    @property
    def clusters(self) -> Series | None:
        """The councils, where they stand together."""
        return self.data.authorities if self.group.pooled else None


def fitted_models(study: Study) -> Iterator[Model]:
    """An ordinal and a binary model of every outcome, for each council and for all together.

    They hold the data they were fitted to: who needs no more than numbers lets each one go.
    """
    for group in groups(study):
        background = background_of(group.by_person, group.survey.questionnaire)
        for outcome in group.survey.questionnaire.with_role("outcome"):
            try:
                _require_councils(group, group.by_person["authority"])
                data = prepare(group.by_person, group.people_scores, outcome, background)
                _require_councils(group, data.authorities)
            except CannotEstimate as reason:
                yield from (Model(group, outcome, kind, reason=told(reason)) for kind in KINDS)
            else:
                fitted = _of_councils_together if group.pooled else _of_one_council
                yield from fitted(group, outcome, data)


def told(reason: CannotEstimate | str) -> str:
    """A reason that names a background question and not the group of it that answered alike.

    >>> told("'need=other' goes with one end of the answers without exception")
    "'need' goes with one end of the answers without exception"
    """
    return GROUP.sub(r"'\1'", str(reason))


def groups(study: Study) -> Iterator[Group]:
    """The groups that models are made of, of each survey of people who hold or share a budget."""
    for survey in study.surveys:
        if survey.audience not in AUDIENCES:
            continue
        people_scores = scores(survey.by_person, survey.questionnaire)
        if people_scores.empty:
            continue
        for code, of_one in survey.by_person.groupby("authority", observed=True):
            yield _group(str(code), survey, of_one, people_scores.loc[of_one.index])
        if len(study.authorities) > 1:
            yield _group(EVERYONE, survey, survey.by_person, people_scores)


def _group(authority: str, survey: Survey, by_person: DataFrame, people_scores: DataFrame) -> Group:
    usable = people_scores.loc[:, people_scores.notna().any()]
    return Group(authority, survey, by_person, usable)


def _require_councils(group: Group, authorities: Series) -> None:
    """Below ten councils no standard error of a pooled model can be trusted."""
    councils = authorities.nunique()
    if group.pooled and councils < FEWEST_COUNCILS:
        raise CannotEstimate(
            f"fewer than {FEWEST_COUNCILS} councils are not modelled together (here: {councils})"
        )


def _of_one_council(group: Group, outcome: Question, data: ModelData) -> Iterator[Model]:
    """Both models, penalised where predictors divide the answers."""
    for model in _tried(group, outcome, data):
        names = _dividing(model)
        yield _penalised(model, names) if names else model


def _of_councils_together(group: Group, outcome: Question, data: ModelData) -> tuple[Model, ...]:
    """Both models, without background that one council alone, or no line between answers, tells of.

    Such a column has no standard error by council, and would take the whole model with it. A score
    that divides the answers leaves no fit: there is no penalised fit that knows of councils.
    """
    while True:
        models = ()
        names = _of_one_alone(data)
        if not names:
            models = tuple(_tried(group, outcome, data))
            names = next(filter(None, map(_dividing, models)), ())
        fewer = data.without_background(names)
        if fewer.predictors.shape == data.predictors.shape:  # nothing is, or the scores themselves
            return models
        data = fewer


def _of_one_alone(data: ModelData) -> tuple[str, ...]:
    """Groups of background questions whose people are all of one council."""
    councils = numbered(data.authorities)[0]
    return tuple(
        name
        for name, column in data.predictors.items()
        if "=" in name and np.count_nonzero(np.bincount(councils[column.to_numpy() > 0])) < 2
    )


def _tried(group: Group, outcome: Question, data: ModelData) -> Iterator[Model]:
    """Both models by maximum likelihood: the fit, or why there is none."""
    models = [Model(group, outcome, kind, data) for kind in KINDS]
    try:
        predictors = design(data.predictors)
    except CannotEstimate as reason:
        yield from (replace(model, reason=told(reason)) for model in models)
        return
    for model in models:
        try:
            fit = FITS[model.kind](model.answers, predictors, clusters=model.clusters)
        except CannotEstimate as reason:
            yield replace(model, reason=told(reason))
        else:
            yield replace(model, fit=fit)


def _dividing(model: Model) -> tuple[str, ...]:
    """The predictors that divide the answers; the programme is solved where the fit cannot tell."""
    if model.fit is not None and model.fit.proved:
        return ()
    return separated(model.answers, model.data.predictors)


def _penalised(model: Model, names: Sequence[str]) -> Model:
    try:
        fit = firth.fit(model.answers, model.data.predictors)
    except CannotEstimate as reason:
        return replace(model, fit=None, reason=told(reason))
    questions = dict.fromkeys(name.partition("=")[0] for name in names)
    return replace(model, fit=fit, separated=tuple(questions), reason="")


def estimates_of(
    fit: OrdinalFit | BinaryFit | FirthFit, names: Sequence[str]
) -> dict[str, np.ndarray]:
    """Estimates, errors, 95 % intervals (low, high) and p-values of these coefficients, as arrays.

    The same as in `intervals_of` and `p_values_of`, without frames.
    """
    known = fit.coefficients.index.tolist()
    at = [known.index(name) for name in names]
    values = {
        "estimate": fit.coefficients.to_numpy()[at],
        "error": np.sqrt(fit.covariance.to_numpy().diagonal()[at]),
    }
    if isinstance(fit, firth.FirthFit):
        ends = intervals_of(fit, names).to_numpy().T
        p_values = p_values_of(fit, names).to_numpy()
    else:
        by_wald = (*values.values(), fit.degrees_of_freedom)
        ends, p_values = wald.ends(*by_wald), wald.two_sided(*by_wald)
    return {**values, "low": ends[0], "high": ends[1], "p": p_values}


def intervals_of(fit: OrdinalFit | BinaryFit | FirthFit, names: Sequence[str]) -> DataFrame:
    """The 95 % intervals of these coefficients, columns low and high; profile ones if penalised.

    An end that the profile does not reach is missing.
    """
    if isinstance(fit, firth.FirthFit):
        ends = fit.intervals(names)
        return ends.where(ends.abs() < math.inf)
    return fit.intervals().loc[names]


def p_values_of(fit: OrdinalFit | BinaryFit | FirthFit, names: Sequence[str]) -> Series:
    """The p-values of these coefficients; of likelihood ratio tests where the fit is penalised."""
    if isinstance(fit, firth.FirthFit):
        return fit.p_values(names)
    return fit.p_values[names]
