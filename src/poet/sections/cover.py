"""The cover: whose report this is, and three findings in a sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.charts import IconRow, icon_array, icon_pair
from poet.sections.better_and_harder import ranking
from poet.sections.links_view import clear_links
from poet.sections.who_answered import answered
from poet.wording import capital, half_up, list_of

if TYPE_CHECKING:
    from poet.sections import AuthorityReport

NOT_CLEAR = (
    "From these answers alone we cannot be sure what goes with better outcomes here. "
    "Your own experience can help to say."
)


def view(report: AuthorityReport) -> dict[str, Any]:
    """The title, who answered, and three findings."""
    return {
        "authority": report.authority.name,
        "title": report.study.title,
        "wave": report.study.latest_wave.name,
        "answered": _who_answered(report),
        "findings": [
            _stands_out(report, "good"),
            _stands_out(report, "bad"),
            _link(report),
        ],
    }


def _who_answered(report: AuthorityReport) -> str:
    parts = [
        answered(report, survey.audience, survey.questionnaire.people) for survey in report.surveys
    ]
    return capital(f"{list_of(parts)} answered.")


def _stands_out(report: AuthorityReport, side: str) -> dict[str, Any]:
    """The topic most often on this side, as a sentence and as people in ten."""
    questionnaire = report.surveys[0].questionnaire
    found = ranking(report, questionnaire, side)
    if not found.ranked:
        which = "What is good" if side == "good" else "What is hard"
        return {"sentence": f"{which}: {found.nothing}", "chart": None}
    part = found.ranked[0].parts[side]
    question = found.ranked[0].question
    sentence = (
        f"{question.short}: {part.in_ten} {questionnaire.people} said "
        f"“{question.scale.side(side)}”."
    )
    tenths = int(half_up(part.share * 10))
    picture = icon_array(tenths, size=report.chart_size, title=sentence, text=sentence)
    return {"sentence": sentence, "chart": picture}


def _link(report: AuthorityReport) -> dict[str, Any]:
    """The widest clear link, as a sentence and as two rows of people; or that none is clear."""
    links = clear_links(report)
    links = links[links["difference"].gt(0)]
    if links.empty:
        return {"sentence": NOT_CLEAR, "chart": None}
    link = links.iloc[0]
    survey = next(s for s in report.surveys if s.audience == link["audience"])
    score = survey.questionnaire.score(link["predictor"])
    outcome = survey.questionnaire.question(link["outcome"])
    sentence = (
        f"{outcome.short}: people who {score.high} were more likely to say "
        f"“{outcome.scale.side('good')}”."
    )
    rows = [
        IconRow(f"Of 10 people who {words}", int(half_up(share * 10)))
        for words, share in (
            (score.high, link["share_high_end"]),
            (score.low, link["share_low_end"]),
        )
    ]
    text = " ".join(f"{row.label}, {row.filled}." for row in rows)
    picture = icon_pair(*rows, size=report.chart_size, title=sentence, text=text)
    return {"sentence": sentence, "chart": picture}
