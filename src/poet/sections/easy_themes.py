"""Easy Read: what people wrote about most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.charts import icon_array
from poet.sections.answers_view import Part
from poet.sections.each_row import each_row
from poet.sections.easy_ideas import idea
from poet.sections.easy_words import in_ten, people_of, them
from poet.sections.themes_view import ThemesOfReport
from poet.wording import capital

if TYPE_CHECKING:
    from poet.charts import Chart
    from poet.questionnaire import Questionnaire
    from poet.sections import AuthorityReport

MOST_THEMES = 3


def view(report: AuthorityReport) -> dict[str, Any]:
    """The most common themes of the main audience, as people in ten; no page where none shows."""
    themes = ThemesOfReport.of(report)
    ideas = _ideas(themes, themes.questionnaires[0]) if themes.questionnaires else []
    return {
        "people": capital(people_of(themes.questionnaires[0])) if ideas else "",
        "ideas": ideas,
        "empty": not ideas,
    }


def _ideas(themes: ThemesOfReport, asked: Questionnaire) -> list[dict[str, Any]]:
    shown = themes.shown(asked.audience).head(MOST_THEMES)
    return [_idea(themes, row, them(asked)) for row in each_row(shown)]


def _idea(themes: ThemesOfReport, row: Any, people: str) -> dict[str, Any]:  # noqa: ANN401 - a row
    part = Part(row.share, themes.report.profile.exact)
    told = in_ten(part, people)
    first = f"{capital(told.who)} wrote about this."
    said = [first, *([told.that_is] if told.that_is else [])]
    chart = _picture(told.filled, first) if told.filled else None
    return idea("talk", said, label=themes.theme(row.question).easy_read, chart=chart)


def _picture(filled: int, title: str) -> Chart:
    text = f"A picture of 10 people. {filled} of them are filled in."
    return icon_array(filled, title=title, text=text)
