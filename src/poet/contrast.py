"""How far two colours can be told apart, as WCAG 2.2 measures it.

Relative luminance and contrast ratio are those of W3C (2023), Web Content Accessibility Guidelines
2.2, "relative luminance" and "contrast ratio" in its glossary; 1.4.3 asks for 4.5:1 between text
and what it stands on, 1.4.11 for 3:1 between the parts of a picture. A colour is written "#RRGGBB".
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Callable, Iterable, Iterator

WHITE = "#FFFFFF"
FOR_TEXT = 4.5
FOR_NEIGHBOURS = 3.0
COLOUR = re.compile("#[0-9A-Fa-f]{6}")
# As many lightnesses as one channel has values: finer ones are the same colour when written down.
STEPS = 255


def is_colour(text: str) -> bool:
    """Whether the text is a colour written as #RRGGBB.

    >>> is_colour("#12436D"), is_colour("blue"), is_colour("#123")
    (True, False, False)
    """
    return bool(COLOUR.fullmatch(text))


def luminance(colour: str) -> float:
    """The relative luminance: 0 for black, 1 for white.

    >>> luminance("#000000"), luminance("#ffffff")
    (0.0, 1.0)
    """
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 (the same) to 21 (black and white).

    >>> contrast("#000000", "#FFFFFF"), round(contrast("#767676", "#FFFFFF"), 2)
    (21.0, 4.54)
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def ratio_in_words(ratio: float) -> str:
    """The ratio with one decimal, never rounded up: 2.99 must not look like 3.

    >>> ratio_in_words(2.99), ratio_in_words(21.0)
    ('2.9:1', '21.0:1')
    """
    return f"{int(ratio * 10) / 10:.1f}:1"


def nearest_passing(colour: str, passes: Callable[[str], bool]) -> str:
    """The colour of the same hue, nearest in lightness, that passes; "" when there is none.

    >>> nearest_passing("#9BC4E2", lambda near: contrast(near, WHITE) >= FOR_TEXT)
    '#337CB1'
    """
    return next(filter(passes, _from_near_to_far(colour)), "")


def _channels(colour: str) -> list[float]:
    """Red, green and blue, each from 0 to 1."""
    return [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _from_near_to_far(colour: str) -> Iterator[str]:
    """The colour in every lightness, beginning with its own."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    steps = [step / STEPS for step in range(STEPS + 1)]
    for near in [lightness, *sorted(steps, key=lambda step: abs(step - lightness))]:
        yield _written(colorsys.hls_to_rgb(hue, near, saturation))


def _written(channels: Iterable[float]) -> str:
    return "#" + "".join(f"{round(255 * channel):02X}" for channel in channels)
