"""Small studies in a folder, with a questionnaire of their own and a population file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import poet
from poet.study import Study

QUESTIONNAIRE = """\
id = "ours"
version = "1.0"
audience = "budget_holder"
title = "Ours"
people = "people who hold a budget"

[topics]
life = "Life"
votes = "Votes"
stratum = "Stratum"
age = "Age"
need = "Need"

[scales.change]
best = "first"
good = "better"
bad = "worse"
answers = [
  { code = "better", label = "Better", meaning = "good" },
  { code = "worse", label = "Worse", meaning = "bad" },
  { code = "not_said", label = "Prefer not to say", meaning = "not_an_answer" },
]

[scales.votes]
answers = [
  { code = "1", label = "One" },
  { code = "2", label = "Two" },
  { code = "3", label = "Three" },
]

[scales.stratum]
answers = [
  { code = "1", label = "First" },
  { code = "2", label = "Second" },
]

[scales.age]
answers = [
  { code = "young", label = "Under 65" },
  { code = "old", label = "65 or over" },
  { code = "not_said", label = "Prefer not to say", meaning = "not_an_answer" },
]

[scales.need]
answers = [
  { code = "body", label = "Physical" },
  { code = "mind", label = "Mental" },
  { code = "other", label = "Other" },
]
"""
ROLES = {"life": "outcome", "votes": "involvement"}
SCALES = {"life": "change"}
KEYS = ("life", "votes", "stratum", "age", "need")
NAMES = {"N1": "Northtown", "S1": "Southville"}

STUDY = """\
title = "A small study"
authority_column = "council"
population = "population.csv"

[disclosure]
profile = "{profile}"

"""


def question(key: str) -> str:
    return f"""
[[questions]]
key = "{key}"
topic = "{key}"
role = "{ROLES.get(key, "background")}"
kind = "single"
scale = "{SCALES.get(key, key)}"
wording = "What is your {key}?"
easy_read = "What is your {key}?"
"""


def write_study(
    folder: Path,
    answers: Sequence[str],
    population: Sequence[str],
    *,
    names: dict[str, str] | None = None,
    profile: str = "internal",
    headings: str = "authority,audience,question,answer,people",
) -> Path:
    """A study of the councils in `names`; `answers` has a row "council,life,votes,..." a person."""
    own = folder / "questionnaires"
    own.mkdir(parents=True)
    form = QUESTIONNAIRE + "".join(map(question, KEYS))
    (own / "ours.toml").write_text(form, encoding="utf-8")
    councils = "".join(
        f'[[authorities]]\ncode = "{code}"\nname = "{name}"\n\n'
        for code, name in (names or NAMES).items()
    )
    files = '[[responses]]\nfile = "answers.csv"\nquestionnaire = "ours"\n'
    study = STUDY.format(profile=profile) + councils + files
    (folder / "study.toml").write_text(study, encoding="utf-8")
    rows = [",".join(["council", *KEYS]), *answers]
    (folder / "answers.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "population.csv").write_text(
        "\n".join([headings, *population]) + "\n", encoding="utf-8"
    )
    return folder


def small_study(folder: Path, *args: object, **more: object) -> Study:
    """The study that `write_study` writes, loaded."""
    return poet.load_study(write_study(folder, *args, **more))
