"""Easy Read: what the pages around the findings say depends on what there is."""

from __future__ import annotations

import dataclasses

from poet.disclosure import PROFILES
from poet.sections import easy_about, easy_how_to_use


def test_what_is_said_about_the_report(reports) -> None:
    assert easy_about.view(reports[0]) == {
        "answers": True,
        "made_up": True,
        "hidden": True,
        "comments": True,
        "contact": "The evaluation team (made up), evaluation@example.org",
    }


def test_a_report_that_hides_nothing_or_has_no_comments_does_not_say_so(reports) -> None:
    own_words = reports[0].released["own_words"]
    none = {**reports[0].released, "own_words": own_words[own_words["row"].eq("written")]}
    internal = dataclasses.replace(reports[0], profile=PROFILES["internal"], released=none)
    shown = easy_about.view(internal)
    assert not shown["hidden"]
    assert not shown["comments"]


def test_only_words_that_are_used_are_explained(reports, small_study, report) -> None:
    assert easy_how_to_use.view(reports[0]) == {"budgets": True, "carers": True, "workers": True}
    study = small_study({"council": ["north"] * 3, "life": ["better"] * 3}, audience="carer")
    assert easy_how_to_use.view(
        dataclasses.replace(reports[0], study=study, authority=study.authorities[0])
    ) == {"budgets": False, "carers": True, "workers": False}
