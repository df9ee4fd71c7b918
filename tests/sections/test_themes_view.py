"""The workshop page on coded comments: plain sentences, and themes to count on alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from coded_comments import with_coded_comments

from poet.sections import find_all, latest_findings
from poet.sections.guard import words_only
from poet.sections.themes_view import SETTLED, UNSETTLED, view
from poet.study import ALL_COUNCILS
from poet.wording import forbidden_in, longest_sentence, sentences


@pytest.fixture(scope="module")
def views(three_councils, report):
    """What the page of a council says, and what it is drawn from."""

    def made(code="X002", **more):
        study = with_coded_comments(three_councils, **more)
        return view(report(study, find_all(study, descriptive=True), code))

    return made


@pytest.fixture(scope="module")
def told(views):
    return views()


def test_how_many_comments_two_people_read_is_said_as_coarse_as_all_counts(told) -> None:
    number = told["read"].removeprefix("about ").removesuffix(" comments from all councils")
    assert int(number) % 5 == 0
    assert told["settled"] == SETTLED == "Where they did not agree, it was settled afterwards."


def test_the_most_common_theme_is_told_in_people(told) -> None:
    first, share = told["sentences"][0], told["charts"][0].text.partition("Delay: ")[2][:2]
    assert first == (
        f"Of 100 people who hold a personal budget who wrote something, about {share} "
        "wrote about “Delay”."
    )
    assert told["others"][0].startswith("Of 100 family carers who wrote something, about ")
    assert told["together"][0].startswith("Of 100 people who hold a personal budget who wrote ")


def test_themes_that_as_many_wrote_about_are_named_together(three_councils, report) -> None:
    study = with_coded_comments(three_councils)
    comments = study.themes.by_comment
    comments["agreed.paperwork"] = comments["agreed.delay"]
    told = view(report(study, find_all(study, descriptive=True), "X002"))
    assert told["sentences"][0].endswith(" wrote about each of “Delay” and “Paperwork”.")


def test_themes_on_which_the_coders_agreed_too_little_are_named_and_not_drawn(told) -> None:
    assert told["weak"] == "“Thanks”"
    assert "Thanks" not in told["charts"][0].text
    assert told["fewer"] == "“Never” and “Rare”"


def test_the_chart_has_the_most_common_themes_first(told) -> None:
    chart = told["charts"][0]
    assert chart.title == "What people who hold a personal budget wrote about"
    assert chart.text.index("Delay") < chart.text.index("Paperwork")


def test_what_does_not_fit_in_the_chart_is_named(three_councils, report) -> None:
    study = with_coded_comments(three_councils)
    whole = report(study, find_all(study, descriptive=True), "X002")
    told = view(replace(whole, chart_rows=1))
    assert told["fewer"] == "“Paperwork”, “Never” and “Rare”"
    assert "Paperwork" not in told["charts"][0].text


def test_what_nobody_settled_is_said_to_be_left_out(views) -> None:
    assert views(settled=False)["settled"] == UNSETTLED
    assert UNSETTLED == (
        "Where they did not agree and it is not settled yet, the comment is left out."
    )


def test_sentences_are_short_words_and_never_causal(told) -> None:
    words_only(told, "themes")
    for line in (*told["sentences"], *told["others"], told["settled"]):
        assert longest_sentence(line) <= 25
        assert not forbidden_in(line)
        assert len(sentences(line)) == 1


def test_a_council_whose_comments_nobody_coded_has_no_page(views) -> None:
    assert views(without="X002") == {"empty": True}


def test_a_study_without_coded_comments_has_no_page(three_councils, report) -> None:
    study = replace(three_councils, themes=None)
    assert view(report(study, find_all(study, descriptive=True), "X001")) == {"empty": True}


def test_where_too_few_wrote_no_share_is_told(example, report) -> None:
    study = with_coded_comments(example(authorities=1, people=12, seed=1))
    code = study.authorities[0].code
    told = view(report(study, find_all(study, descriptive=True), code))
    assert told["sentences"] == [
        "Of people who hold a personal budget, too few wrote something to show what about."
    ]
    assert told["charts"] == []
    assert told["read"] == "about 15 comments"


def test_all_councils_together_have_a_page_of_their_own(three_councils) -> None:
    from poet.disclosure import PROFILES
    from poet.releasing import release_all

    study = with_coded_comments(three_councils)
    released = release_all(study, find_all(study, descriptive=True))
    whole = latest_findings(study, released, PROFILES["local"]).report_on(ALL_COUNCILS)
    assert view(whole)["read"].endswith(" comments")
    assert view(whole)["together"] == []
    assert "“Delay”" in view(whole)["sentences"][0]
