"""`poet ras`: points or answers about needs turned into pounds by a table worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

import poet
from poet.cli.studies import (
    PROBLEMS_FOUND,
    force_option,
    json_option,
    listed,
    output_option,
    time_limit_option,
)
from poet.cli.talk import Talk, print_json, talks
from poet.cli.whole_number import WholeNumber
from poet.errors import PoetError

MOST_PROBLEMS = 20
MOST_NUMBERS = 100_000


@click.command(
    epilog='Example: poet ras ras.csv -o ras --needs "Staying safe" --needs "Getting about"'
)
@click.argument("file", type=click.Path(path_type=Path))
@output_option
@click.option(
    "--needs",
    multiple=True,
    metavar="HEADING",
    help="A column with the answers to one question about needs; may be given several times.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="NAME=HEADING",
    help="Where points, final, indicative, group, case, period or date have another heading.",
)
@click.option(
    "--period",
    default="week",
    show_default=True,
    metavar="NAME",
    help="What amounts are for, where the file has no column period: week, month, year ...",
)
@click.option("--sheet", default="", metavar="NAME", help="The sheet, when a workbook has several.")
@click.option(
    "--table",
    default="",
    metavar="NAME",
    help="The table to print: rate, bands or answers. Without it, the simplest that comes near.",
)
@click.option("--authority", default="", metavar="NAME", help="Your council, printed at the top.")
@click.option(
    "--present-numbers",
    default=0,
    type=WholeNumber(0, MOST_NUMBERS),
    help="How many numbers the present system has, to be printed beside those of the table.",
)
@click.option("--made-up", is_flag=True, help="Print on the page that the cases are made up.")
@click.option(
    "--profile",
    default="local",
    show_default=True,
    metavar="NAME",
    help="The rules for small numbers: local, or internal, which is not for sharing.",
)
@click.option(
    "--format",
    "formats",
    default="pdf,html,csv,xlsx",
    show_default=True,
    metavar="NAMES",
    callback=listed,
    help="The page as pdf and html, the numbers as csv and xlsx.",
)
@time_limit_option
@force_option
@json_option
@talks
def ras(talk: Talk, file: Path, output: Path, as_json: bool, **options: Any) -> int:  # noqa: ANN401 - options as named above
    """Find a simple points table in the past cases of FILE, and compare it with the present system.

    FILE has a column final (the budget agreed), and points or columns with answers about needs.
    Ends with 0 when everything in it could be used and 1 when there are problems.
    """
    columns = _headings(options.pop("columns"))
    found = poet.ras(file, output, columns=columns, **options)
    from poet.allocating_telling import allocation_json, allocation_lines, problem_lines
    from poet.printing.points_table import file_names

    paths = [str(output / name) for name in file_names(options["formats"])]
    for line in problem_lines(found.cases, MOST_PROBLEMS):
        talk.say(line)
    if as_json:
        print_json({"files": paths, **allocation_json(found)})
    else:
        click.echo("\n".join([*allocation_lines(found), "", *paths]))
    return PROBLEMS_FOUND if len(found.cases.problems) else 0


def _headings(columns: Sequence[str]) -> dict[str, str]:
    """Name to heading, from NAME=HEADING."""
    headings: dict[str, str] = {}
    for column in columns:
        name, _, heading = (part.strip() for part in column.partition("="))
        if not name or not heading:
            raise PoetError(
                f'column "{column}"',
                "this is no name and heading",
                expected='It must look like this: --column final="Agreed budget"',
            )
        if name in headings:
            raise PoetError(f'column "{name}"', "it is given twice", cure="Give each name once")
        headings[name] = heading
    return headings
