"""Every edition of every shape of study looks finished: nothing empty, no heading left alone.

What words may say, and how long sentences are, is looked at in test_words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import pikepdf
import pytest

from poet.printing import edition as editions
from poet.printing.pdf import pdf
from poet.study import Study

AUDIENCES = ("budget_holder", "carer", "practitioner")
# With these the answers are kept and the released comments are not.
ALONE = {"authorities": 1, "people": 60, "seed": 2}
SHAPES = {
    "three audiences": {"authorities": 3, "people": 120, "seed": 1},
    "only budget holders": {**ALONE, "only": ("budget_holder",)},
    "only carers": {**ALONE, "only": ("carer",)},
    "only practitioners": {**ALONE, "only": ("practitioner",)},
    "no comments": {**ALONE, "only": AUDIENCES},
    "no links": {"authorities": 1, "people": 100, "seed": 1, "effect": "none"},
    "two waves": {"authorities": 1, "people": 60, "seed": 6, "waves": 2},
    "all hidden": {"authorities": 1, "people": 8, "seed": 6},
    "30 people in all": {"authorities": 1, "people": 15, "seed": 5},
    "3,000 people in all": {"authorities": 1, "people": 1_500, "seed": 6},
}
# What takes minutes for so many, and shows nothing that it does not show for fewer.
TOO_LONG = {("3,000 people in all", "technical")}
PAGES = [(shape, name) for shape in SHAPES for name in editions.available()]
PRINTED = [
    *(("three audiences", name) for name in editions.available() if name != "technical"),
    *(("all hidden", name) for name in editions.available()),
    *(("only carers", name) for name in ("workshop", "large_print")),
]
HEADINGS = {f"/H{level}" for level in range(1, 7)}
MOST_WORDS_IN_A_TITLE = 10
# A page with fewer words than this looks empty; so do these, which are there to write on.
FEW_WORDS = 20
TO_WRITE_ON = ("Our action plan", "Our plan")


@pytest.fixture(scope="module")
def of_shape(example) -> Callable[[str], Study]:
    def made(shape: str) -> Study:
        return example(**SHAPES[shape])

    return made


@pytest.fixture(
    scope="module", params=[pair for pair in PAGES if pair not in TOO_LONG], ids=": ".join
)
def page(request, of_shape, html_of) -> str:
    shape, name = request.param
    return html_of(of_shape(shape), edition=name)


@pytest.fixture(scope="module")
def blocks(page, blocks_of):
    return blocks_of(page)


@pytest.fixture(scope="module", params=PRINTED, ids=": ".join)
def printed(request, of_shape, pdf_of, pages):
    shape, name = request.param
    return pages(pdf_of(of_shape(shape), name))


def test_no_section_is_empty(page, blocks) -> None:
    sections = re.findall(r'<section class="([a-z_]+)"', page)
    assert len(sections) >= 4
    for section in sections:
        mine = [block for block in blocks if block.section == section]
        assert any(block.heading for block in mine), section
        assert any(not block.heading for block in mine), section


def test_no_heading_stands_without_text_below_it(blocks) -> None:
    assert not blocks[-1].heading
    for block, after in pairwise(blocks):
        assert not block.heading or not after.heading or after.heading > block.heading, block


def test_no_list_table_or_paragraph_is_empty(page) -> None:
    bare = re.sub(r"\s+", "", page)
    assert (
        re.findall(r"<(ul|ol|tbody|p|li|figcaption|blockquote|caption|h\d)[^>]*></\1>", bare) == []
    )


def test_the_title_of_a_chart_has_ten_words_at_most(blocks) -> None:
    titles = {block.text for block in blocks if block.element == "figcaption"}
    assert {text for text in titles if len(text.split()) > MOST_WORDS_IN_A_TITLE} == set()


def test_no_heading_stands_at_the_foot_of_a_page(printed) -> None:
    assert pages_that_end_in_a_heading(printed.pdf) == []


def test_a_heading_at_the_foot_of_a_page_is_found(pages) -> None:
    page = """<html lang="en"><head><title>T</title></head><body><h1>One</h1><p>Text</p>
    <h2 style="break-after: page">Two</h2><p>Text</p></body></html>"""
    assert pages_that_end_in_a_heading(pages(pdf(page)).pdf) == [1]


def pages_that_end_in_a_heading(document: pikepdf.Pdf) -> list[int]:
    """The numbers of these pages."""
    numbers = list(document.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    return [
        number
        for number, page in enumerate(document.pages, start=1)
        if HEADINGS & set(_kinds(owners[int(page.StructParents)][_last_mark(page)]))
    ]


def _last_mark(page: pikepdf.Page) -> int:
    """The number of the last stretch of a page that is read aloud."""
    marks = [
        int(part.operands[1]["/MCID"])
        for part in pikepdf.parse_content_stream(page)
        if str(part.operator) == "BDC" and "/MCID" in part.operands[1]
    ]
    return marks[-1]


def _kinds(element: pikepdf.Dictionary) -> Iterator[str]:
    """What the element is, and what is around it."""
    while "/S" in element:
        yield str(element.S)
        element = element.P


def test_no_page_is_nearly_empty(printed) -> None:
    texts = printed.texts(artifacts=False)
    few = [text for text in texts if len(text.split()) < FEW_WORDS]
    assert [text for text in few if not text.startswith(TO_WRITE_ON)] == []
