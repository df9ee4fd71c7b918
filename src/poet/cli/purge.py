"""`poet purge`: remove what poet wrote into a folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from poet.cli.talk import Talk, talks
from poet.errors import PoetError

if TYPE_CHECKING:
    from poet.purging import Purge


@click.command(epilog="Example: poet purge reports")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Remove them without asking.")
@talks
def purge(talk: Talk, folder: Path, yes: bool) -> None:
    """Remove the findings, reports and lists that poet wrote into FOLDER.

    They are known by their names, and are named before you are asked. Everything else stays:
    other files, folders, links, and whatever is in the folder of a study.
    """
    from poet import purging

    found = purging.written_by_poet(folder)
    if not found.files:
        talk.say(f"There is nothing in {folder} that poet wrote.")
        return
    if not yes:
        _ask(found)
    removed = purging.purge(found)
    click.echo("\n".join(map(str, removed)))
    talk.say("The disk, backups and shared drives may keep copies.")


def _ask(found: Purge) -> None:
    from poet.purging import lines

    if not sys.stdin.isatty():
        raise PoetError(
            str(found.folder),
            "nobody is there to be asked",
            cure="Add --yes to remove what poet wrote",
        )
    click.echo("\n".join(lines(found)), err=True)
    click.confirm("Remove these files?", abort=True, err=True)
