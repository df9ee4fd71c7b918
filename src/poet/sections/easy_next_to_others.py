"""Easy Read: what is not the same here as in other councils, where that is sure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.charts import IconRow, icon_pair
from poet.sections.answers_view import Part
from poet.sections.easy_ideas import idea
from poet.sections.easy_topics import name_of, picture_of
from poet.sections.easy_words import InTen, in_ten, side_words, them
from poet.sections.next_to_others_view import SAME, stands_of

if TYPE_CHECKING:
    from poet.charts import Chart
    from poet.sections import AuthorityReport
    from poet.sections.next_to_others_view import Stand

MOST = 2


def view(report: AuthorityReport) -> dict[str, Any]:
    """Up to two questions that stand apart, the surest first; `others` says if there are more."""
    stands = stands_of(report)
    apart = [one for one in stands if one.row.verdict != SAME]
    return {
        "ideas": [stand_idea(one, exact=report.profile.exact) for one in apart[:MOST]],
        "more": len(apart) > MOST,
        "same": len(apart) < len(stands),
        "empty": not stands,
    }


def stand_idea(one: Stand, *, exact: bool) -> dict[str, Any]:
    """How many said the good answer here and elsewhere, in two sentences and two rows of people."""
    people = them(one.questionnaire)
    here, there = (
        in_ten(Part(float(share), exact), people) for share in (one.row.share, one.row.share_others)
    )
    said = side_words(one.question.scale, "good")
    sentences = [f"Here {here.who} said: {said}.", f"In other councils {there.who} said so."]
    chart = _pair(here, there, sentences[0])
    return idea(picture_of(one.question), sentences, label=name_of(one.question), chart=chart)


def _pair(here: InTen, there: InTen, title: str) -> Chart | None:
    """Two rows of ten; None where both would be alike, or no picture of ten would be true."""
    if here.filled is None or there.filled is None or here.filled == there.filled:
        return None
    rows = [IconRow("Here:", here.filled), IconRow("In other councils:", there.filled)]
    return icon_pair(*rows, title=title, text=f"Here: {here.filled}. Elsewhere: {there.filled}.")
