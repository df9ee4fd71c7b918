"""Shares as they would be if those who answered were like the population, beside those counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from poet.sections.weighting import COLUMNS as WEIGHTING

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.study import Study

COLUMNS = {
    **{
        name: WEIGHTING[name]
        for name in ("authority", "audience", "wave", "question", "topic", "level", "answer")
    },
    "label": WEIGHTING["label"],
    "people": WEIGHTING["people"],
    "base": WEIGHTING["base"],
    "share": WEIGHTING["share"],
    "low": WEIGHTING["low"],
    "high": WEIGHTING["high"],
    "weighted_share": (
        "the share with every person counted as so many people of the population, 0 to 1: share "
        "and how far weighting moves it"
    ),
    "weighted_low": (
        "lower end of its 95 % interval: stratified with finite population correction (Cochran "
        "1977), or, where weights are raked, linearised and made on the logit scale; where counts "
        "are rounded, Wilson's (1927) of as many effective answers, with the same correction"
    ),
    "weighted_high": "upper end of its 95 % interval",
    **{
        name: WEIGHTING[name]
        for name in ("moved", "margin", "effective_share", "furthest_off", "method", "weighted_by")
    },
    "population": WEIGHTING["population"],
    "population_estimate": "how many people of the population would give it; weighted_share of it",
    "note": "why there is no weighted share, or no interval; empty when there is",
}


def compare(study: Study, released: Mapping[str, DataFrame]) -> DataFrame:
    """One row per authority, audience, wave, question and side that has weights (see COLUMNS)."""
    frame = released["weighting"].copy()
    for name, moved in (("share", "moved"), ("low", "moved_low"), ("high", "moved_high")):
        frame[f"weighted_{name}"] = (frame["share"] + frame[moved]).clip(0, 1)
    frame["population_estimate"] = frame["weighted_share"] * frame["population"]
    frame["note"] = frame["hidden"].where(frame["hidden"].ne(""), frame["note"])
    return frame[list(COLUMNS)]
