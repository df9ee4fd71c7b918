"""What `poet themes` tells of an export and of how far two coders agree, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from poet.themes_coding import Coding
    from poet.themes_export import Exported

MOST_LINES = 50
REASONS = {
    "blank": "where nothing is written",
    "nothing said": 'with no more than "no" or "n/a"',
}


def export_lines(exported: Exported) -> Iterator[str]:
    """How many comments there are, which are left out, and where to look first."""
    yield f"{_many(exported.comments, 'comment', 'comments')} in both workbooks."
    for reason, cells in exported.left_out.items():
        if cells:
            yield f"Left out: {_many(cells, 'answer', 'answers')} {REASONS[reason]}."
    if exported.marked:
        have = "has" if exported.marked == 1 else "have"
        many = _many(exported.marked, "comment", "comments")
        yield f"Look here first: {many} {have} something that may tell who somebody is."
    if exported.cut:
        yield (
            f"{_many(exported.cut, 'comment is', 'comments are')} longer than a cell of Excel can "
            "hold, and cut. The end is in the file of answers only."
        )


def coding_lines(coding: Coding) -> Iterator[str]:
    """What could not be used, how far the two agree on each theme, and what is to be settled."""
    from poet.responses import grouped, problem_lines

    yield from problem_lines(grouped(coding.problems), MOST_LINES)
    if len(coding.problems):
        yield ""
    both, apart = len(coding.codes), len(coding.not_used)
    yield f"{_many(both, 'comment is', 'comments are')} coded by both."
    if apart:
        yield f"{_many(apart, 'comment is', 'comments are')} not: each is in coding_problems.xlsx."
    if both:
        yield ""
        yield from agreement_lines(coding)
    differ = len(coding.disagreements)
    if differ:
        yield ""
        left = f"{coding.not_settled:,} of them not settled yet"
        end = left if coding.not_settled else "all of them settled"
        yield f"{_many(differ, 'disagreement', 'disagreements')}, {end}."


def not_listed_line(many: int, listed: Path) -> str:
    """What to do where a kept list lacks disagreements, as a coder has coded more by now."""
    are = "1 disagreement is" if many == 1 else f"{many:,} disagreements are"
    return (
        f"{are} not in that list. Call it old.xlsx, and run the same with --settled "
        f"{listed.with_name('old.xlsx')}: a new list is written, and what is settled stays."
    )


def agreement_lines(coding: Coding) -> Iterator[str]:
    """A line per theme: how often each coder saw it, and Cohen's kappa with its 95 % interval."""
    from poet.statistics.coder_agreement import coder_agreement
    from poet.wording import half_up

    tables = np.array([_table(coding, code) for code in coding.codeframe.codes])
    kappa = coder_agreement(tables).kappa
    width = max(len(theme.short) for theme in coding.codeframe.themes)
    yield f"{'theme':<{width}}  first  second  both  differ  kappa (95 % interval)"
    for place, theme in enumerate(coding.codeframe.themes):
        ((yes, only_first), (only_second, _)) = tables[place]
        counts = (yes + only_first, yes + only_second, yes, only_first + only_second)
        # Then kappa is 0, or 0 / 0, whatever the other coder did.
        without = {0, len(coding.codes)} & set(counts[:2])
        told = "none, as a coder chose it never or always"
        if not without:
            parts = kappa.estimate[place], kappa.low[place], kappa.high[place]
            told = "{:.2f} ({:.2f} to {:.2f})".format(*(half_up(part, 2) for part in parts))
        cells = (f"{n:>{w},}" for n, w in zip(counts, (5, 6, 4, 6), strict=True))
        yield f"{theme.short:<{width}}  {'  '.join(cells)}  {told}"


def _table(coding: Coding, code: str) -> list[list[int]]:
    """How many comments: the first coder's yes and no in rows, the second's in columns."""
    first, second = (coding.codes[f"{coder}.{code}"].eq("yes") for coder in ("first", "second"))
    return [[int((a & b).sum()) for b in (second, ~second)] for a in (first, ~first)]


def _many(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
