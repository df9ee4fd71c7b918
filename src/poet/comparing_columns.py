"""Which column of one file and which of the other hold the same answers, and what they say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.questionnaire import Question, Questionnaire
from poet.reading import TextTable, is_blank
from poet.reading.layout import PERSON_ID, PERSONAL, TOOL
from poet.responses import evened_out, match_columns
from poet.responses.choices import Choices
from poet.responses.matched import MatchedColumn
from poet.responses.personal import is_personal

TICKED = ("yes", "1", "x", "true", "y", "ticked")
NOT_TICKED = ("no", "0", "false", "n", "not ticked")
PLAIN_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)", re.ASCII)
# Without a question to tell, figures as short as this, and texts that stand in as many cells, are
# nobody's own words.
LONGEST_FIGURE = 6
LEAST_CELLS = 5

Says = Callable[[str], Hashable]


@dataclass(frozen=True)
class Meaning:
    """What a column is about. `question` is a key, "" for none.

    `says` gives what the text of a cell means: texts that mean the same give the same. `open`
    tells whether its texts may be shown; None when it must be told by each text.
    """

    name: tuple[str, ...]
    question: str
    says: Says
    open: bool | None = None


@dataclass(frozen=True)
class ColumnPair:
    """A column of A and the same of B, by position."""

    a: int
    b: int
    meaning: Meaning


def meanings(
    table: TextTable, questionnaire: Questionnaire | None, ignored: Collection[str]
) -> dict[int, Meaning]:
    """Position to meaning, for each column with a heading that is not ignored.

    Columns that name or locate a person, or that a survey tool wrote for itself, are in none.
    Raises PoetError when a questionnaire is given and no heading is a question of it, or two
    headings are the same one.
    """
    questions = _questions(table, questionnaire, ignored) if questionnaire else {}
    plain = [evened_out(heading) for heading in table.headings]
    times, left_out = Counter(plain), {evened_out(heading) for heading in ignored}
    found: dict[int, Meaning] = {}
    for column, heading in enumerate(table.headings):
        if not heading or plain[column] in left_out:
            continue
        if column in questions:
            found[column] = questions[column]
        elif not (is_about_a_person(table, column) or is_of_the_tool(table, column)):
            name = plain[column] if times[plain[column]] == 1 else heading
            found[column] = Meaning(("heading", name), "", plain_text)
    return found


def is_about_a_person(table: TextTable, column: int) -> bool:
    """Whether a column names or locates a person."""
    one = table.layout.columns[column]
    return one.role == PERSONAL or is_personal(one.heading)


def is_of_the_tool(table: TextTable, column: int) -> bool:
    """Whether a survey tool wrote a column for itself."""
    return table.layout.columns[column].role in (TOOL, PERSON_ID)


def _questions(
    table: TextTable, questionnaire: Questionnaire, ignored: Collection[str]
) -> dict[int, Meaning]:
    try:
        matched = match_columns(table.layout.columns, questionnaire, ignored).matched
    except PoetError as problem:
        raise PoetError(
            f"{table.source.where}, {problem.where}",
            problem.found,
            cure="Rename one of them, or leave it out: --ignore-column HEADING",
            exit_code=CANNOT_READ_OR_WRITE,
        ) from None
    if not matched:
        raise PoetError(
            table.source.where,
            f'no heading is a question of the questionnaire "{questionnaire.id}"',
            cure="Check that the file and the questionnaire belong together",
            exit_code=CANNOT_READ_OR_WRITE,
        )
    return {one.column: _of_match(one, questionnaire.question(one.key)) for one in matched}


def _of_match(matched: MatchedColumn, question: Question) -> Meaning:
    # What a person wrote is never shown; the name of a council is no free text.
    is_open = not matched.free and (question.kind != "text" or question.role == "admin")
    name = (question.key, matched.answer)
    says = ticked if matched.answer else _way_to_say(question, matched.answers)
    return Meaning(("question", *name), question.key, says, is_open)


def _way_to_say(question: Question, answers: Mapping[str, str]) -> Says:
    if question.scale is None:
        return plain_text
    choices = Choices(question.scale, answers)
    understand = (
        choices.understand_several if question.kind == "multiple" else choices.understand_one
    )

    def says(text: str) -> Hashable:
        code = None if is_blank(text) else understand(text).value
        return plain_text(text) if code is None else ("answer", code)

    return says


def plain_text(text: str) -> Hashable:
    """A text evened out, a number as a number, None for an empty cell.

    >>> plain_text("Very  EASY "), plain_text("61.0") == plain_text("61"), plain_text(" ")
    ('very easy', True, None)
    """
    if is_blank(text):
        return None
    plain = text.strip()
    return Decimal(plain) if PLAIN_NUMBER.fullmatch(plain) else evened_out(plain)


def ticked(text: str) -> Hashable:
    """Whether a cell ticks the answer of its column; a cell left empty does not.

    >>> ticked("x"), ticked("Yes"), ticked(""), ticked("No")
    (True, True, None, None)
    """
    plain = evened_out(text)
    if plain in TICKED:
        return True
    return None if plain in NOT_TICKED else plain_text(text)


def pair_columns(
    a: Mapping[int, Meaning], b: Mapping[int, Meaning]
) -> tuple[list[ColumnPair], list[int], list[int]]:
    """The columns that both files have, in the order of A; those only in A; those only in B."""
    in_b = {meaning.name: column for column, meaning in b.items()}
    pairs = [
        ColumnPair(column, in_b[meaning.name], meaning)
        for column, meaning in a.items()
        if meaning.name in in_b
    ]
    both_a, both_b = {pair.a for pair in pairs}, {pair.b for pair in pairs}
    return pairs, [c for c in a if c not in both_a], [c for c in b if c not in both_b]


def shows(meaning: Meaning, texts: Sequence[str]) -> Callable[[str], bool]:
    """Whether a text of a column may be shown: never what somebody wrote in their own words.

    `texts` are all texts of the column, in both files.
    """
    if meaning.open is not None:
        return lambda text: bool(meaning.open)
    cells = Counter(texts)
    return lambda text: cells[text] >= LEAST_CELLS or _is_short_figure(text)


def _is_short_figure(text: str) -> bool:
    return len(text) <= LONGEST_FIGURE and bool(PLAIN_NUMBER.fullmatch(text))
