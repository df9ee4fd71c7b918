"""`poet template`: a workbook to type paper forms into."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from poet.cli.talk import Talk, talks
from poet.questionnaire import EDITIONS


@click.command(epilog="Example: poet template budget_holder -o answers.xlsx --authority Fernhollow")
@click.argument("questionnaire")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="The workbook to write, such as answers.xlsx.",
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder with questionnaires of your own.",
)
@click.option(
    "--edition",
    type=click.Choice(EDITIONS),
    default="standard",
    show_default=True,
    help="The wording of the paper form.",
)
@click.option(
    "--authority",
    "authorities",
    multiple=True,
    metavar="NAME",
    help="A council to choose from; may be given several times.",
)
@click.option("--rows", default=500, show_default=True, help="For how many forms.")
@click.option("--force", is_flag=True, help="Write the workbook again if it is there.")
@talks
def template(talk: Talk, questionnaire: str, output: Path, **options: Any) -> None:  # noqa: ANN401 - options as named above
    """Write a workbook to type the paper forms of QUESTIONNAIRE into.

    One row for each form, drop-down lists for the answers, and a box beside each cell that says
    what to enter.
    """
    from poet import definition
    from poet.entering import write_template

    asked = definition.load(questionnaire, options.pop("folder"))
    click.echo(write_template(asked, output, **options))
    talk.say("Next: enter the forms, name the workbook in study.toml, then: poet check STUDY")
    for line in _settings(asked, options["edition"], options["authorities"]):
        talk.say(f"  study.toml needs: {line}")
    talk.say("When two people enter the same forms: poet compare-entries A B")


def _settings(questionnaire: Any, edition: str, authorities: Sequence[str]) -> Iterator[str]:  # noqa: ANN401 - a Questionnaire
    """The lines of study.toml that say what poet cannot tell from the headings."""
    from poet.entering_columns import NUMBER_OF_THE_FORM, authority_heading

    if len(authorities) == 1:
        yield f"authority = {_quoted(authorities[0])}"
    elif authorities or questionnaire.admin("authority"):
        yield f"authority_column = {_quoted(authority_heading(questionnaire, edition))}"
    if questionnaire.admin("person_id") is None:
        yield f"ignore_columns = [{_quoted(NUMBER_OF_THE_FORM)}], below the name of the file"


def _quoted(text: str) -> str:
    """A text as TOML writes it; for one line of text JSON does the same."""
    return json.dumps(text, ensure_ascii=False)
