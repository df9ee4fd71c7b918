"""A form from elsewhere becomes a questionnaire; what it does not say is left to be filled in."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyxform.xls2xform import convert

from poet import definition
from poet.errors import PoetError
from poet.xlsform import ImportedForm, import_form
from poet.xlsform_toml import EXPLANATION

TOPICS = {"age": "Age", "gender": "Gender"}
FOREIGN = {
    "survey": [
        ["type", "name", "label", "relevant", "constraint", "parameters", "calculation"],
        ["start", "start"],
        ["note", "intro", "Welcome to our survey"],
        ["begin_group", "you", "About you"],
        ["text", "full_name", "What is your full name?"],
        ["select_one ease or_other", "Q-1", "How easy was it?"],
        ["select_multiple helpers", "Helpers", "Who helped ${Q-1}?", "${Q-1} = 1"],
        ["integer", "age", "How old are you?", None, ". >= 16 and . <= 110"],
        ["decimal", "money", "How much is it?", None, ". > 0"],
        ["range", "mood", "How is life?", None, None, "start=0 end=10 step=1"],
        ["date", "since", "Since when?"],
        ["end_group"],
        ["text", "words", "What else?"],
        ["text", "person_id", "Which form is it?"],
        ["calculate", "sum", None, None, None, None, "1 + 1"],
    ],
    "choices": [
        ["list_name", "name", "label"],
        ["ease", 1, "Easy"],
        ["ease", 2, "Hard"],
        ["ease", 98, "Don\u2019t know"],
        ["helpers", "family", "Family"],
        ["helpers", "none", "Not applicable"],
        ["unused", "x", "X"],
    ],
    "settings": [["form_title", "form_id"], ["Our survey", "our_survey"]],
}
MADE = """
id = "mine"
# TO FILL IN: version = "1.0"
# TO FILL IN: audience = ""
title = "Our survey"
# TO FILL IN: people = ""
# TO DECIDE: language = "en"

[topics]
# TO DECIDE: q_1 = "Q 1"
# TO DECIDE: helpers = "Helpers"
# TO DECIDE: money = "Money"
# TO DECIDE: mood = "Mood"
# TO DECIDE: words = "Words"
# TO DECIDE: person_id = "Person id"

[scales.ease]
# TO DECIDE: best = "first"
answers = [
  { code = "1", label = "Easy" },
  { code = "2", label = "Hard" },
  { code = "98", label = "Don\u2019t know" }, # TO DECIDE: meaning = "not_an_answer"
  { code = "other", label = "Other" },
]

[scales.helpers]
# TO DECIDE: best = "first"
answers = [
  { code = "family", label = "Family" },
  { code = "none", label = "Not applicable" }, # TO DECIDE: meaning = "not_an_answer"
]

[[questions]]
key = "q_1"
# TO FILL IN: topic = "q_1"
# TO FILL IN: role = ""
kind = "single"
scale = "ease"
wording = "How easy was it?"
# TO FILL IN: easy_read = "How easy was it?"

[[questions]]
key = "helpers"
# TO FILL IN: topic = "helpers"
# TO FILL IN: role = ""
kind = "multiple"
scale = "helpers"
wording = "Who helped ${Q-1}?"
# TO FILL IN: easy_read = "Who helped ${Q-1}?"

[[questions]]
key = "age"
# TO FILL IN: topic = "age"
# TO FILL IN: role = ""
kind = "number"
wording = "How old are you?"
# TO FILL IN: easy_read = "How old are you?"
lowest = 16
highest = 110

[[questions]]
key = "money"
# TO FILL IN: topic = "money"
# TO FILL IN: role = ""
kind = "number"
wording = "How much is it?"
# TO FILL IN: easy_read = "How much is it?"

[[questions]]
key = "mood"
# TO FILL IN: topic = "mood"
# TO FILL IN: role = ""
kind = "number"
wording = "How is life?"
# TO FILL IN: easy_read = "How is life?"
lowest = 0
highest = 10

[[questions]]
key = "words"
# TO FILL IN: topic = "words"
# TO FILL IN: role = "comment"
kind = "text"
wording = "What else?"
# TO FILL IN: easy_read = "What else?"

[[questions]]
key = "person_id"
# TO FILL IN: topic = "person_id"
# TO FILL IN: role = "admin"
kind = "text"
wording = "Which form is it?"
# TO FILL IN: easy_read = "Which form is it?"
"""


def workbook(sheets: dict[str, list[list]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., ImportedForm]:
    def making(sheets: dict[str, list[list]], language: str = "") -> ImportedForm:
        (tmp_path / "form.xlsx").write_bytes(workbook(sheets))
        return import_form(tmp_path / "form.xlsx", "mine", language=language, topics=TOPICS)

    return making


def survey(*rows: list, **sheets: list[list]) -> dict[str, list[list]]:
    return {"survey": [["type", "name", "label"], *rows], **sheets}


def test_the_form_of_this_test_is_a_form() -> None:
    converted = convert(io.BytesIO(workbook(FOREIGN)), validate=False, file_type=".xlsx")
    assert converted.warnings == []


def test_the_whole_of_a_form_from_elsewhere(made: Callable) -> None:
    found = made(FOREIGN)
    first = ['# A questionnaire made from the form "form.xlsx".', *(f"# {n}" for n in found.notes)]
    assert found.text == "\n".join([*first, f"{EXPLANATION}{MADE}"])
    assert found.questions == 7
    assert found.to_fill_in == MADE.count("TO FILL IN") == 24
    assert found.to_decide == MADE.count("TO DECIDE") == 11
    assert found.notes == (
        "Left out, what the app notes by itself: start.",
        "Left out, notes: intro.",
        "Left out, personal data, which poet never reads: full_name.",
        "Left out, dates and times: since.",
        "Left out, values that the form works out: sum.",
        "Named otherwise than in the form, as a key has a-z, 0-9 and _ alone and is there once: "
        "Q-1 is q_1.",
        'An answer "other" was added where the form adds one. What people write beside it is no '
        "question here: Q-1_other.",
        "Not kept, the rules that say when a question is asked: Helpers.",
        "Not kept, the rules that say what may be answered: money.",
        'The words hold the answer to another question, as "${...}": Helpers.',
    )


def test_poet_says_what_is_still_to_be_filled_in(made: Callable, tmp_path: Path) -> None:
    found = made(FOREIGN)
    file = tmp_path / "mine.toml"
    file.write_text(found.text, encoding="utf-8")
    with pytest.raises(PoetError) as raised:
        definition.read_questionnaire(file, TOPICS)
    said = str(raised.value).splitlines()
    assert len(said) == found.to_fill_in
    assert said[0] == 'mine.toml: version is missing. Add version = "...".'
    assert said[3] == 'mine.toml, question "q_1": topic is missing. Add topic = "...".'


def test_filled_in_it_is_a_questionnaire(made: Callable, tmp_path: Path) -> None:
    text = made(FOREIGN).text
    for open_line, filled in (
        ('audience = ""', 'audience = "carer"'),
        ('people = ""', 'people = "carers"'),
        ('role = ""', 'role = "background"'),
    ):
        text = text.replace(open_line, filled)
    text = text.replace("# TO FILL IN: ", "").replace("\n# TO DECIDE: best", "\n# best")
    text = text.replace(" }, # TO DECIDE: ", ", ").replace('"not_an_answer"', '"not_an_answer" },')
    file = tmp_path / "mine.toml"
    file.write_text(text.replace("# TO DECIDE: ", ""), encoding="utf-8")
    questionnaire = definition.read_questionnaire(file, {**TOPICS, "person_id": "Form number"})
    assert [q.key for q in questionnaire.questions if q.scale] == ["q_1", "helpers"]
    assert questionnaire.question("q_1").short == "Q 1"
    assert [a.code for a in questionnaire.question("q_1").scale.on_scale] == ["1", "2", "other"]


def test_a_row_added_to_a_form_of_poet_is_left_to_be_filled_in(made: Callable) -> None:
    headings = ["type", "name", "label", "poet_role", "poet_topic", "poet_easy_read", "poet_short"]
    kept = ["text", "words", "What?", "comment", "age", "What?", "Words"]
    found = made({"survey": [headings, kept, ["text", "more", "What more?"]]})
    questions = tomllib.loads(found.text)["questions"]
    assert questions == [
        {
            "key": "words",
            "topic": "age",
            "role": "comment",
            "kind": "text",
            "wording": "What?",
            "easy_read": "What?",
            "short": "Words",
        },
        {"key": "more", "kind": "text", "wording": "What more?"},
    ]
    assert found.to_fill_in == 4 + 3


def test_another_language_of_the_form(made: Callable) -> None:
    headings = ["type", "name", "label::English (en)", "label::Cymraeg (cy)"]
    sheets = {"survey": [headings, ["text", "words", "What?", "Beth?"]]}
    table = tomllib.loads(made(sheets, "cy").text)
    assert (table["language"], table["questions"][0]["wording"]) == ("cy", "Beth?")


def test_a_question_without_words_in_this_language(made: Callable) -> None:
    found = made(survey(["text", "words"]))
    assert '# TO FILL IN: wording = ""\n# TO FILL IN: easy_read = ""\n' in found.text


def test_nothing_of_a_text_gets_out_of_its_quotation_marks(made: Callable) -> None:
    hostile = 'a" # \u001b[31m\\ \u2028\u202e = <script> {{7*7}} ${x} \'\'\' """'
    sheets = survey(
        ["select_one yn", "a", hostile],
        choices=[["list_name", "name", "label"], ["yn", 'y"]', hostile]],
        settings=[["form_title", "version"], [hostile, hostile]],
    )
    sheets["survey"][1][2] = sheets["choices"][1][2] = hostile.replace("\u001b", "")
    sheets["settings"][1] = [hostile.replace("\u001b", "")] * 2
    table = tomllib.loads(made(sheets).text)
    plain = " ".join(hostile.replace("\u001b", "").split())
    assert table["title"] == table["version"] == plain
    assert table["questions"][0]["wording"] == plain
    assert table["scales"]["yn"]["answers"] == [{"code": 'y"]', "label": plain}]


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)
TYPES = st.sampled_from(
    ["text", "integer", "select_one yn", "select_multiple yn or_other", "note", "range", "rank yn"]
)


@settings(max_examples=60)
@given(rows=st.lists(st.tuples(TYPES, CELLS, CELLS, CELLS), max_size=6), label=CELLS)
def test_any_form_becomes_toml_or_is_refused_in_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, rows: list, label: str
) -> None:
    file = tmp_path_factory.mktemp("any") / "form.xlsx"
    headings = ["type", "name", "label", "constraint"]
    choices = [["list_name", "name", "label"], ["yn", "y", label], ["yn", label, "No"]]
    file.write_bytes(workbook({"survey": [headings, *map(list, rows)], "choices": choices}))
    try:
        found = import_form(file, "mine", topics=TOPICS)
    except PoetError as problem:
        assert str(problem).endswith(".")
    else:
        assert len(tomllib.loads(found.text).get("questions", [])) == found.questions
