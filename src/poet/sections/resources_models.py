"""What models say of money: what £50 a week more goes with, and what each good answer takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from poet.sections.budget_arms import BackgroundColumns, taken
from poet.statistics.cost_consequence import CostConsequence, cost_consequence
from poet.statistics.failure import CannotEstimate
from poet.statistics.overlap import overlap
from poet.statistics.standardised_shift import standardised_shift

if TYPE_CHECKING:
    from poet.sections.resources_measures import Measure

POUNDS_MORE = 50
FEWEST_PEOPLE = 30
# As in `direct_payments`: no row with an estimate has a count that would be hidden.
FEWEST_GOOD, FEWEST_OTHERS = 10, 8
FEWEST_COUNCILS = 10
ENOUGH_ALIKE = 0.5
TOO_FEW = f"fewer than {FEWEST_PEOPLE} people said how much their budget is a week"
TOO_FEW_OF_ONE_KIND = (
    f"fewer than {FEWEST_PEOPLE} people with one of the two kinds of budget said how much it is"
)
FEW_COUNCILS = f"fewer than {FEWEST_COUNCILS} councils are not modelled together"
FEW_COUNCILS_OF_ONE_KIND = (
    f"people with one of the two kinds of budget are of fewer than {FEWEST_COUNCILS} councils"
)
FEW_GOOD = f"fewer than {FEWEST_GOOD} people gave a good answer"
FEW_OTHERS = f"fewer than {FEWEST_OTHERS} people gave another answer"
OF_ONE_KIND = " with one of the two kinds of budget"
NO_BACKGROUND = "too few people answered to allow for background"
NOTHING_KNOWN = "there is no background to allow for"
NOT_ALIKE = "hardly anyone has people like them with the other kind of budget"


@dataclass(frozen=True, eq=False)
class Modelled:
    """The people of a model, who said the amount and all background: positions in the survey.

    `background` is made for them; `councils` has each one's council (None of one council alone).
    """

    which: np.ndarray
    background: Sequence[BackgroundColumns]
    councils: np.ndarray | None

    @property
    def reason(self) -> str:
        """Why nothing is modelled of them; "" when it may be."""
        return FEW_COUNCILS if self.few_councils(slice(None)) else ""

    def few_councils(self, some: np.ndarray | slice) -> bool:
        """Whether some of them are of too few councils to be told of all councils together."""
        if self.councils is None:
            return False
        return len(np.unique(self.councils[some])) < FEWEST_COUNCILS

    @property
    def without_background(self) -> str:
        """Why there is no background that a model could take."""
        return NO_BACKGROUND if self.background else NOTHING_KNOWN


def more_money(people: Modelled, amounts: np.ndarray, measure: Measure) -> dict[str, Any]:
    """What £50 a week more goes with, or why that is not said."""
    here = np.flatnonzero(measure.counts[people.which])
    good = measure.good[people.which]
    reason = people.reason or (TOO_FEW if len(here) < FEWEST_PEOPLE else _few(good[here], ""))
    used = [] if reason else list(taken(people.background, good, here, people.councils))
    if not used:
        return {"note": reason or people.without_background}
    try:
        found = standardised_shift(
            good[here],
            amounts[people.which][here],
            POUNDS_MORE,
            _columns(used, people)[here],
            None if people.councils is None else people.councils[here],
        )
    except CannotEstimate as problem:
        return {"note": str(problem)}
    return {
        "difference": found.difference,
        "difference_low": found.low,
        "difference_high": found.high,
        "p": float(f"{found.p_value:.1e}"),  # all digits would tell the counts that are rounded
        "councils": found.clusters,
        **_adjusted(used, people),
    }


def costs(
    people: Modelled, amounts: np.ndarray, direct: np.ndarray, measure: Measure
) -> dict[str, Any]:
    """What is paid for each good answer with each kind of budget, or why that is not said.

    `people` are those of both arms; `direct` says who of the survey has a direct payment.
    """
    here = np.flatnonzero(measure.counts[people.which])
    good, kind = measure.good[people.which], direct[people.which]
    reason = people.reason or _few_of_a_kind(good[here], kind[here])
    if not reason and any(people.few_councils(here[kind[here] == which]) for which in (0, 1)):
        reason = FEW_COUNCILS_OF_ONE_KIND
    used = [] if reason else list(taken(people.background, good, here, people.councils))
    if not used:
        return {"note": reason or people.without_background}
    columns = _columns(used, people)[here]
    try:
        if overlap(kind[here], columns).alike < ENOUGH_ALIKE:
            return {"note": NOT_ALIKE}
        found = cost_consequence(
            amounts[people.which][here],
            good[here],
            kind[here],
            columns,
            None if people.councils is None else people.councils[here],
        )
    except CannotEstimate as problem:
        return {"note": str(problem)}
    return {**_in_columns(found), **_adjusted(used, people)}


def _columns(used: Sequence[BackgroundColumns], people: Modelled) -> np.ndarray:
    return np.column_stack([np.empty((len(people.which), 0)), *(one.columns for one in used)])


def _adjusted(used: Sequence[BackgroundColumns], people: Modelled) -> dict[str, str]:
    left = [one.question.short for one in people.background if one not in used]
    return {
        "adjusted_for": ", ".join(one.question.short for one in used),
        "not_adjusted_for": ", ".join(left),
    }


def _few(good: np.ndarray, whose: str) -> str:
    if good.sum() < FEWEST_GOOD:
        return FEW_GOOD + whose
    return FEW_OTHERS + whose if (~good).sum() < FEWEST_OTHERS else ""


def _few_of_a_kind(good: np.ndarray, kind: np.ndarray) -> str:
    if min(kind.sum(), (~kind).sum()) < FEWEST_PEOPLE:
        return TOO_FEW_OF_ONE_KIND
    return _few(good[kind], OF_ONE_KIND) or _few(good[~kind], OF_ONE_KIND)


def _in_columns(found: CostConsequence) -> dict[str, Any]:
    parts = {
        "adjusted_amount": found.amount,
        "adjusted_amount_managed": found.other_amount,
        "adjusted": found.share,
        "adjusted_managed": found.other_share,
        "cost": found.cost,
        "cost_managed": found.other_cost,
        "cost_difference": found.difference,
        "cost_ratio": found.ratio,
    }
    ends = {
        f"{name}{end}": value
        for name, part in parts.items()
        for end, value in (("", part.value), ("_low", part.low), ("_high", part.high))
    }
    clear = found.ratio.low > 1 or found.ratio.high < 1
    return {**ends, "clear": clear, "draws": found.draws, "councils": found.clusters}
