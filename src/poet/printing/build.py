"""A report for each authority, printed side by side; each file whole or not there."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from poet.disclosure import PROFILES
from poet.errors import PoetError
from poet.printing import edition as editions
from poet.printing.edition import Edition
from poet.printing.pdf import require_printer
from poet.sections import EVERYONE, AuthorityReport
from poet.study import Authority, Study
from poet.writing import file_name, prepare_folder, write_whole

if TYPE_CHECKING:
    from pandas import DataFrame

# New objects before the youngest, the middle and the oldest are looked through.
RARELY = (50_000, 50, 1_000)


@dataclass(frozen=True)
class Printed:
    """One report on disk."""

    authority: Authority
    path: Path


@dataclass(frozen=True)
class _Job:
    """Everything that one report is made of; sent to a worker as it is."""

    report: AuthorityReport
    edition: Edition
    path: Path


def print_reports(
    study: Study,
    find: Callable[[bool], Mapping[str, DataFrame]],
    output: Path,
    *,
    edition: str = "workshop",
    authorities: Sequence[str] = (),
    jobs: int = 1,
    force: bool = False,
    when_printed: Callable[[Printed], None] = lambda printed: None,
) -> tuple[Printed, ...]:
    """A PDF per authority in the folder `output`; `authorities` are codes, none means all.

    `find` gives section name to released frame, with the technical ones if it is called with True,
    as it is for a technical edition. It is called only once everything that can go wrong before
    has been looked at.
    `when_printed` is called after each report. Raises PoetError for an unknown authority or
    edition, a study without answers, or a folder or file that cannot be written.
    """
    chosen = _chosen(study, authorities)
    layout = editions.load(edition)
    names = {a.code: file_name(a.code, a.name, layout.name) for a in chosen}
    prepare_folder(output, [f"{name}.pdf" for name in names.values()], force=force)
    require_printer()
    released = find(layout.technical)
    work = [
        _Job(_report(study, released, a, layout), layout, output / f"{names[a.code]}.pdf")
        for a in chosen
    ]
    printed = []
    for job in _run(work, jobs):
        printed.append(Printed(job.report.authority, job.path))
        when_printed(printed[-1])
    return tuple(printed)


def _chosen(study: Study, codes: Sequence[str]) -> tuple[Authority, ...]:
    """The authorities asked for, in the study's order; those without answers are left out."""
    known = [authority.code for authority in study.authorities]
    for code in codes:
        if code not in known:
            raise PoetError(
                f'authority "{code}"',
                "there is no authority with this code in the study",
                expected="There are: " + ", ".join(known),
            )
    answered = _codes_with_answers(study)
    silent = [code for code in codes if code not in answered]
    if silent or not answered:
        raise PoetError(
            study.title,
            "nobody's answers can be used" + (f" for {', '.join(silent)}" if silent else ""),
            cure="See what is wrong with the files: poet check STUDY",
        )
    wanted = set(codes) or answered
    return tuple(a for a in study.authorities if a.code in wanted and a.code in answered)


def _codes_with_answers(study: Study) -> set[str]:
    surveys = study.surveys_of(study.latest_wave.id)
    return {str(code) for survey in surveys for code in survey.by_person["authority"].unique()}


def _report(
    study: Study, released: Mapping[str, DataFrame], authority: Authority, layout: Edition
) -> AuthorityReport:
    wave = study.latest_wave.id
    mine = {
        name: frame[frame["authority"].isin([authority.code, EVERYONE]) & frame["wave"].eq(wave)]
        for name, frame in released.items()
    }
    return AuthorityReport(study, authority, mine, PROFILES[study.profile], layout.chart_size)


def _run(work: Sequence[_Job], jobs: int) -> Iterator[_Job]:
    if jobs <= 1 or len(work) == 1:
        yield from map(_print, work)
        return
    # spawn: the same on every system, and no copy of this process's threads and open files
    start = multiprocessing.get_context("spawn")
    workers = min(jobs, len(work))
    with ProcessPoolExecutor(workers, mp_context=start, initializer=_leave_ctrl_c_alone) as pool:
        yield from pool.map(_print, work)


def _leave_ctrl_c_alone() -> None:
    """Ctrl-C is for the command, which ends its workers; each of them would show a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _print(job: _Job) -> _Job:
    from poet.printing.pages import html
    from poet.printing.pdf import pdf

    with _collecting_rarely():
        content = pdf(html(job.report, job.edition))
    write_whole(job.path, content)
    return job


@contextlib.contextmanager
def _collecting_rarely() -> Iterator[None]:
    """Garbage collection less often while a page is made: looking through a layout's hundred
    thousand living objects again and again took a tenth of the time of a report.
    """
    before = gc.get_threshold()
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)
