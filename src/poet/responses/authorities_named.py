"""An authority as the user names it in `study.toml`: its code, its name and its region."""

from __future__ import annotations

from poet.register import council_meant
from poet.responses.authorities import code_from_name
from poet.responses.authorities_meant import council_called, council_listed, is_code


def code_of_name(name: str) -> str:
    """The code of an authority that is only named: that of the register, else one made of the name.

    A council that has ended keeps its own code. Who writes its name here means it; what is in the
    files is another thing, there it is counted with what came after it.
    """
    council = council_called(name)
    return (council.code if council else "") or code_from_name(name)


def name_to_print(name: str) -> str:
    """The name as the user writes it, or that of the register when the user gave a code of it."""
    council = council_called(name)
    return council.name if council and is_code(council_meant(name, near=False)) else name


def region_of(code: str, names: tuple[str, ...]) -> str:
    """The region of an authority with this code and these names; "" when the register has none."""
    council = council_listed(code, names)
    return council.region if council else ""
