"""The page that links every report of a folder: one file, to be opened beside them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from poet import shipped
from poet.charts import Size
from poet.disclosure import PROFILES
from poet.language import EDITION_TITLE, Catalogue, catalogue
from poet.printing import edition as editions
from poet.printing.edition import CHART_TEXT, CHART_WIDTH, SHARED, Edition
from poet.printing.file_names import FORMATS, NUMBERS
from poet.printing.fonts import addresses
from poet.printing.own_look import words_of
from poet.printing.pages import HTML, environment_of
from poet.printing.screen import for_screen
from poet.sections import EVERYONE
from poet.sections.guard import words_only
from poet.wording import printable

if TYPE_CHECKING:
    from poet.printing.manifest import Entry, Manifest
    from poet.study import Authority, Study

NAME = "index"
# So many councils are found by reading; more by their first letter.
FEW_COUNCILS = 12
LONGEST_NAME = 100
FORMAT_WORDS = {"pdf": "PDF", "html": "web page", "csv": "CSV", "xlsx": "Excel workbook"}
NUMBERS_TITLE = "All the numbers"


def index_page(
    study: Study,
    authorities: Sequence[Authority],
    manifest: Manifest,
    reasons: Mapping[str, Sequence[str]],
) -> str:
    """The page as HTML: each authority with links to its files, or why it has none.

    `reasons` has authority code to sentences on what is missing.
    """
    environment = environment_of(_edition(), HTML, study.language)
    view = words_only(_view(study, authorities, manifest, reasons), NAME)
    page = environment.get_template(f"{NAME}.html").render(
        edition=NAME,
        medium=HTML,
        title=f"{catalogue(study.language).words('Reports')}: {study.title}",
        authority=study.title,
        study=study.title,
        language=study.language,
        made_up=study.made_up,
        for_sharing=PROFILES[study.profile].for_sharing,
        look=words_of(study.look),
        fonts={weight: Markup(url) for weight, url in addresses(HTML).items()},  # noqa: S704 - our own
        view=view,
    )
    return for_screen(page)


def _edition() -> Edition:
    """What is shared by all editions is all that this page needs."""
    shared = shipped.folder("report_templates") / SHARED
    return Edition(NAME, NAME, (shared,), (), Size(CHART_WIDTH, CHART_TEXT))


def _view(
    study: Study,
    authorities: Sequence[Authority],
    manifest: Manifest,
    reasons: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    in_order = sorted(authorities, key=_alphabetically)
    councils = [
        {
            "name": printable(one.name, LONGEST_NAME) or one.code,
            "anchor": f"council-{number}",
            "files": list(_links(study, one, manifest)),
            "reasons": list(reasons.get(one.code, ())),
        }
        for number, one in enumerate(in_order, start=1)
    ]
    return {"councils": councils, "letters": _letters(councils)}


def _alphabetically(authority: Authority) -> tuple[bool, str, str]:
    """All councils together first; accents make no difference."""
    return authority.code != EVERYONE, _plain(authority.name), authority.code


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name)
    return "".join(one for one in letters if not unicodedata.combining(one)).casefold()


def _letters(councils: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The first council of each letter; none where there are few."""
    if len(councils) <= FEW_COUNCILS:
        return []
    first: dict[str, str] = {}
    for council in councils:
        first.setdefault(_plain(council["name"])[:1].upper(), council["anchor"])
    return [{"words": letter, "anchor": anchor} for letter, anchor in first.items()]


def _links(study: Study, authority: Authority, manifest: Manifest) -> Iterator[dict[str, str]]:
    words = catalogue(study.language)
    titles = _titles(words)
    order, whose = [*titles], printable(authority.name, LONGEST_NAME)
    mine = {
        name: entry
        for name, entry in manifest.entries.items()
        if entry.authority == authority.code and entry.edition in titles
    }
    for name, entry in sorted(mine.items(), key=lambda pair: _place(pair[1], order)):
        yield {
            "address": name,
            "language": entry.language,
            "words": ", ".join(_words_of(entry, study, f"{titles[entry.edition]}: {whose}")),
            "about": f"{max(1, round(entry.bytes / 1000)):,} kB",
        }


def _titles(words: Catalogue) -> dict[str, str]:
    """Edition to its title, the numbers last."""
    titles = {name: editions.load(name).title for name in editions.available()}
    return {
        **{name: words.words(title, EDITION_TITLE) for name, title in titles.items()},
        NUMBERS: words.words(NUMBERS_TITLE),
    }


def _place(entry: Entry, order: Sequence[str]) -> tuple[int, str, int]:
    return order.index(entry.edition), entry.language, FORMATS.index(entry.format)


def _words_of(entry: Entry, study: Study, title: str) -> Iterator[str]:
    """What a link leads to: no two of a page say the same."""
    yield title
    yield catalogue(study.language).words(FORMAT_WORDS[entry.format])
    if entry.language != study.language:
        yield catalogue(entry.language).name
