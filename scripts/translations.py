"""Brings the catalogues of translations up to date: src/poet/languages/poet.pot and each poet.po.

Use, at the top of the repository: .venv/bin/python scripts/translations.py [CODE of a new language]

Texts come from the templates of reports, and from the questionnaires that come with poet. What is
translated stays; what is no longer said goes to the end of its file, marked as obsolete.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel import Locale
from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from poet import definition
from poet.language import CATALOGUE_FILE, EDITION_TITLE, LANGUAGES
from poet.language_words import SHORT_NAME, with_words

REPOSITORY = Path(__file__).resolve().parents[1]
TEMPLATES, QUESTIONNAIRES = REPOSITORY / "report_templates", REPOSITORY / "questionnaires"
TEMPLATE_FILE = LANGUAGES / "poet.pot"
# As poet.printing.pages reads templates.
JINJA = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}
# The first change with the day and the computer, and would make two files of the same texts differ;
# Babel writes the others where nobody is named.
LEFT_OUT = (
    b'"POT-Creation-Date:',
    b'"PO-Revision-Date:',
    b'"Generated-By:',
    b'"Report-Msgid-Bugs-To: EMAIL@ADDRESS',
    b'"Last-Translator: FULL NAME',
)
PER_LINE = 100

HEADER = """\
# The texts of poet's reports and questionnaires, to be translated.
# Made by scripts/translations.py: how to work with it is told in docs/languages.md."""


class Text(NamedTuple):
    """One text to be translated: the English, where it stands, and the file it is from."""

    english: str
    context: str
    file: Path


def texts() -> Iterator[Text]:
    """Every text there is to translate, in the order of files, within a file as it is read."""
    yield from _edition_titles()
    for file in sorted([*TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("*.css")]):
        yield from _template_texts(file)
    yield from _questionnaire_texts()


def _edition_titles() -> Iterator[Text]:
    for file in sorted(TEMPLATES.glob("*/edition.toml")):
        yield Text(definition.read_toml(file)["title"], EDITION_TITLE, file)


def _template_texts(file: Path) -> Iterator[Text]:
    for _, words, _, context in extract_from_file("jinja2.ext:babel_extract", file, options=JINJA):
        if not isinstance(words, str):
            raise SystemExit(f"{file}: {words} has a plural, and templates know no numbers")
        yield Text(words, context or "", file)


def _questionnaire_texts() -> Iterator[Text]:
    found: list[Text] = []
    for name, file in definition.available().items():

        def said(place: str, english: str, file: Path = file) -> str:
            found.append(Text(english, place, file))
            return english

        with_words(definition.load(name), said)
    topics = QUESTIONNAIRES / definition.TOPICS_FILE
    yield from found
    yield from (Text(name, SHORT_NAME, topics) for name in definition.shared_topics().values())


def template() -> Catalog:
    """All texts, each once, as a catalogue without translations."""
    catalog = _empty()
    for text in texts():
        place = text.file.relative_to(REPOSITORY).as_posix()
        catalog.add(text.english, context=text.context or None, locations=[(place, 0)])
    return catalog


def _empty(code: str | None = None) -> Catalog:
    return Catalog(
        locale=code,
        project="poet",
        version="reports",
        header_comment=HEADER,
        language_team=Locale.parse(code).english_name if code else "Translators",
        fuzzy=False,
    )


def updated(file: Path, code: str, all_texts: Catalog) -> Catalog:
    """A language's catalogue with all texts; a new one when there is no file."""
    if not file.exists():
        catalog = _empty(code)
    else:
        with file.open("rb") as opened:
            catalog = read_po(opened, locale=code, abort_invalid=True)
    # A text that only resembles an old one is another text: "Worse" is near to "Better".
    catalog.update(all_texts, no_fuzzy_matching=True)
    return catalog


def written(catalog: Catalog) -> bytes:
    """The bytes of a catalogue's file: the same texts, the same bytes."""
    held = BytesIO()
    write_po(held, catalog, width=PER_LINE, include_lineno=False)
    lines = held.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(LEFT_OUT))


def files(codes: tuple[str, ...] = ()) -> dict[Path, bytes]:
    """Every file that this script writes, and what it should hold."""
    all_texts = template()
    known = [file.parent.name for file in sorted(LANGUAGES.glob(f"*/{CATALOGUE_FILE}"))]
    made = {TEMPLATE_FILE: written(all_texts)}
    for code in dict.fromkeys([*known, *codes]):
        file = LANGUAGES / code / CATALOGUE_FILE
        made[file] = written(updated(file, code, all_texts))
    return made


def main(codes: tuple[str, ...]) -> None:
    """Write the files that are not as they should be."""
    for file, content in files(codes).items():
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists() or file.read_bytes() != content:
            file.write_bytes(content)
            sys.stdout.write(f"{file} is written\n")


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
