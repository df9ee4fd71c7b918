"""The nearest of the texts that would have been understood."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from poet.responses.evening_out import evened_out

LIKE_ENOUGH = 0.6
# Comparing takes time that grows with the square of the length.
LONGEST_COMPARED = 200


def nearest(text: str, choices: Mapping[str, str]) -> str:
    """What the choice most like this text stands for; "" when none is like it.

    `choices` maps evened-out texts to what each stands for.

    >>> nearest("Vry easy", {"very easy": "Very easy", "difficult": "Difficult"})
    'Very easy'
    """
    plain = evened_out(text[:LONGEST_COMPARED])
    found = difflib.get_close_matches(plain, choices, n=1, cutoff=LIKE_ENOUGH)
    return choices[found[0]] if found else ""


def choices_of(texts: Iterable[str]) -> dict[str, str]:
    """Texts that stand for themselves, as `nearest` wants them."""
    return {evened_out(text[:LONGEST_COMPARED]): text for text in texts}
