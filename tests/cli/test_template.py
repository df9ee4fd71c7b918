from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from poet import definition
from poet.entering import template_bytes

NEXT = "Next: enter the forms, name the workbook in study.toml, then: poet check STUDY\n"
THEN = "When two people enter the same forms: poet compare-entries A B\n"


def test_a_workbook_is_written(run: Callable, here: Path) -> None:
    ran = run("template", "budget_holder", "-o", "answers.xlsx")
    assert (ran.code, ran.out) == (0, "answers.xlsx\n")
    assert ran.err == (
        f"{NEXT}  study.toml needs: authority_column = "
        f'"Which council arranges your personal budget?"\n{THEN}'
    )
    expected = template_bytes(definition.load("budget_holder"))
    assert (here / "answers.xlsx").read_bytes() == expected


def test_every_choice_is_passed_on(run: Callable, here: Path) -> None:
    options = ("--edition", "easy_read", "--rows", "7", "--authority", "Bryn", "--authority", "Elm")
    ran = run("template", "carer", "-o", "new/answers.xlsx", *options, "-q")
    assert (ran.code, ran.err) == (0, "")
    assert (here / "new" / "answers.xlsx").read_bytes() == template_bytes(
        definition.load("carer"), edition="easy_read", authorities=("Bryn", "Elm"), rows=7
    )


def test_one_council_stands_in_study_toml(run: Callable) -> None:
    ran = run("template", "carer", "-o", "answers.xlsx", "--authority", 'The "Bryn"')
    assert ran.err == f'{NEXT}  study.toml needs: authority = "The \\"Bryn\\""\n{THEN}'


def test_what_a_questionnaire_of_ones_own_does_not_ask_is_told(
    run: Callable, here: Path, own_questionnaire: str
) -> None:
    text = own_questionnaire.replace(
        'topic = "person_id"\nrole = "admin"', 'topic = "about_the_process"\nrole = "comment"'
    ).replace('wording = "Number of the form"', 'wording = "Anything else?"')
    (here / "mine.toml").write_text(text, encoding="utf-8")
    ran = run("template", "mine", "--folder", ".", "-o", "answers.xlsx")
    assert ran.code == 0
    assert ran.err == (
        f'{NEXT}  study.toml needs: ignore_columns = ["Number of the form"], below the name of the '
        f"file\n{THEN}"
    )


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (
            ("carers", "-o", "answers.xlsx"),
            2,
            'questionnaire "carers": there is no questionnaire of this name. There are: '
            'budget_holder, carer, practitioner. Did you mean "carer"?',
        ),
        (
            ("carer", "-o", "answers.xls"),
            2,
            "answers.xls: the name of the workbook does not end in .xlsx. "
            "Give a name such as answers.xlsx.",
        ),
        (
            ("carer", "-o", "answers.xlsx", "--rows", "0"),
            2,
            "rows: 0 is not a whole number from 1 to 100,000.",
        ),
        (
            ("carer", "-o", "there.xlsx"),
            3,
            "there.xlsx: this file is there already. "
            "Add --force to write it again, or name another folder.",
        ),
    ],
)
def test_mistakes_are_told(
    run: Callable, here: Path, words: tuple[str, ...], code: int, error: str
) -> None:
    (here / "there.xlsx").write_bytes(b"typed")
    ran = run("template", *words)
    assert (ran.code, ran.error) == (code, error)
    assert [path.name for path in here.iterdir()] == ["there.xlsx"]
    assert (here / "there.xlsx").read_bytes() == b"typed"


def test_a_workbook_that_is_there_is_written_again_with_force(run: Callable, here: Path) -> None:
    (here / "there.xlsx").write_bytes(b"typed")
    assert run("template", "carer", "-o", "there.xlsx", "--force").code == 0
    assert (here / "there.xlsx").read_bytes() == template_bytes(definition.load("carer"))
