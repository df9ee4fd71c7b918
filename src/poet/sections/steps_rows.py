"""The findings about a process map, looked up by the views that tell of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections.each_row import each_row
from poet.sections.registry import EVERYONE
from poet.wording import count, half_up
from poet.wording_time import on_average

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.sections import AuthorityReport

Row = Any  # a row of findings, as a named tuple


def rows_of_map(report: AuthorityReport) -> DataFrame:
    """The findings about the map, which are the same for every authority."""
    rows = report.released["steps"]
    return rows[rows["authority"].eq(EVERYONE)]


def of_level(rows: DataFrame, level: str, whose: str = "") -> list[Row]:
    """The rows of a level, of whose time (any, if it is not said), in their order."""
    mine = rows["level"].eq(level)
    if whose:
        mine &= rows["whose"].eq(whose)
    return each_row(rows[mine])


def numbered(rows: DataFrame) -> dict[str, int]:
    """Id of each step to its number: stages in their order, the steps of a stage in theirs."""
    steps = of_level(rows, "step")
    stages = [stage.item for stage in of_level(rows, "stage", "all")]
    ordered = [step.item for stage in stages for step in steps if step.stage == stage]
    return {step: number for number, step in enumerate(ordered, start=1)}


def paperwork(row: Row) -> list[str]:
    """Forms and sign-offs of an average case, in words; none where there are none."""
    numbers = ((row.forms, "form", "forms"), (row.sign_offs, "sign-off", "sign-offs"))
    return [on_average(number, one, many) for number, one, many in numbers if number]


def figures(number: float) -> str:
    """A count of an average case, to one decimal place; "" for none."""
    rounded = half_up(number, 1)
    return f"{rounded:,.10g}" if rounded else ("under 0.1" if number else "")


def how_many(number: int, one: str) -> str:
    """A count with its word."""
    return f"{count(number)} {one if number == 1 else one + 's'}"
