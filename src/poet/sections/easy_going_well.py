"""Easy Read: what is going well, as each audience says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections.easy_stands_out import audiences

if TYPE_CHECKING:
    from poet.sections import AuthorityReport


def view(report: AuthorityReport) -> dict[str, Any]:
    """A block per audience: what half of them or more call good, four things at most."""
    return audiences(report, "good")
