"""Between which shares councils lie, topic by topic, with chance taken out as far as it goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from poet.sections.hidden_counts import people_or_middle
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
    "councils": (
        "how many councils the range is of; one with a count of 1 to 7, which is hidden, is taken "
        "to have 4"
    ),
    "hidden_councils": "how many councils are left out, as nothing is known of their count",
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
TOO_FEW = "fewer than {fewest} councils have a count that is known (here: {found})"
TENTHS = (0.1, 0.5, 0.9)
TOLD = ("lowest_tenth", "middle", "highest_tenth", "own_weight")


def compare(study: Study, released: Mapping[str, DataFrame]) -> DataFrame:
    """One row per audience, wave and question: the range of all councils (see COLUMNS)."""
    import pandas as pd

    frames = [frame for section in SECTIONS for frame in _frames(section, released[section])]
    if not frames:
        return pd.DataFrame(columns=list(COLUMNS))
    return pd.concat(frames, ignore_index=True)[list(COLUMNS)]


def _frames(section: str, shares: DataFrame) -> Iterator[DataFrame]:
    """One frame per audience and wave."""
    good = shares[shares["level"].eq("side") & shares["answer"].eq("good")]
    asked = good[good["base"].ne(0).fillna(True)]  # hidden is not nobody
    for (audience, wave), of_survey in asked.groupby(["audience", "wave"], sort=False):
        yield _ranges(of_survey).assign(
            authority=EVERYONE, audience=audience, wave=wave, section=section
        )


def _ranges(of_survey: DataFrame) -> DataFrame:
    """One row per question that all councils together have a share of."""
    together = of_survey[of_survey["authority"].eq(EVERYONE)].set_index("question")
    councils = of_survey[of_survey["authority"].ne(EVERYONE)]
    councils = councils[councils["question"].isin(together.index)]
    counts = councils.assign(people=people_or_middle(councils))
    people, base = (
        counts.pivot(index="authority", columns="question", values=name)
        .reindex(columns=together.index)
        .to_numpy(float, na_value=np.nan)
        for name in ("people", "base")
    )
    known = np.isfinite(people)
    counted = councils.groupby("question").size().reindex(together.index, fill_value=0).to_numpy()
    many = known.sum(axis=0)
    frame = together[["topic", "share"]].reset_index()
    frame = frame.assign(councils=many, hidden_councils=counted - many, **_told(people, base))
    notes = [TOO_FEW.format(fewest=FEWEST, found=found) for found in many]
    frame["note"] = np.where(many < FEWEST, notes, "")
    frame.loc[many < FEWEST, list(TOLD)] = np.nan
    return frame


def _told(people: np.ndarray, base: np.ndarray) -> dict[str, np.ndarray]:
    """The range of each question (one column each) over councils (one row each)."""
    if not len(people):
        return dict.fromkeys(TOLD, np.full(people.shape[1], np.nan))
    shrunken = shrunken_shares(np.minimum(people, base), base)
    ranges = _quantiles(shrunken.share, TENTHS)
    return dict(zip(TOLD, [*ranges, *_quantiles(shrunken.weight, [0.5])], strict=True))


def _quantiles(values: np.ndarray, wanted: Sequence[float]) -> np.ndarray:
    """One row per quantile, of the values there are in each column."""
    columns = (column[np.isfinite(column)] for column in values.T)
    nothing = np.full(len(wanted), np.nan)
    return np.column_stack([np.quantile(c, wanted) if len(c) else nothing for c in columns])
