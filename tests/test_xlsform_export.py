from __future__ import annotations

from pathlib import Path

import pytest

from poet import definition
from poet.questionnaire import Answer, Question, Questionnaire, Scale
from poet.xlsform_export import HEADINGS, alone_rule, form_sheets

SCALE = Scale(
    "helpers",
    (
        Answer("friends", "Friends", "My friends", "good"),
        Answer("not_sure", "Not sure", "I am not sure", "not_an_answer"),
        Answer("none", "No plan", "No plan", "not_an_answer"),
    ),
    best="first",
    sides={"good": "helped"},
)


def question(key: str, kind: str = "text", role: str = "comment", **details) -> Question:
    words = {"wording": f"What is {key}?", "easy_read": f"{key}?", "short": key.title()}
    return Question(key, details.pop("topic", key), role, kind, **words, **details)


def sheets(*questions: Question, edition: str = "standard", councils: dict | None = None, **head):
    texts = {"version": "1.0", "audience": "carer", "title": "T", "people": "carers"}
    texts = {**texts, "language": "en", **head}
    asked = Questionnaire("mine", questions=questions, **texts)
    return form_sheets(asked, edition=edition, authorities=councils or {})


def survey(*questions: Question, **details) -> list[dict[str, str]]:
    rows = sheets(*questions, **details)["survey"]
    return [row for row in rows if row["type"] not in ("begin_group", "end_group", "calculate")]


def test_the_whole_of_a_small_form() -> None:
    made = sheets(
        question("who", "multiple", "involvement", scale=SCALE),
        question("age", "number", "background", lowest=16, highest=110, adjust=True),
        about="About this.",
    )
    assert made["survey"] == [
        {"type": "note", "name": "about_this_form", "label::English (en)": "About this."},
        {
            "type": "begin_group",
            "name": "part_involvement",
            "label::English (en)": "Having a say",
        },
        {
            "type": "select_multiple helpers",
            "hint::English (en)": "You can choose more than one.",
            "constraint": "not((selected(., 'not_sure') or selected(., 'none')) "
            "and count-selected(.) > 1)",
            "constraint_message::English (en)": 'If you choose "Not sure" or "No plan", '
            "choose nothing else.",
            "name": "who",
            "label::English (en)": "What is who?",
            "required": "no",
            "poet_role": "involvement",
            "poet_topic": "who",
            "poet_short": "Who",
            "poet_easy_read": "who?",
        },
        {"type": "end_group"},
        {"type": "begin_group", "name": "part_background", "label::English (en)": "About you"},
        {
            "type": "decimal",
            "constraint": ". >= 16 and . <= 110",
            "constraint_message::English (en)": "Write a number from 16 to 110, in figures.",
            "name": "age",
            "label::English (en)": "What is age?",
            "required": "no",
            "poet_role": "background",
            "poet_topic": "age",
            "poet_short": "Age",
            "poet_adjust": "yes",
            "poet_easy_read": "age?",
        },
        {"type": "end_group"},
        {
            "type": "calculate",
            "name": "questionnaire_version",
            "calculation": "'mine 1.0'",
        },
    ]
    assert made["choices"] == [
        {
            "list_name": "helpers",
            "name": "friends",
            "label::English (en)": "Friends",
            "poet_easy_read": "My friends",
            "poet_meaning": "good",
            "poet_side": "helped",
            "poet_best": "first",
        },
        {
            "list_name": "helpers",
            "name": "not_sure",
            "label::English (en)": "Not sure",
            "poet_easy_read": "I am not sure",
            "poet_meaning": "not_an_answer",
            "poet_best": "first",
        },
        {
            "list_name": "helpers",
            "name": "none",
            "label::English (en)": "No plan",
            "poet_meaning": "not_an_answer",
            "poet_best": "first",
        },
    ]
    assert made["settings"] == [
        {
            "form_title": "T",
            "form_id": "mine",
            "version": "1.0",
            "default_language": "English (en)",
            "poet_edition": "standard",
            "poet_audience": "carer",
            "poet_people": "carers",
            "poet_language": "en",
            "poet_about": "About this.",
        }
    ]


def test_easy_read_is_what_people_see_and_the_wording_is_kept() -> None:
    made = sheets(question("who", "single", "involvement", scale=SCALE), edition="easy_read")
    group, asked = made["survey"][:2]
    assert group["label::English (en)"] == "Having a say"
    assert asked["label::English (en)"] == "who?"
    assert asked["poet_wording"] == "What is who?"
    assert "poet_easy_read" not in asked
    assert made["choices"][0]["label::English (en)"] == "My friends"
    assert made["choices"][0]["poet_label"] == "Friends"
    assert "poet_label" not in made["choices"][2]
    assert made["settings"][0]["poet_edition"] == "easy_read"


def test_a_question_in_which_one_is_chosen_has_no_rule() -> None:
    (asked,) = survey(question("who", "single", "involvement", scale=SCALE))
    assert asked["type"] == "select_one helpers"
    assert not {"constraint", "hint::English (en)"} & set(asked)


def test_several_may_be_chosen_without_a_rule_where_every_answer_counts() -> None:
    scale = Scale("plain", (Answer("a", "A", "A"), Answer("b", "B", "B")))
    (asked,) = survey(question("who", "multiple", "background", scale=scale))
    assert "constraint" not in asked


@pytest.mark.parametrize(
    ("bounds", "rule", "message"),
    [
        ({"lowest": 0}, ". >= 0", "Write a number of 0 or more, in figures."),
        ({"highest": 9.5}, ". <= 9.5", "Write a number of 9.5 or less, in figures."),
        ({}, None, None),
    ],
)
def test_a_number_with_one_bound_or_none(bounds: dict, rule: str, message: str) -> None:
    (asked,) = survey(question("age", "number", "background", **bounds))
    assert asked.get("constraint") == rule
    assert asked.get("constraint_message::English (en)") == message


def test_comments_have_many_lines_and_form_numbers_one() -> None:
    comment, number = survey(question("words"), question("form", role="admin", topic="person_id"))
    assert (comment["type"], comment["appearance"]) == ("text", "multiline")
    assert number["type"] == "text"
    assert "appearance" not in number


def test_councils_are_chosen_from_a_list() -> None:
    asked = question("council", role="admin", topic="authority")
    made = sheets(asked, councils={"a": "Avon", "b": "Bryn"})
    assert made["survey"][1]["type"] == "select_one authority"
    assert made["survey"][1]["appearance"] == "minimal"
    assert made["choices"] == [
        {"list_name": "authority", "name": "a", "label::English (en)": "Avon"},
        {"list_name": "authority", "name": "b", "label::English (en)": "Bryn"},
    ]


def test_a_list_of_councils_does_not_mix_with_a_scale_of_the_same_name() -> None:
    scale = Scale("authority", (Answer("x", "X", "X"),))
    made = sheets(
        question("trust", "single", "background", scale=scale),
        question("council", role="admin", topic="authority"),
        councils={"a": "Avon"},
    )
    assert [row["list_name"] for row in made["choices"]] == ["authority", "authority_2"]


def test_questions_stay_in_the_order_asked() -> None:
    made = sheets(question("a"), question("b", role="background"), question("c"))
    names = [row.get("name", "end") for row in made["survey"]]
    assert names == [
        *("part_comment", "a", "end"),
        *("part_background", "b", "end"),
        *("part_comment_2", "c", "end"),
        "questionnaire_version",
    ]


def test_names_of_the_form_give_way_to_keys() -> None:
    keys = ["about_this_form", "part_comment", "questionnaire_version"]
    made = sheets(*map(question, keys), about="About")
    names = [row["name"] for row in made["survey"] if "name" in row]
    assert names == [
        *("about_this_form_2", "part_comment_2"),
        *keys,
        "questionnaire_version_2",
    ]


def test_no_english_words_are_put_among_those_of_another_language() -> None:
    made = sheets(
        question("who", "multiple", "involvement", scale=SCALE),
        question("age", "number", "background", lowest=1),
        language="cy",
    )
    assert {"type": "begin_group", "name": "part_involvement"} in made["survey"]
    columns = {column for row in made["survey"] for column in row}
    assert "label::Welsh (cy)" in columns
    assert not [name for name in columns if name.startswith(("hint", "constraint_message"))]


def test_a_language_without_a_code_has_plain_columns() -> None:
    made = sheets(question("a"), language="Klingon")
    assert made["survey"][1]["label"] == "What is a?"
    assert "default_language" not in made["settings"][0]


def test_a_rule_for_one_code() -> None:
    assert alone_rule(["x"]) == "not((selected(., 'x')) and count-selected(.) > 1)"


def test_every_role_has_a_heading_in_both_editions(small: Path) -> None:
    roles = {q.role for q in definition.load("practitioner").questions}
    assert set(HEADINGS) == roles
    assert all(all(pair) for pair in HEADINGS.values())


def test_a_question_with_answers_needs_a_scale() -> None:
    with pytest.raises(ValueError, match="question who is single and has no scale"):
        sheets(question("who", "single", "background"))
