"""Between which shares councils lie, topic by topic, with chance taken out as far as it goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from poet.sections.range_of_councils_view import view
from poet.sections.registry import EVERYONE
from poet.statistics.shrinkage import shrunken_shares

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.study import Study

__all__ = ["COLUMNS", "compare", "view"]

COLUMNS = {
    "authority": "all: a row is about every council",
    "audience": "who was asked: budget_holder, carer or practitioner",
    "wave": "which round of asking",
    "section": "where the question belongs: outcomes, process or involvement",
    "question": "key of the question in the questionnaire",
    "topic": "topic of the question",
    "councils": "how many councils have a share that may be shown",
    "hidden_councils": "how many councils have none, as too few people answered there",
    "share": "share of good answers of all councils together",
    "lowest_tenth": "below this lies one council in ten (shrunken shares)",
    "middle": "the middle one of the councils (shrunken share)",
    "highest_tenth": "above this lies one council in ten (shrunken shares)",
    "own_weight": (
        "how much of a middling council's shrunken share is its own answers, 0 to 1; the rest is "
        "that of all councils"
    ),
    "note": "why there is no number; empty when there is",
}
SECTIONS = ("outcomes", "process", "involvement")
FEWEST = 10
TOO_FEW = "fewer than {fewest} councils have a share that may be shown (here: {found})"
TENTHS = (0.1, 0.5, 0.9)


def compare(study: Study, released: Mapping[str, DataFrame]) -> DataFrame:
    """One row per audience, wave and question: the range of all councils (see COLUMNS)."""
    import pandas as pd

    rows = [row for section in SECTIONS for row in _rows(section, released[section])]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _rows(section: str, shares: DataFrame) -> Iterator[dict[str, Any]]:
    good = shares[shares["level"].eq("side") & shares["answer"].eq("good")]
    for keys, of_one in good.groupby(["audience", "wave", "question", "topic"], sort=False):
        asked = of_one[of_one["base"].ne(0).fillna(True)]  # hidden is not nobody
        councils = asked[asked["authority"].ne(EVERYONE)]
        together = asked.loc[asked["authority"].eq(EVERYONE), "share"]
        if together.empty:
            continue
        told = dict(zip(("audience", "wave", "question", "topic"), keys, strict=True))
        fixed = {"authority": EVERYONE, "section": section, **told, "share": together.iloc[0]}
        yield {**fixed, **_range(councils)}


def _range(councils: DataFrame) -> dict[str, Any]:
    known = councils[councils["share"].notna()]
    counted = {"councils": len(known), "hidden_councils": len(councils) - len(known)}
    if len(known) < FEWEST:
        return {**counted, "note": TOO_FEW.format(fewest=FEWEST, found=len(known))}
    base = known["base"].to_numpy(float)
    shrunken = shrunken_shares(np.minimum(known["people"].to_numpy(float), base), base)
    low, middle, high = np.quantile(shrunken.share, TENTHS)
    return {
        **counted,
        "lowest_tenth": low,
        "middle": middle,
        "highest_tenth": high,
        "own_weight": float(np.median(shrunken.weight)),
        "note": "",
    }
