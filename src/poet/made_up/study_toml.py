"""The `study.toml` of a made-up study, with comments that say what each part is for."""

from __future__ import annotations

from collections.abc import Sequence

COUNCIL_COLUMN = "Council"
RELEASED_COMMENTS = "released_comments.csv"
POPULATION = "population.csv"

HEAD = f"""\
# A made-up study. Every council, person, answer and comment in this folder is invented, to show
# what a study looks like. For a study of your own, change this file and put your files beside it.

title = "Personal budgets in our area: a made-up example"

# Printed on every page that nothing here is real. Leave it out for real answers.
made_up = true

# Whom readers of a report can ask.
contact = "The evaluation team (made up), evaluation@example.org"

# The heading of the column that says whose answers a row holds. A study of one council has
# authority = "NAME" instead.
authority_column = "{COUNCIL_COLUMN}"

# Comments that a named person read and released. No other comment is ever printed.
released_comments = "{RELEASED_COMMENTS}"

# How many people there are in each group, and how many were asked: who is missing, and weights.
population = "{POPULATION}"

# The rules that hide small numbers.
[disclosure]
profile = "local"

# What was worked out for each case up front, and what was agreed in the end.
[budgets]
file = "budgets.csv"

# The steps from a first talk to a final budget, and how long each takes.
[process_map]
file = "process_map.toml"

# The work of the councils and their staff, year by year, and what one case costs (made up).
[activity]
file = "activity.csv"
columns = {{ authority = "{COUNCIL_COLUMN}" }}
unit_costs = {{ assessments = 450, reviews = 200 }}
unit_costs_source = "made up for this example"

# What two people who coded all comments apart from each other said, and what was settled.
[themes]
file = "codes.csv"
codeframe = "codeframe.toml"
"""
AUTHORITIES = """
# The councils: the code stands in file names, the name in sentences.
"""
WAVES = """
# The rounds of asking, the earliest first. Reports are about the last.
"""
RESPONSES = """
# The files of answers, and which questionnaire each answers. Headings may be the wording of the
# questions or their keys, cells the labels of answers or their codes: the files show both.
"""


def study_toml(
    councils: Sequence[tuple[str, str]], responses: Sequence[tuple[str, str, str]]
) -> bytes:
    """The file as UTF-8. `councils` are code and name, `responses` file, questionnaire, wave."""
    years = dict.fromkeys(year for _, _, year in responses)
    blocks = [
        HEAD,
        AUTHORITIES,
        *(_entry("authorities", code=code, name=name) for code, name in councils),
        WAVES,
        *(_entry("waves", id=year, name=year) for year in years),
        RESPONSES,
        *(
            _entry("responses", file=file, questionnaire=questionnaire, wave=year)
            for file, questionnaire, year in responses
        ),
    ]
    return ("".join(blocks).replace("\n\n\n", "\n\n").rstrip("\n") + "\n").encode()


def _entry(table: str, **values: str) -> str:
    lines = [f"[[{table}]]", *(f'{key} = "{value}"' for key, value in values.items())]
    return "\n".join(lines) + "\n\n"
