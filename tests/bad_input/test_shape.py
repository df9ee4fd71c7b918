"""Tables whose headings or rows are not what the questionnaire asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from poet import definition

Rows = list[list[str]]
SURVEYMONKEY = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address"]
SURVEYMONKEY += ["Email Address", "First Name", "Last Name", "Custom Data 1"]
QUALTRICS = {
    "StartDate": ("Start Date", "startDate", "2026-05-03 10:00:00"),
    "Status": ("Response Type", "status", "IP Address"),
    "Progress": ("Progress", "progress", "100"),
    "Finished": ("Finished", "finished", "True"),
    "ResponseId": ("Response ID", "_recordId", "R_{0}YPOQ602ER1jkf1"),
}
# The questions of the file, in their own words.
WORDINGS = {
    "your_life": "How is your life now?",
    "forms": "How easy was it to fill in the forms?",
    "age": "How old are you?",
}


def of_surveymonkey(people: Rows) -> Rows:
    """Two rows of headings, of which the second names options."""
    options = ["Family or friends", "Paid carers", "Nobody"]
    first = [*SURVEYMONKEY, *WORDINGS.values(), "Who helps you?", "", ""]
    second = ["" for _ in SURVEYMONKEY] + ["Response", "Response", "Open-Ended Response", *options]
    return [first, second, *(_by_surveymonkey(person, options) for person in people[1:])]


def _by_surveymonkey(person: list[str], options: list[str]) -> list[str]:
    tool = [f"1140{person[0][3:]}", "401234567", "03/05/2026", "03/05/2026", "203.0.113.7"]
    ticks = [option if option in person[3] else "" for option in options]
    return [*tool, person[9], "Tollerby", "Heron", "", person[1], person[2], person[5], *ticks]


def of_qualtrics(people: Rows) -> Rows:
    """Three rows of headings: names, wordings, and what the import goes by."""
    labels, imports, values = zip(*QUALTRICS.values(), strict=True)
    names = [*QUALTRICS, "Q1", "Q2", "Q3"]
    ids = [f'{{""ImportId"":""{one}""}}' for one in (*imports, "QID1", "QID2", "QID3")]
    told = [f'"{one}"' for one in ids]
    rows = [[*(v.format(p[0][3:]) for v in values), p[1], p[2], p[5]] for p in people[1:]]
    return [names, [*labels, *WORDINGS.values()], told, *rows]


def renamed(people: Rows) -> Rows:
    people[0][1] = "How is your life nowadays?"
    return people


def reordered(people: Rows) -> Rows:
    return [row[::-1] for row in people]


def without(people: Rows, *columns: int) -> Rows:
    return [[cell for place, cell in enumerate(row) if place not in columns] for row in people]


def with_more(people: Rows, heading: str, cell: str) -> Rows:
    return [[*row, cell if number else heading] for number, row in enumerate(people)]


def ragged(people: Rows) -> Rows:
    people[2].append("The heron of Tollerby")
    del people[3][4:]
    return people


def with_cell(people: Rows, column: int, *texts: str) -> Rows:
    for row, text in zip(people[1:], texts, strict=False):
        row[column] = text
    return people


def twice(people: Rows) -> Rows:
    people[0][2] = "your_life"
    return people


def renamed_all(people: Rows) -> Rows:
    return [[f"column {n}" for n, _ in enumerate(people[0])], *people[1:]]


MAKERS: dict[str, Callable[[Rows], Rows]] = {
    "one": lambda people: people,
    "surveymonkey": of_surveymonkey,
    "qualtrics": of_qualtrics,
    "none": lambda people: people[1:],
    "none, and two cells alike": lambda people: [[*p, p[8]] for p in people[1:]],
    "twice": twice,
    "renamed": renamed,
    "evened out": lambda people: [["FORM", " Your_Life ", *people[0][2:]], *people[1:]],
    "renamed all": renamed_all,
    "reordered": reordered,
    "missing": lambda people: without(people, 1, 5),
    "extra": lambda people: with_more(people, "Notes of the officer", "The heron of Tollerby"),
    "no heading": lambda people: with_more(people, "", "The heron of Tollerby"),
    "ragged": ragged,
    "unclosed": lambda people: with_cell(people, 8, "x", '"The heron of Tollerby'),
    "stray": lambda people: with_cell(people, 8, "x", '"The heron" of Tollerby'),
    "again": lambda people: [*people[:3], people[0], *people[3:]],
    "mixed": lambda people: with_cell(people, 1, "better", "Worse", "same", "Better"),
    "numbers": lambda people: with_cell(people, 1, "1", "3", "2", "1"),
    "blank rows": lambda people: [*people[:2], [""] * 10, *people[2:]],
    "one column": lambda people: [[row[1]] for row in people],
}


def test_every_maker_is_in_the_catalogue(catalogue) -> None:
    assert {entry["make"] for entry in catalogue["shape"] if "make" in entry} == set(MAKERS)


def test_a_table_is_read_or_refused_in_a_sentence(
    *, entry: Mapping[str, Any], put: Callable, told: Callable, people: Rows, settings: Callable
) -> None:
    rows = MAKERS[entry["make"]](people)
    put("".join(",".join(row) + "\n" for row in rows).encode())
    settings(entry)
    told(entry)


def test_a_file_of_another_audience_is_refused(
    put: Callable, as_csv: Callable, run: Callable, settings: Callable
) -> None:
    """The answers of carers, with the questionnaire of budget holders beside them."""
    wordings = [question.wording for question in definition.load("carer").questions]
    put(as_csv([wordings, ["The heron of Tollerby"] * len(wordings)]))
    settings({"change": [["study.toml", '"people"', '"budget_holder"']]})
    ran = run("check", "study")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == (
        'Error: people.csv: 30 headings are questions of the questionnaire "carer", and 6 of '
        '"budget_holder". If the file is the right one, write questionnaire = "carer" beside it in '
        "study.toml; if not, name the right file.\n"
    )
