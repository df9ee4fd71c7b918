"""What a form calls things: its sheets and columns, and those in which poet keeps what it adds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from poet.questionnaire import Questionnaire

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
# No colon: KoboToolbox takes what follows one in a heading for the name of a language.
OWN = "poet_"
# What a person sees stands in `label`; the words of the other edition stand in a column of poet's.
OWN_WORDING, OWN_EASY_READ = f"{OWN}wording", f"{OWN}easy_read"
OWN_TOPIC, OWN_ROLE, OWN_SHORT, OWN_ADJUST = (
    f"{OWN}{name}" for name in ("topic", "role", "short", "adjust")
)
OWN_LABEL, OWN_MEANING, OWN_SIDE, OWN_BEST = (
    f"{OWN}{name}" for name in ("label", "meaning", "side", "best")
)
OWN_EDITION = f"{OWN}edition"
# What stands in poet_best for a scale whose answers go from nothing to nothing.
NO_ORDER = "none"
HEAD_KEPT = ("audience", "people", "language", "about")
SCORE_KEPT = ("title", "high", "low")

# The column by which a file of answers says what was asked.
VERSION_COLUMN = "questionnaire_version"
AUTHORITY = "authority"

LANGUAGE_NAMES = {"en": "English", "cy": "Welsh", "ga": "Irish", "gd": "Scottish Gaelic"}
LANGUAGE_CODE = re.compile(r"([a-z]{2,3})(?:-.*)?")


def language_heading(code: str) -> str:
    """A language as forms name it; "" when the code of a questionnaire is none.

    >>> language_heading("en-GB"), language_heading("de"), language_heading("Klingon")
    ('English (en)', 'de (de)', '')
    """
    found = LANGUAGE_CODE.fullmatch(code)
    return f"{LANGUAGE_NAMES.get(found[1], found[1])} ({found[1]})" if found else ""


def in_english(questionnaire: Questionnaire) -> bool:
    """Whether the words that poet adds to a form are in the language of its questions."""
    return questionnaire.language.partition("-")[0] == "en"


def score_column(role: str, field: str) -> str:
    """The column of the settings that keeps one field of a score."""
    return f"{OWN}{role}_{field}"


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """The name, with a number behind it when it is taken.

    >>> free_name("part", ["part", "part_2"]), free_name("part", [])
    ('part_3', 'part')
    """
    used = set(taken)
    name, number = wanted, 1
    while name in used:
        number += 1
        name = f"{wanted}_{number}"
    return name
