"""What made a table, told from its first rows: one module a survey tool.

layout_of(rows).tool
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from poet.reading.layout import Layout
from poet.reading.shapes import (
    ascs,
    google_forms,
    kobotoolbox,
    limesurvey,
    microsoft_forms,
    plain,
    qualtrics,
    smartsurvey,
    surveymonkey,
)

Shape = Callable[[Sequence[Sequence[str]]], Layout | None]

# The most telling marks first.
SHAPES: tuple[Shape, ...] = (
    qualtrics.layout,
    surveymonkey.layout,
    smartsurvey.layout,
    kobotoolbox.layout,
    limesurvey.layout,
    ascs.layout,
    microsoft_forms.layout,
    google_forms.layout,
)


def layout_of(rows: Sequence[Sequence[str]], where: str = "This file") -> Layout:
    """What made a table and what its columns are; a plain layout when no survey tool is told.

    `rows` are the row of headings and up to five rows below it, as text; they may differ in
    length. The layout has a column for every cell of the widest heading row. Each tool says in its
    module what it demands: a plain table must never lose its first answers to a guess. Raises
    PoetError, with exit code 3, when the table holds the questions of a survey and no answers;
    `where` names the file then.
    """
    limesurvey.refuse_definition(rows, where)
    told = (shape(rows) for shape in SHAPES)
    return next((layout for layout in told if layout), None) or plain.layout(rows)
