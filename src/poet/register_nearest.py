"""Authorities that a text may have meant when it is not sure which."""

from __future__ import annotations

from collections.abc import Iterable

from poet.register_council import Council
from poet.register_index import ABOVE_COUNCILS, Register
from poet.register_names import place_and_kinds

MOST_NAMED = 6
MOST_NEAREST = 3
LIKE_ENOUGH = 0.7
NONE: frozenset[Council] = frozenset()
# In the names of so many that they tell nothing; nor does the City of London tell of London.
COMMON_WORDS = {"north", "east", "south", "west", "mid", "city", "county", "of", "on", "london"}


def could_be_meant(name: str, register: Register) -> tuple[Council, ...]:
    """The authorities that have this place, or whose place holds all words of it.

    `name` is evened out. So "newcastle" gives Newcastle upon Tyne and Newcastle-under-Lyme, and
    "nottingham county council" Nottingham and Nottinghamshire. Empty when there are too many.
    """
    place, kinds = place_and_kinds(name)
    named = list(register.by_place.get(place, ()))
    if named or "county" in kinds:
        shire = place.removesuffix("shire") if place.endswith("shire") else f"{place}shire"
        named += register.by_place.get(shire, ())
    found = register.all_current(named or _holding(set(place.split()), register))
    return found if len(found) <= MOST_NAMED else ()


def _holding(words: set[str], register: Register) -> Iterable[Council]:
    """The councils with one place that holds all these words."""
    if words <= COMMON_WORDS:
        return
    for council in frozenset.intersection(*(register.by_word.get(w, NONE) for w in words)):
        places = register.main_places[council]
        if council.kind not in ABOVE_COUNCILS and any(words <= set(p.split()) for p in places):
            yield council


def nearest(name: str, register: Register) -> tuple[Council, ...]:
    """The authorities whose places are spelt most like this evened-out name."""
    from difflib import get_close_matches

    place, _ = place_and_kinds(name)
    alike = get_close_matches(place, register.by_place, n=MOST_NEAREST, cutoff=LIKE_ENOUGH)
    return tuple(
        dict.fromkeys(
            each for one in alike for each in register.all_current(register.by_place[one])
        )
    )[:MOST_NAMED]
