"""HTML to a tagged PDF/UA-1, the same bytes for the same input, without file or network access."""

from __future__ import annotations

import contextlib
import gc
import io
import logging
import re
import sys
from collections.abc import Iterator

from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.printing.finish import finish
from poet.printing.whole_words import words_in_one_piece

VARIANT = "pdf/ua-1"
# Space between the parts of a table says nothing, and is looked at like words.
BETWEEN_CELLS = re.compile(r">\s+(?=</?(?:caption|tbody|td|tfoot|th|thead|tr)\b|</table>)")


def require_printer() -> None:
    """Raises PoetError when the libraries that WeasyPrint draws with are not on this computer."""
    try:
        # WeasyPrint prints a page of advice before it fails; ours is the sentence below.
        with contextlib.redirect_stdout(io.StringIO()):
            _load_printer()
    except OSError:
        raise PoetError(
            "printing",
            "the library Pango is not installed on this computer",
            cure=(
                "Install it: on Debian apt-get install libpango-1.0-0 libpangoft2-1.0-0, on macOS "
                "brew install pango, elsewhere see the README. Checks and findings work without it"
            ),
            exit_code=CANNOT_READ_OR_WRITE,
        ) from None


def _load_printer() -> None:
    """Load WeasyPrint; on Linux without the search that Python makes for a library.

    The search starts a compiler and a linker for each name it is given. The libraries are found by
    their full names without it; where they are not, the search is made after all.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError), _no_search_for_libraries():
            import weasyprint
    import weasyprint  # noqa: F401 - only whether it loads


@contextlib.contextmanager
def _no_search_for_libraries() -> Iterator[None]:
    import ctypes.util

    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


def pdf(html: str) -> bytes:
    """The document as PDF/UA-1. Raises PoetError when the printer reports an error."""
    drawn = _drawn(html)
    gc.collect()  # the layout, a fifth of all memory, must not stand beside the finished file
    return finish(drawn)


def _drawn(html: str) -> bytes:
    """The document as WeasyPrint draws it."""
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError

    from poet.printing.fonts import only_own_files
    from poet.printing.parsed_page import parsed_page

    with _complaints() as complaints, words_in_one_piece():
        try:
            tight = BETWEEN_CELLS.sub(">", html)
            document = parsed_page(tight, only_own_files()).render(font_config=FontConfiguration())
            # `finish` writes the file once more, with an identifier and compressed.
            drawn = document.write_pdf(
                pdf_variant=VARIANT, pdf_identifier=False, uncompressed_pdf=True
            )
        except FatalURLFetchingError as problem:
            complaints.insert(0, str(problem))
    if complaints:
        raise PoetError(
            "printing",
            complaints[0],
            cure="Take out of the template what cannot be printed",
            exit_code=CANNOT_READ_OR_WRITE,
        )
    return drawn


@contextlib.contextmanager
def _complaints() -> Iterator[list[str]]:
    """What WeasyPrint logs as an error meanwhile: parts of a page it could not make as asked."""
    messages: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: messages.append(record.getMessage())
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
