"""A picture of an authority's own: whether it is what it seems, and safe in a page."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator
from pathlib import Path

from poet.errors import PoetError
from poet.look import Picture
from poet.look_content import read_content
from poet.look_svg import svg_mistake

MOST_BYTES = 1_000_000
TOO_LARGE = ("1 MB", "Save it smaller: every report carries it")
# Enough for a whole page in print; each dot takes memory while a page is drawn.
MOST_DOTS = 4_000
MEDIA_TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
KINDS = "SVG, PNG or JPEG"


def read_picture(path: Path, where: str, what: str) -> Picture:
    """The picture in this file, checked. `where` and `what` (logo "logo.svg") name it in sentences.

    Raises PoetError when the file cannot be read, is too large, is not what its ending says, or
    holds what could do harm in a page.
    """
    media_type = MEDIA_TYPES.get(path.suffix.lower(), "")
    if not media_type:
        raise PoetError(
            where,
            f"{what} has an ending that is not known",
            expected=f"A picture ends in {', '.join(MEDIA_TYPES)}",
            cure=f"Save it as {KINDS}",
        )
    content = read_content(path, where, what, MOST_BYTES, TOO_LARGE)
    found = svg_mistake(content) if path.suffix.lower() == ".svg" else _dots(content, media_type)
    if found:
        raise PoetError(where, f"{what} {found[0]}", cure=found[1])
    return Picture(content, media_type)


@contextlib.contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """WeasyPrint, once it is loaded, lets half a picture pass everywhere in its process."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _dots(content: bytes, media_type: str) -> tuple[str, str] | None:
    """What is wrong with a picture of dots, and the cure; None when nothing is."""
    from PIL import Image

    kind = media_type.removeprefix("image/").upper()
    too_large = (
        f"has more than {MOST_DOTS:,} dots across or down",
        "Save it smaller: 1,000 dots across are enough",
    )
    try:
        with _whole_pictures_only(), warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[kind]) as image:
                if max(image.size) > MOST_DOTS:
                    return too_large
                image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return too_large
    except (OSError, SyntaxError, ValueError, EOFError):
        return (f"is no {kind} that can be read, as its ending says", f"Save it again as {KINDS}")
    return None
