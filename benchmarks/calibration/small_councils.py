"""One council of 100 people: would another interval for a coefficient cover better?

Beside the normal one of the reports stand: t with n - p degrees of freedom, the profile of the
likelihood, and that of Firth's penalised likelihood.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from calibration import drawing, table

from poet.statistics import binary, firth, ordinal
from poet.statistics.cumulative_logit import Rows, evaluate, gradient, information
from poet.statistics.failure import CannotEstimate
from poet.statistics.wald import t_quantile

NAME = "one small council"
PEOPLE = 100
COEFFICIENTS = ("process", "small group")
CHI_SQUARE = 3.841458820694124  # the 95 % quantile with one degree of freedom
MOST_STEPS, STILL = 50, 1e-6


def rows(studies: int, seed: int) -> pd.DataFrame:
    """One row per model, coefficient and kind of interval."""
    random, found = np.random.default_rng(seed), []
    for _ in range(studies):
        study = drawing.draw_study(PEOPLE, random)
        try:
            found.append(dict(_covered(study)))
        except CannotEstimate:
            continue
    covered = pd.DataFrame(found)
    setting = f"1 council, n = {PEOPLE}"
    return table.frame(
        NAME,
        [
            table.share(
                setting,
                what if kind == "normal" else f"{what}: {kind}",
                covered[what, kind],
                table.COVERAGE if kind == "normal" else table.FOR_COMPARISON,
            )
            for what, kind in covered.columns
        ],
    )


def _covered(study: drawing.Study) -> Iterator[tuple[tuple[str, str], bool]]:
    for model, answers, module in (
        ("ordinal", study.answers, ordinal),
        ("binary", study.good, binary),
    ):
        fit = module.fit(answers, study.predictors)
        penalised = firth.fit(answers, study.predictors)
        for name in COEFFICIENTS:
            truth, estimate = drawing.TRUE[name], fit.coefficients[name]
            away = abs(estimate - truth) / fit.standard_errors[name]
            of_firth = penalised.intervals(name).iloc[0]
            what = f"{model}, {name}"
            yield (what, "normal"), away < t_quantile(np.inf, 0.95)
            yield (what, "t with n - p"), away < t_quantile(PEOPLE - len(fit.covariance), 0.95)
            yield (what, "profile"), _loss(answers, study, name, fit) < CHI_SQUARE
            yield (what, "Firth, profile"), of_firth["low"] <= truth <= of_firth["high"]


def _loss(
    answers: pd.Series, study: drawing.Study, name: str, fit: ordinal.OrdinalFit | binary.BinaryFit
) -> float:
    """Twice the log-likelihood lost by holding the coefficient at its planted value."""
    if isinstance(fit, ordinal.OrdinalFit):
        level, parameters = answers.cat.codes, [*fit.thresholds, *fit.coefficients]
    else:  # the constant is a threshold with its sign turned
        level, parameters = answers, [-fit.coefficients.iloc[0], *fit.coefficients.iloc[1:]]
    _, level = np.unique(level.to_numpy(dtype=int), return_inverse=True)
    people = Rows(level, study.predictors.to_numpy(), np.ones(len(level)), int(level.max()) + 1)
    parameters = np.array(parameters)
    held = people.levels - 1 + study.predictors.columns.get_loc(name)
    free = np.arange(len(parameters)) != held
    parameters[held] = drawing.TRUE[name]
    for _ in range(MOST_STEPS):
        point = evaluate(people, parameters)
        slope = gradient(people, point)[free]
        step = np.linalg.solve(information(people, point)[np.ix_(free, free)], slope)
        length = np.sqrt(slope @ step)
        if length < STILL:
            return 2 * (fit.log_likelihood - point.log_likelihood)
        parameters[free] += step / max(1, length)  # at most a standard error at once
    raise CannotEstimate("no maximum with this coefficient held")
