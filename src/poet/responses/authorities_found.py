"""Authorities that a column names when the study lists none: what the register knows of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from poet.reading import is_blank
from poet.register import CODE, NAME, NOT_KNOWN, Council, Meant, council_meant
from poet.responses.authorities_meant import (
    MOST_COMPARED,
    MOST_LOOKED_UP,
    AuthorityMeant,
    council_of,
    not_certain,
    why_meant,
)
from poet.responses.evening_out import evened_out

ITS_OWN = "an authority of its own"


def meant_by_register(texts: Iterable[str]) -> dict[str, AuthorityMeant]:
    """What each text means by the register of authorities; left out is what it has no say in.

    A council of now, however it is spelt, is that council, and so is what was merged into it. What
    the register does not know has no code here; it is told if the other texts name councils.
    """
    distinct = [text for text in texts if not is_blank(text)]
    if len(distinct) > MOST_LOOKED_UP:
        return {}
    meant = {text: council_meant(text, near=False) for text in distinct}
    # The teams of one council or the councils of a made-up study are left as they are: a team
    # called "Valley" is not one of the four councils that have the word in their names.
    if not _names_councils(meant.values()):
        return {}
    return dict([*_councils(meant), *_not_certain(meant), *_others(meant)])


def _names_councils(meant: Iterable[Meant]) -> bool:
    """Whether one text names a council, or each could."""
    several = list(meant)
    return any(map(council_of, several)) or not any(map(_is_another_thing, several))


def _is_another_thing(meant: Meant) -> bool:
    return meant.how == NOT_KNOWN or (meant.council is not None and council_of(meant) is None)


def _councils(meant: Mapping[str, Meant]) -> Iterator[tuple[str, AuthorityMeant]]:
    """The texts that mean one council for certain.

    A district is itself, though its adult social care is with the county: pilots are run in
    districts. What has ended is what came after it: its people are that council's now.
    """
    sure = {text: one for text, one in meant.items() if one.council and council_of(one)}
    spellings = _spellings(sure)
    for text, one in sure.items():
        council = one.council
        is_plain = one.how in (NAME, CODE) and len(spellings[council]) == 1
        if is_plain or evened_out(text) == evened_out(council.name):
            yield text, AuthorityMeant(council.code, council.name)
        else:
            why = why_meant(one, council)
            yield text, AuthorityMeant(council.code, council.name, council.name, why)


def _spellings(sure: Mapping[str, Meant]) -> dict[Council | None, set[str]]:
    """The different texts that mean each council."""
    spellings: dict[Council | None, set[str]] = {}
    for text, one in sure.items():
        spellings.setdefault(one.council, set()).add(evened_out(text))
    return spellings


def _not_certain(meant: Mapping[str, Meant]) -> Iterator[tuple[str, AuthorityMeant]]:
    """The texts that may mean several councils, or one that was split.

    They are not used: to guess could put people's answers into the report of another council.
    """
    for text, one in meant.items():
        if one.council is None and one.how != NOT_KNOWN:
            yield text, not_certain(text, one)


def _others(meant: Mapping[str, Meant]) -> Iterator[tuple[str, AuthorityMeant]]:
    """The texts that mean no council though others do: perhaps one that is misspelt."""
    others = ((text, one) for text, one in meant.items() if _is_another_thing(one))
    for text, one in islice(others, MOST_COMPARED):
        near = council_meant(text).candidates if one.how == NOT_KNOWN else ()
        why = f"nearest in the register is {near[0].name}" if near else "no council of the register"
        yield text, AuthorityMeant(taken_as=ITS_OWN, why=why)
