"""The steps of a process as a picture, whole or in parts, and the same in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from poet.charts import Chart, StepBar, StepBlock, process_steps
from poet.sections.steps_rows import Row, figures, how_many, numbered, of_level, paperwork
from poet.wording import in_hundred, list_of
from poet.wording_time import duration, short_duration

if TYPE_CHECKING:
    from pandas import DataFrame

# A page has room for so many lines of steps, each of about so many letters; beyond them the picture
# has what the steps of a stage take together.
MOST_LINES, LETTERS_IN_A_LINE = 16, 29
# A page of large print has room for so many bars.
MOST_IN_A_PART = 9
MOST_WORDS_IN_A_TITLE = 10


def lines_of_steps(rows: DataFrame, letters_in_a_line: int = LETTERS_IN_A_LINE) -> int:
    """About how many lines the steps need in a picture."""
    letters = [
        len(f"00 {step.label} {_of_cases(step)} {'done twice' if step.repeats else ''}".rstrip())
        for step in of_level(rows, "step")
    ]
    return sum(math.ceil(many / letters_in_a_line) for many in letters)


def whole_picture(rows: DataFrame, every_step: bool) -> Chart:
    """All stages as one picture."""
    stages = [stage for stage in of_level(rows, "stage", "all") if stage.steps]
    longest = max(stages, key=lambda stage: stage.minutes)
    return process_steps(
        [_block(stage, _bars(rows, stage, every_step)) for stage in stages],
        title=_title(f"Most time: {longest.label}, {duration(longest.minutes)}"),
        text=" ".join(line for stage in stages for line in _in_words(rows, stage)),
    )


def picture_in_parts(rows: DataFrame, every_step: bool) -> list[Chart]:
    """The same in pieces of one scale, each of which has room on a page of large print."""
    stages = [stage for stage in of_level(rows, "stage", "all") if stage.steps]
    bars = {stage.item: _bars(rows, stage, every_step) for stage in stages}
    longest = max(bar.minutes for some in bars.values() for bar in some)
    charts = []
    for stage in stages:
        words = _in_words(rows, stage)
        for first in range(0, len(bars[stage.item]), MOST_IN_A_PART):
            last = first + MOST_IN_A_PART
            label = stage.label if not first else f"{stage.label}, continued"
            block = _block(stage._replace(label=label), bars[stage.item][first:last])
            whole = not every_step and not first
            text = words if whole else words[first + bool(first) : last + 1]
            title = _title(f"{label}: {duration(stage.minutes)}")
            charts.append(process_steps([block], title=title, text=" ".join(text), longest=longest))
    return charts


def _title(words: str) -> str:
    return words if len(words.split()) <= MOST_WORDS_IN_A_TITLE else "Where the time goes"


def _bars(rows: DataFrame, stage: Row, every_step: bool) -> list[StepBar]:
    return _step_bars(rows, stage) if every_step else _sums(rows, stage)


def _block(stage: Row, bars: Sequence[StepBar]) -> StepBlock:
    return StepBlock(
        stage.label,
        tuple(bars),
        short_duration(stage.minutes),
        figures(stage.forms),
        figures(stage.sign_offs),
    )


def _step_bars(rows: DataFrame, stage: Row) -> list[StepBar]:
    numbers = numbered(rows)
    return [
        StepBar(
            label=f"{numbers[step.item]} {step.label}",
            minutes=step.minutes,
            time=short_duration(step.minutes),
            who=_doer(rows, step),
            forms=figures(step.forms),
            sign_offs=figures(step.sign_offs),
            note=_of_cases(step),
            own=step.whose == "own",
            twice=bool(step.repeats),
        )
        for step in of_level(rows, "step")
        if step.stage == stage.item
    ]


def _sums(rows: DataFrame, stage: Row) -> list[StepBar]:
    """The steps of a stage together: of staff, done twice, and people's own time."""
    mine = [step for step in of_level(rows, "step") if step.stage == stage.item]
    parts = (
        ("Work of staff", False, False),
        ("Work of staff", False, True),
        ("The person or family", True, False),
        ("The person or family", True, True),
    )
    bars = []
    for label, own, twice in parts:
        some = [one for one in mine if (one.whose == "own", bool(one.repeats)) == (own, twice)]
        minutes, forms, sign_offs = (
            sum(getattr(one, name) for one in some) for name in ("minutes", "forms", "sign_offs")
        )
        if some:
            words = (short_duration(minutes), "", figures(forms), figures(sign_offs))
            bars.append(
                StepBar(f"{label}: {how_many(len(some), 'step')}", minutes, *words, "", own, twice)
            )
    return bars


def _doer(rows: DataFrame, step: Row) -> str:
    return next(row.label for row in of_level(rows, "doer") if row.item == step.who)


def _of_cases(step: Row) -> str:
    return f"{in_hundred(step.of_cases)} cases" if step.of_cases < 1 else ""


def _in_words(rows: DataFrame, stage: Row) -> list[str]:
    """A stage, then each of its steps, for people who do not see the picture."""
    lines = [f"{stage.label}: {list_of([duration(stage.minutes), *paperwork(stage)])}."]
    for step in of_level(rows, "step"):
        if step.stage == stage.item:
            parts = [_doer(rows, step), duration(step.minutes), *paperwork(step), _of_cases(step)]
            again = ["done twice"] if step.repeats else []
            lines.append(f"{step.label}: {', '.join(part for part in [*parts, *again] if part)}.")
    return lines
