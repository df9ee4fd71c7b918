"""Returns on the work of a council, year by year: assessments, reviews, people supported, staff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.reading import Source
    from poet.responses import Account

STAFF = "field_staff_fte"
KNOWN_RETURNS: Mapping[str, str] = {
    "assessments": "Assessments",
    "reviews": "Reviews",
    "people_supported": "People supported",
    "personal_budgets": "People with a personal budget",
    "direct_payments": "People with a direct payment",
    STAFF: "Field staff",
}
"""The returns that poet knows by their names, and their words."""


@dataclass(frozen=True)
class UnitCosts:
    """What one of a return costs, as the user states it: `pounds` by the name of the return.

    `source` says who worked it out, `year` of which year its prices are ("" where not said).
    """

    pounds: Mapping[str, float] = field(default_factory=dict)
    source: str = ""
    year: str = ""


@dataclass(frozen=True, eq=False)
class Activity:
    """Returns read from a file, and what could not be used of it.

    `by_year` has one row per authority, year and return, with the columns authority (code), year
    (text, as in the file), return (its name: small letters, with "_" between words), amount (a
    number; missing where the file has none that can be used) and line. `years` are in order of
    time. `names` gives each return its words, those of the file first. `account` tells what became
    of the rows that are not blank; a row is used where one number of it is. `unit_costs` are what
    the user states. `problems` has one row per unusable cell or row, with the columns of
    `poet.responses.PROBLEM_COLUMNS`. `remarks` are sentences on what is not there or left out.
    """

    source: Source
    by_year: DataFrame
    years: tuple[str, ...]
    names: Mapping[str, str]
    account: Account
    problems: DataFrame
    unit_costs: UnitCosts = field(default_factory=UnitCosts)
    remarks: tuple[str, ...] = ()
