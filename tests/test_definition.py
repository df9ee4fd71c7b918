"""Questionnaires are read from TOML and found by name; what is wrong is told."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from poet import definition
from poet.errors import PoetError
from poet.questionnaire import Answer, Question, Questionnaire, Score

SHIPPED = ("budget_holder", "carer", "practitioner")
TOPICS = {"gender": "Gender", "age": "Age", "about_the_process": "About the process"}


# --- reading


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Questionnaire]:
    def reading(text: str) -> Questionnaire:
        file = tmp_path / "mine.toml"
        file.write_text(text, encoding="utf-8")
        return definition.read_questionnaire(file, TOPICS)

    return reading


def test_a_questionnaire_is_read(read, own_questionnaire: str) -> None:
    found = read(own_questionnaire)
    assert (found.id, found.version, found.audience) == ("mine", "1.0", "carer")
    assert (found.title, found.people) == ("A questionnaire of our own", "family carers")
    assert (found.language, found.about) == ("en", "")
    assert found.sha256 == hashlib.sha256(own_questionnaire.encode()).hexdigest()
    assert found.scores == (
        Score("process", "How easy it was", "found it easy", "found it difficult"),
    )
    life = found.question("your_life")
    assert life.scale is not None
    assert life.scale.sides == {"good": "better", "neutral": "no difference", "bad": "worse"}
    assert life.scale.answers[1] == Answer("same", "The same", "The same", "neutral")
    assert (life.adjust, life.lowest, life.highest) == (False, None, None)
    assert found.question("years") == Question(
        key="years",
        topic="age",
        role="background",
        kind="number",
        wording="How old are you?",
        easy_read="What is your age?",
        short="Age",
        lowest=16,
        highest=110,
    )


def test_the_short_name_is_that_of_the_topic_unless_given(read, own_questionnaire: str) -> None:
    assert read(own_questionnaire).question("your_life").short == "Life"
    named = own_questionnaire.replace('key = "your_life"', 'key = "your_life"\nshort = "Now"')
    assert read(named).question("your_life").short == "Now"


def test_a_topic_of_the_file_stands_in_for_the_shared_one(read, own_questionnaire: str) -> None:
    own = own_questionnaire.replace('life = "Life"', 'life = "Life"\nage = "Years lived"')
    assert read(own).question("years").short == "Years lived"


def test_a_mark_at_the_start_of_the_file_does_no_harm(read, own_questionnaire: str) -> None:
    assert read(f"\ufeff{own_questionnaire}").id == "mine"


def told(reading: Callable[[], object]) -> PoetError:
    with pytest.raises(PoetError) as raised:
        reading()
    return raised.value


def test_broken_toml_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('id = "mine"\nversion = "1.0\n', encoding="utf-8")
    error = told(lambda: definition.read_toml(file))
    assert str(error) == (
        "mine.toml: this is not TOML: Illegal character '\\n' at line 2. "
        "Look at that line for a missing quotation mark, bracket or equals sign."
    )
    assert error.exit_code == 2


def test_a_key_given_twice_is_not_toml(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('id = "a"\nid = "b"\n', encoding="utf-8")
    assert "mine.toml: this is not TOML: Cannot overwrite a value at line 2" in str(
        told(lambda: definition.read_toml(file))
    )


def test_another_encoding_is_told(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes('id = "café"'.encode("cp1252"))
    error = told(lambda: definition.read_toml(file))
    assert str(error) == "mine.toml: this file is not UTF-8. Save it as UTF-8."


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    error = told(lambda: definition.read_toml(tmp_path / "mine.toml"))
    assert str(error) == (
        "mine.toml: this file cannot be read. Check that it is there: No such file or directory."
    )
    assert error.exit_code == 3


# --- finding by name


def test_a_name_that_is_not_there_gets_the_nearest() -> None:
    assert str(told(lambda: definition.load("budgetholder"))) == (
        'questionnaire "budgetholder": there is no questionnaire of this name. '
        'There are: budget_holder, carer, practitioner. Did you mean "budget_holder"?'
    )


def test_a_name_like_none_gets_the_list_alone() -> None:
    assert str(told(lambda: definition.load("xyz"))) == (
        'questionnaire "xyz": there is no questionnaire of this name. '
        "There are: budget_holder, carer, practitioner."
    )


def test_a_folder_of_your_own_comes_on_top(tmp_path: Path, own_questionnaire: str) -> None:
    (tmp_path / "mine.toml").write_text(own_questionnaire, encoding="utf-8")
    own_carer = own_questionnaire.replace('id = "mine"', 'id = "carer"')
    (tmp_path / "carer.toml").write_text(own_carer, encoding="utf-8")
    assert set(definition.available(tmp_path)) == {*SHIPPED, "mine"}
    assert definition.load("mine", tmp_path).title == "A questionnaire of our own"
    assert definition.load("carer", tmp_path).title == "A questionnaire of our own"
    assert definition.load("carer").title != "A questionnaire of our own"


def test_topics_of_your_own_come_on_top(tmp_path: Path, own_questionnaire: str) -> None:
    (tmp_path / "topics.toml").write_text(
        '[topics]\nage = "Years"\nhobby = "Hobbies"\n', encoding="utf-8"
    )
    hobby = own_questionnaire.replace('topic = "gender"', 'topic = "hobby"')
    (tmp_path / "mine.toml").write_text(hobby, encoding="utf-8")
    found = definition.load("mine", tmp_path)
    assert found.question("group").short == "Hobbies"
    assert found.question("years").short == "Years"
    assert "topics" not in definition.available(tmp_path)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "",
            'topics.toml: there are no topics. Write [topics], and NAME = "..." below it.',
        ),
        (
            "topics = 3",
            "topics.toml: topics is not a table of texts. "
            'Write [topics], and NAME = "..." below it.',
        ),
        (
            "[topics]\nage = 3",
            "topics.toml: topics is not a table of texts. "
            'Write [topics], and NAME = "..." below it.',
        ),
        (
            '[topic]\nage = "Age"',
            'topics.toml: "topic" is not known here. Known are: topics. Correct or remove it.\n'
            'topics.toml: there are no topics. Write [topics], and NAME = "..." below it.',
        ),
    ],
    ids=["empty", "no table", "no text", "another table"],
)
def test_a_mistake_in_topics_of_your_own(tmp_path: Path, text: str, sentences: str) -> None:
    (tmp_path / "topics.toml").write_text(text, encoding="utf-8")
    assert str(told(lambda: definition.load("carer", tmp_path))) == sentences


# --- whatever stands in the file, it is read or told

SCALARS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=3),
    st.sampled_from(["", "good", "first", "single", "outcome", "carer", "mine", "group"]),
    st.integers(-3, 200),
    st.floats(),
    st.booleans(),
)
NAMES = st.sampled_from(["code", "label", "meaning", "answers", "key", "topics", "process", "x"])
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(NAMES, inner, max_size=2),
    max_leaves=4,
)


def places(node: object) -> Iterator[tuple[object, object]]:
    """Every key of every table and every position of every list below a node."""
    keys = list(node) if isinstance(node, dict) else range(len(node))
    for key in keys:
        yield node, key
        if isinstance(node[key], dict | list):
            yield from places(node[key])


@given(data=st.data())
def test_any_value_anywhere_is_read_or_told(
    data: st.DataObject,
    own_questionnaire: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    file = tmp_path_factory.getbasetemp() / "mine.toml"
    file.write_text(own_questionnaire, encoding="utf-8")
    table = definition.read_toml(file)
    for _ in range(data.draw(st.integers(1, 2))):
        node, key = data.draw(st.sampled_from(list(places(table))))
        node[key] = data.draw(ANYTHING)
    file.write_text(tomli_w.dumps(table), encoding="utf-8")
    try:
        found = definition.read_questionnaire(file, TOPICS)
    except PoetError as error:
        assert str(error).startswith("mine.toml")
    else:
        assert all(isinstance(q.short, str) for q in found.questions)
        assert all(q.scale.on_scale for q in found.questions if q.kind in ("single", "multiple"))
