"""The register of UK local authorities: names, old names and codes to the authority of now.

meant = council_meant("Bournemouth Borough Council")
meant.council.code   # "E06000058"
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from poet.register_council import Council
from poet.register_index import Register, register
from poet.register_names import code_as_written, evened_out_name, place_and_kinds
from poet.register_nearest import could_be_meant, nearest

__all__ = ["Council", "Meant", "council_meant", "councils"]

CODE, FORMER_CODE = "code", "former code"
NAME, OTHER_NAME, FORMER_NAME = "name", "other name", "former name"
MERGED, SPLIT = ": merged into", ": split into"
SEVERAL, NOT_KNOWN = "could be several", "not known"
NO_ADULT_SOCIAL_CARE = {
    "NI district": "a district of Northern Ireland: adult social care is with the health and "
    "social care trusts",
    "Combined authority": "a combined authority: adult social care is with the councils in it",
    "Strategic Regional Authority": "not a council: adult social care is with the councils in it",
}
# Longer than any name; comparing takes time that grows with the square of the length.
LONGEST_NAME = 150


@dataclass(frozen=True)
class Meant:
    """Which authority a text means.

    `council` is the one that does the work now; None when it is not sure which that is. `how` says
    by what it was found: CODE, NAME, OTHER_NAME, FORMER_CODE or FORMER_NAME, the last two with
    MERGED or SPLIT behind them when what they mean has ended; or SEVERAL or NOT_KNOWN.
    `candidates` are those that could be meant, those that came after one that was split, the
    nearest ones in spelling, or the county where adult social care of a district is. `former` is
    the authority that the text means when it has ended.
    """

    text: str
    council: Council | None
    how: str
    candidates: tuple[Council, ...] = ()
    former: Council | None = None

    @property
    def sentence(self) -> str:
        """What was found, in plain words that do not repeat the text."""
        if self.former:
            return _about_former(self.former, self.council, self.candidates)
        if self.council:
            return f"{_with_code(self.council)}{_where_care_is(self.council, self.candidates)}."
        if self.how == SEVERAL:
            return f"It could be {_any_of(self.candidates)}: write the code of the one meant."
        near = f" Nearest: {_any_of(self.candidates)}." if self.candidates else ""
        return f"No authority of the register is called so.{near}"


def councils() -> tuple[Council, ...]:
    """Every authority of the register, past and present, by code; those without one come last."""
    return register().councils


def council_meant(text: str, *, near: bool = True) -> Meant:
    """The authority that a text means: a code or a name, now or in the past.

    Case, spaces, dashes, quotation marks, accents, "and" or "&", "St" or "Saint", and what kind of
    authority is said ("London Borough of", "City Council", "MBC") make no difference, as long as
    the kind fits: "Nottingham County Council" may mean two. Names are never matched by likeness.
    `near` says whether to look for the nearest in spelling, which takes a millisecond.

    >>> council_meant("Bristol, City of").council.code
    'E06000023'
    >>> council_meant("northamptonshire").how
    'former name: split into'
    """
    known, name = register(), evened_out_name(text[: LONGEST_NAME + 1])
    if not name or len(text) > LONGEST_NAME:
        return Meant(text, None, NOT_KNOWN)
    if coded := _with_this_code(text, known):
        return _found(text, *coded, known)
    if called := _called(name, known):
        return _found(text, called, _by_name(name, called, known), known)
    several = could_be_meant(name, known)
    if len(several) > 1:
        return Meant(text, None, SEVERAL, several)
    return Meant(text, None, NOT_KNOWN, several or (nearest(name, known) if near else ()))


def _with_this_code(text: str, known: Register) -> tuple[Council, str] | None:
    code = code_as_written(text)
    if code in known.by_code:
        return known.by_code[code], CODE
    if code in known.by_former_code:
        return known.by_former_code[code], FORMER_CODE
    return None


def _called(name: str, known: Register) -> Council | None:
    """The one with just this name, else of this place if it can be called so; None if not one.

    Of several that one came after (the county of Somerset and the council of now), that one.
    """
    place, kinds = place_and_kinds(name)
    of_place = known.by_place.get(place, ())
    fitting = tuple(council for council in of_place if known.is_called(council, kinds))
    called = known.by_name.get(name, fitting)
    if len(called) > 1 and len(known.all_current(called)) > 1:
        return None
    return min(called, key=lambda council: council.ended, default=None)


def _by_name(name: str, council: Council, known: Register) -> str:
    place, _ = place_and_kinds(name)
    return NAME if place in known.main_places[council] else OTHER_NAME


def _found(text: str, council: Council, how: str, known: Register) -> Meant:
    if not council.ended:
        return Meant(text, council, how, _county(council, known))
    former = FORMER_CODE if how in (CODE, FORMER_CODE) else FORMER_NAME
    after = known.current(council)
    if len(after) == 1:
        return Meant(text, after[0], former + MERGED, _county(after[0], known), council)
    return Meant(text, None, former + SPLIT, after, council)


def _county(council: Council, known: Register) -> tuple[Council, ...]:
    return (known.by_code[council.county],) if council.county else ()


def _about_former(former: Council, now: Council | None, candidates: Iterable[Council]) -> str:
    ended = f"{former.official_name} ended in {former.ended[:4]}"
    if now is None:
        parts = " and ".join(map(_with_code, candidates))
        return f"{ended} and was split into {parts}: write the code of the one meant."
    return f"{ended} and was replaced by {_with_code(now)}{_where_care_is(now, candidates)}."


def _where_care_is(council: Council, candidates: Iterable[Council]) -> str:
    if council.has_adult_social_care:
        return ""
    if council.kind in NO_ADULT_SOCIAL_CARE:
        return f", {NO_ADULT_SOCIAL_CARE[council.kind]}"
    return f", a district: adult social care is with {_any_of(candidates)}"


def _any_of(several: Iterable[Council]) -> str:
    *first, last = map(_with_code, several)
    return f"{', '.join(first)} or {last}" if first else last


def _with_code(council: Council) -> str:
    return f"{council.name} ({council.code})"
