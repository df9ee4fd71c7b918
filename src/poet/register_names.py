"""Names of authorities as people write them: evened out, and parted into place and kind.

"LONDON BOROUGH OF Hackney" and "Hackney LBC" are the place "hackney" and the kind "london".
"""

from __future__ import annotations

import re
import unicodedata

APOSTROPHES = re.compile("['\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`]")
WORD = re.compile(r"[^\W_]+")
MARKS_AND_INVISIBLE = {"Mn", "Cf"}
LEFT_OUT = {"and", "the"}
WRITTEN_OUT = {
    "saint": "st",
    "upon": "on",
    "n": "north",
    "e": "east",
    "s": "south",
    "w": "west",
    "beds": "bedfordshire",
    "berks": "berkshire",
    "bucks": "buckinghamshire",
    "cambs": "cambridgeshire",
    "derbys": "derbyshire",
    "glos": "gloucestershire",
    "hants": "hampshire",
    "herts": "hertfordshire",
    "lancs": "lancashire",
    "leics": "leicestershire",
    "lincs": "lincolnshire",
    "northants": "northamptonshire",
    "notts": "nottinghamshire",
    "oxon": "oxfordshire",
    "staffs": "staffordshire",
    "warks": "warwickshire",
    "wilts": "wiltshire",
    "worcs": "worcestershire",
    "yorks": "yorkshire",
}
# What stands before or after the name of a place, evened out, with the kinds of authority it says.
# "CC" is a city council or a county council, so it says neither.
BEFORE = {
    "london borough of": "london",
    "london borough": "london",
    "lb of": "london",
    "lb": "london",
    "royal borough of": "borough",
    "rb of": "borough",
    "rb": "borough",
    "metropolitan borough of": "metropolitan",
    "metropolitan district of": "metropolitan",
    "city county of": "city county",
    "city of": "city",
    "county borough of": "borough",
    "county of": "county",
    "county": "county",
    "co": "county",
    "borough of": "borough",
    "borough council of": "borough",
    "district of": "district",
    "council of": "",
    "council for": "",
}
AFTER = {
    **{words: kinds for words, kinds in BEFORE.items() if words.endswith(" of")},
    "london borough": "london",
    "london boro": "london",
    "lbc": "london",
    "lb": "london",
    "metropolitan borough": "metropolitan",
    "metropolitan district": "metropolitan",
    "mbc": "metropolitan",
    "metropolitan": "metropolitan",
    "mdc": "metropolitan",
    "mc": "metropolitan",
    "county borough": "borough",
    "cbc": "borough",
    "county": "county",
    "city": "city",
    "borough": "borough",
    "bc": "borough",
    "district": "district",
    "dc": "district",
    "cc": "",
    "council": "",
    "corporation": "",
    "unitary authority": "",
    "unitary": "",
    "ua": "",
    "mayoral combined authority": "",
    "combined county authority": "",
    "combined authority": "",
}
# The City of London is not what people mean by London.
ONLY_WITH_ITS_KIND = {"london"}


def evened_out_name(text: str) -> str:
    """A name in its plainest form, for comparing and never for showing.

    Small letters; no accents, apostrophes, "and" or "the"; one space for any other sign; common
    short forms written out.

    >>> evened_out_name("St. Helen\u2019s"), evened_out_name("Stoke-upon-Trent & E. Staffs")
    ('st helens', 'stoke on trent east staffordshire')
    """
    plain = APOSTROPHES.sub("", text)
    if not plain.isascii():
        parted = unicodedata.normalize("NFKD", plain)
        kept = (sign for sign in parted if unicodedata.category(sign) not in MARKS_AND_INVISIBLE)
        plain = APOSTROPHES.sub("", "".join(kept))
    words = WORD.findall(plain.casefold())
    return " ".join(WRITTEN_OUT.get(word, word) for word in words if word not in LEFT_OUT)


def code_as_written(text: str) -> str:
    """The letters and digits of a text, as in a code: capital, with nothing between them.

    >>> code_as_written(" e06 000023")
    'E06000023'
    """
    return "".join(WORD.findall(unicodedata.normalize("NFKC", text))).upper()


def place_and_kinds(name: str) -> tuple[str, frozenset[str]]:
    """An evened-out name parted into the place and the kinds of authority that stand round it.

    Kinds are "london", "metropolitan", "county", "city", "borough", "district".

    >>> place, kinds = place_and_kinds("city of york council")
    >>> place, sorted(kinds)
    ('york', ['city'])
    """
    words, kinds = name.split(), set()
    while found := _kind_at_an_end(words):
        words, said = found
        kinds |= set(said.split())
    return " ".join(words), frozenset(kinds)


def _kind_at_an_end(words: list[str]) -> tuple[list[str], str] | None:
    """The words without the longest kind at either end, and that kind; None when there is none."""
    for length in range(min(4, len(words) - 1), 0, -1):
        for said, kind, rest in (
            (words[:length], BEFORE, words[length:]),
            (words[-length:], AFTER, words[:-length]),
        ):
            if " ".join(said) in kind and rest[0] not in ONLY_WITH_ITS_KIND:
                return rest, kind[" ".join(said)]
    return None
