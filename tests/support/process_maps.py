"""A small process map, and studies that have one: shared by the tests of the steps."""

from __future__ import annotations

from pathlib import Path

from poet.process_map import ProcessMap, Step, WhatIf
from poet.study import Authority, Study, Wave

# Whole: 60 + 30 + 20 x 0.5 + 15 = 115 minutes, of which 30 are the person's own.
STEPS = (
    Step(
        "talk", "plan", "Talk about needs", "worker", 60, forms=1, system="records", topic="forms"
    ),
    Step("read", "plan", "Read the plan", "person", 30, topic="forms"),
    Step("panel", "check", "Ask the panel", "manager", 20, 0.5, forms=2, sign_offs=1),
    Step("type", "check", "Type it in", "clerk", 15, system="payments", repeats="talk"),
)
STAGES = {"plan": "Plan", "check": "Check"}
WHAT_IFS = (WhatIf("No panel", ("panel",)), WhatIf("Typed once", ("type", "panel")))


def small_map(**changes: object) -> ProcessMap:
    """The map, with other values for some of its fields."""
    usual = {
        "title": "From talk to money",
        "stages": STAGES,
        "steps": STEPS,
        "what_ifs": WHAT_IFS,
        "cases_a_year": 100,
        "hours_a_year": 50,
        "source": "two weeks of diaries",
    }
    return ProcessMap(**{**usual, **changes})


def map_study(process_map: ProcessMap | None, councils: int = 1) -> Study:
    """A study that has a map (or none) and nobody's answers."""
    codes = ("north", "south", "east")[:councils]
    return Study(
        folder=Path(),
        title="A study of steps",
        authorities=tuple(Authority(code, code.title()) for code in codes),
        waves=(Wave("", ""),),
        responses=(),
        process_map=process_map,
    )
