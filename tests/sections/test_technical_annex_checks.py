"""How robust links are, and what could not be estimated, in words, from findings put in by hand."""

from __future__ import annotations

import dataclasses

from technical_findings import with_findings

from poet.sections import view_of

NO_END = "goes with one end of the answers without exception, so there is no finite estimate"


def check(name: str, log_odds: float | None = None, **more: object) -> dict:
    ends = {} if log_odds is None else {"low": log_odds - 0.5, "high": log_odds + 0.5}
    return {"predictor": "process", "check": name, "log_odds": log_odds, **ends, **more}


def only(tables: list[dict]) -> dict[str, list[str]]:
    (table,) = tables
    return {row["label"]: row["cells"] for row in table["rows"]}


def test_every_check_stands_beside_the_model(base) -> None:
    checks = [
        check("ordinal", 0.92),
        check("binary", 1.285),
        check("imputed", 1.03, value=0.085),
        check("e_value", value=4.456),
        check("e_value_of_interval", value=2.4),
    ]
    view = view_of("technical_robustness", with_findings(base, technical_robustness=checks))
    assert view["tables"][0]["caption"] == (
        "Ease of process: people who hold a personal budget, Alderfen"
    )
    assert only(view["tables"]) == {
        "Dignity in support": [
            "0.92 (0.42 to 1.42)",
            "1.29 (0.79 to 1.79)",
            "1.03 (0.53 to 1.53)",
            "9%",
            "4.46",
            "2.40",
        ]
    }
    assert view["together"] == []


def test_a_check_that_was_not_possible_is_none(base) -> None:
    checks = [check("ordinal", 0.92), check("imputed", note="in 16 of 20 sets")]
    view = view_of("technical_robustness", with_findings(base, technical_robustness=checks))
    assert only(view["tables"]) == {
        "Dignity in support": ["0.92 (0.42 to 1.42)", "none", "none", "none", "none", "none"]
    }


def test_councils_together_have_checks_of_their_own_and_councils_their_names(base) -> None:
    spread = "standard deviation between councils: 0.229 log odds"
    checks = [
        check("ordinal", 0.5, authority="all"),
        check("council_intercepts", 0.4, authority="all", about=""),
        check("random_intercepts", 0.45, authority="all", about=spread),
        check("without_lowest", authority="all", about="without X003") | {"log_odds": 0.3},
        check("without_highest", authority="all", about="without X002") | {"log_odds": 0.6},
    ]
    view = view_of("technical_robustness", with_findings(base, technical_robustness=checks))
    assert only(view["together"]) == {
        "Dignity in support": [
            "0.40 (-0.10 to 0.90)",
            "0.45 (-0.05 to 0.95)",
            "0.229",
            "0.30, without Ottermere",
            "0.60, without Fernhollow",
        ]
    }
    assert only(view["tables"])["Dignity in support"][0] == "0.50 (0.00 to 1.00)"


def test_councils_left_out_of_a_check_are_told_beside_it(base) -> None:
    about = "without 2 where everyone gave the lowest or the highest answer"
    checks = [
        check("council_intercepts", 0.4, authority="all", about=about),
        check("random_intercepts", authority="all", note="no maximum"),
        check("without_lowest", authority="all", note="too few"),
    ]
    view = view_of("technical_robustness", with_findings(base, technical_robustness=checks))
    assert only(view["together"]) == {
        "Dignity in support": [f"0.40 (-0.10 to 0.90), {about}", "none", "none", "none", "none"]
    }


def test_a_reason_stands_once_with_its_outcomes_in_words(base) -> None:
    few = {"note": "fewer than 10 people gave a good answer"}
    models = [
        few | {"outcome": key, "model": kind}
        for key in ("dignity", "independence")
        for kind in ("ordinal", "binary")
    ]
    models.append({"outcome": "physical_health", "model": "binary", **few})
    report = with_findings(base, technical_models=models)
    (table,) = view_of("technical_reasons", report)["tables"]
    assert [[row["label"], *row["cells"]] for row in table["rows"]] == [
        [
            "Both models",
            "Alderfen",
            "Dignity in support and Being independent",
            "Fewer than 10 people gave a good answer",
        ],
        ["Binary model", "Alderfen", "Physical health", "Fewer than 10 people gave a good answer"],
    ]


def test_outcomes_that_are_all_missing_are_not_listed(base) -> None:
    why = "fewer than 10 councils are not modelled together (here: 3)"
    rows = [
        {"authority": "all", "outcome": question.key, "model": kind, "note": why}
        for question in base.surveys[0].questionnaire.with_role("outcome")
        for kind in ("ordinal", "binary")
    ]
    report = with_findings(base, technical_models=rows)
    assert only(view_of("technical_reasons", report)["tables"]) == {
        "Both models": [
            "All councils",
            "all of them",
            "Fewer than 10 councils are not modelled together (here: 3)",
        ]
    }


def test_keys_and_codes_in_a_reason_become_words(base) -> None:
    line = "a_lot_worse+worse|no_difference"
    report = with_findings(
        base,
        technical_brant=[
            {"term": "process", "p": 0.3, "note": f"not at '{line}': 'age_band=others' {NO_END}"}
        ],
        technical_lines=[{"line": line, "note": f"'age_band=under_25' and 'process' {NO_END}"}],
        technical_robustness=[check("without_lowest", note="'how_held' is the same for all")],
        technical_scores=[{"score": "involvement", "note": "fewer than 20 people have this score"}],
    )
    (table,) = view_of("technical_reasons", report)["tables"]
    told = {row["label"]: row["cells"][-1] for row in table["rows"]}
    assert told == {
        "Score: Involvement": "Fewer than 20 people have this score",
        "Binary model at one line": f"“Age: Under 25” and “Ease of process” {NO_END}",
        "Brant\u2019s test, at one line or more": (
            f"Not at the line below “No difference”: “Age: other groups together” {NO_END}"
        ),
        "Without one council": "“How the budget is held” is the same for all",
    }
    assert table["rows"][0]["cells"][1] == "the score itself"


def test_an_audience_without_models_is_told_as_that(reports) -> None:
    report = reports[0]
    third = dataclasses.replace(report.study, responses=report.study.responses[2:3])
    report = with_findings(dataclasses.replace(report, study=third))
    assert only(view_of("technical_reasons", report)["tables"]) == {
        "Every model": [
            "Alderfen",
            "all of them",
            "No model is made of the answers of this audience",
        ]
    }


def test_where_all_could_be_estimated_nothing_is_listed(base) -> None:
    assert view_of("technical_reasons", with_findings(base)) == {"tables": []}
