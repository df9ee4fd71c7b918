"""Many texts in little memory: joined to a few long ones, with the places where each ends."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np

TEXTS_IN_A_PIECE = 10_000
# Every byte of UTF-8 but those that go on with a character begins one.
WHICH, GOES_ON = 0b1100_0000, 0b1000_0000


@dataclass(frozen=True, eq=False)
class Piece:
    """Some texts as one: `ends` has, for each, the place in `joined` after its last character."""

    joined: str
    ends: np.ndarray

    def __len__(self) -> int:
        """How many texts."""
        return len(self.ends)

    def __iter__(self) -> Iterator[str]:
        """Each text."""
        ends = self.ends.tolist()
        joined = self.joined
        return (joined[start:end] for start, end in zip([0, *ends], ends, strict=False))

    def text(self, number: int) -> str:
        """The text of this number, from 0."""
        start = int(self.ends[number - 1]) if number else 0
        return self.joined[start : int(self.ends[number])]


class PackedTexts(Sequence[str]):
    """Texts by number, as in a tuple, in the memory of their letters. A text may be there twice."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self.pieces = tuple(piece for piece in pieces if len(piece))
        self._firsts = [0, *itertools.accumulate(map(len, self.pieces))]

    def __len__(self) -> int:
        """How many texts."""
        return self._firsts[-1]

    def __iter__(self) -> Iterator[str]:
        """Each text."""
        return itertools.chain.from_iterable(self.pieces)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...
    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        """The text of a number, or those of a slice. Raises IndexError beyond the last."""
        if isinstance(place, slice):
            return tuple(self[number] for number in range(len(self))[place])
        number = range(len(self))[place]
        piece = bisect_right(self._firsts, number) - 1
        return self.pieces[piece].text(number - self._firsts[piece])


def packed(texts: Iterable[str]) -> PackedTexts:
    """These texts in their order."""
    left = iter(texts)
    parts = iter(lambda: list(itertools.islice(left, TEXTS_IN_A_PIECE)), [])
    return PackedTexts(piece_of(part) for part in parts)


def piece_of(texts: Sequence[str]) -> Piece:
    """Some texts as one."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    return Piece("".join(texts), _ends(np.cumsum(lengths)))


def piece_of_bytes(text: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> Piece:
    """The parts of a text in UTF-8 (one number a byte) that begin and end at these places."""
    lengths = ends - starts
    after = np.cumsum(lengths)
    place = np.arange(int(after[-1]) if len(after) else 0) + np.repeat(
        starts - after + lengths, lengths
    )
    joined = text[place]
    if joined.max(initial=0) >= GOES_ON:
        characters = np.cumsum((joined & WHICH) != GOES_ON)
        after = np.concatenate(([0], characters))[after]
    return Piece(joined.tobytes().decode("utf-8"), _ends(after))


def _ends(ends: np.ndarray) -> np.ndarray:
    return ends.astype(np.uint32) if len(ends) and ends[-1] < 1 << 32 else ends
