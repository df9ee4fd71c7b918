"""The languages that a report can be in, each with the catalogue that a translator fills in.

A catalogue is `languages/CODE/poet.po`: every sentence of the templates and every word of the
questionnaires that come with poet, each with its translation or with none yet.
`scripts/translations.py` puts new sentences into it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.language_rules import translation_mistakes
from poet.shipped import PACKAGE

if TYPE_CHECKING:
    from babel.messages import Catalog

# The language that poet is written in; it needs no catalogue.
ORIGINAL = "en"
CATALOGUE_FILE = "poet.po"
# Where the title of an edition stands, among the texts to translate.
EDITION_TITLE = "title of an edition"
LANGUAGES = PACKAGE / "languages"


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The sentences of one language.

    `translations` has (where it stands, the English) to the translation; sentences of templates
    stand nowhere in particular (""). `missing` is how many have none yet, `name` that of the
    language in English, `file` where a translator fills them in (None for the original).
    """

    code: str
    name: str
    translations: Mapping[tuple[str, str], str]
    missing: int = 0
    file: Path | None = None

    def words(self, english: str, context: str = "") -> str:
        """The translation of this text, or the text itself while there is none.

        >>> catalogue("en").words("Who answered")
        'Who answered'
        """
        return self.translations.get((context, english), english)

    @property
    def draft(self) -> bool:
        """Whether a report in this language has English in it yet. It always has: sentences that
        are made around a number come from `poet.sections`, where they are English.
        """
        return self.code != ORIGINAL

    def what_is_missing(self) -> str:
        """One sentence on what is not translated yet, and where to do it; "" when nothing is."""
        if not self.draft:
            return ""
        all_texts = self.missing + len(self.translations)
        lacking = (
            f"{self.missing:,} of its {all_texts:,} texts have no translation"
            if self.missing
            else "sentences with numbers in them are English"
        )
        return (
            f"Not everything is in {self.name} yet, so every page is marked as a draft: "
            f"{lacking}. A translator fills in {self.file}"
        )


def available() -> tuple[str, ...]:
    """The codes of all languages, the original first."""
    return (ORIGINAL, *sorted(file.parent.name for file in LANGUAGES.glob(f"*/{CATALOGUE_FILE}")))


@cache
def catalogue(code: str) -> Catalogue:
    """The catalogue of this language. Raises PoetError for a language without one (it names those
    there are), and when its file cannot be read or has mistakes (all are told).
    """
    if code == ORIGINAL:
        return Catalogue(ORIGINAL, "English", {})
    if code not in available():
        raise PoetError(
            f'language "{code}"',
            "there is no catalogue of this language",
            expected="There are: " + ", ".join(available()),
            cure="How to begin one is told in docs/languages.md",
        )
    return read_catalogue(LANGUAGES / code / CATALOGUE_FILE, code)


def read_catalogue(file: Path, code: str) -> Catalogue:
    """A catalogue from its file. Raises PoetError when it cannot be read or has mistakes."""
    from babel import Locale

    messages = {
        (message.context or "", message.id): message
        for message in _messages(file, code)
        if message.id
    }
    translations = {
        place: message.string
        for place, message in messages.items()
        if message.string and not message.fuzzy
    }
    PoetError.raise_all(translation_mistakes(f"{code}/{file.name}", translations))
    name = Locale.parse(code).english_name
    return Catalogue(code, name, translations, len(messages) - len(translations), file)


def _messages(file: Path, code: str) -> Catalog:
    from babel.messages.pofile import PoFileError, read_po

    try:
        with file.open("rb") as opened:
            return read_po(opened, locale=code, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as problem:
        raise PoetError(
            f"{code}/{file.name}",
            f"this catalogue cannot be read: {problem}",
            cure="Open it in Poedit, or take the copy from before",
            exit_code=CANNOT_READ_OR_WRITE,
        ) from None
