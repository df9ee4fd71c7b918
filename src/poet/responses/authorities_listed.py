"""The authorities that a study lists: which of them a text means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from poet.reading import is_blank
from poet.register import Council, Meant, council_meant
from poet.responses.authorities_meant import (
    MOST_COMPARED,
    MOST_LOOKED_UP,
    AuthorityMeant,
    council_listed,
    not_listed,
    why_meant,
)
from poet.responses.evening_out import evened_out
from poet.responses.nearest import nearest


def meant_by_list(
    texts: Sequence[str], known: Mapping[str, tuple[str, ...]]
) -> list[AuthorityMeant]:
    """What each text means of the authorities listed: `known` gives the names of each code.

    The codes and names of the list come first. A text that is none of them is looked up in the
    register of authorities: one that is a code, a former code or another name of a council listed
    means that one, and so does what was merged into it, unless it is listed itself.
    """
    listed = ListedAuthorities(known)
    found = {text: listed.by_spelling(text) for text in texts if not is_blank(text)}
    others = [text for text, code in found.items() if not code]
    meant = dict(zip(others, _by_register(others, listed), strict=True))
    return [
        AuthorityMeant() if is_blank(text) else meant.get(text) or listed.plain(found[text])
        for text in texts
    ]


def code_of_listed(text: str, known: Mapping[str, tuple[str, ...]]) -> str:
    """The code of the authority listed that a text means; "" when it means none of them."""
    listed = ListedAuthorities(known)
    return listed.by_spelling(text) or listed.by_register(council_meant(text, near=False)).code


@dataclass(frozen=True, eq=False)
class ListedAuthorities:
    """The names of each code, made ready for looking up."""

    known: Mapping[str, tuple[str, ...]]

    def by_spelling(self, text: str) -> str:
        """The code that a text is, or is a name of; "" when of none or several."""
        if text.strip() in self.known:
            return text.strip()
        return _only(self._codes_of_spelling.get(evened_out(text), ()))

    def by_register(self, meant: Meant) -> AuthorityMeant:
        """The authority listed that the register says is meant; without a code when there is none.

        What has ended may be listed itself: studies of earlier years are still looked at.
        """
        for council in (meant.former, meant.council):
            code = _only(self._codes_of_council.get(council, ())) if council else ""
            if code:
                name = self.name(code)
                return AuthorityMeant(code, name, taken_as=name, why=why_meant(meant, council))
        return AuthorityMeant()

    def plain(self, code: str) -> AuthorityMeant:
        """An authority that is named by its own code or name, of which nothing has to be told."""
        return AuthorityMeant(code, self.name(code))

    def name(self, code: str) -> str:
        """The name that stands in reports."""
        return next(iter(self.known[code]), code)

    def nearest(self, text: str, meant: Meant) -> str:
        """The name listed that may have been meant, "" when there is none.

        What the register knows is another council is not misspelt, however like it may be.
        """
        candidates = map(self._codes_of_council.get, meant.candidates)
        of_register = [self.name(_only(codes)) for codes in candidates if codes and _only(codes)]
        if of_register or meant.council or meant.former:
            return next(iter(of_register), "")
        return nearest(text, self._choices)

    @cached_property
    def _codes_of_spelling(self) -> dict[str, set[str]]:
        codes: dict[str, set[str]] = {}
        for code, names in self.known.items():
            for name in (code, *names):
                codes.setdefault(evened_out(name), set()).add(code)
        return codes

    @cached_property
    def _codes_of_council(self) -> dict[Council, set[str]]:
        codes: dict[Council, set[str]] = {}
        for code, names in self.known.items():
            if council := council_listed(code, names):
                codes.setdefault(council, set()).add(code)
        return codes

    @cached_property
    def _choices(self) -> dict[str, str]:
        return {evened_out(name): name for names in self.known.values() for name in names}


def _by_register(texts: Sequence[str], listed: ListedAuthorities) -> Iterable[AuthorityMeant]:
    """What the register says of texts that are no code and no name of the list."""
    for number, text in enumerate(texts):
        if number >= MOST_LOOKED_UP:
            yield not_listed(text)
            continue
        compared = number < MOST_COMPARED
        meant = council_meant(text, near=compared)
        near = listed.nearest(text, meant) if compared else ""
        found = listed.by_register(meant)
        yield found if found.code else not_listed(text, meant, near)


def _only(codes: Iterable[str]) -> str:
    """The only one of these; "" when there are several or none."""
    first, *others = [*codes] or [""]
    return "" if others else first
