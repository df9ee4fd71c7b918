"""Which column holds the answers to which question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.questionnaire import Question, Questionnaire
from poet.reading import column_letter, shown
from poet.responses.evening_out import evened_out
from poet.responses.nearest import choices_of, nearest
from poet.responses.personal import is_personal

KEY, WORDING, EASY_READ, SHORT = "key", "wording", "Easy Read wording", "short name"
EVENED_OUT = "spelling evened out"
# Beyond this many headings, a nearest question is no help and takes long to find.
MOST_COMPARED = 100


@dataclass(frozen=True)
class MatchedColumn:
    """A column (by position) and its question (by key); `how` says what the heading is."""

    column: int
    key: str
    how: str


@dataclass(frozen=True)
class UnmatchedColumn:
    """A column whose heading is no question. `nearest` is the key of the question most like it.

    `fits` has the keys of the questions that the heading fits, when there are several.
    """

    column: int
    nearest: str = ""
    fits: tuple[str, ...] = ()


@dataclass(frozen=True)
class ColumnMatch:
    """The columns of a table, each in one of four groups; columns without a heading are in none.

    `apart` are those the caller uses or leaves out, `personal` those that are never read.
    """

    matched: tuple[MatchedColumn, ...]
    unmatched: tuple[UnmatchedColumn, ...]
    personal: tuple[int, ...]
    apart: tuple[int, ...] = ()

    @cached_property
    def column_of(self) -> dict[str, int]:
        """Question key to the position of its column."""
        return {match.key: match.column for match in self.matched}

    @cached_property
    def key_of(self) -> dict[int, str]:
        """Position of a column to the key of its question."""
        return {match.column: match.key for match in self.matched}

    def with_apart(self, column: int | None) -> ColumnMatch:
        """The same, with a column set apart that the caller uses for itself."""
        if column is None or column in self.key_of or column in self.apart:
            return self
        return ColumnMatch(
            self.matched,
            tuple(one for one in self.unmatched if one.column != column),
            tuple(one for one in self.personal if one != column),
            (*self.apart, column),
        )


def match_columns(
    headings: Sequence[str], questionnaire: Questionnaire, apart: Iterable[str] = ()
) -> ColumnMatch:
    """The question of each heading: by its key, by a wording, then by a wording evened out.

    A wording is the standard one, the Easy Read one or the short name. A heading that fits several
    questions is matched to none. Columns with the headings `apart` are left out of the matching.
    Raises PoetError when two columns are the same question.
    """
    set_apart = {evened_out(heading) for heading in apart}
    groups: dict[str, list] = {"matched": [], "unmatched": [], "personal": [], "apart": []}
    names = _QuestionNames(questionnaire.questions)
    for column, heading in enumerate(headings):
        if not heading:
            continue
        keys, how = names.find(heading)
        if evened_out(heading) in set_apart:
            groups["apart"].append(column)
        elif len(keys) == 1:
            groups["matched"].append(MatchedColumn(column, keys[0], how))
        elif not keys and is_personal(heading):
            groups["personal"].append(column)
        else:
            compared = not keys and len(groups["unmatched"]) < MOST_COMPARED
            near = nearest(heading, names.choices) if compared else ""
            groups["unmatched"].append(UnmatchedColumn(column, near, keys))
    _refuse_two_columns(groups["matched"], headings, questionnaire)
    return ColumnMatch(**{name: tuple(group) for name, group in groups.items()})


class _QuestionNames:
    """The names of questions, from the most to the least certain way of matching."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._ways = [
            (KEY, _keys_by((q.key, q) for q in questions)),
            (WORDING, _keys_by((q.wording, q) for q in questions)),
            (EASY_READ, _keys_by((q.easy_read, q) for q in questions)),
            (SHORT, _keys_by((q.short, q) for q in questions)),
        ]
        names = [(name, q) for q in questions for name in _names_of(q)]
        self._evened_out = _keys_by((evened_out(name), q) for name, q in names)
        self.choices = {text: q.key for name, q in reversed(names) for text in choices_of([name])}

    def find(self, heading: str) -> tuple[tuple[str, ...], str]:
        """The keys that a heading fits, and how: one, none, or the several of the last way."""
        several: tuple[str, ...] = ()
        ways = [(how, keys_by.get(heading, ())) for how, keys_by in self._ways]
        for how, keys in [*ways, (EVENED_OUT, self._evened_out.get(evened_out(heading), ()))]:
            if len(keys) == 1:
                return keys, how
            several = keys or several
        return several, ""


def _names_of(question: Question) -> tuple[str, ...]:
    return (question.key, question.wording, question.easy_read, question.short)


def _keys_by(named: Iterable[tuple[str, Question]]) -> dict[str, tuple[str, ...]]:
    """Name to the keys of the questions that have it."""
    keys: dict[str, dict[str, None]] = {}
    for name, question in named:
        keys.setdefault(name, {})[question.key] = None
    return {name: tuple(found) for name, found in keys.items() if name}


def _refuse_two_columns(
    matched: Sequence[MatchedColumn], headings: Sequence[str], questionnaire: Questionnaire
) -> None:
    times = Counter(match.key for match in matched)
    for key, count in times.items():
        if count > 1:
            columns = [
                f'{column_letter(match.column)} "{shown(headings[match.column])}"'
                for match in matched
                if match.key == key
            ]
            wording = shown(questionnaire.question(key).wording)
            raise PoetError(
                f'question "{key}"',
                f'columns {" and ".join(columns)} are both this question ("{wording}")',
                cure="Rename one of them, delete it, or name it in ignore_columns",
                exit_code=CANNOT_READ_OR_WRITE,
            )
