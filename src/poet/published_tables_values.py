"""What one cell of a published table says: a figure, or a sign that there is none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from poet.errors import PoetError
from poet.peers import some_of
from poet.published_tables import PERCENT, SCORE, SHARE
from poet.reading import shown

# How statistics are marked that cannot be told (Government Statistical Service, symbols in tables;
# the Adult Social Care Survey writes [w] where nobody gave the answer).
SIGNS: Mapping[str, str] = {
    "[c]": "suppressed",
    "[x]": "not available",
    "[w]": "none recorded",
    "[z]": "not applicable",
    "[u]": "too unreliable",
    "[k]": "low figure",
    "[low]": "low figure",
    "c": "suppressed",
    "x": "not available",
    "z": "not applicable",
    "*": "suppressed",
    "..": "not available",
    ":": "not available",
    "-": "no figure",
    "\N{EN DASH}": "no figure",
    "n/a": "not available",
    "": "left empty",
}
FIGURE = re.compile(r"[-+\N{MINUS SIGN}]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?(e-?\d{1,2})?\s*%?", re.I)
LONGEST_FIGURE = 40
HIGHEST = {PERCENT: 100.0, SHARE: 1.0}


@dataclass(frozen=True)
class Figure:
    """A figure as published, the row it stands in, and whether it bears a percent sign."""

    number: float
    row: int
    signed: bool


def figure_of(text: str, row: int) -> Figure | None:
    """The figure in a cell; None for a sign that there is none, and for what is no figure."""
    plain = text.strip()
    if len(plain) > LONGEST_FIGURE or not FIGURE.fullmatch(plain) or not re.search(r"\d", plain):
        return None
    number = plain.rstrip("% ").replace(",", "").replace("\N{MINUS SIGN}", "-")
    return Figure(float(number), row, plain.endswith("%"))


def without_figure(cells: Iterable[str]) -> list[str]:
    """Sentences that count councils without a figure, by what stands in the cell instead."""
    texts = [cell.strip() for cell in cells]
    signs = Counter(text.casefold() for text in texts if text.casefold() in SIGNS)
    others = [text for text in texts if text.casefold() not in SIGNS]
    sentences = []
    if signs:
        kinds = (f"{many:,} {_sign(text)}" for text, many in signs.most_common())
        sentences.append(f"{_councils(signs.total())} no figure: {', '.join(kinds)}.")
    if others:
        quoted = [f'"{shown(text)}"' for text in dict.fromkeys(others)]
        sentences.append(f"{_councils(len(others))} what is no figure: {some_of(quoted)}.")
    return sentences


def _sign(text: str) -> str:
    return SIGNS[text] + (f" ({text})" if text else "")


def _councils(many: int) -> str:
    return "1 council has" if many == 1 else f"{many:,} councils have"


def refuse_other_unit(file: str, unit: str, figures: Iterable[Figure]) -> None:
    """Raises PoetError when figures cannot be in the unit that study.toml says, or are in two."""
    figures = list(figures)
    signed = [figure for figure in figures if figure.signed]
    if signed and (unit != PERCENT or len(signed) < len(figures)):
        plain = next((each for each in figures if not each.signed), None)
        raise PoetError(
            f"{file}, row {signed[0].row:,}",
            "this figure has a percent sign"
            + (f", and that of row {plain.row:,} has none" if plain else f', and unit is "{unit}"'),
            expected="All figures of a table are in one unit",
            cure="Write all of them in the same way, and say in unit which",
        )
    if unit == SCORE:
        return
    _refuse_outside(file, unit, figures)
    if unit == PERCENT and not signed and 0 < max((f.number for f in figures), default=0) <= 1:
        raise PoetError(
            file,
            "no figure is above 1, so these are shares and not percentages",
            cure=f'Write unit = "{SHARE}"',
        )


def _refuse_outside(file: str, unit: str, figures: Iterable[Figure]) -> None:
    highest = HIGHEST[unit]
    outside = [figure for figure in figures if not 0 <= figure.number <= highest]
    if outside:
        first = outside[0]
        raise PoetError(
            f"{file}, row {first.row:,}",
            f"{first.number:g} is no {unit}",
            expected=f'With unit = "{unit}" every figure lies between 0 and {highest:g}',
            cure="Correct the figure, or the unit",
        )
