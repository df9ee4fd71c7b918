"""Easy Read: released comments, the first few of each audience."""

from __future__ import annotations

import dataclasses

import pandas as pd

from poet.sections.easy_own_words import view


def with_comments(report, **texts: list[str]):
    rows = [
        {"row": "released", "audience": audience, "text": text}
        for audience, of_audience in texts.items()
        for text in of_audience
    ]
    rows.append({"row": "written", "audience": "carer", "text": "Never to be printed."})
    return dataclasses.replace(
        report, released={**report.released, "own_words": pd.DataFrame(rows)}
    )


def test_the_first_four_of_each_audience_are_printed(reports) -> None:
    report = with_comments(reports[0], carer=list("abcde"), practitioner=["f"])
    assert view(report) == {
        "blocks": [
            {"heading": "Carers said:", "quotes": ["a", "b", "c", "d"]},
            {"heading": "Workers said:", "quotes": ["f"]},
        ],
        "more": True,
        "empty": False,
    }


def test_all_of_few_comments_are_printed(reports) -> None:
    shown = view(with_comments(reports[0], budget_holder=["a", "b"]))
    assert [block["heading"] for block in shown["blocks"]] == [
        "People with a personal budget said:"
    ]
    assert not shown["more"]


def test_without_released_comments_the_section_is_left_out(reports) -> None:
    assert view(with_comments(reports[0])) == {"blocks": [], "more": False, "empty": True}
