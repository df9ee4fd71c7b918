"""The technical annex in words: coefficients, fits, lines, tests, from findings put in by hand."""

from __future__ import annotations

import dataclasses
import math
import re

import pandas as pd
import pytest
from technical_findings import with_findings

from poet.sections import TECHNICAL_SECTIONS, view_of
from poet.sections.guard import words_only

MODELS, TERMS, LINES, BRANT, ROBUSTNESS, SCORES = TECHNICAL_SECTIONS
VIEWS = (
    "technical_method",
    MODELS,
    "technical_links",
    ROBUSTNESS,
    SCORES,
    "technical_reasons",
)
LINE = "a_lot_worse+worse+no_difference|better"
BY = "by ease of process (25 points) and Age (1 group against the largest)"
FITTED = {
    "method": "maximum likelihood",
    "separated": "",
    "covariance": "inverse of the observed information",
    "people": 85,
    "smallest_council": "",
    "parameters": 4,
    "log_likelihood": -116.1515,
    "akaike": 240.303,
    "answers_joined": "a_lot_worse+worse",
    "adjusted_for": "Age",
    "left_out": "Main reason for support",
    "note": "",
}
ORDINAL = {"model": "ordinal", "formula": f"Dignity in support: the log odds of a better, {BY}"}
BINARY = {"model": "binary", "formula": f"Dignity in support: the log odds of a good, {BY}"}


def term(name: str, log_odds: float, **more: object) -> dict:
    ends = {"low": log_odds - 0.5, "high": log_odds + 0.5, "p": 0.0335}
    row = {"model": "ordinal", "term": name, "kind": "score", "log_odds": log_odds}
    return {**row, **ends, "separated": False, **more}


def slope(predictor: str, log_odds: float, **more: object) -> dict:
    ends = {"low": log_odds - 0.5, "high": log_odds + 0.5}
    return {"line": LINE, "predictor": predictor, "log_odds": log_odds, **ends, "note": "", **more}


@pytest.fixture
def modelled(base):
    """One outcome with both models, a line, and Brant's test."""
    return with_findings(
        base,
        technical_models=[FITTED | ORDINAL, FITTED | BINARY],
        technical_terms=[
            term("process", 0.5),
            term("age_band=under_25", 0, kind="background"),
            term("age_band=others", -6, kind="background", p=0.0002),
            term(LINE, 1.025, kind="line", p=None),
            term("constant", -2.2878, model="binary", kind="constant", p=None),
            term("process", 1, model="binary"),
        ],
        technical_lines=[slope("process", 1)],
        technical_brant=[
            {"term": "all predictors together", "chi_squared": 8.408, "degrees_of_freedom": 11.0}
            | {"p": 0.676, "note": ""},
            {"term": "process", "chi_squared": 1.834, "degrees_of_freedom": 1.0}
            | {"p": 0.176, "note": ""},
        ],
    )


def group(report) -> dict:
    """The tables of the one outcome and group."""
    (audience,) = view_of(MODELS, report)["audiences"]
    (outcome,) = audience["outcomes"]
    (found,) = outcome["groups"]
    return found


def rows(table: dict) -> dict[str, list[str]]:
    return {row["label"]: row["cells"] for row in table["rows"]}


@pytest.mark.parametrize("name", VIEWS)
def test_views_hold_words_whether_there_are_findings_or_none(base, modelled, name: str) -> None:
    for report in (with_findings(base), modelled):
        words_only(view_of(name, report), name)


def test_every_coefficient_stands_in_words_with_both_models_side_by_side(modelled) -> None:
    table = group(modelled)["terms"]
    assert table["caption"] == "Dignity in support, Alderfen: coefficients"
    assert rows(table) == {
        "Ease of process": ["1.65 (1.00 to 2.72)", "0.034", "2.72 (1.65 to 4.48)", "0.034"],
        "Age: Under 25": ["1.00 (0.61 to 1.65)", "0.034", "none", "none"],
        "Age: other groups together": [
            "less than 0.01 (less than 0.01 to less than 0.01)",
            "less than 0.001",
            "none",
            "none",
        ],
    }
    assert all(len(row) + 1 == len(table["headings"]) for row in rows(table).values())


def test_constants_stand_in_log_odds(modelled) -> None:
    assert rows(group(modelled)["constants"]) == {
        "Below “Better”": ["1.03 (0.53 to 1.53)"],
        "A good answer (binary)": ["-2.29 (-2.79 to -1.79)"],
    }


def test_the_predictors_of_a_formula_are_said_once(modelled, base) -> None:
    about = rows(group(modelled)["about"])
    assert about["Ordinal model"] == [f"The log odds of a better, {BY}"]
    assert about["Binary model"] == ["The log odds of a good, by the same"]
    other = BINARY | {"formula": "Dignity in support: the log odds of a good, by Age"}
    report = with_findings(base, technical_models=[FITTED | ORDINAL, FITTED | other])
    assert rows(group(report)["about"])["Binary model"] == ["The log odds of a good, by Age"]


def test_fits_are_told_once_where_both_models_are_alike(modelled) -> None:
    about = rows(group(modelled)["about"])
    assert about["Fit"] == [
        "About 85 people; maximum likelihood; covariance: inverse of the observed information"
    ]
    assert about["Answers joined"] == ["“A lot worse” and “Worse”"]
    assert about["Not allowed for"] == ["Main reason for support"]


def test_a_penalised_fit_names_what_divides_the_answers(base) -> None:
    penalised = BINARY | {
        "method": "penalised likelihood",
        "separated": "process, age_band=under_25",
    }
    report = with_findings(base, technical_models=[FITTED | ORDINAL, FITTED | penalised])
    about = rows(group(report)["about"])
    assert "maximum likelihood" in about["Ordinal fit"][0]
    assert about["Binary fit"][0].startswith("About 85 people; penalised likelihood; covariance: ")
    assert about["Binary fit"][0].endswith(
        "; divides the answers without exception: Ease of process; Age: Under 25"
    )


def test_all_councils_stand_below_the_council_when_they_are_modelled(base) -> None:
    together = {"authority": "all", "councils": 12, "smallest_council": "at least 40"}
    together |= {"degrees_of_freedom": 11, "people": 635, "covariance": "CR3 by council"}
    report = with_findings(base, technical_models=[FITTED | ORDINAL, FITTED | ORDINAL | together])
    (audience,) = view_of(MODELS, report)["audiences"]
    own, everyone = audience["outcomes"][0]["groups"]
    assert own["terms"]["caption"] == "Dignity in support, Alderfen: coefficients"
    assert everyone["terms"]["caption"] == "Dignity in support, All councils: coefficients"
    assert rows(everyone["about"])["Fit"] == [
        "About 635 people; 12 councils (the smallest: at least 40); t with 11 degrees of freedom; "
        "maximum likelihood; covariance: CR3 by council"
    ]
    assert [fit["caption"].rpartition(", ")[2] for fit in audience["fits"]] == [
        "Alderfen",
        "All councils",
    ]


def test_fits_stand_in_one_table(modelled, base) -> None:
    (audience,) = view_of(MODELS, modelled)["audiences"]
    (fits,) = audience["fits"]
    assert rows(fits) == {
        "Dignity in support": ["85", "4", "-116.2", "240.3", "4", "-116.2", "240.3"]
    }
    alone = with_findings(base, technical_models=[FITTED | ORDINAL, BINARY | {"note": "few"}])
    (audience,) = view_of(MODELS, alone)["audiences"]
    assert rows(audience["fits"][0])["Dignity in support"][4:] == ["none"] * 3


def test_lines_stand_beside_the_odds_ratio_for_all_of_them(modelled) -> None:
    assert rows(group(modelled)["lines"]) == {
        "“Better” upwards": ["2.72 (1.65 to 4.48)"],
        "All alike (ordinal)": ["1.65 (1.00 to 2.72)"],
    }


def test_a_line_that_could_not_be_fitted_is_none(base) -> None:
    nothing = slope("process", math.nan, note="'age_band=under_25' goes with one end")
    report = with_findings(
        base,
        technical_models=[FITTED | ORDINAL],
        technical_terms=[term("process", 0.5)],
        technical_lines=[nothing],
    )
    assert rows(group(report)["lines"])["“Better” upwards"] == ["none"]


def test_brants_test_has_its_degrees_of_freedom(modelled) -> None:
    table = group(modelled)["brant"]
    assert table["caption"] == "Dignity in support, Alderfen: Brant\u2019s test"
    assert rows(table) == {
        "All predictors together": ["8.41 (11)", "0.676"],
        "Ease of process": ["1.83 (1)", "0.176"],
    }


def test_brants_test_says_when_lines_were_left_out_and_is_not_there_without_one(base) -> None:
    test = {"term": "process", "chi_squared": 1.0, "degrees_of_freedom": 1.0, "p": 0.3}
    some = with_findings(
        base,
        technical_models=[FITTED | ORDINAL],
        technical_brant=[test | {"note": f"not at '{LINE}': why"}],
    )
    assert group(some)["brant"]["caption"].endswith("Brant\u2019s test, some lines left out")
    none = with_findings(
        base,
        technical_models=[FITTED | ORDINAL],
        technical_brant=[{"term": "all predictors together", "note": "only one cut"}],
    )
    assert group(none)["brant"] is None


def test_scores_have_one_decimal_place_and_alpha_two(base) -> None:
    score = {"score": "process", "questions": 9, "people": 150, "mean": 69.65}
    more = {"standard_deviation": 21.23, "alpha": 0.919, "low": 0.8958, "high": 0.939, "note": ""}
    few = {"score": "involvement", "questions": 3, "people": None, "note": "too few"}
    (table,) = view_of(SCORES, with_findings(base, technical_scores=[score | more, few]))["tables"]
    assert rows(table) == {
        "Ease of process": ["Alderfen", "9", "150", "69.7", "21.2", "0.92", "0.90 to 0.94"],
        "Involvement": ["Alderfen", "3", "[c]", "none", "none", "none", "none"],
    }


def test_links_have_the_numbers_of_their_rows(reports) -> None:
    tables = view_of("technical_links", reports[0])["tables"]
    links = reports[0].released["what_goes_with_outcomes"]
    links = links[links["model"].eq("ordinal") & links["note"].eq("")]
    cells = [row["cells"] for table in tables for row in table["rows"]]
    assert len(cells) == len(links) > 10
    assert sum(row[3] == "yes" for row in cells) == links["clear"].sum()
    told = [float(row[0].split()[0]) for row in cells]
    assert sorted(told) == pytest.approx(sorted(links["odds_ratio"]), abs=0.005000001)
    for row in cells:
        assert re.fullmatch(r"0\.\d{3}|1\.000|less than 0\.001", row[1])
        assert re.fullmatch(r"\d+ \(\d+ to \d+\)", row[4])


@pytest.mark.parametrize(("p", "expected"), [(None, "0.05"), (0.2, "0.025")])
def test_clear_is_half_as_often_by_chance_where_councils_stand_together(base, p, expected) -> None:
    everyone = {"authority": "all", "audience": "budget_holder", "model": "ordinal", "p": p}
    links = pd.DataFrame([everyone], dtype="object")
    report = dataclasses.replace(base, released={"what_goes_with_outcomes": links})
    view = view_of("technical_method", report)
    assert (view["clear_below"], view["together"]) == (expected, p is not None)
    assert view["people"] == "people who hold a personal budget"
