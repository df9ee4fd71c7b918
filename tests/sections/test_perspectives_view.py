"""Three perspectives in words: each sentence in full, and one chart."""

from __future__ import annotations

import pytest
import three_audiences as small

from poet.sections.guard import words_only
from poet.sections.perspectives_view import tenths_or_hundredths, topics_of, view
from poet.wording import longest_sentence

MANY = ("better", 70), ("worse", 30)
HOLDERS = {
    "life": small.repeated(*MANY),
    "health": small.repeated(("better", 40), ("worse", 60)),
    "forms": small.repeated(("easy", 66), ("hard", 34)),
}
CARERS = {
    "life": small.repeated(("better", 40), ("worse", 60)),
    "health": small.repeated(("better", 44), ("worse", 56)),
    "forms": small.repeated(("easy", 53), ("hard", 47)),
}


def shown(cells, **more):
    return view(small.report_of(small.small_study(cells, **more)))


@pytest.fixture(scope="module")
def two():
    return shown({"budget_holder": HOLDERS, "carer": CARERS})


def test_it_says_where_views_part_where_they_agree_and_what_is_not_clear(two) -> None:
    assert two["part"] == [
        "Life: carers say “better” less often than budget holders, about 4 in 10 against 7 in 10."
    ]
    assert two["agree"] == "They are about the same on “Health”."
    assert two["unsure"] == "On 1 more, chance alone could explain the gap."
    assert two["left_out"] == ""
    assert two["answered"] == "100 budget holders and 100 carers answered."


def test_who_was_not_asked_is_named_in_words_and_in_the_chart(two) -> None:
    assert two["missing"] == ["Practitioners were not asked this time."]
    svg = two["chart"].svg()
    assert "Practitioners: not asked" in svg
    assert two["chart"].text.endswith("Practitioners were not asked this time.")


def test_the_chart_has_every_share_the_widest_apart_first(two) -> None:
    assert two["chart"].title == "Clearly apart: Life"
    assert two["chart"].text == (
        "Life, “better”: budget holders 70%, carers 40%. "
        "Forms, “easy”: budget holders 66%, carers 53%. "
        "Health, “better”: budget holders 40%, carers 44%. "
        "Practitioners were not asked this time."
    )


def test_an_audience_of_which_nobody_answered_here_is_named() -> None:
    cells = {"budget_holder": HOLDERS, "carer": CARERS, "practitioner": CARERS}
    report = small.without(small.report_of(small.small_study(cells)), "practitioner")
    told = view(report)
    assert told["missing"] == ["No practitioners answered here."]
    assert "Practitioners: nobody answered" in told["chart"].svg()
    assert all(len(topic.said) == 2 for topic in topics_of(report)[0])


def test_without_a_clear_difference_it_says_so() -> None:
    told = shown({"budget_holder": CARERS, "carer": CARERS})
    assert told["part"] == [
        "No difference between these groups is clear: chance could explain those there are."
    ]
    assert told["agree"] == "They are about the same on “Life”, “Health” and “Forms”."
    assert told["chart"].title == "On these topics: no clear difference"
    assert told["unsure"] == ""


def test_no_agreement_is_said() -> None:
    cells = {
        "budget_holder": {"life": HOLDERS["life"]},
        "carer": {"life": CARERS["life"]},
    }
    assert shown(cells)["agree"] == "On no topic can we say so."


def test_too_few_people_are_said_and_not_drawn() -> None:
    few = {"life": small.repeated(("better", 4), ("worse", 3))}
    told = shown({"budget_holder": few, "carer": few}, profile="local")
    assert told["part"] == ["Too few people answered to set their views side by side."]
    assert told["chart"] is None
    assert told["empty"] is False


def test_a_hidden_share_is_said_in_the_chart() -> None:
    hidden = {**CARERS, "life": small.repeated(("better", 3), ("worse", 60))}
    cells = {"budget_holder": HOLDERS, "carer": hidden, "practitioner": CARERS}
    told = shown(cells, profile="local")
    assert "carers too few people to show, practitioners 40%" in told["chart"].text


def test_topics_that_are_not_compared_are_named() -> None:
    carers = [small.question("life", small.BETTER), small.question("forms", small.EASIER)]
    known = {"budget_holder": small.asked("budget_holder"), "carer": small.asked("carer", carers)}
    cells = {"budget_holder": HOLDERS, "carer": CARERS}
    told = shown(cells, questionnaires=known)
    assert told["left_out"] == (
        "Not set side by side, as the answers were put differently: “Forms”."
    )
    assert "Forms" not in told["chart"].text


def test_one_audience_alone_leaves_the_section_out() -> None:
    assert shown({"carer": CARERS}) == {"empty": True}
    report = small.report_of(small.small_study({"budget_holder": HOLDERS, "carer": CARERS}))
    assert view(small.without(report, "carer")) == {"empty": True}


def test_shares_that_tenths_cannot_tell_apart_are_told_in_hundredths() -> None:
    assert tenths_or_hundredths(0.36, 0.72) == ("4 in 10", "7 in 10")
    assert tenths_or_hundredths(0.36, 0.43) == ("36 in 100", "43 in 100")
    assert tenths_or_hundredths(0.02, 0.43) == ("2 in 100", "43 in 100")


def test_the_example_has_words_only_and_short_sentences(three_councils) -> None:
    for authority in three_councils.authorities:
        told = view(small.report_of(three_councils, authority.code))
        words_only(told, "perspectives")
        assert len(told["part"]) <= 3
        lines = [told["answered"], told["agree"], told["unsure"], *told["part"], *told["missing"]]
        assert all(longest_sentence(line) <= 25 for line in lines if line)
