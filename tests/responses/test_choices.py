from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.questionnaire import Answer, Scale
from poet.responses.choices import Choices, is_number
from poet.responses.problem_table import Trouble
from poet.responses.understood import Understood

NUMBERS = "if it stands for one, say which in a column map (poet map)"
HOSTILE = {
    "one word": "a" * 100_000,
    "spaces": " " * 100_000,
    "numbers": "1" * 100_000,
    "separators": ",;|\n" * 25_000,
    "answers": "Nobody;" * 14_000,
    "commas": "Nobody, " * 1_200,
    "codes": "nobody family " * 700,
    "accents": "a" + "\u0316\u0300" * 50_000,
    "long when taken apart": "\ufdfa" * 100_000,
    "unseen": "\u200b," * 5_000,
    "other": "Other, please " * 700,
}


def scale(*labels: str) -> Scale:
    """Answers with these labels; the codes are c0, c1 and so on."""
    return Scale("s", tuple(Answer(f"c{n}", label, label) for n, label in enumerate(labels)))


@pytest.fixture
def ease(questionnaire):
    return Choices(questionnaire.question("info").scale)


@pytest.fixture
def helpers(questionnaire):
    return Choices(questionnaire.question("helpers").scale)


@pytest.mark.parametrize("text", ["neither", "Neither easy nor difficult", "In the middle"])
def test_code_label_and_easy_read_label_are_answers(ease, text):
    assert ease.understand_one(text) == Understood("neither")


@pytest.mark.parametrize(
    "text",
    ["Very easy ", "VERY EASY", "very\u00a0easy.", "Very\u200b easy", "Very\neasy", "Very easy;"],
)
def test_another_spelling_is_taken_and_told(ease, text):
    assert ease.understand_one(text) == Understood("very_easy", taken_as="Very easy")


@pytest.mark.parametrize(
    ("text", "near"), [("Vry easy", "Very easy"), ("Dificult", "Difficult"), ("NA", ""), ("-", "")]
)
def test_anything_else_is_told_with_the_nearest_answer(ease, text, near):
    assert ease.understand_one(text) == Understood(
        trouble=Trouble(text, "unknown answer", f'"{text}" is not one of the answers.', near)
    )


@pytest.mark.parametrize("text", ["3", "99", "-9", "1.0"])
def test_a_bare_number_is_never_guessed(ease, helpers, text):
    sentence = f'"{text}" is not one of the answers: {NUMBERS}.'
    assert ease.understand_one(text).trouble == Trouble(text, "unknown answer", sentence)
    sentence = f'"{text}" is not one of the answers, so the whole cell is left out: {NUMBERS}.'
    assert helpers.understand_several(text).trouble == Trouble(text, "unknown answer", sentence)


def test_where_answers_are_numbers_another_number_is_no_riddle():
    numbered = Choices(Scale("s", (Answer("1", "Yes", "Yes"), Answer("2", "No", "No"))))
    assert numbered.understand_one("2") == Understood("2")
    assert numbered.understand_one("3").trouble.sentence == '"3" is not one of the answers.'


def test_codes_and_labels_may_stand_in_one_column(ease):
    texts = ("very_easy", "Easy", "In the middle")
    assert [ease.understand_one(text).value for text in texts] == ["very_easy", "easy", "neither"]


@pytest.mark.parametrize(
    "text", ["Easy;Difficult", "Easy, Difficult", "easy|difficult;", "easy difficult", "Easy\nHard"]
)
def test_two_ticks_where_one_can_be_given_are_told(ease, text):
    shown = text.replace("\n", " ")
    sentence = f'"{shown}" is more than one answer, where one can be given.'
    assert ease.understand_one(text).trouble == Trouble(text, "more than one answer", sentence)


def test_an_answer_twice_is_one_answer(ease):
    assert ease.understand_one("Easy;easy") == Understood("easy", taken_as="Easy")


def test_a_label_that_two_answers_share_is_no_answer():
    shared = Scale("s", (Answer("a", "Other", "Other A"), Answer("b", "Another", "other")))
    assert Choices(shared).understand_one("Other") == Understood("a")
    assert Choices(shared).understand_one("OTHER").trouble.rule == "unknown answer"


def test_a_code_goes_before_a_label():
    crossed = Scale("s", (Answer("1", "2", "one"), Answer("2", "1", "two")))
    assert Choices(crossed).understand_one("1").value == "1"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Nobody", {"nobody"}),
        ("Nobody;Family or friends;", {"nobody", "family"}),
        ("nobody|family", {"nobody", "family"}),
        ("Nobody; Nobody", {"nobody"}),
        ("Someone else; not listed", {"other"}),
        ("Nobody, Someone else; not listed", {"nobody", "other"}),
        ("Someone else; not listed;Nobody;", {"nobody", "other"}),
        ("nobody family", {"nobody", "family"}),
        ("nobody family; Someone else; not listed", {"nobody", "family", "other"}),
        ("Nobody\r\nfamily\n", {"nobody", "family"}),
        (";;Nobody;;\u200b;", {"nobody"}),
    ],
)
def test_several_answers_in_one_cell(helpers, text, codes):
    assert helpers.understand_several(text) == Understood(frozenset(codes))


def test_several_answers_in_another_spelling(helpers):
    assert helpers.understand_several("NOBODY;family") == Understood(
        frozenset({"nobody", "family"}), taken_as="Nobody; Family or friends"
    )


@pytest.mark.parametrize(
    ("text", "part", "near"),
    [
        ("Nobody;Famly or friends", "Famly or friends", "Family or friends"),
        ("Famly or friends, Nobody, Martian", "Famly or friends", "Family or friends"),
        ("Nobody;Someone else", "Someone else", "Someone else; not listed"),
        ("nobody nephew family", "nephew", ""),
        ("Nobody family", "Nobody family", "Nobody"),
    ],
)
def test_one_part_that_is_no_answer_leaves_the_cell_out(helpers, text, part, near):
    sentence = f'"{part}" is not one of the answers, so the whole cell is left out.'
    assert helpers.understand_several(text) == Understood(
        trouble=Trouble(part, "unknown answer", sentence, near)
    )


def test_separators_alone_are_no_answer(helpers):
    sentence = '";|;" is not one of the answers, so the whole cell is left out.'
    trouble = Trouble(";|;", "unknown answer", sentence)
    assert helpers.understand_several(";|;") == Understood(trouble=trouble)


def test_numbers_between_spaces_are_told_one_by_one(helpers):
    sentence = f'"1" is not one of the answers, so the whole cell is left out: {NUMBERS}.'
    trouble = Trouble("1", "unknown answer", sentence)
    assert helpers.understand_several("1 3") == Understood(trouble=trouble)


def test_half_a_word_is_no_answer():
    again = Scale("s", (Answer("same", "Same", "Same"), Answer("same_again", "Once more", "More")))
    assert Choices(again).understand_several("same_again") == Understood(frozenset({"same_again"}))
    assert Choices(again).understand_several("same same_again").value == {"same", "same_again"}
    assert Choices(again).understand_several("same_").trouble.found == "same_"
    assert Choices(again).understand_several("samesame").trouble.found == "samesame"


@pytest.mark.parametrize("text", ["Yes, with help", "No; Yes, with help"])
def test_what_can_be_read_in_several_ways_is_not_guessed(text):
    unclear = Choices(scale("Yes", "With help", "Yes, with help", "No"))
    sentence = (
        f'"{text}" can be read in several ways, so the whole cell is left out: '
        "say which is right in a column map (poet map)."
    )
    trouble = Trouble(text, "unclear answer", sentence)
    assert unclear.understand_several(text) == Understood(trouble=trouble)
    assert unclear.understand_one("Yes, with help") == Understood("c2")


def test_several_ways_to_the_same_answers_are_clear():
    repeated = Choices(Scale("s", (Answer("a", "A", "A, A"), Answer("b", "B", "B"))))
    assert repeated.understand_several("A, A, B") == Understood(frozenset({"a", "b"}))


def test_more_ways_than_anybody_counts_are_not_guessed():
    labels = [label for pair in "abcdefgh" for label in (pair, f"x{pair}", f"{pair}, x{pair}")]
    text = "; ".join(f"{pair}, x{pair}" for pair in "abcdefgh")
    assert Choices(scale(*labels)).understand_several(text).trouble.rule == "unclear answer"
    assert Choices(scale(*labels)).understand_one(text).trouble.rule == "more than one answer"


def test_a_column_map_says_what_further_texts_mean(questionnaire):
    also = {"1": "nobody", "2": "family", "Mum": "family", "-9": "", "A, B": "other"}
    mapped = Choices(questionnaire.question("helpers").scale, also)
    assert mapped.understand_one("mum") == Understood("family")
    assert mapped.understand_one("-9") == Understood()
    assert mapped.understand_one(";-9;") == Understood()
    assert mapped.understand_several("-9") == Understood()
    assert mapped.understand_several("-9;-9") == Understood()
    assert mapped.understand_several("Mum; Nobody;-9") == Understood(
        frozenset({"nobody", "family"})
    )
    assert mapped.understand_several("1 2") == Understood(frozenset({"nobody", "family"}))
    assert mapped.understand_several("1;A, B").value == {"nobody", "other"}
    assert mapped.understand_several("3").trouble.sentence.endswith(f"{NUMBERS}.")


def test_a_column_map_settles_what_can_be_read_in_several_ways():
    labels = scale("Yes", "With help", "Yes, with help")
    mapped = Choices(labels, {"yes, with help": "c2", "Yes": "c1"})
    assert mapped.understand_several("Yes, with help").value == {"c2"}
    assert mapped.understand_one("Yes").value == "c1"


def test_the_code_of_a_whole_text(helpers, questionnaire):
    mapped = Choices(questionnaire.question("helpers").scale, {"?": ""})
    texts = ("FAMILY or friends", "Someone else; not listed", "Nobody;family", "x" * 1000)
    assert [helpers.code(text) for text in texts] == ["family", "other", None, None]
    assert mapped.code(" ?") == ""


def test_other_is_the_answer_that_a_column_to_specify_is_about(helpers, ease):
    asks = ("Other (please specify)", "Other - please say", "[Other]", "Other", "Other:", "other")
    assert {helpers.other(text) for text in asks} == {"other"}
    assert helpers.other("Someone else; not listed (please say who)") == "other"
    assert helpers.other("Nobody (please say who)") == ""
    assert helpers.other("Other family members") == ""
    assert ease.other("Other (please specify)") == ""


def test_other_in_a_cell_is_an_answer_only_beside_a_column_to_specify(questionnaire):
    helpers = questionnaire.question("helpers").scale
    alone, beside = Choices(helpers), Choices(helpers, specified=True)
    assert alone.understand_one("Other (please specify)").trouble.rule == "unknown answer"
    taken = "Someone else; not listed"
    assert beside.understand_one("Other (please specify)") == Understood("other", taken_as=taken)
    assert beside.understand_several("Nobody, Other") == Understood(
        frozenset({"nobody", "other"}), taken_as=f"Nobody; {taken}"
    )
    assert beside.understand_several("Other, please say;family").value == {"family", "other"}


def test_after_many_texts_that_are_no_answer_the_nearest_is_not_looked_for(ease):
    for number in range(200):
        ease.understand_one(f"no answer {number}")
    assert ease.understand_one("Vry easy").trouble.nearest == ""


def test_numbers_are_known_by_their_figures():
    assert [text for text in ("3", " 4 ", "2,5", "3rd", "1 2", "٣", "") if is_number(text)] == [
        "3",
        " 4 ",
        "2,5",
    ]


@given(
    st.text(max_size=200) | st.lists(st.sampled_from([*"ab,;|", " ", "\n", "Nobody"])).map("".join)
)
def test_no_text_is_too_strange(text):
    choices = Choices(scale("Nobody", "a, b", "a;b", "b (a)"), {"x": ""}, specified=True)
    for understood in (choices.understand_one(text), choices.understand_several(text)):
        assert understood.trouble is None or understood.value is None
    assert choices.other(text) == ""


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_text_takes_long(text):
    labels = scale(
        "Nobody", "a, a, a, a, a, a, a", "a", "Nobody, Nobody, family", "Other", "family"
    )
    choices = Choices(labels, {"x": ""}, specified=True)
    for understand in (choices.understand_one, choices.understand_several, choices.other):
        taken = []
        for _ in range(3):
            start = time.process_time()
            understand(text)
            taken.append(time.process_time() - start)
        assert min(taken) < 0.05, understand
