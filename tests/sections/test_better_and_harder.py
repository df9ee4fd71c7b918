"""What is better and what is harder: the topics picked, in the order of their shares."""

from __future__ import annotations

import pytest

from poet.sections.better_and_harder import AT_LEAST, ranking, view


@pytest.fixture(params=[0, 1, 2], ids=["X001", "X002", "X003"])
def one_report(reports, request):
    return reports[request.param]


def test_the_best_are_good_for_half_or_more_the_most_often_first(one_report) -> None:
    for survey in one_report.surveys:
        shares = [
            one.parts["good"].share
            for one in ranking(one_report, survey.questionnaire, "good").ranked
        ]
        assert shares == sorted(shares, reverse=True)
        assert all(share >= 0.5 for share in shares)


def test_the_hardest_are_hard_for_one_in_ten_or_more(one_report) -> None:
    for survey in one_report.surveys:
        shares = [
            one.parts["bad"].share
            for one in ranking(one_report, survey.questionnaire, "bad").ranked
        ]
        assert shares == sorted(shares, reverse=True)
        assert all(share >= 0.1 for share in shares)


def test_none_that_may_be_shown_and_fits_is_missing(one_report) -> None:
    for survey in one_report.surveys:
        fitting = {
            row.question
            for name in ("outcomes", "process")
            for row in one_report.released[name].itertuples()
            if row.audience == survey.audience
            and row.level == "side"
            and row.answer == "good"
            and row.share >= AT_LEAST["good"]
        }
        picked = {
            one.question.key for one in ranking(one_report, survey.questionnaire, "good").ranked
        }
        assert picked == fitting


def test_the_view_lists_four_of_each_for_every_audience_asked_about_outcomes(one_report) -> None:
    blocks = view(one_report)["blocks"]
    assert [block["heading"] for block in blocks] == [
        f"What {survey.questionnaire.people} say" for survey in one_report.surveys
    ]
    for block, survey in zip(blocks, one_report.surveys, strict=True):
        best = ranking(one_report, survey.questionnaire, "good").ranked[:4]
        assert len(block["better"]["lines"]) == len(best)
        for line, one in zip(block["better"]["lines"], best, strict=True):
            assert line.startswith(f"{one.question.short}: ")
            assert line.endswith(f" said “{one.question.scale.side('good')}”.")


def test_no_topic_and_nothing_shown_are_told_apart(small_study, report) -> None:
    from poet.sections import find_all

    for people, said in (
        (30, "For no topic did half the people or more say so, as far as can be shown."),
        (5, "Too few people answered to show this."),
    ):
        answers = {"council": ["north"] * people, "life": ["same"] * people}
        study = small_study(answers, councils=["north"], profile="local")
        (block,) = view(report(study, find_all(study), "north"))["blocks"]
        assert block["better"] == {"lines": [], "nothing": said}
