"""Easy Read: what is going well, as the first audience says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections.easy_stands_out import audiences

if TYPE_CHECKING:
    from poet.sections import AuthorityReport


def view(report: AuthorityReport) -> dict[str, Any]:
    """What half of them or more call good, four things at most."""
    return audiences(report, "good")
