"""What people say here, beside what others published: two columns, never one number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from poet.sections.published_figures import (
    PublishedFigure,
    PublishedSurvey,
    figures_of,
    surveys_of,
)
from poet.wording import percent

if TYPE_CHECKING:
    from poet.questionnaire import Question
    from poet.sections import AuthorityReport

SECTIONS = {"outcome": "outcomes", "process": "process", "involvement": "involvement"}
HIDDEN = "[c]"


def published_table(
    report: AuthorityReport, audience: str, asked: Sequence[Question]
) -> dict[str, Any] | None:
    """A table of our share beside the published ones, one row per question that has any.

    `sources` says of each survey when it was made and how many answered. None where no question
    has a published figure.
    """
    found = [(one, figures) for one in asked if (figures := _first_figures(audience, one.topic))]
    if not found:
        return None
    surveys = surveys_of([figure for _, figures in found for figure in figures])
    names = list(dict.fromkeys(one.name for one in surveys))
    return {
        "headings": ["What was asked", "Here", names[0] if len(names) == 1 else "Published"],
        "rows": [_row(report, audience, one, figures) for one, figures in found],
        "sources": ". ".join(_source(one, len(names) > 1) for one in surveys),
    }


def _source(survey: PublishedSurvey, named: bool) -> str:
    name = f"{survey.name}, " if named else ""
    return f"{survey.year}: {name}{survey.people}"


def _first_figures(audience: str, topic: str) -> list[PublishedFigure]:
    """The figures that stand beside the same answers as the first of them."""
    figures = figures_of(audience, topic)
    return [one for one in figures if one.of == figures[0].of]


def _row(
    report: AuthorityReport, audience: str, question: Question, figures: Sequence[PublishedFigure]
) -> dict[str, Any]:
    of = figures[0].of
    published = ", ".join(f"{one.figure} ({one.survey.year})" for one in figures)
    return {
        "label": f"{question.short}: “{_words(question, of)}”",
        "cells": [next(_shares(report, audience, question, of), HIDDEN), published],
    }


def _words(question: Question, of: str) -> str:
    """The side or the answer that a figure stands beside, in words."""
    scale = question.scale
    return scale.side(of) or scale.answer(of).label.casefold()


def _shares(report: AuthorityReport, audience: str, question: Question, of: str) -> Iterator[str]:
    """Our share of that side or answer as a percentage, if it may be seen."""
    released = report.released[SECTIONS[question.role]]
    rows = released[
        released["audience"].eq(audience)
        & released["question"].eq(question.key)
        & released["answer"].eq(of)
        & released["share"].notna()
    ]
    yield from (percent(share) for share in rows["share"])
