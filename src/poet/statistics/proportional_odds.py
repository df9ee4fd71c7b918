"""Is one odds ratio fair for every cut of an ordered scale? The binary model at each, and Brant."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
import pandas as pd
from scipy.special import chdtrc, expit

from poet.statistics import ordinal
from poet.statistics.case_weights import finite_weights
from poet.statistics.design import check_enough, check_same_rows, design, used_levels
from poet.statistics.failure import CannotEstimate, listed
from poet.statistics.ordinal import OrdinalFit

ALL_TOGETHER = "all predictors together"
# Among differences of variance 1, one whose variance the others leave unexplained by less than this
# share cannot be told from one that follows from them.
NOTHING = 1e-10


@dataclass(frozen=True, eq=False)
class _Cut:
    """The line between two neighbouring levels: its binary model, or why there is none."""

    name: str
    fit: OrdinalFit | None
    note: str


def cumulative_logits(
    answers: pd.Series,
    predictors: pd.DataFrame,
    weights: pd.Series | None = None,
    *,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """One row per cut of the scale and predictor: the binary logit "above the cut, or not?".

    `answers`, `predictors` and `weights` (how many people a row stands for) are those of
    `ordinal.fit`. A cut ("low|medium") lies between neighbouring levels in use. Columns: cut,
    predictor, coefficient (log odds ratio of an answer above the cut for one unit of the
    predictor), standard_error, low and high (Wald interval, normal), note. Under proportional
    odds the coefficients of one predictor estimate the same number at every cut. Where a cut has
    no finite estimate the numbers are missing and `note` says why; else it is empty.

    Raises as `ordinal.fit` does for what holds at every cut: rows that differ, something missing,
    a constant predictor, fewer answers than numbers to estimate.
    """
    answers, predictors, weights = _counted(answers, predictors, weights)
    cuts = _cuts(answers, predictors, weights)
    tables = [_table(cut, predictors.columns, confidence) for cut in cuts]
    return pd.concat(tables, ignore_index=True)


def brant(
    answers: pd.Series,
    predictors: pd.DataFrame,
    weights: pd.Series | None = None,
    terms: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:
    """One row for all predictors together, then one per term: are the slopes the same at all cuts?

    Brant (1990): a Wald test that the binary logits at the cuts (see `cumulative_logits`) have
    equal slopes, with the covariance of all these slopes together. `terms` names columns that
    belong together, such as those of a factor; a predictor in none of them is a term by itself.
    Columns: term, statistic (chi-squared), degrees_of_freedom, p_value, note. A cut without a
    finite estimate is left out: the test is about the others, and `note` names the cut and the
    reason. With fewer than two cuts left, or where no covariance holds, the numbers are missing
    and `note` says why. People are taken as independent: there is no version for clusters.

    Raises as `cumulative_logits` does, and ValueError when `terms` do not fit the predictors.
    """
    columns_of = _terms(predictors.columns, terms)
    answers, predictors, weights = _counted(answers, predictors, weights)
    # The test does not depend on the units, its rounding does.
    standardised = pd.DataFrame(
        design(predictors).standardised, index=predictors.index, columns=predictors.columns
    )
    cuts = _cuts(answers, standardised, weights)
    note = _left_out(cuts)
    fits = [cut.fit for cut in cuts if cut.fit is not None]
    if len(fits) < 2:
        return _no_test(columns_of, note or "with only two answers there is only one cut")
    slopes = np.array([fit.coefficients for fit in fits])
    covariance = _joint_covariance(fits, standardised.to_numpy(), weights.to_numpy())
    rows = [
        {"term": term, **_equal_slopes(slopes, covariance, positions, note)}
        for term, positions in columns_of.items()
    ]
    return pd.DataFrame(rows)


def _counted(
    answers: pd.Series, predictors: pd.DataFrame, weights: pd.Series | None
) -> tuple[pd.Series, pd.DataFrame, pd.Series]:
    """What `ordinal.fit` would use, checked for what is the same at every cut."""
    check_same_rows(answers, predictors, weights)
    if weights is None:
        weights = pd.Series(1.0, index=answers.index)
    stays = finite_weights(weights) > 0
    answers, predictors = answers[stays], predictors[stays]
    used_levels(answers)
    check_enough(len(answers), predictors.shape[1] + 1)
    design(predictors)
    return answers, predictors, weights[stays].astype(float)


def _cuts(answers: pd.Series, predictors: pd.DataFrame, weights: pd.Series) -> list[_Cut]:
    codes, levels = used_levels(answers)
    return [
        _cut(f"{low}|{high}", pd.Series(codes > below, answers.index), predictors, weights)
        for below, (low, high) in enumerate(pairwise(levels))
    ]


def _cut(name: str, above: pd.Series, predictors: pd.DataFrame, weights: pd.Series) -> _Cut:
    two_levels = pd.CategoricalDtype([False, True], ordered=True)
    try:
        return _Cut(name, ordinal.fit(above.astype(two_levels), predictors, weights), "")
    except CannotEstimate as reason:
        return _Cut(name, None, str(reason))


def _table(cut: _Cut, predictors: pd.Index, confidence: float) -> pd.DataFrame:
    numbers = pd.DataFrame(
        math.nan, index=predictors, columns=["coefficient", "standard_error", "low", "high"]
    )
    if cut.fit is not None:
        numbers["coefficient"] = cut.fit.coefficients
        numbers["standard_error"] = cut.fit.standard_errors
        numbers[["low", "high"]] = cut.fit.intervals(confidence)
    names = pd.DataFrame({"cut": cut.name, "predictor": predictors}, index=predictors)
    return names.join(numbers).assign(note=cut.note)


def _terms(
    predictors: pd.Index, terms: Mapping[str, Sequence[str]] | None
) -> dict[object, list[int]]:
    """For all together and for each term the positions of its columns."""
    named = [(column, term) for term, columns in (terms or {}).items() for column in columns]
    owner = dict(named)
    if absent := [column for column in owner if column not in predictors]:
        raise ValueError(f"the predictors have no column {listed(absent)}")
    if len(owner) < len(named):
        raise ValueError("a predictor stands in two terms")
    if not len(predictors):
        raise ValueError("there is no predictor to test")
    positions: dict[object, list[int]] = {ALL_TOGETHER: list(range(len(predictors)))}
    for position, column in enumerate(predictors):
        positions.setdefault(owner.get(column, column), []).append(position)
    return positions


def _left_out(cuts: list[_Cut]) -> str:
    names_of: dict[str, list[str]] = {}
    for cut in cuts:
        names_of.setdefault(cut.note, []).append(cut.name)
    return "; ".join(f"not at {listed(names)}: {note}" for note, names in names_of.items() if note)


def _no_test(terms: Mapping[object, list[int]], note: str) -> pd.DataFrame:
    return pd.DataFrame([{"term": term, **_missing(note)} for term in terms])


def _missing(note: str) -> dict[str, object]:
    return {
        "statistic": math.nan,
        "degrees_of_freedom": math.nan,
        "p_value": math.nan,
        "note": note,
    }


def _joint_covariance(
    fits: list[OrdinalFit], predictors: np.ndarray, weights: np.ndarray
) -> np.ndarray:
    """The covariance of the slopes of all cuts: axes are cut, predictor, cut, predictor.

    Of two cuts, the chance to be above both is the chance to be above the higher one.
    """
    slopes = slice(predictors.shape[1])
    matrix = np.column_stack([predictors, -np.ones(len(predictors))])
    above = [expit(matrix @ fit.parameters.to_numpy()) for fit in fits]
    own = [fit.covariance.to_numpy() for fit in fits]
    result = np.empty((len(fits), predictors.shape[1]) * 2)
    for cut, covariance in enumerate(own):
        result[cut, :, cut] = covariance[slopes, slopes]
    for lower, higher in combinations(range(len(fits)), 2):
        shared = weights * above[higher] * (1 - above[lower])
        across = own[lower] @ (matrix.T @ (shared[:, np.newaxis] * matrix)) @ own[higher]
        result[lower, :, higher] = across[slopes, slopes]
        result[higher, :, lower] = across[slopes, slopes].T
    return result


def _equal_slopes(
    slopes: np.ndarray, covariance: np.ndarray, positions: list[int], note: str
) -> dict[str, object]:
    """The Wald test that these columns' slopes at the first cut are those at all others."""
    cuts, columns = len(slopes), len(positions)
    own = covariance[:, positions][:, :, :, positions].reshape(cuts * columns, cuts * columns)
    from_first = np.hstack([-np.ones((cuts - 1, 1)), np.eye(cuts - 1)])
    contrasts = np.kron(from_first, np.eye(columns))
    difference = contrasts @ slopes[:, positions].ravel()
    root = _root(contrasts @ own @ contrasts.T)
    if root is None:
        reason = "the fitted lines of the cuts cross, so that their differences have no covariance"
        return _missing("; ".join(filter(None, (reason, note))))
    statistic = float(np.sum(np.linalg.solve(root, difference) ** 2))
    df = len(difference)
    return {
        "statistic": statistic,
        "degrees_of_freedom": df,
        "p_value": float(chdtrc(df, statistic)),
        "note": note,
    }


def _root(covariance: np.ndarray) -> np.ndarray | None:
    """The lower triangular square root; None unless this is a covariance.

    Where fitted lines cross, the chance to be above a higher cut exceeds that of a lower one.
    Then it need not be one.
    """
    spread = np.sqrt(np.abs(np.diag(covariance)))
    try:
        root = np.linalg.cholesky(covariance / np.outer(spread, spread))
    except np.linalg.LinAlgError:
        return None
    if np.any(np.diag(root) ** 2 <= NOTHING):
        return None
    return spread[:, np.newaxis] * root
