from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.questionnaire import Answer, Question, Scale
from poet.reading import TextColumn
from poet.responses.answers import TakenAs
from poet.responses.matched import MatchedColumn
from poet.responses.problem_table import Trouble
from poet.responses.ticks import NO_TICK, TICK, check_ticks

LEFT_OUT = "so the answers to this question are left out of the row"
NUMBERS = "if it stands for one, say which in a column map (poet map)"
YES_NO = Scale(
    "yes_no", tuple(Answer(text.lower(), text, text) for text in ("Yes", "No", "Unsure"))
)


def columns_of(also=None, **texts):
    """Columns by code of their answer; "all" is about all answers; "other_" takes any text."""
    for place, (name, cells) in enumerate(texts.items(), start=3):
        answer = "" if name == "all" else name.rstrip("_")
        match = MatchedColumn(place, "q", "", answer, name.endswith("_"), also or {})
        code, distinct = pd.factorize(np.array(cells, dtype=object))
        yield match, TextColumn(code, tuple(distinct))


def asked(scale: Scale, kind: str) -> Question:
    return Question("q", "q", "background", kind, "Q?", "Q?", "Q", scale)


@pytest.fixture
def several(questionnaire):
    """Checks columns of ticks of the question "helpers", of which several may be ticked."""
    question = asked(questionnaire.question("helpers").scale, "multiple")
    return lambda also=None, **texts: check_ticks(question, list(columns_of(also, **texts)))


@pytest.fixture
def one(questionnaire):
    """The same question, where one answer can be given."""
    question = asked(questionnaire.question("helpers").scale, "single")
    return lambda also=None, **texts: check_ticks(question, list(columns_of(also, **texts)))


def told(checked):
    """Column, place of the row and trouble of each cell that is not understood."""
    return [
        (cells.column, int(row), cells.troubles[which])
        for cells in checked.troubles
        for row, which in zip(cells.rows, cells.which, strict=True)
    ]


def ticked(checked, code):
    return checked.columns[f"q.{code}"].tolist()


def answers_in(checked):
    answers = checked.columns["q"].astype(object)
    return answers.where(answers.notna(), None).tolist()


# SurveyMonkey, SmartSurvey
def test_the_answer_itself_is_a_tick_and_a_blank_is_none(several):
    checked = several(
        nobody=["Nobody", "", "", ""],
        family=["", "Family or friends", "", " "],
        other=["", "Someone else; not listed", "", ""],
    )
    assert list(checked.columns) == ["q.nobody", "q.family", "q.other"]
    assert {str(column.dtype) for column in checked.columns.values()} == {"boolean"}
    assert ticked(checked, "nobody") == [True, False, pd.NA, pd.NA]
    assert ticked(checked, "family") == [False, True, pd.NA, pd.NA]
    assert ticked(checked, "other") == [False, True, pd.NA, pd.NA]
    assert checked.usable.tolist() == [True, True, False, False]
    assert (told(checked), checked.taken_as) == ([], ())


@pytest.mark.parametrize("text", [*sorted(TICK), "YES ", "Quoted", "True", "FAMILY", "family"])
def test_words_for_a_tick(several, text):
    checked = several(nobody=[""], family=[text], other=["0"])
    assert [ticked(checked, code) for code in ("nobody", "family", "other")] == [
        [False],
        [True],
        [False],
    ]


@pytest.mark.parametrize("text", [*sorted(NO_TICK), "NO", "Not Selected", "False"])
def test_words_for_no_tick_make_a_row_known(several, text):
    checked = several(nobody=[text, text], family=[text, ""], other=[text, ""])
    assert ticked(checked, "family") == [False, False]
    assert checked.usable.tolist() == [True, True]


def test_a_question_that_was_not_put_is_no_answer(several):
    checked = several(
        nobody=["N/A", "N/A", "NA"], family=["N/A", "Yes", "0"], other=["N/A", "No", ""]
    )
    assert ticked(checked, "nobody") == [pd.NA, False, False]
    assert checked.usable.tolist() == [False, True, True]


def test_anything_else_leaves_the_question_out_of_the_row(several):
    checked = several(
        nobody=["1", "2", "0", "Famly or friends"],
        family=["0", "1", "Family or friend", ""],
        other=["1", "0", "1", "1"],
    )
    first = f'"2" is neither a tick nor none, {LEFT_OUT}: {NUMBERS}.'
    second = f'"Famly or friends" is neither a tick nor none, {LEFT_OUT}.'
    third = f'"Family or friend" is neither a tick nor none, {LEFT_OUT}.'
    assert told(checked) == [
        (3, 1, Trouble("2", "unknown answer", first)),
        (3, 3, Trouble("Famly or friends", "unknown answer", second, "Family or friends")),
        (4, 2, Trouble("Family or friend", "unknown answer", third, "Family or friends")),
    ]
    assert [cells.column for cells in checked.troubles] == [3, 4, 5]
    assert ticked(checked, "nobody") == [True, pd.NA, pd.NA, pd.NA]
    assert ticked(checked, "other") == [True, pd.NA, pd.NA, pd.NA]
    assert checked.usable.tolist() == [True, False, False, False]


def test_an_answer_without_a_column_is_missing_and_not_false(several):
    checked = several(nobody=["1", "0"], family=["0", "1"])
    assert ticked(checked, "nobody") == [True, False]
    assert ticked(checked, "other") == [pd.NA, pd.NA]
    assert checked.usable.tolist() == [True, True]


def test_any_text_is_a_tick_where_words_are_asked_for(several):
    checked = several(
        nobody=["", "", "1", "", "", "1", ""],
        other_=["My neighbour", "Other", "", "0", "", "No", "Ticked"],
    )
    assert ticked(checked, "other") == [True, True, False, False, pd.NA, False, True]
    assert told(checked) == []


def test_a_code_is_no_tick_where_words_are_asked_for(several):
    checked = several(other_=["2", "07700 900123", "15", "n/a", "1"])
    assert ticked(checked, "other") == [pd.NA, True, pd.NA, pd.NA, True]
    sentence = f'"2" is neither a tick nor none, {LEFT_OUT}: {NUMBERS}.'
    assert told(checked)[0] == (3, 0, Trouble("2", "unknown answer", sentence))


def test_a_tick_and_the_words_beside_it_are_one_answer(several):
    checked = several(nobody=["0", "0", "1"], other=["1", "0", "0"], other_=["A friend", "Me", ""])
    assert ticked(checked, "other") == [True, True, False]


# KoboToolbox, Qualtrics
def test_a_column_of_all_answers_and_one_to_specify(several):
    checked = several(
        all=["Nobody, Family or friends", "nobody other", "", "Nobody", "Martian", "", "Other"],
        other_=["", "My aunt", "My uncle", "My dog", "My cat", "", "My bank"],
    )
    assert ticked(checked, "nobody") == [True, True, False, True, pd.NA, pd.NA, False]
    assert ticked(checked, "family") == [True, False, False, False, pd.NA, pd.NA, False]
    assert ticked(checked, "other") == [False, True, True, True, pd.NA, pd.NA, True]
    sentence = '"Martian" is not one of the answers, so the whole cell is left out.'
    assert told(checked) == [(3, 4, Trouble("Martian", "unknown answer", sentence))]
    assert checked.taken_as == (TakenAs("Other", "Someone else; not listed", 1),)


def test_a_column_map_says_what_a_tick_is(several):
    also = {"2": "", "ja": "family"}
    checked = several(also, family=["ja", "2", "1"], nobody=["2", "2", "2"])
    assert ticked(checked, "family") == [True, pd.NA, True]
    assert ticked(checked, "nobody") == [False, pd.NA, False]


def test_no_and_yes_are_answers_where_no_other_word_is_used():
    own = list(columns_of(yes=["Yes", "", ""], no=["", "No", ""], unsure=["", "", "Unsure"]))
    checked = check_ticks(asked(YES_NO, "multiple"), own)
    assert ticked(checked, "no") == [False, True, False]
    words = list(columns_of(yes=["Yes", "No", "No"], no=["No", "Yes", "No"], unsure=["No"] * 3))
    checked = check_ticks(asked(YES_NO, "multiple"), words)
    assert ticked(checked, "yes") == [True, False, False]
    assert ticked(checked, "no") == [False, True, False]
    assert ticked(checked, "unsure") == [False, False, False]


def test_a_single_answer_from_one_column_for_each(one):
    checked = one(nobody=["1", "0", "", "0"], family=["0", "Yes", "", ""], other_=["", "", "", ""])
    assert answers_in(checked) == ["nobody", "family", None, None]
    assert checked.usable.tolist() == [True, True, False, False]
    assert list(checked.columns["q"].cat.categories) == ["nobody", "family", "other"]


def test_two_answers_where_one_can_be_given_are_told_in_the_later_column(one):
    checked = one(nobody=["1", "1", ""], family=["", "1", "1"], other_=["My aunt", "My dog", ""])
    family = '"Family or friends" is given as well as another answer, where one can be given.'
    other = '"Someone else; not listed" is given as well as another answer, where one can be given.'
    assert told(checked) == [
        (4, 1, Trouble("Family or friends", "more than one answer", family)),
        (5, 0, Trouble("Someone else; not listed", "more than one answer", other)),
        (5, 1, Trouble("Someone else; not listed", "more than one answer", other)),
    ]
    assert answers_in(checked) == [None, None, "family"]


def test_a_single_answer_from_a_column_of_all_and_one_to_specify(one):
    texts = ["NOBODY", "", "Other (please specify)", "other", "Famly or friends", "Easy;Nobody"]
    checked = one(all=texts, other_=["", "My aunt", "My dog", "", "A friend", ""])
    assert answers_in(checked) == ["nobody", "other", "other", "other", None, None]
    assert [(column, row, trouble.found) for column, row, trouble in told(checked)] == [
        (3, 4, "Famly or friends"),
        (3, 5, "Easy;Nobody"),
    ]
    assert checked.taken_as == (
        TakenAs("NOBODY", "Nobody", 1),
        TakenAs("Other (please specify)", "Someone else; not listed", 1),
    )


def test_the_same_answer_twice_is_one_answer(one):
    assert answers_in(one(all=["family", "Family or friends"], family=["x", ""])) == [
        "family",
        "family",
    ]


def test_what_people_wrote_is_never_told(one, several):
    private = "Ivo Novak, 07700 900123"
    for check in (one, several):
        checked = check(all=["Nobody", "Martian", ""], other_=[private, private, private])
        assert private not in repr([trouble for _, _, trouble in told(checked)])
        assert private not in repr(checked.taken_as)


@pytest.mark.parametrize("kind", ["single", "multiple"])
def test_no_rows_give_no_answers(questionnaire, kind):
    question = asked(questionnaire.question("helpers").scale, kind)
    checked = check_ticks(question, list(columns_of(all=[], nobody=[], other_=[])))
    assert all(len(column) == 0 for column in checked.columns.values())
    assert len(checked.usable) == 0


def test_a_question_without_a_scale_has_no_ticks(questionnaire):
    with pytest.raises(ValueError, match="question age is number and has no scale"):
        check_ticks(questionnaire.question("age"), list(columns_of(nobody=["1"])))


cells = st.sampled_from(["", "1", "0", "Yes", "No", "N/A", "2", "x", "Nobody", "family", "words"])


@given(st.lists(st.tuples(cells, cells, cells), min_size=1))
def test_what_is_ticked_is_the_same_however_the_rows_stand(rows):
    scale = Scale(
        "s", tuple(Answer(code, code.title(), code) for code in ("nobody", "family", "other"))
    )
    for kind in ("multiple", "single"):
        question = asked(scale, kind)
        names = ("nobody", "family", "other_")
        forward = dict(zip(names, zip(*rows, strict=True), strict=True))
        backward = {name: texts[::-1] for name, texts in forward.items()}
        first = check_ticks(question, list(columns_of(**forward)))
        second = check_ticks(question, list(columns_of(**backward)))
        for name, column in first.columns.items():
            pd.testing.assert_series_equal(
                column, second.columns[name][::-1].reset_index(drop=True)
            )
            assert (column.notna() <= first.usable).all()
        troubled = {row for _, row, _ in told(first)}
        assert not first.usable[list(troubled)].any()


def test_a_map_gives_a_number_the_columns_own_answer():
    answers = tuple(Answer(code, code.title(), code.title()) for code in ("none", "other"))
    column = TextColumn(np.array([0, 1, 2]), ("96", "", "97"))
    match = MatchedColumn(0, "q", "", "none", free=True, answers={"96": "none"})
    checked = check_ticks(asked(Scale("s", answers), "multiple"), [(match, column)])
    assert checked.columns["q.none"].tolist() == [True, pd.NA, pd.NA]
    assert [trouble.found for trouble in checked.troubles[0].troubles] == ["97"]
