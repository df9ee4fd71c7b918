"""An option that takes a whole number: what else is written is told in plain words."""

from __future__ import annotations

from typing import Any

import click


class WholeNumber(click.IntRange):
    """A whole number from `min` to `max`, or from `min` on.

    >>> WholeNumber(1).convert("2", None, None)
    2
    """

    name = "whole number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ANN401 - as click has it
        """The number; fails with a sentence that says which numbers there can be."""
        try:
            return int(super().convert(value, param, ctx))
        except click.BadParameter:
            to = f" to {self.max:,}" if self.max is not None else " on"
            self.fail(f'"{value}" is no whole number from {self.min}{to}.', param, ctx)
