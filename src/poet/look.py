"""How an authority's reports look: its name, logo, colours, pages and folders of its own."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Picture:
    """A picture that is safe to put into a page; `media_type` is image/svg+xml, png or jpeg."""

    content: bytes
    media_type: str

    @property
    def address(self) -> str:
        """The picture itself as an address (a data: URI), so that a page needs no other file."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.content).decode()}"


@dataclass(frozen=True)
class Look:
    """What `[look]` in study.toml says, or what is usual where it says nothing.

    `name` stands in the place of the authority's name ("" for its own), `logo_words` in the place
    of the logo for those who do not see it. Colours are written "#RRGGBB"; `bar_colours` has those
    of the best, good, bad and worst answers, or is empty for the usual ones. `extra_pages` has
    file name and text of each page, in Markdown. `templates` is the folder with section templates,
    `pictures` that with pictures for Easy Read.
    """

    name: str = ""
    logo: Picture | None = None
    logo_words: str = ""
    heading_colour: str = "#12436D"
    box_colour: str = "#4D96D5"
    bar_colours: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    extra_pages: tuple[tuple[str, str], ...] = ()
    templates: Path | None = None
    pictures: Path | None = None
