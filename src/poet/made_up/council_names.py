"""Names and codes of councils that do not exist."""

from __future__ import annotations

FIRST_PARTS = (
    *("Alder", "Fern", "Otter", "Bramble", "Quill", "Saffron", "Tansy", "Juniper"),
    *("Kestrel", "Copper", "Sorrel", "Marigold", "Thimble", "Pippin", "Lantern", "Lark"),
)
SECOND_PARTS = (
    *("fen", "hollow", "mere", "water", "wold", "stead", "marsh"),
    *("sound", "haven", "thorpe", "strand", "cross", "mouth", "reach"),
)


def council_names(count: int) -> tuple[str, ...]:
    """The first so many names, none twice. Raises ValueError when there are not that many.

    >>> council_names(4)
    ('Alderfen', 'Fernhollow', 'Ottermere', 'Bramblewater')
    """
    first, second = len(FIRST_PARTS), len(SECOND_PARTS)
    if count > first * second:
        raise ValueError(f"there are {first * second} names, not {count}")
    # Each round through the first parts moves the second parts on by three (16 + 1 less 14),
    # which has no factor in common with 14: every pair comes once.
    return tuple(
        FIRST_PARTS[place % first] + SECOND_PARTS[(place + place // first) % second]
        for place in range(count)
    )


def council_codes(count: int) -> tuple[str, ...]:
    """A code for each of so many councils.

    >>> council_codes(2)
    ('X001', 'X002')
    """
    return tuple(f"X{number:03d}" for number in range(1, count + 1))
