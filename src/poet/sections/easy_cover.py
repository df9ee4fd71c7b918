"""Easy Read: the cover, with three findings; they are those of the workshop edition's cover."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from poet.sections.audiences import main_survey
from poet.sections.better_and_harder import ranking
from poet.sections.easy_ideas import idea, side_idea
from poet.sections.easy_links import NOT_CLEAR, clear_links, link_idea
from poet.sections.easy_stands_out import nothing
from poet.sections.easy_words import them

if TYPE_CHECKING:
    from poet.sections import AuthorityReport

WITHOUT_ANSWERS = True
LABELS = {"good": "What is going well", "bad": "What is hard"}
# Longer words of a link take two lines each, and the cover is one page.
LONGEST_END = 40
PICTURES = {"good": "better", "bad": "worse"}


def view(report: AuthorityReport) -> dict[str, Any]:
    """The title, what the report is about, and three findings."""
    return {
        "authority": report.name,
        "title": report.study.title,
        "wave": report.study.latest_wave.name,
        "made_up": report.study.made_up,
        "findings": list(_findings(report)),
    }


def _findings(report: AuthorityReport) -> Iterator[dict[str, Any]]:
    """What goes well, what is hard and what goes together; nothing where nobody was asked."""
    if report.surveys:
        yield _stands_out(report, "good")
        yield _stands_out(report, "bad")
        yield _link(report)


def _stands_out(report: AuthorityReport, side: str) -> dict[str, Any]:
    """What most people of the first audience say on this side, or why it is not shown."""
    questionnaire = main_survey(report).questionnaire
    found = ranking(report, questionnaire, side)
    if found.ranked:
        return side_idea(found.ranked[0], side, them(questionnaire))
    return idea(PICTURES[side], nothing(questionnaire, found)[:2], label=LABELS[side])


def _link(report: AuthorityReport) -> dict[str, Any]:
    """The widest clear link for the better, or that none is clear."""
    links = [link for link in clear_links(report) if link.high > link.low]
    if links:
        told = link_idea(links[0])
        short = all(len(words) <= LONGEST_END for words in (links[0].high_end, links[0].low_end))
        return told if short else {**told, "chart": None}
    return idea("link", NOT_CLEAR, label="What goes together")
