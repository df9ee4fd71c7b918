"""What a page of HTML says, cut into blocks; tests of pages import it from here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest


@dataclass(frozen=True)
class Block:
    """One stretch of a page of HTML that stands alone, with the elements around it.

    `kind`: prose, cell (of a table), drawn (words in a picture) or alt (its equivalent in words).
    """

    kind: str
    text: str
    within: tuple[str, ...]
    section: str

    @property
    def element(self) -> str:
        return self.within[-1]

    @property
    def heading(self) -> int:
        """The level of a heading; 0 for any other block."""
        found = re.fullmatch(r"h([1-6])", self.element)
        return int(found[1]) if found else 0


INLINE = {"strong", "em", "span", "a", "b", "i"}
VOID = {"meta", "br", "link", "hr", "img", "input", "path"}


@dataclass
class _Reader(HTMLParser):
    """Cuts a page into blocks at every element that is not inline."""

    blocks: list[Block] = field(default_factory=list)
    around: list[str] = field(default_factory=list)
    section: str = ""
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attributes: list) -> None:
        if tag not in INLINE:
            self._end_block()
        if tag == "section":
            self.section = dict(attributes).get("class", "")
        if tag not in VOID:
            self.around.append(tag)

    def handle_startendtag(self, tag: str, attributes: list) -> None:
        """Such an element holds nothing."""

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self._end_block()
        assert self.around.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def _end_block(self) -> None:
        text = " ".join("".join(self.words).split())
        self.words.clear()
        if text and "head" not in self.around:
            self.blocks.append(Block(self._kind(), text, tuple(self.around), self.section))

    def _kind(self) -> str:
        if "svg" in self.around:
            return "alt" if self.around[-1] == "title" else "drawn"
        return "cell" if {"td", "th"} & set(self.around) else "prose"


@pytest.fixture(scope="session")
def blocks_of() -> Callable[[str], list[Block]]:
    """The visible text of a page of HTML, block by block, in the order of the page."""

    def read(page: str) -> list[Block]:
        reader = _Reader()
        reader.feed(page)
        reader.close()
        assert reader.around == []
        return reader.blocks

    return read
