"""What `[look]` and `[[looks]]` in study.toml must hold: each rule yields the mistakes it finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations
from pathlib import PurePosixPath, PureWindowsPath

from poet.contrast import (
    FOR_NEIGHBOURS,
    FOR_TEXT,
    WHITE,
    contrast,
    is_colour,
    nearest_passing,
    ratio_in_words,
)
from poet.definition_keys import TEXT, TEXTS, Table, fitting, key_mistakes, tables_in
from poet.errors import PoetError

LOOK = {
    "name": TEXT,
    "logo": TEXT,
    "logo_words": TEXT,
    "heading_colour": TEXT,
    "box_colour": TEXT,
    "bar_colours": TEXTS,
    "contact": TEXTS,
    "extra_pages": TEXTS,
    "templates": TEXT,
    "pictures": TEXT,
}
ONE_OF_THE_LOOKS = {"authority": TEXT, **LOOK}
# What `poet init` writes in the place of what only the user knows.
TO_FILL_IN = ("NAME AS IT IS PRINTED", "WHAT STANDS ON THE LOGO", "ADDRESS", "TELEPHONE")
# The keys that name one file or folder in the folder of the study.
PATHS = ("logo", "templates", "pictures")
ANSWERS = ("best", "good", "bad", "worst")
# In a bar, white stands between good and bad answers, or a line with white about it.
NEIGHBOURS = (("best", "good"), ("worst", "bad"))
# What charts write on a bar with: whichever of the two is easier to read on its colour.
INKS = ("#0B0C0C", WHITE)
TEXT_NEEDS = "Text needs 4.5:1 (WCAG 2.2, 1.4.3)"
PARTS_NEED = "Parts of a picture need 3:1 (WCAG 2.2, 1.4.11)"


def look_mistakes(file: str, table: Table) -> Iterator[PoetError]:
    """Every mistake in [look] and [[looks]] of a study's table, which came from this file."""
    look = table.get("look")
    if isinstance(look, dict):
        yield from key_mistakes(f"{file}, [look]", look, LOOK)
        yield from _mistakes(f"{file}, [look]", fitting(look, LOOK))
    for where, entry in numbered_looks(file, table):
        yield from key_mistakes(where, entry, ONE_OF_THE_LOOKS, ("authority",))
        yield from _mistakes(where, fitting(entry, ONE_OF_THE_LOOKS))


def numbered_looks(file: str, table: Table) -> list[tuple[str, Table]]:
    """Each of the [[looks]], after the words that say where it is."""
    entries = enumerate(tables_in(table.get("looks")), start=1)
    return [(f"{file}, [[looks]] number {number}", entry) for number, entry in entries]


def _mistakes(where: str, look: Table) -> Iterator[PoetError]:
    yield from _placeholder_mistakes(where, look)
    yield from _logo_mistakes(where, look)
    yield from _outside_mistakes(where, look)
    yield from _colour_mistakes(where, look)
    yield from _bar_mistakes(where, look)


def _placeholder_mistakes(where: str, look: Table) -> Iterator[PoetError]:
    for key, value in look.items():
        for words in TO_FILL_IN:
            if words == value or (isinstance(value, list) and words in value):
                yield PoetError(
                    where, f'{key} is still "{words}"', cure="Put your own words in its place"
                )


def _logo_mistakes(where: str, look: Table) -> Iterator[PoetError]:
    if look.get("logo") and not look.get("logo_words", "").strip():
        yield PoetError(
            where,
            "logo_words is missing",
            expected="Those who do not see the logo hear these words",
            cure='Add logo_words = "..." with what stands on the logo',
        )
    if look.get("logo_words") and not look.get("logo"):
        yield PoetError(
            where,
            "logo_words is given, but no logo",
            cure='Add logo = "..." beside it, or remove logo_words',
        )


def _outside_mistakes(where: str, look: Table) -> Iterator[PoetError]:
    """Files lie in the study's folder, so that a study can be moved and sent as one."""
    for name in [*(look.get(key, "") for key in PATHS), *look.get("extra_pages", ())]:
        if is_outside(name):
            yield PoetError(
                where,
                f'"{name}" lies outside the folder of the study',
                cure="Copy it into the folder and give its name only",
            )


def is_outside(name: str) -> bool:
    """Whether the name of a file leads out of the folder that it is given for."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or bool(PureWindowsPath(name).drive)


def _colour_mistakes(where: str, look: Table) -> Iterator[PoetError]:
    for key, least, needs in (
        ("heading_colour", FOR_TEXT, TEXT_NEEDS),
        ("box_colour", FOR_NEIGHBOURS, PARTS_NEED),
    ):
        if key in look:
            yield from _writing_mistakes(where, key, [look[key]])
            yield from _mistakes_on_white(where, key, look[key], least, needs)


def _bar_mistakes(where: str, look: Table) -> Iterator[PoetError]:
    colours = look.get("bar_colours", ())
    yield from _writing_mistakes(where, "bar_colours", colours)
    if colours and len(colours) != len(ANSWERS):
        yield PoetError(
            where,
            f"the number of bar_colours is {len(colours)}",
            expected="There are four: for the best, the good, the bad and the worst answers",
            cure='Write bar_colours = ["#12436D", "#4D96D5", "#DF7320", "#6B2A00"], or your own',
        )
    elif colours and all(map(is_colour, colours)):
        yield from _mistakes_of_four(where, dict(zip(ANSWERS, colours, strict=True)))


def _mistakes_of_four(where: str, of: dict[str, str]) -> Iterator[PoetError]:
    """`of` has the colour of each of the ANSWERS."""
    if twice := list(_twice_mistakes(where, of)):
        yield from twice
        return
    on_white = {answer: list(_mistakes_of_bar(where, answer, of[answer])) for answer in of}
    for mistakes in on_white.values():
        yield from mistakes
    for outer, inner in NEIGHBOURS:
        if not on_white[outer] and not on_white[inner]:
            yield from _neighbour_mistakes(where, (outer, of[outer]), (inner, of[inner]))


def _writing_mistakes(where: str, key: str, colours: Sequence[str]) -> Iterator[PoetError]:
    for colour in colours:
        if not is_colour(colour):
            yield PoetError(
                where,
                f'{key} has "{colour}", which is not how a colour is written here',
                expected="It is # and six of 0 to 9 and A to F: two each for red, green and blue",
                cure='Write it so, e.g. "#12436D"',
            )


def _twice_mistakes(where: str, of: dict[str, str]) -> Iterator[PoetError]:
    for one, other in combinations(of, 2):
        if of[one].upper() == of[other].upper():
            yield PoetError(
                where,
                f'bar_colours has "{of[one]}" for {one} and for {other}',
                cure="Give each its own colour",
            )


def _mistakes_of_bar(where: str, answer: str, colour: str) -> Iterator[PoetError]:
    """A bar stands on white, and numbers stand on the bar."""
    key = f"the colour of {answer} in bar_colours"
    yield from _mistakes_on_white(where, key, colour, FOR_NEIGHBOURS, PARTS_NEED)
    if _on_bar(colour) < FOR_TEXT:
        near = nearest_passing(colour, _is_bar)
        yield PoetError(
            where,
            f'{key} is "{colour}", on which neither black nor white text can be read: their '
            f"contrast is at most {ratio_in_words(_on_bar(colour))}",
            expected=TEXT_NEEDS,
            cure=f'Choose another colour, e.g. "{near}"',
        )


def _on_bar(colour: str) -> float:
    """The contrast of numbers on a bar of this colour."""
    return max(contrast(ink, colour) for ink in INKS)


def _is_bar(colour: str) -> bool:
    """Whether a bar of this colour can be seen on white, and numbers on it read."""
    return contrast(colour, WHITE) >= FOR_NEIGHBOURS and _on_bar(colour) >= FOR_TEXT


def _mistakes_on_white(
    where: str, key: str, colour: str, least: float, needs: str
) -> Iterator[PoetError]:
    if is_colour(colour) and contrast(colour, WHITE) < least:
        near = nearest_passing(colour, lambda near: contrast(near, WHITE) >= least)
        yield PoetError(
            where,
            f'{key} is "{colour}", which on white has a contrast of '
            f"{ratio_in_words(contrast(colour, WHITE))}",
            expected=needs,
            cure=f'Choose a darker colour, e.g. "{near}"',
        )


def _neighbour_mistakes(
    where: str, outer: tuple[str, str], inner: tuple[str, str]
) -> Iterator[PoetError]:
    """The colours of two answers that can touch in a bar, each with the answer it stands for."""
    (answer, colour), (other, beside) = outer, inner
    if contrast(colour, beside) < FOR_NEIGHBOURS:
        yield PoetError(
            where,
            f'in bar_colours, {answer} "{colour}" beside {other} "{beside}" has a contrast of '
            f"{ratio_in_words(contrast(colour, beside))}",
            expected=PARTS_NEED,
            cure=_cure_of_neighbours(outer, inner),
        )


def _cure_of_neighbours(outer: tuple[str, str], inner: tuple[str, str]) -> str:
    """One of the two in another lightness, the darker still the darker; both if need be."""
    for (answer, colour), (_, beside) in ((inner, outer), (outer, inner)):
        darker = contrast(colour, WHITE) > contrast(beside, WHITE)
        if near := nearest_passing(colour, partial(_is_neighbour, beside, darker)):
            return f'Choose another colour for {answer}, e.g. "{near}"'
    return f"Choose a darker colour for {outer[0]} and a lighter one for {inner[0]}"


def _is_neighbour(beside: str, darker: bool, colour: str) -> bool:
    """Whether this colour is a bar's, told apart from the one beside it, and `darker` than that."""
    told_apart = contrast(colour, beside) >= FOR_NEIGHBOURS
    still = (contrast(colour, WHITE) > contrast(beside, WHITE)) == darker
    return told_apart and still and _is_bar(colour)
