"""`poet init` and `poet example`: a study of your own, and a made-up one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

import poet
from poet.cli.talk import Talk, talks


@click.command(epilog="Example: poet init my-study")
@click.argument("folder", type=click.Path(path_type=Path))
@talks
def init(talk: Talk, folder: Path) -> None:
    """Write a commented study.toml into FOLDER, to be filled in."""
    from poet.starting import start_study

    path = start_study(folder)
    click.echo(path)
    talk.say(f"Put your files of answers into {folder}, fill in {path.name}, then:")
    talk.say(f"  poet check {folder}")


@click.command(epilog="Example: poet example my-study --authorities 2 --people 150")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--authorities", default=3, show_default=True, help="How many councils.")
@click.option("--people", default=120, show_default=True, help="Budget holders per council.")
@click.option("--waves", default=1, show_default=True, help="Rounds of asking.")
@click.option("--seed", default=1, show_default=True, help="Same seed, same study.")
@click.option(
    "--effect",
    type=click.Choice(["planted", "none"]),
    default="planted",
    show_default=True,
    help="Whether ease and involvement go with outcomes, as truth.toml says.",
)
@talks
def example(talk: Talk, folder: Path, **options: Any) -> None:  # noqa: ANN401 - options as named above
    """Make a whole made-up study in FOLDER: three audiences, invented councils and people."""
    for path in poet.example(folder, **options):
        click.echo(path)
    talk.say(f"Next: poet check {folder}, then: poet report {folder} -o reports")
