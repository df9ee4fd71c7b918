"""The 908 carers of EUROFAMCARE as SPSS and Stata files, and small files of other programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from poet import definition
from poet.mapping_file import Asked, FileMapping, file_mapping
from poet.questionnaire import Answer, Question, Questionnaire, Scale
from poet.reading import read_table
from poet.responses import AuthorityRule, Responses, check_table

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "carers-eurofamcare"
FILES = ["efc/efc_converted.sav", "efc/efc_converted.dta"]
NOT_ASKED = (
    "barthtot: Total score BARTHEL INDEX",
    "neg_c_7: Negative impact with 7 items",
    "pos_v_4: Positive value with 4 items",
    "quol_5: Quality of life 5 items",
    "resttotn: Job restrictions",
    "tot_sc_e: Services for elderly",
    "n4pstu: Care level",
    "nur_pst: Care level",
    "grp: relationship to elder",
    "negc7d: Negative impact with 7 items",
)
# The labels of the files that are not those of the questionnaire.
MAP = """\
[answers.relationship]
"spouse/partner" = "1"
"child" = "2"
"sibling" = "3"
"daughter or son -in-law" = "4"
"ancle/aunt" = "5"
"nephew/niece" = "6"
"other, specify" = "8"
"""
LABELS = ("spouse/partner", "child", "sibling", "daughter or son -in-law", "ancle/aunt")


@pytest.fixture(scope="module")
def carers() -> Questionnaire:
    return definition.load("family_carer", EXAMPLE / "questionnaires")


@pytest.fixture(scope="module")
def from_csv(carers) -> Responses:
    """The same answers as they are in the example, where codes stand in the cells."""
    return check_table(
        read_table(EXAMPLE / "efc.csv"),
        carers,
        "2014",
        AuthorityRule(only="everyone"),
        ignore_columns=[heading.partition(":")[0] for heading in NOT_ASKED],
    )


@pytest.mark.parametrize("file", FILES)
def test_labels_give_the_same_answers_as_codes(check: Callable, carers, from_csv, file) -> None:
    responses = check(file, carers, MAP, ignore_columns=NOT_ASKED)
    assert responses.account.set_aside == from_csv.account.set_aside
    ours = responses.by_person.drop(columns="line")
    pd.testing.assert_frame_equal(ours, from_csv.by_person.drop(columns="line"))
    assert set(responses.problems["rule"]) == set(from_csv.problems["rule"])


@pytest.fixture(params=FILES)
def mapping(request: pytest.FixtureRequest, shared: Path, carers) -> FileMapping:
    table = read_table(shared / "data" / request.param)
    return file_mapping(table, carers, Path("efc.map.toml"), Asked(frozenset(NOT_ASKED)))


def test_labels_that_differ_are_proposed_by_the_value_behind_them(mapping) -> None:
    (relationship,) = mapping.texts.to_look_at
    assert relationship.scale.id == "relationship"
    first = {one.text: one.perhaps[0] for one in relationship.texts}
    # Also the label that one person alone has: the file defines it.
    assert {label: first[label] for label in LABELS} == dict(zip(LABELS, "12345", strict=True))
    assert (mapping.to_look_at, mapping.missing) == ((), ())


def asking(key: str, kind: str, *answers: str) -> Questionnaire:
    """A questionnaire with one question; an answer is written CODE=LABEL."""
    pairs = [one.split("=") for one in answers]
    scale = Scale("scale", tuple(Answer(code, label, label) for code, label in pairs))
    question = Question(
        key, key, "background", kind, key.upper(), key, key, scale if answers else None
    )
    return Questionnaire("one", "1", "carer", "One", "people", "en", (question,))


@pytest.mark.parametrize(
    ("file", "asked", "column_map", "answers"),
    [
        (
            "spss-stata-fixtures/haven/labelled-str.sav",
            asking("gender", "single", "M=Male", "F=Female"),
            "",
            ["M", "F"],
        ),
        (
            "spss-stata-fixtures/pyreadstat/ordered_category.sav",
            asking("level", "single", "up=High", "down=Low", "between=Medium"),
            '[[columns]]\nheading = "Col1"\nquestion = "level"\n',
            ["up", "down", "between", "down"],
        ),
        (
            "spss-stata-fixtures/pyreadstat/sample.sav",
            asking("rank", "single", "first=Best", "last=Worst"),
            '[[columns]]\nheading = "myord: ordinal"\nquestion = "rank"\n[columns.answers]\n'
            '"low" = "last"\nmedium = ""\n"high" = "first"\n',
            ["last", None, "first", "last", "last"],
        ),
        (
            "qualtrics/sample_legacy.csv",
            asking("choice", "single", "yes=Yes", "no=No"),
            '[[columns]]\nheading = "This is a multiple choice question."\nquestion = "choice"\n'
            '[columns.answers]\n"1" = "yes"\n"2" = "no"\n',
            ["no"],
        ),
    ],
)
def test_files_of_other_programs_are_answers(check, file, asked, column_map, answers) -> None:
    responses = check(file, asked, column_map)
    found = responses.by_person[asked.questions[0].key]
    assert found.astype(object).where(found.notna(), None).to_list() == answers


def test_an_export_of_limesurvey_is_answers(check, shared: Path) -> None:
    """Its questions are read from the file, so that none of its words stands here."""
    file = "limesurvey/survey_998192_R_data_file.csv"
    table = read_table(shared / "data" / file)
    place = next(p for p, one in enumerate(table.columns) if "-oth-" in one.distinct)
    heading = table.headings[place]
    asked = asking("identity", "single", "w=Woman", "m=Man", "o=Other")
    column_map = (
        f'[[columns]]\nheading = "{heading}"\nquestion = "identity"\n'
        f'[[columns]]\nheading = "{heading} [Other]"\nquestion = "identity"\nanswer = "o"\n'
        "any_text = true\n"
        '[answers.scale]\n"-oth-" = "o"\n'
    )
    responses = check(file, asked, column_map)
    texts = table.columns[place].texts().tolist()
    codes = {"man": "m", "woman": "w", "-oth-": "o"}
    expected = {line: codes[text] for line, text in zip(table.lines, texts, strict=True) if text}
    people = responses.by_person.set_index("line")["identity"].dropna()
    assert people.to_dict() == expected
