"""Who answered: how many people of each audience, and their background."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections.each_row import each_row
from poet.sections.registry import EVERYONE as ALL_AUTHORITIES
from poet.sections.shares import COLUMNS as SHARE_COLUMNS
from poet.sections.shares import shares_of_role, stand_together
from poet.wording import about_people, capital, percent
from poet.wording import people as how_many

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.questionnaire import Question
    from poet.sections import AuthorityReport
    from poet.study import Study, Survey

EVERYONE = "everyone"
COLUMNS = {
    **SHARE_COLUMNS,
    "question": "key of the background question; everyone for all who answered",
    "level": SHARE_COLUMNS["level"] + "; everyone (all who answered)",
}


def find(study: Study) -> DataFrame:
    """One row per authority, audience, wave, background question and answer (see COLUMNS)."""
    import pandas as pd

    totals = [_totals(survey, study) for survey in study.surveys]
    background = shares_of_role(study, "background")
    return pd.concat([*totals, background], ignore_index=True)[list(COLUMNS)]


def _totals(survey: Survey, study: Study) -> DataFrame:
    """One row per authority, and one for all together: how many people answered."""
    codes = [authority.code for authority in study.authorities]
    people = survey.by_person["authority"].value_counts().reindex(codes, fill_value=0)
    if stand_together(survey):
        people.loc[ALL_AUTHORITIES] = len(survey.by_person)
    fixed = {
        "audience": survey.audience,
        "wave": survey.wave,
        "question": EVERYONE,
        "topic": EVERYONE,
        "level": EVERYONE,
        "answer": EVERYONE,
        "label": "Everyone who answered",
        "part_of": "",
        "note": "",
    }
    counts = people.rename("people").rename_axis("authority").reset_index()
    return counts.assign(**fixed).reindex(columns=list(COLUMNS)).assign(base=counts["people"])


def view(report: AuthorityReport) -> dict[str, Any]:
    """How many answered in words, a table per background question, and who was not asked."""
    blocks = [_block(report, survey) for survey in report.surveys]
    return {"blocks": blocks, "some_hidden": any(block["some_hidden"] for block in blocks)}


def _block(report: AuthorityReport, survey: Survey) -> dict[str, Any]:
    released = report.released["who_answered"]
    rows = released[released["audience"].eq(survey.audience)]
    shown = [q for q in survey.questionnaire.with_role("background") if q.adjust]
    tables = [_table(question, rows) for question in shown if question.scale]
    return {
        "people": capital(survey.questionnaire.people),
        "answered": answered(report, survey.audience),
        "tables": [table for table in tables if table["rows"]],
        "hidden": not any(table["rows"] for table in tables),
        "some_hidden": any(table["some_hidden"] for table in tables),
    }


def answered(report: AuthorityReport, audience: str, called: str = "people") -> str:
    """How many people of an audience answered, in words: "about 60 family carers"."""
    import pandas as pd

    released = report.released["who_answered"]
    row = released[released["audience"].eq(audience) & released["question"].eq(EVERYONE)]
    people = row["people"].iloc[0] if len(row) else 0
    if pd.isna(people):
        return f"fewer than 10 {called}"
    in_words = how_many if report.profile.exact else about_people
    return in_words(people, many=called)


def _table(question: Question, rows: DataFrame) -> dict[str, Any]:
    """The answers that may be shown, and whether some were hidden."""
    mine = rows[rows["question"].eq(question.key) & rows["level"].eq("answer")]
    known = mine[mine["share"].notna() & mine["people"].gt(0)]
    return {
        "heading": question.short,
        "rows": [{"label": row.label, "share": percent(row.share)} for row in each_row(known)],
        "some_hidden": bool(mine["hidden"].ne("").any()),
    }
