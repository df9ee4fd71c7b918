"""What a file of a report is made of, as a hash: the same hash, the same bytes.

The program itself, the libraries that draw and write, the templates of the edition, the look, the
translations, what was asked and of how many people, and the released findings.
"""

from __future__ import annotations

import dataclasses
import hashlib
import importlib.metadata
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from poet import __version__, shipped
from poet.disclosure import PROFILES
from poet.language import catalogue
from poet.printing.file_names import NUMBERS
from poet.sections import TECHNICAL_SECTIONS
from poet.sections.about import account_in_words

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from poet.look import Look
    from poet.printing.council import Material, Work
    from poet.printing.edition import Edition
    from poet.study import Study

LIBRARIES = ("pandas", "jinja2", "weasyprint", "pydyf", "fonttools", "pikepdf", "xlsxwriter")
# Where a study lies says nothing about its reports; the rest of these is hashed by itself.
NOT_PRINTED = {"folder", "inputs", "look", "looks", "responses", "templates", "pictures"}


@dataclasses.dataclass(frozen=True, eq=False)
class Hashes:
    """The hashes of a run.

    `shared` is of what all its files share, `of_editions` has edition to the hash of what its pages
    are made of beside, `rows` section name to a hash of each of its rows. `of_councils` has what
    was worked out of each council: its look, and section name to the hash of its released rows.
    """

    study: Study
    shared: str
    of_editions: Mapping[str, tuple[bool, str]]
    rows: Mapping[str, Series]
    of_councils: dict[str, tuple[str, dict[str, str]]] = dataclasses.field(default_factory=dict)

    @classmethod
    def of(cls, material: Material, layouts: Iterable[Edition]) -> Hashes:
        """Those of a run that prints these editions."""
        study = material.study
        asked = [(one.questionnaire, one.wave) for one in study.responses]
        # As reports tell it: a hash of the exact numbers tells them to whoever tries them all.
        account = account_in_words(study, PROFILES[study.profile])
        translations = catalogue(study.language).file
        shared = (_program(), study, asked, account, [translations] if translations else [])
        rows = {name: _row_hashes(frame) for name, frame in material.of_all.items()}
        of_all = digest({name: _of_rows(hashes) for name, hashes in rows.items()})
        return cls(
            study,
            digest(shared),
            {one.name: (one.technical, digest((of_all, _templates(one)))) for one in layouts},
            rows,
        )

    def of_file(self, work: Work, edition: str, format_: str) -> str:
        """What one file of a council is made of."""
        look, sections = self._council(work)
        kind = (self.shared, work.authority, edition, format_)
        if edition == NUMBERS:
            return digest((kind, sections))
        technical, templates = self.of_editions[edition]
        seen = {
            name: one
            for name, one in sections.items()
            if technical or name not in TECHNICAL_SECTIONS
        }
        return digest((kind, seen, templates, look))

    def _council(self, work: Work) -> tuple[str, dict[str, str]]:
        code = work.authority.code
        if code not in self.of_councils:
            look = self.study.look_of(work.authority)
            sections = {
                name: digest(_of_rows(self.rows[name].loc[frame.index]))
                for name, frame in work.released.items()
            }
            self.of_councils[code] = (digest((look, _own_files(look))), sections)
        return self.of_councils[code]


def digest(value: object) -> str:
    """The SHA-256 of a value: equal values have the same, in whatever run of the program.

    >>> digest({"a": 1, "b": {2, 3}}) == digest({"b": {3, 2}, "a": 1})
    True
    >>> digest(("1",)) == digest((1,))
    False
    """
    hashed = hashlib.sha256()
    for piece in _pieces(value):
        hashed.update(len(piece).to_bytes(8, "big") + piece)
    return hashed.hexdigest()


def _pieces(value: Any) -> Iterator[bytes]:  # noqa: ANN401 - whatever a study holds
    """The value as bytes, piece by piece; each kind begins with its name."""
    yield type(value).__name__.encode()
    if dataclasses.is_dataclass(value) and not isinstance(value, Mapping):
        fields = [one.name for one in dataclasses.fields(value) if one.name not in NOT_PRINTED]
        yield from _pieces({name: getattr(value, name) for name in fields})
    elif isinstance(value, Mapping):
        yield from sorted(_hashed(key) + _hashed(one) for key, one in value.items())
    elif isinstance(value, bytes):
        yield value
    elif isinstance(value, Path):
        yield value.read_bytes()
    elif hasattr(value, "columns"):
        yield from map(_hashed, _of_rows(_row_hashes(value)))
    elif isinstance(value, set | frozenset):
        yield from sorted(_hashed(one) for one in value)
    elif isinstance(value, Collection) and not isinstance(value, str):
        yield from (_hashed(one) for one in value)
    else:
        yield repr(value).encode()


def _hashed(value: object) -> bytes:
    return bytes.fromhex(digest(value))


def _row_hashes(frame: DataFrame) -> Series:
    """A hash of each row; its name tells the names and kinds of the columns."""
    from pandas.util import hash_pandas_object

    return hash_pandas_object(frame, index=False).rename(repr([*frame.dtypes.astype(str).items()]))


def _of_rows(hashes: Series) -> tuple[str, bytes]:
    return str(hashes.name), hashes.to_numpy().tobytes()


@cache
def _program() -> str:
    """The program as it is installed: a version in development changes from day to day."""
    versions = {name: importlib.metadata.version(name) for name in LIBRARIES}
    return digest((__version__, versions, _files(shipped.PACKAGE, "*.py")))


def _templates(edition: Edition) -> list[dict[str, bytes]]:
    return [_files(folder) for folder in edition.folders]


def _own_files(look: Look) -> list[dict[str, bytes]]:
    return [_files(folder) for folder in (look.templates, look.pictures) if folder]


def _files(folder: Path, pattern: str = "*") -> dict[str, bytes]:
    """Where each file lies below the folder, and the hash of what is in it."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).digest()
        for path in folder.rglob(pattern)
        if path.is_file() and "__pycache__" not in path.parts
    }
