"""What would stand on one another moved apart, as little as possible."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def moved_apart(wanted: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """The middles of things so large, each as near to the wanted middle as the others allow.

    The order of the middles stays (things wanted in one place keep the order given), and the sum
    of the squares of all moves is the least there is: neighbours that touch form a block, which
    stands where its members want it on average (pool adjacent violators; Barlow, Bartholomew,
    Bremner and Brunk, 1972, Statistical inference under order restrictions).

    >>> moved_apart([10, 12, 30], [8, 8, 8])
    [7.0, 15.0, 30.0]
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    offsets = _offsets([sizes[index] for index in order])
    free = [wanted[index] - offset for index, offset in zip(order, offsets, strict=True)]
    placed = [0.0] * len(wanted)
    for index, offset, place in zip(order, offsets, _never_falling(free), strict=True):
        placed[index] = place + offset
    return placed


def _offsets(sizes: Sequence[float]) -> list[float]:
    """How far below the first middle each stands when all touch."""
    offsets = [0.0] if sizes else []
    for before, size in pairwise(sizes):
        offsets.append(offsets[-1] + (before + size) / 2)
    return offsets


def _never_falling(values: Sequence[float]) -> list[float]:
    """The values nearest to these that never fall."""
    blocks: list[tuple[float, int]] = []
    for value in values:
        total, members = value, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / members:
            before = blocks.pop()
            total, members = total + before[0], members + before[1]
        blocks.append((total, members))
    return [total / members for total, members in blocks for _ in range(members)]
