"""How far shares move when those who answered count as the population does.

What weighting changes is found here, from the answers themselves; `weighted_shares` adds it to the
shares that may be seen, so that a weighted share never tells a count more exactly than they do.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from poet.sections.shares import COLUMNS as SHARE_COLUMNS
from poet.sections.shares import shares_of_role
from poet.sections.weighting_estimates import (
    KEYS,
    ROLES,
    level_of,
    weighted,
    weighted_questions,
)
from poet.statistics.proportions import wilson
from poet.statistics.rounded_counts import step_of
from poet.statistics.stratified import STANDARD_ERRORS_IN_A_MARGIN

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.study import Study, Survey

ESTIMATES = ("moved", "moved_low", "moved_high", "margin", "effective_share", "furthest_off")
# People of the population: as small as those who answered, so as coarse.
AMOUNTS = ("population",)
# Of effective_share, where counts are rounded.
STEP = 0.05
COLUMNS = {
    **{name: words for name, words in SHARE_COLUMNS.items() if name not in ("note", "part_of")},
    "level": (
        "what a row counts: side (all good, all neutral or all bad answers); answer (one answer) "
        "of questions whose answers are not judged"
    ),
    "moved": (
        "the share with every person counted as so many people of the population, less the share "
        "as counted; -1 to 1, empty where there are no weights"
    ),
    "moved_low": "lower end of the 95 % interval of the weighted share, less the share as counted",
    "moved_high": "upper end of the same",
    "margin": (
        "1.96 standard errors of the weighted share, 0 to 1; where counts are rounded, this and "
        "both ends are worked out of the counts, effective_share and population that are shown"
    ),
    "effective_share": (
        "how many equally weighted answers the weighted ones are worth, as a share of base (Kish "
        "1965); 1 divided by it is the design effect of weighting. Where counts are rounded, to "
        "the nearest 0.05"
    ),
    "furthest_off": (
        "by how much the weighted number of a group differs from its population at most once "
        "weights were cut, as a share of it"
    ),
    "method": (
        "strata (everybody of a stratum counts alike), raked (the groups of each question add up), "
        "or empty where there are no weights"
    ),
    "weighted_by": "keys of the questions whose groups in the population the weights rest on",
    "population": "how many people there are, by the population file; as coarse as counts",
    "note": "why there is no weighted share, or no interval; empty when there is",
}
NO_INTERVAL = "too few people answered in one of the groups to say how sure this is"
NOBODY = "nobody who has a weight answered"


def find(study: Study) -> DataFrame:
    """One row per authority, audience, wave, question and side (see COLUMNS).

    No row where the study has no population file, and none of audiences and waves that the file
    does not have.
    """
    import pandas as pd

    frame = pd.concat([shares_of_role(study, role) for role in ROLES], ignore_index=True)
    parts = [
        _beside_weighted(_rows_of(frame, survey, study), survey, study) for survey in _with(study)
    ]
    found = pd.concat(parts, ignore_index=True) if parts else frame.head(0)
    return found.reindex(columns=list(COLUMNS)).astype({"population": "Int64"})


def work_out(released: DataFrame) -> DataFrame:
    """The released frame with margins and ends worked out of what may be seen, where counts are
    rounded.

    From exact counts of a few strata they leave one table of those counts. The interval is Wilson's
    (1927) of so many effective answers (Kish 1965), with the finite population correction.
    """
    frame = released.astype({"population": "Int64"})
    if step_of(frame["people"], frame["base"]) == 1:
        return frame
    worth = ((frame["effective_share"] / STEP + 0.5 + 1e-9) // 1 * STEP).clip(STEP, 1).round(2)
    share = (frame["share"] + frame["moved"]).clip(0, 1).to_numpy(float)
    base, population = (frame[name].astype("float64") for name in ("base", "population"))
    left = (1 - base / population).clip(lower=0).to_numpy(float)
    with np.errstate(divide="ignore"):
        answers = (base * worth).to_numpy(float) / left
    counted = np.isfinite(answers)
    ends = wilson(np.where(counted, share * answers, np.nan), np.where(counted, answers, np.nan))
    low, high = (np.where(left == 0, share, end) - frame["share"] for end in ends)
    margin = STANDARD_ERRORS_IN_A_MARGIN * np.sqrt(share * (1 - share) / answers)
    told = {"moved_low": low, "moved_high": high, "margin": margin, "effective_share": worth}
    known = {name: frame[name].notna() for name in told}
    return frame.assign(**{name: frame[name].mask(known[name], told[name]) for name in told})


def _with(study: Study) -> Iterator[Survey]:
    """The surveys of which the population file has anybody."""
    if study.population is None:
        return
    groups = study.population.groups
    known = set(zip(groups["audience"], groups["wave"], strict=True))
    yield from (one for one in study.surveys if (one.audience, one.wave) in known)


def _rows_of(frame: DataFrame, survey: Survey, study: Study) -> DataFrame:
    """The rows of shares that are weighted: of each authority, but not of all together."""
    levels = {one.key: level_of(one) for one in weighted_questions(survey)}
    return frame[
        frame["audience"].eq(survey.audience)
        & frame["wave"].eq(survey.wave)
        & frame["question"].map(levels).eq(frame["level"])
        & frame["authority"].isin([authority.code for authority in study.authorities])
    ].drop(columns="note")


def _beside_weighted(rows: DataFrame, survey: Survey, study: Study) -> DataFrame:
    weights = study.weights[survey.audience, survey.wave]
    how = weights.by_authority.rename(columns={"questions": "weighted_by", "note": "why_not"})
    estimates = weighted(survey, weights).rename(columns={"low": "from", "high": "to"})
    both = rows.merge(how, "left", on="authority").merge(estimates, "left", on=KEYS)
    for name, of in (("moved", "weighted"), ("moved_low", "from"), ("moved_high", "to")):
        both[name] = both[of].astype(float) - both["share"]
    both["note"] = _notes(both)
    return both.fillna({"method": "", "weighted_by": ""})


def _notes(both: DataFrame) -> np.ndarray:
    """Why a row has no weighted share, or no interval. Nobody answered: that is no reason."""
    why_not = both["why_not"].fillna("")
    return np.select(
        [
            why_not.ne(""),
            both["method"].isna() | ~both["base"].gt(0),
            both["weighted"].isna(),
            both["from"].isna(),
        ],
        [why_not, "", NOBODY, NO_INTERVAL],
        "",
    )
