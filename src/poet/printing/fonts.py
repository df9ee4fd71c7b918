"""The bundled fonts, served to the printer; everything else it asks for is refused."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from poet import shipped
from poet.printing.edition import SHARED

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

SCHEME = "poet-font:"


def only_fonts() -> URLFetcher:
    """A fetcher that serves `poet-font:NAME` and refuses any other address.

    By default WeasyPrint reads any local file and any address of the network.
    """
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OnlyFonts(URLFetcher):
        """Serves the fonts of the package."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            """One font. Raises FatalURLFetchingError for any other address."""
            font = bundled().get(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
            if font is None:
                raise FatalURLFetchingError("a template asks for something outside the package")
            return URLFetcherResponse(url, font)

    return OnlyFonts()


@cache
def bundled() -> dict[str, bytes]:
    """Font file name to its bytes."""
    folder = shipped.folder("report_templates") / SHARED / "fonts"
    return {path.name: path.read_bytes() for path in folder.glob("*.ttf")}
