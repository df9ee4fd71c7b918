"""`poet map`: which column is which question, proposed and written down to be corrected."""

from __future__ import annotations

from pathlib import Path

import click

import poet
from poet.cli.talk import Talk, print_json, talks

SOMETHING_TO_LOOK_AT = 1


@click.command("map", epilog="Example: poet map my-study")
@click.argument("study", type=click.Path(path_type=Path))
@click.option(
    "--update",
    is_flag=True,
    help="Look again at files that have a map: keep what it says, add what is new.",
)
@click.option("--force", is_flag=True, help="Make maps anew that are there.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@talks
def map_columns(talk: Talk, study: Path, update: bool, force: bool, as_json: bool) -> int:
    """Propose a question for each column of the files of STUDY, and write a column map of each.

    The map lies beside its file (answers.csv has answers.map.toml) and is used by every other
    command; what could not be told for certain is marked "?" in it, for you to decide. Ends with 0
    when every question has a column and nothing is to be looked at, and with 1 when something is.
    """
    mapping = poet.map_columns(study, force=force, update=update)
    for file in mapping.files:
        for note in file.notes:
            talk.say(note if note.startswith(file.source.file) else f"{file.source.file}: {note}")
    if as_json:
        print_json(mapping.as_json())
    else:
        click.echo("\n".join(mapping.lines()))
    for advice in mapping.advice():
        talk.say(f"\n{advice}")
    return 0 if mapping.complete else SOMETHING_TO_LOOK_AT
