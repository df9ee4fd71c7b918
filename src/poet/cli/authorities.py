"""`poet authorities`: which councils names and codes mean, before answers are read by them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from poet.cli.talk import Talk, print_json, print_table, talks
from poet.errors import PoetError
from poet.register import Council, Meant, council_meant

if TYPE_CHECKING:
    from poet.reading import TextTable

SOME_NOT_MATCHED = 1
# Nobody reads the nearest names of more than these.
MOST_COMPARED = 200
HEADINGS = ("text", "code", "name", "region", "how")


@click.command(epilog='Example: poet authorities "Bristol, City of" E10000021')
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--file",
    type=click.Path(path_type=Path),
    help="A file with a column of names or codes of councils.",
)
@click.option("--column", metavar="HEADING", help="The heading of that column.")
@click.option("--sheet", default="", help="The sheet, when the file is a workbook with several.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@talks
def authorities(talk: Talk, names: Sequence[str], as_json: bool, **options: Any) -> int:  # noqa: ANN401 - options as named above
    """Tell which council of now each NAME means: a name or a GSS code, of now or of the past.

    Ends with 0 when each means one council and 1 when some do not.
    """
    texts = [*names, *_texts_of_file(talk, **options)]
    if not texts:
        raise PoetError(
            "poet authorities",
            "no name was given",
            cure='Write a NAME, or --file FILE --column "HEADING"',
        )
    meant = list(_meant(dict.fromkeys(texts)))
    if as_json:
        print_json([_as_dict(one) for one in meant])
    else:
        _print(meant)
    unmatched = sum(one.council is None for one in meant)
    talk.say(f"\nMatched to one council: {len(meant) - unmatched} of {len(meant)}.")
    return SOME_NOT_MATCHED if unmatched else 0


def _meant(texts: Iterable[str]) -> Iterator[Meant]:
    not_known = 0
    for text in texts:
        meant = council_meant(text, near=not_known < MOST_COMPARED)
        not_known += meant.council is None
        yield meant


def _texts_of_file(talk: Talk, file: Path | None, column: str | None, sheet: str) -> list[str]:
    """The different texts of the column, in the order of the file; none without a file."""
    from poet.reading import is_blank, read_table

    if file is None and column is None:
        return []
    if file is None or column is None:
        raise PoetError(
            "poet authorities",
            "only one of --file and --column was given",
            cure='Give both: --file FILE --column "HEADING"',
        )
    table = read_table(file, sheet)
    for note in table.notes:
        talk.say(note)
    if table.misshapen_rows:
        talk.say(f"Rows left out, as they have a wrong number of cells: {table.misshapen_rows:,}.")
    found = table.columns[_column_called(column, table)].distinct
    return [text for text in found if not is_blank(text)]


def _column_called(heading: str, table: TextTable) -> int:
    """The position of the one column with this heading that may be shown."""
    from poet.reading import column_letter, shown
    from poet.reading.layout import PERSONAL
    from poet.responses.evening_out import evened_out

    plain = evened_out(heading)
    found = [at for at, one in enumerate(table.headings) if evened_out(one) == plain]
    if not found:
        cure = _did_you_mean(heading, table.headings)
        raise PoetError(table.source.where, f'there is no column "{shown(heading)}"', cure=cure)
    if len(found) > 1:
        raise PoetError(
            table.source.where,
            f'{len(found)} columns are called "{shown(heading)}": '
            + ", ".join(map(column_letter, found)),
            cure="Give each a heading of its own",
        )
    if table.layout.columns[found[0]].role == PERSONAL:
        raise PoetError(
            table.source.where,
            f'column {column_letter(found[0])} "{shown(heading)}" tells who people are',
            cure="Name the column of the authority",
        )
    return found[0]


def _did_you_mean(heading: str, headings: Sequence[str]) -> str:
    from poet.reading import shown
    from poet.responses.nearest import choices_of, nearest

    near = nearest(heading, choices_of(one for one in headings if one))
    return f'Did you mean "{shown(near)}"?' if near else "Correct --column"


def _print(meant: Sequence[Meant]) -> None:
    """The table, and a sentence for each text that does not simply mean a council."""
    from poet.reading import shown

    print_table(HEADINGS, [_row(one) for one in meant])
    to_tell = [one for one in meant if one.former or _is_without_care(one)]
    if to_tell:
        click.echo()
    for one in to_tell:
        click.echo(f"{shown(one.text)}: {one.sentence}")


def _is_without_care(meant: Meant) -> bool:
    return meant.council is None or not meant.council.has_adult_social_care


def _row(meant: Meant) -> list[str]:
    from poet.reading import shown

    council = meant.council
    about = [council.code, council.name, council.region] if council else ["", "", ""]
    return [shown(meant.text), *about, meant.how]


def _as_dict(meant: Meant) -> dict[str, Any]:
    return {
        "text": meant.text,
        "council": _council(meant.council) if meant.council else None,
        "how": meant.how,
        "former": meant.former.official_name if meant.former else None,
        "candidates": [_council(one) for one in meant.candidates],
        "sentence": meant.sentence,
    }


def _council(council: Council) -> dict[str, Any]:
    fields = ("code", "name", "region", "nation", "kind", "has_adult_social_care")
    return {field: getattr(council, field) for field in fields}
