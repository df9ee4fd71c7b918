"""The page about the steps: every sentence, and the picture."""

from __future__ import annotations

import dataclasses
import re

import pytest
from process_maps import STEPS, map_study, small_map

from poet.charts import Chart, Size, Style
from poet.disclosure import PROFILES
from poet.process_map import ProcessMap
from poet.sections import AuthorityReport, easy_steps, latest_findings, steps, technical_steps
from poet.sections.easy_steps import about_time
from poet.sections.steps_picture import lines_of_steps
from poet.sections.steps_view import workers_words
from poet.wording import forbidden_in, longest_sentence


def report_on(process_map: ProcessMap | None, councils: int = 1) -> AuthorityReport:
    study = map_study(process_map, councils)
    released = {"steps": steps.compare(study, {})}
    return latest_findings(study, released, PROFILES["local"]).report_on(study.authorities[0])


def bar_of(time: str, chart: Chart) -> float:
    """How long the bar is that ends before these words."""
    drawn = chart.svg(Style(Size(174, 14)))
    left, gap = 0.44 * 493.23 + 0.7 * 14, 0.35 * 14
    starts = re.findall(rf'<text x="([0-9.]+)"[^>]*>{time}</text>', drawn)
    return float(starts[-1]) - left - gap


def seen(councils: int = 1, **changes: object) -> dict:
    return steps.view(report_on(small_map(**changes), councils))


def test_the_whole_page_in_words() -> None:
    view = seen()
    assert view["title"] == "From talk to money"
    assert view["case"] == [
        "The work has 4 steps in 2 stages.",
        "In an average case, staff work 1 hour 25 minutes.",
        "People or their families spend 30 minutes.",
        "A case needs 2 forms and 0.5 sign-offs.",
    ]
    assert view["ways"] == "The work changes hands 3 times and is kept in 2 systems."
    assert view["doers"] == "Staff: worker 1 hour, clerk 15 minutes and manager 10 minutes."
    assert view["year"] == (
        "With 100 cases a year, staff work about 140 hours on this: 2.8 full-time workers."
    )
    assert view["twice"] == (
        "1 step does the same work once more: 15 minutes in a case, about 25 hours a year."
    )
    assert view["source"] == "The times come from: two weeks of diaries."
    assert (view["several"], view["whole_stages"], view["empty"]) == (False, False, False)


def test_what_a_map_does_not_say_is_not_said() -> None:
    view = seen(cases_a_year=None, source="", steps=STEPS[:1], what_ifs=())
    assert view["case"] == [
        "The work has 1 step in 1 stage.",
        "In an average case, staff work 1 hour.",
        "A case needs 1 form.",
    ]
    assert (view["ways"], view["doers"], view["year"], view["twice"]) == ("", "", "", "")
    assert view["source"] == "The map does not say where its times come from."


def test_a_year_without_the_hours_of_a_worker() -> None:
    assert seen(hours_a_year=None)["year"] == (
        "With 100 cases a year, staff work about 140 hours on this."
    )


def test_a_map_of_several_councils_is_said_to_be_one() -> None:
    assert seen(councils=3)["several"]


def test_work_that_nobody_of_the_staff_does() -> None:
    view = seen(steps=STEPS[1:2], what_ifs=())
    assert view["case"] == [
        "The work has 1 step in 1 stage.",
        "People or their families spend 30 minutes.",
    ]
    assert view["year"] == ""


def test_many_kinds_of_staff_are_told_from_the_most_time_on() -> None:
    more = tuple(
        dataclasses.replace(STEPS[0], id=who, who=who, minutes=minutes, repeats="")
        for who, minutes in (("a", 1), ("b", 5), ("c", 4), ("d", 3), ("e", 2))
    )
    words = "Most staff time: b 5 minutes, c 4 minutes, d 3 minutes and e 2 minutes."
    assert seen(steps=more, what_ifs=())["doers"] == words


def test_the_picture_says_every_step_in_words() -> None:
    chart = seen()["chart"]
    assert chart.title == "Most time: Plan, 1 hour 30 minutes"
    assert chart.text == (
        "Plan: 1 hour 30 minutes and 1 form. Talk about needs: worker, 1 hour, 1 form. "
        "Read the plan: the person, 30 minutes. "
        "Check: 25 minutes, 1 form and 0.5 sign-offs. "
        "Ask the panel: manager, 10 minutes, 1 form, 0.5 sign-offs, 50 in 100 cases. "
        "Type it in: clerk, 15 minutes, done twice."
    )
    drawn = chart.svg(Style(Size(174, 14)))
    for words in ("1 Talk about needs", "4 Type it in", "10 min", "0.5", "done twice"):
        assert f">{words}</text>" in drawn


def test_the_picture_in_parts_says_the_same_and_has_one_scale() -> None:
    view = seen()
    plan, check = view["parts"]
    assert (plan.title, check.title) == ("Plan: 1 hour 30 minutes", "Check: 25 minutes")
    assert f"{plan.text} {check.text}" == view["chart"].text
    assert bar_of("15 min", check) / bar_of("1 h", plan) == pytest.approx(0.25, abs=0.01)


def test_a_stage_of_many_steps_goes_on_in_another_part() -> None:
    first = dataclasses.replace(STEPS[0], name="Talk")
    many = tuple(dataclasses.replace(first, id=f"s{n}", name=f"Talk {n}") for n in range(12))
    view = seen(steps=many, what_ifs=())
    assert [one.title for one in view["parts"]] == ["Plan: 12 hours", "Plan, continued: 12 hours"]
    assert " ".join(one.text for one in view["parts"]) == view["chart"].text
    assert view["parts"][1].text.startswith("Talk 9: worker, 1 hour")


def test_a_stage_with_a_long_name_has_no_title_of_more_than_ten_words() -> None:
    stages = {"plan": "Everything that is done before the plan is agreed", "check": "Check"}
    assert seen(stages=stages)["chart"].title == "Where the time goes"


def test_stages_out_of_order_number_their_steps_as_they_are_drawn() -> None:
    chart = seen(stages={"check": "Check", "plan": "Plan"})["chart"]
    drawn = chart.svg(Style(Size(174, 14)))
    assert ">1 Ask the panel</text>" in drawn
    assert ">3 Talk about needs</text>" in drawn


def test_more_steps_than_a_page_holds_are_drawn_by_stages() -> None:
    first = dataclasses.replace(STEPS[0], topic="")
    many = (first, *(dataclasses.replace(first, id=f"s{n}", repeats="talk") for n in range(20)))
    view = seen(steps=(*many, STEPS[1]), what_ifs=())
    assert view["whole_stages"]
    drawn = view["chart"].svg(Style(Size(174, 14)))
    for words in ("Work of staff: 1 step", "Work of staff: 20 steps", "The person or family: 1"):
        assert words in drawn
    assert "Talk about needs" not in drawn.partition("</title>")[2]


def test_long_names_count_for_more_lines() -> None:
    report = report_on(small_map())
    rows = report.released["steps"]
    assert lines_of_steps(rows) == 5
    assert lines_of_steps(rows, 60) == 4


@pytest.mark.parametrize(
    ("workers", "words"),
    [(0.04, "less than 0.1"), (0.95, "1"), (2.25, "2.3"), (1_234.5, "1,234.5")],
)
def test_full_time_workers_in_words(workers: float, words: str) -> None:
    ends = "full-time worker" if words == "1" else "full-time workers"
    assert workers_words(workers) == f"{words} {ends}"


def test_sentences_are_short_and_claim_nothing() -> None:
    view = seen()
    told = [*view["case"], *(view[one] for one in ("ways", "doers", "year", "twice", "source"))]
    assert max(map(longest_sentence, told)) <= 25
    assert forbidden_in(" ".join(told)) == []


def test_without_a_map_every_page_is_left_out() -> None:
    report = report_on(None)
    for page in (steps, easy_steps, technical_steps):
        assert page.view(report) == {"empty": True}


def test_the_easy_read_page() -> None:
    ideas = easy_steps.view(report_on(small_map()))["ideas"]
    assert [(one["picture"], one["sentences"]) for one in ideas] == [
        ("plan", ["There are 4 steps to a budget."]),
        (
            "clock",
            [
                "Workers need about 85 minutes for one person.",
                "People or their families need about 30 minutes.",
            ],
        ),
        ("form", ["There are about 2 forms to fill in."]),
        ("same", ["Some work is done two times.", "That takes about 15 minutes more."]),
    ]


def test_the_easy_read_page_of_a_small_map() -> None:
    ideas = easy_steps.view(report_on(small_map(steps=STEPS[:1], what_ifs=())))["ideas"]
    assert [one["sentences"] for one in ideas] == [
        ["There is 1 step to a budget."],
        ["Workers need about 60 minutes for one person."],
        ["There is about 1 form to fill in."],
    ]
    assert about_time(89.9) == "about 90 minutes"


def test_the_technical_tables() -> None:
    view = technical_steps.view(report_on(small_map()))
    assert (view["cases"], view["hours"]) == ("100", "50")
    by_label = {row["label"]: row["cells"] for row in view["steps"]["rows"]}
    assert by_label["3 Ask the panel"] == ["manager", "50%", "20", "10", "1", "0.5", "none", "none"]
    assert by_label["4 Type it in"][-2:] == ["payments", "1"]
    sums = {row["label"]: row["cells"] for row in view["sums"]["rows"]}
    assert sums["All, staff"] == ["3", "85", "2", "0.5", "none", "none", "141.7", "2.83"]
    assert sums["Done by the person"][:2] == ["1", "30"]
    changes = [row["label"] for row in view["changes"]["rows"]]
    assert changes == [
        f"{name}, {whose}"
        for name in ("No panel", "Typed once", "All of these together")
        for whose in ("everybody", "staff")
    ]


def test_the_technical_tables_of_a_map_without_numbers_of_a_year() -> None:
    small = small_map(cases_a_year=None, hours_a_year=None, what_ifs=())
    view = technical_steps.view(report_on(small))
    assert (view["cases"], view["hours"], view["changes"]) == ("none", "none", None)
    assert view["sums"]["rows"][1]["cells"][-2:] == ["none", "none"]
