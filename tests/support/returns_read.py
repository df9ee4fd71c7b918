"""Files of returns as text, read for three councils."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from poet.activity import Activity
from poet.activity_file import read_activity
from poet.study import Authority

COUNCILS = (
    Authority("N1", "Northtown"),
    Authority("S1", "Southville"),
    Authority("E1", "Eastbury"),
)


def activity_of(
    folder: Path, *rows: str, councils: tuple[Authority, ...] = COUNCILS, **entry: object
) -> Activity:
    """What these rows, headings first, say of these councils."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "activity.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return read_activity(folder, {"file": "activity.csv", **entry}, councils)


def amounts(activity: Activity) -> dict[tuple[str, str, str], float]:
    """(authority, year, return) to its number, of those that have one."""
    used = activity.by_year.dropna(subset=["amount"])
    keys = zip(used["authority"], used["year"], used["return"], strict=True)
    return dict(zip(keys, used["amount"], strict=True))


def told(activity: Activity) -> list[tuple[int | None, str, str]]:
    """Row, column and sentence of each problem."""
    rows = [None if row is pd.NA else int(row) for row in activity.problems["row"]]
    return list(zip(rows, activity.problems["column"], activity.problems["sentence"], strict=True))
