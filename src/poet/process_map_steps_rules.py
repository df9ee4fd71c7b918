"""What [[steps]] and [[what_if]] of a process map must hold: each rule yields its mistakes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from poet.definition_keys import NUMBER, TEXT, TEXTS, Table, fitting, key_mistakes
from poet.errors import PoetError

STEP = {
    "id": TEXT,
    "stage": TEXT,
    "name": TEXT,
    "who": TEXT,
    "minutes": NUMBER,
    "share": replace(NUMBER, written="KEY = 0.25, without quotation marks"),
    "forms": NUMBER,
    "sign_offs": NUMBER,
    "system": TEXT,
    "repeats": TEXT,
    "topic": TEXT,
}
NEEDED = ("id", "stage", "name", "who", "minutes")
WHAT_IF = {"name": TEXT, "without": TEXTS}
# A week: whoever means how long people wait does not mean work.
MOST_MINUTES = 7 * 24 * 60
MOST_FORMS = 1_000
# A number beyond this is told in words, as its figures would fill a page.
MOST_IN_FIGURES = 1e12
Numbered = Sequence[tuple[str, Table]]


def in_figures(number: float) -> str:
    """A number as a sentence on a mistake tells it.

    >>> in_figures(-5), in_figures(0.25), in_figures(10**400)
    ('-5', '0.25', 'far too large')
    """
    if number > MOST_IN_FIGURES or number < -MOST_IN_FIGURES:
        return "far too large" if number > 0 else "far too small"
    return f"{number:.10g}"


def step_mistakes(steps: Numbered, stages: Sequence[str]) -> Iterator[PoetError]:
    """Every mistake in these steps, each after the words that say where it is."""
    ids = [step.get("id") for _, step in steps]
    for place, (where, table) in enumerate(steps):
        yield from key_mistakes(where, table, STEP, NEEDED)
        step = fitting(table, STEP)
        yield from _stage_mistakes(where, step, stages)
        yield from _number_mistakes(where, step)
        yield from _repeats_mistakes(where, step, ids[:place], ids)


def _stage_mistakes(where: str, step: Table, stages: Sequence[str]) -> Iterator[PoetError]:
    stage = step.get("stage", "")
    # Where no stage of the map has an id, that is told already.
    if stage and stages and stage not in stages:
        yield PoetError(
            where,
            f'stage "{stage[:40]}" is not known',
            expected="Known are: " + ", ".join(stages),
            cure="Use one of these, or add it to [[stages]]",
        )


def _number_mistakes(where: str, step: Table) -> Iterator[PoetError]:
    minutes, share = step.get("minutes", 0), step.get("share", 1)
    if not 0 <= minutes <= MOST_MINUTES:
        yield PoetError(
            where,
            f"minutes is {in_figures(minutes)}",
            expected=f"It is 0 or more, and at most {MOST_MINUTES:,}, which is a week",
            cure="Write how many minutes the work takes, not how long people wait",
        )
    if not 0 <= share <= 1:
        yield PoetError(
            where,
            f"share is {in_figures(share)}",
            expected="It is the share of cases that have this step, from 0 to 1",
            cure="Write 0.25 for one case in four, say",
        )
    for key in ("forms", "sign_offs"):
        yield from _count_mistakes(where, key, step.get(key, 0))


def _count_mistakes(where: str, key: str, number: float) -> Iterator[PoetError]:
    if not (0 <= number <= MOST_FORMS and number // 1 == number):
        yield PoetError(
            where,
            f"{key} is {in_figures(number)}",
            expected=f"It is a whole number from 0 to {MOST_FORMS:,}",
            cure="Write how many there are in a case that has this step",
        )


def _repeats_mistakes(
    where: str, step: Table, earlier: Sequence[object], every: Sequence[object]
) -> Iterator[PoetError]:
    """The work that is done again was done before, by a step of the same map."""
    again = step.get("repeats", "")
    if not again or again in earlier:
        return
    if again == step.get("id"):
        found, expected = "it repeats itself", "It repeats the work of an earlier step"
    elif again in every:
        found = f'it repeats "{again[:40]}", which comes later'
        expected = "The step that does the work first is the one that is repeated"
    else:
        found = f'it repeats "{again[:40]}", and no step has this id'
        expected = "It repeats the work of an earlier step"
    cure = "Give the id of an earlier step, or remove repeats"
    yield PoetError(where, found, expected=expected, cure=cure)


def what_if_mistakes(what_ifs: Numbered, ids: Sequence[object]) -> Iterator[PoetError]:
    """Every mistake in these changes, each after the words that say where it is."""
    for where, table in what_ifs:
        yield from key_mistakes(where, table, WHAT_IF, ("name", "without"))
        without = fitting(table, WHAT_IF).get("without", [])
        for step in dict.fromkeys(without):
            if step not in ids:
                yield PoetError(
                    where,
                    f'without names "{step[:40]}", and no step has this id',
                    expected="It names the steps that would no longer be done, by their ids",
                    cure="Correct or remove it",
                )
            elif without.count(step) > 1:
                yield PoetError(where, f'without names "{step[:40]}" twice', cure="Name it once")
