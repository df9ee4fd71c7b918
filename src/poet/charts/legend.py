"""The key of a chart: each sign beside its words, from left to right, above the picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from poet.charts.drawing import Mark, Shape, Size, Words, paragraph
from poet.charts.lettering import LINE_HEIGHT, widest, wrapped

# All in em.
SIGN = 1.0
AFTER_SIGN = 0.4
AFTER_WORDS = 1.0
BELOW = 0.6


@dataclass(frozen=True)
class Key:
    """One sign and its words; `sign` draws it about a point."""

    label: str
    sign: Callable[[float, float], Shape]


@dataclass(frozen=True)
class _Place:
    left: float
    top: float
    lines: tuple[str, ...]


def legend(keys: Sequence[Key], size: Size) -> tuple[list[Mark], float]:
    """The marks of the key from the top left corner, and its height in points."""
    marks: list[Mark] = []
    places = _places(keys, size)
    for key, place in zip(keys, places, strict=True):
        em = size.text_pt
        marks.append(key.sign(place.left + SIGN * em / 2, place.top + LINE_HEIGHT * em / 2))
        words = Words(place.left + (SIGN + AFTER_SIGN) * em)
        marks.extend(paragraph(place.lines, place.top, words, size))
    bottom = max((place.top + len(place.lines) * size.line_pt for place in places), default=0)
    return marks, bottom + BELOW * size.text_pt


def _places(keys: Sequence[Key], size: Size) -> list[_Place]:
    """Where each key stands: beside the one before, or on a new line when there is no room."""
    em, places = size.text_pt, []
    left = top = bottom = 0.0
    for key in keys:
        room = size.width_pt - (SIGN + AFTER_SIGN) * em
        lines = wrapped(key.label, room, em, lines=2)
        across = (SIGN + AFTER_SIGN) * em + widest(lines, em)
        if left and left + across > size.width_pt:
            left, top = 0.0, bottom
        places.append(_Place(left, top, lines))
        left += across + AFTER_WORDS * em
        bottom = max(bottom, top + max(1, len(lines)) * size.line_pt)
    return places
