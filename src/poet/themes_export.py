"""Comments to two coders who do not confer: two workbooks, and the key that stays with the lead."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from poet.spreadsheets import csv_bytes
from poet.themes_cells import comment_cell
from poet.themes_comments import check_of_words, comments_of
from poet.themes_key import KEY_COLUMNS
from poet.themes_workbook import CODERS, Row, coding_workbook
from poet.writing import write_together

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.study import Study
    from poet.themes import Codeframe

KEY = "key.csv"
FILES = tuple(f"{coder}-coder.xlsx" for coder in CODERS)
# Letters that are not taken for a figure.
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
LETTERS_OF_AN_EXPORT, FEWEST_FIGURES = 4, 4


@dataclass(frozen=True)
class Exported:
    """What was written: `files` (both workbooks, then the key), and counts of comments.

    `marked` have something that may tell who somebody is, `cut` are longer than a cell; `left_out`
    says why cells hold no comment, and how many.
    """

    files: tuple[Path, ...]
    comments: int
    marked: int
    cut: int
    left_out: Mapping[str, int]


def export_comments(
    study: Study,
    codeframe: Codeframe,
    folder: Path,
    *,
    wave: str = "",
    audiences: Collection[str] = (),
    questions: Collection[str] = (),
    seed: int | None = None,
    force: bool = False,
) -> Exported:
    """Write two workbooks with the same comments, each in a random order, and their key.

    Numbers of comments are drawn at random and tell nothing; what each means stands in the key
    only. `seed` makes the same export again; without it numbers and orders are nobody's to guess.
    Raises PoetError when there is no comment, or as `poet.writing.write_together` does.
    """
    comments = comments_of(study, wave, audiences, questions)
    random = np.random.default_rng(seed)
    numbered = _numbered(comments.by_comment, random)
    cells = [comment_cell(words) for words in numbered["words"]]
    rows = [
        Row(number, asked, cell)
        for number, asked, cell in zip(numbered["comment"], numbered["asked"], cells, strict=True)
    ]
    contents = {
        name: coding_workbook(codeframe, coder, [rows[i] for i in random.permutation(len(rows))])
        for name, coder in zip(FILES, CODERS, strict=True)
    }
    key = numbered.sort_values("comment")[list(KEY_COLUMNS)]
    contents[KEY] = csv_bytes(key)
    return Exported(
        write_together(folder, contents, force=force),
        comments=len(rows),
        marked=sum(bool(cell.found.kinds) for cell in cells),
        cut=sum(cell.is_cut for cell in cells),
        left_out=comments.left_out,
    )


def _numbered(comments: DataFrame, random: np.random.Generator) -> DataFrame:
    """The comments in the order of the files, each with a number drawn at random and its check."""
    letters = "".join(random.choice(list(LETTERS), LETTERS_OF_AN_EXPORT))
    figures = max(FEWEST_FIGURES, len(str(len(comments))))
    drawn = random.permutation(len(comments)) + 1
    return comments.assign(
        comment=[f"{letters}-{number:0{figures}d}" for number in drawn],
        check=comments["words"].map(check_of_words),
    )
