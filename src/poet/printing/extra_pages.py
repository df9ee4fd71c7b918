"""Pages of an authority's own: Markdown to HTML that is safe, and that a screen reader can walk.

Headings go one level down, since the <h1> of a report is the name on its cover.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import Markup

from poet.errors import PoetError
from poet.wording import cleaned

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

DEEPEST_HEADING = 3
SCHEMES = ("http", "https", "mailto", "tel")
# As long as a line of the page: a longer run of letters would stand out of it.
LONGEST_TOKEN = 60
LONG_TOKEN = re.compile(rf"\S{{{LONGEST_TOKEN}}}(?=\S)")
BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
# What Markdown knows and a page cannot have, by the kind of its token: in words, and the cure.
HTML = ("HTML", "Take it out: a page is written in Markdown alone")
CODE = ("code", "Take away the backticks, or the four spaces before a line")
NOT_POSSIBLE = {
    "html_block": HTML,
    "html_inline": HTML,
    "code_block": CODE,
    "code_inline": CODE,
    "fence": CODE,
    "image": ("a picture", "Take it out, and say in words what it shows"),
    "hr": ("a line across the page", "Take it out, or put a heading in its place"),
}


@dataclass(frozen=True)
class ExtraPage:
    """A page to print: the words of its first heading, and all of it as HTML."""

    heading: str
    html: Markup


@dataclass(frozen=True)
class _Source:
    """The page as written: the name of its file, and its lines."""

    name: str
    lines: tuple[str, ...]

    def mistake(self, line: int, found: str, *, expected: str = "", cure: str) -> PoetError:
        """A mistake in a line, counted from 0."""
        return PoetError(f"{self.name}, line {line + 1}", found, expected=expected, cure=cure)


def extra_page(name: str, text: str) -> ExtraPage:
    """The page of this text, which came from the file `name`.

    It has headings of three levels, paragraphs, lists, emphasis, links, quotations and simple
    tables. Raises PoetError with every line that holds something else.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    source = _Source(name, tuple(text.split("\n")))
    checked = _parser(html=True)
    # Links that the library would not make, and print as text, are to be told.
    checked.validateLink = lambda url: True
    mistakes = _mistakes(source, checked.parse(text))
    PoetError.raise_all({str(mistake): mistake for mistake in mistakes}.values())
    parser = _parser(html=False)
    tokens = parser.parse(text)
    for token in tokens:
        _set_attributes(token)
        _make_printable(token)
        _print_addresses(token)
    heading = "".join(part.content for part in tokens[1].children or ())
    return ExtraPage(heading, Markup(parser.renderer.render(tokens, parser.options, {})))  # noqa: S704 - the library escapes whatever is text


def _parser(*, html: bool) -> MarkdownIt:
    """With `html`, tags are found as such, to be refused; without, they are nothing but text."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": html}).enable("table")


def _set_attributes(token: Token) -> None:
    """Headings one level down; what a cell of a table is, as in the tables of a report."""
    if token.type in ("heading_open", "heading_close"):
        token.tag = f"h{int(token.tag[1:]) + 1}"
    if token.type == "th_open":
        token.attrSet("scope", "col")
    if token.attrs.pop("style", "") == "text-align:right":
        token.attrSet("class", "number")


def _make_printable(token: Token) -> None:
    for part in token.children or ():
        part.attrs.pop("title", None)
        if part.type == "text":
            part.content = LONG_TOKEN.sub(r"\g<0> ", cleaned(part.content))


def _print_addresses(inline: Token) -> None:
    """Mark links whose words are not the address: on paper it is printed after them."""
    parts = inline.children or []
    for part, words in pairwise(parts):
        address = str(part.attrs.get("href", ""))
        if part.type == "link_open" and address.startswith("http") and words.content != address:
            part.attrSet("class", "address-in-print")


def _mistakes(source: _Source, tokens: Sequence[Token]) -> Iterator[PoetError]:
    yield from _heading_mistakes(source, tokens)
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        yield from _not_possible(source, token, line)
        if token.type == "inline":
            yield from _line_mistakes(source, token, line)
    yield from _table_mistakes(source, tokens)


def _heading_mistakes(source: _Source, tokens: Sequence[Token]) -> Iterator[PoetError]:
    if not tokens or tokens[0].tag != "h1":
        yield source.mistake(
            0,
            "the page does not begin with its heading",
            cure='Write one above all: "# Heading"',
        )
    before = 0
    for token, inside in pairwise(tokens):
        if token.type == "heading_open":
            level = int(token.tag[1:])
            yield from _mistakes_of_heading(source, token, inside, before)
            before = level


def _mistakes_of_heading(
    source: _Source, token: Token, inside: Token, before: int
) -> Iterator[PoetError]:
    line, level = (token.map or [0])[0], int(token.tag[1:])
    if not inside.content.strip():
        yield source.mistake(line, "a heading has no words", cure="Write it, or take it out")
    if level == 1 and before:
        yield source.mistake(
            line, 'the page has a second heading with one "#"', cure='Write it with "##"'
        )
    if level > before + 1 and before:
        yield source.mistake(
            line,
            f'after a heading with "{"#" * before}" comes one with "{"#" * level}"',
            expected="Who hears a page walks its headings, and would miss one",
            cure=f'Write it with "{"#" * (before + 1)}"',
        )
    elif level > DEEPEST_HEADING:
        yield source.mistake(
            line,
            f'a heading has "{"#" * level}"',
            expected=f'A page has headings of {DEEPEST_HEADING} levels, down to "###"',
            cure="Write it as a paragraph",
        )


def _not_possible(source: _Source, token: Token, line: int) -> Iterator[PoetError]:
    if token.type in NOT_POSSIBLE:
        words, cure = NOT_POSSIBLE[token.type]
        yield source.mistake(line, f"there is {words}, which a page cannot have", cure=cure)


def _line_mistakes(source: _Source, inline: Token, line: int) -> Iterator[PoetError]:
    """What is wrong inside a paragraph, heading or cell that begins in this line."""
    parts = inline.children or []
    for part, following in zip(parts, [*parts, None][1:], strict=True):
        yield from _not_possible(source, part, line)
        if part.type == "link_open":
            yield from _link_mistakes(source, part, following, line)
        line += part.type in ("softbreak", "hardbreak")


def _link_mistakes(
    source: _Source, link: Token, following: Token | None, line: int
) -> Iterator[PoetError]:
    address = str(link.attrs.get("href", ""))
    if _scheme(address) not in SCHEMES:
        yield source.mistake(
            line,
            f'a link leads to "{address}", where readers cannot go',
            expected="A link begins with " + ", ".join(f"{scheme}:" for scheme in SCHEMES),
            cure="Write the whole address",
        )
    if following is None or following.type == "link_close":
        yield source.mistake(
            line, "a link has no words", cure="Write where it leads: [words](address)"
        )


def _scheme(address: str) -> str:
    try:
        return urlsplit(address).scheme
    except ValueError:
        return ""


def _table_mistakes(source: _Source, tokens: Sequence[Token]) -> Iterator[PoetError]:
    columns = line = 0
    for token, inside in pairwise(tokens):
        line = token.map[0] if token.map else line
        if token.type == "thead_open":
            columns = 0
        if token.type == "th_open":
            columns += 1
            if not inside.content.strip():
                yield source.mistake(
                    line,
                    "a column of the table has no heading",
                    cure="Write one, so that who hears the table knows what stands below",
                )
        if token.type == "tr_open" and columns and (cells := _cells(source.lines[line])) > columns:
            yield source.mistake(
                line,
                f"a row of the table has {cells} cells, but there are {columns} columns",
                cure=r"Take out a |, or write \| for one that is to be printed",
            )


def _cells(line: str) -> int:
    row = line.strip("> \t\r").removeprefix("|")
    bars = BETWEEN_CELLS.findall(row.removesuffix("|") if not row.endswith(r"\|") else row)
    return len(bars) + 1
