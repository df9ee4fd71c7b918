"""The answers of a scale as the colours of a bar: at most two each side of the middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from poet.charts.colours import PALETTE, PAPER, Palette

MEANINGS = ("good", "neutral", "bad")


@dataclass(frozen=True)
class AnswerKey:
    """One answer of a scale: its words, and whether it is "good", "neutral" or "bad"."""

    label: str
    meaning: str


@dataclass(frozen=True)
class Band:
    """What is drawn in one colour: one answer, or the milder ones of a long scale together.

    `answers` are their places in the scale.
    """

    label: str
    meaning: str
    colour: str
    answers: tuple[int, ...]

    def share(self, shares: Sequence[float | None]) -> float | None:
        """The share of these answers; None when one of them is not to be shown."""
        parts = [shares[place] for place in self.answers]
        known = [part for part in parts if part is not None]
        return sum(known) if len(known) == len(parts) else None


def bands(answers: Sequence[AnswerKey], palette: Palette = PALETTE) -> list[Band]:
    """The scale (best answer first) as bands, the worst first, as they stand from left to right.

    A side with more than two answers keeps its outermost; the others stand together. Raises
    ValueError for an unknown meaning, and for a scale that is not good, then neutral, then bad.
    """
    _check_order(answers)
    good, neutral, bad = (
        [place for place, answer in enumerate(answers) if answer.meaning == meaning]
        for meaning in MEANINGS
    )
    mild_bad, worst = (bad[:-1], bad[-1:]) if len(bad) > 1 else (bad, [])
    groups = (
        (worst, palette.worst),
        (mild_bad, palette.bad),
        (neutral, PAPER),
        (good[1:], palette.good),
        (good[:1], palette.best),
    )
    return [_band(answers, places, colour) for places, colour in groups if places]


def _band(answers: Sequence[AnswerKey], places: Sequence[int], colour: str) -> Band:
    first, *others = (answers[place].label for place in reversed(places))
    label = " or ".join([first, *(_inside_a_sentence(other) for other in others)])
    return Band(label, answers[places[0]].meaning, colour, tuple(places))


def _inside_a_sentence(label: str) -> str:
    """The label with a small first letter, unless it begins with an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _check_order(answers: Sequence[AnswerKey]) -> None:
    meanings = [answer.meaning for answer in answers]
    for meaning in meanings:
        if meaning not in MEANINGS:
            raise ValueError(f"{meaning!r} is no meaning of an answer: {', '.join(MEANINGS)}")
    if not meanings or meanings != sorted(meanings, key=MEANINGS.index):
        raise ValueError(
            f"the answers are {', '.join(meanings) or 'none'}: they go from best to worst"
        )
