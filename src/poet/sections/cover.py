"""The cover: whose report this is, and three findings in a sentence each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from poet.charts import IconRow, icon_array, icon_pair
from poet.sections.audiences import main_survey
from poet.sections.better_and_harder import ranking
from poet.sections.how_to_use_this import view as terms_used
from poet.sections.links_view import clear_links
from poet.sections.who_answered import answered
from poet.wording import capital, half_up, list_of

if TYPE_CHECKING:
    from poet.sections import AuthorityReport

WITHOUT_ANSWERS = True
NOTHING = {"good": "What is good", "bad": "What is hard"}
NOT_CLEAR = (
    "From these answers alone we cannot be sure what goes with better outcomes here. "
    "Your own experience can help to say."
)
NOBODY_ASKED = "No answers to a survey are in this report."
# Shares that cannot stand before the people as "8 in 10" can.
BEFORE_PEOPLE = {
    "about half": "about half of the",
    "almost everyone": "almost all",
    "everyone": "all",
}


def view(report: AuthorityReport) -> dict[str, Any]:
    """The title, who answered, which words say who they are, three findings, and the contact.

    A finding is a `sentence` as a whole, and its parts: the `topic` ("" where nothing was found),
    the `share` of people ("" where there is none) and the `words` after it; and its `chart`.
    """
    return {
        "authority": report.name,
        "title": report.study.title,
        "wave": report.study.latest_wave.name,
        "answered": _who_answered(report) if report.surveys else NOBODY_ASKED,
        "carers": any(survey.audience == "carer" for survey in report.surveys),
        "budgets": terms_used(report)["budgets"],
        "findings": list(_findings(report)),
        "contact": report.study.contact,
    }


def _findings(report: AuthorityReport) -> Iterator[dict[str, Any]]:
    """What is best, what is hardest and what goes together; nothing where nobody was asked."""
    if report.surveys:
        yield _stands_out(report, "good")
        yield _stands_out(report, "bad")
        yield _link(report)


def _who_answered(report: AuthorityReport) -> str:
    parts = [
        answered(report, survey.audience, survey.questionnaire.people) for survey in report.surveys
    ]
    return capital(f"{list_of(parts)} answered.")


def _stands_out(report: AuthorityReport, side: str) -> dict[str, Any]:
    """The topic most often on this side, as a sentence and as people in ten."""
    questionnaire = main_survey(report).questionnaire
    found = ranking(report, questionnaire, side)
    if not found.ranked:
        return {**_told("", "", found.nothing), "sentence": f"{NOTHING[side]}: {found.nothing}"}
    question, part = found.ranked[0].question, found.ranked[0].parts[side]
    words = f"{questionnaire.people} said “{question.scale.side(side)}”."
    told = _told(question.short, BEFORE_PEOPLE.get(part.in_ten, part.in_ten), words)
    sentence = told["sentence"]
    filled = 10 if part.in_ten == "everyone" else _of_ten(part.share)
    about = _rounded(part.share, filled)
    return {**told, "chart": icon_array(filled, title=sentence, text=sentence, about=about)}


def _told(topic: str, share: str, words: str) -> dict[str, Any]:
    """A finding without a picture; `words` go on after the topic or the share."""
    said = f"{share} {words}".strip()
    return {
        "sentence": f"{topic}: {said}" if topic else said,
        "topic": topic,
        "share": capital(share),
        "words": words if share else capital(words),
        "chart": None,
    }


def _link(report: AuthorityReport) -> dict[str, Any]:
    """The widest clear link, as a sentence and as two rows of people; or that none is clear.

    Two rows that tenths cannot tell apart would belie the sentence, so they are not drawn.
    """
    links = clear_links(report)
    links = links[links["difference"].gt(0)]
    if links.empty:
        return _told("", "", NOT_CLEAR)
    link = links.iloc[0]
    survey = next(s for s in report.surveys if s.audience == link["audience"])
    score = survey.questionnaire.score(link["predictor"])
    outcome = survey.questionnaire.question(link["outcome"])
    good = outcome.scale.side("good")
    words = f"people who {score.high} were more likely to say “{good}”."
    rows = [
        IconRow(f"Of 10 people who {end}", _of_ten(share), about="about")
        for end, share in (
            (score.high, link["share_high_end"]),
            (score.low, link["share_low_end"]),
        )
    ]
    told = _told(outcome.short, "", words)
    if rows[0].filled == rows[1].filled:
        return told
    text = " ".join(f"{row.label}, {row.filled}." for row in rows)
    return {**told, "chart": icon_pair(*rows, title=told["sentence"], text=text)}


def _rounded(share: float, filled: int) -> str:
    """What stands before "8 in 10", so that it is true of the share."""
    tenths = half_up(share * 10, 1)
    if tenths == filled:
        return ""
    if filled == 9 and tenths > 9.4:
        return "more than"
    return "fewer than" if filled == 1 and tenths < 0.6 else "about"


def _of_ten(share: float) -> int:
    """Figures to fill: none is left out, and none left over, for a share that is not quite so."""
    return min(max(int(half_up(share * 10)), 1), 9)
