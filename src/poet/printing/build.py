"""A report for each authority, printed side by side; each file whole or not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.printing import edition as editions
from poet.printing.edition import Edition
from poet.printing.workers import drawing
from poet.sections import EVERYONE, AuthorityReport
from poet.wording import list_of, printable
from poet.writing import file_name, folder_to_fill, write_whole

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.study import Authority, Study

# How long one report may take to draw: it takes a few seconds, on a slow computer half a minute.
SECONDS = 120
LONGEST_TIME = 24 * 60 * 60
# A sentence that names more reports is a list that nobody reads to its end.
MOST_NAMES = 3
LONGEST_NAME = 60


@dataclass(frozen=True)
class Printed:
    """One report on disk."""

    authority: Authority
    path: Path


@dataclass(frozen=True, eq=False)
class _Job:
    """Everything that one report is made of, and where it goes."""

    report: AuthorityReport
    edition: Edition
    path: Path


def print_reports(  # noqa: PLR0913 - poet.report, and where findings come from
    study: Study,
    find: Callable[[bool], Mapping[str, DataFrame]],
    output: Path,
    *,
    edition: str = "workshop",
    authorities: Sequence[str] = (),
    jobs: int = 1,
    time_limit: float = SECONDS,
    force: bool = False,
    when_printed: Callable[[Printed], None] = lambda printed: None,
) -> tuple[Printed, ...]:
    """A PDF per authority in the folder `output`; `authorities` are codes, none means all.

    `find` gives section name to released frame, with the technical ones if it is called with True,
    as it is for a technical edition. It is called only once everything that can go wrong before
    has been looked at. `jobs` reports are drawn at a time, each in at most `time_limit` seconds;
    one that cannot be drawn does not stop the others.
    `when_printed` is called after each report. Raises PoetError for an unknown authority or
    edition, a study without answers, a folder or file that cannot be written or that another run
    writes into, and in the end for reports that could not be drawn.
    """
    _check_time_limit(time_limit)
    chosen = _chosen(study, authorities)
    layout = editions.load(edition)
    paths = {a.code: output / f"{file_name(a.code, a.name, layout.name)}.pdf" for a in chosen}
    printed, failed = [], []
    with (
        folder_to_fill(output, [path.name for path in paths.values()], force=force),
        drawing(max(1, min(jobs, len(chosen))), time_limit) as draw,
    ):
        released = find(layout.technical)
        work = [_Job(_report(study, released, a, layout), layout, paths[a.code]) for a in chosen]
        for job, made in zip(work, draw(_pages(work)), strict=True):
            if isinstance(made, PoetError):
                failed.append((job.report.authority, made))
                continue
            write_whole(job.path, made)
            printed.append(Printed(job.report.authority, job.path))
            when_printed(printed[-1])
    PoetError.raise_all(_not_drawn(failed))
    return tuple(printed)


def _check_time_limit(seconds: float) -> None:
    if not 0 < seconds <= LONGEST_TIME:
        raise PoetError(
            "time limit",
            f"{seconds:g} seconds is no time to draw a report in",
            expected=f"It must be above 0, and at most {LONGEST_TIME}",
        )


def _pages(work: Sequence[_Job]) -> Iterator[str]:
    from poet.printing.pages import html

    return (html(job.report, job.edition) for job in work)


def _not_drawn(failed: Sequence[tuple[Authority, PoetError]]) -> Iterator[PoetError]:
    """A mistake for each reason, with the reports that it stopped."""
    alike: dict[str, list[tuple[Authority, PoetError]]] = {}
    for authority, problem in failed:
        alike.setdefault(str(problem), []).append((authority, problem))
    for together in alike.values():
        problem = together[0][1]
        yield PoetError(
            _reports_on([authority for authority, _ in together]),
            problem.found,
            expected=problem.expected,
            cure=problem.cure,
            exit_code=CANNOT_READ_OR_WRITE,
        )


def _reports_on(authorities: Sequence[Authority]) -> str:
    names = [printable(one.name, LONGEST_NAME) or one.code for one in authorities]
    more = len(names) - MOST_NAMES
    return "report on " + list_of([*names[:MOST_NAMES], *([f"{more} more"] if more > 0 else [])])


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
    from poet.disclosure import PROFILES

    wave = study.latest_wave.id
    mine = {
        name: frame[frame["authority"].isin([authority.code, EVERYONE]) & frame["wave"].eq(wave)]
        for name, frame in released.items()
    }
    return AuthorityReport(study, authority, mine, PROFILES[study.profile], layout.chart_size)
