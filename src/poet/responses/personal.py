"""Headings of columns that name or locate a person: such columns are not read.

The number that a council knows a case by ("Client ID") is none of them: alone it names nobody, and
it may be what tells that two forms are one person's. Nor is "GP surgery", often an answer itself.
"""

from __future__ import annotations

import re

# "RecipientFirstName" and "IPAddress" are written without spaces by some survey tools.
BETWEEN_JOINED_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[\s_.]+")
IN_BRACKETS = re.compile(r"\s*(\([^()]*\)|\[[^\[\]]*\])$")
LONGEST_HEADING = 60
LONGEST_REQUEST = 300

NUMBER = r"(numbers?|num|nos?|id)"
PERSONAL = "|".join(
    (
        r"((first|last|full|middle|maiden|family|given|user) ?|sur ?|fore ?)?names?|initials",
        r"((e-?mail|ip|postal|street|home) ?)?(address(es)?|addr)|e-?mails?|ip|signature",
        rf"((tele)?phone|tel|landline|mobile|mobile (tele)?phone)( ?{NUMBER})?",
        rf"contact ({NUMBER}|details?|person)|emergency contact|next of kin",
        r"(post|postal|zip)[ -]?codes?( (area|district|sector))?|street|uprn",
        rf"(house|flat) {NUMBER}|address line",
        r"latitude|longitude|geo ?location|gps|grid ref(erence)?",
        rf"(nhs|chi|n ?i) {NUMBER}|nino",
        rf"(national insurance|passport|driving licen[cs]e)( {NUMBER})?",
        r"date of birth|birth ?(date|day)|d ?o ?b",
    )
)
# What a heading is about comes last, but for a number and for whose it is.
ENDS_PERSONAL = re.compile(
    rf"\b({PERSONAL})( ?\d{{1,2}})?( (of|for|if) .*|,? optional)?$", re.IGNORECASE
)
REQUEST = re.compile(
    r"((^|\bplease )(also )?(leave|give|provide|enter|write|add|type|state|supply|tell|share)"
    rf"( us| in)?|^what( is|'s| are| was)) (your|their)( [\w'-]+)? ({PERSONAL})\b",
    re.IGNORECASE,
)
# Not of a column about the person, but about what the person does, or about how things are done.
SENTENCE = re.compile(
    r"^(how|did|do|does|is|are|was|were|has|have|had|can|could|would|should|will|when|where|why"
    r"|i|we|they|you|staff|people|by|on|in|at|from|using)\b"
    r"|\w my \b|\b(by|via|over|on) (the )?[\w-]+$",
    re.IGNORECASE,
)
NOT_OF_A_PERSON = re.compile(
    r"\b(authority|council|organi[sz]ation|service|team|provider|company|agency|department"
    r"|employer|question|collector|school|web ?site|web)\b"
    r"(?!'?s? (user|worker|officer|manager|member|staff))"
    r"|\b(la|cassr|area|ward|region|district|borough|county|country|town|city|home|centre|practice"
    r"|surgery|hospital|group|scheme|project|survey|form|file|sheet|column|variable|field|product"
    r"|brand|event|language|role|job)('?s)?[ -]names?\b",
    re.IGNORECASE,
)


def is_personal(heading: str) -> bool:
    """Whether a heading says that the column names or locates a person.

    >>> [is_personal(heading) for heading in ("Email", "RecipientFirstName", "NHS number", "Name")]
    [True, True, True, True]
    >>> [is_personal(heading) for heading in ("Council name", "Shipping costs", "Age")]
    [False, False, False]
    """
    if len(heading) > LONGEST_REQUEST:
        return False
    words = BETWEEN_JOINED_WORDS.sub(" ", heading.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    words = IN_BRACKETS.sub("", words.strip("?:*- ")).strip("?:*- ")
    request = REQUEST.search(words)
    if request and not NOT_OF_A_PERSON.search(request.group()):
        return True
    if len(words) > LONGEST_HEADING or SENTENCE.search(words) or NOT_OF_A_PERSON.search(words):
        return False
    return bool(ENDS_PERSONAL.search(words))
