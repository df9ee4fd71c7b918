from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from poet import definition
from poet.mapping_texts import MOST_TEXTS, OpenText, TextsOfFile, texts_of_file
from poet.questionnaire import Questionnaire
from poet.reading import Source, TextTable
from poet.reading.gathering import gathered_columns
from poet.reading.layout import Column, Layout
from poet.responses import match_columns

PRIVATE = "Better since Ivo moved in"


@pytest.fixture(scope="module")
def questionnaire(own_questionnaire: str, tmp_path_factory) -> Questionnaire:
    path: Path = tmp_path_factory.mktemp("questionnaire") / "mine.toml"
    more = (
        '[[questions]]\nkey = "{key}"\ntopic = "life"\nrole = "background"\nkind = "{kind}"\n'
        'scale = "change"\nwording = "{key}?"\neasy_read = "The {key}?"\nshort = "{key}"\n'
    )
    both = [more.format(key="health", kind="single"), more.format(key="ticks", kind="multiple")]
    path.write_text("\n".join([own_questionnaire, *both]), encoding="utf-8")
    return definition.read_questionnaire(path, definition.shared_topics())


def texts(
    questionnaire: Questionnaire,
    columns: Mapping[str | Column, Sequence[str]],
    answers: Mapping[str, str] | None = None,
) -> TextsOfFile:
    """What is found in a table of these columns, heading to texts."""
    told = [Column(one) if isinstance(one, str) else one for one in columns]
    rows = list(zip(*columns.values(), strict=True))
    table = TextTable(
        columns=tuple(gathered_columns([rows], len(told))),
        lines=np.arange(2, len(rows) + 2),
        source=Source("answers.csv"),
        layout=Layout("", 1, tuple(told)),
    )
    match = match_columns(told, questionnaire)
    matched = tuple(replace(one, answers=answers or {}) for one in match.matched)
    return texts_of_file(table, questionnaire, replace(match, matched=matched))


def test_misspelt_answers_are_told_with_the_nearest(questionnaire) -> None:
    found = texts(questionnaire, {"your_life": ["Bettr", "Bettr", "worse", "", "BETTER"]})
    (change,) = found.to_look_at
    assert (change.scale.id, change.columns, change.numbers) == ("change", (0,), False)
    assert change.texts == (OpenText("Bettr", ("better",)),)
    assert found.understood == {"change": {"worse": "worse", "BETTER": "better"}}
    assert found.few == 0


def test_columns_of_one_scale_are_looked_at_together(questionnaire) -> None:
    found = texts(
        questionnaire,
        {"your_life": ["Bettr", "same"], "group": ["man", ""], "health": ["Bettr", "Wors"]},
    )
    (change,) = found.to_look_at
    assert change.columns == (0, 2)
    assert [one.text for one in change.texts] == ["Bettr", "Wors"]
    assert found.understood == {"change": {"same": "same"}, "group": {"man": "man"}}


@pytest.mark.parametrize(
    "private", [PRIVATE, "Ivo", "07700 900123", "45", "ivo@example.org", "x" * 100, "-9"]
)
def test_what_few_people_gave_is_counted_and_not_told(questionnaire, private) -> None:
    found = texts(questionnaire, {"your_life": [private] * 9 + ["Better"]})
    assert found.to_look_at == ()
    assert found.few == 1
    assert private not in str(found.understood)


@pytest.mark.parametrize("told", ["Living with friends", "99", "-9", "No answer given"])
def test_what_ten_people_gave_is_told(questionnaire, told) -> None:
    found = texts(questionnaire, {"your_life": [told] * 10 + ["Better"]})
    assert [one.text for group in found.to_look_at for one in group.texts] == [told]
    assert found.few == 0


def test_ten_answers_of_one_person_are_the_answers_of_one(questionnaire) -> None:
    found = texts(questionnaire, {"your_life": [PRIVATE] * 5, "health": [PRIVATE] * 5})
    assert (found.to_look_at, found.few) == ((), 1)


def test_long_texts_and_texts_that_cannot_be_printed_are_never_told(questionnaire) -> None:
    hostile = ["w" * 100_000, "a\x1b[2J", "a\u202eb", "a\nb", "\ud83d"]
    found = texts(questionnaire, {"your_life": hostile * 10})
    assert (found.to_look_at, found.few) == ((), 5)


def test_of_several_answers_only_the_one_not_understood_is_told(questionnaire) -> None:
    found = texts(questionnaire, {"ticks": ["Better; Wors", "Better; The same", "Worse"]})
    (change,) = found.to_look_at
    assert change.texts == (OpenText("Wors", ("worse",)),)
    assert found.understood == {"change": {"Worse": "worse"}}


def test_two_answers_where_one_can_be_given_are_no_text_to_map(questionnaire) -> None:
    found = texts(questionnaire, {"your_life": ["Better; Worse"] * 10})
    assert (found.to_look_at, found.few) == ((), 0)


def test_numbers_are_looked_at_column_by_column_in_both_directions(questionnaire) -> None:
    found = texts(
        questionnaire,
        {
            "your_life": ["1", "2", "3", "4", "9"],
            "health": ["2.0", "0", "1", "0", "Bettr"],
            "group": ["2", "1", "1", "1", "1"],
        },
    )
    words, life, health, group = found.to_look_at
    assert words.texts == (OpenText("Bettr", ("better",)),)
    assert (life.columns, life.numbers) == ((0,), True)
    assert life.texts == (
        OpenText("1", ("better", "worse")),
        OpenText("2", ("same",)),
        OpenText("3", ("worse", "better")),
        OpenText("4", ("not_said",)),
        OpenText("9"),
    )
    assert health.columns == (1,)
    assert health.texts == (
        OpenText("0", ("better", "worse")),
        OpenText("1", ("same",)),
        OpenText("2.0", ("worse", "better")),
    )
    # A scale without an order has one direction.
    assert group.texts == (OpenText("1", ("woman",)), OpenText("2", ("man",)))


def test_codes_for_no_answer_do_not_shift_the_others(questionnaire) -> None:
    found = texts(questionnaire, {"your_life": ["1"] * 10 + ["2"] * 10 + ["-9"] * 10})
    (life,) = found.to_look_at
    assert life.texts == (
        OpenText("-9"),
        OpenText("1", ("better", "worse")),
        OpenText("2", ("same",)),
    )


def test_labels_that_the_file_defines_are_told_with_their_value(questionnaire) -> None:
    column = Column("your_life", values={"Ameliorated": "better", "Refused": "-9"})
    found = texts(questionnaire, {column: ["Ameliorated", "Refused", PRIVATE]})
    (change,) = found.to_look_at
    assert change.texts == (OpenText("Ameliorated", ("better",)), OpenText("Refused"))
    assert found.few == 1


def test_what_a_map_says_already_is_understood(questionnaire) -> None:
    found = texts(questionnaire, {"your_life": ["1", "n/k"]}, {"1": "better", "N/K": ""})
    assert found.to_look_at == ()
    assert found.understood == {"change": {"1": "better"}}


def test_a_column_of_ever_new_texts_is_not_looked_through(questionnaire) -> None:
    found = texts(questionnaire, {"your_life": [f"Person {n}" for n in range(MOST_TEXTS + 7)]})
    assert (found.to_look_at, found.few) == ((), MOST_TEXTS + 7)


def test_columns_about_one_answer_are_to_be_looked_at_when_not_all_is_ticks(
    questionnaire,
) -> None:
    tick = Column("ticks? [Better]", wording="ticks?", part="Better")
    other = Column("ticks? [Worse]", wording="ticks?", part="Worse")
    found = texts(questionnaire, {tick: [PRIVATE, "x", ""], other: ["No", "Yes", "Worse"]})
    assert found == TextsOfFile((), {}, 0, no_ticks=(0,))


def test_texts_of_open_questions_are_not_looked_at(questionnaire) -> None:
    found = texts(questionnaire, {"words": ["Perhaps"] * 10, "years": ["Perhaps"] * 10})
    assert found == TextsOfFile((), {}, 0)
