"""Every mistake that a process map can have, each with its whole sentence."""

from __future__ import annotations

import re
import tomllib

import pytest

from poet import process_map_rules, process_map_steps_rules
from poet.process_map_rules import map_mistakes, process_map_files, process_map_mistakes

GOOD = """\
title = "From talk to money"
cases_a_year = 400
hours_a_year = 1500

[[stages]]
id = "plan"
name = "Plan"

[[steps]]
id = "talk"
stage = "plan"
name = "Talk"
who = "worker"
minutes = 60
share = 0.5
forms = 2
sign_offs = 1

[[steps]]
id = "type"
stage = "plan"
name = "Type"
who = "clerk"
minutes = 12.5
repeats = "talk"

[[what_if]]
name = "Typed once"
without = ["type"]
"""
NOT_TEXT = " is not text in quotation marks."
TALK, TYPE = ('map.toml, [[steps]] number 1 ("talk"): ', 'map.toml, [[steps]] number 2 ("type"): ')
REPEAT_CURE = "Give the id of an earlier step, or remove repeats."
WHAT_IF = "map.toml, [[what_if]] number 1: "
# What is changed: the text before, the text after, and everything that is said then.
MISTAKES = {
    "an unknown key": (
        'title = "From talk to money"',
        'title = "From talk to money"\ncolour = "red"',
        'map.toml: "colour" is not known here. Known are: title, source, cases_a_year, '
        "hours_a_year, stages, steps, what_if. Correct or remove it.",
    ),
    "no title": (
        'title = "From talk to money"\n',
        "",
        'map.toml: title is missing. Add title = "...".',
    ),
    "no cases": (
        "cases_a_year = 400",
        "cases_a_year = 0",
        "map.toml: cases_a_year is 0. It is a number above 0, and at most 10,000,000. Write how "
        "many people go through these steps in a year, or remove the key.",
    ),
    "more hours than a year has": (
        "hours_a_year = 1500",
        "hours_a_year = 9000",
        "map.toml: hours_a_year is 9000. It is a number above 0, and at most 8,784. Write how "
        "many hours one full-time worker works in a year, or remove the key.",
    ),
    "a stage without a name": (
        'id = "plan"\nname = "Plan"',
        'id = "plan"',
        'map.toml, [[stages]] number 1 ("plan"): name is missing. Add name = "...".',
    ),
    "a stage that is not listed": (
        'stage = "plan"',
        'stage = "paln"',
        TALK + 'stage "paln" is not known. Known are: plan. Use one of these, or add it to '
        "[[stages]].",
    ),
    "a stage twice": (
        "[[steps]]",
        '[[stages]]\nid = "plan"\nname = "Again"\n\n[[steps]]',
        'map.toml: 2 [[stages]] have the id "plan". Give each an id of its own.',
    ),
    "negative minutes": (
        "minutes = 60",
        "minutes = -5",
        TALK + "minutes is -5. It is 0 or more, and at most 10,080, which is a week. Write how "
        "many minutes the work takes, not how long people wait.",
    ),
    "minutes without end": (
        "minutes = 60",
        "minutes = inf",
        TALK + "minutes is far too large. It is 0 or more, and at most 10,080, which is a week. "
        "Write how many minutes the work takes, not how long people wait.",
    ),
    "minutes that are no number": (
        "minutes = 60",
        "minutes = nan",
        TALK + "minutes is nan. It is 0 or more, and at most 10,080, which is a week. Write how "
        "many minutes the work takes, not how long people wait.",
    ),
    "minutes as text": (
        "minutes = 60",
        'minutes = "an hour"',
        TALK + "minutes is not a number. Write minutes = 16, without quotation marks.",
    ),
    "a share in percent": (
        "share = 0.5",
        "share = 50",
        TALK + "share is 50. It is the share of cases that have this step, from 0 to 1. Write "
        "0.25 for one case in four, say.",
    ),
    "half a form": (
        "forms = 2",
        "forms = 0.5",
        TALK + "forms is 0.5. It is a whole number from 0 to 1,000. Write how many there are in "
        "a case that has this step.",
    ),
    "fewer sign-offs than none": (
        "sign_offs = 1",
        "sign_offs = -1",
        TALK + "sign_offs is -1. It is a whole number from 0 to 1,000. Write how many there are "
        "in a case that has this step.",
    ),
    "nobody who does it": (
        'who = "worker"',
        'who = ""',
        TALK + 'who is missing. Add who = "...".',
    ),
    "work of an unknown step": (
        'repeats = "talk"',
        'repeats = "walk"',
        TYPE + 'it repeats "walk", and no step has this id. It repeats the work of an earlier '
        "step. " + REPEAT_CURE,
    ),
    "work of itself": (
        'repeats = "talk"',
        'repeats = "type"',
        TYPE + "it repeats itself. It repeats the work of an earlier step. " + REPEAT_CURE,
    ),
    "work of a later step": (
        "sign_offs = 1",
        'repeats = "type"',
        TALK + 'it repeats "type", which comes later. The step that does the work first is the '
        "one that is repeated. " + REPEAT_CURE,
    ),
    "without an unknown step": (
        'without = ["type"]',
        'without = ["tpye"]',
        WHAT_IF + 'without names "tpye", and no step has this id. It names the steps that would '
        "no longer be done, by their ids. Correct or remove it.",
    ),
    "without a step twice": (
        'without = ["type"]',
        'without = ["type", "type"]',
        WHAT_IF + 'without names "type" twice. Name it once.',
    ),
    "without anything": (
        'without = ["type"]',
        "without = []",
        WHAT_IF + 'without is missing. Add without = ["...", "..."].',
    ),
}


def told(text: str) -> list[str]:
    return [str(mistake) for mistake in map_mistakes("map.toml", tomllib.loads(text))]


def test_a_map_without_a_mistake() -> None:
    assert told(GOOD) == []


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_place_and_cure(mistake: str) -> None:
    before, after, *said = MISTAKES[mistake]
    assert before in GOOD
    assert told(GOOD.replace(before, after, 1)) == said


def test_a_step_twice_is_told() -> None:
    text = GOOD + '[[steps]]\nid = "talk"\nstage = "plan"\nname = "T"\nwho = "w"\nminutes = 1\n'
    said = 'map.toml: 2 [[steps]] have the id "talk". Give each an id of its own.'
    assert told(text) == [said]


def test_what_ifs_of_one_name_are_told() -> None:
    text = GOOD + '[[what_if]]\nname = "Typed once"\nwithout = ["talk"]\n'
    said = 'map.toml: 2 [[what_if]] have the name "Typed once". Give each a name of its own.'
    assert told(text) == [said]


def test_a_map_without_steps_is_told() -> None:
    said = (
        "map.toml: there is no step in this map. Add a table [[steps]] for each step, with id, "
        "stage, name, who and minutes."
    )
    assert told('title = "Nothing"') == [said]
    assert told('title = "Nothing"\nsteps = []') == [said]


def test_more_steps_than_a_page_holds_are_told() -> None:
    step = '[[steps]]\nid = "s{}"\nstage = "support_plan"\nname = "S"\nwho = "w"\nminutes = 1\n'
    text = 'title = "Long"\n' + "".join(step.format(number) for number in range(101))
    assert told(text) == [
        "map.toml: there are 101 steps. A map has at most 100. Write down what most cases go "
        "through, and put small steps together."
    ]


def test_a_map_without_stages_has_the_usual_ones() -> None:
    text = GOOD.replace('[[stages]]\nid = "plan"\nname = "Plan"\n', "")
    said = "Known are: indicative_budget, support_plan, validation, final_budget."
    assert [said in one for one in told(text)] == [True, True]
    assert told(text.replace('stage = "plan"', 'stage = "validation"')) == []


def test_all_mistakes_are_told_at_once() -> None:
    text = GOOD.replace("minutes = 60", "minutes = -5").replace("share = 0.5", "share = 50")
    both = [MISTAKES[one][2] for one in ("negative minutes", "a share in percent")]
    assert told(text) == both


def test_numbers_of_thousands_of_figures_are_told_in_words() -> None:
    text = GOOD.replace("forms = 2", f"forms = {'9' * 400}")
    assert told(text)[0].startswith(TALK + "forms is far too large.")


@pytest.mark.parametrize("key", ["minutes", "share"])
def test_a_map_whose_steps_all_take_no_time_is_told(key: str) -> None:
    text = re.sub(rf"(?m)^{key} = .*\n", "", GOOD)
    assert told(re.sub(r"(?m)^who = .*\n", rf"\g<0>{key} = 0\n", text)) == [
        "map.toml: no step takes any time. minutes is how long a step takes, share how many cases "
        "have it, such as 0.6. Write the minutes of each step.",
    ]


def test_what_study_toml_must_say_of_a_map() -> None:
    def said(table: object) -> list[str]:
        return [str(one) for one in process_map_mistakes("study.toml", {"process_map": table})]

    assert said({"file": "map.toml"}) == said(3) == []
    assert said({}) == ['study.toml, [process_map]: file is missing. Add file = "...".']
    assert process_map_files({"process_map": {"file": "map.toml"}}) == ["map.toml"]
    assert process_map_files({}) == process_map_files({"process_map": {"file": 3}}) == []


def test_nothing_is_said_that_no_test_holds(untested) -> None:
    said = [sentence for mistake in MISTAKES.values() for sentence in mistake[2:]]
    said += [
        "there is no step in this map",
        "no step takes any time",
        "have the name",
        "have the id",
    ]
    assert untested(process_map_steps_rules, said) == []
    assert untested(process_map_rules, [*said, "there are 101 steps"]) == []


def test_a_share_in_per_cent_and_a_stage_without_an_id_are_told_once() -> None:
    text = GOOD.replace("share = 0.5", 'share = "50%"').replace('id = "plan"\n', "")
    assert [str(one) for one in map_mistakes("map.toml", tomllib.loads(text))] == [
        'map.toml, [[stages]] number 1: id is missing. Add id = "...".',
        'map.toml, [[steps]] number 1 ("talk"): share is not a number. Write share = 0.25, without '
        "quotation marks.",
    ]
