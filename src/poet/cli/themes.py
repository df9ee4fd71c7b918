"""`poet themes`: people's own words coded by two people, and quotes that a reviewer releases."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import poet
from poet.cli.studies import PROBLEMS_FOUND, force_option, output_option, study_argument
from poet.cli.talk import Talk, talks
from poet.cli.themes_codebook import codebook
from poet.cli.themes_suggest import suggest
from poet.cli.whole_number import WholeNumber

if TYPE_CHECKING:
    from poet.study import Study
    from poet.themes import Codeframe

codeframe_option = click.option(
    "--codeframe",
    default="",
    metavar="NAME|FILE",
    help="The themes: general, or a .toml file of your own; that of the study if not given.",
)
wave_option = click.option("--wave", default="", metavar="ID", help="Not of the latest wave.")
audience_option = click.option(
    "--audience",
    "audiences",
    multiple=True,
    metavar="NAME",
    help="Only of this audience; may be given several times.",
)
question_option = click.option(
    "--question",
    "questions",
    multiple=True,
    metavar="KEY",
    help="Only on this question; may be given several times.",
)
file_argument = click.Path(path_type=Path)


@click.group(epilog="Example: poet themes export my-study -o coding")
@talks
def themes(talk: Talk) -> None:
    """Code people's own words by theme, and release quotes.

    Two people code apart from each other (export), what they said is put together (import), and a
    reviewer releases what may be quoted (quotes, release).
    """


@themes.command("export", epilog="Example: poet themes export my-study -o coding")
@study_argument
@output_option
@codeframe_option
@wave_option
@audience_option
@question_option
@click.option(
    "--seed", type=WholeNumber(0), help="Same seed, same files; without it nobody can guess them."
)
@force_option
@talks
def export(talk: Talk, study: Path, output: Path, codeframe: str, **options: Any) -> None:  # noqa: ANN401 - options as named above
    """Write the comments of STUDY into two workbooks, one for each coder, and their key.

    Both have the same comments, each in an order of its own, with numbers that tell nothing. What
    may tell who somebody is is marked. Keep key.csv to yourself.
    """
    from poet.cli.themes_telling import export_lines
    from poet.themes_export import export_comments

    loaded = poet.load_study(study)
    exported = export_comments(loaded, _codeframe(loaded, codeframe), output, **options)
    click.echo("\n".join(map(str, exported.files)))
    for line in export_lines(exported):
        talk.say(line)
    if exported.marked:
        talk.say("Read those first, and take out of both workbooks what coders need not know.")
    talk.say("\nGive each coder one workbook, and nobody key.csv. When both have finished:")
    first, second, key = (_quoted(path) for path in exported.files)
    words = f"{_quoted(study)} {first} {second} --key {key} -o {_quoted(study / 'coding')}"
    talk.say(f"  poet themes import {words}")


def _quoted(path: Path) -> str:
    """A path as it is typed."""
    return f'"{path}"' if " " in str(path) else str(path)


@themes.command(
    "import",
    epilog="Example: poet themes import my-study first-coder.xlsx second-coder.xlsx "
    "--key key.csv -o my-study/coding",
)
@study_argument
@click.argument("first", type=file_argument)
@click.argument("second", type=file_argument)
@click.option("--key", type=file_argument, required=True, help="The key.csv of the export.")
@output_option
@click.option(
    "--settled",
    type=file_argument,
    help="The list of disagreements, settled; that in the folder to fill if not given.",
)
@codeframe_option
@force_option
@talks
def import_(talk: Talk, study: Path, first: Path, second: Path, **options: Any) -> int:  # noqa: ANN401 - options as named above
    """Put together what the FIRST and the SECOND coder chose, and tell how far they agree.

    Writes codes.csv, which the study reads, and disagreements.xlsx, the list to settle. Settle it
    and run the same again with --force. Ends with 1 when something could not be used.
    """
    from poet.cli.themes_telling import coding_lines, not_listed_line
    from poet.themes_coding import DISAGREEMENTS, import_codes, write_coding

    loaded, folder = poet.load_study(study), options["output"]
    listed = folder / DISAGREEMENTS
    settled = options["settled"] or (listed if listed.is_file() else None)
    codeframe = _codeframe(loaded, options["codeframe"])
    coding = import_codes(loaded, codeframe, (first, second), options["key"], settled)
    is_listed = settled is not None and listed.is_file() and listed.samefile(settled)
    files = write_coding(coding, folder, force=options["force"], keep_list=is_listed)
    click.echo("\n".join(coding_lines(coding)))
    talk.say("\n" + "\n".join(map(str, files)))
    if is_listed:
        talk.say(f"{listed} is left as it is, and what is settled in it counts.")
    if is_listed and coding.not_listed:
        talk.say(not_listed_line(coding.not_listed, listed))
    for line in _what_next(loaded, coding, folder):
        talk.say(line)
    return PROBLEMS_FOUND if len(coding.problems) else 0


def _what_next(study: Study, coding: Any, folder: Path) -> Sequence[str]:  # noqa: ANN401 - a Coding
    """What to do with the files."""
    from poet.themes_coding import CODES

    lines, home, written = [], study.folder.resolve(), (folder / CODES).resolve()
    if coding.not_settled:
        lines.append(
            "Settle the list of disagreements with both coders, then run the same with --force."
        )
    is_there = written.is_relative_to(home)
    file = written.relative_to(home).as_posix() if is_there else CODES
    copy = "" if is_there else f"Copy {CODES} into the folder of the study. "
    write = "Into study.toml write" if study.themes is None else "See that study.toml says"
    return [*lines, f'{copy}{write}:\n\n[themes]\nfile = "{file}"']


@themes.command("quotes", epilog="Example: poet themes quotes my-study -o quotes.xlsx")
@study_argument
@click.option(
    "-o", "--output", type=file_argument, required=True, help="The .xlsx to write for the reviewer."
)
@audience_option
@question_option
@force_option
@talks
def quotes(talk: Talk, study: Path, output: Path, *, force: bool, **options: Any) -> None:  # noqa: ANN401 - options as named above
    """Write the comments of STUDY into a workbook from which a reviewer releases quotes.

    They are those of the latest wave. Nothing in it is released yet: that takes a yes, a name and a
    date in a row.
    """
    from poet.errors import PoetError
    from poet.themes_quotes import quotes_workbook
    from poet.writing import write_together

    if output.suffix.lower() != ".xlsx":
        raise PoetError(
            str(output), "the name of this file must end in .xlsx", cure="Write -o quotes.xlsx"
        )
    content, comments = quotes_workbook(poet.load_study(study), **options)
    write_together(output.parent, {output.name: content}, force=force)
    click.echo(output)
    talk.say(f"{len(comments.by_comment):,} comments, none of them released.")
    talk.say("When the reviewer has finished:")
    file = _quoted(study / "released_comments.csv")
    talk.say(f"  poet themes release {_quoted(study)} {_quoted(output)} -o {file}")


@themes.command(
    "release",
    epilog="Example: poet themes release my-study quotes.xlsx -o my-study/released_comments.csv",
)
@study_argument
@click.argument("reviewed", type=file_argument)
@click.option(
    "-o", "--output", type=file_argument, required=True, help="The .csv of released comments."
)
@force_option
@talks
def release(talk: Talk, study: Path, reviewed: Path, output: Path, *, force: bool) -> None:
    """Make the file of released comments out of REVIEWED, the workbook of a reviewer.

    Writes nothing when a row does not say who released it and when, or still tells who somebody is.
    """
    from poet.errors import PoetError
    from poet.spreadsheets import csv_bytes
    from poet.themes_release import read_release
    from poet.writing import write_together

    if output.suffix.lower() != ".csv":
        raise PoetError(
            str(output),
            "the name of this file must end in .csv",
            cure="Write -o released_comments.csv",
        )
    loaded = poet.load_study(study)
    latest = [one for one in loaded.responses if one.wave == loaded.latest_wave.id]
    released = read_release(reviewed, latest)
    write_together(output.parent, {output.name: csv_bytes(released.comments)}, force=force)
    click.echo(output)
    for remark in released.remarks:
        talk.say(remark)
    many = len(released.comments)
    talk.say("1 comment is released." if many == 1 else f"{many:,} comments are released.")
    if loaded.released_comments is None:
        talk.say(f'Into study.toml, at its top, write: released_comments = "{output.name}"')


themes.add_command(codebook)
themes.add_command(suggest)


def _codeframe(study: Study, name: str) -> Codeframe:
    """The codeframe of this name, else that of the study, else the general one."""
    from poet.themes_codeframe import GENERAL, load_codeframe

    if not name and study.themes is not None:
        return study.themes.codeframe
    return load_codeframe(name or GENERAL)
