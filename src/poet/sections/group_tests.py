"""Whether groups differ: a test of all groups of a question first, then each against the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from poet.sections.registry import EVERYONE
from poet.statistics.contingency import (
    each_against_the_rest,
    effective_base,
    rounding_variance,
    same_shares,
)
from poet.statistics.differences import newcombe
from poet.statistics.multiplicity import holm

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.study import Study

__all__ = ["COLUMNS", "compare"]

WITH_EVERYONE = True
CLEAR_BELOW = 0.05
# Chi-squared holds its promise where at least so many would be on each side (Cochran 1954).
FEWEST_EXPECTED = 5
TABLE = ["authority", "audience", "wave", "question", "group_question"]
FAMILY = ["authority", "wave"]
TOO_FEW_EXPECTED = (
    f"fewer than {FEWEST_EXPECTED} people of a group would be on one side, were all groups alike"
)
NO_DIFFERENCE = "after rounding, all shares are 0 or all are 1"
TOO_FEW_COUNCILS = "fewer than 10 councils are not tested together"
COLUMNS = {
    "authority": "code of the authority, or all for everyone in the study together",
    "audience": "who was asked: budget_holder, carer or practitioner",
    "wave": "which round of asking",
    "question": "key of the question that the shares are of",
    "topic": "topic of that question",
    "group_question": "key of the background question that makes the groups",
    "test": (
        "omnibus (have all groups the same share?) or group (one group against all others shown; "
        "only where the omnibus test is clear)"
    ),
    "group": "code of the group; empty for the omnibus test",
    "label": "the group in words; empty for the omnibus test",
    "groups": "how many groups are set side by side",
    "statistic": (
        "chi-squared of the released counts, allowing for their rounding; empty where p comes from "
        "the test with councils as clusters"
    ),
    "degrees_of_freedom": "of the statistic",
    "cramers_v": "how far the groups of the table are apart, 0 (not at all) to 1 (Cramér 1946)",
    "difference": "share of the group minus that of all others, -1 to 1",
    "low": "lower end of its 95 % interval (Newcombe 1998)",
    "high": "upper end of its 95 % interval",
    "share": "share of good answers in the group",
    "share_of_others": "share of good answers of all others",
    "p": "p-value",
    "p_weighted": (
        "p-value of the same test with people weighted to the population, where the council has "
        "weights, by steps (0.001, 0.01, 0.05 ...); it stands beside and decides nothing, as "
        "shares are not weighted"
    ),
    "p_holm": (
        "p after Holm's correction: omnibus tests over all of the authority in the wave (every "
        "audience, question and group question); groups within their question"
    ),
    "clear": (
        "whether p_holm is below 0.05 (of an omnibus test below 0.025, where reports show the "
        "council's own tests and those of all councils together)"
    ),
    "note": "why nothing is tested; empty when it is",
}


def compare(study: Study, released: Mapping[str, DataFrame]) -> DataFrame:
    """One row per table of `groups`, and one per group of a clear one (see COLUMNS)."""
    import pandas as pd

    rows = released["groups"]
    if rows.empty:
        return pd.DataFrame(columns=list(COLUMNS)).astype({"clear": bool})
    tables = rows.groupby(TABLE, sort=False, observed=True).ngroup().to_numpy()
    first = rows[~rows.duplicated(TABLE)]
    place = rows.groupby(TABLE, sort=False, observed=True).cumcount().to_numpy()
    people, base = (_side_by_side(rows[name], tables, place) for name in ("people", "base"))
    added = rounding_variance(_step(rows))
    omnibus = _omnibus(first, people, base, added)
    groups = _groups(rows, omnibus, (people, base), (tables, place), added)
    frame = pd.concat([omnibus, groups] if len(groups) else [omnibus], ignore_index=True)
    return frame.reindex(columns=list(COLUMNS)).astype({"clear": bool})


def _step(rows: DataFrame) -> int:
    """What all released counts are multiples of: what they were rounded to, or 1."""
    counts = np.concatenate([rows[name].dropna().to_numpy(int) for name in ("people", "base")])
    return int(np.gcd.reduce(counts)) if counts.any() else 1


def _side_by_side(column: object, tables: np.ndarray, place: np.ndarray) -> np.ndarray:
    """A column of the released rows with one row per table and one column per group."""
    wide = np.full((tables.max() + 1, place.max() + 1), np.nan)
    wide[tables, place] = column.to_numpy(float, na_value=np.nan)
    return wide


def _omnibus(first: DataFrame, people: np.ndarray, base: np.ndarray, added: float) -> DataFrame:
    found = same_shares(np.minimum(people, base), base, added)
    together = first["authority"].eq(EVERYONE).to_numpy()
    p_councils = first["p_councils"].to_numpy(float)
    counted = np.isfinite(people).sum(axis=1)
    note = np.where(found.smallest_expected < FEWEST_EXPECTED, TOO_FEW_EXPECTED, "")
    note = np.where(together & np.isnan(p_councils), TOO_FEW_COUNCILS, note)
    note = np.where(np.isnan(found.p_values) & (counted > 1), NO_DIFFERENCE, note)
    note = np.where(counted < 2, first["note"], note)
    tested = note == ""
    p = np.where(together, p_councils, found.p_values)
    frame = first[[*TABLE, "topic"]].assign(
        test="omnibus",
        group="",
        label="",
        groups=counted,
        statistic=np.where(tested & ~together, found.statistic, np.nan),
        degrees_of_freedom=found.degrees_of_freedom,
        cramers_v=found.cramers_v,
        p=np.where(tested, p, np.nan),
        p_weighted=first["p_weighted"].where(tested),
        note=note,
    )
    frame["p_holm"] = frame.groupby(FAMILY, sort=False)["p"].transform(holm)
    # A report shows its own family of tests and that of all councils: they share the 1 in 20.
    families = 2 if (tested & together).any() else 1
    return frame.assign(clear=frame["p_holm"].lt(CLEAR_BELOW / families))


def _groups(
    rows: DataFrame,
    omnibus: DataFrame,
    counts: tuple[np.ndarray, np.ndarray],
    places: tuple[np.ndarray, np.ndarray],
    added: float,
) -> DataFrame:
    """Each group of the clear tables against all others."""
    clear = np.flatnonzero(omnibus["clear"])
    effect = rows.loc[~rows.duplicated(TABLE), "design_effect"].fillna(1).to_numpy(float)[clear]
    base = counts[1][clear]
    people = np.minimum(counts[0][clear], base)
    p, others, of_others = each_against_the_rest(people, base, added, effect)
    many = np.isfinite(people).sum(axis=1, keepdims=True) - 1
    share, others_share = people / base, others / of_others
    n = effective_base(people, base, added, effect[:, np.newaxis])
    n_others = effective_base(others, of_others, added * many, effect[:, np.newaxis])
    difference, low, high = newcombe(share * n, n, others_share * n_others, n_others)
    table, place = (each[np.isin(places[0], clear)] for each in places)
    at = np.searchsorted(clear, table), place
    frame = rows[np.isin(places[0], clear)][[*TABLE, "topic", "group", "label"]].assign(
        test="group",
        groups=omnibus["groups"].to_numpy()[table],
        difference=difference[at],
        low=low[at],
        high=high[at],
        share=share[at],
        share_of_others=others_share[at],
        p=p[at],
        note="",
    )
    frame["p_holm"] = frame.groupby(TABLE, sort=False)["p"].transform(holm)
    return frame.assign(clear=frame["p_holm"].lt(CLEAR_BELOW))
