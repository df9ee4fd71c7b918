"""What a reviewer released, to the file of released comments; nothing is released otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from poet.errors import PoetError
from poet.reading import shown
from poet.released import COLUMNS
from poet.responses.evening_out import evened_out
from poet.responses.named_columns import Columns, named_columns
from poet.themes_coder_columns import NO_WORDS, YES_WORDS
from poet.themes_comments import WHERE, found_at, row_numbers
from poet.themes_identifiers import identifiers
from poet.themes_opening import read_written
from poet.themes_quotes import RELEASE, RELEASED_BY, RELEASED_ON, SHEET, TO_PRINT

if TYPE_CHECKING:
    from poet.responses import Responses

HEADINGS = {
    "to_print": TO_PRINT,
    "release": RELEASE,
    "released_by": RELEASED_BY,
    "released_on": RELEASED_ON,
}
PLACES = (*WHERE, "questionnaire", "check")
MAY_BE_EMPTY = ("wave", "sheet")
IN_BRACKETS = re.compile(r"\[[^\[\]]{0,200}\]")
WORD = re.compile(r"[^\W_]{1,100}")
FEWEST_LETTERS = 2
NAMED = 5


@dataclass(frozen=True, eq=False)
class Release:
    """What a reviewer let go. `comments` has one row per comment, with the columns of the file of
    released comments; `remarks` say in which of them something may still tell who somebody is.
    """

    comments: pd.DataFrame
    remarks: tuple[str, ...]


def read_release(path: Path, responses: Sequence[Responses]) -> Release:
    """The comments that the reviewer released in this workbook, in the words to print.

    `responses` are those of the latest wave, whose reports print them.
    Raises one PoetError with everything that is wrong, and then nothing is released: who and when
    are not said, an e-mail address, number or postcode is left, words are not the comment's, or
    the answers have changed.
    """
    columns = Columns(
        (*HEADINGS, *(name for name in PLACES if name not in MAY_BE_EMPTY)),
        MAY_BE_EMPTY,
        "A workbook that poet themes quotes wrote has the columns "
        + ", ".join((*HEADINGS.values(), *(name.capitalize() for name in PLACES))),
        headings=HEADINGS,
    )
    table = read_written(path, "poet themes quotes", SHEET)
    texts = named_columns(path.name, table, columns).texts
    answer = texts["release"].map(evened_out)
    unclear = texts["release"].ne("") & ~answer.isin(YES_WORDS | NO_WORDS)
    chosen = texts[answer.isin(YES_WORDS)]
    mistakes = [
        *_in_rows(
            path.name, unclear, "Release is neither yes nor empty", "Choose yes, or empty it"
        ),
        *_mistakes(path.name, chosen, responses),
    ]
    PoetError.raise_all(mistakes)
    if chosen.empty:
        raise PoetError(
            shown(path.name, 200), "no comment is released", cure=f"Choose yes below {RELEASE}"
        )
    comments = chosen.rename(columns={"to_print": "text"})[list(COLUMNS)].reset_index(drop=True)
    return Release(comments, tuple(_remarks(path.name, chosen)))


def _mistakes(
    file: str, chosen: pd.DataFrame, responses: Sequence[Responses]
) -> Iterator[PoetError]:
    signed = zip(chosen["released_by"], chosen["released_on"], strict=True)
    unsigned = [not (_is_a_name(name) and _is_a_day(day)) for name, day in signed]
    yield from _in_rows(
        file,
        pd.Series(unsigned, index=chosen.index, dtype=bool),
        "a comment does not say who released it and when, so nothing is released",
        f"Fill in {RELEASED_BY} and {RELEASED_ON}, or empty {RELEASE}",
    )
    empty = ~chosen["to_print"].map(_words_outside_brackets).astype(bool)
    yield from _in_rows(
        file, empty, "there are no words to print", f"Write them, or empty {RELEASE}"
    )
    certain = chosen["to_print"].map(lambda text: bool(identifiers(text).certain))
    yield from _in_rows(
        file,
        certain,
        "the words to print still hold an e-mail address, a telephone, NHS or National Insurance "
        "number or a postcode",
        "Take it out, and write [...] in its place",
    )
    words = _words_of(chosen, responses)
    yield from _in_rows(
        file,
        words.isna(),
        "the comment does not stand among the answers of the latest wave where this row says",
        "Make the workbook again with poet themes quotes",
    )
    there = words.dropna()
    added = there.index.map(
        lambda line: _has_other_words(chosen.loc[line, "to_print"], there[line])
    )
    yield from _in_rows(
        file,
        pd.Series(added, index=there.index, dtype=bool),
        "the words to print hold words that the comment does not have",
        "Take them out, or put them in square brackets",
    )


def _is_a_name(text: str) -> bool:
    return sum(sign.isalpha() for sign in text) >= FEWEST_LETTERS and evened_out(text) != "yes"


def _is_a_day(text: str) -> bool:
    return any(sign.isdigit() for sign in text)


def _words_of(chosen: pd.DataFrame, responses: Sequence[Responses]) -> pd.Series:
    """The words of each comment as they were written; missing where they have changed."""
    asked = {(one.questionnaire.audience, one.questionnaire.id) for one in responses}
    found = found_at(responses, chosen.assign(row=row_numbers(chosen["row"])))
    pairs = zip(chosen["audience"], chosen["questionnaire"], strict=True)
    words = [one[0] if one and p in asked else None for one, p in zip(found, pairs, strict=True)]
    return pd.Series(words, index=chosen.index, dtype=object)


def _has_other_words(to_print: str, comment: str) -> bool:
    """Whether words are not the comment's, but for what stands in square brackets."""
    return not set(_words_outside_brackets(to_print)) <= set(WORD.findall(comment.casefold()))


def _words_outside_brackets(to_print: str) -> list[str]:
    return WORD.findall(IN_BRACKETS.sub(" ", to_print).casefold())


def _in_rows(file: str, is_one: pd.Series, found: str, cure: str) -> Iterator[PoetError]:
    if is_one.any():
        lines = [f"{line:,}" for line in is_one.index[is_one]]
        more = f" and {len(lines) - NAMED:,} more" if len(lines) > NAMED else ""
        yield PoetError(
            f"{shown(file, 200)}, row {', '.join(lines[:NAMED])}{more}", found, cure=cure
        )


def _remarks(file: str, chosen: pd.DataFrame) -> Iterator[str]:
    for line, text in chosen["to_print"].items():
        kinds = identifiers(text).kinds
        if kinds:
            yield (
                f"{shown(file, 200)}, row {line:,}: the words to print may still tell who somebody "
                f"is ({', '.join(kinds)}). Look again."
            )
