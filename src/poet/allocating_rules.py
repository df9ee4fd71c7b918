"""What can be asked of `poet ras` by name: a profile of small numbers, a table to print."""

from __future__ import annotations

from dataclasses import replace

from poet.allocating import Allocation
from poet.disclosure import PROFILES, Profile
from poet.errors import PoetError


def profile_named(name: str) -> Profile:
    """The rules for small numbers of this name. Raises PoetError with the names there are."""
    if name not in PROFILES:
        raise PoetError(
            f'profile "{name}"',
            "there are no such rules for small numbers",
            expected="There are: " + ", ".join(PROFILES),
        )
    return PROFILES[name]


def printing(allocation: Allocation, table: str) -> Allocation:
    """The same, with the table of this name to be printed; "" leaves it as it is.

    Raises PoetError with the names of the tables that the file has columns for.
    """
    if table and table not in allocation.tables:
        raise PoetError(
            f'table "{table}"',
            f"no such table was made of {allocation.cases.file}",
            expected="There are: " + ", ".join(allocation.tables),
            cure="Tables of points need a column points, a table of answers needs --needs",
        )
    return replace(allocation, chosen=table, asked_for=True) if table else allocation
