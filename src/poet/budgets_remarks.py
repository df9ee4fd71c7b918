"""What is odd about a file of budgets as a whole, in sentences that follow the name of the file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from poet.reading import shown
from poet.responses import evened_out

if TYPE_CHECKING:
    from pandas import DataFrame, Series

# Few people's care costs as much in a week; most costs as much in a year.
MUCH_FOR_A_WEEK = 5_000
# More groups, or longer names, are somebody's notes.
MOST_GROUPS = 30
LONGEST_GROUP = 60
MOST_NAMED = 5
# An e-mail address, or the ten figures of an NHS number.
OF_A_PERSON = r"\S@\S+\.\S|(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)"


def remarks_on_columns(
    headings: Sequence[str], found: Collection[tuple[int, str]]
) -> Iterator[str]:
    """Which columns are none of a file of budgets; `found` has place and heading of those read."""
    read = {evened_out(heading) for _, heading in found}
    others = [one for one in headings if one.strip() and evened_out(one) not in read]
    if others:
        named = [f'"{shown(one)}"' for one in others[:MOST_NAMED]]
        more = len(others) - MOST_NAMED
        named += [f"{more:,} more"] if more > 0 else []
        yield f"not read, as no columns of budgets have these headings: {', '.join(named)}."


def remarks_on_cases(by_case: DataFrame, *, period_said: bool) -> Iterator[str]:
    """Cases named by what tells a person, without indicative ones, too high, or in the future."""
    yield from _named_by_persons(by_case)
    yield from _without_indicative(by_case)
    yield from _much_for_a_week(by_case, period_said=period_said)
    ahead = int(by_case["date"].gt(datetime.now()).sum())
    if ahead:
        yield f"{_rows(ahead)} a date that lies in the future. Look at the year."


def _named_by_persons(by_case: DataFrame) -> Iterator[str]:
    persons = int(by_case["case"].str.contains(OF_A_PERSON).sum())
    if persons:
        yield (
            f"{_rows(persons)} in the column case what looks like an NHS number or an e-mail "
            "address. It never leaves poet, but numbers of your own are safer."
        )


def _without_indicative(by_case: DataFrame) -> Iterator[str]:
    alone = int(by_case["indicative"].isna().sum())
    if alone:
        they = "It is counted, and is" if alone == 1 else "They are counted, and are"
        cases = "case has" if alone == 1 else "cases have"
        yield f"{alone:,} {cases} a final budget and no indicative one. {they} in no comparison."


def _much_for_a_week(by_case: DataFrame, *, period_said: bool) -> Iterator[str]:
    much = int(by_case[["indicative", "final"]].gt(MUCH_FOR_A_WEEK).any(axis="columns").sum())
    if much:
        say = "look at the column period" if period_said else 'say so: period = "year" in [budgets]'
        yield (
            f"{_rows(much)} a budget above £{MUCH_FOR_A_WEEK:,} a week. If amounts are for a year, "
            f"{say}."
        )


def _rows(number: int) -> str:
    return "1 row has" if number == 1 else f"{number:,} rows have"


def remarks_on_periods(ratios: Series) -> Iterator[str]:
    """Where at least half of the rows have one amount about 52 times the other: which one.

    `ratios` has final divided by indicative of those rows; missing where a row is not so.
    """
    for which, other, many in (
        ("final", "indicative", int(ratios.gt(1).sum())),
        ("indicative", "final", int(ratios.lt(1).sum())),
    ):
        if many and 2 * many >= len(ratios):
            yield (
                f"{many:,} of {len(ratios):,} {which} budgets are about 52 times the {other} one. "
                f'If they are for a year, say so: {which}_period = "year" in [budgets].'
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
