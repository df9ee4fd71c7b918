"""Markdown becomes HTML that is safe and well made; what a page cannot have is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.errors import PoetError
from poet.printing import extra_pages
from poet.printing.extra_pages import extra_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "look.md"
BEGIN = 'the page does not begin with its heading. Write one above all: "# Heading".'
LINK_BEGINS = "A link begins with http:, https:, mailto:, tel:. Write the whole address."
MISTAKES = {
    "": f"line 1: {BEGIN}",
    "Welcome": f"line 1: {BEGIN}",
    "## Welcome": f"line 1: {BEGIN}",
    "# One\n\n# Two": ('line 3: the page has a second heading with one "#". Write it with "##".'),
    "# One\n\nTwo\n===": (
        'line 3: the page has a second heading with one "#". Write it with "##".'
    ),
    "# One\n\n### Two": (
        'line 3: after a heading with "#" comes one with "###". '
        'Who hears a page walks its headings, and would miss one. Write it with "##".'
    ),
    "# 1\n## 2\n### 3\n#### 4": (
        'line 4: a heading has "####". A page has headings of 3 levels, down to "###". '
        "Write it as a paragraph."
    ),
    "# One\n\n##\n": "line 3: a heading has no words. Write it, or take it out.",
    "# One\n\n<div>x</div>": (
        "line 3: there is HTML, which a page cannot have. "
        "Take it out: a page is written in Markdown alone."
    ),
    "# One\n\nsome\n<b>words</b>": (
        "line 4: there is HTML, which a page cannot have. "
        "Take it out: a page is written in Markdown alone."
    ),
    "# One\n\n<!-- to do -->": (
        "line 3: there is HTML, which a page cannot have. "
        "Take it out: a page is written in Markdown alone."
    ),
    "# One\n\n- see ![us](us.png)": (
        "line 3: there is a picture, which a page cannot have. "
        "Take it out, and say in words what it shows."
    ),
    "# One\n\n    indented": (
        "line 3: there is code, which a page cannot have. "
        "Take away the backticks, or the four spaces before a line."
    ),
    "# One\n\n```\nx\n```": (
        "line 3: there is code, which a page cannot have. "
        "Take away the backticks, or the four spaces before a line."
    ),
    "# One `two`": (
        "line 1: there is code, which a page cannot have. "
        "Take away the backticks, or the four spaces before a line."
    ),
    "# One\n\n***": (
        "line 3: there is a line across the page, which a page cannot have. "
        "Take it out, or put a heading in its place."
    ),
    "# One\n\n[more](more.md)": (
        f'line 3: a link leads to "more.md", where readers cannot go. {LINK_BEGINS}'
    ),
    "# One\n\n[more](javascript:alert(1))": (
        f'line 3: a link leads to "javascript:alert(1)", where readers cannot go. {LINK_BEGINS}'
    ),
    "# One\n\n[more](data:text/html,x)": (
        f'line 3: a link leads to "data:text/html,x", where readers cannot go. {LINK_BEGINS}'
    ),
    "# One\n\n[](https://example.org)": (
        "line 3: a link has no words. Write where it leads: [words](address)."
    ),
    "# One\n\n| a | |\n|---|---|\n| 1 | 2 |": (
        "line 3: a column of the table has no heading. "
        "Write one, so that who hears the table knows what stands below."
    ),
    "# One\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | 3 |": (
        "line 6: a row of the table has 3 cells, but there are 2 columns. "
        r"Take out a |, or write \| for one that is to be printed."
    ),
}


def told(text: str) -> list[str]:
    with pytest.raises(PoetError) as raised:
        extra_page("our.md", text)
    assert raised.value.exit_code == 2
    return str(raised.value).splitlines()


def test_headings_go_one_level_down_and_the_first_is_the_pages() -> None:
    page = extra_page("our.md", "# What *we* offer\n\n## Who\n\n### When\n\n## How\n")
    assert page.heading == "What we offer"
    assert page.html == (
        "<h2>What <em>we</em> offer</h2>\n<h3>Who</h3>\n<h4>When</h4>\n<h3>How</h3>\n"
    )


def test_paragraphs_lists_and_quotations() -> None:
    text = "# A\n\nSome **words**\nand more.\n\n- one\n  - two\n\n3. three\n\n> four\n"
    assert extra_page("our.md", text).html == (
        "<h2>A</h2>\n<p>Some <strong>words</strong>\nand more.</p>\n"
        "<ul>\n<li>one\n<ul>\n<li>two</li>\n</ul>\n</li>\n</ul>\n"
        '<ol start="3">\n<li>three</li>\n</ol>\n'
        "<blockquote>\n<p>four</p>\n</blockquote>\n"
    )


def test_a_table_says_what_its_headings_are_and_where_numbers_stand() -> None:
    text = "# A\n\n| a | b | c |\n|---|--:|:-:|\n| 1 | 2 | x \\| y |\n| 3 |\n"
    assert extra_page("our.md", text).html == (
        '<h2>A</h2>\n<table>\n<thead>\n<tr>\n<th scope="col">a</th>\n'
        '<th scope="col" class="number">b</th>\n<th scope="col">c</th>\n</tr>\n</thead>\n'
        '<tbody>\n<tr>\n<td>1</td>\n<td class="number">2</td>\n<td>x | y</td>\n</tr>\n'
        '<tr>\n<td>3</td>\n<td class="number"></td>\n<td></td>\n</tr>\n</tbody>\n</table>\n'
    )


@pytest.mark.parametrize(
    ("written", "made"),
    [
        (
            '[us](https://example.org "title")',
            '<a href="https://example.org" class="address-in-print">us</a>',
        ),
        ("<https://example.org>", '<a href="https://example.org">https://example.org</a>'),
        ("<us@example.org>", '<a href="mailto:us@example.org">us@example.org</a>'),
        ("[ring us](tel:0000)", '<a href="tel:0000">ring us</a>'),
    ],
)
def test_a_link_has_its_address_printed_after_its_words(written: str, made: str) -> None:
    assert extra_page("our.md", f"# A\n\n{written}\n").html == f"<h2>A</h2>\n<p>{made}</p>\n"


def test_text_is_escaped_cleaned_and_broken_up() -> None:
    text = f"# A & B\n\n1 < 2 &amp; &#x202e;3 {'x' * 61}\r\nand \x1b[31m more\r\n"
    assert extra_page("our.md", text).html == (
        f"<h2>A &amp; B</h2>\n<p>1 &lt; 2 &amp; 3 {'x' * 60} x\nand [31m more</p>\n"
    )


@pytest.mark.parametrize("text", MISTAKES)
def test_what_a_page_cannot_have_is_told_with_its_line(text: str) -> None:
    assert told(text) == [f"our.md, {MISTAKES[text]}"]


def test_lines_are_counted_whatever_ends_them() -> None:
    for end in ("\n", "\r\n", "\r"):
        text = end.join(["# One", "", "words", "<b>"])
        assert told(text)[0].startswith("our.md, line 4: there is HTML")


def test_all_mistakes_are_told_at_once_each_line_once() -> None:
    text = "# One\n\n<b>two</b> and <i>three</i>\n\n***\n"
    assert [sentence.split(",", 2)[1] for sentence in told(text)] == [
        " line 3: there is HTML",
        " line 5: there is a line across the page",
    ]


def test_every_message_is_in_a_test(untested: Callable) -> None:
    assert untested(extra_pages, MISTAKES.values()) == []


def test_the_page_that_docs_show_is_one() -> None:
    shown = re.findall(r"^```markdown\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)
    (page,) = (extra_page("our-offer.md", text) for text in shown)
    assert page.heading == "What we offer here"


PIECES = [
    *["#", "##", "a", "<b>", "<", "&lt;", "|", "|--|", "[", "](", ")", "`", "*", "-", ">", "1."],
    *["http://x", "javascript:x", "\\", "![", "&#60;script&#62;", '"', "'"],
]
BETWEEN = ["\n", "\n\n", " ", "    ", "\t", "\0", "\r", ""]
TAGS = {"h2", "h3", "h4", "p", "ul", "ol", "li", "em", "strong", "a", "br", "blockquote"}
TAGS_OF_TABLES = {"table", "thead", "tbody", "tr", "th", "td"}


@given(st.lists(st.sampled_from([*PIECES, *BETWEEN]), max_size=14).map("".join))
def test_whatever_is_written_the_page_is_safe_or_told(text: str) -> None:
    try:
        html = extra_page("our.md", "# A\n\n" + text).html
    except PoetError as mistake:
        assert str(mistake).startswith("our.md, line ")
        return
    assert {tag.strip("/") for tag in re.findall(r"<(/?\w*)", html)} <= TAGS | TAGS_OF_TABLES
    assert set(re.findall(r'href="(\w*)', html)) <= {"http"}
