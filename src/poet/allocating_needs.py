"""The columns with answers about needs: which answers there are, and in what order they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from poet.allocating import NeedsQuestion
from poet.allocating_cells import answer_meant, number_of_answer
from poet.errors import PoetError
from poet.reading import shown
from poet.responses.own_words import is_own_words
from poet.statistics.answer_amounts import Answered
from poet.statistics.categories import joined_levels
from poet.statistics.joined_groups import joined_until

if TYPE_CHECKING:
    from pandas import Series

# What one person can add up by hand, and one page can hold.
MOST_ANSWERS, MOST_QUESTIONS = 12, 12
# An amount for an answer that fewer people gave would tell of their budgets.
FEWEST_PEOPLE = 10
# With fewer, a table says more of these cases than of others.
CASES_FOR_AN_AMOUNT = 5
LONGEST_ANSWER, LONGEST_QUESTION = 80, 120
UNKNOWN_ANSWER, ANOTHER = "unknown answer", "another answer (not shown)"


def require_few_answers(file: str, texts: Mapping[str, Series]) -> None:
    """Raises PoetError for columns with more answers than fit on a table, all of them at once."""
    if len(texts) > MOST_QUESTIONS:
        raise PoetError(
            file,
            f"{len(texts)} columns of answers are named",
            expected=f"A table that can be added up by hand has at most {MOST_QUESTIONS}",
            cure="Name those that matter most",
        )
    PoetError.raise_all(
        PoetError(
            f'{file}, column "{shown(name)}"',
            f"there are {many:,} different answers in it",
            expected=f"A table that can be added up by hand has at most {MOST_ANSWERS} to a "
            "question",
            cure="Leave the column out, or write its answers in few steps",
        )
        for name, column in texts.items()
        for many in [len({answer_meant(text) for text in column.unique()} - {""})]
        if many > MOST_ANSWERS
    )


def questions_of(file: str, texts: Mapping[str, Series]) -> tuple[list[NeedsQuestion], list[str]]:
    """(the questions, remarks on those that say nothing), from columns without a blank cell.

    Raises PoetError when no question tells one case from another.
    """
    made = {name: _question(name, column) for name, column in texts.items()}
    told = [question for question in made.values() if question.answered.levels > 1]
    if texts and not told:
        raise PoetError(
            file,
            "the columns of answers do not tell people apart: in each, nearly all have one answer",
            expected=f"An answer counts by itself where at least {FEWEST_PEOPLE} people gave it",
            cure="Name columns with more different answers",
        )
    remarks = [
        f'{file}: the column "{shown(name)}" is left out, as nearly all have one answer.'
        for name, question in made.items()
        if question not in told
    ]
    return told, remarks


def enough_for(
    file: str, questions: Sequence[NeedsQuestion], cases: int, *, instead: bool
) -> tuple[Sequence[NeedsQuestion], list[str]]:
    """(the questions, or none where a table of them would have too many amounts, a remark then).

    Where there is nothing to do `instead`, too few cases are a PoetError.
    """
    amounts = 1 + sum(question.answered.levels - 1 for question in questions)
    if not questions or cases >= CASES_FOR_AN_AMOUNT * amounts:
        return questions, []
    needed = CASES_FOR_AN_AMOUNT * amounts
    found = f"{cases} cases are too few for a table of {amounts} amounts"
    if not instead:
        raise PoetError(
            file,
            found,
            expected=f"It takes {CASES_FOR_AN_AMOUNT} for each amount, which are {needed}",
            cure="Name fewer columns of answers, or add cases",
        )
    told = f"{file}: {found}, which takes {needed}: answers are left out, and points are used."
    return (), [told]


def _question(name: str, texts: Series) -> NeedsQuestion:
    meant = {text: answer_meant(text) for text in texts.unique()}
    words = _words(texts, meant)
    numbers = {answer: number_of_answer(answer) for answer in words}
    ordered = None not in numbers.values() and len(set(numbers.values())) == len(numbers)
    answers = sorted(words, key=lambda answer: (numbers[answer] if ordered else 0.0, answer))
    place = {answer: at for at, answer in enumerate(answers)}
    code = texts.map(meant).map(place).to_numpy(int)
    counts = np.bincount(code, minlength=len(answers))
    together = joined_levels(counts.tolist(), FEWEST_PEOPLE) if ordered else _joined(counts)
    level = np.empty(len(answers), dtype=int)
    for at, members in enumerate(together):
        level[members] = at
    shown_words = tuple(
        tuple(dict.fromkeys(shown(words[answers[one]], LONGEST_ANSWER) for one in members))
        for members in together
    )
    answered = Answered(level[code], len(together), ordered)
    return NeedsQuestion(shown(name, LONGEST_QUESTION), shown_words, answered)


def _words(texts: Series, meant: Mapping[str, str]) -> dict[str, str]:
    """Answer to the words to print for it, as they are written first; never somebody's own."""
    people = texts.map(meant).value_counts()
    words: dict[str, str] = {}
    for text, answer in meant.items():
        plain = " ".join(text.split())
        # What begins with a number is one of the answers, however many words it has.
        nearest = plain if number_of_answer(answer) is not None else ""
        is_own = is_own_words(plain, UNKNOWN_ANSWER, nearest, int(people[answer]))
        words.setdefault(answer, ANOTHER if is_own else plain)
    return words


def _joined(counts: np.ndarray) -> list[list[int]]:
    """Answers without an order, rare ones together; all in one where they cannot be told apart."""
    member = joined_until(counts[np.newaxis], counts[np.newaxis], _too_few)[0]
    if (member < 0).all():
        return [list(range(len(counts)))]
    return [np.flatnonzero(member == one).tolist() for one in np.unique(member[member >= 0])]


def _too_few(people: np.ndarray, base: np.ndarray) -> np.ndarray:
    return base < FEWEST_PEOPLE


def joined_groups(groups: Series, fewest: int) -> tuple[np.ndarray, list[str]]:
    """(the number of each case's group, -1 for none; their names), small ones joined.

    Groups of fewer than `fewest` cases stand together with the next smallest; there are none where
    fewer than two would be left.
    """
    names = sorted(set(groups) - {""})
    if not names:
        return np.full(len(groups), -1), []
    code = groups.map({name: at for at, name in enumerate(names)}).fillna(-1).to_numpy(int)
    counts = np.bincount(code[code >= 0], minlength=len(names))[np.newaxis]
    member = joined_until(counts, counts, lambda people, base: base < max(fewest, 1))[0]
    kept = np.unique(member[member >= 0])
    number = {int(one): at for at, one in enumerate(kept)}
    of_name = np.array([number.get(int(one), -1) for one in member] + [-1])
    labels = [_together([names[at] for at in np.flatnonzero(member == one)]) for one in kept]
    return of_name[code], labels


def _together(names: Sequence[str]) -> str:
    if len(names) > 3:
        return f"{len(names)} small groups together"
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]
