"""A report for each authority, printed side by side; each file whole or not there."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from poet.disclosure import PROFILES
from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.printing import edition as editions
from poet.printing.edition import Edition
from poet.printing.file_names import FORMATS, NUMBERS, PAGES, TABLES, report_file
from poet.printing.workers import Draw, drawing
from poet.sections import AuthorityReport, latest_findings
from poet.wording import list_of, printable
from poet.writing import folder_to_fill, write_whole

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
    """One file on disk: an edition in one of FORMATS, or with the edition "numbers" a table."""

    authority: Authority
    path: Path
    edition: str
    format: str


@dataclass(frozen=True, eq=False)
class _Job:
    """Everything that one report is made of."""

    report: AuthorityReport
    edition: Edition


def print_reports(  # noqa: PLR0913 - poet.report, and where findings come from
    study: Study,
    find: Callable[[bool], Mapping[str, DataFrame]],
    output: Path,
    *,
    edition: str | Sequence[str] = "workshop",
    formats: Sequence[str] = ("pdf",),
    authorities: Sequence[str] = (),
    jobs: int = 1,
    time_limit: float = SECONDS,
    force: bool = False,
    when_printed: Callable[[Printed], None] = lambda printed: None,
) -> tuple[Printed, ...]:
    """Files per authority in the folder `output`; `authorities` are codes, none means all.

    `edition` is a name or several ("all" for every one); `formats` are of FORMATS.
    `find` gives section name to released frame, with the technical ones if it is called with True,
    as it is for a technical edition. It is called only once everything that can go wrong before
    has been looked at. `jobs` reports are drawn at a time, each in at most `time_limit` seconds;
    one that cannot be drawn does not stop the others.
    `when_printed` is called after each file. Raises PoetError for an unknown authority, edition or
    format, a look with mistakes, a study without answers, a folder or file that cannot be written
    or that another run writes into, and in the end for reports that could not be drawn.
    """
    _check_time_limit(time_limit)
    _check_formats(formats)
    chosen = _chosen(study, authorities)
    layouts = _layouts(edition)
    _check_looks(study, chosen, layouts)
    names = [
        report_file(authority, name, format_, study.language)
        for authority in chosen
        for name, format_ in _files_of_each(layouts, formats)
    ]
    with (
        folder_to_fill(output, names, force=force),
        _drawing("pdf" in formats, min(jobs, len(chosen) * len(layouts)), time_limit) as draw,
    ):
        released = find(any(layout.technical for layout in layouts))
        findings = latest_findings(study, released, PROFILES[study.profile])
        work = [
            _Job(findings.report_on(authority, layout.chart_rows), layout)
            for authority in chosen
            for layout in layouts
        ]
        desk = _Desk(output, tuple(formats), when_printed)
        failed = desk.print_all(work, draw)
    PoetError.raise_all(_not_drawn(failed))
    return tuple(desk.printed)


@dataclass(frozen=True, eq=False)
class _Desk:
    """Where finished files are put; `printed` grows with each."""

    folder: Path
    formats: tuple[str, ...]
    when_printed: Callable[[Printed], None]
    printed: list[Printed] = field(default_factory=list)

    def print_all(
        self, work: Sequence[_Job], draw: Callable[[Iterator[str]], Iterator[bytes | PoetError]]
    ) -> list[tuple[Authority, PoetError]]:
        """Every file of these reports; returns those that could not be drawn, and why."""
        failed = []
        for job, made in zip(work, draw(self._pages(work)), strict=True):
            if isinstance(made, PoetError):
                failed.append((job.report.authority, made))
            elif made:
                self._put(job, job.edition.name, "pdf", made)
        return failed

    def _pages(self, work: Sequence[_Job]) -> Iterator[str]:
        """The page to draw of each report, made as it is asked for; its other files are put."""
        from poet.printing.pages import document, views_of

        counted = None
        for job in work:
            views = views_of(job.report, job.edition)
            made = {
                medium: document(job.report, job.edition, medium, views)
                for medium in PAGES
                if medium in self.formats
            }
            if job.report.authority != counted:
                counted = job.report.authority
                self._put_numbers(job)
            if "html" in made:
                self._put(job, job.edition.name, "html", made["html"].encode())
            yield made.get("pdf", "")

    def _put_numbers(self, job: _Job) -> None:
        """The authority's findings as tables."""
        from poet.publishing import numbers_csv, numbers_xlsx

        for format_, made in (("csv", numbers_csv), ("xlsx", numbers_xlsx)):
            if format_ in self.formats:
                self._put(job, NUMBERS, format_, made(job.report.released))

    def _put(self, job: _Job, edition: str, format_: str, content: bytes) -> None:
        authority, language = job.report.authority, job.report.study.language
        path = self.folder / report_file(authority, edition, format_, language)
        write_whole(path, content)
        self.printed.append(Printed(authority, path, edition, format_))
        self.when_printed(self.printed[-1])


def files_of_each(edition: str | Sequence[str], formats: Sequence[str]) -> int:
    """How many files each authority gets. Raises PoetError for an unknown edition or format."""
    _check_formats(formats)
    return len(_files_of_each(_layouts(edition), formats))


def _layouts(edition: str | Sequence[str]) -> tuple[Edition, ...]:
    return editions.load_several((edition,) if isinstance(edition, str) else tuple(edition))


def _files_of_each(layouts: Sequence[Edition], formats: Sequence[str]) -> list[tuple[str, str]]:
    """Edition and format of each file that an authority gets."""
    pages = [(layout.name, one) for layout in layouts for one in PAGES if one in formats]
    return pages + [(NUMBERS, one) for one in TABLES if one in formats]


@contextlib.contextmanager
def _drawing(needed: bool, jobs: int, seconds: float) -> Iterator[Draw]:
    """Processes that draw, where something is to be drawn; otherwise every page is nothing."""
    if not needed:
        yield lambda pages: (b"" for _ in pages)
        return
    with drawing(max(1, jobs), seconds) as draw:
        yield draw


def _check_formats(formats: Sequence[str]) -> None:
    unknown = [one for one in formats if one not in FORMATS]
    if unknown or not formats:
        raise PoetError(
            "format",
            f'"{unknown[0]}" is none that a report can have' if unknown else "none is named",
            expected="There are: " + ", ".join(FORMATS),
        )


def _check_time_limit(seconds: float) -> None:
    if not 0 < seconds <= LONGEST_TIME:
        raise PoetError(
            "time limit",
            f"{seconds:g} seconds is no time to draw a report in",
            expected=f"It must be above 0, and at most {LONGEST_TIME}",
        )


def _check_looks(
    study: Study, authorities: Sequence[Authority], layouts: Sequence[Edition]
) -> None:
    """Raises PoetError when these authorities' own pages, pictures or templates have mistakes."""
    from poet.printing.own_look import refuse_mistakes
    from poet.printing.pages import environment_of

    looks = [study.look_of(authority) for authority in authorities]
    if any(look.extra_pages or look.templates or look.pictures for look in looks):
        every = editions.load_several((editions.ALL,))
        refuse_mistakes(looks, every, environment_of(layouts[0]))


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
