"""Three perspectives in tables: differences of two audiences, orders, and published figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poet.sections.audiences import short_words
from poet.sections.perspectives_topics import SharedTopic, shared_topics
from poet.sections.published_figures_table import published_table
from poet.sections.technical_words import count_words, table
from poet.wording import capital, list_of
from poet.wording_technical import decimal, estimate, p_value

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.sections.authority_report import AuthorityReport

DIFFERENCE = ("difference", "difference_low", "difference_high")
ROLES = {"outcome": "outcomes", "process": "steps of the process", "involvement": "being involved"}


def view(report: AuthorityReport) -> dict[str, Any]:
    """A table per two audiences, the order of topics, what is not compared, published figures."""
    rows = report.released["perspectives"]
    mine = rows[rows["authority"].eq(report.authority.code)]
    apart = mine[mine["level"].eq("difference")]
    pairs = apart[["audience", "other_audience"]].drop_duplicates().itertuples(index=False)
    tables = [_table(report, apart, one, other) for one, other in pairs]
    return {
        "tables": [content for content in tables if content["rows"]],
        "orders": [_order(report, row) for row in _told(mine[mine["level"].eq("order")])],
        "reasons": _reasons(apart),
        "published": _published(report),
        "empty": mine.empty,
    }


def _told(rows: DataFrame) -> list[dict[str, Any]]:
    """The rows that have a number."""
    return rows[rows["note"].eq("")].to_dict("records")


def _table(report: AuthorityReport, apart: DataFrame, one: str, other: str) -> dict[str, Any]:
    names = [capital(short_words(report.study, audience)) for audience in (one, other)]
    mine = apart[apart["audience"].eq(one) & apart["other_audience"].eq(other)]
    headings = ("Topic", *names, "Difference, in 100", "p", "p (Holm)", "Clear")
    topics = {(topic.role, topic.topic): topic for topic in _topics(report)}
    rows = [_row(topics[row["role"], row["topic"]], row) for row in _told(mine)]
    return table(f"Good answers of {list_of([names[0].lower(), names[1].lower()])}", headings, rows)


def _topics(report: AuthorityReport) -> list[SharedTopic]:
    return shared_topics(report.study, report.study.latest_wave.id)


def _row(topic: SharedTopic, row: dict[str, Any]) -> tuple[str, list[str]]:
    question = topic.questions[row["audience"]]
    return f"{question.short}: “{question.scale.side('good')}”", [
        f"{count_words(row['people'])} of {count_words(row['base'])}",
        f"{count_words(row['other_people'])} of {count_words(row['other_base'])}",
        estimate(*(row[name] * 100 for name in DIFFERENCE), digits=0),
        p_value(row["p"]),
        p_value(row["p_holm"]),
        "yes" if row["clear"] else "no",
    ]


def _order(report: AuthorityReport, row: dict[str, Any]) -> str:
    names = [short_words(report.study, row[name]) for name in ("audience", "other_audience")]
    return (
        f"{capital(list_of(names))}, {ROLES[row['role']]}: Kendall's tau-b {decimal(row['tau_b'])} "
        f"of {count_words(row['topics'])} topics."
    )


def _reasons(apart: DataFrame) -> list[str]:
    """A sentence for each reason, with how many differences it keeps out of the tables."""
    notes = apart.loc[apart["note"].ne(""), "note"].value_counts(sort=False)
    return [f"Differences left out: {many} (reason: {note})." for note, many in notes.items()]


def _published(report: AuthorityReport) -> list[dict[str, Any]]:
    """Our shares beside published figures, a table per audience that has any."""
    asked = [survey.questionnaire for survey in report.surveys]
    tables = (published_table(report, one.audience, one.questions) for one in asked)
    return [content for content in tables if content]
