"""What printed words must keep to: no causal words, short sentences, plain reading.

A survey that people choose to answer shows what goes together, not what brings it about, and most
readers are no statisticians. Tests hold template text to these rules.
"""

from __future__ import annotations

import re
from functools import cache

_GOES_WITH = "say 'goes with' or 'are more likely to report'"
_IN_PEOPLE = "say it in people: '8 in 100 people, against 5 in 100'"
_CHANCE = "say whether chance could explain it: 'about the same' or 'more'"
_NO_TABLE = "say how this place differs from the others: 'more', 'about the same'"
_TIMES = r"(?:times|twice|thrice|(?:two|three|four|five|ten)fold)"

# (pattern, what to say instead). Patterns are matched on whole words, whatever the case.
# "Causal" itself is not among them: a caveat needs it.
MISLEADING: tuple[tuple[str, str], ...] = (
    (r"because of", _GOES_WITH),
    (r"(?:lead|leads|led|leading) to", _GOES_WITH),
    (r"caus(?:e|es|ed|ing)", _GOES_WITH),
    (r"effects? (?:of|on)", _GOES_WITH),
    (r"affect(?:s|ed|ing)?", _GOES_WITH),
    (r"impact(?:s|ed|ing|ful)?", _GOES_WITH),
    (r"influenc(?:e|es|ed|ing)", _GOES_WITH),
    (r"(?:due|owing|thanks) to", _GOES_WITH),
    (r"result(?:s|ed|ing)? in", _GOES_WITH),
    (r"as a result of", _GOES_WITH),
    (r"(?:bring|brings|brought) about", _GOES_WITH),
    (r"(?:drives|drove|driven by|drivers? of)", _GOES_WITH),
    (
        rf"{_TIMES} (?:(?:as|more|less) (?:un)?likely|likelier|as many|more|the odds)",
        _IN_PEOPLE,
    ),
    (r"league tables?", _NO_TABLE),
    (r"rank(?:s|ed|ing|ings)?", _NO_TABLE),
    (r"(?:best|worst|top|poorest|poorly)[- ]perform(?:ing|ers?)", _NO_TABLE),
    (r"(?:out|under)perform(?:s|ed|ing)?", _NO_TABLE),
    (r"(?:beats?|beaten|winners?|losers?|failing)", _NO_TABLE),
    (r"(?:top|bottom) of the (?:table|list)", _NO_TABLE),
)
# What only the technical edition may print.
TECHNICAL: tuple[tuple[str, str], ...] = (
    (r"odds", _IN_PEOPLE),
    (r"(?:in)?significan(?:t|ce|tly)", _CHANCE),
    (r"statistically", _CHANCE),
    (r"p[- ]?values?", _CHANCE),
    (r"p\s*[<>=]\s*0?\.\d+", _CHANCE),
)
FORBIDDEN = MISLEADING + TECHNICAL

_QUOTE = "\u2019"  # the closing quote, which is the apostrophe of good print as well
_WORD = re.compile(rf"[^\W_]+(?:[.,'{_QUOTE}/@-][^\W_]+)*")
_ABBREVIATIONS = r"(?<!\be\.g)(?<!\bi\.e)(?<!\bDr)"
_SENTENCE_END = re.compile(rf"(?:[?!…]|{_ABBREVIATIONS}\.)[\"')\]{_QUOTE}\u201d]*(?=\s|$)|\n\s*\n")


def forbidden_in(text: str, technical: bool = False) -> list[str]:
    """The words in the text that a report must not print, each with what to say instead.

    `technical` lets the terms of statistics pass, for the edition that explains them.

    >>> forbidden_in("An easy process leads to better lives.")
    ["'leads to': say 'goes with' or 'are more likely to report'"]
    >>> forbidden_in("An easy process goes with better lives.")
    []
    >>> forbidden_in("The p-value was 0.03."), forbidden_in("The p-value was 0.03.", technical=True)
    (["'p-value': say whether chance could explain it: 'about the same' or 'more'"], [])
    """
    spaced = " ".join(text.split())
    return [
        f"'{found.group()}': {instead}"
        for pattern, instead in (MISLEADING if technical else FORBIDDEN)
        for found in _whole_word(pattern).finditer(spaced)
    ]


@cache
def _whole_word(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


def sentences(text: str) -> list[str]:
    """The text's sentences. An empty line ends one too, so a heading stands alone.

    >>> sentences("Who answered\\n\\nIn all 1,205 people did. Were 7.5% new, e.g. this year?")
    ['Who answered', 'In all 1,205 people did.', 'Were 7.5% new, e.g. this year?']
    """
    found, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        found.append(text[start : end.end()])
        start = end.end()
    spaced = (" ".join(piece.split()) for piece in [*found, text[start:]])
    return [piece for piece in spaced if _WORD.search(piece)]


def longest_sentence(text: str) -> int:
    """How many words the longest sentence has; 0 without words.

    >>> longest_sentence("Short one. This one has five words.")
    5
    """
    return max((len(_WORD.findall(sentence)) for sentence in sentences(text)), default=0)


def reading_grade(text: str) -> float:
    """The Automated Readability Index: about the school year (US grade) that reads it with ease.

    4.71 letters-and-digits per word + 0.5 words per sentence - 21.43 (Smith and Senter, 1967,
    Automated Readability Index, AMRL-TR-66-220). Grade 6 is a reader of about 11; very short
    words and sentences go below nought. 0.0 without words.

    >>> round(reading_grade("Seven in ten people said that their life got better."), 2)
    3.35
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    letters = sum(character.isalnum() for word in words for character in word)
    return 4.71 * letters / len(words) + 0.5 * len(words) / len(sentences(text)) - 21.43
