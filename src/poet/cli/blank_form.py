"""`poet form`: the blank questionnaire, to be printed and filled in by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

import poet
from poet.cli.questionnaires_exchange import folder_option
from poet.cli.studies import (
    force_option,
    json_option,
    language_option,
    listed,
    say_what_is_english,
    time_limit_option,
)
from poet.cli.talk import Talk, print_json, talks

EASY_READ = "easy_read"


@click.command("form", epilog="Example: poet form carer -o forms --edition easy_read")
@click.argument("questionnaire")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="The folder to fill; or one file, whose name ends in .pdf or .html.",
)
@folder_option
@click.option(
    "--edition",
    default="standard",
    show_default=True,
    metavar="NAME",
    help="standard, easy_read (its own words, with pictures) or large_print.",
)
@click.option(
    "--format",
    "formats",
    default="pdf,html",
    show_default=True,
    metavar="NAMES",
    callback=listed,
    help="pdf to print, html to print or to read on a screen; it collects no answers.",
)
@click.option(
    "--authority",
    default="",
    metavar="NAME",
    help="Your council: it is printed at the top, and forms go back to it.",
)
@click.option(
    "--contact",
    default="",
    metavar="TEXT",
    help="Whom to ask about the form, and who keeps it. Without it, a line to write on.",
)
@click.option(
    "--return-by", default="", metavar="TEXT", help='By when, in words such as "30 June 2027".'
)
@click.option(
    "--number-box", is_flag=True, help="A box for the number of the form, as poet template asks."
)
@language_option
@time_limit_option
@force_option
@json_option
@talks
def form(talk: Talk, questionnaire: str, output: Path, as_json: bool, **options: Any) -> None:  # noqa: ANN401 - options as named above
    """Print the blank form of QUESTIONNAIRE, to be filled in by hand.

    What people tick on it is what poet template lets you choose, word for word.
    """
    files = poet.form(questionnaire, output, **options)
    if options["language"]:
        say_what_is_english(talk, options["language"])
    if as_json:
        paths = [str(path) for path in files]
        print_json({"questionnaire": questionnaire, "edition": options["edition"], "files": paths})
    else:
        click.echo("\n".join(map(str, files)))
    talk.say("Next: print it. To type what comes back:")
    talk.say(f"  {_template_command(questionnaire, **options)}")
    if options["language"]:
        talk.say("The workbook has the answers as the questionnaire has them, not translated.")


def _template_command(
    questionnaire: str,
    *,
    edition: str,
    folder: Path | None,
    authority: str,
    **_: Any,  # noqa: ANN401 - options that the workbook has no need of
) -> str:
    """How the workbook for the answers is made, in the words of this form."""
    words = ["poet", "template", questionnaire, "-o", "answers.xlsx"]
    if edition == EASY_READ:
        words += ["--edition", edition]
    if folder:
        words += ["--folder", str(folder)]
    if authority:
        words += ["--authority", authority]
    return " ".join(f'"{word}"' if " " in word else word for word in words)
