"""How a file was matched with its questionnaire, as sentences and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from poet.mapping_columns import OpenColumn
from poet.mapping_file import FileMapping
from poet.mapping_texts import OpenTexts
from poet.reading import column_letter, shown
from poet.responses.mapped_column import map_heading

MOST_LISTED = 20
# Questions often begin alike.
LONGEST_HEADING = 100


def file_lines(file: FileMapping) -> Iterator[str]:
    """How many columns of a file are questions, what is to be looked at, and where the map is."""
    ways = Counter(one.how for one in file.match.matched)
    told = ", ".join(f"{count} by {how}" for how, count in ways.items())
    questions = f"{len(file.match.matched)} of {file.headed} columns are questions"
    yield (
        f"{file.source.where}: {questions}{f' ({told})' if told else ''}; "
        f"{len(file.to_look_at)} to look at; {len(file.not_used)} not used."
    )
    yield from _listed([_open_column(file, one) for one in file.to_look_at])
    texts = [one for group in file.texts.to_look_at for one in _open_texts(group)]
    yield from _listed(texts)
    yield from _listed([_no_ticks(file, place) for place in file.texts.no_ticks])
    yield from _listed(
        [f'No column: "{q.key}" ({shown(q.wording, LONGEST_HEADING)})' for q in file.missing]
    )
    if file.texts.few:
        yield f"  {_texts_of_few(file.texts.few)}: see poet check."
    yield f"  {_where_the_map_is(file)}"


def _listed(lines: list[str]) -> Iterator[str]:
    yield from (f"  {line}" for line in lines[:MOST_LISTED])
    if len(lines) > MOST_LISTED:
        yield f"  And {len(lines) - MOST_LISTED:,} more of these, in the map."


def _heading(file: FileMapping, place: int) -> str:
    return shown(file.columns[place].heading, LONGEST_HEADING)


def _open_column(file: FileMapping, one: OpenColumn) -> str:
    column = f'{column_letter(one.column)} "{_heading(file, one.column)}"'
    keys = dict.fromkeys(f'"{candidate.key}"' for candidate in one.candidates)
    if not keys:
        return f"Column {column}: no question is like it."
    return f"Column {column}: perhaps {' or '.join(keys)} ({one.candidates[0].why})."


def _open_texts(group: OpenTexts) -> Iterator[str]:
    letters = [column_letter(place) for place in group.columns]
    where = f"Column {letters[0]}" if len(letters) == 1 else f"Columns {', '.join(letters)}"
    if group.numbers:
        numbers = ", ".join(one.text for one in group.texts)
        yield f"{where}: say in the map what these numbers stand for: {numbers}."
        return
    for one in group.texts:
        labels = " or ".join(f'"{group.scale.answer(code).label}"' for code in one.perhaps)
        perhaps = f"; perhaps {labels}" if labels else ""
        yield f'{where}: "{shown(one.text)}" is no answer{perhaps}.'


def _no_ticks(file: FileMapping, place: int) -> str:
    heading = _heading(file, place)
    return (
        f'Column {column_letter(place)} "{heading}": not all its texts are ticks; '
        "if they are people's own words, write any_text = true."
    )


def _texts_of_few(count: int) -> str:
    if count == 1:
        return "1 more text is no answer and is not told here, as few people gave it"
    return f"{count:,} more texts are no answer and are not told here, as few people gave them"


def _where_the_map_is(file: FileMapping) -> str:
    if file.written:
        return f"Map written: {file.path}"
    return f"Map left as it is: {file.path} (--update adds what is new, --force makes it anew)"


def file_as_json(file: FileMapping) -> dict[str, Any]:
    """The same for a machine."""
    return {
        "file": file.source.file,
        "sheet": file.source.sheet,
        "tool": file.tool,
        "questionnaire": file.questionnaire.id,
        "map": str(file.path),
        "written": file.written,
        "complete": file.complete,
        "questions": [
            {
                **_place(file, one.column),
                "question": one.key,
                "answer": one.answer,
                "any_text": one.free,
                "how": one.how,
            }
            for one in file.match.matched
        ],
        "to_look_at": [
            {
                **_place(file, one.column),
                "perhaps": [
                    {"question": c.key, "answer": c.answer, "why": c.why} for c in one.candidates
                ],
            }
            for one in file.to_look_at
        ],
        "not_used": [
            {**_place(file, place), "why": file.why_not_used(place)} for place in file.not_used
        ],
        "texts_to_look_at": [
            {
                "scale": group.scale.id,
                "columns": [column_letter(place) for place in group.columns],
                "texts": [{"text": one.text, "perhaps": list(one.perhaps)} for one in group.texts],
            }
            for group in file.texts.to_look_at
        ],
        "texts_that_are_no_ticks": [_place(file, place) for place in file.texts.no_ticks],
        "texts_of_few_people": file.texts.few,
        "questions_without_a_column": [question.key for question in file.missing],
    }


def _place(file: FileMapping, place: int) -> dict[str, str]:
    return {"column": column_letter(place), "heading": map_heading(file.columns[place].heading)}
