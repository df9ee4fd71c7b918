"""The columns of a coder's workbook: which holds the numbers, which the codes, which are others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from poet.errors import PoetError
from poet.reading import TextTable, shown
from poet.responses.evening_out import evened_out
from poet.responses.own_words import NOT_SHOWN
from poet.responses.problem_table import ColumnProblems, Place, Trouble, whole_column
from poet.themes_identifiers import identifiers
from poet.themes_workbook import (
    BEFORE_THEMES,
    CODERS,
    NO_THEME,
    NOTE,
    NUMBER,
    number_heading,
)

if TYPE_CHECKING:
    from poet.themes import Codeframe, Theme

NO_WORDS = frozenset({"no", "n", "0", "false", "-"})
YES_WORDS = frozenset({"yes", "y", "x", "1", "true", "\N{CHECK MARK}", "\N{HEAVY CHECK MARK}"})
# What is longer, or more than one word, may be words of a comment.
LONGEST_SHOWN = 10


def typed(text: str) -> tuple[str, str]:
    """(what was typed in the place of a code, and the same as a sentence begins with it).

    What may be somebody's words, or tell who somebody is, is in neither.

    >>> typed("mayb"), typed("Ring Ann")
    (('mayb', '"mayb"'), ('own words, not shown', 'What is written here (not shown)'))
    """
    plain = text.strip()
    is_one_word = len(plain) <= LONGEST_SHOWN and len(plain.split()) <= 1
    if is_one_word and not identifiers(plain).kinds:
        return plain, f'"{shown(plain)}"'
    return NOT_SHOWN, "What is written here (not shown)"


def number_column(table: TextTable, called: Sequence[str], coder: str) -> int:
    """The place of the column of numbers; `called` are the headings, evened out.

    Raises PoetError when there is none, or it is that of the other coder.
    """
    other = next(one for one in CODERS if one != coder)
    if evened_out(number_heading(other)) in called:
        raise PoetError(
            table.source.where,
            f"this is the workbook of the {other} coder",
            expected=f"That of the {coder} coder is wanted here",
            cure="Give the workbook of the first coder, then that of the second",
        )
    found = [place for place, name in enumerate(called) if name.startswith(evened_out(NUMBER))]
    if not found:
        raise PoetError(
            table.source.where,
            "no column holds the numbers of comments",
            expected=f'A coding workbook has the column "{number_heading(coder)}"',
            cure="Give the workbook that poet themes export wrote, with the codes in it",
        )
    return found[0]


def names_of(theme: Theme) -> frozenset[str]:
    """What a theme may be called in a workbook, evened out."""
    return frozenset(evened_out(name) for name in (theme.code, theme.name, theme.short))


def theme_columns(
    table: TextTable, called: Sequence[str], codeframe: Codeframe
) -> dict[str, tuple[int, frozenset[str]]]:
    """Code, or NO_THEME, to the place of its column and the names that stand for yes in it.

    Raises PoetError when a theme has no column.
    """
    wanted = {theme.code: names_of(theme) for theme in codeframe.themes}
    wanted[NO_THEME] = frozenset({evened_out(NO_THEME)})
    places = {
        code: next((place for place, name in enumerate(called) if name in names), -1)
        for code, names in wanted.items()
    }
    missing = [code for code, place in places.items() if place < 0]
    if missing:
        short = {theme.code: theme.short for theme in codeframe.themes}
        named = ", ".join(short.get(code, code) for code in missing)
        raise PoetError(
            table.source.where,
            f"there is no column for: {named}",
            expected="Every theme of the codeframe has a column",
            cure="Call the columns as they were, or give the codeframe that the workbook was made "
            "with: --codeframe FILE",
        )
    return {code: (place, wanted[code]) for code, place in places.items()}


def other_columns(
    table: TextTable, called: Sequence[str], codeframe: Codeframe
) -> Iterator[ColumnProblems]:
    """Columns that somebody has added and chosen yes in, and those that stand there twice."""
    themes = [names_of(theme) for theme in codeframe.themes]
    known = [*themes, *(frozenset({evened_out(name)}) for name in (NO_THEME, NOTE, *BEFORE_THEMES))]
    seen: set[frozenset[str]] = set()
    for place, name in enumerate(called):
        names = next((some for some in known if name in some), frozenset())
        where = Place(table.source, place, table.headings[place])
        if names in seen:
            sentence = "This column stands there twice: only the first one is read."
            yield whole_column(where, Trouble("", "column twice", sentence))
        elif names:
            seen.add(names)
        elif any(_is_yes(text) for text in set(table.columns[place].texts())):
            sentence = (
                "This is no theme of the codeframe, so what is chosen in it does not count. To add "
                "a theme, put it into the codeframe and export again."
            )
            yield whole_column(where, Trouble("", "no theme of the codeframe", sentence))


def _is_yes(text: str) -> bool:
    return evened_out(text) in YES_WORDS
