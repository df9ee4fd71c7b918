"""The picture of change over time: a line for each topic that changed clearly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from poet.charts import Chart, SlopeRow, slope_chart
from poet.sections.each_row import each_row
from poet.wording import list_of, percent

if TYPE_CHECKING:
    from poet.sections.authority_report import AuthorityReport
    from poet.sections.change_view import Changes

MOST_ROWS, FEW_ROWS = 5, 4
WORDS = {"better": "better than before", "same": "about the same", "worse": "worse than before"}


def change_chart(report: AuthorityReport, compared: Sequence[Changes]) -> list[Chart]:
    """One chart, or none where nothing can be compared.

    It has the clear changes of all audiences, the greatest first; where there is one or none, the
    first topics of the first audience that can be compared.
    """
    clear = _clear(compared)
    chosen = clear if len(clear) > 1 else _first_topics(compared, clear)
    if not chosen:
        return []
    waves = _waves(report, chosen)
    rows = [_row(report, changes, row, waves, chosen) for changes, row in chosen]
    names = {wave.id: wave.name for wave in report.study.waves}
    shown = [names[wave] for wave in waves]
    return [
        slope_chart(
            rows,
            first_words=shown[0],
            between_words=shown[1:-1],
            last_words=shown[-1],
            title="Good answers: what has changed"
            if len(clear) > 1
            else "Good answers, then and now",
            text=" ".join(_in_words(row, shown) for row in rows),
        )
    ]


def _clear(compared: Sequence[Changes]) -> list[tuple[Changes, Any]]:
    rows = [
        (changes, row)
        for changes in compared
        for sign in (1, -1)
        for row in each_row(changes.clear(sign))
    ]
    return sorted(rows, key=lambda pair: -abs(pair[1].difference))[:MOST_ROWS]


def _first_topics(
    compared: Sequence[Changes], clear: Sequence[tuple[Changes, Any]]
) -> list[tuple[Changes, Any]]:
    """The clear change, if there is one, and the first others of its audience."""
    with_any = (changes for changes in compared if len(changes.shown))
    first = clear[0][0] if clear else next(with_any, None)
    if first is None:
        return []
    known = {row.question for _, row in clear}
    others = [row for row in each_row(first.shown) if row.question not in known]
    return [*clear, *((first, row) for row in others)][:FEW_ROWS]


def _shares(report: AuthorityReport, changes: Changes, row: Any) -> dict[str, float]:  # noqa: ANN401 - a row of findings
    """Wave to the share of good answers, for the waves in which it can be compared and shown."""
    released = report.released["change"]
    mine = (
        released["audience"].eq(changes.questionnaire.audience)
        & released["question"].eq(row.question)
        & released["side"].eq("good")
        & released["note"].eq("")
    )
    rows = released.loc[mine, ["wave_before", "share_before"]]
    before = dict(zip(rows["wave_before"], rows["share_before"], strict=True))
    return {**before, changes.wave: row.share}


def _waves(report: AuthorityReport, chosen: Sequence[tuple[Changes, Any]]) -> list[str]:
    """All waves since the first in which every row chosen can be compared."""
    order = [wave.id for wave in report.study.waves]
    known = [set(_shares(report, *one)) for one in chosen]
    common = [place for place, wave in enumerate(order) if all(wave in each for each in known)]
    if len(common) < 2:
        return [chosen[0][0].wave_before, order[-1]]
    return order[common[0] :]


def _row(
    report: AuthorityReport,
    changes: Changes,
    row: Any,  # noqa: ANN401 - a row of findings
    waves: Sequence[str],
    chosen: Sequence[tuple[Changes, Any]],
) -> SlopeRow:
    shares = _shares(report, changes, row)
    several = len({id(one) for one, _ in chosen}) > 1
    name = changes.questionnaire.question(row.question).short
    whose = f" ({changes.questionnaire.people})" if several else ""
    change = ("better" if row.difference > 0 else "worse") if row.clear else "same"
    told = tuple(shares.get(wave) for wave in waves)
    hidden = "" if None not in (told[0], told[-1]) else "too few people answered to show a line."
    return SlopeRow(f"{name}{whose}", told, change, hidden)


def _in_words(row: SlopeRow, names: Sequence[str]) -> str:
    """A line of the chart for people who do not see it."""
    if row.hidden:
        return f"{row.label}: {row.hidden}"
    told = [f"{percent(share)} in {names[place]}" for place, share in row.known]
    return f"{row.label}: {list_of(told)}, {WORDS[row.change]}."
