"""Large print: the workshop edition word for word, in type that is nowhere small."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

import poet
from poet.printing import edition as editions

FAMILY_CARERS = Path(__file__).resolve().parents[2] / "examples" / "carers-eurofamcare"
SMALLEST, SMALLEST_IN_MARGINS = 18, 14
Matrix = tuple[float, ...]
SAME: Matrix = (1, 0, 0, 1, 0, 0)


@pytest.fixture(
    scope="module", params=["planted", "null", "family carers", "practitioners", "hidden"]
)
def study(request, example, planted, null):
    """Studies whose reports hold links or none, one audience or three, much hidden or little."""
    return {
        "planted": lambda: planted,
        "null": lambda: null,
        "family carers": lambda: poet.load_study(FAMILY_CARERS),
        "practitioners": lambda: example(only=("practitioner",), authorities=1, people=60, seed=2),
        "hidden": lambda: example(authorities=1, people=8, seed=6),
    }[request.param]()


def told(blocks) -> list[tuple[str, str]]:
    """What is written and what is tabled, by section; charts are split in other places."""
    return [
        (block.section, block.text)
        for block in blocks
        if block.kind in {"prose", "cell"} and block.element != "figcaption"
    ]


def shown(blocks) -> list[str]:
    """What the charts show, row by row: one chart after the other, however they are split."""
    return [word for b in blocks if b.kind == "alt" for word in b.text.split()]


def test_the_words_are_those_of_the_workshop_edition(study, html_of, blocks_of) -> None:
    large, workshop = (
        blocks_of(html_of(study, edition=name)) for name in ("large_print", "workshop")
    )
    assert told(large) == told(workshop)
    assert shown(large) == shown(workshop)


def test_its_sections_are_those_of_the_workshop_edition() -> None:
    large, workshop = editions.load("large_print"), editions.load("workshop")
    assert large.sections == workshop.sections
    assert large.folders[1:] == workshop.folders
    assert large.chart_size.text_pt >= SMALLEST


def times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def type_sizes(page: pikepdf.Page) -> Iterator[tuple[bool, float]]:
    """Of each stretch of text: whether it stands in the margins, and its size in points."""
    matrix, kept, marks, size, upright = SAME, [], [], 0.0, 1.0
    for part in pikepdf.parse_content_stream(page):
        operator, operands = str(part.operator), part.operands
        if operator == "q":
            kept.append((matrix, size))
        elif operator == "Q":
            matrix, size = kept.pop()
        elif operator == "cm":
            matrix = times(tuple(map(float, operands)), matrix)
        elif operator in {"BMC", "BDC"}:
            marks.append(operands[0])
        elif operator == "EMC":
            marks.pop()
        elif operator == "Tf":
            size = float(operands[1])
        elif operator == "Tm":
            upright = abs(float(operands[3]))
        elif operator in {"Tj", "TJ"}:
            yield pikepdf.Name.Artifact in marks, size * upright * abs(matrix[3])


@pytest.fixture(scope="module")
def sizes(planted, pdf_of, pages) -> dict[bool, set[float]]:
    """The sizes of type in the margins (True) and between them."""
    printed = pages(pdf_of(planted, "large_print"))
    found: dict[bool, set[float]] = {True: set(), False: set()}
    for page in printed.pdf.pages:
        for in_margin, size in type_sizes(page):
            found[in_margin].add(round(size, 1))
    return found


def test_no_type_is_small(sizes) -> None:
    assert min(sizes[False]) >= SMALLEST
    assert min(sizes[True]) >= SMALLEST_IN_MARGINS


def test_headings_stand_out_and_are_not_huge(sizes) -> None:
    assert sizes[False] & {24.0, 25.0, 30.0, 34.0}
    assert max(sizes[False]) <= 34
