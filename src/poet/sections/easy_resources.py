"""Easy Read: what people with less money a week and with more say, where that is clear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.charts import IconRow, icon_pair
from poet.sections.easy_ideas import idea
from poet.sections.easy_words import side_words
from poet.sections.group_questions import judged_questions
from poet.sections.registry import EVERYONE
from poet.sections.resources_measures import MOST_OUTCOMES
from poet.sections.resources_view import (
    Row,
    band_words,
    bands_of,
    of_level,
    questionnaire_of,
    shown_rows,
)
from poet.wording import half_up

if TYPE_CHECKING:
    from poet.charts import Chart
    from poet.questionnaire import Questionnaire
    from poet.sections import AuthorityReport


def view(report: AuthorityReport) -> dict[str, Any]:
    """What goes with more money; empty where nothing is clear, or bands of money may not be seen.

    Of this council; where too few people said how much they have there, of all together.
    """
    rows = shown_rows(report)
    bands = bands_of(rows)
    first = bands[0].question if bands else ""
    found = [row for row in of_level(rows, "more", "difference") if row.question == first]
    if not (found and found[0].clear and half_up(abs(found[0].difference) * 100)):
        return {"empty": True}
    return {
        "together": rows["authority"].iloc[0] == EVERYONE != report.authority.code,
        "ideas": [_idea(questionnaire_of(report, rows), bands, found[0])],
        "empty": False,
    }


def _idea(asked: Questionnaire, bands: list[Row], found: Row) -> dict[str, Any]:
    """What goes with more money, and the two ends as rows of ten where they show the same."""
    least, most = bands[0], bands[-1]
    more = "More" if found.difference > 0 else "Fewer"
    sentence = f"{more} people with more money said: {_said(asked, found.question)}."
    same_way = (most.share > least.share) == (found.difference > 0)
    return idea("money", [sentence], chart=_pair(least, most, sentence) if same_way else None)


def _said(asked: Questionnaire, question: str) -> str:
    """What is counted: "half or more things are better"."""
    if question == MOST_OUTCOMES:
        scale = judged_questions(asked, "outcome")[0].scale
        return f"half or more things are {side_words(scale, 'good')}"
    return side_words(asked.question(question).scale, "good")


def _pair(least: Row, most: Row, title: str) -> Chart | None:
    """Two rows of ten; None where both would be alike, or one be nobody or everybody."""
    tenths = [int(half_up(row.share * 10)) for row in (least, most)]
    if tenths[0] == tenths[1] or {0, 10} & set(tenths):
        return None
    rows = [
        IconRow(f"Of 10 people with {band_words(row.label)} a week:", filled)
        for row, filled in zip((least, most), tenths, strict=True)
    ]
    text = " ".join(f"{one.label} {one.filled}." for one in rows)
    return icon_pair(*rows, title=title, text=text)
