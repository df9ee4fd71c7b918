"""The blank questionnaire as files: a PDF to print, and a page of HTML to read or to print."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from poet.errors import PoetError
from poet.language import catalogue
from poet.look import Look
from poet.printing import edition as editions
from poet.printing.blank_form_view import (
    EASY_READ,
    FORM_EDITIONS,
    LARGE_PRINT,
    STANDARD,
    Particulars,
    checked,
    form_view,
)
from poet.printing.file_names import ENGLISH
from poet.printing.fonts import addresses
from poet.printing.own_look import words_of
from poet.printing.pages import MEDIA, PDF, environment_of
from poet.printing.pictures import pictures_in
from poet.printing.workers import drawing
from poet.writing import file_name, prepare_folder, write_together

if TYPE_CHECKING:
    from poet.questionnaire import Questionnaire

# The folder of its templates, and what they print.
TEMPLATES, PRINTS = "form", "questionnaire"
# As the templates say it, and so in the catalogues.
MARKS = {EASY_READ: "Easy Read", LARGE_PRINT: "Large print"}
NOTHING_PARTICULAR = Particulars()
SECONDS = 120
# A name that ends so is that of a file; "forms.2027" may be a folder.
FILE_ENDING = re.compile(r"\.[A-Za-z]{2,5}")


def print_form(
    questionnaire: Questionnaire,
    output: Path,
    *,
    edition: str = STANDARD,
    formats: Sequence[str] = MEDIA,
    particulars: Particulars = NOTHING_PARTICULAR,
    time_limit: float = SECONDS,
    force: bool = False,
) -> tuple[Path, ...]:
    """Print the blank form of a questionnaire; returns the paths of the files, the PDF first.

    `output` is a folder, which gets a file of each format, or the name of one file that ends in
    .pdf or .html. `edition` is one of FORM_EDITIONS. Raises PoetError for an edition or a format
    that is not known, a file that is there already and no `force`, a place that cannot be written
    to, particulars that are too long, a questionnaire in a language without a catalogue, and a PDF
    that takes longer than `time_limit` seconds to draw.
    """
    _require_known("edition", [edition], FORM_EDITIONS)
    _require_known("format", formats, MEDIA)
    particulars = checked(particulars)
    folder, names = _files(questionnaire, output, edition, formats, particulars)
    prepare_folder(folder, list(names.values()), force=force)
    contents = {
        name: _content(form_page(questionnaire, edition, medium, particulars), medium, time_limit)
        for medium, name in names.items()
    }
    return write_together(folder, contents, force=force)


def form_page(
    questionnaire: Questionnaire,
    edition: str = STANDARD,
    medium: str = PDF,
    particulars: Particulars = NOTHING_PARTICULAR,
) -> str:
    """The blank form as one HTML document for this medium (one of MEDIA).

    Raises PoetError when there are no sentences in the language of the questionnaire.
    """
    language = questionnaire.language
    environment = environment_of(editions.load(TEMPLATES, PRINTS), medium, language)
    known = {
        "edition": edition,
        "medium": medium,
        "language": language,
        "title": _title(questionnaire, edition),
        "authority": particulars.authority,
        "study": questionnaire.about,
        "made_up": False,
        "for_sharing": True,
        "look": words_of(Look()),
        "fonts": _marked_up(addresses(medium)),
    }
    view = form_view(questionnaire, edition, particulars)
    content = environment.get_template("content.html").render(**known, view=view)
    return environment.get_template("form.html").render(
        **known,
        content=Markup(content),  # noqa: S704 - its template has escaped it
        pictures=_marked_up(pictures_in([content])),
    )


def _title(questionnaire: Questionnaire, edition: str) -> str:
    if edition not in MARKS:
        return questionnaire.title
    return f"{questionnaire.title} ({catalogue(questionnaire.language).words(MARKS[edition])})"


def _marked_up(addresses: Mapping[str, str]) -> dict[str, Markup]:
    return {name: Markup(address) for name, address in addresses.items()}  # noqa: S704 - our own


def _content(page: str, medium: str, seconds: float) -> bytes:
    if medium != PDF:
        return page.encode()
    with drawing(seconds) as draw:
        (made,) = draw([page])
    if isinstance(made, PoetError):
        raise made
    return made


def _files(
    questionnaire: Questionnaire,
    output: Path,
    edition: str,
    formats: Sequence[str],
    particulars: Particulars,
) -> tuple[Path, dict[str, str]]:
    """The folder to write into, and the name of the file of each format."""
    ending = output.suffix.lower()
    if output.is_dir() or not FILE_ENDING.fullmatch(ending):
        language = "" if questionnaire.language == ENGLISH else f" {questionnaire.language}"
        form = f"{edition.replace('_', ' ')} form{language}"
        name = file_name(questionnaire.id, particulars.authority, form)
        return output, {medium: f"{name}.{medium}" for medium in MEDIA if medium in formats}
    if ending.removeprefix(".") not in formats:
        raise PoetError(
            str(output),
            f"no form is printed into a file that ends in {ending}",
            expected="Asked for: " + ", ".join(formats),
            cure="Name a file that ends so, or a folder",
        )
    return output.parent, {ending.removeprefix("."): output.name}


def _require_known(what: str, names: Sequence[str], known: Sequence[str]) -> None:
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        raise PoetError(
            f'{what} "{unknown[0]}"' if unknown else what,
            f"no form has this {what}" if unknown else "none is named",
            expected="There are: " + ", ".join(known),
        )
