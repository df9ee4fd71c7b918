"""A column map as the text of a TOML file, for people who know spreadsheets and not TOML."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from poet.mapping_columns import Candidate, OpenColumn
from poet.mapping_file import FileMapping
from poet.mapping_texts import OpenText, OpenTexts
from poet.questionnaire import Scale
from poet.reading import column_letter, shown
from poet.responses.column_map import BY_MAP
from poet.responses.mapped_column import UNDECIDED, MappedColumn, map_heading

MOST_UNDERSTOOD = 30
BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
EXPLANATION = """\
# Which column of {file} is which question of "{questionnaire}", and what the texts in it mean.
#
# poet reads this file whenever it reads {file}. To correct it, open it in a text editor such as
# Notepad. What follows a # is an explanation: poet does not read it.
#
# Look for every "?" and write something else between the quotation marks:
#   question = "KEY"    the column holds the answers to the question with this key
#   question = ""       the column is no question, and is not used
#   "a text" = "CODE"   the text means the answer with this code
#   "a text" = ""       the text is no answer
# A column or text that stays "?" is not used, and poet check goes on telling of it.
#
# In a column that is about one answer alone, answer = "CODE" says which one; any_text = true says
# that whatever is written there is a tick, as in "Other (please specify)". A remark of your own
# can stand in note = "..." below a heading: it is kept.
#
# When you have finished: poet map STUDY --update  looks again, keeps what you decided, and adds
# what is new."""
NUMBERS = """\
# The answers in this column are numbers. Look up in the survey tool what each number stands for,
# and do not guess: the wrong way round, good answers are counted as bad ones."""

NO_TICKS = """\
# Not all texts in this column are ticks. If they are what people wrote themselves, as below "Other
# (please specify)", write true in the place of false.
any_text = false"""


def map_lines(file: FileMapping) -> Iterator[str]:
    """The lines of the column map of a file."""
    name, questionnaire = shown(file.source.file), file.questionnaire.id
    yield from EXPLANATION.format(file=name, questionnaire=questionnaire).splitlines()
    yield ""
    yield _line("file", file.source.file)
    yield _line("questionnaire", questionnaire)
    if file.tool:
        yield _line("tool", file.tool)
    if file.before.note:
        yield _line("note", file.before.note)
    said = file.before.placed(file.columns)
    numbers = {one.columns[0]: one for one in file.texts.to_look_at if one.numbers}
    yield from _columns_to_look_at(file, said)
    yield from _numbers_to_look_at(file, said, numbers)
    yield from _no_ticks(file, said)
    yield from _texts(file)
    yield from _missing(file)
    yield from _questions(file, said, {*numbers, *file.texts.no_ticks})
    yield from _not_used(file, said)


def toml_text(text: str) -> str:
    """A text as TOML writes it, on one line."""
    import tomli_w

    return tomli_w.dumps({"v": text})[len("v = ") :].rstrip("\n")


def _line(key: str, text: str) -> str:
    return f"{key} = {toml_text(text)}"


def _title(words: str, count: int) -> Iterator[str]:
    yield ""
    yield ""
    yield f"# ---------- {words}: {count} ----------"


def _column(
    file: FileMapping, place: int, said: MappedColumn | None, lines: Iterable[str]
) -> Iterator[str]:
    """One column: where it is, then the lines that say what it is."""
    if not map_heading(file.columns[place].heading):
        # Of signs that cannot be seen: it could not be found again.
        return
    yield ""
    yield "[[columns]]"
    yield _line("column", column_letter(place))
    yield _line("heading", map_heading(file.columns[place].heading))
    if said and said.note:
        yield _line("note", said.note)
    yield from lines


def _columns_to_look_at(file: FileMapping, said: Mapping[int, MappedColumn]) -> Iterator[str]:
    if file.to_look_at:
        yield from _title("COLUMNS TO LOOK AT", len(file.to_look_at))
    for one in file.to_look_at:
        yield from _column(file, one.column, said.get(one.column), _open_lines(file, one))


def _open_lines(file: FileMapping, one: OpenColumn) -> Iterator[str]:
    for candidate in one.candidates:
        yield f"# perhaps {_candidate(file, candidate)}: {candidate.why}"
    if not one.candidates:
        yield "# no question is like it"
    yield _line("question", UNDECIDED)
    if any(candidate.answer for candidate in one.candidates):
        yield _line("answer", UNDECIDED)


def _candidate(file: FileMapping, candidate: Candidate) -> str:
    question = file.questionnaire.question(candidate.key)
    told = f'"{question.key}" ({map_heading(question.wording)})'
    if not (candidate.answer and question.scale):
        return told
    label = question.scale.answer(candidate.answer).label
    return f'{told} with answer "{candidate.answer}" ({shown(label)})'


def _numbers_to_look_at(
    file: FileMapping, said: Mapping[int, MappedColumn], numbers: Mapping[int, OpenTexts]
) -> Iterator[str]:
    if numbers:
        yield from _title("COLUMNS OF NUMBERS TO LOOK AT", len(numbers))
    for place, one in numbers.items():
        here = said.get(place)
        yield from _column(file, place, here, _question_lines(file, place))
        yield from NUMBERS.splitlines()
        yield from _codes(one.scale)
        yield from _answers("columns.answers", here.answers if here else {}, one)


def _no_ticks(file: FileMapping, said: Mapping[int, MappedColumn]) -> Iterator[str]:
    places = file.texts.no_ticks
    if places:
        yield from _title("COLUMNS ABOUT ONE ANSWER TO LOOK AT", len(places))
    for place in places:
        here = said.get(place)
        lines = [*_question_lines(file, place), *NO_TICKS.splitlines()]
        yield from _column(file, place, here, lines)
        yield from _answers("columns.answers", here.answers if here else {}, None)


def _answers(name: str, decided: Mapping[str, str], open_texts: OpenTexts | None) -> Iterator[str]:
    """A table of answers: what is decided, then what is to be looked at."""
    new = open_texts.texts if open_texts else ()
    known = {text: code for text, code in decided.items() if code != UNDECIDED}
    if known or new:
        yield f"[{name}]"
    for text, code in known.items():
        yield f"{toml_text(text)} = {toml_text(code)}"
    for one in new:
        comment = _perhaps(one, numbers=bool(open_texts and open_texts.numbers))
        yield f'{toml_text(one.text)} = "{UNDECIDED}"{comment}'


def _perhaps(one: OpenText, *, numbers: bool) -> str:
    codes = [f'"{code}"' for code in one.perhaps]
    if not codes:
        return ""
    if not numbers:
        return f"  # perhaps {' or '.join(codes)}"
    turned = f", the other way round {codes[1]}" if len(codes) > 1 else ""
    return f"  # in the order printed {codes[0]}{turned}"


def _codes(scale: Scale) -> Iterator[str]:
    widest = max(len(answer.code) for answer in scale.answers)
    yield "# The codes of the answers:"
    yield from (f"#   {a.code.ljust(widest)}  {shown(a.label)}" for a in scale.answers)


def _texts(file: FileMapping) -> Iterator[str]:
    """Texts to look at, and what was said of others before, scale by scale."""
    to_look_at = {one.scale.id: one for one in file.texts.to_look_at if not one.numbers}
    if to_look_at:
        count = sum(len(one.texts) for one in to_look_at.values())
        yield from _title("TEXTS TO LOOK AT", count)
    for one in to_look_at.values():
        letters = ", ".join(map(column_letter, one.columns))
        yield ""
        yield f'# Scale "{one.scale.id}", in {_columns_word(one.columns)} {letters}.'
        yield from _codes(one.scale)
        yield from _scale_answers(file, one.scale.id, one)
    settled = [name for name in file.before.answers if name not in to_look_at]
    if settled:
        yield from _title("TEXTS DECIDED ON, BY SCALE", len(settled))
    for name in settled:
        yield ""
        yield from _scale_answers(file, name, None)


def _columns_word(columns: Sequence[int]) -> str:
    return "column" if len(columns) == 1 else "columns"


def _scale_answers(file: FileMapping, name: str, one: OpenTexts | None) -> Iterator[str]:
    decided = dict(file.before.answers.get(name, {}))
    key = name if BARE_KEY.fullmatch(name) else toml_text(name)
    yield from _answers(f"answers.{key}", decided, one)


def _missing(file: FileMapping) -> Iterator[str]:
    if file.missing:
        yield from _title("QUESTIONS THAT HAVE NO COLUMN", len(file.missing))
    for question in file.missing:
        letters = [column_letter(place) for place in file.nearest_headings(question)]
        near = f" Perhaps column {' or '.join(letters)}." if letters else ""
        yield f'# "{question.key}" ({map_heading(question.wording)}){near}'


def _questions(
    file: FileMapping, said: Mapping[int, MappedColumn], but_for: Collection[int]
) -> Iterator[str]:
    """The columns that are questions, but for those that are to be looked at."""
    settled = [one.column for one in file.match.matched if one.column not in but_for]
    if settled:
        words = "OTHER COLUMNS THAT ARE QUESTIONS" if but_for else "COLUMNS THAT ARE QUESTIONS"
        yield from _title(words, len(settled))
        yield from _understood(file)
    for place in settled:
        here = said.get(place)
        yield from _column(file, place, here, _question_lines(file, place))
        yield from _answers("columns.answers", here.answers if here else {}, None)


def _question_lines(file: FileMapping, place: int) -> Iterator[str]:
    match = next(one for one in file.match.matched if one.column == place)
    how = "as this map says" if match.how == BY_MAP else f"found by: {match.how}"
    yield f"{_line('question', match.key)}  # {how}"
    if match.answer:
        yield _line("answer", match.answer)
    if match.free:
        yield "any_text = true"


def _understood(file: FileMapping) -> Iterator[str]:
    """What texts were taken for which answers without this map, for a person to check."""
    told = {
        scale: [
            f'"{shown(text)}" is {code}'
            for text, code in sorted(texts.items(), key=lambda item: item[1])
            if text not in file.before.answers.get(scale, {})
        ]
        for scale, texts in file.texts.understood.items()
    }
    if any(told.values()):
        yield "# Texts understood without help, by scale:"
    for scale, texts in told.items():
        more = " ..." if len(texts) > MOST_UNDERSTOOD else ""
        if texts:
            yield f"#   {scale}: {'; '.join(texts[:MOST_UNDERSTOOD])}{more}"


def _not_used(file: FileMapping, said: Mapping[int, MappedColumn]) -> Iterator[str]:
    gone = [one for one in file.before.columns if one not in said.values()]
    if file.not_used or gone:
        yield from _title("COLUMNS THAT ARE NOT USED", len(file.not_used) + len(gone))
    for place in file.not_used:
        why = f"{_line('question', '')}  # {file.why_not_used(place)}"
        yield from _column(file, place, said.get(place), [why])
    for one in gone:
        yield ""
        yield "[[columns]]"
        yield _line("heading", one.heading)
        yield f"{_line('question', one.question)}  # no column of the file has this heading now"
