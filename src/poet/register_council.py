"""An authority of the United Kingdom, as the register tells of it."""

from __future__ import annotations

from dataclasses import dataclass

# In Northern Ireland it is the health and social care trusts, in two-tier areas the counties.
WITH_ADULT_SOCIAL_CARE = frozenset(
    {
        "County",
        "Unitary authority",
        "Metropolitan district",
        "London borough",
        "City corporation",
        "Scottish unitary authority",
        "Welsh unitary authority",
    }
)


@dataclass(frozen=True)
class Council:
    """One authority, past or present.

    `code` is its GSS code, now or last; "" for the districts of Northern Ireland that ended before
    there were such codes in the register. `name` is short and fit to print ("City of Bristol"),
    `official_name` is what it calls itself. `county` is the code of the county that a district lies
    in. `ended` is the date when it ended (ISO 8601), "" for one that is there; `replaced_by` has
    the codes of those that came after it.
    """

    code: str
    name: str
    region: str
    nation: str
    kind: str
    ended: str = ""
    replaced_by: tuple[str, ...] = ()
    official_name: str = ""
    county: str = ""

    @property
    def has_adult_social_care(self) -> bool:
        """Whether adult social care, and so personal budgets, are with this authority."""
        return self.kind in WITH_ADULT_SOCIAL_CARE and not self.ended
