"""What the user is told of labels, missing values and dates in a file of a statistics program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from poet.reading.text_table import shown

MOST_NOTES = 20
NAMES_LISTED = 3


def listed(names: Sequence[str]) -> str:
    """Names as a sentence has them, the first few of many.

    >>> listed(["a"]), listed(["a", "b", "c"]), listed(["a", "b", "c", "d", "e"])
    ('a', 'a, b and c', 'a, b, c and 2 others')
    """
    if len(names) == 1:
        return shown(names[0])
    first = [shown(name) for name in names[:NAMES_LISTED]]
    left = len(names) - len(first)
    if not left:
        return f"{', '.join(first[:-1])} and {first[-1]}"
    return f"{', '.join(first)} and {left:,} {'other' if left == 1 else 'others'}"


def label_notes(same: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """A note of the variables in which several values have one label; `same` has their texts."""
    names = [name for name, texts in same.items() if texts]
    if names:
        yield (
            f"{listed(names)}: several values have the same label, so the value stands behind it, "
            f'as in "{shown(same[names[0]][0])}".'
        )


def closing_notes(
    names: Sequence[str], missing: Mapping[int, Counter[str]], not_dates: Mapping[int, int]
) -> Iterator[str]:
    """What was counted, by the position of the variable, once all rows have passed.

    `missing` has the cells that the file marks as missing, by what the file says of them;
    `not_dates` the cells whose number is no date.
    """
    yield from _missing_notes(names, missing)
    if not_dates:
        cells = _cells(sum(not_dates.values()), "a number that is no date")
        yield f"{listed([names[position] for position in not_dates])}: {cells}. It stays a number."


def _missing_notes(names: Sequence[str], missing: Mapping[int, Counter[str]]) -> Iterator[str]:
    """At most MOST_NOTES: variables with the same kinds of missing values share one."""
    groups: dict[frozenset[str], list[int]] = {}
    for position, reasons in missing.items():
        groups.setdefault(frozenset(reasons), []).append(position)
    together = sorted(groups.values(), key=lambda group: -_count(group, missing))
    told, rest = together, []
    if len(together) > MOST_NOTES:
        told, rest = together[: MOST_NOTES - 1], together[MOST_NOTES - 1 :]
    for group in told:
        yield _missing_note(names, group, missing)
    if rest:
        left = [position for group in rest for position in group]
        cells = _marked(_count(left, missing))
        yield f"{len(left):,} other variables: {cells}."


def _missing_note(
    names: Sequence[str], group: Sequence[int], missing: Mapping[int, Counter[str]]
) -> str:
    reasons = sum((missing[position] for position in group), Counter())
    why = listed([reason for reason, _ in reasons.most_common()])
    of = listed([names[position] for position in sorted(group)])
    return f"{of}: {_marked(reasons.total())} ({why})."


def _marked(count: int) -> str:
    return _cells(count, "a value that the file marks as missing")


def _cells(count: int, what: str) -> str:
    return f"1 cell holds {what}" if count == 1 else f"{count:,} cells hold {what}"


def _count(group: Sequence[int], missing: Mapping[int, Counter[str]]) -> int:
    return sum(missing[position].total() for position in group)
