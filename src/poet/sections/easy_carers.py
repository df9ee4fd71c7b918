"""Easy Read: what carers say, on a page of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections.easy_other_audience import other_audience

if TYPE_CHECKING:
    from poet.sections import AuthorityReport


def view(report: AuthorityReport) -> dict[str, Any]:
    """What goes well for carers and what is hard, two things each."""
    return other_audience(report, "carer")
