"""How wide words are, and how they wrap: a page cannot be asked, so it is worked out here."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from poet.wording_cleaning import ELLIPSIS, printable

LINE_HEIGHT = 1.25  # em, from one line to the next
BASELINE = 0.95  # em, from the top of a line to the foot of its letters
HALF_A_CAPITAL = 0.357  # em: capitals and figures are 0.714 em high

# Advance widths of Noto Sans Regular and Bold, in thousandths of an em, from space to tilde.
# fmt: off
_REGULAR = (
    260, 269, 408, 646, 572, 831, 732, 225, 300, 300, 551, 572, 268, 322, 268, 372, 572, 572, 572,
    572, 572, 572, 572, 572, 572, 572, 268, 268, 572, 572, 572, 434, 899, 639, 650, 632, 730, 556,
    519, 728, 741, 339, 273, 619, 524, 907, 760, 781, 605, 781, 622, 549, 556, 731, 600, 930, 586,
    566, 572, 329, 372, 329, 572, 444, 281, 561, 615, 480, 615, 564, 344, 615, 618, 258, 258, 534,
    258, 935, 618, 605, 615, 615, 413, 479, 361, 618, 508, 786, 529, 510, 470, 380, 551, 380, 572,
)
_BOLD = (
    260, 286, 472, 646, 572, 901, 750, 266, 339, 339, 545, 572, 285, 322, 285, 413, 572, 572,
    572, 572, 572, 572, 572, 572, 572, 572, 285, 285, 572, 572, 572, 477, 897, 690, 672, 637,
    740, 560, 549, 724, 765, 389, 331, 664, 565, 943, 813, 796, 628, 796, 660, 551, 579, 756,
    650, 967, 667, 624, 579, 331, 413, 331, 572, 411, 362, 604, 633, 514, 633, 591, 387, 633,
    657, 305, 305, 620, 305, 982, 657, 619, 633, 633, 454, 497, 434, 657, 569, 856, 578, 569,
    488, 394, 551, 394, 572,
)
# fmt: on
_FURTHER = "\u2018\u2019\u201c\u201d\u2013…£"
_FURTHER_REGULAR = (175, 175, 359, 359, 500, 791, 572)
_FURTHER_BOLD = (217, 217, 445, 445, 500, 855, 572)


def _widths(ascii_widths: Sequence[int], further_widths: Sequence[int]) -> dict[str, int]:
    ascii_letters = {chr(code): width for code, width in enumerate(ascii_widths, start=32)}
    return ascii_letters | dict(zip(_FURTHER, further_widths, strict=True))


_WIDTHS = {False: _widths(_REGULAR, _FURTHER_REGULAR), True: _widths(_BOLD, _FURTHER_BOLD)}
# What the table does not hold is taken as wide: too much room does no harm, too little does.
_UNKNOWN = 1700
_HORN = 130  # a horn or a caron makes some letters a little wider
# No label of a chart has room for more; a longer one must not cost the time to measure it.
MOST_CHARACTERS = 400


def width(words: str, text_pt: float, bold: bool = False) -> float:
    """The width of the words in points, set in Noto Sans at this size.

    >>> round(width("78%", 10), 2)
    19.75
    """
    return sum(_letter(character, _WIDTHS[bold]) for character in words) * text_pt / 1000


def wrapped(
    words: str, room: float, text_pt: float, lines: int = 3, *, bold: bool = False
) -> tuple[str, ...]:
    """The words on at most so many lines of at most `room` points, the last cut with "…".

    A word wider than a line is broken. No line when there are no words.

    >>> wrapped("Getting the support needed", 80, 10)
    ('Getting the', 'support needed')
    >>> wrapped("Getting the support needed when wanted", 60, 10, lines=2)
    ('Getting the', 'support…')
    """
    one_line = " ".join(words.split())
    short = printable(one_line, MOST_CHARACTERS, token=MOST_CHARACTERS)
    words_left = [piece for word in short.split() for piece in _broken(word, room, text_pt, bold)]
    done: list[str] = []
    for word in words_left:
        longer = f"{done[-1]} {word}" if done else word
        if done and width(longer, text_pt, bold) <= room:
            done[-1] = longer
        else:
            done.append(word)
    if len(done) <= lines:
        return tuple(done)
    return (*done[: lines - 1], _ending(done[lines - 1], room, text_pt, bold))


def widest(lines: tuple[str, ...], text_pt: float, bold: bool = False) -> float:
    """The width of the widest line in points; 0 without lines."""
    return max((width(line, text_pt, bold) for line in lines), default=0)


def _letter(character: str, widths: Mapping[str, int]) -> int:
    """An accented letter is about as wide as the letter; a mark on its own takes no room."""
    if character in widths:
        return widths[character]
    if unicodedata.combining(character):
        return 0
    base = unicodedata.normalize("NFD", character)[0]
    if base in widths and base.isalpha():
        return widths[base] + _HORN
    parts = unicodedata.normalize("NFKD", character)
    return max(_UNKNOWN, sum(widths.get(part, 0) for part in parts))


def _broken(word: str, room: float, text_pt: float, bold: bool) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and width(pieces[-1] + character, text_pt, bold) > room:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _ending(line: str, room: float, text_pt: float, bold: bool) -> str:
    while line and width(line + ELLIPSIS, text_pt, bold) > room:
        line = line[:-1]
    return line.rstrip(" ,;:") + ELLIPSIS
