"""Each council's own link between a score and an outcome, as released."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poet.sections.registry import EVERYONE

if TYPE_CHECKING:
    from pandas import DataFrame

# Ends of 95 % intervals of councils' own models lie so many standard errors apart.
WIDTH = 2 * 1.959963984540054


def of_councils(links: DataFrame) -> DataFrame:
    """Every council's own ordinal links, estimated or not."""
    return links[links["authority"].ne(EVERYONE) & links["model"].eq("ordinal")]


def estimated(councils: DataFrame) -> DataFrame:
    """Those of these links that can be told in people, with a standard error of the difference."""
    width = (councils["difference_high"] - councils["difference_low"]).astype(float)
    return councils.assign(difference_error=width / WIDTH)[width.gt(0)]
