"""Every mistake that a questionnaire can have, each with its whole sentence."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from poet import definition_keys, definition_rules
from poet.definition import read_questionnaire
from poet.errors import PoetError

CATALOGUE = Path(__file__).parent / "mistakes" / "questionnaire.toml"
LISTED = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))["mistake"]
MISTAKES = {mistake["name"]: mistake for mistake in LISTED}
TOPICS = {"gender": "Gender", "age": "Age", "about_the_process": "About the process"}
LIFE, GROUP = (f'mine.toml, question "{key}"' for key in ("your_life", "group"))


def told(tmp_path: Path, text: str) -> str:
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PoetError) as raised:
        read_questionnaire(file, TOPICS)
    assert raised.value.exit_code == 2
    return str(raised.value)


def test_every_mistake_has_a_name_of_its_own() -> None:
    assert len(MISTAKES) == len(LISTED)


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_place_and_cure(
    own_questionnaire: str, tmp_path: Path, mistake: dict
) -> None:
    assert mistake["old"] in own_questionnaire
    text = own_questionnaire.replace(mistake["old"], mistake["new"], 1)
    assert told(tmp_path, text).splitlines() == mistake["told"]


def test_the_questionnaire_that_is_changed_has_no_mistake(
    own_questionnaire: str, tmp_path: Path
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(own_questionnaire, encoding="utf-8")
    assert read_questionnaire(file, TOPICS).id == "mine"


def test_questions_that_are_no_list(own_questionnaire: str, tmp_path: Path) -> None:
    head = own_questionnaire.partition("[topics]")[0]
    assert told(tmp_path, f'{head}questions = "x"\n') == (
        "mine.toml: questions is not a list of tables. Write [[questions]] above each of them."
    )


def test_no_question_at_all(own_questionnaire: str, tmp_path: Path) -> None:
    head = own_questionnaire.partition("[[questions]]")[0]
    assert told(tmp_path, head) == "mine.toml: there is no question. Add [[questions]] tables."


def test_scales_that_are_no_tables(own_questionnaire: str, tmp_path: Path) -> None:
    head, _, rest = own_questionnaire.partition("[topics]")
    topics, _, scales = rest.partition("[scores.process]")
    questions = scales[scales.index("[[questions]]") :]
    assert told(tmp_path, f"{head}scales = []\n[topics]{topics}{questions}") == (
        "mine.toml: scales is not a group of tables. Write [scales.NAME] above each of them.\n"
        f'{LIFE}: scale "change" is not known. Known are: none. Use one of these.\n'
        f'{GROUP}: scale "group" is not known. Known are: none. Use one of these.'
    )


def test_all_mistakes_of_a_file_are_told_at_once(own_questionnaire: str, tmp_path: Path) -> None:
    """Those changes of a line that touch nothing of one another, in one file."""
    together = [
        MISTAKES[name]
        for name in (
            "version empty",
            "audience",
            "unknown key of a scale",
            "same label twice",
            "missing wording",
            "no scale",
            "bounds turned round",
            "role",
        )
    ]
    text = own_questionnaire
    for mistake in together:
        assert mistake["old"] in text
        text = text.replace(mistake["old"], mistake["new"], 1)
    assert told(tmp_path, text).splitlines() == [mistake["told"][0] for mistake in together]


def test_an_empty_file_lacks_everything(tmp_path: Path) -> None:
    assert told(tmp_path, "").splitlines() == [
        *(
            f'mine.toml: {key} is missing. Add {key} = "...".'
            for key in ("id", "version", "audience", "title", "people")
        ),
        "mine.toml: there is no question. Add [[questions]] tables.",
    ]


def test_every_message_of_the_rules_is_in_a_test(untested: Callable) -> None:
    elsewhere = ["there is no question", "there are no topics"]  # above, and in test_definition.py
    sentences = [sentence for mistake in MISTAKES.values() for sentence in mistake["told"]]
    assert untested(definition_rules, [*sentences, *elsewhere]) == []
    # Its whole sentence is in test_definition_keys.py.
    assert untested(definition_keys, [*sentences, ' the same text, "']) == []
