"""Every outcome's models in tables: formula and fit, coefficients, lines, and Brant's test."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from poet.sections.technical_words import (
    count_words,
    groups_of,
    joined_words,
    lowest_above,
    people_words,
    rows_by,
    rows_of,
    score_words,
    table,
    term_words,
)
from poet.wording import capital, count
from poet.wording_technical import (
    NONE,
    decimal,
    estimate,
    odds_estimate,
    p_value,
)

if TYPE_CHECKING:
    from poet.questionnaire import Question, Questionnaire
    from poet.sections import AuthorityReport
    from poet.study import Survey

KINDS = ("ordinal", "binary")
PARTS = ("models", "terms", "lines", "brant")
FIT_HEADINGS = (
    "Outcome",
    "People",
    "Ordinal: numbers estimated",
    "Ordinal: log-likelihood",
    "Ordinal: Akaike",
    "Binary: numbers estimated",
    "Binary: log-likelihood",
    "Binary: Akaike",
)
TERM_HEADINGS = (
    "Coefficient of",
    "Ordinal: odds ratio (interval)",
    "Ordinal: p",
    "Binary: odds ratio (interval)",
    "Binary: p",
)
CONSTANT_HEADINGS = ("Log odds", "Constant (interval)")
BRANT_HEADINGS = ("Slopes of", "Chi-squared (d.f.)", "p")
# Between what is modelled and by what, in the formula in words.
BY = ", by "


@dataclass(frozen=True, eq=False)
class _Block:
    """The released rows on one outcome of one group: part of PARTS to its rows."""

    report: AuthorityReport
    questionnaire: Questionnaire
    outcome: Question
    name: str
    rows: Mapping[str, Sequence[Any]]

    @cached_property
    def fitted(self) -> dict[str, Any]:
        """Kind of model to its row, of those that were fitted."""
        return {row.model: row for row in self.rows["models"] if row.note == ""}

    @property
    def title(self) -> str:
        return f"{self.outcome.short}, {self.name}"


def view(report: AuthorityReport) -> dict[str, Any]:
    """Per audience a table of fits; per outcome the tables of the council and of all together."""
    audiences = [
        _audience(report, survey)
        for survey in report.surveys
        if survey.audience in set(report.released["technical_models"]["audience"])
    ]
    return {"audiences": audiences}


def _audience(report: AuthorityReport, survey: Survey) -> dict[str, Any]:
    blocks = list(_blocks(report, survey))
    people = survey.questionnaire.people
    return {
        "heading": capital(people),
        "fits": [
            table(f"Fit of the models: {people}, {name}", FIT_HEADINGS, rows)
            for _, name in groups_of(report)
            if (rows := [_fit_row(block) for block in blocks if block.name == name])
        ],
        "outcomes": [
            {"heading": outcome.short, "groups": [_tables(block) for block in of_outcome]}
            for outcome in survey.questionnaire.with_role("outcome")
            if (of_outcome := [block for block in blocks if block.outcome is outcome])
        ],
    }


def _blocks(report: AuthorityReport, survey: Survey) -> Iterator[_Block]:
    """One for each outcome and group with a model."""
    found = {
        part: rows_by(
            rows_of(report.released[f"technical_{part}"], audience=survey.audience),
            "outcome",
            "authority",
        )
        for part in PARTS
    }
    for outcome in survey.questionnaire.with_role("outcome"):
        for code, name in groups_of(report):
            rows = {part: of_part.get((outcome.key, code), []) for part, of_part in found.items()}
            block = _Block(report, survey.questionnaire, outcome, name, rows)
            if block.fitted:
                yield block


def _fit_row(block: _Block) -> tuple[str, list[str]]:
    fits = [_fit_cells(block.fitted.get(kind)) for kind in KINDS]
    people = next(iter(block.fitted.values())).people
    return block.outcome.short, [count_words(people), *(cell for cells in fits for cell in cells)]


def _fit_cells(row: Any) -> list[str]:  # noqa: ANN401 - a row of findings, or None
    if row is None:
        return [NONE] * 3
    return [count(row.parameters), decimal(row.log_likelihood, 1), decimal(row.akaike, 1)]


def _tables(block: _Block) -> dict[str, Any]:
    return {
        "about": table(f"{block.title}: the models", (), list(_about(block))),
        "terms": table(f"{block.title}: coefficients", TERM_HEADINGS, _terms(block)),
        "constants": _constants(block),
        "lines": _lines(block) if block.rows["lines"] else None,
        "brant": _brant(block),
    }


def _about(block: _Block) -> Iterator[tuple[str, list[str]]]:
    fitted = list(block.fitted.values())
    said: list[str] = []
    for row in fitted:
        formula = row.formula.removeprefix(f"{block.outcome.short}: ")
        yield f"{capital(row.model)} model", [capital(_formula(formula, said))]
    for fit, kinds in _fits(block).items():
        yield ("Fit" if len(kinds) == len(fitted) else f"{capital(kinds[0])} fit"), [fit]
    if fitted[0].answers_joined:
        yield "Answers joined", [joined_words(block.outcome, fitted[0].answers_joined)]
    if fitted[0].left_out:
        yield "Not allowed for", [fitted[0].left_out]


def _formula(formula: str, said: list[str]) -> str:
    """The formula; its predictors only where they were not said before."""
    what, by, predictors = formula.partition(BY)
    known = predictors in said
    said.append(predictors)
    return f"{what}{by}the same" if known else formula


def _fits(block: _Block) -> dict[str, list[str]]:
    """How models were fitted, in words, and which of them."""
    fits: dict[str, list[str]] = {}
    for kind, row in block.fitted.items():
        fits.setdefault(_fit(block, row), []).append(kind)
    return fits


def _fit(block: _Block, row: Any) -> str:  # noqa: ANN401 - a row of findings
    import pandas as pd

    separated = [term_words(block.questionnaire, term) for term in row.separated.split(", ")]
    pooled = not pd.isna(row.councils)
    parts = [
        people_words(block.report, row.people),
        f"{count(row.councils)} councils (the smallest: {row.smallest_council})" if pooled else "",
        f"t with {decimal(row.degrees_of_freedom, 0)} degrees of freedom" if pooled else "",
        row.method,
        f"covariance: {row.covariance}",
        f"divides the answers without exception: {'; '.join(separated)}" if row.separated else "",
    ]
    return capital("; ".join(part for part in parts if part))


def _constants(block: _Block) -> dict[str, Any]:
    """Thresholds of the ordinal model and the constant of the binary one."""
    rows = [
        (
            f"Below {lowest_above(block.outcome, row.term)}"
            if row.kind == "line"
            else "A good answer (binary)",
            [estimate(row.log_odds, row.low, row.high)],
        )
        for row in block.rows["terms"]
        if row.kind in ("line", "constant")
    ]
    return table(f"{block.title}: constants", CONSTANT_HEADINGS, rows)


def _terms(block: _Block) -> list[tuple[str, list[str]]]:
    """A row per predictor: both models side by side."""
    predictors = [row for row in block.rows["terms"] if row.kind in ("score", "background")]
    by_model = {kind: {row.term: row for row in predictors if row.model == kind} for kind in KINDS}
    return [
        (
            term_words(block.questionnaire, term),
            [cell for kind in KINDS for cell in _coefficient(by_model[kind].get(term))],
        )
        for term in dict.fromkeys(row.term for row in predictors)
    ]


def _coefficient(row: Any) -> list[str]:  # noqa: ANN401 - a row of findings, or None
    if row is None or math.isnan(row.log_odds):  # nothing estimated, or nothing that may be told
        return [NONE] * 2
    return [odds_estimate(row.log_odds, row.low, row.high), p_value(row.p)]


def _lines(block: _Block) -> dict[str, Any]:
    """A row per line between answers, and one for the ordinal model, the same at all of them."""
    by_line: dict[str, dict[str, Any]] = {}
    for row in block.rows["lines"]:
        by_line.setdefault(row.line, {})[row.predictor] = row
    scores = list(dict.fromkeys(row.predictor for row in block.rows["lines"]))
    rows = [
        (f"{lowest_above(block.outcome, line)} upwards", _slopes(of_line, scores))
        for line, of_line in by_line.items()
    ]
    ordinal = {
        row.term: row
        for row in block.rows["terms"]
        if row.model == "ordinal" and row.kind == "score"
    }
    return table(
        f"{block.title}: line by line",
        ("Answers", *map(score_words, scores)),
        [*rows, ("All alike (ordinal)", _slopes(ordinal, scores))],
    )


def _slopes(found: Mapping[str, Any], scores: Sequence[str]) -> list[str]:
    """`found` has a row per score."""
    return [
        odds_estimate(found[score].log_odds, found[score].low, found[score].high)
        for score in scores
    ]


def _brant(block: _Block) -> dict[str, Any] | None:
    tests = [row for row in block.rows["brant"] if not math.isnan(row.p)]
    if not tests:
        return None
    some = ", some lines left out" if any(row.note for row in tests) else ""
    rows = [
        (
            term_words(block.questionnaire, test.term),
            [
                f"{decimal(test.chi_squared)} ({decimal(test.degrees_of_freedom, 0)})",
                p_value(test.p),
            ],
        )
        for test in tests
    ]
    return table(f"{block.title}: Brant\u2019s test{some}", BRANT_HEADINGS, rows)
