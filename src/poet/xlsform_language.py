"""Which language of a form is the wording of the questionnaire, and which its Easy Read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from poet.errors import PoetError
from poet.questionnaire import EDITIONS
from poet.reading import shown
from poet.xlsform_naming import OWN_EASY_READ, OWN_EDITION, OWN_LABEL, OWN_WORDING
from poet.xlsform_sheets import Form, FormRow

NAME_AND_CODE = re.compile(r"(.*?)\s*\(([A-Za-z-]+)\)")
EASY_READ = re.compile(r"easy[ _-]?read", re.IGNORECASE)
STANDARD_EDITION, EASY_READ_EDITION = EDITIONS


@dataclass(frozen=True)
class Words:
    """How the words of a row are found. `language` is that of the labels that are read.

    `easy_read` is a language of the form called Easy Read, "" when there is none; `edition` is
    what the labels of a form written by poet are.
    """

    language: str
    easy_read: str = ""
    edition: str = STANDARD_EDITION

    def standard(self, row: FormRow, own: str = OWN_WORDING) -> str:
        """The wording of a question; of an answer with `own=OWN_LABEL`. "" when not given."""
        if self.edition == EASY_READ_EDITION:
            return row.text(own)
        return row.labels.get(self.language, "")

    def simple(self, row: FormRow) -> str:
        """The Easy Read words of a question or an answer; "" when they are not given."""
        if self.edition == EASY_READ_EDITION:
            return row.labels.get(self.language, "")
        return row.text(OWN_EASY_READ) or (
            row.labels.get(self.easy_read, "") if self.easy_read else ""
        )

    def answer(self, row: FormRow) -> tuple[str, str]:
        """The label of an answer and its Easy Read label, which is the same when not given."""
        simple = self.simple(row)
        label = self.standard(row, OWN_LABEL) or simple
        return label, simple or label

    @property
    def code(self) -> str:
        """The code of the language ("en"); "" when the form does not tell it."""
        found = NAME_AND_CODE.fullmatch(self.language)
        return found[2].lower() if found else ""


def chosen_words(form: Form, wanted: str) -> tuple[Words, tuple[str, ...]]:
    """The words to read, and what the user is told of the choice.

    `wanted` is the name or the code of a language; without it the default language of the form is
    taken, or else its first. Raises PoetError when there is no such language, or several fit.
    """
    simple = [language for language in form.languages if EASY_READ.search(language)]
    full = [language for language in form.languages if language not in simple] or simple
    if wanted:
        language, notes = _language_called(wanted, form), ()
    else:
        language, notes = _usual_language(form, full)
    easy_read = simple[0] if simple and simple[0] != language else ""
    if easy_read:
        notes += (f'The Easy Read words are those of the language "{shown(easy_read)}".',)
    return Words(language, easy_read, _edition(form)), notes


def _edition(form: Form) -> str:
    """The edition of the labels. Survey services may drop settings that they do not know."""
    said = form.settings.text(OWN_EDITION)
    beside = any(row.text(OWN_WORDING) for row in form.survey)
    return said if said in EDITIONS else EDITIONS[beside]


def _language_called(wanted: str, form: Form) -> str:
    whole = [language for language in form.languages if language == wanted]
    found = whole or [one for one in form.languages if wanted.casefold() in _names(one)]
    if len(found) == 1:
        return found[0]
    many = "several languages have this name" if found else "the form has no such language"
    raise PoetError(
        f'language "{shown(wanted)}"',
        many,
        expected="There are: " + _listed(found or form.languages),
        cure="Give one of them in full",
    )


def _names(language: str) -> tuple[str, ...]:
    """What a language may be called: in full, by its name, by its code; "none" if it has none."""
    if not language:
        return ("none",)
    found = NAME_AND_CODE.fullmatch(language)
    return tuple(name.casefold() for name in (language, *(found.groups() if found else ())))


def _listed(languages: Sequence[str]) -> str:
    return ", ".join(f'"{shown(language)}"' if language else '"none"' for language in languages)


def _usual_language(form: Form, full: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    default = form.settings.text("default_language")
    language = default if default in form.languages else next(iter(full), "")
    if len(full) < 2:
        return language, ()
    others = _listed([other for other in full if other != language])
    note = f"The words are those of {_listed([language])}. For others give --language: {others}."
    return language, (note,)
