"""Easy Read: what is hard, as the first audience says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections.easy_stands_out import audiences

if TYPE_CHECKING:
    from poet.sections import AuthorityReport


def view(report: AuthorityReport) -> dict[str, Any]:
    """What 1 in 10 of them or more call bad, four things at most."""
    return audiences(report, "bad")
