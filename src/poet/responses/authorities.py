"""Whose people answered: the authority of every row."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from poet.errors import PoetError
from poet.questionnaire import Questionnaire
from poet.reading import Source, TextColumn, column_letter, is_blank, shown
from poet.responses.evening_out import evened_out
from poet.responses.matched import ColumnMatch
from poet.responses.nearest import choices_of, nearest
from poet.responses.problem_table import Trouble
from poet.responses.rows_set_aside import NOT_KNOWN
from poet.responses.types import AuthorityRule

NO_TROUBLE = -1
ROLES_THAT_CAN_TELL = ("admin", "background")
MOST_COMPARED = 200


@dataclass(frozen=True, eq=False)
class AuthorityOfRows:
    """The authority of every row. `code` is "" where the cell is blank or not understood.

    `blank` is a mask; `which` has the position in `troubles` of a cell that is no authority, or
    -1; `names` gives the name of every code.
    """

    code: np.ndarray
    blank: np.ndarray
    which: np.ndarray
    names: Mapping[str, str]
    troubles: tuple[Trouble, ...] = ()


def authority_column(
    rule: AuthorityRule,
    headings: tuple[str, ...],
    match: ColumnMatch,
    questionnaire: Questionnaire,
    source: Source,
) -> int | None:
    """The position of the column that says the authority; None when the file is all of one.

    Raises PoetError when the column named is not there or is a question about something else, or
    when it is not said whose answers the file holds.
    """
    if rule.column:
        column = _column_called(rule.column, headings, source)
        _refuse_other_question(column, headings, match, questionnaire, source)
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


def _column_called(heading: str, headings: tuple[str, ...], source: Source) -> int:
    if heading in headings:
        return headings.index(heading)
    plain = [evened_out(one) for one in headings]
    if evened_out(heading) in plain:
        return plain.index(evened_out(heading))
    near = nearest(heading, choices_of(one for one in headings if one))
    raise PoetError(
        source.where,
        f'there is no column "{shown(heading)}" for the authority',
        cure=f'Did you mean "{shown(near)}"?' if near else "Correct authority_column",
    )


def _refuse_other_question(
    column: int,
    headings: tuple[str, ...],
    match: ColumnMatch,
    questionnaire: Questionnaire,
    source: Source,
) -> None:
    # Its texts are printed as names of authorities: comments and person ids must not be.
    if column not in match.key_of:
        return
    question = questionnaire.question(match.key_of[column])
    if question.role in ROLES_THAT_CAN_TELL and question != questionnaire.admin("person_id"):
        return
    raise PoetError(
        source.where,
        f'column {column_letter(column)} "{shown(headings[column])}" cannot say the authority: '
        f'it is the question "{question.key}"',
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
    """The authority that each cell of a column names."""
    if rule.known:
        code_of, names = _known_code(rule.known), _first_names(rule.known)
    else:
        code_of, names = code_from_name, _names_found(texts)
    codes = ["" if is_blank(text) else code_of(text) for text in texts.distinct]
    choices = {evened_out(name): name for accepted in rule.known.values() for name in accepted}
    blank = [is_blank(text) for text in texts.distinct]
    unknown = np.array([not c and not b for c, b in zip(codes, blank, strict=True)], dtype=bool)
    not_known = [
        text for text, is_unknown in zip(texts.distinct, unknown, strict=True) if is_unknown
    ]
    position = np.where(unknown, np.cumsum(unknown) - 1, NO_TROUBLE)
    return AuthorityOfRows(
        code=np.array([*codes, None], dtype=object)[:-1][texts.code],
        blank=np.array(blank, dtype=bool)[texts.code],
        which=position[texts.code],
        names=names,
        troubles=tuple(
            _not_known(text, choices if number < MOST_COMPARED else {})
            for number, text in enumerate(not_known)
        ),
    )


def code_from_name(name: str) -> str:
    """A code for an authority made from its name: small letters, digits and hyphens.

    >>> code_from_name("Fernhollow & St. Bryn")
    'fernhollow-st-bryn'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")


def _known_code(known: Mapping[str, tuple[str, ...]]) -> Callable[[str], str]:
    """From a text to the code it means: a code or an accepted name, evened out; "" for others."""
    codes: dict[str, set[str]] = {}
    for code, names in known.items():
        for name in (code, *names):
            codes.setdefault(evened_out(name), set()).add(code)

    def code_of(text: str) -> str:
        if text.strip() in known:
            return text.strip()
        meant = codes.get(evened_out(text), set())
        return next(iter(meant)) if len(meant) == 1 else ""

    return code_of


def _first_names(known: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {code: names[0] if names else code for code, names in known.items()}


def _names_found(texts: TextColumn) -> dict[str, str]:
    """Code to the spelling that most rows have."""
    spellings: dict[str, Counter[str]] = {}
    for text, rows in zip(texts.distinct, texts.counts(), strict=True):
        spelling = shown(" ".join(text.split()))
        spellings.setdefault(code_from_name(text), Counter())[spelling] += int(rows)
    return {code: rows.most_common(1)[0][0] for code, rows in spellings.items() if code}


def _not_known(text: str, choices: Mapping[str, str]) -> Trouble:
    sentence = f'"{shown(text)}" is not one of the authorities, so the row is set aside.'
    return Trouble(text, NOT_KNOWN, sentence, nearest(text, choices))
