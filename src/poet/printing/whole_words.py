"""The words of pictures drawn in one piece: WeasyPrint lays out each letter of an SVG on its own.

Letters apart are for texts that give each letter a place, or turn them. A report's charts hold
some 500 texts of one place; drawn whole they take half the time, and a third less of the file.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

# What gives letters places of their own.
APART = ("dx", "dy", "rotate", "letter-spacing", "textLength")


class _InOnePiece(str):
    """Words that are one letter to whoever goes through them letter by letter."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        return iter((str(self),))


@contextlib.contextmanager
def words_in_one_piece() -> Iterator[None]:
    """Meanwhile WeasyPrint draws the words of pictures whole, wherever nothing parts their letters.

    Words are kerned then, as the rest of the page is. A version of WeasyPrint that draws texts in
    another way is left to do so.
    """
    from weasyprint import svg

    by_letter, tags = getattr(svg, "text", None), dict(getattr(svg, "TAGS", {}))
    if by_letter not in tags.values():
        yield
        return

    def draw(picture: Any, node: Any, font_size: float) -> None:  # noqa: ANN401 - WeasyPrint's own
        if node.text and not _parted(node):
            node._etree_node.text = _InOnePiece(node.text)
        by_letter(picture, node, font_size)

    svg.text = draw
    svg.TAGS.update({tag: draw for tag, function in tags.items() if function is by_letter})
    try:
        yield
    finally:
        svg.text = by_letter
        svg.TAGS.update(tags)


def _parted(node: Any) -> bool:  # noqa: ANN401 - WeasyPrint's own
    places = [node.get(name, "").replace(",", " ").split() for name in ("x", "y")]
    return any(node.get(name) for name in APART) or any(len(place) > 1 for place in places)
