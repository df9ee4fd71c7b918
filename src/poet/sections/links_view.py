"""What goes with better outcomes, in words: only links that are clear, as people in a hundred."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from poet.charts import Chart, DotRow, Point, dot_intervals
from poet.sections import EVERYONE
from poet.sections.audiences import in_order
from poet.sections.each_row import each_row
from poet.wording import capital, half_up, list_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pandas import DataFrame

    from poet.questionnaire import Questionnaire, Score
    from poet.sections import AuthorityReport
    from poet.study import Survey

MOST_ROWS = 4
# A sentence that names more topics is a list that nobody hears to its end.
MOST_NAMES = 3
TOO_FEW = "Too few people answered to look at this here."
FEW_COUNCILS = "We look at this for all councils together only where there are 10 or more."
# How the note of a link begins that is not estimated for this reason.
FEW_COUNCILS_NOTE = "fewer than 10 councils"
NOT_SURE = "We cannot be sure of a link from these answers alone."


def view(report: AuthorityReport) -> dict[str, Any]:
    """A block per score: the clear links of this authority, then of all together.

    Of the first audience that has any; the others have pages of their own.
    """
    for survey in in_order(report):
        scores = survey.questionnaire.scores
        blocks = [block for score in scores for block in _blocks(report, survey, score)]
        if blocks:
            return {"asked": _asked(scores), "blocks": _one_chart(blocks), "empty": False}
    return {"asked": "", "blocks": [], "empty": True}


def _one_chart(blocks: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks with the first picture alone: one is enough to talk about."""
    first = next((n for n, block in enumerate(blocks) if block["charts"]), None)
    return [
        {**block, "charts": block["charts"] if n == first else []} for n, block in enumerate(blocks)
    ]


def _asked(scores: Sequence[Score]) -> str:
    """What was looked at, a question for each score."""
    return " ".join(f"Do people who {one.high} report good outcomes more often?" for one in scores)


def linked_sentences(report: AuthorityReport, survey: Survey, most: int) -> list[str]:
    """What goes with the outcomes of one audience here: its widest clear links, as sentences.

    None where nothing was looked at; why there is none where nothing is clear.
    """
    links = _ordinal(report, report.authority.code)
    mine = links[links["audience"].eq(survey.audience)]
    if mine.empty:
        return []
    clear = _clear(mine)
    if clear.empty:
        return _none_estimated(mine) if mine["note"].ne("").all() else [NOT_SURE]
    questionnaire = survey.questionnaire
    return [
        link_sentence(questionnaire, questionnaire.score(link.predictor), link)
        for link in each_row(clear.head(most))
    ]


def clear_links(report: AuthorityReport) -> DataFrame:
    """The clear ordinal links of this authority, the widest apart first."""
    return _clear(_ordinal(report, report.authority.code))


def _ordinal(report: AuthorityReport, authority: str) -> DataFrame:
    links = report.released["what_goes_with_outcomes"]
    return links[links["authority"].eq(authority) & links["model"].eq("ordinal")]


def _clear(links: DataFrame) -> DataFrame:
    return links[links["clear"].astype(bool)].sort_values(
        "difference", ascending=False, kind="stable", key=abs
    )


def _blocks(report: AuthorityReport, survey: Survey, score: Score) -> list[dict[str, Any]]:
    """One block for a score: what this authority's answers say, then those of all councils.

    In the report of all councils these are one and the same, and stand once.
    """
    here, together = (
        links[links["audience"].eq(survey.audience) & links["predictor"].eq(score.role)]
        for links in (_ordinal(report, report.authority.code), _ordinal(report, EVERYONE))
    )
    together = together.head(0) if report.authority.code == EVERYONE else together
    if here.empty:
        return []
    questionnaire = survey.questionnaire
    pooled = together["note"].eq("").any()
    return [
        {
            "heading": f"{score.title}: {questionnaire.people}",
            "whose": report.name if pooled else "",
            "sentences": _sentences(questionnaire, score, here),
            "together": _sentences(questionnaire, score, together) if pooled else [],
            "charts": _charts(report, questionnaire, score, (here, together)),
            "not_estimated": _not_estimated(questionnaire, here),
        }
    ]


def _charts(
    report: AuthorityReport,
    questionnaire: Questionnaire,
    score: Score,
    groups: tuple[DataFrame, DataFrame],
) -> list[Chart]:
    """The picture of the first group of answers with a clear link: one is enough to talk about."""
    whose = (f": {report.name}", ": all councils") if groups[1]["note"].eq("").any() else ("", "")
    found = (
        (words, clear)
        for words, links in zip(whose, groups, strict=True)
        if len(clear := _clear(links))
    )
    return [
        _chart(questionnaire, score, clear, f"{score.title} and good outcomes{words}")
        for words, clear in islice(found, 1)
    ]


def _sentences(questionnaire: Questionnaire, score: Score, links: DataFrame) -> list[str]:
    estimated, clear = links[links["note"].eq("")], _clear(links)
    if estimated.empty:
        return _none_estimated(links)
    if clear.empty:
        return [
            f"We looked at {_outcomes(len(estimated))}.",
            NOT_SURE,
            "That does not mean there is none: with more answers a link may show.",
        ]
    return [
        f"People who {score.high} were more likely to report good outcomes."
        if clear["difference"].gt(0).all()
        else f"What people report differs with this: {score.title.casefold()}.",
        f"The link is clear for {len(clear)} of {len(estimated)} outcomes.",
        link_sentence(questionnaire, score, clear.iloc[0]),
    ]


def _none_estimated(links: DataFrame) -> list[str]:
    """Why no link could be looked at."""
    return [FEW_COUNCILS if links["note"].str.startswith(FEW_COUNCILS_NOTE).all() else TOO_FEW]


def _outcomes(many: int) -> str:
    return "one outcome" if many == 1 else f"{many} outcomes one by one"


def link_sentence(questionnaire: Questionnaire, score: Score, link: Any) -> str:  # noqa: ANN401 - a row of findings
    """One clear link in people: "Of 100 people who ..., about 78 say “better”. ..."."""
    outcome = questionnaire.question(link.outcome)
    good = outcome.scale.side("good")
    return (
        f"{outcome.short}: of 100 people who {score.high}, about "
        f"{half_up(link.share_high_end * 100)} say “{good}”. Of 100 similar people who "
        f"{score.low}, about {half_up(link.share_low_end * 100)} do."
    )


def _chart(questionnaire: Questionnaire, score: Score, clear: DataFrame, title: str) -> Chart:
    rows = [_dot_row(questionnaire, score, link) for link in each_row(clear.head(MOST_ROWS))]
    text = " ".join(
        link_sentence(questionnaire, score, link) for link in each_row(clear.head(MOST_ROWS))
    )
    return dot_intervals(rows, title=title, text=text)


def _dot_row(questionnaire: Questionnaire, score: Score, link: Any) -> DotRow:  # noqa: ANN401 - a row of findings
    outcome = questionnaire.question(link.outcome)
    return DotRow(
        f"{outcome.short}: “{outcome.scale.side('good')}”",
        (
            Point(
                capital(score.high),
                link.share_high_end,
                link.share_high_end_low,
                link.share_high_end_high,
            ),
            Point(
                capital(score.low),
                link.share_low_end,
                link.share_low_end_low,
                link.share_low_end_high,
            ),
        ),
    )


def _not_estimated(questionnaire: Questionnaire, links: DataFrame) -> str:
    """Which outcomes could not be looked at, in a sentence; "" when all could."""
    missing = links[links["note"].ne("")]
    if missing.empty or len(missing) == len(links):
        return ""
    names = [questionnaire.question(key).short for key in missing["outcome"]]
    which = list_of(names) if len(names) <= MOST_NAMES else f"{len(names)} of the outcomes"
    return f"Too few people gave different answers to look at: {which}."
