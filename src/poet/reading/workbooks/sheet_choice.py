"""Which sheet of a workbook holds the answers, whatever the format of the workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from poet.errors import PoetError
from poet.reading.file_kind import cannot_read
from poet.reading.text_table import Source, shown

MOST_NAMES = 20


@dataclass(frozen=True)
class SheetSummary:
    """One sheet of a workbook. `has_cells` looks whether a cell holds something."""

    title: str
    visible: bool
    has_cells: Callable[[], bool]


@dataclass(frozen=True)
class SheetChoice:
    """The place among the sheets of the one that is read, and what the user is told of it."""

    position: int
    notes: tuple[str, ...] = ()


def choose_sheet(file: str, sheets: Sequence[SheetSummary], name: str = "") -> SheetChoice:
    """The sheet of this name, or the only visible sheet that has cells.

    Raises PoetError when there is no such sheet, or when none or several could be meant.
    """
    if name:
        return _sheet_called(file, sheets, name)
    with_cells = [(place, sheet) for place, sheet in enumerate(sheets) if sheet.has_cells()]
    places = [place for place, sheet in with_cells if sheet.visible]
    visible = [sheets[place] for place in places]
    hidden = [sheet for _, sheet in with_cells if not sheet.visible]
    if len(visible) == 1:
        return SheetChoice(places[0], _left_out(hidden))
    if visible:
        raise _say_which(file, f"{len(visible)} sheets have cells", visible)
    if hidden:
        raise _say_which(file, "only hidden sheets have cells", hidden)
    raise cannot_read(file, "no sheet of this workbook has cells", "Export the answers again")


def matching_sheets(titles: Sequence[str], name: str) -> list[int]:
    """The places of the sheets that a name can mean: of that very name, else but for its case."""
    exact = [place for place, title in enumerate(titles) if title == name]
    wanted = name.strip().casefold()
    return exact or [p for p, title in enumerate(titles) if title.strip().casefold() == wanted]


def _sheet_called(file: str, sheets: Sequence[SheetSummary], name: str) -> SheetChoice:
    matching = matching_sheets([sheet.title for sheet in sheets], name)
    if not matching:
        raise cannot_read(
            file, f'there is no sheet "{shown(name)}"', f"The sheets are: {_names(sheets)}"
        )
    sheet = sheets[matching[0]]
    if not sheet.has_cells():
        raise cannot_read(
            Source(file, sheet.title).where,
            "this sheet has no cells",
            f"The sheets are: {_names(sheets)}",
        )
    hidden = () if sheet.visible else (f'Sheet "{shown(sheet.title)}" is hidden.',)
    return SheetChoice(matching[0], hidden)


def _say_which(file: str, found: str, sheets: Sequence[SheetSummary]) -> PoetError:
    return cannot_read(
        file,
        f"{found}: {_names(sheets)}",
        f'Say which one holds the answers: sheet = "{shown(sheets[0].title)}"',
    )


def _left_out(hidden: Sequence[SheetSummary]) -> tuple[str, ...]:
    return (f"Hidden sheets were not read: {_names(hidden)}.",) if hidden else ()


def _names(sheets: Sequence[SheetSummary]) -> str:
    names = ", ".join(f'"{shown(sheet.title)}"' for sheet in sheets[:MOST_NAMES])
    more = len(sheets) - MOST_NAMES
    return names if more <= 0 else f"{names} and {more} more"
