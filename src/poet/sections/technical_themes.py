"""Coded comments in tables: how far the coders agreed; shares of themes by audience and group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from poet.sections.group_questions import group_questions
from poet.sections.registry import EVERYONE
from poet.sections.technical_words import ALL_COUNCILS, count_words, groups_of, rows_of, table
from poet.sections.themes_agreement import ENOUGH
from poet.sections.themes_view import ThemesOfReport
from poet.wording import capital
from poet.wording_technical import NONE, decimal, estimate, hundredths

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.questionnaire import Question
    from poet.sections import AuthorityReport
    from poet.themes import Codeframe

AGREEMENT_HEADINGS = ("Theme", "First", "Second", "Agreed", "Kappa (95%)", "PABAK", "In words")


def view(report: AuthorityReport) -> dict[str, Any]:
    """A table of agreement, one of shares by audience for each authority, and one per audience and
    background question that its groups can be told by."""
    themes = ThemesOfReport.of(report)
    if themes.shares.empty:
        return {"empty": True}
    return {
        "agreement": [_agreement(themes)],
        "comments": count_words(themes.agreement["base_first"].max()),
        "enough": decimal(ENOUGH, 1),
        "coarse": not report.profile.exact,
        "shares": list(_shares(report)),
        "groups": list(_groups(report)),
        "codeframe": _codeframe(report),
        "empty": False,
    }


def _codeframe(report: AuthorityReport) -> str:
    codeframe = report.study.themes.codeframe
    return f"“{codeframe.title}”, version {codeframe.version}"


def _agreement(themes: ThemesOfReport) -> dict[str, Any]:
    whose = ALL_COUNCILS if EVERYONE in set(themes.agreement["authority"]) else themes.report.name
    rows = [
        (
            themes.theme(row.Index).short,
            [
                count_words(row.people_first),
                count_words(row.people_second),
                decimal(row.agreed),
                estimate(row.kappa, row.kappa_low, row.kappa_high),
                decimal(row.pabak),
                row.hidden or row.note or row.words,
            ],
        )
        for row in themes.agreement.itertuples()
    ]
    return table(f"{whose}: agreement of the two coders", AGREEMENT_HEADINGS, rows)


def _shares(report: AuthorityReport) -> Iterator[dict[str, Any]]:
    """A table of themes by audience: of this authority, then of all together."""
    released = report.released["themes"]
    for code, name in dict(groups_of(report)).items():
        rows = rows_of(released, authority=code, note="")
        asked = [s for s in report.surveys if s.audience in set(rows["audience"])]
        if asked:
            headings = ["Theme", *(capital(s.questionnaire.people) for s in asked)]
            cells = {(row.question, row.audience): _share(row) for row in rows.itertuples()}
            lines = [
                (theme.short, [cells.get((theme.code, s.audience), NONE) for s in asked])
                for theme in report.study.themes.codeframe.themes
            ]
            yield table(f"{name}: of 100 people who wrote something", headings, lines)


def _share(row: Any) -> str:  # noqa: ANN401 - a row of findings
    return row.hidden or hundredths(row.share, row.low, row.high)


def _groups(report: AuthorityReport) -> Iterator[dict[str, Any]]:
    """A table per audience and background question: the groups of each theme, and their shares.

    Of this authority; where it cannot be broken down, of all together.
    """
    released = _somebody(rows_of(report.released["themes_by_group"], note=""))
    names = dict(groups_of(report))
    for survey in report.surveys:
        for asked in group_questions(survey.questionnaire):
            rows = rows_of(released, audience=survey.audience, group_question=asked.key)
            known = [code for code in names if code in set(rows["authority"])]
            if known:
                whose = f"{names[known[0]]}: {survey.questionnaire.people}"
                theirs = rows_of(rows, authority=known[0])
                yield _of_groups(whose, asked, theirs, report.study.themes.codeframe)


def _somebody(rows: DataFrame) -> DataFrame:
    """Without the themes of which all groups of a table have nobody: a row of noughts."""
    tables = ["authority", "audience", "group_question", "question"]
    return rows[rows.groupby(tables)["people"].transform("sum").gt(0)]


def _of_groups(
    whose: str, asked: Question, rows: DataFrame, codeframe: Codeframe
) -> dict[str, Any]:
    lines = [
        (
            codeframe.theme(code).short,
            ["; ".join(f"{row.group_label}: {_share(row)}" for row in theirs.itertuples())],
        )
        for code, theirs in rows.groupby("question", sort=False)
    ]
    return table(f"{whose}, by “{asked.short}”", ["Theme", "Of 100 in each group"], lines)
