"""`poet themes codebook`: the themes of a study as files for other programs."""

from __future__ import annotations

from pathlib import Path

import click

import poet
from poet.cli.studies import force_option, output_option, study_argument
from poet.cli.talk import Talk, talks


@click.command("codebook", epilog="Example: poet themes codebook my-study -o codebook")
@study_argument
@output_option
@click.option(
    "--codeframe",
    default="",
    metavar="NAME|FILE",
    help="The themes: general, or a .toml file of your own; that of the study if not given.",
)
@force_option
@talks
def codebook(talk: Talk, study: Path, output: Path, codeframe: str, force: bool) -> None:
    """Write the themes of STUDY as a REFI-QDA codebook (.qdc), as CSV and as a workbook.

    The .qdc opens in NVivo, ATLAS.ti, MAXQDA, QualCoder and others. No file holds a comment.
    """
    from poet.themes_codeframe import GENERAL, load_codeframe
    from poet.themes_qdc import write_codebook

    loaded = poet.load_study(study)
    own = loaded.themes.codeframe if loaded.themes and not codeframe else None
    themes = own or load_codeframe(codeframe or GENERAL)
    click.echo("\n".join(map(str, write_codebook(themes, output, force=force))))
    talk.say(f"{themes.title}, version {themes.version}: {len(themes.themes)} themes.")
    if loaded.themes:
        talk.say(f"How many wrote about each, as CSV and xlsx: poet findings {study}")
