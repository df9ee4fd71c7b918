"""Whose people answered: the authority of every row."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from poet.errors import PoetError
from poet.questionnaire import Questionnaire
from poet.reading import Source, TextColumn, column_letter, is_blank, shown
from poet.reading.layout import Column
from poet.responses.authorities_found import meant_by_register
from poet.responses.authorities_listed import meant_by_list
from poet.responses.authorities_meant import AuthorityMeant, not_listed
from poet.responses.evening_out import evened_out
from poet.responses.matched import ColumnMatch
from poet.responses.nearest import choices_of, nearest
from poet.responses.problem_table import Trouble
from poet.responses.types import AuthorityRule

NO_TROUBLE = -1
ROLES_THAT_CAN_TELL = ("admin", "background")


@dataclass(frozen=True)
class TakenAs:
    """A text that was taken as an authority, why (in a few words, or ""), and in how many rows."""

    found: str
    authority: str
    why: str
    rows: int


@dataclass(frozen=True, eq=False)
class AuthorityOfRows:
    """The authority of every row. `code` is "" where the cell is blank or not understood.

    `blank` is a mask; `which` has the position in `troubles` of a cell that is no authority, or
    -1; `names` gives the name of every code; `taken_as` has what the user is to be told of texts.
    """

    code: np.ndarray
    blank: np.ndarray
    which: np.ndarray
    names: Mapping[str, str]
    troubles: tuple[Trouble, ...] = ()
    taken_as: tuple[TakenAs, ...] = ()


def authority_column(
    rule: AuthorityRule,
    columns: Sequence[Column],
    match: ColumnMatch,
    questionnaire: Questionnaire,
    source: Source,
) -> int | None:
    """The position of the column that says the authority; None when the file is all of one.

    Raises PoetError when the column named is not there or is a question about something else, or
    when it is not said whose answers the file holds.
    """
    if rule.column:
        column = _column_called(rule.column, columns, source)
        _refuse_other_question(column, columns, match, questionnaire, source)
        return column
    question = questionnaire.admin("authority")
    if rule.only:
        return None
    if question is None or question.key not in match.column_of:
        raise PoetError(
            source.where,
            "it is not said whose answers these are",
            cure='Add authority = "NAME" for one council, or authority_column = "HEADING"',
        )
    return match.column_of[question.key]


def _column_called(name: str, columns: Sequence[Column], source: Source) -> int:
    """The position of the column with this heading, or with this as the survey tool's name."""
    for same in (str, evened_out):
        for position, column in enumerate(columns):
            if same(name) in (same(column.heading), same(column.name)):
                return position
    near = nearest(name, choices_of(column.heading for column in columns if column.heading))
    raise PoetError(
        source.where,
        f'there is no column "{shown(name)}" for the authority',
        cure=f'Did you mean "{shown(near)}"?' if near else "Correct authority_column",
    )


def _refuse_other_question(
    column: int,
    columns: Sequence[Column],
    match: ColumnMatch,
    questionnaire: Questionnaire,
    source: Source,
) -> None:
    # Its texts are printed as names of authorities: comments and person ids must not be.
    if column in (*match.personal, match.tool_id):
        raise PoetError(
            source.where,
            f'column {column_letter(column)} "{shown(columns[column].heading)}" cannot say the '
            "authority: it names people",
            cure="Name another column in authority_column",
        )
    if column not in match.key_of:
        return
    question = questionnaire.question(match.key_of[column])
    if question.role in ROLES_THAT_CAN_TELL and question != questionnaire.admin("person_id"):
        return
    raise PoetError(
        source.where,
        f'column {column_letter(column)} "{shown(columns[column].heading)}" cannot say the '
        f'authority: it is the question "{question.key}"',
        cure="Name another column in authority_column",
    )


def one_authority(rule: AuthorityRule, rows: int) -> AuthorityOfRows:
    """Every row is of the one authority that the rule names."""
    name = next(iter(rule.known.get(rule.only, ())), rule.only)
    return AuthorityOfRows(
        code=np.full(rows, rule.only, dtype=object),
        blank=np.zeros(rows, dtype=bool),
        which=np.full(rows, NO_TROUBLE),
        names={rule.only: name},
    )


def authorities_by_column(rule: AuthorityRule, texts: TextColumn) -> AuthorityOfRows:
    """The authority that each cell of a column names.

    When the rule knows of none, those that the register of authorities knows have its codes and
    names; any other text is an authority too, with a code made from it.
    """
    meant = meant_by_list(texts.distinct, rule.known) if rule.known else _found(texts)
    troubles = tuple(one.trouble for one in meant if one.trouble)
    troubled = np.array([one.trouble is not None for one in meant], dtype=bool)
    position = np.where(troubled, np.cumsum(troubled) - 1, NO_TROUBLE)
    blank = np.array([is_blank(text) for text in texts.distinct], dtype=bool)
    return AuthorityOfRows(
        code=np.array([*(one.code for one in meant), None], dtype=object)[:-1][texts.code],
        blank=blank[texts.code],
        which=position[texts.code],
        names={one.code: one.name for one in meant if one.code},
        troubles=troubles,
        taken_as=tuple(_taken_as(meant, texts)),
    )


def _taken_as(meant: Sequence[AuthorityMeant], texts: TextColumn) -> Iterator[TakenAs]:
    for one, text, rows in zip(meant, texts.distinct, texts.counts(), strict=True):
        if one.taken_as and rows:
            yield TakenAs(text, one.taken_as, one.why, int(rows))


def _found(texts: TextColumn) -> list[AuthorityMeant]:
    """What each text of a column means when every name is an authority."""
    by_register = meant_by_register(texts.distinct)
    names = _names_found(texts)
    found = []
    for text in texts.distinct:
        meant = by_register.get(text, AuthorityMeant())
        found.append(meant if meant.code or meant.trouble else _by_name(text, meant, names))
    return found


def _by_name(text: str, meant: AuthorityMeant, names: Mapping[str, str]) -> AuthorityMeant:
    """An authority with a code made from its name; a text that none can be made of is no name."""
    code = code_from_name(text)
    if code:
        return AuthorityMeant(code, names[code], meant.taken_as, meant.why)
    return meant if is_blank(text) else not_listed(text)


def code_from_name(name: str) -> str:
    """A code for an authority made from its name: small letters, digits and hyphens.

    >>> code_from_name("Fernhollow & St. Bryn")
    'fernhollow-st-bryn'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")


def _names_found(texts: TextColumn) -> dict[str, str]:
    """Code to the spelling that most rows have."""
    spellings: dict[str, Counter[str]] = {}
    for text, rows in zip(texts.distinct, texts.counts(), strict=True):
        spelling = shown(" ".join(text.split()))
        spellings.setdefault(code_from_name(text), Counter())[spelling] += int(rows)
    return {code: rows.most_common(1)[0][0] for code, rows in spellings.items() if code}
