"""Which rows of which findings are hidden so that nothing hidden follows, wherever they stand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from poet.disclosure import follows_together, follows_within, release
from poet.disclosure_following import hidden_as_well
from poet.sections.group_questions import ARM_OF, DIRECT_PAYMENT, HOW_HELD, MANAGED

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.disclosure import Marked, Profile

# They count the same people, question by question; both kinds of budget are sides of a question.
SHARES = ("who_answered", "outcomes", "process", "involvement")
NEITHER = "neither"
KEYS = ["authority", "audience", "wave", "question", "level", "answer"]
WHOSE = KEYS[:3]


def follows_of(found: Mapping[str, DataFrame], rules: Profile) -> dict[str, Marked]:
    """Section name to the rows that are hidden so that nothing follows; True or False per row.

    `found` are those of `poet.sections.find_all`. What is not among them hides for itself.
    """
    import pandas as pd

    shares = {name: found[name] for name in SHARES if name in found}
    arms = _arms(found)
    together = {**shares, "arms": arms} if len(arms) else shares
    if len(arms):
        together["who_answered"] = _with_arms(found["who_answered"])
    follows = follows_together(together, rules)
    hidden = [one.loc[follows[name], KEYS] for name, one in together.items()]
    gone = pd.concat([pd.DataFrame(columns=KEYS), *hidden])
    for name in SAME_COUNTS:
        if name in found:
            follows[name] = _are_gone(found[name], name, gone) | follows_within(found[name], rules)
    follows.pop("arms", None)
    if "who_there_is" in found:
        follows["who_there_is"] = _of_population(found["who_there_is"], rules)
    return follows


def _arms(found: Mapping[str, DataFrame]) -> DataFrame:
    """How many have each kind of budget, and neither: a row each, as sides of how it is held."""
    import pandas as pd

    frame = found["direct_payments"] if {"direct_payments", "who_answered"} <= set(found) else None
    if frame is None or frame.empty:
        return pd.DataFrame()
    arms, others = (frame[frame["level"].eq(level)] for level in ("arms", "left_out"))
    people = {
        DIRECT_PAYMENT: arms["people"],
        MANAGED: arms["people_managed"],
        NEITHER: others["people"],
    }
    # Arms and left out have a row each of the same people, in the same order.
    sides = [
        others[["authority", "audience", "wave", "question", "base"]].assign(
            level="side", answer=way, part_of="", people=counts.to_numpy()
        )
        for way, counts in people.items()
    ]
    rows = pd.concat(sides, ignore_index=True)
    return rows.assign(share=rows["people"] / rows["base"].where(rows["base"].gt(0)))


def _with_arms(who_answered: DataFrame) -> DataFrame:
    """Each answer to how the budget is held as a part of its arm."""
    held = who_answered["question"].eq(HOW_HELD) & who_answered["level"].eq("answer")
    arm = who_answered["answer"].map(ARM_OF).fillna(NEITHER)
    return who_answered.assign(part_of=who_answered["part_of"].mask(held, arm))


def _of_good(frame: DataFrame) -> list[dict[str, object]]:
    """What has no level tells of good answers."""
    return [{"level": "side", "answer": "good", **dict(frame.items())}]


def _of_good_twice(frame: DataFrame) -> list[dict[str, object]]:
    """Good answers now and before, of those who answered twice."""
    now = {**dict(frame.items()), "level": "side", "answer": frame["move"]}
    return [now, {**now, "wave": frame["wave_before"]}]


def _of_arms(frame: DataFrame) -> list[dict[str, object]]:
    """Both arms stand in one row; neither in a row of its own."""
    level = frame["level"]
    rows = {**dict(frame.items()), "level": level.replace(["arms", "left_out"], "side")}
    answers = ({"arms": way, "left_out": NEITHER} for way in (DIRECT_PAYMENT, MANAGED))
    return [{**rows, "answer": level.map(one)} for one in answers]


def _of_uptake(frame: DataFrame) -> list[dict[str, object]]:
    return [{**dict(frame.items()), "level": frame["level"].replace("uptake", "side")}]


# These give some of the same counts again, or those of some of the same people: section name to
# what its rows count, in the words of KEYS.
SAME_COUNTS = {
    "standardised": _of_good,
    "weighting": _of_good,
    "linked_change": _of_good_twice,
    "direct_payments": _of_arms,
    "resources": _of_uptake,
}


def _are_gone(frame: DataFrame, name: str, gone: DataFrame) -> Marked:
    """Which rows count what is hidden elsewhere."""
    import pandas as pd

    keys = pd.MultiIndex.from_frame(gone)
    counted = (pd.DataFrame(rows, frame.index)[KEYS] for rows in SAME_COUNTS[name](frame))
    return reduce(or_, (pd.MultiIndex.from_frame(rows).isin(keys) for rows in counted))


def _of_population(groups: DataFrame, rules: Profile) -> Marked:
    """Which groups of a population are hidden so that no small one follows from how many there are:
    the groups of a question add up to everyone, and so do those who were asked."""
    gone = release(groups, rules)["hidden"].ne("")
    everyone = groups["question"].eq("everyone")
    whose = [groups[one] for one in WHOSE]

    def of(name: str) -> Marked:
        base = groups[name].where(everyone).groupby(whose).transform("max")
        counts = {"people": groups[name], "base": base, "share": float("nan")}
        return hidden_as_well(groups.assign(**counts, level="answer"), gone, rules)

    return of("people") | of("people_asked")
