"""What the files of a report are called: code, council, edition, language, format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poet.printing import edition as editions
from poet.writing import file_name

if TYPE_CHECKING:
    from poet.study import Authority

PAGES, TABLES = ("pdf", "html"), ("csv", "xlsx")
FORMATS = (*PAGES, *TABLES)
# What stands in the name of a file in the place of an edition.
NUMBERS = "numbers"
ENGLISH = "en"


def report_file(authority: Authority, edition: str, format_: str, language: str = ENGLISH) -> str:
    """The name of a file; another language than English stands in it, so that both can be kept."""
    what = edition if language == ENGLISH else f"{edition}-{language}"
    return f"{file_name(authority.code, authority.name, what)}.{format_}"


def is_report_file(name: str) -> bool:
    """Whether a file has a name as `report_file` gives it."""
    from poet.language import available

    stem, _, format_ = name.rpartition(".")
    whats = {
        **{one: list(editions.available()) for one in PAGES},
        **dict.fromkeys(TABLES, (NUMBERS,)),
    }
    endings = [file_name(what) for what in whats.get(format_, ())]
    languages = ["", *(f"-{code}" for code in available())]
    return any(stem.endswith(f"-{ending}{code}") for ending in endings for code in languages)
