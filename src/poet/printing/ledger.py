"""What becomes of a run's files: which are still good, each put in its place, all listed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from poet.errors import PoetError
from poet.printing.asked import codes_with_answers
from poet.printing.council import CouncilFile, Material, Work
from poet.printing.file_names import report_file
from poet.printing.made_of import Hashes
from poet.printing.manifest import INDEX_FILE, Entry, Manifest, read_manifest
from poet.printing.not_made import NotMade, reasons
from poet.study import ALL_COUNCILS
from poet.writing import write_whole

if TYPE_CHECKING:
    from poet.printing.edition import Edition
    from poet.study import Authority, Study

NOBODY = "No report, as nobody's answers can be used."
NOT_YET = "Not printed yet."


@dataclass(frozen=True)
class Printed:
    """One file on disk: an edition in one of FORMATS, or with the edition "numbers" a table."""

    authority: Authority
    path: Path
    edition: str
    format: str


@dataclass(frozen=True, eq=False)
class Ledger:
    """The files of a run; `printed` and `failed` grow with each.

    `hashes` and `manifest` are there where a list is kept. `made_of` has file name to the hash of
    what it is to be made of, `waiting` how much work each authority waits for.
    """

    folder: Path
    language: str
    tell: Callable[[Printed], None]
    hashes: Hashes | None = None
    manifest: Manifest | None = None
    made_of: dict[str, str] = field(default_factory=dict)
    waiting: Counter[str] = field(default_factory=Counter)
    printed: list[Printed] = field(default_factory=list)
    failed: list[NotMade] = field(default_factory=list)

    def to_make(self, works: Iterable[Work], *, resume: bool) -> list[Work]:
        """The work that is to be done; with `resume` without what is whole and current."""
        if self.manifest is None or self.hashes is None:
            return list(works)
        left = [self._left(work, self.manifest, self.hashes, resume=resume) for work in works]
        wanted = [work for work in left if work.files]
        self.waiting.update(work.authority.code for work in wanted)
        self.manifest.forget([self._name(work, *one) for work in wanted for one in work.files])
        self.manifest.write()
        return wanted

    def put(self, work: Work, files: Sequence[CouncilFile]) -> None:
        """Write what was made of this work, and list it."""
        for file in files:
            if isinstance(file.content, PoetError):
                self.failed.append(NotMade(work.authority, file.edition, file.content))
            else:
                self._write(work, file, file.content)
        self.waiting[work.authority.code] -= 1
        if self.manifest is not None and not self.waiting[work.authority.code]:
            self.manifest.write()

    def close(self, study: Study, printed: Sequence[Authority]) -> None:
        """Write the page that links every file in the folder, where a list is kept.

        It has every authority of the study, and those that were `printed`.
        """
        from poet.printing.index_page import index_page

        if self.manifest is None:
            return
        answered = codes_with_answers(study)
        missing = {
            one.code: [NOT_YET if one.code in answered else NOBODY]
            for one in study.authorities
            if not any(entry.authority == one.code for entry in self.manifest.entries.values())
        }
        told = {**missing, **reasons(self.failed)}
        everyone = dict.fromkeys([*study.authorities, *printed, *self._together()])
        page = index_page(study, [*everyone], self.manifest, told).encode()
        write_whole(self.folder / INDEX_FILE, page)
        self.manifest.index[:] = [hashlib.sha256(page).hexdigest()]
        self.manifest.write()

    def _together(self) -> list[Authority]:
        """All councils together, where a report on them is in the folder."""
        listed = self.manifest.entries.values() if self.manifest else ()
        return [ALL_COUNCILS] if any(one.authority == ALL_COUNCILS.code for one in listed) else []

    def _left(self, work: Work, manifest: Manifest, hashes: Hashes, *, resume: bool) -> Work:
        for edition, format_ in work.files:
            name = self._name(work, edition, format_)
            self.made_of[name] = hashes.of_file(work, edition, format_)
        names = {one: self._name(work, *one) for one in work.files}
        return Work(
            work.authority,
            work.released,
            tuple(
                one
                for one, name in names.items()
                if not (resume and manifest.is_current(name, self.made_of[name]))
            ),
        )

    def _write(self, work: Work, file: CouncilFile, content: bytes) -> None:
        name = self._name(work, file.edition, file.format)
        write_whole(self.folder / name, content)
        if self.manifest is not None:
            self.manifest.entries[name] = Entry(
                work.authority.code,
                file.edition,
                file.format,
                self.language,
                len(content),
                hashlib.sha256(content).hexdigest(),
                self.made_of[name],
            )
        self.printed.append(Printed(work.authority, self.folder / name, file.edition, file.format))
        self.tell(self.printed[-1])

    def _name(self, work: Work, edition: str, format_: str) -> str:
        return report_file(work.authority, edition, format_, self.language)


def ledger_of(
    folder: Path,
    material: Material,
    layouts: Sequence[Edition],
    *,
    kept: bool,
    tell: Callable[[Printed], None],
) -> Ledger:
    """The ledger of a run; a list is `kept` of the files of several councils."""
    language = material.study.language
    if not kept:
        return Ledger(folder, language, tell)
    manifest = read_manifest(folder) or Manifest(folder)
    return Ledger(folder, language, tell, Hashes.of(material, layouts), manifest)
