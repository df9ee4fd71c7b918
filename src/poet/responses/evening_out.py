"""Texts that differ only in signs nobody sees: made equal."""

from __future__ import annotations

import re
import unicodedata

PLAIN_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032`\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043", "-"),
    }
)
SPACES = re.compile(r"\s+")
IGNORED_AT_THE_END = " :.?"


def evened_out(text: str) -> str:
    """The text in its plainest form, for comparing and never for showing.

    Unicode NFKC; curly quotation marks and dashes made plain; zero-width and other invisible
    signs taken out; white space collapsed; small letters; no colon, full stop or question mark at
    the end.

    >>> evened_out(f"How  EASY was it {chr(0x2013)} really? ")
    'how easy was it - really'
    """
    # The plain form of some signs (an acute accent alone) is lost once NFKC has taken them apart.
    plain = unicodedata.normalize("NFKC", text.translate(PLAIN_SIGNS)).translate(PLAIN_SIGNS)
    if not plain.isascii():
        plain = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    return SPACES.sub(" ", plain).casefold().strip().rstrip(IGNORED_AT_THE_END)
