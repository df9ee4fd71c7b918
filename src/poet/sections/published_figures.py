"""Figures that others published, to stand beside ours with their source; they are never data."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("published_figures.toml")


@dataclass(frozen=True)
class PublishedSurvey:
    """Where a figure comes from: the name of the survey, its year, and who answered, in words."""

    id: str
    name: str
    year: str
    people: str

    @property
    def in_words(self) -> str:
        """The survey in one phrase: "Community Care survey, 2012, 272 practitioners answered"."""
        return f"{self.name}, {self.year}, {self.people}"


@dataclass(frozen=True)
class PublishedFigure:
    """A figure as published ("82%", "more than 70%"), and what of ours it stands beside.

    `audience` and `topic` name our question; `of` is its side ("good", "neutral", "bad") or the
    code of an answer. `words` is what the source says of the figure.
    """

    survey: PublishedSurvey
    audience: str
    topic: str
    of: str
    figure: str
    words: str


@cache
def published_figures() -> tuple[PublishedFigure, ...]:
    """Every published figure that this version of poet knows, in the order of its file."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    surveys = {one["id"]: PublishedSurvey(**one) for one in table["surveys"]}
    return tuple(
        PublishedFigure(**{**one, "survey": surveys[one["survey"]]}) for one in table["figures"]
    )


def figures_of(audience: str, topic: str) -> tuple[PublishedFigure, ...]:
    """The published figures that stand beside one of our questions; none for most."""
    return tuple(
        one for one in published_figures() if (one.audience, one.topic) == (audience, topic)
    )


def surveys_of(figures: Sequence[PublishedFigure]) -> list[PublishedSurvey]:
    """The surveys that these figures come from, each once, the oldest first."""
    return sorted({one.survey for one in figures}, key=lambda survey: (survey.year, survey.name))
