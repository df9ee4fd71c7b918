"""`poet questionnaires export` and `import`: questionnaires as forms of other programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from poet.cli.studies import force_option
from poet.cli.talk import Talk, talks
from poet.errors import PoetError
from poet.questionnaire import EDITIONS

folder_option = click.option(
    "--folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder with questionnaires of your own.",
)
# These are words of the command line, or a file that is no questionnaire.
KEPT_NAMES = ("export", "import", "topics")


@click.command("export", epilog="Example: poet questionnaires export carer --xlsform -o carer.xlsx")
@click.argument("name")
@click.option(
    "--xlsform",
    is_flag=True,
    expose_value=False,
    help="As an XLSForm, for KoboToolbox and ODK (the only format so far, so it may be left out).",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="The .xlsx to write."
)
@click.option(
    "--edition",
    type=click.Choice(EDITIONS),
    default=EDITIONS[0],
    show_default=True,
    help="In which words people are asked. Each edition is a form of its own.",
)
@click.option(
    "--authority",
    "authorities",
    multiple=True,
    metavar="[CODE=]NAME",
    help="A council to choose from a list; may be given several times. Without it people write it.",
)
@folder_option
@force_option
@talks
def export_questionnaire(
    talk: Talk,
    *,
    name: str,
    output: Path,
    edition: str,
    authorities: Sequence[str],
    folder: Path | None,
    force: bool,
) -> None:
    """Write questionnaire NAME as a form for KoboToolbox and ODK.

    Names in the form are the keys of questions and the codes of answers, so poet knows every column
    of the answers that come back.
    """
    from poet import definition
    from poet.writing import write_whole
    from poet.xlsform import export_form

    _refuse_ending(output, ".xlsx")
    listed = dict(_listed(authorities))
    questionnaire = definition.load(name, folder)
    content = export_form(questionnaire, edition=edition, authorities=listed)
    _prepare(output, force)
    write_whole(output, content)
    click.echo(output)
    talk.say("Upload it to KoboToolbox or ODK, and put what they export into your study as it is.")
    for other in EDITIONS:
        if other != edition:
            talk.detail(f"The same in other words: --edition {other}")


def _listed(authorities: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Code and name of each authority, from CODE=NAME or NAME."""
    from poet.responses import code_from_name

    seen: set[str] = set()
    for given in authorities:
        first, sign, second = (part.strip() for part in given.partition("="))
        code, name = (first, second) if sign else (code_from_name(first), first)
        if not code or not name:
            raise PoetError(
                f'authority "{given}"',
                "no code can be made from this name" if name else "the name is missing",
                cure='Write it like this: --authority "E06000023=Bristol"',
            )
        if code in seen:
            raise PoetError(f'authority "{given}"', "it is given twice", cure="Give each once")
        seen.add(code)
        yield code, name


@click.command(
    "import", epilog="Example: poet questionnaires import form.xlsx -o questionnaires/mine.toml"
)
@click.argument("form", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="The .toml to write; its name is that of the questionnaire.",
)
@click.option("--language", default="", help="Which language of the form, by name or code.")
@force_option
@talks
def import_questionnaire(talk: Talk, form: Path, output: Path, language: str, force: bool) -> None:
    """Make a questionnaire of FORM, an XLSForm of KoboToolbox or ODK.

    What poet must know and a form does not say (who is asked, roles, topics, meanings, Easy Read
    words) is marked TO FILL IN. A form that poet wrote gives the same questionnaire again.
    """
    from poet import definition
    from poet.writing import write_whole
    from poet.xlsform import import_form

    _refuse_ending(output, ".toml")
    _refuse_kept_name(output)
    topics = definition.shared_topics(output.parent)
    made = import_form(form, output.stem, language=language, topics=topics)
    _prepare(output, force)
    write_whole(output, made.text.encode("utf-8", errors="replace"))
    for note in made.notes:
        talk.say(note)
    click.echo(output)
    for sentence in _what_is_left(made.to_fill_in, made.to_decide):
        talk.say(sentence)
    talk.say(f"See it with: poet questionnaires {output.stem} --folder {output.parent}")


def _what_is_left(to_fill_in: int, to_decide: int) -> Iterator[str]:
    for lines, mark in ((to_fill_in, "TO FILL IN"), (to_decide, "TO DECIDE")):
        if lines:
            many = "1 line is" if lines == 1 else f"{lines:,} lines are"
            yield f"{many} marked {mark}: the beginning of the file tells how."


def _refuse_ending(output: Path, ending: str) -> None:
    if output.suffix.lower() != ending:
        raise PoetError(
            str(output),
            f"the name of this file must end in {ending}",
            cure=f"Write for example -o {output.with_suffix(ending).name}",
        )


def _refuse_kept_name(output: Path) -> None:
    if output.stem in KEPT_NAMES:
        raise PoetError(
            str(output),
            f'a questionnaire cannot be called "{output.stem}": poet uses this name itself',
            cure="Give the file another name",
        )


def _prepare(output: Path, force: bool) -> None:
    from poet.writing import prepare_folder

    prepare_folder(output.parent, [output.name], force=force)
