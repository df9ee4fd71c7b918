"""`poet themes suggest`: what a plain program would code, for people to look at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

import poet
from poet.cli.studies import force_option, study_argument
from poet.cli.talk import Talk, talks
from poet.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poet.themes_suggestions import Suggestions


@click.command("suggest", epilog="Example: poet themes suggest my-study -o suggestions.xlsx")
@study_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="The .xlsx to write.",
)
@click.option("--wave", default="", metavar="ID", help="Not of the latest wave.")
@force_option
@talks
def suggest(talk: Talk, study: Path, output: Path, wave: str, force: bool) -> None:
    """Suggest themes for the comments of STUDY that nobody coded yet.

    A plain program learns from the coded comments which words go with a theme. What it suggests is
    counted nowhere: it helps to choose what to read first. Needs: pip install "poet[themes]".
    """
    from poet.themes_suggestions import suggest_themes, write_suggestions

    suggestions = suggest_themes(poet.load_study(study), wave)
    click.echo(write_suggestions(suggestions, output, force=force))
    for line in suggestion_lines(suggestions):
        talk.say(line)


def suggestion_lines(suggestions: Suggestions) -> Iterator[str]:
    """How many comments there are to look at, and how well the program does on each theme."""
    from poet.themes_suggestions_workbook import in_hundred

    many = len(suggestions.by_comment)
    comments = "1 comment that nobody" if many == 1 else f"{count(many)} comments that nobody"
    yield f"{comments} coded. Suggestions are counted nowhere, and the file is private."
    for row in suggestions.quality.itertuples():
        if row.note:
            yield f"{row.label}: {row.note}."
        else:
            yield (
                f"{row.label}: of 100 comments that the program marks, about "
                f"{in_hundred(row.precision)} have it; of 100 that have it, it marks about "
                f"{in_hundred(row.recall)}."
            )
