"""What a column map must say: each rule yields the mistakes it finds, none stops."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from poet.errors import PoetError
from poet.questionnaire import Questionnaire, Scale
from poet.reading import Source, column_letter, shown
from poet.reading.layout import PERSONAL, Column
from poet.responses.evening_out import evened_out
from poet.responses.mapped_column import UNDECIDED, HeadingPlaces, MappedColumn
from poet.responses.nearest import choices_of, nearest

if TYPE_CHECKING:
    from poet.responses.column_map import ColumnMap

# Finding the nearest of more headings than these takes long.
MOST_COMPARED = 1_000


def other_questionnaire(said: ColumnMap, questionnaire: Questionnaire) -> Iterator[PoetError]:
    """A mistake when the map is for another questionnaire."""
    if said.questionnaire not in ("", questionnaire.id):
        yield PoetError(
            said.file,
            f'this map is for the questionnaire "{shown(said.questionnaire)}", '
            f'and the file is said to answer "{questionnaire.id}"',
            cure="Name another map in study.toml, or make this one anew: poet map STUDY --force",
        )


def code_mistakes(said: ColumnMap, questionnaire: Questionnaire) -> Iterator[PoetError]:
    """Questions and answers that the questionnaire does not have."""
    for one in said.columns:
        if one.asks:
            yield from _question_mistakes(_where(said, one), one, questionnaire)
    scales = {q.scale.id: q.scale for q in questionnaire.questions if q.scale}
    for name, answers in said.answers.items():
        where = f"{said.file}, [answers.{shown(name)}]"
        if name in scales:
            yield from _answer_mistakes(where, answers, scales[name])
        else:
            yield PoetError(
                where,
                f'no question of the questionnaire "{questionnaire.id}" has a scale of this name',
                expected="Its scales are: " + ", ".join(scales),
                cure="Correct the name",
            )


def _where(said: ColumnMap, one: MappedColumn) -> str:
    return f'{said.file}, heading "{shown(one.heading)}"'


def _question_mistakes(
    where: str, one: MappedColumn, questionnaire: Questionnaire
) -> Iterator[PoetError]:
    keys = [question.key for question in questionnaire.questions]
    if one.question not in keys:
        near = nearest(one.question, choices_of(keys))
        yield PoetError(
            where,
            f'"{shown(one.question)}" is no question of the questionnaire "{questionnaire.id}"',
            cure=f'Did you mean "{near}"?'
            if near
            else 'Write the key of a question, or "" when the column is none',
        )
        return
    scale = questionnaire.question(one.question).scale
    if scale is None and (one.answer or one.answers):
        yield PoetError(
            where,
            f'the question "{one.question}" has no answers to choose from',
            cure="Take answer and [columns.answers] out here",
        )
    if one.any_text and not one.answer:
        yield PoetError(
            where,
            "any_text is true and no answer is given",
            cure='Add answer = "...", the code that any text in this column stands for',
        )
    if scale:
        yield from _unknown_codes(where, [one.answer], scale)
        yield from _answer_mistakes(where, one.answers, scale)


def _answer_mistakes(where: str, answers: Mapping[str, str], scale: Scale) -> Iterator[PoetError]:
    yield from _unknown_codes(where, answers.values(), scale)
    meanings: dict[str, str] = {}
    for text, code in answers.items():
        if meanings.setdefault(evened_out(text), code) != code:
            yield PoetError(
                where,
                f'"{shown(text)}" is said to mean two answers, but for capitals or signs nobody '
                "sees",
                cure="Keep one of the two lines",
            )


def _unknown_codes(where: str, codes: Collection[str], scale: Scale) -> Iterator[PoetError]:
    known = [answer.code for answer in scale.answers]
    for code in dict.fromkeys(codes):
        if code not in {*known, "", UNDECIDED}:
            yield PoetError(
                where,
                f'"{shown(code)}" is no answer of the scale "{scale.id}"',
                expected="Its codes are: " + ", ".join(known),
                cure="Use one of these",
            )


def column_mistakes(
    said: ColumnMap, columns: Sequence[Column], ignored: Collection[str], source: Source
) -> Iterator[PoetError]:
    """Columns that are not in the file, not to be told apart, or said to be two things."""
    headings = HeadingPlaces(columns)
    places = [headings.place(one) for one in said.columns]
    set_apart = {evened_out(heading) for heading in ignored}
    for one, place in zip(said.columns, places, strict=True):
        where = _where(said, one)
        if place is None:
            yield from _not_placed(where, one, headings, columns, source)
        elif one.asks and columns[place].role == PERSONAL:
            yield PoetError(
                where,
                "this column tells who people are, so it is never read",
                cure='Write question = ""',
            )
        elif one.asks and evened_out(columns[place].heading) in set_apart:
            yield PoetError(
                where,
                "this column is a question here, and study.toml leaves it out",
                cure='Write question = "", or take it out of ignore_columns in study.toml',
            )
    yield from _named_twice(said, places)
    yield from _asked_twice(said)


def _not_placed(
    where: str,
    one: MappedColumn,
    headings: HeadingPlaces,
    columns: Sequence[Column],
    source: Source,
) -> Iterator[PoetError]:
    places = headings.alike(one.heading)
    letters = [column_letter(place) for place in places]
    if places:
        yield PoetError(
            where,
            f"{len(places)} columns of {source.where} have this heading: {', '.join(letters)}",
            cure=f'Say which is meant: column = "{letters[0]}", say',
        )
    elif one.asks:
        near = nearest(
            one.heading, choices_of(c.heading for c in columns[:MOST_COMPARED] if c.heading)
        )
        yield PoetError(
            where,
            f"{source.where} has no column with this heading",
            expected=f'The nearest is "{shown(near)}"' if near else "",
            cure="Correct the heading here, or delete it with the lines that belong to it",
        )


def _named_twice(said: ColumnMap, places: Sequence[int | None]) -> Iterator[PoetError]:
    times = Counter(place for place in places if place is not None)
    for place, count in times.items():
        if count > 1:
            one = said.columns[places.index(place)]
            yield PoetError(
                _where(said, one),
                f"column {column_letter(place)} stands here {count} times",
                cure="Keep one of them",
            )


def _asked_twice(said: ColumnMap) -> Iterator[PoetError]:
    asked: dict[tuple[str, str], list[str]] = {}
    for one in said.columns:
        if one.asks:
            asked.setdefault((one.question, one.answer), []).append(one.heading)
    for (key, answer), headings in asked.items():
        if len(headings) > 1:
            what = f'the answer "{shown(answer)}" of question' if answer else "question"
            told = " and ".join(f'"{shown(heading)}"' for heading in headings)
            yield PoetError(
                said.file,
                f'{what} "{shown(key)}" is given to {len(headings)} columns: {told}',
                cure='Keep it for one of them, and write question = "" for the others',
            )
