"""Change over time: each question now beside the same question in every earlier wave.

Worked out from the released counts alone, so that it tells nothing that may not be seen and every
number can be worked out again from the tables of shares.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from poet.sections.change_view import view
from poet.sections.comparable import HIDDEN, NOBODY, Pair, pairs, wave_to_compare
from poet.statistics.differences import newcombe, newcombe_p_values
from poet.statistics.multiplicity import holm
from poet.statistics.rounded_counts import effective_counts, step_of
from poet.statistics.trend import cochran_armitage

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from poet.study import Study

__all__ = ["COLUMNS", "compare", "view"]

COLUMNS = {
    "authority": "code of the authority, or all for all of them together (three or more)",
    "audience": "who was asked: budget_holder, carer or practitioner",
    "wave": "the later round of asking: the latest",
    "question": "key of the question in the questionnaire of the later wave",
    "topic": "topic of the question; the same topic has the same name for every audience",
    "wave_before": "the earlier round of asking",
    "compared": (
        "which round wave_before is: last (the last one before in which this audience was asked), "
        "first (the study's first), between"
    ),
    "side": "good or bad: which answers are counted",
    "people": "how many people gave such an answer in the later wave, as released",
    "base": "how many gave an answer that counts in the later wave, as released",
    "share": "people divided by base, 0 to 1",
    "people_before": "people in the earlier wave, as released",
    "base_before": "base in the earlier wave, as released",
    "share_before": "share in the earlier wave",
    "difference": "share less share_before, -1 to 1",
    "difference_low": (
        "lower end of the 95 % interval of the difference (Newcombe 1998), made wider for the "
        "rounding of the counts"
    ),
    "difference_high": "upper end of that interval",
    "p": "p-value of the difference: under 0.05 exactly where that interval leaves out 0",
    "clear": (
        "whether the difference stands out of chance: p at most 0.05 after Holm's correction over "
        "all questions of the same authority, audience, side and wave_before"
    ),
    "waves": "in how many waves the question can be compared and is not hidden, the later included",
    "slope": "change of the share from one wave to the next over all those waves; three or more",
    "slope_low": "lower end of the 95 % interval of the slope (Zou, Huang and Zhang 2009)",
    "slope_high": "upper end of that interval",
    "p_trend": "p-value of the Cochran-Armitage test for a trend over those waves",
    "clear_trend": "the same as clear, of p_trend, over all questions of one wave_before",
    "note": "why there is no number; empty when there is",
}
SHARE_SECTIONS = ("outcomes", "process", "involvement")
SIDES = ("good", "bad")
FEWEST_WAVES = 3
SURE = 0.05
COUNTS = ("people", "base", "share")


def compare(study: Study, released: Mapping[str, DataFrame]) -> DataFrame:
    """One row per authority, audience, question of the latest wave, side and earlier wave."""
    frame = _side_by_side(study, released)
    frame["note"] = _notes(frame)
    told = frame["note"].eq("")
    step = step_of(*(frame.loc[told, name] for name in ("people", "base", "people_before")))
    now, before = (
        effective_counts(frame[f"people{when}"].where(told), frame[f"base{when}"].where(told), step)
        for when in ("", "_before")
    )
    shares = [
        frame[f"people{when}"].astype("float64")
        / frame[f"base{when}"].astype("float64").where(told)
        for when in ("", "_before")
    ]
    frame["difference"] = shares[0] - shares[1]
    _, frame["difference_low"], frame["difference_high"] = newcombe(*now, *before)
    frame["p"] = newcombe_p_values(*now, *before)
    frame["clear"] = _clear(frame, "p")
    _add_trends(frame, now, before, max(1, len(study.waves) - 1))
    frame["clear_trend"] = _clear(frame, "p_trend")
    return frame[list(COLUMNS)]


def _side_by_side(study: Study, released: Mapping[str, DataFrame]) -> DataFrame:
    """The released counts of now and of every earlier wave; those of one question together.

    Columns besides those of COLUMNS: `key_before`, `reason` (why there is no such question then)
    and `waves_back`. Each question has as many rows as the study has earlier waves.
    """
    import pandas as pd

    counts = _side_counts(released)
    beside = pd.DataFrame(
        [_pair_row(study, pair) for pair in pairs(study)],
        columns=[*_pair_names(), "compared"],
    )
    now = counts[counts["wave"].eq(study.latest_wave.id)]
    frame = now.merge(beside, on=["audience", "question", "wave"])
    before = counts.rename(columns={"wave": "wave_before", "question": "key_before"})
    on = ["authority", "audience", "wave_before", "key_before", "side"]
    before = before[[*on, *COUNTS]]
    return frame.merge(before, on=on, how="left", suffixes=("", "_before"))


def _side_counts(released: Mapping[str, DataFrame]) -> DataFrame:
    """The rows of good and of bad answers in all released frames of shares."""
    import pandas as pd

    frames = [released[name] for name in SHARE_SECTIONS if name in released]
    rows = pd.concat([frame[frame["level"].eq("side")] for frame in frames], ignore_index=True)
    rows = rows[rows["answer"].isin(SIDES)].rename(columns={"answer": "side"})
    return rows[["authority", "audience", "wave", "question", "topic", "side", *COUNTS]]


def _pair_names() -> list[str]:
    return ["audience", "question", "wave", "wave_before", "key_before", "reason", "waves_back"]


def _pair_row(study: Study, pair: Pair) -> tuple[Any, ...]:
    last = wave_to_compare(study, pair.audience)
    first = study.waves[0].id
    compared = {first: "first", last: "last"}.get(pair.wave_before, "between")
    return (
        pair.audience,
        pair.question.key,
        pair.wave,
        pair.wave_before,
        pair.key_before,
        pair.note,
        pair.waves_back,
        compared,
    )


def _notes(frame: DataFrame) -> Series:
    """Why a row has no difference, "" where it has one: the first reason that holds."""
    note = frame["reason"].copy()
    for base, people, wave in (
        ("base_before", "people_before", "wave_before"),
        ("base", "people", "wave"),
    ):
        nobody = note.eq("") & frame[base].eq(0).fillna(False)
        note = note.mask(nobody, frame[wave].map(lambda name: NOBODY.format(wave=name)))
        hidden = note.eq("") & (frame[people].isna() | frame[base].isna())
        note = note.mask(hidden, frame[wave].map(lambda name: HIDDEN.format(wave=name)))
    return note


def _clear(frame: DataFrame, p: str) -> np.ndarray:
    """Holm within the questions of one authority, audience, side and earlier wave."""
    family = frame.groupby(
        ["authority", "audience", "side", "wave_before"], sort=False, observed=True
    )
    adjusted = np.full(len(frame), np.nan)
    for places in family.indices.values():
        adjusted[places] = holm(frame[p].iloc[places]).to_numpy()
    return adjusted <= SURE


def _add_trends(
    frame: DataFrame,
    now: tuple[np.ndarray, np.ndarray],
    before: tuple[np.ndarray, np.ndarray],
    earlier: int,
) -> None:
    """The columns about a trend, the same in every row of a question."""
    people, base = (_by_wave(*pair, earlier) for pair in zip(before, now, strict=True))
    scores = [*range(-1, -earlier - 1, -1), 0]
    found = cochran_armitage(people, base, scores)
    enough = found.times >= FEWEST_WAVES
    columns = {
        "slope": found.slope,
        "slope_low": found.slope_low,
        "slope_high": found.slope_high,
        "p_trend": found.p,
    }
    frame["waves"] = np.repeat(found.times, earlier)
    for name, values in columns.items():
        frame[name] = np.repeat(np.where(enough, values, np.nan), earlier)


def _by_wave(before: np.ndarray, now: np.ndarray, earlier: int) -> np.ndarray:
    """One row per question: the counts of the earlier waves, the last first, then those of now."""
    of_now = now.reshape(-1, earlier)
    known = np.isfinite(of_now)
    latest = np.where(known, of_now, -np.inf).max(axis=1, initial=-np.inf)
    latest[~known.any(axis=1)] = np.nan
    return np.column_stack([before.reshape(-1, earlier), latest])
