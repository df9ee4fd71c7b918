"""How commands talk: results on stdout, everything else on stderr, as much as was asked for."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import click

QUIET, NORMAL, VERBOSE = 0, 1, 2
QUARTERS = ("", " and a quarter", " and a half", " and three quarters")


@dataclass(frozen=True)
class Talk:
    """Says things on stderr, up to the level that -q and -v set."""

    level: int = NORMAL

    def say(self, words: str) -> None:
        """What a user wants to know, unless -q was given."""
        if self.level >= NORMAL:
            click.echo(words, err=True)

    def detail(self, words: str) -> None:
        """What only -v shows."""
        if self.level >= VERBOSE:
            click.echo(words, err=True)

    def progress(self, label: str) -> Any:  # noqa: ANN401 - click's own progress bar
        """A progress bar on a terminal, with the time that is left in words; nothing in a pipe,
        with -q or with NO_COLOR. It waits for `begin`.
        """
        # The bar moves the cursor by the same kind of signs that make colours.
        hidden = self.level < NORMAL or not sys.stderr.isatty() or colour() is False
        bar = click.progressbar(
            length=1,
            label=label,
            file=sys.stderr,
            hidden=hidden,
            show_eta=False,
            show_percent=True,
            item_show_func=lambda _: time_left(bar.eta) if bar.eta_known else None,
        )
        return bar


def begin(bar: Any, steps: int) -> None:  # noqa: ANN401 - click's own progress bar
    """Let a bar count so many steps from now on: what came before says nothing of their time."""
    bar.length = max(1, steps)
    bar.start = bar.last_eta = time.time()


def time_left(seconds: float) -> str:
    """How long something still takes, in words.

    >>> time_left(29), time_left(61), time_left(7300)
    ('less than a minute left', 'about 1 minute left', 'about 2 hours left')
    """
    minutes = round(seconds / 60)
    if minutes < 1:
        return "less than a minute left"
    if minutes < 60:
        return f"about {minutes} {'minute' if minutes == 1 else 'minutes'} left"
    hours, over = divmod(round(minutes / 15), 4)
    part = QUARTERS[over]
    return f"about {hours}{part} {'hour' if hours == 1 and not over else 'hours'} left"


def colour() -> bool | None:
    """False when the user wants no colours (NO_COLOR), None when the terminal may decide."""
    return False if os.environ.get("NO_COLOR") else None


def talks(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command -q and -v, and pass it a Talk as its first argument."""

    @click.option("-q", "--quiet", is_flag=True, help="Say nothing but results and errors.")
    @click.option("-v", "--verbose", is_flag=True, help="Say more about what is done.")
    def with_talk(quiet: bool, verbose: bool, **arguments: Any) -> Any:  # noqa: ANN401 - passed on
        level = QUIET if quiet else VERBOSE if verbose else NORMAL
        return command(Talk(level), **arguments)

    with_talk.__name__ = command.__name__
    with_talk.__doc__ = command.__doc__
    # Options written below @talks were left on the inner function: click reads them from here.
    with_talk.__click_params__ = [
        *getattr(command, "__click_params__", []),
        *with_talk.__click_params__,
    ]
    return with_talk


def print_json(content: object) -> None:
    """A result that a machine reads, on stdout."""
    click.echo(json.dumps(content, indent=2, ensure_ascii=False))


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows in columns as wide as their longest cell; the last column is not padded."""
    table = [list(headings), *map(list, rows)]
    widths = [max(len(row[column]) for row in table) for column in range(len(headings))]
    for row in table:
        padded = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        click.echo("  ".join(padded).rstrip())
