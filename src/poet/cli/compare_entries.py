"""`poet compare-entries`: what two people typed from the same paper forms, compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from poet.cli.talk import Talk, print_json, talks

SOME_DIFFER = 1


@click.command(
    "compare-entries",
    epilog="Example: poet compare-entries first.xlsx second.xlsx --questionnaire budget_holder",
)
@click.argument("a", type=click.Path(path_type=Path))
@click.argument("b", type=click.Path(path_type=Path))
@click.option("--questionnaire", metavar="NAME", help="The questionnaire of the forms.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder with questionnaires of your own.",
)
@click.option(
    "--id", "id_heading", metavar="HEADING", default="", help="The column with the form's number."
)
@click.option(
    "--ignore-column",
    "ignore_columns",
    multiple=True,
    metavar="HEADING",
    help="A column that is not compared; may be given several times.",
)
@click.option("--sheet", default="", metavar="NAME", help="The sheet, when a workbook has several.")
@click.option(
    "--show-form", is_flag=True, help="Show the number of each form; it may tell who answered."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="A folder for differences.xlsx and differences.json.",
)
@click.option("--force", is_flag=True, help="Write files again that are there.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@talks
def compare_entries(talk: Talk, a: Path, b: Path, **options: Any) -> int:  # noqa: ANN401 - options as named above
    """Compare the files A and B, which two people entered from the same paper forms.

    With the questionnaire, answers are compared by what they mean. Ends with 0 when everything is
    the same and 1 when something differs.
    """
    from poet import definition
    from poet.comparing import compare_files, write_comparison
    from poet.comparing_telling import comparison_lines

    output, force, as_json = (options.pop(name) for name in ("output", "force", "as_json"))
    name, folder = options.pop("questionnaire"), options.pop("folder")
    comparison = compare_files(a, b, definition.load(name, folder) if name else None, **options)
    for note in comparison.notes:
        talk.say(note)
    if as_json:
        print_json(comparison.as_json())
    else:
        click.echo("\n".join(comparison_lines(comparison)))
    if output:
        written = write_comparison(comparison, output, force=force)
        talk.say("\nEvery difference, as a list: " + ", ".join(str(path) for path in written))
    return 0 if comparison.same else SOME_DIFFER
