"""The same case in several rows of a file of budgets: which row counts, if any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poet.responses.problem_table import Trouble

if TYPE_CHECKING:
    from pandas import DataFrame

TWICE = "same case twice"
LATER = "earlier row of a case"
MOST_NAMED = 5

Told = list[tuple[Trouble, list[int]]]


def same_case(rows: DataFrame) -> tuple[list[int], list[int], Told]:
    """(lines of earlier rows, lines of rows none of which counts, what to tell of which lines).

    `rows` has authority, case and date, and the line in the file as index. Of a case in several
    rows the one with the latest date counts; small and capital letters of a number are the same.
    Where a date is missing, or two rows have the latest,
    nobody can say which it is, and none does.
    """
    keys = ["authority", "case"]
    rows = rows.assign(case=rows["case"].str.casefold())
    repeated = rows[rows.duplicated(keys, keep=False)]
    latest = repeated.groupby(keys, sort=False)["date"].transform("max")
    dated = repeated["date"].notna().groupby([repeated[key] for key in keys], sort=False)
    at_latest = repeated["date"].eq(latest).groupby([repeated[key] for key in keys], sort=False)
    clear = dated.transform("all") & at_latest.transform("sum").eq(1)
    earlier = repeated.index[clear & repeated["date"].lt(latest)].tolist()
    unclear = repeated[~clear]
    told: Told = [
        (_twice(lines), lines)
        for lines in (group.index.tolist() for _, group in unclear.groupby(keys, sort=False))
    ]
    if earlier:
        sentence = "A later row has the same case, so this one is not used."
        told.append((Trouble("", LATER, sentence), earlier))
    return earlier, unclear.index.tolist(), told


def _twice(lines: list[int]) -> Trouble:
    named = [f"{line:,}" for line in lines[:MOST_NAMED]]
    more = len(lines) - MOST_NAMED
    if more > 0:
        named.append(f"{more:,} more")
    places = f"{', '.join(named[:-1])} and {named[-1]}"
    sentence = (
        f"The same case stands in the rows {places}, and no date says which is the latest, so none "
        "of them is used. Keep one, or fill in their dates."
    )
    return Trouble("", TWICE, sentence)
