"""Easy Read: what goes together, where that is clear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from poet.charts import IconRow, icon_pair
from poet.sections import EVERYONE
from poet.sections.each_row import each_row
from poet.sections.easy_ideas import idea
from poet.sections.easy_topics import name_of, picture_of
from poet.sections.easy_words import end_of_score, score_question, side_words, them
from poet.wording import count, half_up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pandas import DataFrame

    from poet.charts import Chart
    from poet.questionnaire import Question, Questionnaire, Score
    from poet.sections import AuthorityReport

MOST = 2
NOT_CLEAR = ["We cannot be sure what goes together here.", "More answers may help us to see more."]
TOO_FEW = ["Too few people answered.", "So we cannot say what goes together."]
TOGETHER = [
    "We cannot be sure from the answers here.",
    "But people in other councils answered too.",
    "All the answers together show this:",
]


@dataclass(frozen=True)
class Link:
    """A clear link: the outcome, and the good shares of people at both ends of the score."""

    questionnaire: Questionnaire
    score: Score
    outcome: Question
    high: float
    low: float

    @property
    def high_end(self) -> str:
        """The people at the high end of the score, in words that follow "people who"."""
        return end_of_score(self.score.high)

    @property
    def low_end(self) -> str:
        """The people at its low end."""
        return end_of_score(self.score.low)


def view(report: AuthorityReport) -> dict[str, Any]:
    """What was asked, and up to two clear links: of this authority, or of all together."""
    links = _ordinal(report, report.authority.code)
    here, everywhere = clear_links(report), clear_links(report, EVERYONE)
    shown = here or everywhere
    return {
        "questions": _questions(report, links),
        "together": [] if here else TOGETHER,
        "why": _why(links) if not shown else [],
        "links": [link_idea(link) for link in shown[:MOST]],
        "more": _more(shown),
        "empty": links.empty,
    }


def clear_links(report: AuthorityReport, code: str = "") -> list[Link]:
    """The clear links of this authority, or of another code, the widest apart first."""
    links = _ordinal(report, code or report.authority.code)
    clear = links[links["clear"].astype(bool)]
    ordered = clear.sort_values("difference", ascending=False, kind="stable", key=abs)
    asked = {survey.audience: survey.questionnaire for survey in report.surveys}
    return [_link(asked[row.audience], row) for row in each_row(ordered)]


def _ordinal(report: AuthorityReport, code: str) -> DataFrame:
    links = report.released["what_goes_with_outcomes"]
    return links[links["authority"].eq(code) & links["model"].eq("ordinal")]


def _link(questionnaire: Questionnaire, row: Any) -> Link:  # noqa: ANN401 - a row of findings
    return Link(
        questionnaire,
        next(score for score in questionnaire.scores if score.role == row.predictor),
        questionnaire.question(row.outcome),
        row.share_high_end,
        row.share_low_end,
    )


def _questions(report: AuthorityReport, links: DataFrame) -> list[str]:
    """What was looked at, a question for each score; the same one is put once."""
    looked_at = set(zip(links["audience"], links["predictor"], strict=True))
    return list(
        dict.fromkeys(
            score_question(score)
            for survey in report.surveys
            for score in survey.questionnaire.scores
            if (survey.audience, score.role) in looked_at
        )
    )


def _why(links: DataFrame) -> list[str]:
    """Why no link is shown."""
    return NOT_CLEAR if links["note"].eq("").any() else TOO_FEW


def _more(shown: Sequence[Link]) -> str:
    left = len(shown) - MOST
    if left < 1:
        return ""
    return f"We found {count(left)} more {'thing' if left == 1 else 'things'} like this."


def link_idea(link: Link) -> dict[str, Any]:
    """One link as a sentence, and as two rows of people where ten people can show it."""
    sentence = link_sentence(link)
    return idea(
        picture_of(link.outcome),
        [sentence],
        label=name_of(link.outcome),
        chart=_pair(link, sentence),
    )


def link_sentence(link: Link) -> str:
    """Which people said the good answer more often: "More of the people who ... said: better."."""
    more = "More" if link.high > link.low else "Fewer"
    said = side_words(link.outcome.scale, "good") if link.outcome.scale else ""
    people = them(link.questionnaire)
    return f"{more} of the {people} who {link.high_end} said: {said}."


def _pair(link: Link, title: str) -> Chart | None:
    """Two rows of ten; None where both would be alike, or one be nobody or everybody."""
    tenths = [int(half_up(share * 10)) for share in (link.high, link.low)]
    if tenths[0] == tenths[1] or {0, 10} & set(tenths):
        return None
    people = them(link.questionnaire)
    rows = [
        IconRow(f"Of 10 {people} who {words}:", filled)
        for words, filled in zip((link.high_end, link.low_end), tenths, strict=True)
    ]
    text = " ".join(f"{row.label} {row.filled}." for row in rows)
    return icon_pair(*rows, title=title, text=text)
