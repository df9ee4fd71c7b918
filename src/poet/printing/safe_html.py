"""Whether a piece of a page runs nothing, fetches nothing, and says its pictures in words."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from poet.errors import PoetError

RUNS = {"script", "iframe", "object", "embed", "form", "base", "meta", "link", "audio", "video"}
FETCHES = {"src", "srcset", "poster", "background", "xlink:href"}
# What the piece itself holds: a picture as data, or a part of it.
INSIDE = re.compile(r"\s*(?:#|data:image/(?:svg\+xml|png|jpeg);base64,)")
LINKS = re.compile(r"\s*(?:https?:|mailto:|tel:|#)", re.IGNORECASE)
ADDRESS_IN_CSS = re.compile(
    r"""url\((?!\s*["']?\s*(?:#|data:))|image-set\(|@import|\\""", re.IGNORECASE
)


def refuse_unsafe(html: str, where: str) -> None:
    """Raises PoetError that names the first tag that runs or fetches something, or is unnamed."""
    looked_at = _Looked(where)
    looked_at.feed(html)
    looked_at.close()


class _Looked(HTMLParser):
    """What the parser tells of the piece, tag by tag; the first that is wrong is raised."""

    def __init__(self, where: str) -> None:
        super().__init__()
        self.where = where
        self.css: list[str] = []
        self.in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.in_style = tag == "style"
        self.css.clear()
        if tag in RUNS:
            raise self._mistake(f"it has <{tag}>, which can run or fetch something")
        if tag == "img" and not given.get("alt", "").strip():
            raise PoetError(
                self.where,
                "a picture has no words",
                expected="Those who do not see it hear its words",
                cure='Add alt="..." with what it shows',
            )
        for name, value in given.items():
            self._check_attribute(tag, name, value)

    def handle_data(self, data: str) -> None:
        if self.in_style:
            self.css.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.in_style = False
        # Only now: letters come in pieces, and an address may be cut in two.
        if tag == "style" and ADDRESS_IN_CSS.search("".join(self.css)):
            raise self._mistake("its style fetches something")

    def _check_attribute(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on"):
            raise self._mistake(f"it has {name}, which can run something")
        link = name == "href" and tag in {"a", "area"}
        fetches = name in FETCHES or (name == "href" and not link)
        wrong = (link and not LINKS.match(value)) or (fetches and not INSIDE.match(value))
        if wrong or (name == "style" and ADDRESS_IN_CSS.search(value)):
            raise self._mistake(f"{name} of <{tag}> leads out of the report")

    def _mistake(self, found: str) -> PoetError:
        return PoetError(
            self.where,
            found,
            expected="A report is one file that runs nothing and fetches nothing",
            cure="Take it out of the template",
        )
