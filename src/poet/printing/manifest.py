"""The list of what a folder of reports holds: each file with the hash of all it is made of.

With it a run that was stopped is taken up again, and the page that links all reports is made.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from poet import __version__
from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.language import available as languages
from poet.printing import edition as editions
from poet.printing.file_names import FORMATS, NUMBERS
from poet.writing import write_whole

MANIFEST_FILE = "reports.json"
INDEX_FILE = "index.html"
SCHEMA = 1
MOST_NAMED = 5


@dataclass(frozen=True)
class Entry:
    """One file: whose it is (code), which edition, format and language, and its hashes.

    `sha256` is that of its bytes, `made_of` that of all it was made of.
    """

    authority: str
    edition: str
    format: str
    language: str
    bytes: int
    sha256: str
    made_of: str


@dataclass(frozen=True, eq=False)
class Manifest:
    """What is known of the files in a folder; `entries` has name to entry and changes as files do.

    `index` has the hash of the page of links, as its only item, once there is one.
    """

    folder: Path
    entries: dict[str, Entry] = field(default_factory=dict)
    index: list[str] = field(default_factory=list)

    def is_current(self, name: str, made_of: str) -> bool:
        """Whether the file is whole, and made of this."""
        entry = self.entries.get(name)
        if entry is None or entry.made_of != made_of:
            return False
        return sha256_of(self.folder / name) == entry.sha256

    def is_own_index(self) -> bool:
        """Whether the page of links that is there is the one that poet wrote."""
        return [sha256_of(self.folder / INDEX_FILE)] == self.index

    def forget(self, names: list[str]) -> None:
        """Know nothing of these files any more: they are to be made again."""
        for name in names:
            self.entries.pop(name, None)

    def write(self) -> None:
        """Put the list into its folder, whole. Raises PoetError when it cannot be written."""
        content = {
            "schema": SCHEMA,
            "poet": __version__,
            "index": self.index,
            "files": {name: asdict(entry) for name, entry in sorted(self.entries.items())},
        }
        text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
        write_whole(self.folder / MANIFEST_FILE, text.encode())


def read_manifest(folder: Path) -> Manifest | None:
    """The list in this folder; an empty one where there is none; None for a file of its name that
    poet has not written.
    """
    path = folder / MANIFEST_FILE
    try:
        return _understood(folder, json.loads(path.read_bytes()))
    except FileNotFoundError:
        return Manifest(folder)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _understood(folder: Path, content: Any) -> Manifest | None:  # noqa: ANN401 - JSON
    if content["schema"] != SCHEMA:
        return None
    entries = {name: Entry(**entry) for name, entry in content["files"].items()}
    known = (NUMBERS, *editions.available())
    if not all(_is_as_written(name, entry, known) for name, entry in entries.items()):
        return None
    return Manifest(folder, entries, list(content["index"]))


def _is_as_written(name: str, entry: Entry, editions: Collection[str]) -> bool:
    """Whether it is a name within the folder, and an entry that poet can have written."""
    return (
        not {"/", "\\"} & set(name)
        and name.endswith(f".{entry.format}")
        and entry.format in FORMATS
        and entry.edition in editions
        and entry.language in languages()
        and isinstance(entry.authority, str)
    )


def refuse_other_list(known: Manifest | None, folder: Path, councils: Collection[str]) -> None:
    """Raises PoetError when a run on councils of these codes cannot go on by a folder's list."""
    where = str(folder / MANIFEST_FILE)
    if known is None:
        raise PoetError(
            where,
            "this list of reports cannot be read, so it is not known which of them are good",
            cure="Add --force in the place of --resume to make all again, or name another folder",
            exit_code=CANNOT_READ_OR_WRITE,
        )
    others = {entry.authority for entry in known.entries.values()} - {*councils}
    if others:
        raise PoetError(
            where,
            f"here are reports of councils that this study does not have: {_some(others)}",
            expected="A run is taken up again in the folder of its own study",
            cure="Name another folder; or remove what is here with poet purge, and print anew",
            exit_code=CANNOT_READ_OR_WRITE,
        )


def _some(codes: Collection[str]) -> str:
    more = len(codes) - MOST_NAMED
    named = ", ".join(sorted(codes)[:MOST_NAMED])
    return f"{named} and {more:,} more" if more > 0 else named


def sha256_of(path: Path) -> str:
    """The hash of a file; "" where there is no plain file."""
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
