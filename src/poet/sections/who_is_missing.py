"""Who answered beside who was asked and who there is: whose answers are missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from poet.sections.hidden_counts import people_or_middle
from poet.sections.registry import EVERYONE as ALL_COUNCILS
from poet.sections.who_is_missing_view import view
from poet.statistics.multiplicity import holm
from poet.statistics.representativeness import differences_from_population
from poet.statistics.rounded_counts import effective_counts, step_of

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.study import Study

__all__ = ["COLUMNS", "compare", "view"]

EVERYONE = "everyone"
WHOSE = ["authority", "audience", "wave"]
MARGIN = [*WHOSE, "question"]
KEYS = [*MARGIN, "answer"]
COLUMNS = {
    "authority": "code of the authority; all for all councils together, where each is known",
    "audience": "who was asked: budget_holder, carer or practitioner",
    "wave": "which round of asking",
    "question": "key of the background question; everyone for all people",
    "topic": "topic of the question",
    "answer": "code of the answer: the group; everyone for all people",
    "label": "the answer in words",
    "people": "how many people of this group answered, as far as it may be shown",
    "base": "how many people answered this question; for everyone the same as people",
    "share": "the group's share of the answers, people divided by base, 0 to 1",
    "low": "lower end of the 95 % interval of the share (Wilson 1927)",
    "high": "upper end of the 95 % interval of the share",
    "population": (
        "how many people of this group there are, by the population file, as far as it may be shown"
    ),
    "population_share": "the group's share of the population, 0 to 1",
    "difference": "share less population_share: below 0 the group is missing among the answers",
    "difference_low": (
        "lower end of its 95 % interval (Wilson 1927), with finite population correction, and "
        "wider where counts were rounded"
    ),
    "difference_high": "upper end of the same",
    "p": "p-value of no difference: the score test that belongs to the interval",
    "p_holm": "p after Holm's correction over all groups of the authority, audience and wave",
    "clear": "whether p_holm is below 0.05",
    "asked": (
        "how many people of this group were sent a form, as far as it may be shown; empty where "
        "that is not known"
    ),
    "response_rate": "people divided by asked, 0 to 1",
    "answered_of_population": "people divided by population, 0 to 1",
    "note": "why there is no difference; empty when there is",
}
LEVEL = 0.05
NOT_COMPLETE = "some people gave an answer that the population file has no number for"


def compare(study: Study, released: Mapping[str, DataFrame]) -> DataFrame:
    """One row per authority, audience, question and group of the population file (see COLUMNS)."""
    answered, there_are = released["who_answered"], released["who_there_is"]
    if there_are.empty:
        return _in_columns(answered.head(0))
    answered = answered[answered["level"].isin(["answer", EVERYONE])]
    groups = _with_all_councils(_groups(there_are), answered)
    kept = [*KEYS, "topic", "label", "people", "base", "share", "low", "high", "hidden"]
    frame = groups.merge(answered[kept], on=KEYS)
    frame["note"] = frame["hidden"].where(frame["note"].eq(""), frame["note"])
    frame["note"] = frame["note"].mask(
        frame["note"].eq("") & _not_complete(frame, answered), NOT_COMPLETE
    )
    return _in_columns(_with_differences(_with_rates(frame)))


def _in_columns(frame: DataFrame) -> DataFrame:
    kinds = {"clear": bool, "population": "Int64", "asked": "Int64"}
    return frame.reindex(columns=list(COLUMNS)).astype(kinds)


def _groups(there_are: DataFrame) -> DataFrame:
    """The groups of the population, with why one cannot be set beside those who answered."""
    return there_are.assign(
        answer=there_are["answer"].mask(there_are["question"].eq(EVERYONE), EVERYONE),
        population=there_are["people"].astype("float64"),
        likely=people_or_middle(there_are),
        asked=there_are["people_asked"].astype("float64"),
        note=there_are["note"].where(there_are["note"].ne(""), there_are["hidden"]),
        known=there_are["note"].eq(""),
    ).drop(columns=["people", "people_asked", "hidden"])


def _with_all_councils(groups: DataFrame, answered: DataFrame) -> DataFrame:
    """The groups of all councils, and those of all together where each with answers is known."""
    import pandas as pd

    keys = KEYS[1:]
    somebody = answered[answered["question"].eq(EVERYONE) & answered["authority"].ne(ALL_COUNCILS)]
    somebody = somebody[somebody["people"].ne(0).fillna(True)]
    councils = somebody.groupby(["audience", "wave"])["authority"].nunique()
    usable = groups[groups["known"]]
    known = usable.groupby(MARGIN[1:])["authority"].nunique()
    needed = pd.Series([councils.get(key[:2], -1) for key in known.index], known.index)
    together = usable.groupby(keys, as_index=False, sort=False).agg(
        **{
            name: (of, lambda one: one.sum(skipna=False))
            for name, of in (("population", "likely"), ("asked", "asked"))
        }
    )
    complete = pd.MultiIndex.from_frame(together[MARGIN[1:]]).isin(known.index[known.eq(needed)])
    together = together[complete].assign(authority=ALL_COUNCILS, note="", known=True)
    together["likely"] = together["population"]
    return pd.concat([groups, together], ignore_index=True)


def _not_complete(frame: DataFrame, answered: DataFrame) -> np.ndarray:
    """Of which questions somebody gave an answer that is no group of the file."""
    import pandas as pd

    given = answered[answered["people"].ne(0).fillna(True)]
    groups = pd.MultiIndex.from_frame(frame[KEYS])
    lacking = given[~pd.MultiIndex.from_frame(given[KEYS]).isin(groups)]
    return pd.MultiIndex.from_frame(frame[MARGIN]).isin(pd.MultiIndex.from_frame(lacking[MARGIN]))


def _with_rates(frame: DataFrame) -> DataFrame:
    people = frame["people"].astype("float64")
    usable = frame["note"].isin(["", NOT_COMPLETE])
    for name, of in (("response_rate", "asked"), ("answered_of_population", "population")):
        whole = frame[of].where(frame[of].gt(0) & usable)
        frame[name] = (people / whole).clip(upper=1.0)
    return frame


def _with_differences(frame: DataFrame) -> DataFrame:
    """Shares of the population, and what sets those who answered apart from it."""
    grouped = frame["question"].ne(EVERYONE)
    whole = frame["likely"].mask(grouped).groupby([frame[key] for key in WHOSE]).transform("max")
    # A group that is hidden for others has no likely number, so the groups have no sum.
    everyone = frame.groupby(MARGIN)["likely"].transform("sum", skipna=False).fillna(whole)
    of_all = (frame["population"] / everyone.where(everyone.gt(0))).where(grouped)
    frame["population_share"] = of_all
    told = grouped & frame["note"].eq("") & frame["people"].notna() & of_all.notna()
    people, base = frame["people"].where(told), frame["base"].where(told)
    left = ((everyone - base.astype("float64")) / (everyone - 1).clip(lower=1)).clip(0, 1)
    counts = effective_counts(people, base, step_of(frame["people"], frame["base"]))
    found = differences_from_population(*counts, of_all.where(told), left)
    frame["difference"] = frame["share"].where(told) - of_all
    frame["difference_low"], frame["difference_high"] = found.low, found.high
    frame["p"] = found.p_value
    frame["p_holm"] = frame.groupby(WHOSE)["p"].transform(holm)
    frame["clear"] = frame["p_holm"].lt(LEVEL)
    return frame
