"""A look as pages need it: what templates may print of it, its colours, its own pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from poet.charts.colours import Palette
from poet.errors import PoetError
from poet.printing.extra_pages import ExtraPage, extra_page
from poet.printing.own_templates import template_mistakes
from poet.printing.pictures import pictures

if TYPE_CHECKING:
    import jinja2

    from poet.look import Look
    from poet.printing.edition import Edition


def words_of(look: Look) -> dict[str, Any]:
    """What templates may print of a look: words alone, no folder that they could write into.

    The address of a picture is part of the page and not to be cut as text is.
    """
    return {
        "logo": Markup(look.logo.address) if look.logo else "",  # noqa: S704 - base64
        "logo_words": look.logo_words,
        "heading_colour": Markup(look.heading_colour),  # noqa: S704 - checked by its rules
        "box_colour": Markup(look.box_colour),  # noqa: S704 - checked by its rules
        "contact": list(look.contact),
    }


def palette_of(look: Look) -> Palette:
    """The colours of bars; the usual ones where the look has none."""
    return Palette(*look.bar_colours)


def pages_of(look: Look) -> tuple[ExtraPage, ...]:
    """The look's own pages. Raises PoetError with the mistakes of the first that has any."""
    return tuple(extra_page(name, text) for name, text in look.extra_pages)


def refuse_mistakes(
    looks: Iterable[Look], editions: Iterable[Edition], environment: jinja2.Environment
) -> None:
    """Raises PoetError with every mistake in the own pages, pictures and templates of these looks.

    `editions` are all there are; `environment` reads the templates of any of them.
    """
    mistakes = [
        mistake for look in looks for mistake in _mistakes(look, tuple(editions), environment)
    ]
    PoetError.raise_all({str(mistake): mistake for mistake in mistakes}.values())


def _mistakes(
    look: Look, editions: tuple[Edition, ...], environment: jinja2.Environment
) -> Iterator[PoetError]:
    for name, text in look.extra_pages:
        try:
            extra_page(name, text)
        except PoetError as mistake:
            yield mistake
    if look.pictures:
        try:
            pictures(look.pictures)
        except PoetError as mistake:
            yield mistake
    if look.templates:
        yield from template_mistakes(look.templates, editions, environment)
