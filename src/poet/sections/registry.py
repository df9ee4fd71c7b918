"""Which sections there are, by what they do; a new one is named here."""

from __future__ import annotations

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
COMPARING_SECTIONS: tuple[str, ...] = (
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
# Those that fit models, and those that compare what models found: `poet findings --descriptive`
# leaves them out.
MODELLING_SECTIONS = (
    "standardised",
    "what_goes_with_outcomes",
    "adjusted_change",
    "direct_payments",
    "resources",
    "next_to_others",
    "links_between_councils",
    *TECHNICAL_SECTIONS,
)
# Of these a report has the rows of all authorities together beside its own.
SECTIONS_BESIDE_EVERYONE = (
    *SECTIONS_OF_MODELS,
    "groups",
    "group_tests",
    "direct_payments",
    "resources",
    "steps",
    "budgets",
    "themes",
    "themes_by_group",
    "themes_agreement",
)
# These tell of what lies beside the answers, so a study without answers has them.
SECTIONS_WITHOUT_ANSWERS: tuple[str, ...] = ("budgets", "activity", "steps")
# And these pages say something where nobody was asked; all others are left out then.
PAGES_WITHOUT_ANSWERS = (
    "cover",
    "contents",
    "steps_changes",
    "how_to_use_this",
    "action_plan",
    "about",
    "easy_cover",
    "easy_how_to_use",
    "easy_plan",
    "easy_about",
)
# The code that findings about all authorities together have; study.toml may not use it.
EVERYONE = "all"
