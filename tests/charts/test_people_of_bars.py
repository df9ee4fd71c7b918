"""How many people answered: a column at the right, or words after the label on a narrow page."""

from __future__ import annotations

import pytest

from poet.charts import AnswerKey, BarRow, Size, diverging_bars

ANSWERS = (AnswerKey("Better", "good"), AnswerKey("The same", "neutral"), AnswerKey("Worse", "bad"))
WORDS = {"title": "A finding", "text": "In words"}
SHORT, LONG = "Feeling safe", "Getting the support you need when you want it"


def row(label=SHORT, people="95", people_long="about 95 people", **more):
    return BarRow(label, (0.7, 0.2, 0.1), people, people_long=people_long, **more)


def draw(rows, **words):
    return diverging_bars(rows, ANSWERS, **WORDS, **words)


def place(read, words):
    (found,) = (said for said in read.said if said.words == words)
    return found


def test_the_numbers_of_people_end_below_their_heading_at_the_right(facts):
    read = facts(draw([row(), row("Friendships", "1,095")]))
    heading, small, large = (place(read, words) for words in ("People", "95", "1,095"))
    for said in (heading, small, large):
        assert said.right == pytest.approx(read.width, abs=0.01)
    assert heading.bottom < small.top < large.top
    assert place(read, "Better").right < heading.left
    assert "about 95 people" not in read.words()


def test_the_heading_over_people_is_the_callers(facts):
    assert "Pobl" in facts(draw([row()], people_words="Pobl")).words()


def test_without_people_there_is_no_column(facts):
    read = facts(draw([row(people="", people_long="")]))
    assert "People" not in read.words()
    assert place(read, "70%").right == pytest.approx(read.width, abs=0.01)


def test_a_hidden_row_keeps_its_mark_in_the_column(facts):
    read = facts(draw([row(), row("Work", "[c]", "", hidden="too few people to show")]))
    assert place(read, "[c]").right == pytest.approx(read.width, abs=0.01)


def test_on_a_narrow_page_people_follow_the_label_or_stand_below_it(facts):
    read = facts(draw([row(), row(LONG, "80", "about 80 people")]), Size(174, 18))
    after, below = place(read, "about 95 people"), place(read, "about 80 people")
    assert after.left > place(read, SHORT).right
    assert after.top == place(read, SHORT).top
    assert below.left == 0
    assert below.top == pytest.approx(place(read, LONG).top + 1.25 * 18, abs=0.01)
    assert "People" not in read.words()


def test_on_a_narrow_page_short_people_stand_in_for_long_ones(facts):
    assert "95" in facts(draw([row(people_long="")]), Size(76, 12)).words()


def test_headings_reach_over_the_bars_so_that_bars_have_room(facts):
    read = facts(draw([row()], good_words="easy or very easy", bad_words="difficult or worse"))
    assert place(read, "difficult or worse").left == place(read, "10%").left
    assert place(read, "easy or very easy").right == pytest.approx(
        place(read, "70%").right, abs=0.02
    )
    assert place(read, "difficult or worse").right < place(read, "easy or very easy").left


def test_eighteen_rows_stand_on_a_page(facts):
    rows = [row(LONG if number % 2 else SHORT) for number in range(18)]
    height_mm = facts(draw(rows), Size(174, 14)).height * 25.4 / 72
    assert height_mm < 240


def test_people_who_are_no_short_number_are_refused():
    with pytest.raises(ValueError, match="'about 95 people' is too long for the column of people"):
        row(people="about 95 people")
