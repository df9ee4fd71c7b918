"""Groups in words: what is clear, with one chart; and that nothing clear does not mean none."""

from __future__ import annotations

import pandas as pd
import pytest

from poet.sections.groups_view import view

NONE = [
    "No group clearly differs from the others here.",
    "That does not mean there are no differences: with few people in a group they may not show.",
]


def omnibus(question: str, **more: object) -> dict[str, object]:
    row = {
        "authority": "X001",
        "audience": "budget_holder",
        "wave": "2026",
        "question": question,
        "group_question": "main_need",
        "test": "omnibus",
        "group": "",
        "label": "",
        "cramers_v": 0.3,
        "difference": float("nan"),
        "share": float("nan"),
        "share_of_others": float("nan"),
        "p": 0.2,
        "clear": False,
        "note": "",
    }
    return {**row, **more}


def group(question: str, label: str, share: float, others: float, **more: object):
    told = {"share": share, "share_of_others": others, "difference": share - others}
    return omnibus(question, test="group", label=label, group=label, clear=True, **told, **more)


def shares(question: str, *labels: str, authority: str = "X001") -> list[dict[str, object]]:
    return [
        {
            **omnibus(question, authority=authority),
            "group": label,
            "label": label,
            "share": 0.2 + 0.3 * place,
            "low": 0.1 + 0.3 * place,
            "high": 0.3 + 0.3 * place,
        }
        for place, label in enumerate(labels)
    ]


@pytest.fixture(scope="module")
def told(report_with):
    def made(*tests: dict, groups: list[dict] | None = None, code: str = "X001"):
        rows = pd.DataFrame(groups or shares("dignity", "Sensory", "Other"))
        return view(report_with(code, group_tests=pd.DataFrame(tests), groups=rows))

    return made


def test_nothing_clear_is_told_as_that_and_no_more(told) -> None:
    shown = told(omnibus("dignity"))
    assert shown["sentences"] == NONE
    assert (shown["charts"], shown["together"], shown["whose"]) == ([], [], "")
    assert shown["compared"] == "Main reason for support"
    assert not shown["empty"]


def test_the_clearest_question_is_told_in_people_and_drawn(told) -> None:
    shown = told(
        omnibus("dignity", clear=True, cramers_v=0.2),
        omnibus("friendships", clear=True, cramers_v=0.4),
        group("friendships", "Sight or hearing loss", 0.305, 0.6),
        group("friendships", "Mental health", 0.55, 0.5),
        groups=shares("friendships", "Sight or hearing loss", "Mental health"),
    )
    assert shown["sentences"] == [
        "Friendships, by “Main reason for support”: groups differ.",
        "Of 100 people in the group “Sight or hearing loss”, about 31 say “better”.",
        "Of 100 people in the other groups, about 60 do.",
        "Groups also differ for 1 more question.",
    ]
    (chart,) = shown["charts"]
    assert chart.title == "Friendships, by “Main reason for support”"
    assert chart.text == (
        "How many say “better”. Sight or hearing loss: 20 in 100. Mental health: 50 in 100."
    )


def test_a_question_in_which_no_group_stands_out_is_told_so(told) -> None:
    shown = told(omnibus("dignity", clear=True))
    assert shown["sentences"] == [
        "Dignity in support, by “Main reason for support”: groups differ, but none clearly differs "
        "from all others together."
    ]


def test_all_councils_are_told_beside_and_drawn_where_nothing_is_clear_here(told) -> None:
    of_all = {"authority": "all"}
    shown = told(
        omnibus("dignity"),
        omnibus("friendships", clear=True, **of_all),
        group("friendships", "Mental health", 0.3, 0.6, **of_all),
        groups=shares("friendships", "Mental health", "Other", authority="all")
        + shares("dignity", "a+b"),
    )
    assert shown["sentences"] == NONE
    assert len(shown["together"]) == 3
    assert shown["charts"][0].title == "Friendships, by “Main reason for support”: all councils"
    assert shown["joined"] is True
    assert shown["whose"]


def test_where_something_is_clear_here_all_councils_are_told_in_a_sentence(told) -> None:
    clear = omnibus("dignity", clear=True)
    shown = told(clear, {**clear, "authority": "all"})
    assert shown["together"] == ["Groups clearly differ for 1 question."]
    assert told(clear, omnibus("dignity", authority="all"))["together"] == NONE[:1]
    assert told(omnibus("dignity"), omnibus("dignity", authority="all"))["together"] == [
        "No group clearly differs there either."
    ]


def test_a_report_on_all_councils_does_not_tell_them_twice(told) -> None:
    rows = shares("dignity", "Sensory", authority="all")
    shown = told(omnibus("dignity", clear=True, authority="all"), groups=rows, code="all")
    assert len(shown["sentences"]) == 1
    assert (shown["together"], shown["whose"]) == ([], "")


def test_how_the_budget_is_held_is_left_to_its_own_section(told) -> None:
    shown = told(omnibus("dignity"), omnibus("dignity", clear=True, group_question="how_held"))
    assert shown["sentences"] == NONE
    assert shown["compared"] == "Main reason for support"


def test_too_few_people_is_told(told) -> None:
    shown = told(omnibus("dignity", note="too few", p=float("nan")))
    assert shown["sentences"] == ["Too few people answered to set groups side by side here."]


def test_a_study_without_groups_leaves_the_section_out(told) -> None:
    assert told(omnibus("dignity", authority="X002"))["empty"] is True
