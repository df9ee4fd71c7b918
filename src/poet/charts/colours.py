"""The colours of all charts. Each differs from its neighbour by 3:1 or more, and in grey as well.

Measured as WCAG 2.2 does (relative luminance); the blues and oranges stay apart for readers who do
not see red or green. No chart leaves the meaning to colour: place, shape and words carry it.
"""

from __future__ import annotations

from dataclasses import dataclass

from poet.contrast import contrast

INK = "#0B0C0C"  # words, and the line in the middle
QUIET_INK = "#4A4A4A"  # how many people, outlines
GRID = "#BFC4C9"  # lines that only help the eye along
PAPER = "#FFFFFF"


@dataclass(frozen=True)
class Palette:
    """The colours of answers, from the best to the worst; a neutral answer is white."""

    best: str = "#12436D"
    good: str = "#4D96D5"
    bad: str = "#DF7320"
    worst: str = "#6B2A00"


PALETTE = Palette()


def ink_on(colour: str) -> str:
    """The ink, dark or white, that is easier to read on this colour."""
    return max((INK, PAPER), key=lambda ink: contrast(ink, colour))
