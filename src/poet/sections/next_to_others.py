"""Each council next to others: all of the study, its peers, and tables that were published.

Worked out from what was released and nothing else, so every number can be checked from the tables
of shares. Nobody is ranked: where chance could explain a difference, it is "about the same".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from poet.sections.next_to_others_counts import side_by_side
from poet.sections.next_to_others_published import published_rows
from poet.sections.next_to_others_view import view
from poet.sections.standardised import WORKED_OUT
from poet.statistics.differences import newcombe, newcombe_p_values
from poet.statistics.funnel_limits import funnel_limits, widened
from poet.statistics.multiplicity import holm
from poet.statistics.rounded_counts import effective_counts, step_of

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from poet.study import Study

__all__ = ["COLUMNS", "compare", "view"]

WITH_MODELS = True
COLUMNS = {
    "authority": "code of the authority",
    "audience": "who was asked: budget_holder, carer or practitioner; empty for published",
    "wave": "which round of asking: the latest",
    "question": "key of the question; for published, what the table may be read beside",
    "topic": "topic of the question",
    "comparison": (
        "who the others are: pooled (all others of the study together), peers (named in "
        "study.toml), region, nearest (by features), published (other councils of a table)"
    ),
    "councils": (
        "how many councils the others are; of peers, those whose counts are known, if only as 1 to "
        "7, which is taken as 4"
    ),
    "people": "how many people gave a good answer, as released",
    "base": "how many people gave an answer that counts, as released",
    "share": "people divided by base, 0 to 1",
    "people_others": "people of the others, from released counts",
    "base_others": "base of the others, from released counts",
    "share_others": "people_others divided by base_others, 0 to 1",
    "difference": "share less share_others, -1 to 1",
    "difference_low": (
        "lower end of the 95 % interval of the difference (Newcombe 1998), made wider for the "
        "rounding of the counts"
    ),
    "difference_high": "upper end of that interval",
    "p": "p-value of the difference: under 0.05 exactly where that interval leaves out 0",
    "p_adjusted": "the same after Holm's correction over all rows of the authority",
    "centre": "the middle of the funnel: the share of all councils together, or of the peers",
    "low_95": "lower limit of the funnel at this base: 95 in 100 councils lie inside by chance",
    "high_95": "upper limit",
    "low_998": "lower limit inside which 998 in 1,000 councils lie by chance",
    "high_998": "upper limit",
    "phi": "how far councils differ beyond chance: about 1 or less where chance explains it",
    "between": "standard deviation of the councils' true shares; the limits are wider for it",
    "standardised": "the share if its people were like those of all councils (see standardised)",
    "standardised_low": "lower end of its 95 % interval",
    "standardised_high": "upper end of that interval",
    "shrunken": "the share drawn towards that of all councils (see standardised)",
    "shrunken_low": "lower end of its 95 % interval",
    "shrunken_high": "upper end of that interval",
    "verdict": "higher, lower or about the same; empty where there is nothing to say it from",
    "table": "title of a published table",
    "figure": "its figure for this council: 0 to 1, or as published where unit is score",
    "figure_median": "the middle figure of the other councils of the table",
    "figure_low": "a quarter of the other councils have a lower figure",
    "figure_high": "a quarter of the other councils have a higher figure",
    "unit": "percent, share or score: how the table was published",
    "source": "year, source and licence of the table",
    "note": "why there is no number; empty when there is",
}
WORDS = (
    "authority",
    "audience",
    "wave",
    "question",
    "topic",
    "comparison",
    "verdict",
    "table",
    "unit",
    "source",
    "note",
)
POOLED = "pooled"
HIGHER, LOWER, SAME = "higher", "lower", "about the same"
SURE = 0.05


def compare(study: Study, released: Mapping[str, DataFrame]) -> DataFrame:
    """One row per authority, audience and question of the latest wave, and kind of comparison.

    After them one row per authority and published table.
    """
    import pandas as pd

    counted = _judged(side_by_side(study, released))
    frames = [_with_estimates(counted, released), published_rows(study)]
    return pd.concat([_completed(frame) for frame in frames], ignore_index=True)


def _completed(frame: DataFrame) -> DataFrame:
    """All columns: words that are missing are empty, numbers that are missing NaN."""
    frame = frame.reindex(columns=list(COLUMNS))
    numbers = {name: "float64" for name in COLUMNS if name not in WORDS}
    words = {name: frame[name].astype(object).fillna("") for name in WORDS}
    return frame.astype(numbers).assign(**words)


def _judged(frame: DataFrame) -> DataFrame:
    """Rows of counts with the difference, the limits of chance and the verdict."""
    told = frame["note"].eq("")
    known = {
        name: frame[name].where(told) for name in ("people", "base", "people_others", "base_others")
    }
    # Of the others the sums may hold middles of hidden counts, which are multiples of nothing.
    step = step_of(known["people"], known["base"])
    own = effective_counts(known["people"], known["base"], step)
    others = effective_counts(known["people_others"], known["base_others"], step)
    frame["share"] = known["people"] / known["base"]
    frame["share_others"] = known["people_others"] / known["base_others"]
    frame["difference"] = frame["share"] - frame["share_others"]
    _, frame["difference_low"], frame["difference_high"] = newcombe(*own, *others)
    frame["p"] = newcombe_p_values(*own, *others)
    frame["p_adjusted"] = frame.groupby("authority", sort=False)["p"].transform(holm)
    _add_limits(frame)
    frame["verdict"] = _verdicts(frame, told)
    return frame


def _add_limits(frame: DataFrame) -> None:
    """The funnel at each council's own base, made wider where councils truly differ."""
    # Without councils enough for a funnel, how far they differ is missing, and so are the limits.
    base = frame["base"].where(frame["between"].notna() & frame["note"].eq("")).to_numpy(float)
    centre, between = frame["centre"].to_numpy(float), frame["between"].to_numpy(float)
    for name, confidence in (("95", 0.95), ("998", 0.998)):
        for side, limit in zip(
            ("low", "high"), funnel_limits(base, centre, confidence), strict=True
        ):
            frame[f"{side}_{name}"] = widened(limit, base, centre, between)


def _verdicts(frame: DataFrame, told: Series) -> np.ndarray:
    """Higher or lower only where both say so: outside the funnel, and sure after Holm."""
    sure = frame["p_adjusted"].lt(SURE)
    above = frame["low_95"].isna() | frame["share"].gt(frame["high_95"])
    below = frame["low_95"].isna() | frame["share"].lt(frame["low_95"])
    higher = sure & above & frame["difference"].gt(0)
    lower = sure & below & frame["difference"].lt(0)
    return np.select([~told, higher, lower], ["", HIGHER, LOWER], SAME)


def _with_estimates(frame: DataFrame, released: Mapping[str, DataFrame]) -> DataFrame:
    """Standardised and shrunken shares beside the rows of all councils together."""
    if "standardised" not in released:
        return frame
    on = ["authority", "audience", "wave", "question"]
    estimates = released["standardised"][[*on, *WORKED_OUT]]
    frame = frame.merge(estimates, on=on, how="left")
    return frame.assign(**{n: frame[n].where(frame["comparison"].eq(POOLED)) for n in WORKED_OUT})
