"""The same answers in every format, and in the shape of every survey tool, are the same people."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import polars
import pyreadstat
import pytest
from openpyxl import Workbook

import poet
from poet import definition
from poet.questionnaire import Question, Questionnaire
from poet.reading import read_table
from poet.responses import AuthorityRule, Responses, check_table

PEOPLE = 40
Rows = list[list[str]]


@pytest.fixture(scope="module")
def asked() -> Questionnaire:
    return definition.load("budget_holder")


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory, asked: Questionnaire) -> Rows:
    """The answers of made-up budget holders: headings (wordings), then a row a person."""
    folder = tmp_path_factory.mktemp("made-up") / "study"
    poet.example(folder, authorities=1, people=PEOPLE)
    with (folder / "budget_holders.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    rows[0][rows[0].index("Council")] = asked.admin("authority").wording
    return rows


@pytest.fixture(scope="module")
def expected(answers: Rows, asked: Questionnaire, tmp_path_factory) -> Responses:
    path = tmp_path_factory.mktemp("plain") / "answers.csv"
    path.write_text(written(answers), encoding="utf-8")
    return checked(path, asked)


def checked(path: Path, asked: Questionnaire) -> Responses:
    return check_table(read_table(path), asked, "1", AuthorityRule(only="north"))


def written(rows: Rows, separator: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def questions_of(answers: Rows, asked: Questionnaire) -> list[Question]:
    by_wording = {question.wording: question for question in asked.questions}
    return [by_wording[heading] for heading in answers[0]]


def code_of(question: Question, text: str) -> str:
    """One label as its code; other texts as they are."""
    labels = {a.label: a.code for a in question.scale.answers} if question.scale else {}
    return labels.get(text, text)


def picked(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def assert_same_people(found: Responses, expected: Responses) -> None:
    assert found.account.rows_used == expected.account.rows_used == PEOPLE
    pd.testing.assert_frame_equal(
        found.by_person.drop(columns="line"), expected.by_person.drop(columns="line")
    )


@pytest.mark.parametrize("text", [*itertools.product(["utf-8-sig", "utf-16", "cp1252"], ",;\t|")])
def test_text_in_every_encoding(tmp_path, answers, asked, expected, text):
    encoding, separator = text
    path = tmp_path / "answers.csv"
    path.write_bytes(written(answers, separator).encode(encoding))
    assert_same_people(checked(path, asked), expected)


def as_xlsx(path: Path, answers: Rows) -> None:
    book = Workbook()
    for row in answers:
        book.active.append(row)
    book.save(path)


def as_spss(path: Path, answers: Rows) -> None:
    names = [f"Q{place}" for place in range(len(answers[0]))]
    frame = pd.DataFrame(answers[1:], columns=names, dtype=object)
    pyreadstat.write_sav(
        frame, str(path), column_labels=answers[0], compress=path.suffix == ".zsav"
    )


def as_parquet(path: Path, answers: Rows) -> None:
    columns = zip(*answers[1:], strict=True)
    polars.DataFrame(dict(zip(answers[0], columns, strict=True))).write_parquet(path)


@pytest.mark.parametrize(
    "file_format",
    [("xlsx", as_xlsx), ("sav", as_spss), ("zsav", as_spss), ("parquet", as_parquet)],
)
def test_every_format(tmp_path, answers, asked, expected, file_format):
    ending, write = file_format
    path = tmp_path / f"answers.{ending}"
    write(path, answers)
    assert_same_people(checked(path, asked), expected)


def test_stata_by_keys(tmp_path, answers, asked, expected):
    """Stata keeps 80 letters of a wording, so its variables bear the keys."""
    path = tmp_path / "answers.dta"
    keys = [question.key for question in questions_of(answers, asked)]
    frame = pd.DataFrame(answers[1:], columns=keys, dtype=object)
    pyreadstat.write_dta(frame, str(path))
    assert_same_people(checked(path, asked), expected)


def test_labelled_numbers_of_spss(tmp_path, answers, asked, expected):
    """A number with a label is what its label says, whichever way the numbers go."""
    questions = questions_of(answers, asked)
    frame = pd.DataFrame(answers[1:], columns=[q.key for q in questions], dtype=object)
    labels = {}
    for question in questions:
        if question.kind == "single":
            numbers = {a.label: float(n) for n, a in enumerate(question.scale.answers[::-1], 1)}
            frame[question.key] = frame[question.key].map(numbers).astype(float)
            labels[question.key] = {number: label for label, number in numbers.items()}
    path = tmp_path / "answers.sav"
    pyreadstat.write_sav(frame, str(path), variable_value_labels=labels)
    assert_same_people(checked(path, asked), expected)


def expanded(answers: Rows, asked: Questionnaire, tick: Callable[[str], str]) -> Iterator[tuple]:
    """Each column as (question, answer or None, cells), a column for each of several answers."""
    for place, question in enumerate(questions_of(answers, asked)):
        cells = [row[place] for row in answers[1:]]
        if question.kind != "multiple":
            yield question, None, cells
            continue
        for answer in question.scale.answers:
            ticks = [tick(answer.label) if answer.label in picked(text) else "" for text in cells]
            yield question, answer, ticks


def survey_monkey(answers: Rows, asked: Questionnaire) -> Rows:
    first, second, columns, before = ["Respondent ID", "Collector ID"], ["", ""], [], None
    for question, answer, cells in expanded(answers, asked, str):
        first.append("" if question is before else question.wording)
        second.append(answer.label if answer else "Response")
        columns.append(cells)
        before = question
    people = zip(*columns, strict=True)
    rows = [[str(114_000_000_000 + n), "77", *cells] for n, cells in enumerate(people)]
    return [first, second, *rows]


def microsoft_forms(answers: Rows, asked: Questionnaire) -> Rows:
    questions = questions_of(answers, asked)
    rows = [["ID", "Start time", "Completion time", "Email", "Name", *answers[0]]]
    for number, row in enumerate(answers[1:], start=1):
        cells = [
            "".join(f"{part};" for part in picked(text)) if question.kind == "multiple" else text
            for question, text in zip(questions, row, strict=True)
        ]
        rows.append([str(number), "2026-05-03", "2026-05-03", "anonymous", "", *cells])
    return rows


def google_forms(answers: Rows, asked: Questionnaire) -> Rows:
    questions = questions_of(answers, asked)
    rows = [["Timestamp", *answers[0]]]
    for row in answers[1:]:
        cells = [
            ", ".join(picked(text)) if question.kind == "multiple" else text
            for question, text in zip(questions, row, strict=True)
        ]
        rows.append(["2026/05/03 9:30:00 AM GMT", *cells])
    return rows


def kobo_toolbox(answers: Rows, asked: Questionnaire) -> Rows:
    questions = questions_of(answers, asked)
    rows = [["start", "end", *(q.key for q in questions), "_id", "_uuid", "_submission_time"]]
    for number, row in enumerate(answers[1:]):
        cells = [
            " ".join(code_of(q, part) for part in picked(text))
            if q.kind == "multiple"
            else code_of(q, text)
            for q, text in zip(questions, row, strict=True)
        ]
        rows.append(
            ["2026-05-03", "2026-05-03", *cells, str(number), f"uuid-{number}", "2026-05-03"]
        )
    return rows


def lime_survey(answers: Rows, asked: Questionnaire) -> Rows:
    headings, columns = ["id", "submitdate", "lastpage", "startlanguage", "seed"], []
    for question, answer, cells in expanded(answers, asked, lambda label: "Y"):
        headings.append(f"{question.key}[{answer.code}]" if answer else question.key)
        columns.append([code_of(question, text) for text in cells])
    people = enumerate(zip(*columns, strict=True), start=1)
    rows = [[str(n), "2026-05-03 10:00:00", "9", "en", "1", *cells] for n, cells in people]
    return [headings, *rows]


def qualtrics(answers: Rows, asked: Questionnaire) -> Rows:
    own = ["StartDate", "EndDate", "Status", "Progress", "Finished", "ResponseId"]
    names, wordings = [*own], [*own]
    imports = ["startDate", "endDate", "status", "progress", "finished", "_recordId"]
    columns = []
    for place, (question, answer, cells) in enumerate(expanded(answers, asked, str)):
        names.append(f"Q{place}")
        part = f" - Selected Choice - {answer.label}" if answer else ""
        wordings.append(question.wording + part)
        imports.append(f"QID{place}" + ("_1" if answer else ""))
        columns.append(cells)
    ids = [f'{{"ImportId":"{name}"}}' for name in imports]
    people = enumerate(zip(*columns, strict=True))
    told = ("2026-05-03", "2026-05-03", "IP Address", "100", "True")
    return [names, wordings, ids, *([*told, f"R_{n}", *cells] for n, cells in people)]


@pytest.mark.parametrize(
    "export",
    [
        ("SurveyMonkey", survey_monkey),
        ("Microsoft Forms", microsoft_forms),
        ("Google Forms", google_forms),
        ("KoboToolbox", kobo_toolbox),
        ("LimeSurvey", lime_survey),
        ("Qualtrics", qualtrics),
    ],
)
def test_every_survey_tool(tmp_path, answers, asked, expected, export):
    tool, shape = export
    path = tmp_path / "export.csv"
    path.write_text(written(shape(answers, asked)), encoding="utf-8")
    found = checked(path, asked)
    assert any(note.startswith(f"This is an export of {tool}") for note in found.notes)
    assert found.problems["sentence"].tolist() == []
    assert_same_people(found, expected)
