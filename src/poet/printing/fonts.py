"""The bundled fonts: for the printer by an address of their own, for a browser inside the page."""

from __future__ import annotations

import base64
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from poet import shipped
from poet.printing.edition import SHARED

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

SCHEME = "poet-font:"
WEIGHTS = {"400": "Regular", "700": "Bold"}
# Pictures that a page brings along. A browser or the printer runs no script in them.
PICTURE = re.compile(r"data:image/(?:svg\+xml|png|jpeg);base64,")


def addresses(medium: str) -> dict[str, str]:
    """Weight to the address of its font: for "pdf" one that only the printer knows, for "html"
    the font itself.
    """
    return {weight: _address(f"NotoSans-{name}", medium) for weight, name in WEIGHTS.items()}


@cache
def _address(name: str, medium: str) -> str:
    if medium == "pdf":
        return f"{SCHEME}{name}.ttf"
    font = (_folder() / f"{name}.woff2").read_bytes()
    return "data:font/woff2;base64," + base64.b64encode(font).decode("ascii")


def only_own_files() -> URLFetcher:
    """A fetcher that serves `poet-font:NAME` and pictures inside the page, and nothing else.

    By default WeasyPrint reads any local file and any address of the network.
    """
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OnlyOwnFiles(URLFetcher):
        """Serves the fonts of the package and what the page itself holds."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            """One font or picture. Raises FatalURLFetchingError for any other address."""
            if PICTURE.match(url):
                return super().fetch(url, headers)
            font = bundled().get(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
            if font is None:
                raise FatalURLFetchingError("a template asks for something outside the package")
            return URLFetcherResponse(url, font)

    return OnlyOwnFiles()


@cache
def bundled() -> dict[str, bytes]:
    """Font file name to its bytes, of the fonts that the printer draws with."""
    return {path.name: path.read_bytes() for path in _folder().glob("*.ttf")}


def _folder() -> Path:
    return shipped.folder("report_templates") / SHARED / "fonts"
