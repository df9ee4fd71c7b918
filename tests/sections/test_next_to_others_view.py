"""A council next to others in words, Easy Read words and numbers, each sentence in full."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from poet.disclosure import PROFILES
from poet.published_tables import PublishedTable
from poet.sections import easy_next_to_others, technical_next_to_others
from poet.sections.guard import words_only
from poet.sections.next_to_others import COLUMNS
from poet.sections.next_to_others_view import FEW_COUNCILS, view
from poet.wording import longest_sentence

BASE = {
    "authority": "X001",
    "audience": "budget_holder",
    "comparison": "pooled",
    "councils": 11.0,
    "people": 60.0,
    "base": 120.0,
    "share": 0.5,
    "base_others": 1200.0,
    "share_others": 0.7,
    "difference": -0.2,
    "difference_low": -0.29,
    "difference_high": -0.11,
    "p": 0.0001,
    "p_adjusted": 0.004,
    "centre": 0.68,
    "low_95": 0.59,
    "high_95": 0.76,
    "low_998": 0.54,
    "high_998": 0.81,
    "between": 0.0,
    "standardised": 0.52,
    "standardised_low": 0.43,
    "standardised_high": 0.61,
    "shrunken": 0.55,
    "shrunken_low": 0.48,
    "shrunken_high": 0.63,
    "verdict": "lower",
}
WORDS = ("wave", "topic", "table", "unit", "source", "note", "question", "verdict")


def found(*rows: dict[str, object]) -> pd.DataFrame:
    frame = pd.DataFrame([{**BASE, **row} for row in rows]).reindex(columns=list(COLUMNS))
    words = {name: frame[name].astype(object).fillna("") for name in WORDS}
    return frame.assign(**words).assign(wave="2026")


def higher(question: str, **more: object) -> dict[str, object]:
    return {"question": question, "share": 0.8, "verdict": "higher", "difference": 0.1, **more}


def same(question: str, **more: object) -> dict[str, object]:
    return {"question": question, "verdict": "about the same", "p": 0.6, "share": 0.66, **more}


PUBLISHED = {
    "audience": "",
    "comparison": "published",
    "verdict": "",
    "table": "Satisfied with care",
    "figure": 0.667,
    "figure_low": 0.648,
    "figure_median": 0.67,
    "figure_high": 0.7,
    "councils": 17.0,
    "unit": "percent",
    "source": "2020-21. NHS England. Open Government Licence v3.0.",
}
OTHERS = [same("dignity", authority=f"X{n:03}", base=60.0 + 5 * n) for n in range(2, 13)]


@pytest.fixture(scope="module")
def next_to(reports):
    """The report of a council with these rows, and those of others."""

    def made(*rows: dict[str, object], others: tuple = (), **changed: object):
        own, everyone = found(*rows), found(*rows, *others)
        everyone.loc[: len(own) - 1] = own.to_numpy()
        return dataclasses.replace(
            reports[0],
            profile=PROFILES["local"],
            released={**reports[0].released, "next_to_others": own},
            of_all={**reports[0].of_all, "next_to_others": everyone},
            **changed,
        )

    return made


def told(shown: dict) -> list[str]:
    return [
        *(shown[key] for key in ("others", "few_councils", "same", "group", "alike")),
        *(text for line in shown["tables"] for text in (line["label"], line["words"])),
    ]


def test_what_stands_apart_is_told_the_surest_first(next_to) -> None:
    report = next_to(
        {"question": "friendships", "p": 0.002},
        {"question": "dignity"},
        higher("feeling_safe"),
        same("independence"),
        same("paid_job"),
        others=tuple(OTHERS),
    )
    shown = words_only(view(report), "next_to_others")
    name = report.name
    assert shown["others"] == (
        f"{name} next to the other 11 councils in this study, all taken together."
    )
    assert shown["apart"] == [
        {
            "headings": ["Higher here: good answers in 100", "Here", "Elsewhere"],
            "rows": [{"label": "Feeling safe (budget holders)", "cells": ["80", "70"]}],
        },
        {
            "headings": ["Lower here: good answers in 100", "Here", "Elsewhere"],
            "rows": [
                {"label": "Dignity in support (budget holders)", "cells": ["50", "70"]},
                {"label": "Friendships (budget holders)", "cells": ["50", "70"]},
            ],
        },
    ]
    assert shown["same"] == "About the same as elsewhere: 2 questions."
    assert shown["alike"] == "With the same background as elsewhere: about 52 in 100 here."
    assert (shown["few_councils"], shown["group"], shown["empty"]) == ("", "", False)


def test_at_most_three_are_named_and_the_rest_counted(next_to) -> None:
    keys = ["dignity", "friendships", "feeling_safe", "independence", "paid_job"]
    shown = view(next_to(*({"question": key} for key in keys)))
    (table,) = shown["apart"]
    assert len(table["rows"]) == 3
    assert shown["same"] == "2 questions more stand apart too."
    four = view(next_to(*({"question": key} for key in keys[:4]), same("paid_job")))
    assert four["same"] == (
        "About the same as elsewhere: one question. One question more stands apart too."
    )


def test_about_the_same_when_it_is(next_to) -> None:
    shown = view(next_to(same("dignity"), same("friendships"), others=tuple(OTHERS)))
    assert shown["apart"] == []
    assert shown["same"] == (
        "Answers here are about the same as elsewhere on everything we could look at."
    )


def test_the_funnel_names_the_council_and_nobody_else(next_to) -> None:
    report = next_to({"question": "dignity"}, others=tuple(OTHERS))
    (chart,) = view(report)["charts"]
    assert chart.title == "Dignity in support (budget holders): lower"
    assert chart.text == (
        f"Dignity in support (budget holders). {report.name}: 50 in 100 of about 120 people said "
        "“better”. All councils together: 68 in 100. Chance alone would put a council of this size "
        "between 59 in 100 and 76 in 100. Of the 11 other councils shown, 11 lie between such "
        "limits of their own."
    )


def test_below_ten_councils_words_describe_and_no_funnel_is_drawn(next_to) -> None:
    few = {"councils": 2.0, "between": np.nan, "low_95": np.nan, "standardised": np.nan}
    shown = view(next_to({"question": "dignity", **few}))
    assert (
        shown["few_councils"]
        == FEW_COUNCILS
        == ("Fewer than 10 councils took part, so this describes them and says little of others.")
    )
    assert (shown["charts"], shown["alike"]) == ([], "")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("peers", "4 councils chosen as its peers"),
        ("region", "4 other councils of its region"),
        ("nearest", "4 councils most like it"),
    ],
)
def test_peers_are_one_sentence(next_to, kind: str, words: str) -> None:
    group = {"comparison": kind, "councils": 4.0}
    shown = view(
        next_to(
            {"question": "dignity", **group},
            higher("feeling_safe", **group),
            higher("paid_job", **group),
            same("friendships", **group),
        )
    )
    assert shown["group"] == (
        f"Next to {words}: higher on 2 questions and lower on one question, "
        "otherwise about the same."
    )
    alike = view(next_to(same("dignity", **group)))
    assert alike["group"] == f"Next to {words}: about the same."


def test_a_published_figure_is_told_with_its_source_and_makes_room(next_to) -> None:
    keys = ["dignity", "friendships", "feeling_safe"]
    shown = view(next_to(*({"question": key} for key in keys), {"question": "", **PUBLISHED}))
    assert shown["tables"] == [
        {
            "label": "Satisfied with care",
            "words": "67% here. Half of the 17 others lie between 65% and 70%.",
            "source": "2020-21. NHS England. Open Government Licence v3.0.",
        }
    ]
    assert len(shown["apart"][0]["rows"]) == 2
    assert shown["alike"] == ""


def test_a_score_has_a_decimal_and_few_figures_no_quartiles(next_to) -> None:
    score = {**PUBLISHED, "unit": "score", "figure": 7.64, "note": "too few"}
    shown = view(next_to({"question": "", **score}))
    assert [line["words"] for line in shown["tables"]] == ["7.6 here."]
    assert (shown["others"], shown["same"], shown["empty"]) == ("", "", False)


def test_with_nothing_to_be_next_to_there_is_no_page(next_to) -> None:
    report = next_to({"question": "dignity", "note": "hidden", "share": np.nan, "verdict": ""})
    assert view(report)["empty"]
    assert easy_next_to_others.view(report)["empty"]
    assert technical_next_to_others.view(report)["empty"]
    released = {k: v for k, v in report.released.items() if k != "next_to_others"}
    assert view(dataclasses.replace(report, released=released))["empty"]


def test_workshop_sentences_are_short(next_to) -> None:
    group = {"comparison": "peers", "councils": 4.0}
    shown = view(next_to({"question": "dignity"}, higher("friendships", **group), PUBLISHED))
    assert max(longest_sentence(text) for text in told(shown) if text) <= 25


def test_easy_read_tells_two_and_that_there_are_more(next_to) -> None:
    report = next_to(
        {"question": "dignity"},
        higher("friendships", share=0.97),
        {"question": "feeling_safe"},
        same("paid_job"),
    )
    shown = words_only(easy_next_to_others.view(report), "easy")
    first, second = shown["ideas"]
    assert (first["label"], first["picture"]) == ("Being treated with respect", "listen")
    assert first["sentences"] == [
        "Here about 5 in 10 people said: better.",
        "In other councils about 7 in 10 people said so.",
    ]
    assert first["chart"].text == "Here: 5. Elsewhere: 7."
    assert second["sentences"][0] == "Here almost everyone said: better."
    assert (shown["more"], shown["same"], shown["empty"]) == (True, True, False)
    assert max(longest_sentence(text) for one in shown["ideas"] for text in one["sentences"]) <= 15


def test_easy_read_draws_no_people_where_ten_cannot_tell_them_apart(next_to) -> None:
    report = next_to(
        {"question": "dignity", "share": 0.66}, {"question": "paid_job", "share": 0.02}
    )
    assert [one["chart"] for one in easy_next_to_others.view(report)["ideas"]] == [None, None]


def test_the_technical_annex_has_every_number(next_to) -> None:
    group = {"comparison": "peers", "councils": 4.0}
    report = next_to(
        {"question": "dignity"},
        same("paid_job"),
        higher("friendships", **group),
        same("dignity", **group),
        {"question": "", **PUBLISHED},
    )
    # What names other councils is for who makes the report, and stands in poet check.
    table = PublishedTable("T", "S", "L", "2021", "percent", remarks=("No row for Fernhollow.",))
    report = dataclasses.replace(
        report, study=dataclasses.replace(report.study, published=(table,))
    )
    shown = words_only(technical_next_to_others.view(report), "technical")
    assert "Fernhollow" not in str(shown)
    pooled, peers = shown["tables"]
    assert pooled["caption"] == (
        "People who hold a personal budget: next to all other councils of the study"
    )
    assert pooled["headings"] == list(technical_next_to_others.HEADINGS)
    assert pooled["rows"][0] == {
        "label": "Dignity in support",
        "cells": [
            "50 of 120",
            "70",
            "-20 (-29 to -11)",
            "0.004",
            "59 to 76",
            "52 (43 to 61)",
            "55 (48 to 63)",
        ],
    }
    assert [row["label"] for row in pooled["rows"]] == [
        "Dignity in support",
        "Getting and keeping a paid job",
    ]
    assert [row["label"] for row in peers["rows"]] == ["Friendships"]
    assert len(peers["headings"]) == len(peers["rows"][0]["cells"]) + 1 == 5
    assert shown["published"][0]["rows"] == [
        {
            "label": "Satisfied with care",
            "cells": ["67%", "67%", "65% to 70%", "17", PUBLISHED["source"]],
        }
    ]


def test_a_table_without_a_figure_of_this_council_says_none(next_to) -> None:
    missing = dict.fromkeys(["figure", "figure_low", "figure_median", "figure_high"], np.nan)
    report = next_to({"question": "", **PUBLISHED, **missing})
    shown = technical_next_to_others.view(report)
    assert shown["published"][0]["rows"][0]["cells"][:3] == ["none", "none", "none"]
