"""The answer for "other": which it is in a scale, and which texts ask to say what it is."""

from __future__ import annotations

import re

from poet.questionnaire import Scale
from poet.responses.evening_out import evened_out

LONGEST = 200
BEGINS_LIKE_OTHER = re.compile(r"(other|someone else|something else)\b")
# "-oth-" is what LimeSurvey writes in the column of the answers.
OTHER = re.compile(r"[\W_]*(if )?(others?|oth|someone else|something else)\b")
TO_SPECIFY = re.compile(
    r"([\W_]*\b(please|specify|say|state|describe|explain|give|tell|write|enter|type|add|us|me|it|in"
    r"|who|what|which|more|any|the|your|own|details?|text|answer|comments?|here|below|box|s)\b)*"
    r"[\W_]*"
)
ALONE = ("other", "someone_else", "something_else")


def asks_to_specify(text: str) -> bool:
    """Whether a text stands for "other" and nothing else, as survey tools word it.

    >>> [asks_to_specify(text) for text in ("Other (please specify)", "[Other]", "If other, who?")]
    [True, True, True]
    >>> [asks_to_specify(text) for text in ("Other family members", "Another person", "Mother")]
    [False, False, False]
    """
    plain = evened_out(text) if len(text) <= LONGEST else ""
    begin = OTHER.match(plain)
    return bool(begin and TO_SPECIFY.fullmatch(plain, begin.end()))


def without_request(text: str) -> str:
    """A text without "(please specify)" and the like at its end.

    >>> without_request("Another religion (please say which)"), without_request("A friend")
    ('Another religion', 'A friend')
    """
    if len(text) > LONGEST:
        return text
    ends = (found.start() for found in re.finditer(r"(?<=\w)[\W_]+(?=\w)", text))
    end = next((end for end in ends if TO_SPECIFY.fullmatch(text.casefold(), end)), len(text))
    return text[:end]


def other_code(scale: Scale) -> str:
    """The code of the answer that stands for "other"; "" when there is none, or several may."""
    alone = [a.code for a in scale.answers if a.code in ALONE or asks_to_specify(a.label)]
    like = [a.code for a in scale.answers if BEGINS_LIKE_OTHER.match(evened_out(a.label))]
    codes = alone or like
    return codes[0] if len(codes) == 1 else ""
