"""Which sections there are, by what they do; a new one is named here, and says the rest itself."""

from __future__ import annotations

import importlib
from types import ModuleType

FINDING_SECTIONS = (
    "who_answered",
    "outcomes",
    "process",
    "involvement",
    "standardised",
    "what_goes_with_outcomes",
    "own_words",
    "adjusted_change",
    "linked_change",
    "groups",
    "direct_payments",
    "resources",
    "weighting",
    "who_there_is",
    "themes",
    "themes_by_group",
    "themes_agreement",
    "budgets",
)
# Worked out from what the others found, once that may be seen.
COMPARING_SECTIONS = (
    "perspectives",
    "change",
    "next_to_others",
    "range_of_councils",
    "links_between_councils",
    "group_tests",
    "who_is_missing",
    "weighted_shares",
    "activity",
    "steps",
)
# What only `poet findings --technical` finds, and the technical annex prints.
TECHNICAL_SECTIONS = (
    "technical_models",
    "technical_terms",
    "technical_lines",
    "technical_brant",
    "technical_robustness",
    "technical_scores",
)
# Their `find` takes the study and its models, which are fitted once for all of them.
SECTIONS_OF_MODELS = ("what_goes_with_outcomes", *TECHNICAL_SECTIONS)
# The code that findings about all authorities together have; study.toml may not use it.
EVERYONE = "all"


def section(name: str) -> ModuleType:
    """The module of a section. Raises ModuleNotFoundError when there is none."""
    return importlib.import_module(f"poet.sections.{name}")


def states(name: str, fact: str) -> bool:
    """Whether the module of a section states this of itself, such as WITHOUT_ANSWERS = True."""
    return getattr(section(name), fact, False)


def is_with_models(name: str) -> bool:
    """Whether a section fits models, or compares what models found."""
    return name in SECTIONS_OF_MODELS or states(name, "WITH_MODELS")


def is_with_everyone(name: str) -> bool:
    """Whether a report has the rows of all authorities together beside its own."""
    return name in SECTIONS_OF_MODELS or states(name, "WITH_EVERYONE")
