"""The steps from a first talk to a final budget: who does them, how long, on how many forms."""

from __future__ import annotations

from dataclasses import dataclass

# The stages of a map that names none of its own.
USUAL_STAGES = {
    "indicative_budget": "Indicative budget",
    "support_plan": "Support plan",
    "validation": "Validation",
    "final_budget": "Final budget",
}
# Who does a step in time of their own, and how sentences call them; everybody else is staff.
OWN_TIME = {"person": "the person", "carer": "a family carer"}


@dataclass(frozen=True)
class Step:
    """One step of the process of one case.

    `stage` is the id of the stage it belongs to, `who` does it, `minutes` it takes in a case that
    has it, `share` of cases (0 to 1) have it. `forms` are filled in and `sign_offs` are needed.
    `system` is the computer system or paper it is recorded in. `repeats` is the id of an earlier
    step whose work this one does once more, "" where there is none. `topic` is that of the
    questions that ask about this step, "" where nobody asks.
    """

    id: str
    stage: str
    name: str
    who: str
    minutes: float
    share: float = 1.0
    forms: int = 0
    sign_offs: int = 0
    system: str = ""
    repeats: str = ""
    topic: str = ""

    @property
    def own_time(self) -> bool:
        """Whether the person or a family carer does it, and not staff."""
        return self.who in OWN_TIME

    @property
    def done_by(self) -> str:
        """Who does it, as a sentence says it."""
        return OWN_TIME.get(self.who, self.who)


@dataclass(frozen=True)
class WhatIf:
    """A change that somebody proposes: these steps (by their ids) are no longer done."""

    name: str
    without: tuple[str, ...]


@dataclass(frozen=True)
class ProcessMap:
    """The steps of a process, in order.

    `stages` gives words for each stage's id, in order. `cases_a_year`, and `hours_a_year` of one
    full-time worker, are None where they are not given.
    """

    title: str
    stages: dict[str, str]
    steps: tuple[Step, ...]
    what_ifs: tuple[WhatIf, ...] = ()
    cases_a_year: float | None = None
    hours_a_year: float | None = None
    source: str = ""
