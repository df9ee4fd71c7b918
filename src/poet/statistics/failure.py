"""What cannot be estimated, and why, in words that can stand in the note of a table."""

from __future__ import annotations

from collections.abc import Iterable


class CannotEstimate(Exception):  # noqa: N818 - a finding about the answers, not a fault
    """The answers do not allow this estimate; the message is the reason in plain words.

    A reason has no capital and no full stop: "everyone gave the same answer".
    """


def listed(names: Iterable[object]) -> str:
    """Names as they stand in a reason: 'age', 'sex' and 'help'."""
    quoted = [f"'{name}'" for name in names]
    return " and ".join(part for part in (", ".join(quoted[:-1]), *quoted[-1:]) if part)
