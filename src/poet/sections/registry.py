"""Which sections there are, by what they do; a new one is named here."""

from __future__ import annotations

FINDING_SECTIONS = (
    "who_answered",
    "outcomes",
    "process",
    "involvement",
    "what_goes_with_outcomes",
    "own_words",
)
# Worked out from what the others found, once that may be seen.
COMPARING_SECTIONS: tuple[str, ...] = ()
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
