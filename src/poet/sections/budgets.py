"""Is the indicative budget a guide to the final one? Counts, ratios and amounts of cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from poet.sections.budgets_bands import banded
from poet.sections.budgets_cases import Cases, Part, cases_of, parts_of
from poet.sections.budgets_columns import AMOUNTS, COLUMNS, ESTIMATES, QUESTION
from poet.sections.budgets_measures import counted, measured, off_after_rescaling
from poet.sections.budgets_view import view
from poet.sections.registry import EVERYONE
from poet.statistics.bootstrap import resamples
from poet.statistics.proportions import wilson

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.study import Study

__all__ = ["AMOUNTS", "COLUMNS", "ESTIMATES", "find", "view"]

BESIDE_ANSWERS = "budgets"
WITH_EVERYONE = True
FEWEST_COUNCILS = 3
LEVELS_OF_POUNDS = ("pounds", "band_indicative", "band_final")
VALUES = {"value": "", "low": "_low", "high": "_high"}


def find(study: Study) -> DataFrame:
    """One row per authority, group, level and answer (see COLUMNS); none without budgets."""
    import pandas as pd

    if study.budgets is None or study.budgets.by_case.empty:
        return _typed(pd.DataFrame(columns=list(COLUMNS)))
    by_case = study.budgets.by_case
    named = set(by_case["authority"])
    codes = [one.code for one in study.authorities if one.code in named]
    together = len(codes) >= FEWEST_COUNCILS
    cases = cases_of(by_case, codes)
    frames = [_with_shares(_without_indicative(by_case, codes, together=together))]
    if len(cases.indicative):
        frames += _of_cases(cases, together=together)
    frame = pd.concat(frames, ignore_index=True)
    frame = frame[frame["base"].gt(0)]
    order = {code: number for number, code in enumerate([*codes, EVERYONE])}
    frame = frame.sort_values("authority", key=lambda one: one.map(order), kind="stable")
    return _typed(frame.assign(wave=study.latest_wave.id, question=QUESTION))


def _of_cases(cases: Cases, *, together: bool) -> Iterator[DataFrame]:
    """The rows of cases with both amounts."""
    drawn = resamples(_columns(cases), cases.cell)
    for part in parts_of(cases, together=together):
        if not part.names:
            continue
        for frame in counted(cases, part):
            yield _named(_with_shares(frame), part)
        if not part.split:
            yield _named(_with_shares(off_after_rescaling(cases, part)), part)
        for frame in measured(cases, drawn, part):
            yield _named(_with_numbers(frame), part)
        if not part.split:
            yield _named(_with_numbers(banded(cases, part)), part)


def _columns(cases: Cases) -> DataFrame:
    """What means and totals are drawn of: one row per case."""
    import pandas as pd

    difference = cases.difference
    return pd.DataFrame(
        {
            "indicative": cases.indicative,
            "final": cases.final,
            "ratio": cases.ratio,
            "difference": difference,
            "added": np.maximum(difference, 0),
            "taken_off": np.maximum(-difference, 0),
        }
    )


def _without_indicative(by_case: DataFrame, codes: Sequence[str], *, together: bool) -> DataFrame:
    """How many cases have a final budget only: one row per council, and one of all."""
    import pandas as pd

    place = pd.Categorical(by_case["authority"], codes).codes
    alone = by_case["indicative"].isna().to_numpy()
    people, base = (
        np.bincount(place[which], minlength=len(codes)) for which in (alone, alone | True)
    )
    if together:
        people, base = (np.append(counts, counts.sum()) for counts in (people, base))
    authority = [*codes, EVERYONE][: len(people)]
    what = {"level": "without_indicative", "answer": "without_indicative"}
    return pd.DataFrame(
        {"authority": authority, "group": "", **what, "people": people, "base": base}
    )


def _with_shares(frame: DataFrame) -> DataFrame:
    """Shares with intervals; that all cases with both amounts have both is no share."""
    low, high = wilson(frame["people"], frame["base"])
    shares = frame.assign(share=frame["people"] / frame["base"], low=low, high=high, note="")
    parts = shares["level"].ne("cases")
    return shares.assign(**{name: shares[name].where(parts) for name in ("share", "low", "high")})


def _with_numbers(frame: DataFrame) -> DataFrame:
    """The value and its interval in the columns of its kind, pounds or ratios."""
    kind = "pounds" if frame["level"].isin(LEVELS_OF_POUNDS).all() else "ratio"
    named = frame.rename(columns={name: f"{kind}{end}" for name, end in VALUES.items()})
    return named.assign(people=named["base"])


def _named(frame: DataFrame, part: Part) -> DataFrame:
    names = np.array(part.names, dtype=object)[frame["place"].to_numpy(int)]
    return frame.assign(authority=names[:, 0], group=names[:, 1])


def _typed(frame: DataFrame) -> DataFrame:
    numbers = ("share", "low", "high", *ESTIMATES, *AMOUNTS)
    frame = frame.reindex(columns=list(COLUMNS)).astype(dict.fromkeys(numbers, "float64"))
    return frame.astype({"people": "Int64", "base": "Int64"}).reset_index(drop=True)
