"""The work it takes: returns year by year, what they are for each worker, and what they would cost.

Returns are numbers of cases and of staff, not answers of people. Numbers below 8 are hidden all the
same, and nothing is worked out of them; other numbers are as in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from poet.sections.activity_view import view
from poet.sections.activity_words import HIDDEN, STAFF
from poet.sections.registry import EVERYONE
from poet.statistics.paired_years import since_the_first, since_the_one_before
from poet.statistics.work_per_worker import index_numbers, relative_change, split_of_change

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.activity import Activity
    from poet.statistics.paired_years import PairedYears
    from poet.study import Study

__all__ = ["COLUMNS", "compare", "view"]

BESIDE_ANSWERS = "activity"
COLUMNS = {
    "authority": "code of the authority; all for all councils together, where there are three",
    "wave": "which round of asking: the latest",
    "return": "what was counted: assessments, reviews, people_supported, field_staff_fte, others",
    "year": "the year, as in the file of returns",
    "councils": (
        "how many councils the numbers are of: of all together, those that have a number both in "
        "this year and in first_year"
    ),
    "amount": "how many in the year; of all councils together, the sum over these councils",
    "first_year": "the year that this one is compared with: the first that has a number",
    "amount_first": "how many in first_year, of the same councils",
    "change": "amount divided by amount_first, less 1",
    "index": "100 times amount divided by amount_first",
    "year_before": "the last year before this one that has a number",
    "councils_before": "how many councils have a number both in this year and in year_before",
    "change_before": "change since year_before, of these councils",
    "first_year_worked": "the first year that has both a number of this and of field staff",
    "councils_worked": "how many councils have both, in this year and in first_year_worked",
    "amount_worked": "how many in the year, of these councils",
    "staff": "their field staff in the year, as full-time equivalents",
    "per_worker": "amount_worked divided by staff",
    "per_worker_first": "the same in first_year_worked, of the same councils",
    "change_worked": "change of amount_worked since first_year_worked",
    "change_staff": "change of staff since first_year_worked",
    "change_per_worker": "change of per_worker since first_year_worked",
    "index_per_worker": "100 times per_worker divided by per_worker_first",
    "part_amount": "the part of change_per_worker that goes with amount_worked",
    "part_staff": "the part that goes with staff; both parts add up to change_per_worker",
    "weight_amount": "part_amount divided by change_per_worker",
    "weight_staff": "part_staff divided by change_per_worker",
    "unit_cost": "pounds for one, as study.toml states; missing where it states none",
    "cost": "amount times unit_cost, in pounds",
    "note": "why there is no number; empty when there is",
    "note_worked": "why there is nothing for each worker; empty when there is, and for staff",
}
WORDS = (
    *("authority", "wave", "return", "year", "first_year", "year_before", "first_year_worked"),
    *("note", "note_worked"),
)
COUNTS = ("councils", "councils_before", "councils_worked")
# Like counts of people, in profiles that hide small ones.
SMALLEST_SHOWN = 8
UNHIDDEN_PROFILE = "internal"
FEWEST_COUNCILS = 3

NO_NUMBER = "the file has no number for this year that can be used"
TOO_FEW = "fewer than three councils have a number in this year and in the first"
NO_STAFF = "there is no number of field staff for this year"
TOO_FEW_STAFF = "fewer than three councils have both numbers in this year and in the first"


def compare(study: Study, released: Mapping[str, DataFrame]) -> DataFrame:
    """One row per authority, return and year, then those of all councils together."""
    import pandas as pd

    rows = _rows(study, study.activity) if study.activity else ()
    frame = pd.DataFrame(list(rows), columns=list(COLUMNS)).assign(wave=study.latest_wave.id)
    kinds = {name: object if name in WORDS else "float64" for name in COLUMNS}
    return frame.astype({**kinds, **dict.fromkeys(COUNTS, "Int64")})


def _rows(study: Study, activity: Activity) -> Iterator[dict[str, Any]]:
    codes = [one.code for one in study.authorities]
    file = {name: _table(activity, name, codes) for name in activity.names}
    smallest = 0 if study.profile == UNHIDDEN_PROFILE else SMALLEST_SHOWN
    hidden = {name: (table > 0) & (table < smallest) for name, table in file.items()}
    shown = {name: np.where(hidden[name], np.nan, table) for name, table in file.items()}
    groups = {code: ([place], 1) for place, code in enumerate(codes)}
    if len(codes) >= FEWEST_COUNCILS:
        groups[EVERYONE] = (list(range(len(codes))), FEWEST_COUNCILS)
    for code, (places, fewest) in groups.items():
        staff = shown[STAFF][places] if STAFF in shown else None
        for name in activity.names:
            columns = {
                "note": _notes(shown[name][places], hidden[name][places], fewest),
                **_over_time(activity, shown[name][places], fewest),
                **_worked(activity, name, shown[name][places], staff, fewest),
            }
            columns |= _costs(activity, name, columns["amount"])
            for place, year in enumerate(activity.years):
                own = {column: values[place] for column, values in columns.items()}
                yield {"authority": code, "return": name, "year": year, **own}


def _table(activity: Activity, name: str, codes: list[str]) -> np.ndarray:
    """The numbers of a return: one row per authority, one column per year."""
    of_return = activity.by_year[activity.by_year["return"].eq(name)]
    table = of_return.pivot(index="authority", columns="year", values="amount")
    return table.reindex(index=codes, columns=list(activity.years)).to_numpy(float)


def _notes(amounts: np.ndarray, hidden: np.ndarray, fewest: int) -> list[str]:
    """Why there is no number in each year, "" where there is one."""
    if fewest > 1:
        known = since_the_first(amounts[None], fewest).units > 0
        return ["" if one else TOO_FEW for one in known]
    why = np.where(hidden[0], HIDDEN, NO_NUMBER)
    return np.where(np.isfinite(amounts[0]), "", why).tolist()


def _over_time(activity: Activity, amounts: np.ndarray, fewest: int) -> dict[str, Any]:
    """Each year beside the first and beside the one before."""
    first = since_the_first(amounts[None], fewest)
    before = since_the_one_before(amounts[None], fewest)
    return {
        "councils": first.units,
        "amount": first.now[0],
        "first_year": _years(activity, first),
        "amount_first": first.then[0],
        "change": relative_change(first.then[0], first.now[0]),
        "index": index_numbers(first.now[0], first.then[0]),
        "year_before": _years(activity, before),
        "councils_before": before.units,
        "change_before": relative_change(before.then[0], before.now[0]),
    }


def _worked(
    activity: Activity, name: str, amounts: np.ndarray, staff: np.ndarray | None, fewest: int
) -> dict[str, Any]:
    """The return for each worker, beside the first year; nothing for the workers themselves."""
    if staff is None or name == STAFF:
        years = len(activity.years)
        words = "" if name == STAFF else NO_STAFF
        return {"first_year_worked": [""] * years, "note_worked": [words] * years}
    pairs = since_the_first(np.stack([amounts, staff]), fewest)
    (amount, workers), (amount_first, workers_first) = pairs.now, pairs.then
    split = split_of_change(amount_first, amount, workers_first, workers)
    why = TOO_FEW_STAFF if fewest > 1 else NO_STAFF
    known = np.isfinite(amounts).any(axis=0)
    return {
        "first_year_worked": _years(activity, pairs),
        "councils_worked": pairs.units,
        "amount_worked": amount,
        "staff": workers,
        "per_worker": amount / workers,
        "per_worker_first": amount_first / workers_first,
        "change_worked": relative_change(amount_first, amount),
        "change_staff": relative_change(workers_first, workers),
        "change_per_worker": relative_change(amount_first / workers_first, amount / workers),
        "index_per_worker": index_numbers(amount / workers, amount_first / workers_first),
        "part_amount": split.volume,
        "part_staff": split.staff,
        "weight_amount": split.share_of_volume,
        "weight_staff": split.share_of_staff,
        "note_worked": np.where((pairs.units == 0) & known, why, "").tolist(),
    }


def _costs(activity: Activity, name: str, amounts: np.ndarray) -> dict[str, Any]:
    pounds = activity.unit_costs.pounds.get(name, np.nan)
    return {"unit_cost": np.full(len(amounts), pounds), "cost": amounts * pounds}


def _years(activity: Activity, pairs: PairedYears) -> list[str]:
    return ["" if place < 0 else activity.years[place] for place in pairs.earlier]
