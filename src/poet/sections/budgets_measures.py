"""Counts, ratios and amounts of cases with both budgets, for every part of them at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from poet.sections.budgets_cases import Cases, Part
from poet.sections.groups import would_be_hidden
from poet.statistics.agreement import concordance, limits_of_agreement, rank_correlation, within
from poet.statistics.bootstrap import Resamples, quantile_intervals
from poet.statistics.calibration_line import best_rescaling, calibration_line
from poet.statistics.failure import CannotEstimate

if TYPE_CHECKING:
    from pandas import DataFrame

ONE_CASE = "one case makes up more than half of it"
ALL_ALIKE = "one of the two amounts is the same in every case"
WITH_ANOTHER = "together with another ratio of totals it would tell of one case"
FEW_ONE_WAY = "too few final budgets lie on one side of the indicative ones"
TOO_FEW = "fewer than 10 cases have both amounts"
LARGEST_PART = 0.5
FEWEST_ONE_WAY = 8
FEWEST = 10
# The ends of the interval of a median are cases; of fewer, nearly the smallest and the largest.
FEWEST_FOR_ENDS = 20

VALUE = ("value", "low", "high")
ENDS = ["low", "high"]


def counted(cases: Cases, part: Part) -> Iterator[DataFrame]:
    """Frames of counts: one row per set of cases, columns place, level, answer, people, base.

    Of groups only how many are within 20 %, and that only where no group would be hidden.
    """
    place, n = _places(cases, part)
    near = within(cases.indicative, cases.final, 0.2)
    more = cases.final > cases.indicative
    counts = {
        ("cases", "both"): place >= 0,
        ("closeness", "within_20"): near,
        ("closeness", "above_20"): more & ~near,
        ("closeness", "below_20"): ~more & ~near,
        ("near", "within_10"): within(cases.indicative, cases.final, 0.1),
        ("direction", "above"): more,
        ("direction", "below"): cases.final < cases.indicative,
    }
    found = {key: _summed(place, which, len(n)) for key, which in counts.items()}
    if part.split:
        found = {key: found[key] for key in (("cases", "both"), ("closeness", "within_20"))}
        if would_be_hidden(found["closeness", "within_20"], n).any():
            found["closeness", "within_20"] = _where_none_hidden(part, found, n)
    for (level, answer), people in found.items():
        yield _counts(level, answer, people, n)


def _where_none_hidden(part: Part, found: Any, n: np.ndarray) -> np.ndarray:  # noqa: ANN401
    """The counts within 20 %, missing for all groups of a whole one of which would be hidden."""
    people = found["closeness", "within_20"].astype(float)
    whole = np.array([authority for authority, _ in part.names], dtype=object)
    hidden = np.isin(whole, whole[would_be_hidden(people, n)])
    return np.where(hidden, np.nan, people)


def measured(cases: Cases, drawn: Resamples, part: Part) -> Iterator[DataFrame]:
    """Frames of ratios and amounts: columns place, level, answer, base, value, low, high, note."""
    place, n = _places(cases, part)
    for level, answer, table, note in _estimates(cases, drawn, part, place):
        few = np.where(n < FEWEST, TOO_FEW, note)
        numbers = table[list(VALUE)].mask(pd.Series(few != ""), axis="index")
        yield pd.DataFrame(
            {"place": np.arange(len(n)), "level": level, "answer": answer, "base": n, "note": few}
        ).join(numbers)


def _places(cases: Cases, part: Part) -> tuple[np.ndarray, np.ndarray]:
    """The place of each case among the sets of a part, and how many cases each set has."""
    place = part.of_cell[cases.cell]
    return place, np.bincount(place[place >= 0], minlength=len(part.names))


def _summed(place: np.ndarray, which: np.ndarray, sets: int) -> np.ndarray:
    return np.bincount(place[which & (place >= 0)], minlength=sets)


def _counts(level: str, answer: str, people: np.ndarray, base: np.ndarray) -> DataFrame:
    table = {"level": level, "answer": answer, "people": people, "base": base}
    return pd.DataFrame({"place": np.arange(len(base)), **table}).dropna(subset=["people"])


Estimates = Iterator[tuple[str, str, "DataFrame", np.ndarray]]


def _estimates(cases: Cases, drawn: Resamples, part: Part, place: np.ndarray) -> Estimates:
    """(level, answer, table with value, low and high, notes) of each measure."""
    sets = len(part.names)
    no_note = np.full(sets, "", dtype=object)
    ratio, difference = cases.ratio, cases.difference
    quantiles = {
        "median_ratio": ("ratio", ratio),
        "median_difference": ("pounds", difference),
        "median_indicative": ("pounds", cases.indicative),
        "median_final": ("pounds", cases.final),
    }
    for answer, (level, values) in quantiles.items():
        table = _value(quantile_intervals(values, place), sets)
        table.loc[np.bincount(place[place >= 0], minlength=sets) < FEWEST_FOR_ENDS, ENDS] = np.nan
        yield level, answer, table, no_note
    led = {"ratio": _led_by_one(ratio, place, sets)}
    led["difference"] = _led_by_one(np.abs(difference), place, sets)
    for level, answer, column in (
        ("ratio", "mean_ratio", "ratio"),
        ("pounds", "mean_difference", "difference"),
    ):
        yield level, answer, _value(drawn.means(column, part.of_cell), sets), led[column]
    yield from _totals(cases, drawn, part, place)
    yield from _limits_of_ratio(np.log(ratio), place, sets)
    yield from _limits_of_difference(difference, place, led["difference"])
    for answer, of in (("concordance", concordance), ("rank_correlation", rank_correlation)):
        table = _value(of(cases.indicative, cases.final, place), sets)
        yield "ratio", answer, table, np.where(table["value"].isna(), ALL_ALIKE, no_note)
    yield from _rescaling(ratio, place, sets)
    if not part.split:
        yield from _lines(cases, place, sets)


def _value(table: DataFrame, sets: int) -> DataFrame:
    """The columns value, low and high, one row per set of cases."""
    named = table.rename(columns={"estimate": "value"})
    return named.reindex(columns=list(VALUE)).reindex(range(sets))


def _led_by_one(values: np.ndarray, place: np.ndarray, sets: int) -> np.ndarray:
    """A note where one case has more than half of a sum: it would tell of that case."""
    used = place >= 0
    total = np.bincount(place[used], values[used], sets)
    largest = pd.Series(values[used]).groupby(place[used]).max().reindex(range(sets)).to_numpy()
    return np.where(largest > LARGEST_PART * total, ONE_CASE, "").astype(object)


def _totals(cases: Cases, drawn: Resamples, part: Part, place: np.ndarray) -> Estimates:
    """All final budgets to all indicative ones, and what was added and taken off.

    Any two of the three tell the third: where one of them would tell of one case, at most the first
    is told.
    """
    sets = len(part.names)
    amounts = [_led_by_one(values, place, sets) for values in (cases.final, cases.indicative)]
    whole = np.where(amounts[0] != "", *amounts)
    table = _value(drawn.ratios("final", "indicative", part.of_cell), sets)
    yield "ratio", "ratio_of_totals", table, whole
    difference = cases.difference
    ways = [_summed(place, way, sets) for way in (difference > 0, difference < 0)]
    # That nobody's is on one side tells of all, which of few people is not told either.
    of_few = np.bincount(place[place >= 0], minlength=sets) < FEWEST_FOR_ENDS
    few = np.any([(way < FEWEST_ONE_WAY) & ((way > 0) | of_few) for way in ways], axis=0)
    moved = {"added": np.maximum(difference, 0), "taken_off": np.maximum(-difference, 0)}
    led = {answer: _led_by_one(values, place, sets) for answer, values in moved.items()}
    any_led = (whole != "") | np.any([note != "" for note in led.values()], axis=0)
    for answer, note in led.items():
        table = _value(drawn.ratios(answer, "indicative", part.of_cell), sets)
        with_another = np.where(any_led & (note == ""), WITH_ANOTHER, note)
        yield "ratio", answer, table, np.where(few, FEW_ONE_WAY, with_another)


def _limits_of_ratio(logs: np.ndarray, place: np.ndarray, sets: int) -> Estimates:
    """Bland and Altman's of the logarithms, told as ratios, with the geometric mean."""
    names = {"bias": "geometric_ratio", "lower": "lower_ratio", "upper": "upper_ratio"}
    for answer, table in _limits(logs, place, sets, names):
        yield "ratio", answer, np.exp(table), np.full(sets, "", dtype=object)


def _limits_of_difference(difference: np.ndarray, place: np.ndarray, led: np.ndarray) -> Estimates:
    """Bland and Altman's in pounds; their middle is the mean, so they are told where it is."""
    names = {"lower": "lower_difference", "upper": "upper_difference"}
    for answer, table in _limits(difference, place, len(led), names):
        yield "pounds", answer, table, led


def _limits(
    values: np.ndarray, place: np.ndarray, sets: int, names: Mapping[str, str]
) -> Iterator[tuple[str, DataFrame]]:
    """(Answer, table with value, low and high) of the mean or the limits in `names`."""
    found = limits_of_agreement(values, place).reindex(range(sets))
    for name, answer in names.items():
        yield answer, found[[name, f"{name}_low", f"{name}_high"]].set_axis(list(VALUE), axis=1)


def _rescaling(ratio: np.ndarray, place: np.ndarray, sets: int) -> Estimates:
    table = best_rescaling(ratio, place).rename(columns={"factor": "value"})
    yield "ratio", "rescaling", _value(table, sets), np.full(sets, "", dtype=object)


def _lines(cases: Cases, place: np.ndarray, sets: int) -> Estimates:
    """The slope of each robust line, and the final budget it expects at the median."""
    slopes, at, notes = np.full((sets, 3), np.nan), np.full((sets, 3), np.nan), [""] * sets
    order = np.argsort(place, kind="stable")
    ends = np.searchsorted(place[order], range(sets + 1))
    for number in range(sets):
        own = order[ends[number] : ends[number + 1]]
        try:
            line = calibration_line(cases.indicative[own], cases.final[own])
        except CannotEstimate as reason:
            notes[number] = str(reason)
        else:
            slopes[number] = line.slope, line.slope_low, line.slope_high
            at[number] = line.at_centre, line.at_centre_low, line.at_centre_high
    for level, answer, found in (("ratio", "slope", slopes), ("pounds", "line", at)):
        yield level, answer, pd.DataFrame(found, columns=list(VALUE)), np.array(notes, dtype=object)


def off_after_rescaling(cases: Cases, part: Part) -> DataFrame:
    """How many cases are more than 20 % off after the best single rescaling."""
    place, n = _places(cases, part)
    found = best_rescaling(cases.ratio, place).reindex(range(len(n)))
    people = n - found["within"].fillna(0).to_numpy(int)
    return _counts("rescaled", "off_20_after", people, n)
