"""What a column map says of one column, and where in a file that column is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from poet.reading import column_letter, shown
from poet.reading.layout import Column
from poet.responses.evening_out import evened_out

# What stands in a map in the place of what nobody has decided yet.
UNDECIDED = "?"
# Enough to tell headings apart, and no more than a person wants to read in a map.
LONGEST_HEADING = 300


@dataclass(frozen=True)
class MappedColumn:
    """What a map says of one column, which is found by its heading.

    `letter` decides between columns with the same heading. `question` is a key, "" for a column
    that is no question, or UNDECIDED. `answer` is a code when the column is about that one answer
    alone, and `any_text` says that any text in it is a tick. `answers` gives the code that a text
    of this column means ("" for no answer, or UNDECIDED). `note` is a person's own remark.
    """

    heading: str
    question: str = UNDECIDED
    letter: str = ""
    answer: str = ""
    any_text: bool = False
    answers: Mapping[str, str] = field(default_factory=dict, hash=False)
    note: str = ""

    @property
    def decided(self) -> bool:
        """Whether somebody has decided what the column is."""
        return UNDECIDED not in (self.question, self.answer)

    @property
    def asks(self) -> bool:
        """Whether the column is decided to be a question."""
        return self.decided and bool(self.question)


def map_heading(heading: str) -> str:
    """A heading as a map writes it: on one line and not longer than a person reads."""
    return shown(" ".join(heading.split()), LONGEST_HEADING)


class HeadingPlaces:
    """The positions of the columns of a file, found by their headings."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._written: dict[str, list[int]] = {}
        self._evened_out: dict[str, list[int]] = {}
        for place, column in enumerate(columns):
            heading = map_heading(column.heading)
            if heading:
                self._written.setdefault(heading, []).append(place)
                self._evened_out.setdefault(evened_out(heading), []).append(place)

    def alike(self, heading: str) -> list[int]:
        """The positions of the columns with this heading: as written, or else evened out."""
        written = map_heading(heading)
        plain = evened_out(written)
        return self._written.get(written) or (self._evened_out.get(plain, []) if plain else [])

    def place(self, said: MappedColumn) -> int | None:
        """The position of a column of a map; None when it is not there or could be several."""
        places = self.alike(said.heading)
        if len(places) > 1:
            places = [place for place in places if column_letter(place) == said.letter.strip()]
        return places[0] if places else None
