"""Themes of people's comments: a codeframe, and what two coders who did not confer made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True)
class Theme:
    """A theme that a comment can have. `short` stands in tables, `easy_read` in Easy Read.

    `meaning` says what counts, `not_meant` what does not; `examples` are made up. `own` themes are
    the study's, the others came with poet.
    """

    code: str
    name: str
    meaning: str
    short: str = ""
    easy_read: str = ""
    examples: tuple[str, ...] = ()
    own: bool = False
    not_meant: str = ""


@dataclass(frozen=True)
class Codeframe:
    """The themes that coders choose from, in order. `about` tells coders what to bear in mind."""

    id: str
    title: str
    version: str
    themes: tuple[Theme, ...]
    about: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its themes, in order."""
        return tuple(theme.code for theme in self.themes)

    def theme(self, code: str) -> Theme:
        """The theme of this code. Raises KeyError when there is none."""
        return {theme.code: theme for theme in self.themes}[code]


@dataclass(frozen=True, eq=False)
class CodedComments:
    """The codes that two coders gave to comments, read back.

    `by_comment` has one row per comment that both coders coded, with the columns authority,
    audience, wave, question, comment (its number in the workbooks), person (whose it is: the
    position of the person in `by_person` of the survey of this audience and wave in
    `Study.surveys`; it never leaves the program) and, for each theme, three
    columns of true and false: `first.CODE`, `second.CODE` (what each coder said) and `agreed.CODE`
    (what counts: where both say the same, that; otherwise what was settled; missing where it is
    not settled yet). `settled` says who settled disagreements and when, "" where nobody did.
    `problems` has one row per unusable cell or row, with the columns of
    `poet.responses.PROBLEM_COLUMNS`. No comment's words are in it.
    """

    codeframe: Codeframe
    by_comment: DataFrame
    problems: DataFrame
    settled: str = ""
    remarks: tuple[str, ...] = ()
