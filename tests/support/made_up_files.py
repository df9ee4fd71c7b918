"""What `poet example` writes, in its order: the answers first, study.toml last."""

from __future__ import annotations

MADE_UP_FILES = [
    "budget_holders.csv",
    "carers.xlsx",
    "practitioners.csv",
    "released_comments.csv",
    "population.csv",
    "activity.csv",
    "budgets.csv",
    "ras.csv",
    "process_map.toml",
    "codes.csv",
    "codeframe.toml",
    "truth.toml",
    "study.toml",
]
