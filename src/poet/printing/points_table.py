"""A points table as a page to work it out by hand, and all files of `poet ras` together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from poet.allocating import FINDINGS, HTML_PAGE, PDF_PAGE, POINTS_TABLE, WORKBOOK
from poet.allocating_sheets import sheets
from poet.errors import PoetError
from poet.look import Look
from poet.printing import edition as editions
from poet.printing.fonts import addresses
from poet.printing.own_look import words_of
from poet.printing.pages import HTML, PDF, environment_of
from poet.printing.points_table_view import Particulars, table_view
from poet.printing.screen import for_screen
from poet.printing.workers import drawing
from poet.writing import prepare_folder, write_together

if TYPE_CHECKING:
    from poet.allocating import Allocation

# The folder of its templates, and what they print.
TEMPLATES = PRINTS = "ras"
LANGUAGE = "en"
LONGEST_NAME = 100
FORMATS = {
    "pdf": (PDF_PAGE,),
    "html": (HTML_PAGE,),
    "csv": (FINDINGS, POINTS_TABLE),
    "xlsx": (WORKBOOK,),
}
NOTHING_PARTICULAR = Particulars()


def write_allocation(
    allocation: Allocation,
    folder: Path,
    *,
    formats: Sequence[str] = tuple(FORMATS),
    particulars: Particulars = NOTHING_PARTICULAR,
    time_limit: float = 120,
    force: bool = False,
) -> tuple[Path, ...]:
    """Write the page (pdf, html) and the numbers (csv, xlsx) into a folder; returns the paths.

    Raises PoetError for a format that is not known, a file that is there already and no `force`, a
    place that cannot be written to, and a PDF that takes longer than `time_limit` seconds to draw.
    """
    names, particulars = file_names(formats), checked(particulars)
    prepare_folder(folder, names, force=force)
    known = sheets(allocation)
    contents = {name: known[name] for name in names if name in known}
    if PDF_PAGE in names:
        contents[PDF_PAGE] = _drawn(table_page(allocation, PDF, particulars), time_limit)
    if HTML_PAGE in names:
        contents[HTML_PAGE] = table_page(allocation, HTML, particulars).encode()
    return write_together(folder, {name: contents[name] for name in names}, force=force)


def file_names(formats: Sequence[str]) -> list[str]:
    """The names of the files of these formats. Raises PoetError for one that is not known."""
    unknown = [name for name in formats if name not in FORMATS]
    if unknown or not formats:
        raise PoetError(
            f'format "{unknown[0]}"' if unknown else "format",
            "there is no such format" if unknown else "none is named",
            expected="There are: " + ", ".join(FORMATS),
        )
    return [name for one in dict.fromkeys(formats) for name in FORMATS[one]]


def checked(particulars: Particulars) -> Particulars:
    """The particulars, spaces evened out. Raises PoetError for a name too long for the page."""
    name = " ".join(particulars.authority.split())
    if len(name) > LONGEST_NAME:
        raise PoetError(
            "authority",
            f"this text has {len(name)} characters",
            expected=f"There is room for {LONGEST_NAME} on the page",
            cure="Shorten it",
        )
    return Particulars(name, particulars.made_up, particulars.present_numbers)


def table_page(
    allocation: Allocation, medium: str = PDF, particulars: Particulars = NOTHING_PARTICULAR
) -> str:
    """The page as one HTML document for this medium, "pdf" or "html"."""
    environment = environment_of(editions.load(TEMPLATES, PRINTS), medium, LANGUAGE)
    page = environment.get_template("points_table.html").render(
        edition=TEMPLATES,
        medium=medium,
        language=LANGUAGE,
        title=_title(particulars),
        authority=particulars.authority,
        study="",
        made_up=particulars.made_up,
        for_sharing=allocation.profile.for_sharing,
        look=words_of(Look()),
        fonts={weight: Markup(url) for weight, url in addresses(medium).items()},  # noqa: S704 - our own
        view=table_view(allocation, particulars),
    )
    return page if medium == PDF else for_screen(page)


def _title(particulars: Particulars) -> str:
    return f"A points table to try{': ' if particulars.authority else ''}{particulars.authority}"


def _drawn(page: str, seconds: float) -> bytes:
    with drawing(seconds) as draw:
        (made,) = draw([page])
    if isinstance(made, PoetError):
        raise made
    return made
