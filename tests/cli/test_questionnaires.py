from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from poet import definition

HEAD_KEYS = ["id", "version", "audience", "title", "people", "language", "about"]
QUESTION_KEYS = [
    "key",
    "topic",
    "role",
    "kind",
    "wording",
    "easy_read",
    "short",
    "lowest",
    "highest",
    "answers",
]


def test_the_list(run: Callable) -> None:
    ran = run("questionnaires")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "name           version  audience       questions  title",
        "budget_holder  1.0      budget_holder  49         Personal budgets: your views",
        "carer          1.0      carer          32         "
        "Personal budgets: the views of family carers",
        "practitioner   1.0      practitioner   50         "
        "Personal budgets: the views of practitioners",
    ]
    assert ran.err == "\nSee one with: poet questionnaires NAME\n"
    assert run("questionnaires", "-q").err == ""


def test_one_shows_every_key_wording_and_answer(run: Callable) -> None:
    ran = run("questionnaires", "carer")
    carer = definition.load("carer")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{carer.title} (version {carer.version})\n{carer.about}\n\n")
    lines = [line.split() for line in ran.out.splitlines()]
    for question in carer.questions:
        assert [question.key, question.role, question.kind] in [line[:3] for line in lines]
        assert question.wording in ran.out
        for answer in question.scale.answers if question.scale else ():
            assert f"{answer.code} = {answer.label}" in ran.out


def test_the_list_as_json(run: Callable) -> None:
    listed = json.loads(run("questionnaires", "--json", "-q").out)
    assert [one["id"] for one in listed] == ["budget_holder", "carer", "practitioner"]
    assert [list(one) for one in listed] == [HEAD_KEYS] * 3


def test_one_as_json(run: Callable) -> None:
    ran = run("questionnaires", "budget_holder", "--json")
    shown = json.loads(ran.out)
    assert ran.err == ""
    assert list(shown) == [*HEAD_KEYS, "questions"]
    assert len(shown["questions"]) == 49
    assert all(list(question) == QUESTION_KEYS for question in shown["questions"])
    by_key = {question["key"]: question for question in shown["questions"]}
    assert by_key["dignity"]["answers"][0] == {
        "code": "a_lot_better",
        "label": "A lot better",
        "meaning": "good",
    }
    assert by_key["weekly_amount"]["answers"] == []
    assert by_key["weekly_amount"]["highest"] == 5000


def test_a_folder_of_your_own(run: Callable, small: Path) -> None:
    ran = run("questionnaires", "--folder", small / "questionnaires")
    assert "mine           1.0      carer          5          A questionnaire of" in ran.out
    ran = run("questionnaires", "mine", "--folder", small / "questionnaires")
    assert "  change: better = Better, same = The same, worse = Worse, " in ran.out


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (
            ("carers",),
            2,
            'questionnaire "carers": there is no questionnaire of this name. '
            'There are: budget_holder, carer, practitioner. Did you mean "carer"?',
        ),
        (
            ("--folder", "nowhere"),
            2,
            "Invalid value for '--folder': Directory 'nowhere' does not exist.",
        ),
    ],
    ids=["name", "folder"],
)
def test_what_is_not_there(run: Callable, words: tuple[str, ...], code: int, error: str) -> None:
    ran = run("questionnaires", *words)
    assert (ran.code, ran.out, ran.error) == (code, "", error)


def test_options_stand_before_the_name_or_behind_it(run: Callable, small: Path) -> None:
    folder = ["--folder", str(small / "questionnaires")]
    before = run("questionnaires", *folder, "--json", "mine")
    assert before == run("questionnaires", "mine", *folder, "--json")
    assert json.loads(before.out)["id"] == "mine"
    assert run("questionnaires", "-q", "mine", *folder, "-v").code == 0


def test_a_name_has_help_of_its_own(run: Callable) -> None:
    ran = run("questionnaires", "carer", "--help")
    assert ran.out.startswith("Usage: poet questionnaires carer [OPTIONS]")


def test_one_name_at_a_time(run: Callable) -> None:
    ran = run("questionnaires", "carer", "practitioner")
    assert (ran.code, ran.out) == (2, "")
    assert ran.error == "Got unexpected extra argument (practitioner)"


@pytest.mark.parametrize("option", ["--json", "-q", "--folder=."])
def test_an_option_before_a_word_of_poet(run: Callable, option: str) -> None:
    ran = run("questionnaires", option, "export", "carer", "-o", "carer.xlsx")
    assert (ran.code, ran.out) == (2, "")
    assert ran.error == "Write the options behind the word export."


def test_a_questionnaire_called_like_a_word_of_poet(run: Callable, small: Path) -> None:
    folder = small / "questionnaires"
    text = (folder / "mine.toml").read_text(encoding="utf-8")
    (folder / "export.toml").write_text(text.replace('"mine"', '"export"'), encoding="utf-8")
    assert run("questionnaires", "--folder", folder).err == (
        "\nSee one with: poet questionnaires NAME\n"
        '"export" cannot be shown, as this is a word of poet: rename the file.\n'
    )


def test_a_mistake_in_a_questionnaire_of_your_own(
    run: Callable, small: Path, changed: Callable
) -> None:
    changed(small / "questionnaires" / "mine.toml", 'role = "comment"', 'role = "remark"')
    ran = run("questionnaires", "--folder", small / "questionnaires")
    assert (ran.code, ran.out) == (2, "")
    assert ran.error.startswith('mine.toml, question "words": role "remark" is not known. ')
