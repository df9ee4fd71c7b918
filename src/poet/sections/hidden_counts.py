"""Small counts that are hidden, as far as a reader knows them: for what sums up many councils.

Were councils with a hidden count left out, only those with few good answers would be: whatever is
worked out of the others would be too good.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame, Series

# What `disclosure` says of such a count, with the most that it may be.
SMALL_COUNT = r"^\[c\] 1 to (\d+) people$"


def people_or_middle(released: DataFrame) -> Series:
    """The counts `people` as numbers; one that is hidden as small is the middle of what it may be.

    `released` has the columns people and hidden. Of a count that is "1 to 7 people" a reader knows
    no more than that: 4 is the middle. Counts that are hidden for any other reason are NaN.
    """
    largest = released["hidden"].str.extract(SMALL_COUNT, expand=False).astype("float64")
    return released["people"].astype("float64").fillna((1 + largest) / 2)
