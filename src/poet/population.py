"""The population beside those who answered: how many people of each group there are.

`population.csv` has one row per group, from a council's own records or from published counts;
`poet.population_file` reads it, `poet.population_weights` makes weights of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

# What the file calls all people of an audience together, and the strata they were drawn in.
EVERYONE = "everyone"
STRATUM = "stratum"

WHOSE = ("authority", "audience", "wave")
MARGIN = (*WHOSE, "question")
GROUP = (*MARGIN, "answer")


@dataclass(frozen=True, eq=False)
class Population:
    """How many people of each group there are, and what is wrong with the file that says it.

    `groups` has one row per authority, audience, wave, question and answer, with those columns and

    - `people`: how many people the population has in this group; missing where the file has no
      number that can be used
    - `asked`: how many of them were sent a form; missing where that is not known
    - `note`: why the groups of this question cannot be set beside those who answered; "" when
      they can

    The question "everyone" has one row, with the answer "". `problems` has one row per unusable
    cell or contradiction, with the columns of `poet.responses.PROBLEM_COLUMNS`.
    """

    groups: DataFrame
    problems: DataFrame
