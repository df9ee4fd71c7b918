"""A population file set beside those who answered: what the two say against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from poet.population import EVERYONE, GROUP, MARGIN, STRATUM, WHOSE
from poet.responses.problem_table import NO_ROW, Trouble

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from poet.questionnaire import Question
    from poet.responses import Responses

# A column of the file, what is wrong, and the row (or 0).
Told = tuple[str, Trouble, int]

TOO_MANY = "more people answered than the population file has"
OTHER_TOTAL = "its groups do not add up to as many people as the population file has"
# Totals of one population counted at different times, or rounded, differ by less.
MOST_APART = 0.1

MORE_ANSWERED = "more answered than there are"
FEWER_ASKED = "fewer asked than answered"
NO_GROUP = "group that the file lacks"
TOTALS_DIFFER = "totals that differ"
NOBODY_THERE = "authority that the file lacks"
ONE_ALONE = "one answer alone"
MOST_NAMES = 5


def beside_answers(
    groups: DataFrame, responses: Sequence[Responses], names: Mapping[str, str]
) -> tuple[DataFrame, list[Told]]:
    """The groups with a note where those who answered contradict them; and all that is to be told.

    `groups` has one row per group with the columns of `Population.groups` and `line`, `names` the
    name of each authority.
    """
    answered = _answered(groups, responses)
    both = groups.merge(answered, "left", on=list(GROUP)).fillna({"answered": 0})
    both["name"] = both["authority"].map(names)
    told = [
        *_more_answered(both),
        *_fewer_asked(both),
        *_lacking(both, answered, names),
        *_one_alone(both),
        *_not_there(both, responses, names),
    ]
    too_many = both["answered"].gt(both["people"])
    both["asked"] = both["asked"].mask(both["asked"].lt(both["answered"]))
    both["note"] = _noted(both, too_many, TOO_MANY, MARGIN)
    of_everyone = too_many & both["question"].eq(EVERYONE)
    both["note"] = _noted(both, of_everyone, TOO_MANY, WHOSE)
    both["note"], totals = _same_totals(both)
    return both, [*told, *totals]


def _noted(groups: DataFrame, wrong: Series, why: str, keys: Sequence[str]) -> Series:
    any_wrong = wrong.groupby([groups[name] for name in keys]).transform("any")
    return groups["note"].mask(any_wrong.astype(bool) & groups["note"].eq(""), why)


def _answered(groups: DataFrame, responses: Sequence[Responses]) -> DataFrame:
    """How many people gave each answer to the questions that the file knows: `answered`."""
    wanted = groups[["audience", "wave", "question"]].drop_duplicates()
    parts = [
        _counted(one, question).assign(audience=audience, wave=wave, question=question)
        for audience, wave, question in wanted.itertuples(index=False)
        for one in responses
        if (one.questionnaire.audience, one.wave) == (audience, wave)
    ]
    none = pd.DataFrame(columns=[*GROUP, "answered"])
    counts = pd.concat([none, *parts]) if parts else none
    return counts.groupby(list(GROUP), as_index=False)["answered"].sum().astype({"answered": float})


def _counted(responses: Responses, question: str) -> DataFrame:
    people = responses.by_person
    if question == EVERYONE:
        sizes = people.groupby("authority").size()
        return sizes.rename("answered").reset_index().assign(answer="")
    asked = responses.questionnaire.question(question)
    counts = people.groupby(["authority", question], observed=True).size()
    table = counts.rename("answered").rename_axis(["authority", "answer"]).reset_index()
    return table[table["answer"].isin(_codes(asked))].astype({"answer": object})


def _codes(question: Question) -> list[str]:
    return [answer.code for answer in question.scale.on_scale] if question.scale else []


def _where(row: Any) -> str:  # noqa: ANN401 - a row of a frame
    """Whose numbers they are, as a sentence begins."""
    return f"{row.name}, {row.audience}" + (f", wave {row.wave}" if row.wave else "")


def _who_answered(row: Any) -> str:  # noqa: ANN401 - a row of a frame
    people = "1 person" if row.answered == 1 else f"{row.answered:,.0f} people"
    group = "" if row.question == EVERYONE else f' of {row.question} "{row.answer}"'
    return f"{people}{group} answered"


def _more_answered(both: DataFrame) -> Iterator[Told]:
    for row in both[both["answered"].gt(both["people"])].itertuples():
        sentence = (
            f"{_where(row)}: {_who_answered(row)}, and the file has {row.people:,.0f}. "
            f"{_not_used(row)}"
        )
        yield "people", Trouble(f"{row.people:.0f}", MORE_ANSWERED, sentence), int(row.line)


def _not_used(row: Any) -> str:  # noqa: ANN401 - a row of a frame
    if row.question == EVERYONE:
        return "Nothing that the file says of them is used."
    return f"What the file says of {row.question} is not used for them."


def _fewer_asked(both: DataFrame) -> Iterator[Told]:
    for row in both[both["asked"].lt(both["answered"])].itertuples():
        sentence = (
            f"{_where(row)}: {_who_answered(row)}, and {row.asked:,.0f} were asked. "
            "How many were asked is not used."
        )
        yield "asked", Trouble(f"{row.asked:.0f}", FEWER_ASKED, sentence), int(row.line)


def _lacking(both: DataFrame, answered: DataFrame, names: Mapping[str, str]) -> Iterator[Told]:
    """Groups that people answered from and the file does not have, of questions that it has."""
    known = both[list(MARGIN)].drop_duplicates()
    there = answered[answered["answered"].gt(0)].merge(known, on=list(MARGIN))
    absent = there.merge(both[list(GROUP)], "left", on=list(GROUP), indicator=True)
    absent = absent[absent["_merge"].eq("left_only")]
    for row in absent.assign(name=absent["authority"].map(names)).itertuples():
        sentence = (
            f'{_where(row)}: the file has no number for {row.question} "{row.answer}", which '
            f"{row.answered:,.0f} {'person' if row.answered == 1 else 'people'} answered. "
            "They count as people whose group is not known."
        )
        yield "answer", Trouble(f"{row.name}: {row.answer}", NO_GROUP, sentence), NO_ROW


def _one_alone(both: DataFrame) -> Iterator[Told]:
    alone = both["question"].eq(STRATUM) & both["answered"].eq(1) & both["people"].gt(1)
    for row in both[alone].itertuples():
        sentence = (
            f'{_where(row)}: of stratum "{row.answer}" one person answered, which says nothing of '
            "how people in it differ. Weighted shares have no interval there."
        )
        yield "answer", Trouble(row.answer, ONE_ALONE, sentence), int(row.line)


def _not_there(
    both: DataFrame, responses: Sequence[Responses], names: Mapping[str, str]
) -> Iterator[Told]:
    """Authorities people of which answered, and of whom the file says nothing at all."""
    for (audience, wave), rows in both.groupby(["audience", "wave"], sort=False):
        answered = [
            code
            for one in responses
            if (one.questionnaire.audience, one.wave) == (audience, wave)
            for code in one.by_person["authority"].unique()
        ]
        absent = [names[code] for code in names if code in {*answered} - {*rows["authority"]}]
        if absent:
            yield "authority", _nobody(audience, wave, absent), NO_ROW


def _nobody(audience: str, wave: str, names: Sequence[str]) -> Trouble:
    more = f" and {len(names) - MOST_NAMES:,} more" if len(names) > MOST_NAMES else ""
    listed = ", ".join(names[:MOST_NAMES]) + more
    of_wave = f" in wave {wave}" if wave else ""
    sentence = (
        f"The file has no people of the audience {audience}{of_wave} for: {listed}. "
        "Their answers are not weighted."
    )
    return Trouble(f"{audience} {wave}".strip(), NOBODY_THERE, sentence)


def _same_totals(both: DataFrame) -> tuple[Series, list[Told]]:
    """Notes for questions whose groups add up to quite another number; what is told of all."""
    usable = both[both["note"].eq("")]
    sums = usable.groupby([*MARGIN, "name"], sort=False)["people"].sum().reset_index()
    sums["later"] = sums["question"].ne(EVERYONE)
    sums = sums.sort_values("later", kind="stable")
    first = sums.groupby(list(WHOSE))[["people", "question"]].transform("first")
    apart = (sums["people"] - first["people"]).abs() / first["people"].where(first["people"] > 0)
    sums = sums.assign(expected=first["people"], of=first["question"], far=apart.gt(MOST_APART))
    differ = sums[sums["people"].ne(sums["expected"])]
    told = [("people", _totals_differ(row), NO_ROW) for row in differ.itertuples()]
    far = pd.MultiIndex.from_frame(differ.loc[differ["far"], list(MARGIN)])
    is_far = pd.MultiIndex.from_frame(both[list(MARGIN)]).isin(far)
    return both["note"].mask(is_far & both["note"].eq(""), OTHER_TOTAL), told


def _totals_differ(row: Any) -> Trouble:  # noqa: ANN401 - a row of a frame
    of = "all people" if row.of == EVERYONE else row.of
    so = "so it is not used for them" if row.far else f"so they are scaled to {row.expected:,.0f}"
    sentence = (
        f"{_where(row)}: the groups of {row.question} add up to {row.people:,.0f} people and those "
        f"of {of} to {row.expected:,.0f}, {so}."
    )
    return Trouble(f"{row.name}: {row.question}", TOTALS_DIFFER, sentence)
