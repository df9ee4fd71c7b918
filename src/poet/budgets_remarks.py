"""What is said of a file of budgets as a whole: how its rows add up, and what is odd about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from poet.responses import evened_out

if TYPE_CHECKING:
    from pandas import DataFrame, Series

# Few people's care costs as much in a week; most costs as much in a year.
MUCH_FOR_A_WEEK = 5_000
# More groups, or longer names, are somebody's notes.
MOST_GROUPS = 30
LONGEST_GROUP = 60


def remarks_on_rows(file: str, used: int, set_aside: Mapping[str, int]) -> Iterator[str]:
    """The account of the rows, which adds up."""
    read = used + sum(set_aside.values())
    if not read:
        yield f"{file} has no rows."
        return
    rows = "1 row" if read == 1 else f"{read:,} rows"
    reasons = ", ".join(f"{n:,} with {reason}" for reason, n in set_aside.items())
    aside = f"{read - used:,} set aside" + (f" ({reasons})" if reasons else "")
    yield f"{file}: {rows} read = {used:,} used + {aside}."


def remarks_on_cases(file: str, by_case: DataFrame, *, period_said: bool) -> Iterator[str]:
    """Final budgets without indicative ones, and amounts that may be for a year."""
    alone = int(by_case["indicative"].isna().sum())
    if alone:
        cases = "case has" if alone == 1 else "cases have"
        yield (
            f"{file}: {alone:,} {cases} a final budget and no indicative one. They are counted, "
            "and are in no comparison."
        )
    much = int(by_case["final"].gt(MUCH_FOR_A_WEEK).sum())
    if much and not period_said:
        budgets = "final budget is" if much == 1 else "final budgets are"
        yield (
            f"{file}: {much:,} {budgets} above £{MUCH_FOR_A_WEEK:,} a week. If amounts are for a "
            'year, say so: period = "year" in [budgets], or a column period.'
        )


def remarks_on_periods(file: str, ratios: Series) -> Iterator[str]:
    """Where at least half of the rows have one amount about 52 times the other: which one.

    `ratios` has final divided by indicative of those rows; missing where a row is not so.
    """
    for which, other, many in (
        ("final", "indicative", int(ratios.gt(1).sum())),
        ("indicative", "final", int(ratios.lt(1).sum())),
    ):
        if many and 2 * many >= len(ratios):
            yield (
                f"{file}: {many:,} of {len(ratios):,} {which} budgets are about 52 times the "
                f"{other} one. If they are for a year, say so: "
                f'{which}_period = "year" in [budgets].'
            )


def groups_told(texts: Series) -> tuple[Series, list[str]]:
    """(the group of each row, remarks): one spelling a group, the first that the file has.

    Where the column holds too many texts, or long ones, they are no groups, and "" everywhere.
    """
    meant = {text: evened_out(text) for text in texts.unique()}
    spelled: dict[str, str] = {}
    for text, key in meant.items():
        spelled.setdefault(key, text)
    many = len(spelled) - ("" in spelled)
    if many > MOST_GROUPS or any(len(text) > LONGEST_GROUP for text in meant):
        held = f"{many:,} different texts" if many > MOST_GROUPS else "long texts"
        return texts.map(lambda _: ""), [
            f"The column group of the budgets holds {held}, so no groups are told. It should hold "
            f"at most {MOST_GROUPS} groups with short names."
        ]
    return texts.map({text: spelled[key] for text, key in meant.items()}), []
