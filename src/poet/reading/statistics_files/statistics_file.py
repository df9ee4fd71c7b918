"""What SPSS, Stata and Parquet files share: typed columns to text, labels for codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from poet.reading.layout import Rows, Variable
from poet.reading.size_limits import refuse_too_much_text
from poet.reading.statistics_files.statistics_notes import closing_notes, label_notes
from poet.reading.text_table import Source
from poet.reading.workbooks.xlsx_cells import as_text

# A chunk is this many columns of raw values, one list a variable, all equally long.
Chunk = Sequence[Sequence[Any]]


@dataclass(frozen=True, eq=False)
class StatisticsVariable:
    """One column of a file from a statistics program.

    `labels` gives the label of each value that has one. `missing` tells why the file marks a value
    as missing, in the words of a message ('"Refused"', '-9'), and "" for any other value. `text`
    gives any other value as text, and None for a number that no calendar has as a date.
    """

    name: str
    label: str = ""
    labels: Mapping[Any, str] = field(default_factory=dict)
    missing: Callable[[Any], str] = lambda value: ""
    text: Callable[[Any], str | None] = as_text


@dataclass(frozen=True, eq=False)
class Coded:
    """A variable with the text of each labelled value that a cell may hold."""

    variable: StatisticsVariable
    texts: Mapping[Any, str]
    taken: frozenset[str]

    def text(self, value: Any) -> str | None:  # noqa: ANN401 - a value of any type
        """A value that is not missing as text; None for a date that no calendar has."""
        if value in self.texts:
            return self.texts[value]
        text = self.variable.text(value)
        # Another value has these words as its label, so this one must not pass for it.
        return f"{text} (no label)" if text in self.taken else text


@dataclass(eq=False)
class Noticed:
    """What is counted while chunks pass by, by the position of the variable."""

    missing: dict[int, Counter[str]] = field(default_factory=dict)
    not_dates: Counter[int] = field(default_factory=Counter)
    beyond_ascii: bool = False
    characters: int = 0


def statistics_rows(
    file: str,
    variables: Sequence[StatisticsVariable],
    chunks: Iterator[Chunk],
    notes: list[str],
    encoding: str = "",
) -> Rows:
    """The rows of a file: (0, the names of the variables), then (1, ...) for the first case.

    A cell holds the label of its value, or else the value in its shortest form; a value that the
    file marks as missing is "" and counted in a note. `encoding` is what was taken for the letters
    where the file does not say, and is told when there are letters beyond English ones. Raises
    PoetError while drawn, when the texts together are longer than poet takes.
    """
    coded = [_coded(variable) for variable in variables]
    notes.extend(label_notes({one.variable.name: _same_labels(one) for one in coded}))
    known = {position: _known(one) for position, one in enumerate(coded)}
    return Rows(Source(file), _rows(file, coded, chunks, notes, encoding), notes, variables=known)


def _coded(variable: StatisticsVariable) -> Coded:
    """Two values with one label are told apart by the value behind it.

    A label cut off by the program that wrote the file may have lost what set it apart.
    """
    labels = {
        value: label.strip()
        for value, label in variable.labels.items()
        if label.strip() and not variable.missing(value)
    }
    texts = _told_apart(labels)
    return Coded(variable, texts, frozenset(texts.values()))


def _told_apart(labels: Mapping[Any, str]) -> Mapping[Any, str]:
    # Twice, since what comes of it, such as "Yes (1)", may be the label of a third value.
    return _longer_where_alike(_longer_where_alike(labels, _evened_out), str)


def _longer_where_alike(
    labels: Mapping[Any, str], sense: Callable[[str], str]
) -> Mapping[Any, str]:
    often = Counter(map(sense, labels.values()))
    return {
        value: label if often[sense(label)] == 1 else f"{label} ({as_text(value)})"
        for value, label in labels.items()
    }


def _evened_out(label: str) -> str:
    """Labels alike but for case and spaces would be taken for one answer."""
    return " ".join(label.split()).casefold()


def _same_labels(coded: Coded) -> list[str]:
    """The texts of values whose label stands for another value too."""
    labels = coded.variable.labels
    return [text for value, text in coded.texts.items() if text != labels[value].strip()]


def _known(coded: Coded) -> Variable:
    values = {text: as_text(value) for value, text in coded.texts.items()}
    return Variable(coded.variable.label.strip(), values)


def _rows(
    file: str, coded: Sequence[Coded], chunks: Iterator[Chunk], notes: list[str], encoding: str
) -> Iterator[tuple[int, Sequence[str]]]:
    yield 0, [one.variable.name for one in coded]
    noticed, line = Noticed(beyond_ascii=_names_beyond_ascii(coded)), 0
    for chunk in chunks:
        columns = [
            _column(one, values, position, noticed)
            for position, (one, values) in enumerate(zip(coded, chunk, strict=True))
        ]
        refuse_too_much_text(file, noticed.characters)
        for line, cells in enumerate(zip(*columns, strict=True), start=line + 1):  # noqa: B020
            yield line, cells
    names = [one.variable.name for one in coded]
    notes.extend(closing_notes(names, noticed.missing, noticed.not_dates))
    if encoding and noticed.beyond_ascii:
        notes.append(f"The file does not say how its letters are kept: read as {encoding}.")


def _names_beyond_ascii(coded: Sequence[Coded]) -> bool:
    texts = (
        text
        for one in coded
        for text in (one.variable.name, one.variable.label, *one.texts.values())
    )
    return not all(map(str.isascii, texts))


def _column(coded: Coded, values: Sequence[Any], position: int, noticed: Noticed) -> list[str]:
    """The cells of one variable in one chunk; each distinct value is looked at once."""
    texts = {
        value: _cell(coded, value, count, position, noticed)
        for value, count in Counter(values).items()
    }
    noticed.characters += sum(map(len, texts.values()))
    noticed.beyond_ascii = noticed.beyond_ascii or not all(map(str.isascii, texts.values()))
    return [texts[value] for value in values]


def _cell(coded: Coded, value: Any, count: int, position: int, noticed: Noticed) -> str:  # noqa: ANN401
    """The text of a value that stands in `count` cells. None and not-a-number are no value."""
    if value is None or value != value:  # noqa: PLR0124
        return ""
    why = coded.variable.missing(value)
    if why:
        noticed.missing.setdefault(position, Counter())[why] += count
        return ""
    text = coded.text(value)
    if text is None:
        noticed.not_dates[position] += count
        return as_text(value)
    return text
