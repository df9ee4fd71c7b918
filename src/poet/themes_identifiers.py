"""What in a comment may tell who somebody is: found by its shape, marked, and nothing more.

A rule finds what is written in a usual way. A name in small letters, a nickname, or a story that
only one family has is found by reading, so a mark says where to look first and never that the rest
is safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from poet.themes_identifiers_words import (
    COMMON_WITH_A_CAPITAL,
    FIRST_NAMES,
    RELATIONS,
    STREETS,
    TITLES,
)

EMAIL, WEB, TELEPHONE = "e-mail address", "web address", "telephone number"
NHS_NUMBER, NI_NUMBER, LONG_NUMBER = "NHS number", "National Insurance number", "long number"
POSTCODE, ADDRESS, DATE, NAME = "postcode", "address", "date", "name"
CAPITAL = "word with a capital letter"
# What these find is hardly ever anything else, so no comment is released that still has one.
CERTAIN = (EMAIL, TELEPHONE, NHS_NUMBER, NI_NUMBER, POSTCODE)
BEFORE, AFTER = "[[", "]]"

# Every repetition has an end: a word of 100,000 letters must not be read again from each of them.
WORD = r"[^\W\d_][\w'\u2019-]{0,40}"
CAPITALISED = r"[A-Z\u00c0-\u00de][\w'\u2019-]{0,40}"
WORDS = re.compile(r"[^\W\d_]{1,40}")
FIGURES = re.compile(r"\d")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)


@dataclass(frozen=True)
class Rule:
    """A kind of identifier. `group` is the part of the pattern that is marked.

    A text is only looked through when it has one of these `signs`, so many `figures`, and one of
    these `words`: most comments have none of them.
    """

    kind: str
    pattern: re.Pattern[str]
    group: int = 0
    signs: str = ""
    figures: int = 0
    words: frozenset[str] = frozenset()


def _rule(kind: str, pattern: str, *, case: bool = False, **needs: Any) -> Rule:  # noqa: ANN401 - as of a Rule
    return Rule(kind, re.compile(pattern, 0 if case else re.IGNORECASE), **needs)


RULES = (
    _rule(
        EMAIL,
        r"(?<![\w.+-])[\w.+'-]{1,64} ?(?:@|\(at\)|\[at\]) ?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}",
        signs="@([",
    ),
    _rule(WEB, r"(?<!\w)@\w{3,30}", signs="@"),
    _rule(WEB, r"\bhttps?://\S{1,2000}|\bwww\.\S{1,2000}", signs=":."),
    _rule(
        WEB,
        r"(?<![\w@.-])[\w-]{1,63}\.(?:com|org|net|info|(?:co|org|gov|nhs|ac)\.uk)\b(?:/\S{0,2000})?",
        signs=".",
    ),
    _rule(NHS_NUMBER, r"(?<![\d+])\d{3}[ -]\d{3}[ -]\d{4}(?!\d)", figures=10),
    _rule(
        TELEPHONE,
        r"(?<![\d\w])(?:(?:\+|00)\d{1,3}[ .-]?(?:\(0\) ?)?\d|\(?0\d)(?:[ ().-]{0,2}\d){7,11}(?!\d)",
        figures=9,
    ),
    _rule(NI_NUMBER, r"\b[a-z]{2} ?(?:\d\d ?){3}[a-d]\b", figures=6),
    _rule(POSTCODE, r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b", figures=2),
    _rule(DATE, r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d(?!\d)", figures=4),
    _rule(DATE, r"(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)", figures=8),
    _rule(
        DATE,
        rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH},? (?:(?:19|20)\d\d|\d\d)(?!\d)",
        figures=3,
    ),
    _rule(
        DATE,
        r"\b(?:born|d\.?o\.?b\.?)\b[^\d.!?]{0,20}(\d[\d/.-]{0,9})",
        group=1,
        words=frozenset({"born", "dob", "d", "b"}),
        figures=1,
    ),
    _rule(LONG_NUMBER, r"(?<![\d\u00a3.,])\d{6,}(?![\d])", figures=6),
    _rule(ADDRESS, rf"\b\d{{1,4}}[a-z]? (?:{WORD} ){{1,3}}(?:{STREETS})\b", figures=1),
    _rule(
        NAME,
        rf"\b(?i:{'|'.join(TITLES)})\b\.? {CAPITALISED}(?: {CAPITALISED}){{0,2}}",
        words=frozenset(TITLES),
        case=True,
    ),
    _rule(NAME, rf"\b(?:mr|mrs|dr)\b\.? {WORD}", words=frozenset({"mr", "mrs", "dr"})),
    _rule(
        NAME,
        rf"\bmy name(?: is|'s) ({WORD}(?: {CAPITALISED}){{0,2}})",
        words=frozenset({"name"}),
        group=1,
    ),
    _rule(
        NAME,
        rf"\b(?i:called|named|signed,?|regards,?|love from)"
        rf" ({CAPITALISED}(?: {CAPITALISED}){{0,2}})",
        words=frozenset({"called", "named", "signed", "regards", "love"}),
        group=1,
        case=True,
    ),
    _rule(
        NAME,
        rf"\b(?i:my|our|his|her|their)(?: \w{{1,20}})? (?i:{'|'.join(RELATIONS)})\b,?"
        rf"(?i: is| was| called| named)? ({CAPITALISED}(?: {CAPITALISED})?)",
        words=frozenset(RELATIONS),
        group=1,
        case=True,
    ),
    _rule(CAPITAL, rf"(?<=[a-z,;:)] )({CAPITALISED})", group=1, case=True),
)


@dataclass(frozen=True)
class Identifiers:
    """What may tell who somebody is: from where to where in a text, and of what kinds."""

    spans: tuple[tuple[int, int], ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def certain(self) -> tuple[str, ...]:
        """Those of its kinds that are hardly ever anything else."""
        return tuple(kind for kind in self.kinds if kind in CERTAIN)


NONE = Identifiers()


def identifiers(text: str) -> Identifiers:
    """The likely identifiers of a text; parts that overlap or touch are one.

    >>> identifiers("Ring Mrs Jones on 0117 496 0123").kinds
    ('telephone number', 'name')
    >>> identifiers("It took too long and I was told nothing.").kinds
    ()
    """
    words = frozenset(WORDS.findall(text.casefold()))
    figures = len(FIGURES.findall(text))
    found = [
        (match.span(rule.group), rule.kind)
        for rule in RULES
        if _can_be_in(rule, text, words, figures)
        for match in rule.pattern.finditer(text)
        if _counts(rule.kind, match[rule.group])
    ]
    surer = [span for span, kind in found if kind != CAPITAL]
    covered = _covered(text, surer)
    if not words.isdisjoint(FIRST_NAMES):
        names = [span for span in _first_names(text) if not covered[span[0]]]
        found += [(span, NAME) for span in names]
        covered = _covered(text, [*surer, *names])
    if not found:
        return NONE
    # A name that a surer rule has found is not told twice.
    kinds = [kind for span, kind in found if kind != CAPITAL or not covered[span[0]]]
    return Identifiers(
        tuple(_joined(sorted(span for span, _ in found))), tuple(dict.fromkeys(kinds))
    )


def _covered(text: str, spans: Sequence[tuple[int, int]]) -> bytearray:
    """For each sign of the text, 1 where it lies in one of the spans."""
    covered = bytearray(len(text) + 1)
    for start, end in spans:
        covered[start:end] = b"\x01" * (end - start)
    return covered


def _can_be_in(rule: Rule, text: str, words: frozenset[str], figures: int) -> bool:
    return (
        figures >= rule.figures
        and (not rule.words or not rule.words.isdisjoint(words))
        and (not rule.signs or any(sign in text for sign in rule.signs))
    )


def _first_names(text: str) -> Iterator[tuple[int, int]]:
    """Where first names stand that are hardly a word of another kind, however written."""
    for match in WORDS.finditer(text):
        if match[0].casefold() in FIRST_NAMES:
            yield match.span()


def _counts(kind: str, text: str) -> bool:
    """Whether a word with a capital letter is none of those that many people write so."""
    if kind not in (CAPITAL, NAME):
        return True
    word = text.split(maxsplit=1)[0].replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    plain = word.removesuffix("'s").rstrip("'")
    if kind == CAPITAL and plain.isupper():
        # NHS, PA, DP: and who writes in capitals writes all words so.
        return False
    return plain.casefold() not in COMMON_WITH_A_CAPITAL


def _joined(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start, end = spans[0]
    for first, last in spans[1:]:
        if first <= end:
            end = max(end, last)
        else:
            yield start, end
            start, end = first, last
    yield start, end


def pieces(text: str, found: Identifiers) -> Iterator[tuple[str, bool]]:
    """The text in pieces, and whether each of them is marked; none is empty.

    >>> list(pieces("ask Ann", Identifiers(((4, 7),))))
    [('ask ', False), ('Ann', True)]
    """
    after = 0
    for start, end in found.spans:
        if start > after:
            yield text[after:start], False
        yield text[start:end], True
        after = end
    if after < len(text):
        yield text[after:], False


def marked(text: str, found: Identifiers) -> str:
    """The text with signs before and after what is marked.

    >>> marked("ask Ann", Identifiers(((4, 7),)))
    'ask [[Ann]]'
    """
    return "".join(
        f"{BEFORE}{piece}{AFTER}" if is_marked else piece
        for piece, is_marked in pieces(text, found)
    )


def without(text: str, found: Identifiers, instead: str = "[...]") -> str:
    """The text with something else in the place of what is marked.

    >>> without("ask Ann", Identifiers(((4, 7),)))
    'ask [...]'
    """
    return "".join(instead if is_marked else piece for piece, is_marked in pieces(text, found))
