"""The comments of a study that are to be coded: which they are, and which are left out and why."""

from __future__ import annotations

import hashlib
import math
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from poet.errors import PoetError
from poet.responses.evening_out import evened_out
from poet.spreadsheets import disarmed

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from poet.questionnaire import Question
    from poet.responses import Responses
    from poet.study import Study

PLACE = ("file", "sheet", "row", "question")
# A file has no more rows; `1,204` is a number as Excel may show it.
ROW_NUMBER = r"\d{1,3}(,\d{3}){1,2}|\d{1,9}"
WHERE = ("authority", "audience", "wave", *PLACE)
COLUMNS = ("authority", "audience", "wave", "questionnaire", *PLACE, "asked", "words")
BLANK, NOTHING_SAID = "blank", "nothing said"
# Who writes no more than this has no comment.
NOTHING = frozenset(
    """
    no|none|n/a|na|n.a|nil|nothing|nope|no comment|no comments|none thanks|no thanks|no thank you
    not applicable|not really|nothing to add|nothing else|nothing to say|no further comment
    no further comments|no more|does not apply|don't know|not sure|as above|see above|x
    """.replace("\n", "|")
    .replace("    ", "")
    .split("|")
)
LONGEST_NOTHING = 40


@dataclass(frozen=True, eq=False)
class Comments:
    """Comments to be coded, and how many answers to the same questions are none.

    `by_comment` has one row per comment with COLUMNS: whose it is, the place where it stands
    (`row` is that of the file), what was asked in words, and the words as they were written.
    `left_out` says how many cells are blank or say only that there is nothing to say.
    """

    by_comment: DataFrame
    left_out: Mapping[str, int] = field(default_factory=dict)


def comments_of(
    study: Study,
    wave: str = "",
    audiences: Collection[str] = (),
    questions: Collection[str] = (),
) -> Comments:
    """The comments of one wave (the latest, if none is given), in the order of the files.

    `audiences` and `questions` (keys) narrow them down. Raises PoetError when there is no such
    wave, audience or question, or no comment at all.
    """
    import pandas as pd

    asked = _asked(study, wave)
    PoetError.raise_all(_unknown(asked, audiences, questions))
    frames, left_out = [], {BLANK: 0, NOTHING_SAID: 0}
    for responses in asked:
        if audiences and responses.questionnaire.audience not in audiences:
            continue
        for question in responses.questionnaire.with_role("comment"):
            if not questions or question.key in questions:
                frames.append(_of_question(responses, question, left_out))
    together = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=COLUMNS)
    if together.empty:
        raise PoetError(
            study.title,
            "there is no comment to code",
            expected="Comments are answers to questions that have the role comment",
        )
    return Comments(together, left_out)


def _asked(study: Study, wave: str) -> list[Responses]:
    waves = [one.id for one in study.waves]
    if wave and wave not in waves:
        raise PoetError(
            f'wave "{wave}"',
            "there is no such wave in the study",
            expected="There are: " + (", ".join(filter(None, waves)) or "none"),
        )
    chosen = wave or study.latest_wave.id
    return [responses for responses in study.responses if responses.wave == chosen]


def _unknown(
    asked: Collection[Responses], audiences: Collection[str], questions: Collection[str]
) -> Iterator[PoetError]:
    """A mistake for each audience that did not answer and each question that is no such one."""
    there = dict.fromkeys(one.questionnaire.audience for one in asked)
    keys = dict.fromkeys(
        question.key for one in asked for question in one.questionnaire.with_role("comment")
    )
    for kind, given, known in (("audience", audiences, there), ("question", questions, keys)):
        for name in given:
            if name not in known:
                yield PoetError(
                    f'{kind} "{name}"',
                    f"no comment of this {kind} is in this wave",
                    expected="There are: " + (", ".join(known) or "none"),
                )


def _of_question(responses: Responses, question: Question, left_out: dict[str, int]) -> DataFrame:
    """The comments on one question; what is none is counted in `left_out`."""
    people = responses.by_person
    words = _texts(people, question.key)
    blank = words.map(lambda text: not text.strip())
    nothing = ~blank & words.map(says_nothing)
    left_out[BLANK] += int(blank.sum())
    left_out[NOTHING_SAID] += int(nothing.sum())
    written = ~(blank | nothing)
    return people.loc[written, ["authority"]].assign(
        audience=responses.questionnaire.audience,
        wave=responses.wave,
        questionnaire=responses.questionnaire.id,
        file=responses.source.file,
        sheet=responses.source.sheet,
        row=people.loc[written, "line"],
        question=question.key,
        asked=question.wording,
        words=words[written],
    )[list(COLUMNS)]


def _texts(people: DataFrame, key: str) -> Series:
    """The texts of a question, "" where nothing is written; as its column is, when it has none."""
    return people[key].map(lambda text: text if isinstance(text, str) else "").astype(object)


def says_nothing(text: str) -> bool:
    """Whether a text has no words, or only says that there is nothing to say.

    >>> [says_nothing(text) for text in ("N/A", "No comment.", "-", "No help at all")]
    [True, True, True, False]
    """
    if len(text) > LONGEST_NOTHING:
        return False
    plain = evened_out(text).strip(" !-,;")
    return plain in NOTHING or not any(unicodedata.category(sign)[0] in "LN" for sign in plain)


def found_at(responses: Sequence[Responses], places: DataFrame) -> list[tuple[str, int] | None]:
    """For each place (WHERE and `check`), the words that stand there and whose they are.

    The person is the position in `by_person` of the survey of this audience and wave. None where no
    such words stand there. Files of one name in several folders are told apart by whose they are,
    and else by the check.
    """
    there: dict[tuple[str | int, ...], list[tuple[str, int]]] = {}
    for one, first in _with_first_person(responses):
        people, whole = one.by_person, (one.questionnaire.audience, one.wave)
        file = (one.source.file, one.source.sheet)
        for question in one.questionnaire.with_role("comment"):
            texts = zip(people["authority"], people["line"], people[question.key], strict=True)
            for person, (code, line, text) in enumerate(texts, start=first):
                if isinstance(text, str):
                    place = (code, *whole, *file, int(line), question.key)
                    there.setdefault(place, []).append((text, person))
    wanted = zip(*(map(_as_written, places[name]) for name in WHERE), strict=True)
    return [
        next((one for one in there.get(place, ()) if _is_check_of(one[0], check)), None)
        for place, check in zip(wanted, places["check"], strict=True)
    ]


def people_at(responses: Sequence[Responses]) -> dict[tuple[str | int, ...], int]:
    """Authority, audience, wave, file, sheet and row to the position of the person in `by_person`
    of the survey.
    """
    return {
        (code, one.questionnaire.audience, one.wave, one.source.file, one.source.sheet, line): place
        for one, first in _with_first_person(responses)
        for place, (code, line) in enumerate(
            zip(one.by_person["authority"], one.by_person["line"].tolist(), strict=True), first
        )
    }


def _with_first_person(responses: Sequence[Responses]) -> Iterator[tuple[Responses, int]]:
    """Each file, and at which position of its survey its people begin."""
    before: dict[tuple[str, str], int] = {}
    for one in responses:
        survey = one.questionnaire.audience, one.wave
        yield one, before.get(survey, 0)
        before[survey] = before.get(survey, 0) + len(one.by_person)


def _as_written(cell: str | int) -> str | int:
    """A name as it was before it was kept from being a formula in a CSV file."""
    if isinstance(cell, str) and cell.startswith("'") and disarmed(cell[1:]) == cell:
        return cell[1:]
    return cell


def row_numbers(texts: Series) -> Series:
    """The numbers of rows in cells of text; 0, which no row has, where a cell holds none."""
    is_one = texts.str.fullmatch(ROW_NUMBER).astype(bool)
    return texts.where(is_one, "0").str.replace(",", "").astype(int)


def _is_check_of(words: str, cell: str) -> bool:
    """Whether a cell holds the check of words, also after Excel took 12e4 for 1.20E+05."""
    check = check_of_words(words)
    return cell == check or _as_number(cell) == _as_number(check)


def _as_number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def check_of_words(words: str) -> str:
    """Four signs by which it is seen whether other words stand in a place by now.

    They are too few to tell the words: one comment in 65,536 has the same.

    >>> check_of_words("It took too long.") == check_of_words(" It took too long. ")
    True
    """
    return hashlib.sha256(words.strip().encode("utf-8", "replace")).hexdigest()[:4]
