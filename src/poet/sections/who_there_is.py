"""The population file as it may leave: small groups of a population can tell who is in them too."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.study import Study

COLUMNS = {
    "authority": "code of the authority",
    "audience": "who was asked: budget_holder, carer or practitioner",
    "wave": "which round of asking",
    "question": "key of the background question; everyone for all people",
    "answer": "code of the answer: the group; empty for everyone",
    "people": "how many people of this group there are, by the population file",
    "people_asked": "how many of them were sent a form; empty where that is not known",
    "note": "why the groups of this question cannot be used; empty when they can",
}


def find(study: Study) -> DataFrame:
    """One row per group of the population file (see COLUMNS); none where there is no such file."""
    import pandas as pd

    if study.population is None:
        return pd.DataFrame(columns=list(COLUMNS)).astype({"people": "Int64"})
    groups = study.population.groups.rename(columns={"asked": "people_asked"})
    return groups[list(COLUMNS)].reset_index(drop=True)
