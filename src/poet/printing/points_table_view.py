"""A points table as the words of a page: how to work it out, an example, how close it comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from poet.allocating import BANDS, PRESENT, RATE, SMALL_SAMPLE, WITHIN
from poet.allocating_example import example_answers, example_points
from poet.allocating_findings import CHANCE
from poet.allocating_telling import (
    cases_in_words,
    groups_apart,
    groups_told,
    in_pounds,
    middle_distance,
    more_or_less,
    share_within,
)
from poet.sections.guard import words_only
from poet.wording import count, half_up, percent

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.allocating import Allocation, PointsTable


# What comes after "a" in a sentence, where the name of the period cannot.
PERIODS = {"two weeks": "fortnight", "four weeks": "four-week period"}


@dataclass(frozen=True)
class Particulars:
    """What a council prints on its page: its name (or ""), whether the cases are made up, and how
    many numbers the present system has (0: not known).
    """

    authority: str = ""
    made_up: bool = False
    present_numbers: int = 0


def table_view(allocation: Allocation, particulars: Particulars) -> dict[str, Any]:
    """Everything that the page says, in words."""
    table = allocation.table
    view = {
        "authority": particulars.authority,
        "period": PERIODS.get(allocation.cases.period, allocation.cases.period),
        "start": in_pounds(table.start) if table.start else "",
        "rate": in_pounds(table.bands[0].pounds) if table.system == RATE else "",
        "bands": _bands(table) if table.system == BANDS else [],
        "same_answers": _same_answers(table),
        "questions": _questions(table),
        "example": _example(table),
        "numbers": count(table.numbers),
        "one_number": table.numbers == 1,
        "present_numbers": count(particulars.present_numbers)
        if particulars.present_numbers
        else "",
        **_closeness(allocation),
        **_groups(allocation),
    }
    words_only(view, "ras")
    return view


def _points(number: float) -> str:
    return f"{half_up(number, 2):,.10g}"


def _bands(table: PointsTable) -> list[dict[str, str]]:
    """From how many points, up to how many ("" for the last), what each and all are worth, and what
    the points of the example in it are.
    """
    points = example_points(table)
    return [
        {
            "begins": _points(band.begins) if band.begins else "",
            "ends": "" if band.ends is None else _points(band.ends),
            "pounds": in_pounds(band.pounds),
            "full": ""
            if band.ends is None
            else in_pounds(table.in_band(band, band.ends) * band.pounds),
            "example": in_pounds(table.in_band(band, points) * band.pounds),
        }
        for band in table.bands
    ]


def _same_answers(table: PointsTable) -> list[str]:
    """The answers, where all questions have the same ones: then they are columns of one table."""
    kinds = {tuple(words for words, _ in one.amounts) for one in table.questions}
    if len(kinds) != 1 or len(table.questions) < 2:
        return []
    (answers,) = kinds
    return [" or ".join(words) for words in answers] if len(answers) <= 6 else []


def _questions(table: PointsTable) -> list[dict[str, Any]]:
    """Each question with the pounds for its answers, and for that of the example."""
    return [
        {
            "words": one.question,
            "amounts": [
                {"answer": " or ".join(words), "pounds": in_pounds(pounds)}
                for words, pounds in one.amounts
            ],
            "example_answer": answer,
            "example": in_pounds(example),
        }
        for one, (_, answer, example) in zip(table.questions, example_answers(table), strict=True)
    ]


def _example(table: PointsTable) -> dict[str, str]:
    """A made-up person: the points or "", the sum, and what comes out."""
    points = 0.0 if table.questions else example_points(table)
    amounts = [table.in_band(band, points) * band.pounds for band in table.bands]
    amounts += [pounds for _, _, pounds in example_answers(table)]
    amounts = [table.start, *amounts] if table.start else amounts
    added = " + ".join(in_pounds(amount) for amount in amounts if amount > 0)
    return {
        "points": _points(points) if table.bands else "",
        "sum": f"{_points(points)} x {in_pounds(table.bands[0].pounds)}"
        if table.system == RATE
        else added or in_pounds(0),
        "whole": in_pounds(sum(amounts)),
    }


def _closeness(allocation: Allocation) -> dict[str, Any]:
    chosen, present = allocation.chosen, allocation.has_present
    return {
        "cases": cases_in_words(allocation, len(allocation.cases.by_case)),
        "judged_by": cases_in_words(allocation, allocation.compared),
        "few": allocation.compared < SMALL_SAMPLE,
        "within": percent(WITHIN[-1]),
        "near": _in_hundred(share_within(allocation, chosen)),
        "near_present": _in_hundred(share_within(allocation, PRESENT)) if present else "",
        "half": middle_distance(allocation, chosen),
        "half_present": middle_distance(allocation, PRESENT) if present else "",
        "has_present": present,
        "nearer": allocation.nearer.get(chosen, ""),
    }


def _in_hundred(share: str) -> str:
    return share.removesuffix("%")


def _groups(allocation: Allocation) -> dict[str, Any]:
    """One row per group: the final budgets beside what each system says."""
    told = groups_told(allocation)
    names = list(told[told["system"].eq(allocation.chosen)]["group"])
    rows = [
        {
            "group": name,
            "people": count(of_group["people"].iloc[0]),
            "table": _of(of_group, allocation.chosen),
            "present": _of(of_group, PRESENT),
        }
        for name in names
        for of_group in [told[told["group"].eq(name)]]
    ]
    chosen, present = allocation.chosen, allocation.has_present
    return {
        "groups": rows,
        "rounded": not allocation.profile.exact,
        "gap": groups_apart(allocation, chosen),
        "gap_present": groups_apart(allocation, PRESENT) if present else "",
        "gap_by_chance": groups_apart(allocation, chosen, CHANCE),
        "present_by_chance": groups_apart(allocation, PRESENT, CHANCE) if present else "",
    }


def _of(rows: DataFrame, system: str) -> str:
    of_system = rows[rows["system"].eq(system)]
    return more_or_less(next(of_system.itertuples())) if len(of_system) else ""
