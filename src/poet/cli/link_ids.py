"""`poet link-ids`: the number of each person as a keyed hash, in a copy of a file of answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from poet.cli.talk import Talk, talks
from poet.wording import count


@click.command(
    "link-ids",
    epilog=(
        "Example: poet link-ids answers.csv --column case_number --key-file key.txt "
        "-o answers-linked.csv"
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--column", required=True, metavar="HEADING", help="The column with each person's number."
)
@click.option(
    "--key-file",
    required=True,
    type=click.Path(path_type=Path),
    help="A text file with a secret of your own, 16 characters or more.",
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The copy to write: a name that ends in .csv or .xlsx.",
)
@click.option("--sheet", default="", metavar="NAME", help="The sheet, when a workbook has several.")
@click.option("--heading-row", default=0, metavar="ROW", help="The row with the headings.")
@click.option("--force", is_flag=True, help="Write the copy again if it is there.")
@talks
def link_ids(talk: Talk, file: Path, **options: Any) -> None:  # noqa: ANN401 - options as named above
    """Copy FILE with the numbers of people turned into keyed hashes.

    With the same key each time, poet can tell that two forms of two waves are one person's, and
    not whose. Keep the key where only your council can read it, and never send it with the copy.
    """
    from poet.linking import link_ids as link

    copy = link(file, **options)
    click.echo(copy.path)
    talk.say(f"Rows with a hash: {count(copy.hashed)}. Rows without a number: {count(copy.blank)}.")
    talk.say("Keep the key for the next wave, and keep it from everybody else.")
