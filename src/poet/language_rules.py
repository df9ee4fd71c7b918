"""What a translation must keep of its original, since a page is made of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from poet.errors import PoetError

# What is put into a sentence, and a percent sign: "%%", as what is filled in is marked with "%".
FILLED_IN = re.compile(r"%(?:\(\w+\)s|%)?")
MARKUP = re.compile(r"</?[a-z][^<>]*>")
# These end a text in HTML or in CSS before its time; typographic quotation marks do not.
ENDING = re.compile(r'[<>"\\]')
LONGEST_SHOWN = 60


def translation_mistakes(
    file: str, translations: Mapping[tuple[str, str], str]
) -> Iterator[PoetError]:
    """A mistake for each translation that a page could not be made of.

    `translations` has (where it stands, the English) to the translation.
    """
    for (_, english), translated in translations.items():
        for parts, kind in ((filled_in, "what is filled in"), (markup, "markup and quotation")):
            if parts(english) != parts(translated):
                yield _mistake(file, english, translated, parts, kind)


def filled_in(text: str) -> list[str]:
    """What is put into a sentence, each once.

    >>> filled_in("100%% of %(people)s, and %(people)s")
    ['%%', '%(people)s']
    """
    return sorted(set(FILLED_IN.findall(text)))


def markup(text: str) -> list[str]:
    """The tags of a sentence, and what could be taken for the beginning or end of one.

    >>> markup('<strong>Carers</strong> say "yes"')
    ['"', '"', '</strong>', '<strong>']
    """
    return sorted([*MARKUP.findall(text), *ENDING.findall(MARKUP.sub("", text))])


def _mistake(
    file: str, english: str, translated: str, parts: Callable[[str], list[str]], kind: str
) -> PoetError:
    return PoetError(
        file,
        f"the translation of “{_short(english)}” does not keep {kind}: it has "
        + (" ".join(parts(translated)) or "none"),
        expected="Expected: " + (" ".join(parts(english)) or "none"),
        cure="Write them in the translation exactly as they stand in the English",
    )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
