"""Answers in words and pictures: what is said of a question, and when nothing may be."""

from __future__ import annotations

import pytest

from poet.sections import find_all
from poet.sections.answers_view import (
    Part,
    QuestionSides,
    audience_blocks,
    by_scale,
    question_sides,
    row_in_words,
    said,
)


def repeated(*counts: tuple[str, int]) -> list[str]:
    return [code for code, many in counts for _ in range(many)]


@pytest.fixture(scope="module")
def north(small_study, report):
    """The report of a council in which these answers were given."""

    def made(profile: str = "local", **cells: list[str]):
        people = max(len(column) for column in cells.values())
        filled = {key: [*column, *[""] * (people - len(column))] for key, column in cells.items()}
        study = small_study(
            {"council": ["north"] * people, "forms": ["easy"] * people, **filled},
            councils=["north"],
            profile=profile,
        )
        return report(study, find_all(study), "north")

    return made


def sides_of(report, section: str = "outcomes", role: str = "outcome") -> list[QuestionSides]:
    return question_sides(report, section, report.surveys[0].questionnaire, role)


def one(report, key: str = "life") -> QuestionSides:
    (found,) = (one for one in sides_of(report) if one.question.key == key)
    return found


LIFE = repeated(("better", 30), ("same", 6), ("worse", 12))


def test_the_sides_are_what_was_released(north) -> None:
    life = one(north(life=LIFE))
    assert life.base == 50
    # The intervals are Wilson's of 30 and of 10 in 50, in whole percent.
    assert life.parts == {
        "good": Part(30 / 50, False, 0.46, 0.72),
        "neutral": Part(None, exact=False),
        "bad": Part(10 / 50, False, 0.11, 0.33),
    }
    assert life.parts["good"].with_range == "60% (46 to 72)"
    assert life.parts["neutral"].with_range == "[c]"
    assert life.shown
    assert life.people == "about 50 people"


def test_a_sentence_says_how_many_in_ten(north) -> None:
    life = one(north(life=LIFE))
    assert said(life, "good") == "Life: 6 in 10 said “better”."
    assert said(life, "bad") == "Life: 2 in 10 said “worse”."
    assert said(life, "neutral") == ("Life: too few people said “no difference” to show how many.")


def test_a_row_of_a_chart_in_words(north) -> None:
    assert row_in_words(one(north(life=LIFE))) == (
        "Life: 60% better and 20% worse, of about 50 people. Hidden: “no difference”."
    )


def test_a_question_with_too_few_answers_is_said_to_have_them(north) -> None:
    """Nine people answered about their health: the question is not passed over in silence."""
    report = north(life=LIFE, health=repeated(("better", 9)))
    health = one(report, "health")
    assert not health.shown
    assert health.people == "fewer than 10 people"
    assert row_in_words(health) == "Health: too few people answered to show this."
    (block,) = audience_blocks(report, "outcomes", "outcome")
    assert "Too few people answered to show “Health”." in block["sentences"]


def test_a_question_that_nobody_answered_is_left_out(north) -> None:
    assert [one.question.key for one in sides_of(north(life=LIFE))] == ["life"]


def test_two_eights_of_sixteen_people_can_be_drawn(north) -> None:
    """Rounded they are two tens of 15: two thirds each, which is more than a whole."""
    halves = repeated(("better", 8), ("same", 8))
    report = north(life=halves, health=halves)
    assert one(report).parts["good"] == Part(0.67, False, 0.42, 0.85)
    (block,) = audience_blocks(report, "outcomes", "outcome")
    assert "67%" in block["charts"][0].svg()


def test_questions_of_one_scale_stand_together_in_the_order_met(reports) -> None:
    sides = question_sides(reports[0], "process", reports[0].surveys[2].questionnaire, "process")
    groups = by_scale(sides)
    assert len(groups) > 2
    assert sorted(one.question.key for group in groups for one in group) == sorted(
        one.question.key for one in sides
    )
    scales = [{one.question.scale.id for one in group} for group in groups]
    assert all(len(ids) == 1 for ids in scales)
    assert len(set().union(*scales)) == len(scales)


def test_blocks_tell_what_most_say(north) -> None:
    mostly = repeated(("better", 30), ("worse", 20))
    rarely = repeated(("better", 20), ("worse", 30))
    for health, sentence in (
        (mostly, "For both questions, more than half said “better”."),
        (rarely, "For 1 of the 2 questions, more than half said “better”."),
    ):
        (block,) = audience_blocks(north(life=mostly, health=health), "outcomes", "outcome")
        assert block["sentences"] == [sentence]
    (block,) = audience_blocks(north(life=rarely, health=rarely), "outcomes", "outcome")
    assert block["sentences"] == ["For neither question did more than half say “better”."]
    assert block["heading"] == "What people who hold a budget say"


def test_a_question_alone_is_a_sentence_and_no_chart(north) -> None:
    (block,) = audience_blocks(north(life=LIFE), "outcomes", "outcome")
    assert block["charts"] == []
    assert block["sentences"] == ["Life: 6 in 10 said “better”."]


def test_charts_hold_at_most_ten_rows_each_question_once(reports) -> None:
    for block in audience_blocks(reports[0], "outcomes", "outcome"):
        for chart in block["charts"]:
            assert 1 <= chart.text.count(", of ") + chart.text.count("too few people") <= 10


def test_the_order_is_by_good_answers_with_hidden_ones_last(north) -> None:
    report = north(
        life=repeated(("better", 4), ("worse", 46)), health=repeated(("better", 20), ("worse", 30))
    )
    (block,) = audience_blocks(report, "outcomes", "outcome")
    (chart,) = block["charts"]
    assert chart.text.index("Health:") < chart.text.index("Life:")
    assert chart.title == "Most often “better”: Health"


def test_everyone_of_rounded_counts_is_almost_everyone(north) -> None:
    """18 of 22 people are 20 of 20 when rounded."""
    report = north(life=repeated(("better", 18), ("worse", 4)))
    assert one(report).parts["good"].share == 1
    assert said(one(report), "good") == "Life: almost everyone said “better”."
