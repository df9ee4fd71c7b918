"""Suggestions for comments that nobody coded yet: never counted, for a person to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from poet.errors import PoetError
from poet.themes_comments import PLACE, comments_of
from poet.themes_identifiers import identifiers, without
from poet.themes_learning import FEWEST_COMMENTS, FEWEST_OF_THEME, Coded, Learned, learn

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.study import Study
    from poet.themes import CodedComments, Codeframe

# A comment is suggested for a theme that it more likely has than not.
LIKELY = 0.5
# Where fewer of the comments that it marks would have the theme, it is no help.
LEAST_PRECISION = 0.5
TOO_FEW = f"fewer than {FEWEST_OF_THEME} coded comments have it, or do not: nothing is suggested"
NO_HELP = "the program would be wrong more often than right: nothing is suggested"
QUALITY = ("question", "label", "coded", "with_theme", "precision", "recall", "words", "note")


@dataclass(frozen=True, eq=False)
class Suggestions:
    """What a program suggests, and how well it does.

    `quality` has one row per theme with QUALITY: how many comments it learned from and how many
    have the theme, precision and recall on comments it had not seen (0 to 1), the words that say
    most, and why nothing is suggested ("" where something is). `by_comment` has one row per comment
    that nobody coded, with the columns of `poet.themes_comments.COLUMNS` and, for each theme, how
    likely it has it: `likely.CODE`, 0 to 1, missing where nothing is suggested.
    """

    codeframe: Codeframe
    quality: DataFrame
    by_comment: DataFrame


def suggest_themes(study: Study, wave: str = "") -> Suggestions:
    """Themes for the comments of one wave (the latest, if none is given) that nobody coded.

    Learned from all coded comments of the study. Raises PoetError where there are no coded
    comments, or too few, or none that is uncoded, and where scikit-learn is not installed.
    """
    coded = _coded(study)
    uncoded = _uncoded(study, coded, wave)
    words = [_plain(text) for text in uncoded["words"]]
    learned = learn(_to_learn_from(study, coded), words)
    codeframe = coded.codeframe
    quality = pd.DataFrame(list(_quality(codeframe, learned)), columns=list(QUALITY))
    likely = {
        f"likely.{code}": one.likely if one is not None and not note else np.nan
        for code, one, note in zip(codeframe.codes, learned, quality["note"], strict=True)
    }
    return Suggestions(codeframe, quality, uncoded.assign(**likely))


def _coded(study: Study) -> CodedComments:
    coded = study.themes
    if coded is None:
        raise PoetError(
            study.title,
            "the study has no coded comments, so there is nothing to learn from",
            cure='Put [themes] with file = "codes.csv" into study.toml; docs/themes.md tells how',
        )
    if len(coded.by_comment) < FEWEST_COMMENTS:
        raise PoetError(
            study.title,
            f"{len(coded.by_comment)} comments are coded",
            expected=f"To learn from them, there must be {FEWEST_COMMENTS}",
            cure="Code more comments by hand first",
        )
    return coded


def _to_learn_from(study: Study, coded: CodedComments) -> Coded:
    comments = coded.by_comment
    texts = dict(_texts(study, comments))
    codes = comments[[f"agreed.{code}" for code in coded.codeframe.codes]]
    learning = Coded(
        [_plain(texts[place]) for place in comments.index],
        comments.groupby(["audience", "wave", "person"], sort=False).ngroup().tolist(),
        codes.to_numpy(float, na_value=np.nan),
    )
    if not learning.enough_of().any():
        raise PoetError(
            study.title,
            f"no theme has {FEWEST_OF_THEME} coded comments that have it and as many that do not",
            cure="Code more comments by hand first",
        )
    return learning


def _plain(text: str) -> str:
    """The words without what may tell who somebody is: nothing is learned from a name."""
    return without(text, identifiers(text), " ")


def _texts(study: Study, comments: DataFrame) -> Iterator[tuple[int, str]]:
    """The place of each comment in the table, and its words."""
    by_person = {(one.audience, one.wave): one.by_person for one in study.surveys}
    for key, theirs in comments.groupby(["audience", "wave", "question"]):
        words = by_person[key[:2]][key[2]].iloc[theirs["person"]]
        yield from zip(theirs.index, words, strict=True)


def _uncoded(study: Study, coded: CodedComments, wave: str) -> DataFrame:
    """The comments of a wave that are not among the coded ones."""
    comments = comments_of(study, wave).by_comment
    known = set(_places(study, coded.by_comment))
    places = zip(*(comments[name] for name in PLACE), strict=True)
    uncoded = comments[[place not in known for place in places]].reset_index(drop=True)
    if uncoded.empty:
        raise PoetError(study.title, "every comment of this wave is coded: nothing is to suggest")
    return uncoded


def _places(study: Study, comments: DataFrame) -> Iterator[tuple[str, str, int, str]]:
    """File, sheet, row and question of each coded comment."""
    rows: dict[tuple[str, str], list[tuple[str, str, int]]] = {}
    for one in study.responses:
        of_survey = rows.setdefault((one.questionnaire.audience, one.wave), [])
        source = one.source
        of_survey += [(source.file, source.sheet, int(line)) for line in one.by_person["line"]]
    whose = ("audience", "wave", "person", "question")
    for audience, wave, person, question in zip(*(comments[n] for n in whose), strict=True):
        yield (*rows[audience, wave][person], question)


def _quality(
    codeframe: Codeframe, learned: Sequence[Learned | None]
) -> Iterator[tuple[object, ...]]:
    """The rows of `Suggestions.quality`."""
    for theme, one in zip(codeframe.themes, learned, strict=True):
        if one is None:
            yield theme.code, theme.short, 0, 0, np.nan, np.nan, "", TOO_FEW
        else:
            note = "" if one.precision >= LEAST_PRECISION else NO_HELP
            words = ", ".join(one.words)
            counts = one.coded, one.with_theme, one.precision, one.recall
            yield theme.code, theme.short, *counts, words, note


def write_suggestions(suggestions: Suggestions, path: Path, *, force: bool = False) -> Path:
    """Write the workbook of suggestions; returns its path.

    Raises PoetError when the name does not end in .xlsx, and as `poet.writing.write_together` does.
    """
    from poet.themes_suggestions_workbook import suggestions_workbook
    from poet.writing import write_together

    if path.suffix.lower() != ".xlsx":
        raise PoetError(
            str(path), "this is no name of a workbook", cure="Choose one that ends in .xlsx"
        )
    content = suggestions_workbook(suggestions)
    return write_together(path.parent, {path.name: content}, force=force)[0]
