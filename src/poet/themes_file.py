"""The coded comments of a study, from the file that `poet themes import` wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from poet.errors import PoetError
from poet.reading import shown
from poet.responses.evening_out import evened_out
from poet.responses.named_columns import Columns, NamedColumns, named_columns
from poet.responses.problem_table import Trouble
from poet.responses.understood import Understood
from poet.themes import CodedComments, Codeframe
from poet.themes_codeframe import GENERAL, load_codeframe
from poet.themes_comments import found_at, row_numbers
from poet.themes_opening import read_written

if TYPE_CHECKING:
    from poet.responses import Responses
    from poet.study import Authority

WHOSE = ("authority", "audience", "wave", "question", "comment")
NEEDED = ("comment", "audience", "question", "file", "row", "check")
OPTIONAL = ("wave", "sheet", "settled_by", "settled_on")
YES, NO = "yes", "no"
BOTH_SAY_SO, CHANGED = "both coders say otherwise", "answers have changed"


def read_coded_comments(
    folder: Path,
    entry: Mapping[str, Any],
    authorities: Sequence[Authority],
    responses: Sequence[Responses],
) -> CodedComments:
    """The codes that [themes] of the study names, set beside the answers.

    What cannot be used is in `problems`. Raises PoetError when a file cannot be read, lacks a
    column or has mistakes.
    """
    codeframe = load_codeframe(entry.get("codeframe", GENERAL), folder)
    path = folder / entry["file"]
    table = read_written(path, "poet themes import")
    _refuse_other_codeframe(path.name, table.headings, codeframe)
    several = len(authorities) > 1
    sheet = named_columns(path.name, table, _columns(codeframe, several=several))
    rows = _whose(sheet, authorities, responses)
    rows = _once(sheet, rows)
    rows = _with_person(sheet, rows, responses)
    said = _said(sheet, rows, codeframe)
    rows = rows.loc[said.index]
    by_comment = pd.concat([rows[[*WHOSE, "person"]], said], axis="columns")
    return CodedComments(
        codeframe=codeframe,
        by_comment=by_comment.reset_index(drop=True),
        problems=sheet.problem_table(),
        settled="; ".join(_who_settled(rows)),
        remarks=tuple(_remarks(path.name, said, codeframe)),
    )


def _refuse_other_codeframe(file: str, headings: Sequence[str], codeframe: Codeframe) -> None:
    """Where one theme was coded, all must have been; a file without any is another file."""
    there = {evened_out(heading) for heading in headings}
    missing = [
        theme.short
        for theme in codeframe.themes
        if not {f"first.{theme.code}", f"second.{theme.code}"} <= there
    ]
    if 0 < len(missing) < len(codeframe.themes):
        raise PoetError(
            file,
            f"there are no codes for: {', '.join(missing)}",
            expected="These comments were coded with another codeframe",
            cure="Name that one in [themes], or take [themes] out of study.toml, and export, code "
            "and import again",
        )


def _columns(codeframe: Codeframe, *, several: bool) -> Columns:
    """A study of one authority need not name it; without a column of what counts, both decide."""
    of_coders = [f"{coder}.{code}" for code in codeframe.codes for coder in ("first", "second")]
    agreed = [f"agreed.{code}" for code in codeframe.codes]
    authority = ("authority",)
    return Columns(
        (*NEEDED, *(authority if several else ()), *of_coders),
        (*OPTIONAL, *(() if several else authority), *agreed),
        "A file that poet themes import wrote has the columns "
        f"{', '.join((*NEEDED, *authority))} and, for each theme of the codeframe, first.CODE and "
        "second.CODE",
    )


def _whose(
    sheet: NamedColumns, authorities: Sequence[Authority], responses: Sequence[Responses]
) -> pd.DataFrame:
    """The rows whose authority, audience, wave and question are those of the study."""
    names = {one.code: (one.name, *one.other_names) for one in authorities}
    asked = {
        (one.questionnaire.audience, one.wave): [
            question.key for question in one.questionnaire.with_role("comment")
        ]
        for one in responses
    }
    rows = sheet.texts.copy()
    rows["authority"] = sheet.authorities(names)
    waves = list(dict.fromkeys(wave for _, wave in asked))
    for column, known in (("audience", [audience for audience, _ in asked]), ("wave", waves)):
        rows[column] = sheet.understood(rows[column], _one_of(column, list(dict.fromkeys(known))))
    rows = rows.dropna(subset=["authority", "audience", "wave"])
    keys = pd.Series(
        [
            question in asked.get((audience, wave), ())
            for audience, wave, question in zip(
                rows["audience"], rows["wave"], rows["question"], strict=True
            )
        ],
        index=rows.index,
        dtype=bool,
    )
    for line, question in rows.loc[~keys, "question"].items():
        sentence = f'"{shown(question)}" is no comment question of this audience and wave.'
        trouble = Trouble(shown(question), "not a comment question", sentence)
        sheet.tell("question", trouble, [line])
    return rows[keys]


def _one_of(kind: str, known: Sequence[str]) -> Callable[[str], Understood]:
    """What a text means among the audiences or waves of the study; the only wave need no name."""

    def understand(text: str) -> Understood:
        if text in known:
            return Understood(text)
        if not text and kind == "wave" and len(known) == 1:
            return Understood(known[0])
        named = ", ".join(filter(None, known)) or "none"
        sentence = f'"{shown(text)}" is no {kind} of the study. There are: {named}.'
        return Understood(None, Trouble(shown(text), f"unknown {kind}", sentence))

    return understand


def _once(sheet: NamedColumns, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with a number that no other row has; the others are told."""
    bare = rows["comment"].eq("")
    twice = rows["comment"].duplicated(keep=False) & ~bare
    for which, rule, sentence in (
        (bare, "no number", "The number of the comment is missing."),
        (twice, "comment twice", "This comment stands there twice: none of its rows is used."),
    ):
        if which.any():
            sheet.tell("comment", Trouble("", rule, sentence), rows.index[which].tolist())
    return rows[~(bare | twice)]


def _said(sheet: NamedColumns, rows: pd.DataFrame, codeframe: Codeframe) -> pd.DataFrame:
    """What both coders said of each theme and what counts; rows that lack a code are left out."""
    said: dict[str, pd.Series] = {}
    usable = pd.Series(data=True, index=rows.index)
    for code in codeframe.codes:
        first, second = (
            sheet.understood(rows[f"{coder}.{code}"], _code_needed) for coder in ("first", "second")
        )
        agreed = sheet.understood(rows[f"agreed.{code}"], _code_or_blank).astype("boolean")
        usable &= first.notna() & second.notna()
        first, second = first.eq(True), second.eq(True)
        same = first.eq(second)
        against = same & agreed.notna() & agreed.ne(first).fillna(value=False) & usable
        _tell_against(sheet, f"agreed.{code}", against)
        said[f"first.{code}"], said[f"second.{code}"] = first, second
        said[f"agreed.{code}"] = agreed.mask(same, first.astype("boolean"))
    return pd.DataFrame(said, index=rows.index)[usable]


def _tell_against(sheet: NamedColumns, column: str, against: pd.Series) -> None:
    if against.any():
        sentence = "Both coders say otherwise here, so what both say counts."
        lines = against.index[against].tolist()
        sheet.tell(column, Trouble("", BOTH_SAY_SO, sentence), lines)


def _code_needed(text: str) -> Understood:
    if not text:
        sentence = "A code is missing in this row, so this comment is not used."
        return Understood(None, Trouble("", "code missing", sentence))
    return _code_or_blank(text)


def _code_or_blank(text: str) -> Understood:
    plain = evened_out(text)
    if not text or plain in (YES, NO):
        return Understood(plain == YES if text else None)
    sentence = f'"{shown(text, 30)}" is neither yes nor no.'
    return Understood(None, Trouble(shown(text, 30), "neither yes nor no", sentence))


def _with_person(
    sheet: NamedColumns, rows: pd.DataFrame, responses: Sequence[Responses]
) -> pd.DataFrame:
    """The rows whose words are still where they were, with the position of whose they are."""
    at = rows.assign(row=row_numbers(rows["row"]))
    persons = [one[1] if one else None for one in found_at(responses, at)]
    found = at.assign(person=pd.Series(persons, index=at.index, dtype="Int64"))
    found = found.dropna(subset=["person"])
    lost = rows.index.difference(found.index)
    if len(lost):
        sentence = (
            "This comment does not stand among the answers where this file says, as they have "
            "changed since it was coded: it is not used. Export and code again, or put the "
            "answers back as they were."
        )
        sheet.tell("row", Trouble("", CHANGED, sentence), lost.tolist())
    return found.astype({"person": int})


def _who_settled(rows: pd.DataFrame) -> Iterator[str]:
    """Who settled disagreements and when, each once."""
    pairs = rows.loc[rows["settled_by"].ne(""), ["settled_by", "settled_on"]].drop_duplicates()
    for name, day in pairs.itertuples(index=False):
        yield f"{name}, {day}" if day else name


def _remarks(file: str, said: pd.DataFrame, codeframe: Codeframe) -> Iterator[str]:
    agreed = said[[f"agreed.{code}" for code in codeframe.codes]]
    codes, comments = int(agreed.isna().sum().sum()), int(agreed.isna().any(axis="columns").sum())
    if codes:
        many = (
            "1 code of 1 comment is"
            if codes == 1
            else f"{codes:,} codes of {comments:,} comments are"
        )
        yield (
            f"{file}: {many} not settled yet. What the two coders see differently does not count "
            "until somebody has settled it."
        )
