from __future__ import annotations

import numpy as np
import pytest

from poet.errors import PoetError
from poet.reading import Source, TextColumn
from poet.reading.layout import PERSON_ID, Column
from poet.responses import AuthorityRule
from poet.responses.authorities import (
    TakenAs,
    authorities_by_column,
    authority_column,
    code_from_name,
)
from poet.responses.matching import match_columns
from poet.responses.problem_table import Trouble

KNOWN = {"E1": ("Fernhollow", "Fernhollow Council"), "E2": ("St. Bryn",), "E3": ()}


def texts(*cells):
    distinct = tuple(dict.fromkeys(cells))
    return TextColumn(np.array([distinct.index(cell) for cell in cells]), distinct)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Fernhollow & St. Bryn", "fernhollow-st-bryn"),
        ("  Île-Noire ", "ile-noire"),
        ("???", ""),
    ],
)
def test_a_code_is_made_from_a_name(name, code):
    assert code_from_name(name) == code


def test_names_and_codes_of_known_authorities_are_taken():
    cells = ["E1", "Fernhollow", "FERNHOLLOW  council", "St Bryn", "st. bryn.", "E3", "", " "]
    rows = authorities_by_column(AuthorityRule("Council", known=KNOWN), texts(*cells))
    assert rows.code.tolist() == ["E1", "E1", "E1", "", "E2", "E3", "", ""]
    assert rows.blank.tolist() == [False] * 6 + [True] * 2
    assert rows.which.tolist() == [-1, -1, -1, 0, -1, -1, -1, -1]
    assert rows.names == {"E1": "Fernhollow", "E2": "St. Bryn", "E3": "E3"}
    assert rows.troubles == (
        Trouble(
            "St Bryn",
            "authority not known",
            '"St Bryn" is not one of the authorities, so the row is set aside.',
            "St. Bryn",
        ),
    )


def test_without_known_ones_every_name_is_an_authority():
    cells = ["Fernhollow", "fernhollow ", "FERNHOLLOW", "Fernhollow", "Île Noire", "", "***"]
    rows = authorities_by_column(AuthorityRule("Council"), texts(*cells))
    assert rows.code.tolist() == [*["fernhollow"] * 4, "ile-noire", "", ""]
    assert rows.names == {"fernhollow": "Fernhollow", "ile-noire": "Île Noire"}
    assert [trouble.found for trouble in rows.troubles] == ["***"]


def test_without_known_ones_councils_have_the_codes_and_names_of_the_register():
    cells = ["Bristol", "Bristol", "Bristol City Council", "Hull", "Fernhollow", "Newcastle", ""]
    rows = authorities_by_column(AuthorityRule("Council"), texts(*cells))
    assert rows.code.tolist() == [*["E06000023"] * 3, "E06000010", "fernhollow", "", ""]
    assert rows.names == {
        "E06000023": "City of Bristol",
        "E06000010": "Kingston upon Hull",
        "fernhollow": "Fernhollow",
    }
    assert rows.which.tolist() == [-1, -1, -1, -1, -1, 0, -1]
    assert rows.blank.tolist() == [False] * 6 + [True]
    assert [trouble.found for trouble in rows.troubles] == ["Newcastle"]
    assert rows.taken_as == (
        TakenAs("Bristol", "City of Bristol", "", 2),
        TakenAs("Bristol City Council", "City of Bristol", "", 1),
        TakenAs("Fernhollow", "an authority of its own", "no council of the register", 1),
    )


def test_a_text_of_no_row_left_is_not_told():
    column = TextColumn(np.array([0, 0]), ("Bristol", "Bristol City Council"))
    rows = authorities_by_column(AuthorityRule("Council"), column)
    assert rows.taken_as == (TakenAs("Bristol", "City of Bristol", "", 2),)


def test_rows_of_what_may_be_several_councils_are_set_aside_and_told(check):
    rule = AuthorityRule("Council")
    rows = [["Easy", "Newcastle"], ["Easy", "Gateshead"], ["Hard", "Newcastle"]]
    responses = check(["info", "Council"], *rows, rule=rule)
    assert responses.by_person["authority"].tolist() == ["E08000037"]
    assert responses.authorities == {"E08000037": "Gateshead"}
    assert responses.account.set_aside == {"authority not known": 2}
    told = responses.problems[responses.problems["rule"].eq("authority not known")]
    assert told["row"].tolist() == [2, 4]
    assert told["sentence"].unique().tolist() == [
        '"Newcastle" does not say which authority, so the row is set aside. It could be Newcastle '
        "upon Tyne (E08000021) or Newcastle-under-Lyme (E07000195): write the code of the one "
        "meant. To use it as it is, list the [[authorities]]."
    ]


def test_a_file_of_one_authority(check):
    responses = check(["info"], ["Easy"], rule=AuthorityRule(only="E1", known=KNOWN))
    assert responses.by_person["authority"].tolist() == ["E1"]
    assert responses.authorities == {"E1": "Fernhollow"}
    assert check(["info"], ["Easy"], rule=AuthorityRule(only="x")).authorities == {"x": "x"}


def test_a_column_by_its_heading(check):
    rule = AuthorityRule("area name")
    responses = check(["info", "Area  Name:"], ["Easy", "East"], ["Hard", "West"], rule=rule)
    assert responses.by_person["authority"].tolist() == ["east", "west"]
    assert responses.authorities == {"east": "East", "west": "West"}
    assert "column" not in " ".join(responses.problems["rule"].drop_duplicates()).replace(
        "question without a column", ""
    )
    assert (
        'Column B "Area  Name:" names 2 authorities, with rows used: East (1), West (1).'
        in responses.notes
    )


def test_without_a_rule_the_questionnaire_says_the_column(check):
    responses = check(["info", "Council"], ["Easy", "East"], rule=AuthorityRule())
    assert responses.by_person["authority"].tolist() == ["east"]


def test_without_any_column_it_must_be_said(check):
    with pytest.raises(PoetError) as caught:
        check(["info"], ["Easy"], rule=AuthorityRule())
    assert str(caught.value) == (
        "answers.csv: it is not said whose answers these are. "
        'Add authority = "NAME" for one council, or authority_column = "HEADING".'
    )


def test_a_column_that_is_not_there_is_told_with_the_nearest(check):
    with pytest.raises(PoetError) as caught:
        check(["info", "Council area"], ["Easy", "East"], rule=AuthorityRule("Council areas"))
    assert str(caught.value) == (
        'answers.csv: there is no column "Council areas" for the authority. '
        'Did you mean "Council area"?'
    )


@pytest.mark.parametrize("heading", ["views", "person_id", "info"])
def test_a_column_of_answers_cannot_say_the_authority(check, heading):
    cells = {"info": "Easy", "views": "a secret", "person_id": "007"}
    with pytest.raises(PoetError) as caught:
        check(list(cells), list(cells.values()), rule=AuthorityRule(heading))
    letter = "ABC"[list(cells).index(heading)]
    assert str(caught.value) == (
        f'answers.csv: column {letter} "{heading}" cannot say the authority: it is the question '
        f'"{heading}". Name another column in authority_column.'
    )


@pytest.mark.parametrize("heading", ["Email", "Respondent ID"])
def test_a_column_that_names_people_cannot_say_the_authority(questionnaire, heading):
    columns = [Column("info"), Column("Email"), Column("Respondent ID", role=PERSON_ID)]
    match = match_columns(columns, questionnaire)
    with pytest.raises(PoetError) as caught:
        authority_column(
            AuthorityRule(column=heading), columns, match, questionnaire, Source("answers.csv")
        )
    assert str(caught.value).endswith(
        f'"{heading}" cannot say the authority: it names people. '
        "Name another column in authority_column."
    )
