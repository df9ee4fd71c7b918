"""The colours of all charts. Each differs from its neighbour by 3:1 or more, and in grey as well.

Measured as WCAG 2.2 does (relative luminance); the blues and oranges stay apart for readers who do
not see red or green. No chart leaves the meaning to colour: place, shape and words carry it.
"""

from __future__ import annotations

INK = "#0B0C0C"  # words, and the line in the middle
QUIET_INK = "#4A4A4A"  # how many people, outlines
GRID = "#BFC4C9"  # lines that only help the eye along
PAPER = "#FFFFFF"

BEST = "#12436D"
GOOD = "#4D96D5"
BAD = "#DF7320"
WORST = "#6B2A00"

# Words that stand on a colour, in the ink that contrasts with it by 4.5:1 or more.
WORDS_ON = {BEST: PAPER, GOOD: INK, PAPER: INK, BAD: INK, WORST: PAPER}
