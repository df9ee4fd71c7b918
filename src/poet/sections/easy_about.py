"""Easy Read: who can see the answers, what is hidden, and whom to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from poet.sections import AuthorityReport

WITHOUT_ANSWERS = True


def view(report: AuthorityReport) -> dict[str, Any]:
    """Whether there are answers, made up, hidden or comments among them, and the contact."""
    comments = report.released["own_words"]
    return {
        "answers": bool(report.surveys),
        "made_up": report.study.made_up,
        "hidden": report.profile.for_sharing,
        "comments": bool(comments["row"].eq("released").any()),
        "contact": report.study.contact,
    }
