"""What a text that names an authority was taken as, and what the register says of it."""

from __future__ import annotations

from dataclasses import dataclass

from poet.reading import shown
from poet.register import (
    CODE,
    FORMER_CODE,
    NAME,
    NOT_KNOWN,
    OTHER_NAME,
    Council,
    Meant,
    council_meant,
)
from poet.register_index import ABOVE_COUNCILS
from poet.responses.problem_table import Trouble
from poet.responses.rows_set_aside import NOT_KNOWN as AUTHORITY_NOT_KNOWN

WHY = {NAME: "", CODE: "its code", OTHER_NAME: "another name of it"}
WHY_FORMER_CODE = "a code it had before"
MERGED = "merged into it in"
# The United Kingdom has 400 councils: a column of more texts than this does not name councils, and
# would take long to look up.
MOST_LOOKED_UP = 10_000
# The same for the nearest in spelling, which take a millisecond each.
MOST_COMPARED = 200


@dataclass(frozen=True)
class AuthorityMeant:
    """The authority that a text was taken as.

    `code` is "" when it was taken as none, and then `trouble` says what is wrong (None for a blank
    cell). `taken_as` is what the user is told that it was taken as, "" when nothing has to be
    told; `why` says in a few words why, "" when it is plain.
    """

    code: str = ""
    name: str = ""
    taken_as: str = ""
    why: str = ""
    trouble: Trouble | None = None


def council_of(meant: Meant) -> Council | None:
    """The very council that a text names, be it of now or of the past; None when not sure.

    Combined authorities are none: they have no adult social care, and the names of regions
    ("West Midlands"), which are what is meant.
    """
    council = meant.former or meant.council
    return None if council is None or council.kind in ABOVE_COUNCILS else council


def council_called(text: str) -> Council | None:
    """The very council that a text names by a code or a name; None when not sure."""
    return council_of(council_meant(text, near=False))


def council_listed(code: str, names: tuple[str, ...]) -> Council | None:
    """The council that a code and names given by the user stand for, None when not sure.

    A code counts only if it is one of the Office for National Statistics: a code of one's own may
    look like the name of another council.
    """
    called = [council_called(name) for name in names]
    if is_code(council_meant(code, near=False)):
        called.insert(0, council_called(code))
    return next((council for council in called if council), None)


def is_code(meant: Meant) -> bool:
    """Whether the text is a code of the register, of now or of the past."""
    return meant.how.startswith((CODE, FORMER_CODE))


def why_meant(meant: Meant, council: Council) -> str:
    """In a few words why a text means this council: the one it names, or what came after that."""
    former = meant.former
    if former is None or former == council:
        return WHY.get(meant.how, WHY_FORMER_CODE if is_code(meant) else "")
    merged = f"{MERGED} {former.ended[:4]}"
    return f"the code of {former.official_name}, {merged}" if is_code(meant) else merged


def not_listed(text: str, meant: Meant | None = None, near: str = "") -> AuthorityMeant:
    """A text that is none of the authorities, with what the register says of it."""
    sentence = f'"{shown(text)}" is not one of the authorities, so the row is set aside.'
    if meant and meant.how != NOT_KNOWN and not _is_plainly_another(meant):
        sentence += f" {meant.sentence}"
    return AuthorityMeant(trouble=Trouble(text, AUTHORITY_NOT_KNOWN, sentence, near))


def not_certain(text: str, meant: Meant) -> AuthorityMeant:
    """A text that may mean several authorities."""
    sentence = (
        f'"{shown(text)}" does not say which authority, so the row is set aside. {meant.sentence} '
        "To use it as it is, list the [[authorities]]."
    )
    return AuthorityMeant(trouble=Trouble(text, AUTHORITY_NOT_KNOWN, sentence))


def _is_plainly_another(meant: Meant) -> bool:
    return not meant.former and bool(meant.council and meant.council.has_adult_social_care)
