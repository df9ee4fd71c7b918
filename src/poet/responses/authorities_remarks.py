"""What the register of authorities adds on those whose answers are used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from poet.register import SEVERAL, Meant, council_meant
from poet.responses.authorities import code_from_name
from poet.responses.authorities_meant import council_of, is_code

MOST_NAMED = 10
# In Northern Ireland, where no county is over a district.
TRUSTS = "the health and social care trusts"


def remarks_on_only(code: str, name: str) -> Iterator[str]:
    """Sentences on the one authority of a file: that it has ended, or that its name fits several.

    A name that fits several does no harm here, but its code and region stay unknown.
    """
    named, coded = council_meant(name, near=False), council_meant(code, near=False)
    if is_code(coded) and coded.former:
        yield _on_what_came_after(coded)
    if named.how == SEVERAL and code == code_from_name(name):
        yield f'"{name}" is not matched to the register of authorities. {named.sentence}'


def _on_what_came_after(meant: Meant) -> str:
    ended, after = meant.former, [meant.council] if meant.council else meant.candidates
    named = " and ".join(f"{council.name} ({council.code})" for council in after)
    return f"{ended.official_name} ended in {ended.ended[:4]}. What came after it: {named}."


def remark_on_care(names: Mapping[str, str]) -> Iterator[str]:
    """A sentence on those of these authorities (code to name) without adult social care."""
    told = [f"{name} ({where})" for code, name in names.items() if (where := _care_of(code))]
    if told:
        more = f" and {len(told) - MOST_NAMED:,} more" if len(told) > MOST_NAMED else ""
        named = ", ".join(told[:MOST_NAMED])
        yield f"Adult social care is not with these authorities themselves: {named}{more}."


def _care_of(code: str) -> str:
    """Whom the adult social care of a district is with; "" for what is no district."""
    meant = council_meant(code, near=False)
    council = council_of(meant)
    if not is_code(meant) or council is None or council.ended or council.has_adult_social_care:
        return ""
    return f"it is with {meant.candidates[0].name if meant.candidates else TRUSTS}"
