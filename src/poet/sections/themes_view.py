"""What people wrote about, in words: how it was coded, and one chart of the themes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from poet.charts import Chart, DotRow, Point, dot_intervals
from poet.sections.audiences import in_order
from poet.sections.each_row import each_row
from poet.sections.registry import EVERYONE
from poet.wording import about_people, capital, half_up, list_of, people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pandas import DataFrame

    from poet.questionnaire import Questionnaire
    from poet.sections import AuthorityReport
    from poet.themes import Theme

# In a large type more rows would not fit on the page with what is said of them.
MOST_ROWS = 5
MOST_NAMED = 3
SETTLED = "Where they did not agree, it was settled afterwards."
UNSETTLED = "Where they did not agree and it is not settled yet, the comment is left out."


@dataclass(frozen=True, eq=False)
class ThemesOfReport:
    """The themes that people of one authority, or of all, wrote about, as far as may be told.

    `code` is whose people: the report's authority, or all councils together.
    """

    report: AuthorityReport
    code: str

    @classmethod
    def of(cls, report: AuthorityReport) -> ThemesOfReport:
        """Those of the report's own authority."""
        return cls(report, report.authority.code)

    @cached_property
    def shares(self) -> DataFrame:
        """Released rows of the latest wave that have people, by audience and theme."""
        rows = self.report.released["themes"]
        return rows[rows["authority"].eq(self.code) & rows["note"].eq("")]

    @cached_property
    def agreement(self) -> DataFrame:
        """One row per theme: of all comments together, or of this authority's."""
        rows = self.report.released["themes_agreement"]
        together = rows[rows["authority"].eq(EVERYONE)]
        own = rows[rows["authority"].eq(self.code)]
        return (own if together.empty else together).set_index("question")

    @cached_property
    def questionnaires(self) -> list[Questionnaire]:
        """Those of the audiences with coded comments here, the main one first."""
        asked = (survey.questionnaire for survey in in_order(self.report))
        return [one for one in asked if one.audience in set(self.shares["audience"])]

    def theme(self, code: str) -> Theme:
        """A theme of the codeframe."""
        return self.report.study.themes.codeframe.theme(code)

    def names(self, codes: Sequence[str]) -> str:
        """Themes as a sentence lists them: “Waiting” and “Thanks”."""
        return list_of([f"“{self.theme(code).short}”" for code in codes])

    @cached_property
    def reliable(self) -> frozenset[str]:
        """Codes of the themes on which the coders agreed enough."""
        return frozenset(self.agreement.index[self.agreement["enough"].fillna(False).astype(bool)])

    @cached_property
    def weak(self) -> frozenset[str]:
        """Codes of the themes on which the coders agreed too little."""
        return frozenset(self.agreement.index[self.agreement["enough"].eq(False).fillna(False)])

    def of_audience(self, audience: str) -> DataFrame:
        """The rows of an audience, one per theme."""
        return self.shares[self.shares["audience"].eq(audience)]

    def shown(self, audience: str) -> DataFrame:
        """What may be shown of an audience: the themes to count on, the most common first."""
        rows = self.of_audience(audience)
        told = rows["question"].isin(self.reliable) & rows["share"].gt(0)
        return rows[told].sort_values("share", ascending=False, kind="stable")


def view(report: AuthorityReport) -> dict[str, Any]:
    """How comments were coded, one chart of the main audience, and what others wrote about."""
    themes = ThemesOfReport.of(report)
    if not themes.questionnaires:
        return {"empty": True}
    first, *others = themes.questionnaires
    shown = themes.shown(first.audience)
    drawn = shown.head(min(MOST_ROWS, report.chart_rows))
    return {
        "read": _read(themes),
        "settled": SETTLED if themes.agreement["settled"].all() else UNSETTLED,
        "sentences": _sentences(themes, first, shown),
        "charts": [_chart(themes, first, drawn)] if len(drawn) else [],
        "together": _together(report, first),
        "others": [line for one in others for line in _most_common(themes, one)],
        **_not_drawn(themes, first, drawn),
        "empty": False,
    }


def _read(themes: ThemesOfReport) -> str:
    """How many comments two people read, and whose where it was those of all councils."""
    import pandas as pd

    number = themes.agreement["base_first"].max()
    told = people if themes.report.profile.exact else about_people
    words = "comments" if pd.isna(number) else told(number, "comment", "comments")
    own = themes.report.authority.code in set(themes.agreement["authority"])
    return words if own else f"{words} from all councils"


def _sentences(themes: ThemesOfReport, asked: Questionnaire, shown: DataFrame) -> list[str]:
    """The most common themes of an audience, in people: several where as many wrote about each."""
    if shown.empty:
        return [f"Of {asked.people}, too few wrote something to show what about."]
    percents = [half_up(share * 100) for share in shown["share"]]
    most = shown["question"][[percent == percents[0] for percent in percents]].tolist()
    about = themes.names(most[:MOST_NAMED])
    each = "each of " if len(most) > 1 else ""
    return [
        f"Of 100 {asked.people} who wrote something, about {percents[0]} wrote about {each}{about}."
    ]


def _together(report: AuthorityReport, asked: Questionnaire) -> list[str]:
    """The same of all councils together, in the report of one of them."""
    if report.authority.code == EVERYONE:
        return []
    return _most_common(ThemesOfReport(report, EVERYONE), asked)


def _most_common(themes: ThemesOfReport, asked: Questionnaire) -> list[str]:
    """What another audience wrote about most, in one sentence; nothing where none may be shown."""
    return _sentences(themes, asked, shown) if len(shown := themes.shown(asked.audience)) else []


def _not_drawn(themes: ThemesOfReport, asked: Questionnaire, drawn: DataFrame) -> dict[str, str]:
    """`fewer`: the themes that fewer people wrote about, or nobody, the most common first.

    `weak`: those on which the coders agreed too little, or of which there is no kappa to tell.
    """
    rows = themes.of_audience(asked.audience)
    rows = rows[~rows["question"].isin(drawn["question"])]
    seen = rows["share"].gt(0)
    weak = rows["question"].isin(themes.weak) | (seen & ~rows["question"].isin(themes.reliable))
    fewer = rows[~weak].sort_values("share", ascending=False, kind="stable")
    return {
        "weak": themes.names(rows.loc[weak, "question"].tolist()),
        "fewer": themes.names(fewer["question"].tolist()),
    }


def _chart(themes: ThemesOfReport, asked: Questionnaire, shown: DataFrame) -> Chart:
    rows = [
        DotRow(
            themes.theme(row.question).short,
            (Point(capital(asked.people), row.share, row.low, row.high),),
        )
        for row in each_row(shown)
    ]
    told = [
        f"{themes.theme(row.question).short}: {half_up(row.share * 100)} in 100."
        for row in each_row(shown)
    ]
    return dot_intervals(
        rows,
        title=f"What {asked.people} wrote about",
        text=f"How many of those who wrote something wrote about each theme. {' '.join(told)}",
    )
