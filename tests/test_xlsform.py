"""Questionnaires go out as forms that pyxform takes, and come back the same."""

from __future__ import annotations

import io
import tomllib
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyxform.xls2xform import convert

from poet import definition
from poet.errors import PoetError
from poet.questionnaire import EDITIONS, Answer, Question, Questionnaire, Scale, Score
from poet.xlsform import ImportedForm, export_form, import_form

REPOSITORY = Path(__file__).resolve().parents[1]
EXAMPLES = sorted((REPOSITORY / "examples").glob("*/questionnaires/*.toml"))
QUESTIONNAIRES = [
    *(definition.load(name) for name in definition.available()),
    *(definition.load(file.stem, file.parent) for file in EXAMPLES),
]
TOPICS = definition.shared_topics()
COUNCILS = {"E06000023": "Bristol", "fernhollow-bryn": "Fernhollow & Bryn"}

each_questionnaire = pytest.mark.parametrize(
    "questionnaire", QUESTIONNAIRES, ids=[questionnaire.id for questionnaire in QUESTIONNAIRES]
)
each_edition = pytest.mark.parametrize("edition", EDITIONS)


def brought_back(content: bytes, questionnaire_id: str, folder: Path) -> ImportedForm:
    file = folder / "form.xlsx"
    file.write_bytes(content)
    return import_form(file, questionnaire_id, topics=TOPICS)


def read(text: str, questionnaire_id: str, folder: Path) -> Questionnaire:
    file = folder / f"{questionnaire_id}.toml"
    file.write_text(text, encoding="utf-8")
    return definition.read_questionnaire(file, TOPICS)


@each_edition
@each_questionnaire
def test_pyxform_takes_it_without_a_warning(questionnaire: Questionnaire, edition: str) -> None:
    councils = COUNCILS if questionnaire.admin("authority") else {}
    for listed in ({}, councils):
        content = export_form(questionnaire, edition=edition, authorities=listed)
        converted = convert(io.BytesIO(content), validate=False, file_type=".xlsx")
        assert converted.warnings == []
        for question in questionnaire.questions:
            assert f"/{question.key}:label" in converted.xform


@each_edition
@each_questionnaire
def test_it_comes_back_the_same(questionnaire: Questionnaire, edition: str, tmp_path: Path) -> None:
    made = brought_back(export_form(questionnaire, edition=edition), questionnaire.id, tmp_path)
    assert (made.questions, made.to_fill_in, made.to_decide) == (len(questionnaire.questions), 0, 0)
    assert made.notes == ()
    assert read(made.text, questionnaire.id, tmp_path) == questionnaire


def test_a_short_name_is_written_where_it_is_not_that_of_the_topic(tmp_path: Path) -> None:
    names = {"age": "Age", "gender": "A word of its own"}
    questions = tuple(
        Question(topic, topic, "comment", "text", "What?", "What?", short)
        for topic, short in names.items()
    )
    asked = Questionnaire("mine", "1", "carer", "T", "people", "en", questions)
    made = brought_back(export_form(asked), "mine", tmp_path)
    assert made.text.count("\nshort = ") == made.text.count('"A word of its own"') == 1


def test_a_list_of_councils_is_no_part_of_the_questionnaire(tmp_path: Path) -> None:
    questionnaire = definition.load("carer")
    made = brought_back(export_form(questionnaire, authorities=COUNCILS), "carer", tmp_path)
    assert read(made.text, "carer", tmp_path) == questionnaire


def test_the_bytes_are_the_same_each_time() -> None:
    questionnaire = definition.load("carer")
    assert export_form(questionnaire) == export_form(questionnaire)


def test_an_edition_that_there_is_not() -> None:
    with pytest.raises(PoetError) as raised:
        export_form(definition.load("carer"), edition="braille")
    assert str(raised.value) == (
        'edition "braille": there is no edition of this name. There are: standard, easy_read.'
    )


def test_no_text_is_a_formula_or_a_link() -> None:
    texts = {"wording": "=1+1", "easy_read": "http://example.org", "short": "+1"}
    question = Question("how", "life", "comment", "text", **texts)
    questionnaire = Questionnaire("q", "@1", "carer", "-1", "people", "en", (question,))
    content = export_form(questionnaire)
    cells = [
        cell for sheet in openpyxl.load_workbook(io.BytesIO(content)) for cell in row_cells(sheet)
    ]
    assert {"=1+1", "http://example.org", "+1", "@1", "-1"} <= {cell.value for cell in cells}
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert not [
        name for name in zipfile.ZipFile(io.BytesIO(content)).namelist() if "_rels/sheet" in name
    ]
    assert "=1+1" in convert(io.BytesIO(content), validate=False, file_type=".xlsx").xform


def row_cells(sheet) -> list:
    return [cell for row in sheet.iter_rows() for cell in row]


def test_what_a_form_cannot_hold_is_told_all_at_once() -> None:
    questions = (
        Question("1st", "life", "comment", "text", "How ${x}?", "How?", "How"),
        Question("meta", "life", "comment", "text", "What?", "What?", "What"),
    )
    with pytest.raises(PoetError) as raised:
        export_form(Questionnaire("q", "1", "carer", "Title", "people", "en", questions))
    assert str(raised.value).splitlines() == [
        'question "1st": a name in a form cannot begin with a digit. Put a letter before it.',
        'question "1st": "${" stands in a text, and a form would put an answer in its place. '
        "Write the text without it.",
        'question "meta": forms keep this name for themselves. Rename the key.',
    ]


# --- any questionnaire

# What begins with # may be an error of a spreadsheet, which is read as an empty cell.
WORDS = (
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]),
        min_size=1,
        max_size=30,
    )
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text and "${" not in text and not text.startswith("#"))
)
NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True).filter(lambda name: name != "meta")
CODES = st.from_regex(r"[A-Za-z0-9_+.-]{1,6}", fullmatch=True)


@st.composite
def scales(draw: st.DrawFn, name: str) -> Scale:
    codes = draw(st.lists(CODES, min_size=1, max_size=5, unique=True))
    meanings = draw(
        st.lists(st.sampled_from(["", "good", "not_an_answer"]), min_size=5, max_size=5)
    )
    labels = draw(st.lists(WORDS, min_size=5, max_size=5))
    answers = tuple(
        Answer(code, label, draw(st.sampled_from([label, f"Easy {label}"])), meaning)
        for code, label, meaning in zip(codes, labels, meanings, strict=False)
    )
    sides = {"good": draw(WORDS)} if "good" in {answer.meaning for answer in answers} else {}
    return Scale(name, answers, draw(st.sampled_from(["", "first", "last"])), sides)


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    keys = draw(st.lists(NAMES, min_size=1, max_size=5, unique=True))
    listed = [draw(scales(f"list_{number}")) for number in range(2)]
    questions = []
    for key in keys:
        kind = draw(st.sampled_from(["single", "multiple", "number", "text"]))
        number = kind == "number"
        bound = st.none() | st.integers(-1000, 1000) | st.sampled_from([0.5, 12.25])
        questions.append(
            Question(
                key=key,
                topic=draw(st.sampled_from(["age", "gender", key])),
                role=draw(st.sampled_from(["outcome", "background", "comment"])),
                kind=kind,
                wording=draw(WORDS),
                easy_read=draw(WORDS),
                short=draw(WORDS),
                scale=draw(st.sampled_from(listed)) if kind in ("single", "multiple") else None,
                lowest=draw(bound) if number else None,
                highest=draw(bound) if number else None,
                adjust=draw(st.booleans()),
            )
        )
    head = [draw(WORDS.filter(lambda text: "'" not in text)) for _ in range(5)]
    return Questionnaire(
        "any",
        *head[:4],
        language=draw(st.sampled_from(["en", "cy", "de-AT", "none of them"])),
        questions=tuple(questions),
        scores=draw(st.sampled_from([(), (Score("process", "A", "B", "C"),)])),
        about=draw(st.sampled_from(["", head[4]])),
    )


@settings(max_examples=40)
@given(questionnaire=questionnaires(), edition=st.sampled_from(EDITIONS))
def test_any_questionnaire_comes_back_with_all_its_values(
    tmp_path_factory: pytest.TempPathFactory, questionnaire: Questionnaire, edition: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    content = export_form(questionnaire, edition=edition)
    convert(io.BytesIO(content), validate=False, file_type=".xlsx")
    table = tomllib.loads(brought_back(content, "any", folder).text)
    names = {**TOPICS, **table.get("topics", {})}
    for question, made in zip(questionnaire.questions, table["questions"], strict=True):
        for field in ("key", "topic", "role", "kind", "wording", "easy_read"):
            assert made[field] == getattr(question, field)
        assert made.get("short", names[question.topic]) == question.short
        assert made.get("lowest") == question.lowest
        assert made.get("highest") == question.highest
        assert made.get("adjust", False) == question.adjust
        if question.scale:
            scale = table["scales"][made["scale"]]
            assert scale.get("best", "") == question.scale.best
            assert scale.get("good", "") == question.scale.sides.get("good", "")
            for answer, said in zip(question.scale.answers, scale["answers"], strict=True):
                assert (said["code"], said["label"]) == (answer.code, answer.label)
                assert said.get("easy_read", said["label"]) == answer.easy_read
                assert said.get("meaning", "") == answer.meaning
    for field in ("version", "audience", "title", "people", "language"):
        assert table[field] == getattr(questionnaire, field)
    assert table.get("about", "") == questionnaire.about
