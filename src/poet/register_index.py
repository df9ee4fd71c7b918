"""The register made ready for looking up: by code, by name and by place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from poet.register_council import Council
from poet.register_names import evened_out_name, place_and_kinds
from poet.register_table import Entry, entries

# Their names hold those of the councils they are made of, and they hold no adult social care.
ABOVE_COUNCILS = {"Combined authority", "Strategic Regional Authority"}


@dataclass(frozen=True, eq=False)
class Register:
    """All authorities, and what each may be called.

    `by_code` has the codes of now (or, of what ended, the last), `by_former_code` those before.
    `by_name` has whole names, evened out; `by_place` the places in them, without the kind of
    authority, as far as a place means one authority. `kinds` are those that the names of an
    authority say; `main_places` the places of its two official names; `by_word` has the words of
    those.
    """

    councils: tuple[Council, ...]
    by_code: Mapping[str, Council]
    by_former_code: Mapping[str, Council]
    by_name: Mapping[str, tuple[Council, ...]]
    by_place: Mapping[str, tuple[Council, ...]]
    kinds: Mapping[Council, frozenset[str]]
    main_places: Mapping[Council, frozenset[str]]
    by_word: Mapping[str, frozenset[Council]]

    def current(self, council: Council) -> tuple[Council, ...]:
        """Those that do its work now: itself, or what came after it, by name."""
        if not council.ended:
            return (council,)
        after = (self.current(self.by_code[code]) for code in council.replaced_by)
        return in_order(each for several in after for each in several)

    def all_current(self, councils: Iterable[Council]) -> tuple[Council, ...]:
        """Those that do the work of any of these now, each once."""
        return in_order(each for council in councils for each in self.current(council))

    def is_called(self, council: Council, kinds: frozenset[str]) -> bool:
        """Whether an authority of this place can be meant when these kinds are said of it.

        Boroughs become cities and districts boroughs; but nobody calls a city a county who does
        not mean another authority.
        """
        own, is_county = self.kinds[council], council.kind == "County"
        other_county = "county" not in own and (bool(own) or "district" in council.kind)
        shire = any(place.endswith("shire") for place in self.main_places[council])
        refused = {
            "london": council.kind not in {"London borough", "City corporation"},
            "metropolitan": council.kind != "Metropolitan district",
            "county": other_county and not is_county,
            "city": "city" not in own and (is_county or shire or "county" in own),
            "borough": is_county,
            "district": is_county or "county" in own,
        }
        return not any(refused[kind] for kind in kinds)


def in_order(councils: Iterable[Council]) -> tuple[Council, ...]:
    """These councils, each once, those with adult social care first, then by name."""
    return tuple(sorted(set(councils), key=lambda c: (not c.has_adult_social_care, c.name, c.code)))


@cache
def register() -> Register:
    """The register, read when it is first asked for."""
    found = entries()
    names = {entry.council: _names(entry) for entry in found}
    parted = {council: [place_and_kinds(name) for name in names[council]] for council in names}
    places = {council: {place for place, _ in parted[council]} for council in names}
    main_places = {c: frozenset(place for place, _ in parted[c][:2]) for c in names}
    loose = Register(
        councils=tuple(names),
        by_code={council.code: council for council in names if council.code},
        by_former_code={code: entry.council for entry in found for code in entry.former_codes},
        by_name=_turned_round(names),
        by_place={},
        kinds={c: frozenset().union(*(kinds for _, kinds in parted[c])) for c in names},
        main_places=main_places,
        by_word=_by_word(main_places),
    )
    return _with_places(loose, _turned_round(places))


def _names(entry: Entry) -> tuple[str, ...]:
    """The names of an authority, evened out; the official one and the short one come first."""
    council = entry.council
    return tuple(map(evened_out_name, (council.official_name, council.name, *entry.other_names)))


def _turned_round(
    texts: Mapping[Council, Iterable[str]],
) -> dict[str, tuple[Council, ...]]:
    """From text to the councils that have it."""
    having: dict[str, set[Council]] = {}
    for council, of_council in texts.items():
        for text in of_council:
            having.setdefault(text, set()).add(council)
    return {text: in_order(councils) for text, councils in having.items()}


def _by_word(main_places: Mapping[Council, frozenset[str]]) -> dict[str, frozenset[Council]]:
    """From a word to the councils that have it in a place."""
    having: dict[str, set[Council]] = {}
    for council, places in main_places.items():
        for word in " ".join(places).split():
            having.setdefault(word, set()).add(council)
    return {word: frozenset(councils) for word, councils in having.items()}


def _with_places(loose: Register, places: Mapping[str, tuple[Council, ...]]) -> Register:
    """The register with the places that mean one authority.

    What is only a part of a name ("newcastle", of Newcastle City Council) is no place when another
    authority has it in its name too (Newcastle-under-Lyme).
    """
    sure = {
        place: councils
        for place, councils in places.items()
        if place in loose.by_name or _is_alone(loose, place, places)
    }
    return replace(loose, by_place=sure)


def _is_alone(loose: Register, place: str, places: Mapping[str, tuple[Council, ...]]) -> bool:
    meant = loose.all_current(places[place])
    return all(
        loose.all_current(councils) == meant
        for other, councils in places.items()
        if f" {place} " in f" {other} "
        and not ABOVE_COUNCILS & {council.kind for council in councils}
    )
