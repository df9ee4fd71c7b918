"""Which councils a council is set beside: those named, its region, or the nearest by features."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from poet.definition_keys import Table, tables_in
from poet.reading import shown
from poet.register import council_meant
from poet.responses.authorities_listed import ListedAuthorities

if TYPE_CHECKING:
    from poet.study import Authority

NAMED, REGION, NEAREST = "peers", "region", "nearest"
MOST_NAMED = 5
ONE_ONLY = {
    NAMED: "among the peers of",
    REGION: "in the region of",
    NEAREST: "among the nearest of",
}


@dataclass(frozen=True)
class PeerGroup:
    """The councils that one council is set beside, by their codes; it is not one of them.

    `kind` says how they were chosen: peers (named in study.toml), region, or nearest.
    """

    authority: str
    kind: str
    councils: tuple[str, ...]


@dataclass(frozen=True)
class Peers:
    """The peer groups of a study, at most one of a kind for each council.

    `remarks` are sentences that say what was named and could not be used.
    """

    groups: tuple[PeerGroup, ...] = ()
    remarks: tuple[str, ...] = ()

    def of(self, authority: str) -> tuple[PeerGroup, ...]:
        """The groups of one council."""
        return tuple(group for group in self.groups if group.authority == authority)


@dataclass(frozen=True, eq=False)
class CouncilsOfStudy:
    """The authorities of a study, to find which of them a text means: by code, name or register."""

    authorities: Sequence[Authority]
    codes: dict[str, str] = field(default_factory=dict, repr=False)

    def code(self, text: str) -> str:
        """The code of the authority that is meant, "" when none of them is."""
        if text not in self.codes:
            meant = council_meant(text, near=False)
            found = self._listed.by_spelling(text) or self._listed.by_register(meant).code
            self.codes[text] = found
        return self.codes[text]

    def name(self, code: str) -> str:
        """The name of the authority with this code."""
        return self._listed.name(code)

    @cached_property
    def _listed(self) -> ListedAuthorities:
        return ListedAuthorities({a.code: (a.name, *a.other_names) for a in self.authorities})


def peers_of_study(folder: Path, table: Table, authorities: Sequence[Authority]) -> Peers:
    """What [[peers]] and [peers_by] of study.toml make of the authorities of the study.

    A code or name that is none of them is told in `remarks` and stops nothing. Raises PoetError
    when the file of features cannot be read or has no column of numbers.
    """
    councils = CouncilsOfStudy(authorities)
    parts = [_named(tables_in(table.get("peers")), councils)]
    by = table.get("peers_by", {})
    if by.get("region"):
        parts.append(_of_regions(authorities))
    if by.get("nearest"):
        from poet.peers_nearest import nearest_peers

        parts.append(nearest_peers(folder, by["nearest"], councils))
    groups = tuple(group for part in parts for group in part.groups)
    remarks = [remark for part in parts for remark in part.remarks]
    return Peers(groups, (*remarks, *_too_few(groups, councils)))


def _too_few(groups: Sequence[PeerGroup], councils: CouncilsOfStudy) -> Iterator[str]:
    """A sentence for each kind of group that holds one other council only."""
    for kind, words in ONE_ONLY.items():
        alone = [one for one in groups if one.kind == kind and len(one.councils) == 1]
        names = [councils.name(one.authority) for one in alone]
        if names:
            yield (
                f"study.toml: there is one other council only {words} {some_of(names)}, and a "
                "comparison takes two or more, so that none stands alone: none is made."
            )


def some_of(texts: Iterable[str]) -> str:
    """The first few of these texts and how many more there are, for a sentence.

    >>> some_of(["a", "b"]), some_of("abcdefgh")
    ('a, b', 'a, b, c, d, e and 3 more')
    """
    texts = list(texts)
    more = len(texts) - MOST_NAMED
    return ", ".join(texts[:MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _named(entries: Sequence[Table], councils: CouncilsOfStudy) -> Peers:
    members: dict[str, dict[str, str]] = {}
    remarks = []
    for number, entry in enumerate(entries, start=1):
        where = f"study.toml, [[peers]] number {number}"
        whose = councils.code(entry["authority"])
        if whose:
            found = members.setdefault(whose, {})
            told = _joined(found, entry["councils"], whose, councils)
            remarks += [f"{where}: {remark}" for remark in told]
        else:
            text = shown(entry["authority"])
            remarks.append(f'{where}: "{text}" is not in this study, so it has no peers here.')
    groups = (PeerGroup(code, NAMED, tuple(peers)) for code, peers in members.items() if peers)
    return Peers(tuple(groups), tuple(remarks))


def _joined(
    members: dict[str, str], texts: Sequence[str], whose: str, councils: CouncilsOfStudy
) -> Iterator[str]:
    """Puts councils among the members (code to how it was written); a sentence where it cannot."""
    name = councils.name(whose)
    for text in texts:
        code = councils.code(text)
        if not code:
            yield f'"{shown(text)}" is not in this study, so it is not next to {name}.'
        elif code == whose:
            yield f'"{shown(text)}" is {name} itself, so it is not one of its own peers.'
        elif members.setdefault(code, text) != text:
            first = shown(members[code])
            yield f'"{first}" and "{shown(text)}" are one council, so it counts once.'


def _of_regions(authorities: Sequence[Authority]) -> Peers:
    members: dict[str, list[str]] = {}
    for one in authorities:
        members.setdefault(one.region, []).append(one.code)
    groups = (
        PeerGroup(one.code, REGION, tuple(c for c in members[one.region] if c != one.code))
        for one in authorities
        if one.region and len(members[one.region]) > 1
    )
    without = [one.name for one in authorities if not one.region]
    remark = (
        "study.toml, [peers_by]: the register of authorities gives no region for "
        f"{some_of(without)}, so there is no region to set beside."
    )
    return Peers(tuple(groups), (remark,) if without else ())
