"""The words of the form: everything that is asked, in the order asked, and nothing else."""

from __future__ import annotations

import dataclasses

import pytest

from poet import definition
from poet.entering_columns import entry_columns
from poet.errors import PoetError
from poet.printing.blank_form_view import (
    FORM_EDITIONS,
    LINE_MM,
    Particulars,
    checked,
    form_view,
)
from poet.printing.pictures import pictures
from poet.questionnaire import EDITIONS, Answer, Questionnaire, Scale

NAMES = ("budget_holder", "carer", "practitioner")
NOTHING = Particulars()


def view(name: str, edition: str = "standard", particulars: Particulars = NOTHING) -> dict:
    return form_view(definition.load(name), edition, particulars)


def questions(found: dict) -> list[dict]:
    return [question for section in found["sections"] for question in section["questions"]]


def scale(*labels: str, best: str = "first") -> Scale:
    answers = tuple(Answer(f"a{at}", label, label, "good") for at, label in enumerate(labels))
    return Scale("made", answers, best)


def asking(scale: Scale | None = None, **changes: object) -> Questionnaire:
    """The carers' questionnaire with its first question alone, changed like this."""
    carer = definition.load("carer")
    first = dataclasses.replace(carer.questions[0], scale=scale, **changes)
    return dataclasses.replace(carer, questions=(first,))


def places(*labels: str, best: str = "first") -> list[tuple[str, str]]:
    found = form_view(asking(scale(*labels, best=best)), "standard", NOTHING)
    return [(answer["place"], answer["part"]) for answer in questions(found)[0]["answers"]]


@pytest.mark.parametrize("edition", FORM_EDITIONS)
@pytest.mark.parametrize("name", NAMES)
def test_every_question_is_asked_in_the_order_of_the_questionnaire(name, edition) -> None:
    words = edition if edition in EDITIONS else "standard"
    asked = [q for q in definition.load(name).questions if q.topic != "person_id"]
    assert [q["words"] for q in questions(view(name, edition))] == [q.words(words) for q in asked]
    numbers = [q["number"] for q in questions(view(name, edition))]
    assert numbers == [str(number) for number in range(1, len(asked) + 1)]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", NAMES)
def test_it_is_what_the_workbook_for_paper_forms_offers(name, edition) -> None:
    asked = questions(view(name, edition))
    labels = {q["words"]: tuple(answer["label"] for answer in q["answers"]) for q in asked}
    several = {f"{q} [{label}]" for q, found in labels.items() for label in found}
    columns = entry_columns(definition.load(name), edition, ())[1:]
    assert len(columns) > 20
    for column in columns:
        if column.choices == ("Yes",):
            assert column.heading in several
        else:
            assert labels[column.heading] == column.choices


def test_each_run_of_questions_of_one_role_is_a_section() -> None:
    assert [section["role"] for section in view("budget_holder")["sections"]] == [
        "outcome",
        "process",
        "involvement",
        "background",
        "comment",
        "admin",
    ]
    carer = definition.load("carer")
    mixed = dataclasses.replace(carer, questions=carer.questions[8:12] + carer.questions[:2])
    found = form_view(mixed, "standard", NOTHING)["sections"]
    assert [(s["role"], len(s["questions"])) for s in found] == [
        ("outcome", 2),
        ("process", 2),
        ("outcome", 2),
    ]


def test_which_council_it_is_is_asked_only_where_none_is_printed() -> None:
    last = questions(view("carer"))[-1]
    assert last["words"] == "Which council arranges the personal budget of the person you care for?"
    named = questions(view("carer", particulars=Particulars(authority="Fernhollow")))
    assert named == questions(view("carer"))[:-1]


def test_a_number_has_its_bounds_in_figures() -> None:
    (amount,) = [q for q in questions(view("budget_holder")) if q["kind"] == "number"]
    assert (amount["lowest"], amount["highest"], amount["answers"]) == ("0", "5,000", [])
    open_ended = asking(kind="number", lowest=float("-inf"), highest=99.5)
    (found,) = questions(form_view(open_ended, "standard", NOTHING))
    assert (found["lowest"], found["highest"]) == ("", "99.5")


def test_answers_on_a_scale_share_a_line_and_others_follow_on_the_next() -> None:
    for question in questions(view("budget_holder"))[:27]:
        found = [answer["place"] for answer in question["answers"]]
        assert found[:5] == ["scale"] * 5
        assert set(found[5:]) == {"flowing"}
        parts = [float(a["part"].removesuffix("%")) for a in question["answers"][:5]]
        assert 99 < sum(parts) <= 100
        assert min(parts) * LINE_MM / 100 > 15


def test_a_long_label_takes_two_lines_where_that_makes_room() -> None:
    ease = questions(view("budget_holder"))[18]
    parts = {a["label"]: float(a["part"].rstrip("%")) for a in ease["answers"][:5]}
    assert parts["Neither easy nor difficult"] == pytest.approx(parts["Very difficult"], abs=0.2)
    assert parts["Easy"] < parts["Very easy"] < parts["Very difficult"]


def test_a_scale_too_long_for_a_line_stands_in_columns() -> None:
    assert places(*["Neither here nor there, as far as I can say"] * 5) == [("two", "")] * 5
    assert places(*[f"Point {number}" for number in range(11)]) == [("three", "")] * 11


def test_answers_without_an_order_stand_in_columns_that_hold_them() -> None:
    assert places("Woman", "Man", "Non-binary", best="") == [("three", "")] * 3
    assert places("Woman", "A group run by disabled people", best="") == [("two", "")] * 2
    assert places("Woman", "In a word: " + "x" * 50, best="") == [("one", "")] * 2
    assert places("Woman", "far more words than two lines hold, " * 3, best="") == [("one", "")] * 2


@pytest.mark.parametrize("edition", ["easy_read", "large_print"])
def test_in_large_letters_each_answer_has_a_line(edition: str) -> None:
    for question in questions(view("budget_holder", edition)):
        assert {(a["place"], a["part"]) for a in question["answers"]} <= {("one", "")}


def test_every_question_has_a_picture_also_one_of_an_unknown_topic() -> None:
    odd = questions(form_view(asking(topic="weather", kind="text"), "easy_read", NOTHING))
    asked = [*odd, *(q for name in NAMES for q in questions(view(name, "easy_read")))]
    assert {question["picture"] for question in asked} <= set(pictures())
    assert {view(name)["picture"] for name in NAMES} <= set(pictures())


def test_what_the_cover_says_goes_with_what_is_asked() -> None:
    whole, part = view("budget_holder"), form_view(asking(scale("a", "b")), "standard", NOTHING)
    assert (whole["own_words"], whole["several_answers"]) == (True, True)
    assert (part["own_words"], part["several_answers"]) == (False, False)


def test_particulars_are_single_lines() -> None:
    tidy = checked(Particulars(" Fern \n hollow ", "The team,\n\n01234", "", number_box=True))
    assert tidy == Particulars("Fern hollow", "The team, 01234", "", number_box=True)


@pytest.mark.parametrize(
    ("particulars", "sentence"),
    [
        (
            Particulars(authority="x" * 101),
            "authority: this text has 101 characters. There is room for 100 on the form. "
            "Shorten it.",
        ),
        (
            Particulars(contact="x" * 401),
            "contact: this text has 401 characters. There is room for 400 on the form. Shorten it.",
        ),
        (
            Particulars(return_by="x" * 101),
            "return by: this text has 101 characters. There is room for 100 on the form. "
            "Shorten it.",
        ),
    ],
)
def test_a_text_too_long_for_the_form_is_refused(particulars, sentence) -> None:
    with pytest.raises(PoetError) as refusal:
        checked(particulars)
    assert str(refusal.value) == sentence
    assert refusal.value.exit_code == 2
