"""The cover: who answered, and three findings that stand in the released frames."""

from __future__ import annotations

import dataclasses

import pytest

from poet.sections import find_all
from poet.sections.better_and_harder import ranking
from poet.sections.cover import view
from poet.sections.links_view import clear_links


@pytest.fixture(params=[0, 1, 2], ids=["X001", "X002", "X003"])
def one_report(reports, request):
    return reports[request.param]


def test_it_names_the_authority_the_study_and_the_wave(one_report) -> None:
    shown = view(one_report)
    assert shown["authority"] == one_report.authority.name
    assert shown["title"] == "Personal budgets in our area: a made-up example"
    assert shown["wave"] == "2026"


def test_it_says_how_many_answered_of_every_audience(one_report) -> None:
    answered = view(one_report)["answered"]
    assert answered.startswith("About ")
    assert answered.endswith(" answered.")
    for people in ("people who hold a personal budget", "family carers", "practitioners"):
        assert answered.count(people) == 1


def test_the_first_two_findings_are_the_best_and_the_hardest(one_report) -> None:
    questionnaire = one_report.surveys[0].questionnaire
    findings = view(one_report)["findings"]
    assert len(findings) == 3
    for finding, side in zip(findings, ("good", "bad"), strict=False):
        ranked = ranking(one_report, questionnaire, side).ranked
        if ranked:
            assert finding["sentence"].startswith(f"{ranked[0].question.short}: ")
            assert finding["chart"].text == finding["sentence"]
        else:
            assert finding["chart"] is None


def test_the_third_finding_is_a_clear_link_or_that_there_is_none(reports) -> None:
    for report in reports:
        finding = view(report)["findings"][2]
        clear = clear_links(report)
        if clear["difference"].gt(0).any():
            assert "were more likely to say" in finding["sentence"]
            assert finding["chart"].text.startswith("Of 10 people who ")
        else:
            assert finding["sentence"].startswith("From these answers alone we cannot be sure")
            assert finding["chart"] is None


def test_a_link_the_other_way_is_no_good_news(reports) -> None:
    report = reports[0]
    links = report.released["what_goes_with_outcomes"]
    turned = links.assign(difference=-links["difference"].abs(), clear=links["note"].eq(""))
    released = {**report.released, "what_goes_with_outcomes": turned}
    finding = view(dataclasses.replace(report, released=released))["findings"][2]
    assert finding["chart"] is None


def test_a_study_of_one_wave_without_a_name_says_none(small_study, report) -> None:
    study = small_study(
        {"council": ["north"] * 30, "life": ["better"] * 30, "forms": ["easy"] * 30},
        councils=["north"],
        profile="local",
    )
    shown = view(report(study, find_all(study), "north"))
    assert shown["answered"] == "About 30 people who hold a budget answered."


def test_a_finding_is_told_whole_and_in_parts(one_report) -> None:
    for finding in view(one_report)["findings"]:
        parts = [finding["topic"] + ":" if finding["topic"] else "", finding["share"]]
        told = " ".join(part for part in (*parts, finding["words"]) if part)
        assert finding["sentence"].casefold().endswith(told.casefold())
        assert bool(finding["chart"]) <= bool(finding["topic"])


@pytest.fixture
def one_topic(small_study, report):
    """A report on one council where so many of 40 people said that life is better."""

    def made(better: int, profile: str = "internal"):
        life = ["better"] * better + ["same"] * (40 - better)
        study = small_study(
            {"council": ["north"] * 40, "life": life}, councils=["north"], profile=profile
        )
        return report(study, find_all(study), "north")

    return made


@pytest.mark.parametrize(
    ("better", "share", "drawn"),
    [
        (20, "About half of the", "5 in 10"),
        (21, "About half of the", "about 5 in 10"),
        (30, "Between 7 and 8 in 10", "about 8 in 10"),
        (32, "8 in 10", "8 in 10"),
        (39, "Almost all", "more than 9 in 10"),
        (40, "All", "10 in 10"),
    ],
)
def test_a_share_stands_before_the_people(one_topic, better, share, drawn) -> None:
    good = view(one_topic(better))["findings"][0]
    assert (good["share"], good["words"]) == (share, "people who hold a budget said “better”.")
    assert good["sentence"] == f"Life: {share[0].lower()}{share[1:]} {good['words']}"
    assert f">{drawn}</text>" in good["chart"].svg()


def test_rounded_counts_of_everyone_are_not_drawn_as_everyone(one_topic) -> None:
    good = view(one_topic(39, profile="local"))["findings"][0]
    assert good["share"] == "Almost all"
    assert ">more than 9 in 10</text>" in good["chart"].svg()


def test_a_link_that_tenths_cannot_show_has_no_picture(reports) -> None:
    links = reports[0].released["what_goes_with_outcomes"]
    near = links.assign(
        share_high_end=0.73, share_low_end=0.68, difference=0.05, clear=links["note"].eq("")
    )
    released = {**reports[0].released, "what_goes_with_outcomes": near}
    finding = view(dataclasses.replace(reports[0], released=released))["findings"][2]
    assert finding["sentence"].endswith("were more likely to say “better”.")
    assert finding["chart"] is None


def test_it_says_which_words_need_telling_and_whom_to_ask(one_report, small_study, report) -> None:
    shown = view(one_report)
    assert (shown["budgets"], shown["carers"]) == (True, True)
    assert shown["contact"] == one_report.study.contact
    study = small_study({"council": ["north"] * 30, "life": ["better"] * 30}, councils=["north"])
    shown = view(report(study, find_all(study), "north"))
    assert (shown["budgets"], shown["carers"]) == (False, False)
