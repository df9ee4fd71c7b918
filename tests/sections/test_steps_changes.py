"""What would be less without some steps, and what people say of the same steps."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import pytest
from process_maps import STEPS, map_study, small_map

from poet.disclosure import PROFILES, release
from poet.process_map import WhatIf
from poet.sections import AuthorityReport, latest_findings, process, steps, who_answered
from poet.sections.steps_changes import view
from poet.sections.steps_said import NO_NUMBER, NOT_ASKED
from poet.study import Study

ALONE = (WhatIf("No panel", ("panel",)),)


def report_on(study: Study) -> AuthorityReport:
    rules = PROFILES[study.profile]
    released = {"steps": steps.compare(study, {})}
    if study.responses:
        released["process"] = release(process.find(study), rules)
        released["who_answered"] = release(who_answered.find(study), rules)
    return latest_findings(study, released, rules).report_on(study.authorities[0])


def changes(**of_map: object) -> dict:
    return view(report_on(map_study(small_map(**of_map))))


def test_each_change_and_all_together_in_words() -> None:
    seen = changes()
    assert seen["changes"] == [
        "No panel: each case would take 10 minutes less. That is about 17 hours, 100 forms and "
        "50 sign-offs a year less.",
        "Typed once: each case would take 25 minutes less. That is about 42 hours, 100 forms and "
        "50 sign-offs a year less.",
    ]
    assert seen["together"] == (
        "Some of these leave out the same steps, so they do not add up. All of these together: "
        "each case would take 25 minutes less. That is about 42 hours, 100 forms and 50 sign-offs "
        "a year less."
    )
    assert seen["shared"] == "Some of these leave out the same steps, so they do not add up."


def test_the_same_as_a_table() -> None:
    table = changes()["table"]
    assert table["headings"] == [
        *("Less would be", "Time a case", "Hours a year", "Forms a year", "Sign-offs a year")
    ]
    assert [(row["label"], row["cells"]) for row in table["rows"]] == [
        ("No panel", ["10 min", "17", "100", "50"]),
        ("Typed once", ["25 min", "42", "100", "50"]),
        ("All of these together", ["25 min", "42", "100", "50"]),
    ]


def test_without_cases_a_year_a_case_is_told() -> None:
    seen = changes(cases_a_year=None, what_ifs=ALONE)
    assert seen["changes"] == [
        "No panel: each case would take 10 minutes less. That is 1 form and 0.5 sign-offs a case "
        "less."
    ]
    assert seen["table"]["headings"] == [
        "Less would be",
        "Time a case",
        "Forms a case",
        "Sign-offs a case",
    ]
    assert seen["table"]["rows"][0]["cells"] == ["10 min", "1", "0.5"]
    assert (seen["together"], seen["shared"]) == ("", "")


def test_time_of_the_person_is_told_apart() -> None:
    told = changes(what_ifs=(WhatIf("No reading", ("read",)),))["changes"]
    assert told == [
        "No reading: each case would take 30 minutes less. That is about 50 hours a year less. "
        "Of that, 30 minutes are time of the person or family."
    ]


def test_a_change_that_saves_no_time() -> None:
    free = tuple(dataclasses.replace(step, minutes=0, forms=0, sign_offs=0) for step in STEPS)
    assert changes(steps=free, what_ifs=ALONE)["changes"] == ["No panel: no time would be saved."]


def test_changes_that_share_no_step_add_up() -> None:
    both = (*ALONE, WhatIf("No typing", ("type",)))
    assert changes(what_ifs=both)["together"].startswith("All of these together: each case")


@pytest.mark.parametrize(("many", "more"), [(4, ""), (5, "1 more stands"), (7, "3 more stand")])
def test_more_changes_than_a_page_holds_are_counted(many: int, more: str) -> None:
    seen = changes(what_ifs=tuple(WhatIf(f"Change {n}", ("panel",)) for n in range(many)))
    assert len(seen["changes"]) == 4
    assert seen["more"] == (f"{more} in the table of findings." if more else "")


def test_a_map_without_changes_and_answers_has_no_such_page() -> None:
    assert changes(what_ifs=())["empty"]
    assert view(report_on(map_study(None)))["empty"]
    assert not changes()["empty"]


def answered(
    small_study, cells: Mapping[str, Sequence[str]], profile: str = "internal", **of_map: object
) -> AuthorityReport:
    people = len(next(iter(cells.values())))
    study = small_study(
        {"council": ["north"] * people, **cells}, councils=["north"], profile=profile
    )
    return report_on(dataclasses.replace(study, process_map=small_map(**of_map)))


def forms(easy: int, hard: int, neither: int = 0) -> dict[str, list[str]]:
    return {"forms": ["easy"] * easy + ["hard"] * hard + ["neither"] * neither}


def test_what_people_say_stands_beside_the_steps_of_the_topic(small_study) -> None:
    seen = view(answered(small_study, forms(12, 5, 3)))
    assert seen["said"] == {
        "headings": ["Topic", "People who hold a budget"],
        "rows": [{"label": "Forms (steps 1 and 2)", "cells": ["60% easy, 25% hard"]}],
    }
    assert seen["said_short"] == {
        "headings": ["Said it is easy (hard)", "People who hold a budget"],
        "rows": [{"label": "Forms (steps 1 and 2)", "cells": ["60% (25%)"]}],
    }


def test_a_share_that_is_hidden_is_not_told(small_study) -> None:
    seen = view(answered(small_study, forms(40, 3, 17), profile="local"))
    (row,) = seen["said"]["rows"]
    assert row["cells"] == ["67% easy, hard hidden"]
    assert seen["said_short"]["rows"][0]["cells"] == ["67% (hidden)"]


def test_too_few_answers_have_no_number(small_study) -> None:
    seen = view(answered(small_study, forms(3, 2), profile="local"))
    assert [row["cells"] for row in seen["said"]["rows"]] == [[NO_NUMBER]]
    assert seen["said_short"] is None


def test_a_topic_that_nobody_was_asked_about_has_no_row(small_study) -> None:
    only = (dataclasses.replace(STEPS[0], topic="queues"),)
    assert view(answered(small_study, forms(9, 9), steps=only, what_ifs=()))["said"] is None


def test_a_page_of_its_own_with_many_steps_has_no_room_for_what_people_say(small_study) -> None:
    many = tuple(dataclasses.replace(STEPS[0], id=f"s{n}", name="Talk") for n in range(15))
    seen = view(answered(small_study, forms(9, 9), steps=many, what_ifs=()))
    assert seen["said"]["rows"][0]["label"] == "Forms (steps 1 to 15)"
    assert seen["said_short"] is None


def test_three_audiences_of_a_made_up_study(three_councils, found) -> None:
    """Carers are not asked about the amount; practitioners of Alderfen are too few to be seen."""
    rules = PROFILES["local"]
    released = {name: release(found[name], rules) for name in ("process", "who_answered")}
    released["steps"] = steps.compare(three_councils, {})
    findings = latest_findings(three_councils, released, rules)
    said = view(findings.report_on(three_councils.authorities[0]))["said"]
    assert said["headings"] == ["Topic", "Budget holders", "Carers", "Practitioners"]
    cells = {row["label"]: row["cells"] for row in said["rows"]}
    assert cells["Understanding the amount (step 4)"][1] == NOT_ASKED
    assert "Planning and managing support (steps 5 to 7)" in cells
    for told in (cell for row in cells.values() for cell in row):
        assert told in (NO_NUMBER, NOT_ASKED) or "easy" in told
