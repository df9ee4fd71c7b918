"""`poet plan`: how many people must answer, said before forms are sent out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

import poet
from poet.cli.talk import Talk, print_json, print_table, talks
from poet.errors import PoetError
from poet.wording import about_people, count, half_up, people

# More than any population has; Python refuses to read a number of thousands of digits.
MOST_DIGITS = 10
CAUTION = (
    "This holds for a random sample of people, 19 times in 20, and not for those who choose to "
    "answer: the others may think otherwise."
)


@click.command(epilog="Example: poet plan --population 1000 --margin 5 --response-rate 30")
@click.option("--population", type=int, required=True, help="How many people there are to ask.")
@click.option(
    "--margin",
    type=float,
    default=5,
    show_default=True,
    help="How near a share must be known, in percentage points either way.",
)
@click.option("--response-rate", type=float, help="How many in 100 people answer, as you expect.")
@click.option(
    "--group",
    "groups",
    multiple=True,
    metavar="NAME=PEOPLE",
    help="A group and its people, to see what can be said of it; may be given several times.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@talks
def plan(talk: Talk, groups: Sequence[str], as_json: bool, **options: Any) -> None:  # noqa: ANN401 - options as named above
    """Tell how many people must answer, and what can be read from fewer."""
    planned = poet.plan(groups=_named(groups), **options)
    talk.detail("Worked out for a share of one half, the hardest to know, with 95 % confidence.")
    if as_json:
        print_json(planned.as_json())
        return
    for line in _answer(planned):
        click.echo(line)
    click.echo()
    rows = [[count(n), _points(points)] for n, points in planned.by_people.to_numpy()]
    print_table(["people answering", "a share is known to within"], rows)
    if groups:
        _print_groups(planned)
    click.echo(f"\n{CAUTION}")


def _named(groups: Sequence[str]) -> dict[str, int]:
    """Name to people, from NAME=PEOPLE."""
    named: dict[str, int] = {}
    for group in groups:
        name, _, number = (part.strip() for part in group.rpartition("="))
        if name in named:
            raise PoetError(f'group "{name}"', "it is given twice", cure="Give each group once")
        if not name or not number.isdecimal() or len(number) > MOST_DIGITS:
            raise PoetError(
                f'group "{group}"',
                "this is no name and number of people",
                expected='It must look like this: --group "Direct payment=620"',
            )
        named[name] = int(number)
    return named


def _answer(planned: Any) -> Iterator[str]:  # noqa: ANN401 - a Plan
    needed = f"{people(planned.people_needed)} of {count(planned.population)}"
    yield f"{needed} must answer so that {_known(planned.margin)}."
    if planned.forms is None:
        return
    forms = people(planned.forms, "form", "forms")
    rate = f"If {planned.response_rate:g} in 100 answer"
    if planned.reachable:
        yield f"{rate}, send {forms}."
        return
    yield f"{rate}, that takes {forms}, more than there are people."
    answering = about_people(planned.people_expected)
    points = planned.points_expected
    known = "no share is known" if points is None else _known(half_up(points, 1))
    yield f"With a form for everyone, {answering} would answer, and {known}."


def _known(points: float) -> str:
    return (
        f"a share is known to within {points:g} {'point' if points == 1 else 'points'} either way"
    )


def _points(points: float) -> str:
    """The margin in points, as it stands in a table."""
    return f"{half_up(points, 1):.1f} points"


def _print_groups(planned: Any) -> None:  # noqa: ANN401 - a Plan
    click.echo("\nIf people of all groups answer alike:")
    rows = [
        [row.group, count(row.population), count(row.people), _points(row.points)]
        if row.people
        else [row.group, count(row.population), "0", "not known"]
        for row in planned.by_group.itertuples()
    ]
    print_table(["group", "people", "answering", "a share is known to within"], rows)
    pairs = [
        [f"{row.first} and {row.second}", _points(row.points)]
        for row in planned.by_pair.itertuples()
    ]
    if pairs:
        click.echo()
        print_table(["two groups", "a smaller difference may be chance"], pairs)
