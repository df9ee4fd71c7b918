"""Things to talk about: all its words stand in the template, and they are about answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from poet.sections import AuthorityReport


def view(report: AuthorityReport) -> dict[str, Any]:
    """Nothing to fill in."""
    return {}
