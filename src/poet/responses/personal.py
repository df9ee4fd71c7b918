"""Headings of columns that name or locate a person: such columns are not read."""

from __future__ import annotations

import re

# "RecipientFirstName" and "IPAddress" are written without spaces by some survey tools.
BETWEEN_JOINED_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_.]")
LONGEST_HEADING = 60
PERSONAL = re.compile(
    r"\b(e-?mails?|ip|phone|telephone|mobile|post ?code|street|latitude|longitude"
    r"|nhs (number|no|id)|national insurance|ni number|nino|date of birth|birth ?date|dob"
    r"|(first|last|full|middle) ?name|sur ?name|forename)\b"
    r"|\b(name|address)$",
    re.IGNORECASE,
)
NOT_OF_A_PERSON = re.compile(
    r"\b(authority|council|organisation|organization|service|team|provider|question|collector)\b",
    re.IGNORECASE,
)


def is_personal(heading: str) -> bool:
    """Whether a short heading says that the column names or locates a person.

    >>> [is_personal(heading) for heading in ("Email", "RecipientFirstName", "NHS number", "Name")]
    [True, True, True, True]
    >>> [is_personal(heading) for heading in ("Council name", "Shipping costs", "Age")]
    [False, False, False]
    """
    words = BETWEEN_JOINED_WORDS.sub(" ", heading).strip().rstrip("?:. ")
    if len(words) > LONGEST_HEADING or NOT_OF_A_PERSON.search(words):
        return False
    return bool(PERSONAL.search(words))
