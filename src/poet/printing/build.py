"""Reports on every council of a study: who makes them, and each file whole or not there."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from poet.disclosure import PROFILES
from poet.errors import PoetError
from poet.printing.asked import (
    authorities_asked_for,
    check_looks,
    check_options,
    layouts_of,
    parts_of_each,
)
from poet.printing.council import Material, Work, without_answers
from poet.printing.executors import Crew, made_by, one_by_one, side_by_side
from poet.printing.file_names import FORMATS, report_file
from poet.printing.ledger import Printed, ledger_of
from poet.printing.manifest import (
    INDEX_FILE,
    MANIFEST_FILE,
    Manifest,
    read_manifest,
    refuse_other_list,
)
from poet.printing.not_made import mistakes
from poet.printing.workers import drawing
from poet.sections import AuthorityReport, latest_findings
from poet.study import ALL_COUNCILS
from poet.writing import folder_to_fill

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.printing.edition import Edition
    from poet.study import Authority, Study

# How long one report may take to draw: it takes a few seconds, on a slow computer half a minute.
SECONDS = 120


@dataclass(frozen=True)
class _Asked:
    """What is to be printed: each authority, with edition to formats of what it gets."""

    layouts: Sequence[Edition]
    parts: Sequence[tuple[Authority, Mapping[str, tuple[str, ...]]]]
    language: str

    @property
    def technical(self) -> bool:
        return any(layout.technical for layout in self.layouts)

    @property
    def names(self) -> list[str]:
        """The names of all files."""
        return [
            report_file(authority, edition, format_, self.language)
            for authority, parts in self.parts
            for edition, formats in parts.items()
            for format_ in formats
        ]


def print_reports(  # noqa: PLR0913 - poet.report, and where findings come from
    study: Study,
    find: Callable[[bool], Mapping[str, DataFrame]],
    output: Path,
    *,
    edition: str | Sequence[str] = "workshop",
    formats: Sequence[str] = ("pdf",),
    authorities: Sequence[str] = (),
    jobs: int = 1,
    cluster: str = "",
    time_limit: float = SECONDS,
    force: bool = False,
    resume: bool = False,
    when_printed: Callable[[Printed], None] = lambda printed: None,
    when_planned: Callable[[int, int], None] = lambda to_make, kept: None,
) -> tuple[Printed, ...]:
    """Files per authority in the folder `output`; `authorities` are codes, none means all.

    `edition` is a name or several ("all" for every one); `formats` are of FORMATS.
    `find` gives section name to released frame, with the technical ones if it is called with True,
    as it is for a technical edition. It is called only once everything that can go wrong before
    has been looked at. `jobs` processes work side by side, or those of the `cluster` whose address
    is given; a PDF is drawn in at most `time_limit` seconds, and what cannot be made does not stop
    the rest. With `resume` only what is missing, damaged or made of something else is made.
    `when_planned` is told how many files are to be made, and how many stay; `when_printed` is
    called after each file. Of several councils, a list of the files and a page that links them are
    written as well.

    Returns what was written, in the order of the study. Raises PoetError for an unknown authority,
    edition or format, a look with mistakes, a study without answers, a folder or file that cannot
    be written or that another run writes into, a cluster that cannot be used, and in the end for
    what could not be made.
    """
    check_options(formats, time_limit, force=force, resume=resume)
    asked = _asked(study, edition, formats, authorities)
    known = read_manifest(output)
    if resume:
        councils = [*study.authorities, ALL_COUNCILS]
        refuse_other_list(known, output, [one.code for one in councils])
    kept = len(asked.parts) > 1 or resume or bool(known and known.entries)
    with (
        folder_to_fill(
            output,
            [*sorted(asked.names, key=_format_of), *(_not_ours(known) if kept else [])],
            force=force or (resume and _is_ours(output, known)),
        ),
        _crew(asked, jobs, cluster, time_limit) as crew,
    ):
        findings = latest_findings(study, find(asked.technical), PROFILES[study.profile])
        material = Material(without_answers(study), findings.of_all)
        ledger = ledger_of(output, material, asked.layouts, kept=kept, tell=when_printed)
        works = ledger.to_make(_works(asked, findings.report_on), resume=resume)
        to_make = sum(len(work.files) for work in works)
        when_planned(to_make, len(asked.names) - to_make)
        for work, files in made_by(crew, material, works):
            ledger.put(work, files)
        ledger.close(study, [authority for authority, _ in asked.parts])
    PoetError.raise_all(mistakes(ledger.failed))
    order = {name: place for place, name in enumerate(asked.names)}
    return tuple(sorted(ledger.printed, key=lambda one: order[one.path.name]))


def _asked(
    study: Study, edition: str | Sequence[str], formats: Sequence[str], codes: Sequence[str]
) -> _Asked:
    chosen = authorities_asked_for(study, codes)
    layouts = layouts_of(study, edition, codes)
    check_looks(study, chosen, layouts)
    return _Asked(layouts, parts_of_each(chosen, layouts, formats), study.language)


def _format_of(name: str) -> int:
    """Of files that are there already, a report is named before its numbers."""
    return FORMATS.index(name.rpartition(".")[2])


def _not_ours(known: Manifest | None) -> list[str]:
    """The files of the whole folder, as far as they may be somebody else's.

    What poet wrote there itself is brought up to date, whether or not it is forced to.
    """
    if known is None:
        return [MANIFEST_FILE, INDEX_FILE]
    return [] if known.is_own_index() else [INDEX_FILE]


def _is_ours(output: Path, known: Manifest | None) -> bool:
    """Whether poet has written into this folder, or nobody has."""
    return known is not None and bool(known.entries or not (output / INDEX_FILE).exists())


def _works(asked: _Asked, report_on: Callable[[Authority], AuthorityReport]) -> Iterator[Work]:
    """Of each council its numbers, and each of its editions."""
    for authority, parts in asked.parts:
        released = report_on(authority).released
        for edition, formats in parts.items():
            yield Work(authority, released, tuple((edition, one) for one in formats))


@contextlib.contextmanager
def _crew(asked: _Asked, jobs: int, cluster: str, seconds: float) -> Iterator[Crew]:
    """Whoever makes the files, where something is to be drawn with processes that draw."""
    draws = any(name.endswith(".pdf") for name in asked.names)
    jobs = min(jobs, sum(len(parts) for _, parts in asked.parts))
    with contextlib.ExitStack() as workers:
        if cluster:
            from poet.printing.cluster import on_cluster

            yield workers.enter_context(on_cluster(cluster, seconds))
        elif jobs > 1:
            yield workers.enter_context(side_by_side(jobs, seconds, draws=draws))
        else:
            yield one_by_one(workers.enter_context(drawing(seconds)) if draws else _nothing_drawn)


def _nothing_drawn(pages: object) -> Iterator[bytes]:
    raise AssertionError("no page was to be drawn")
