"""How many of the people whom a council supports have a personal budget, and a direct payment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poet.wording import half_up, list_of

if TYPE_CHECKING:
    from poet.sections.authority_report import AuthorityReport

SUPPORTED = "people_supported"
# Returns that are a part of the people supported, and what these people have.
PARTS = {"personal_budgets": "a personal budget", "direct_payments": "a direct payment"}


def uptake_sentence(report: AuthorityReport) -> str:
    """By the returns of the latest year that has both numbers; "" where none has.

    A part that is more than the whole is a mistake in the returns, and is not told.
    """
    frame, activity = report.of_all.get("activity"), report.study.activity
    if frame is None or activity is None:
        return ""
    rows = frame[frame["authority"].eq(report.authority.code) & frame["amount"].notna()]
    amounts = rows.pivot(index="year", columns="return", values="amount")
    if SUPPORTED not in amounts:
        return ""
    parts = [name for name in PARTS if name in amounts]
    shares = amounts[parts].div(amounts[SUPPORTED].where(amounts[SUPPORTED].gt(0)), axis="index")
    shares = shares.where(shares.le(1)).dropna(how="all")
    if shares.empty:
        return ""
    year = max(shares.index, key=activity.years.index)
    told = [
        f"{half_up(share * 100)} have {PARTS[name]}"
        for name, share in shares.loc[year].dropna().items()
    ]
    return f"By its returns of {year}, of 100 people supported, {list_of(told)}."
