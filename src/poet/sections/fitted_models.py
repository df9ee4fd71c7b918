"""The models of what goes with outcomes: fitted once, told by several sections."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from poet.sections import EVERYONE
from poet.sections.model_data import ModelData, background_of, prepare, scores
from poet.statistics import binary, firth, ordinal
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
KINDS = ("ordinal", "binary")
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
    """An ordinal and a binary model of every outcome, for each council and for all together."""
    for group in groups(study):
        background = background_of(group.by_person, group.survey.questionnaire)
        for outcome in group.survey.questionnaire.with_role("outcome"):
            try:
                _require_councils(group, group.by_person["authority"])
                data = prepare(group.by_person, group.people_scores, outcome, background)
                _require_councils(group, data.authorities)
                data = _for_councils_together(data) if group.pooled else data
            except CannotEstimate as reason:
                yield from (Model(group, outcome, kind, reason=told(reason)) for kind in KINDS)
            else:
                yield from (_fitted(Model(group, outcome, kind, data)) for kind in KINDS)


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


def _for_councils_together(data: ModelData) -> ModelData:
    """Without background that one council alone, or no line between answers, could tell of.

    Such a column has no standard error by council, and would take the whole model with it.
    """
    while names := _untellable(data):
        fewer = data.without_background(names)
        if fewer.predictors.shape == data.predictors.shape:  # the scores themselves
            break
        data = fewer
    return data


def _untellable(data: ModelData) -> tuple[str, ...]:
    """Predictors that divide the answers, or groups of people who are all of one council."""
    groups = [name for name in data.predictors if "=" in name]
    councils = data.predictors[groups].gt(0).groupby(data.authorities, observed=True).any().sum()
    return (
        tuple(councils.index[councils.lt(2)])
        or separated(data.answers, data.predictors)
        or separated(data.is_good, data.predictors)
    )


def _fitted(model: Model) -> Model:
    data = model.data
    try:
        # Of councils together, background that divides the answers is gone by now, and a score
        # that does so leaves no fit: there is no penalised fit that knows of councils.
        names = () if model.group.pooled else separated(model.answers, data.predictors)
        fit = _fit(model, penalised=bool(names))
    except CannotEstimate as reason:
        return replace(model, reason=told(reason))
    questions = dict.fromkeys(name.partition("=")[0] for name in names)
    return replace(model, fit=fit, separated=tuple(questions))


def _fit(model: Model, *, penalised: bool) -> OrdinalFit | BinaryFit | FirthFit:
    predictors = model.data.predictors
    if penalised:
        return firth.fit(model.answers, predictors)
    kind = ordinal if model.kind == "ordinal" else binary
    return kind.fit(model.answers, predictors, clusters=model.clusters)


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
