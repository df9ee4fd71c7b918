"""Text that people wrote, made safe to print: nothing in it may hurt a page, a terminal or a PDF.

It cleans what is written, not what is meant: escaping for HTML or XML stays with the printer.
"""

from __future__ import annotations

import re
import unicodedata

ELLIPSIS = "…"
# Line ends of every system; form feeds and the Unicode separators end a line too.
LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
# Joiners shape letters in several scripts and hold emoji together; every other invisible format
# character goes, among them the bidirectional overrides that turn a line round.
JOINERS = "\u200c\u200d"
# Control, half a letter, format, private use and not assigned: no font has a sign for these.
NEVER_PRINTED = {"Cc", "Cs", "Cf", "Co", "Cn"}
# Two marks on a letter serve every language written with them; more is a tower over other lines.
MARKS_ON_A_LETTER = 2
# What is looked at for each character that may be kept: invisible ones are removed from these.
LOOKED_AT = 10


def cleaned(text: str) -> str:
    r"""The text without what no printer can print; nothing is shortened.

    Removed: control characters, lone surrogates, bidirectional and other invisible format
    characters, code points that are no characters, and the third and further marks on one letter.
    Line ends become a line feed, tabs a space. In Unicode's composed form (NFC).

    >>> cleaned("caf" + "e\u0301" + "\x1b[31m \u202eevil\ud800\tend\r\n")
    'café[31m evil end\n'
    """
    lined = LINE_END.sub("\n", text).replace("\t", " ")
    kept = "".join(character for character in lined if _prints(character))
    return _few_marks(unicodedata.normalize("NFC", kept))


def printable(text: str, characters: int = 500, lines: int = 20, token: int = 40) -> str:
    """The text cleaned and kept short, so that no hostile answer can stop a report.

    At most so many characters and lines, cut after a word and ended with "…"; a token (a run
    without a space) longer than `token` is broken up with spaces. Runs of spaces become one, and
    runs of empty lines one empty line. The cap counts everything, the "…" as well.

    >>> printable("My  budget changed a lot of things for the better.", characters=24)
    'My budget changed a lot…'
    >>> printable("aaaaaaaaaaaa bb", token=5)
    'aaaaa aaaaa aa bb'
    >>> printable("one\\ntwo\\nthree", lines=2)
    'one\\ntwo…'
    """
    # Cut first: a page of a hundred thousand words must not cost the time to clean them.
    looked_at = text[: characters * LOOKED_AT]
    tidy = "\n".join(_tidy_line(line, token) for line in cleaned(looked_at).split("\n"))
    tidy = re.sub(r"\n{3,}", "\n\n", tidy).strip()
    capped = _capped_lines(tidy, lines)
    if len(looked_at) < len(text) and not capped.endswith(ELLIPSIS):
        capped += ELLIPSIS
    return _capped_characters(capped, characters)


def _prints(character: str) -> bool:
    if character == "\n" or character in JOINERS:
        return True
    return unicodedata.category(character) not in NEVER_PRINTED


def _few_marks(text: str) -> str:
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if marks <= MARKS_ON_A_LETTER:
            kept.append(character)
    return "".join(kept)


def _tidy_line(line: str, token: int) -> str:
    pieces = (
        word[start : start + token] for word in line.split() for start in range(0, len(word), token)
    )
    return " ".join(pieces)


def _capped_lines(text: str, lines: int) -> str:
    all_lines = text.split("\n")
    if len(all_lines) <= lines:
        return text
    return "\n".join(all_lines[:lines]).rstrip() + ELLIPSIS


def _capped_characters(text: str, characters: int) -> str:
    if len(text) <= characters:
        return text
    room = text[:characters]
    whole_words = re.match(r"(.*\S)\s", room, re.DOTALL)
    kept = whole_words.group(1) if whole_words else room[:-1]
    return kept.rstrip(ELLIPSIS + " ,;:") + ELLIPSIS
