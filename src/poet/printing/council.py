"""Everything that one council gets, as bytes: the unit of work of a run.

It is a function of what it is given, which can be sent to another process or computer: released
findings, the study without anybody's answers, and which files to make. It writes no file.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from poet.disclosure import PROFILES
from poet.errors import PoetError
from poet.printing import edition as editions
from poet.printing.edition import Edition
from poet.printing.file_names import NUMBERS, PAGES
from poet.printing.worker import in_words
from poet.printing.workers import Draw
from poet.sections import TECHNICAL_SECTIONS, AuthorityReport

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.look import Look
    from poet.study import Authority, Study

Made = TypeVar("Made")


@dataclass(frozen=True, eq=False)
class PickledFrames(Mapping[str, "DataFrame"]):
    """Section name to frame, each unpacked when it is first looked at.

    The frames of all councils are large, and most sections look at none of them.
    """

    packed: Mapping[str, bytes]
    unpacked: dict[str, DataFrame] = field(default_factory=dict)

    @classmethod
    def of(cls, frames: Mapping[str, DataFrame]) -> PickledFrames:
        """These frames, packed."""
        return cls({name: zlib.compress(pickle.dumps(one), 1) for name, one in frames.items()})

    def __getitem__(self, name: str) -> DataFrame:
        if name not in self.unpacked:
            self.unpacked[name] = pickle.loads(zlib.decompress(self.packed[name]))  # noqa: S301 - packed above
        return self.unpacked[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.packed)

    def __len__(self) -> int:
        return len(self.packed)

    def __reduce__(self) -> tuple[type[PickledFrames], tuple[Mapping[str, bytes]]]:
        return PickledFrames, (self.packed,)


@dataclass(frozen=True, eq=False)
class Material:
    """What every council's files are made of; a worker gets it once.

    `study` is that of `without_answers`. `of_all` is section name to the released rows of every
    authority, of the latest wave.
    """

    study: Study
    of_all: Mapping[str, DataFrame]

    def packed(self) -> Material:
        """The same, to be sent."""
        return replace(self, of_all=PickledFrames.of(self.of_all))


@dataclass(frozen=True, eq=False)
class Work:
    """One council's files to make: the edition and the format of each, in the order to make them.

    `released` is section name to its released rows, as `AuthorityReport` has them.
    """

    authority: Authority
    released: Mapping[str, DataFrame]
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CouncilFile:
    """One file: what is in it, or why it could not be made."""

    edition: str
    format: str
    content: bytes | PoetError


def without_answers(study: Study) -> Study:
    """The study without what any person answered, or any case was given: what was asked, of how
    many, and by whom; and that there are budgets, returns and coded comments, but none of them."""
    responses = tuple(
        replace(one, by_person=one.by_person[[]], problems=one.problems.iloc[:0], notes=())
        for one in study.responses
    )
    return replace(
        study,
        responses=responses,
        released_comments=None,
        population=None,
        budgets=_without_rows(study.budgets, "by_case"),
        activity=_without_rows(study.activity, "by_year"),
        themes=_without_rows(study.themes, "by_comment"),
        inputs=(),
    )


def _without_rows(part: Any, table: str) -> Any:  # noqa: ANN401 - a part of a Study, or None
    """What lies beside the answers, its table and its problems without rows."""
    if part is None:
        return None
    empty = {name: getattr(part, name).iloc[:0] for name in (table, "problems")}
    return replace(part, **empty, remarks=())


def council_files(draw: Draw, material: Material, work: Work) -> tuple[CouncilFile, ...]:
    """The files of one council; one that cannot be made stops no other."""
    wanted: dict[str, list[str]] = {}
    for edition, format_ in work.files:
        wanted.setdefault(edition, []).append(format_)
    makers: dict[str, Callable[[str], bytes]] = {
        edition: _tables(work) if edition == NUMBERS else _pages(draw, material, work, edition)
        for edition in wanted
    }
    return tuple(
        CouncilFile(edition, format_, _made(lambda e=edition, f=format_: makers[e](f)))
        for edition, formats in wanted.items()
        for format_ in formats
    )


def _made(make: Callable[[], Made]) -> Made | PoetError:
    """What is made; or, without the words of an exception, why it cannot be."""
    try:
        return make()
    except PoetError as problem:
        return problem
    except Exception as problem:
        return PoetError("printing", **in_words(problem))


def _tables(work: Work) -> Callable[[str], bytes]:
    """Format to the authority's findings as tables."""
    from poet.publishing import numbers_csv, numbers_xlsx

    makers = {"csv": numbers_csv, "xlsx": numbers_xlsx}
    return lambda format_: makers[format_](work.released)


def _pages(draw: Draw, material: Material, work: Work, name: str) -> Callable[[str], bytes]:
    """Format to the report in this edition; its views are made once for both."""
    from poet.printing.pages import document, views_of

    edition = _edition(name)
    report = report_on(material, work, edition)

    @cache
    def views() -> Mapping[str, Mapping[str, object]]:
        _require_folders(report.look)
        return views_of(report, edition)

    def page(format_: str) -> bytes:
        html = document(report, edition, format_, views())
        return _drawn(draw, html) if format_ == PAGES[0] else html.encode()

    return page


def _drawn(draw: Draw, page: str) -> bytes:
    (made,) = draw([page])
    if isinstance(made, PoetError):
        raise made
    return made


@cache
def _edition(name: str) -> Edition:
    return editions.load(name)


def report_on(material: Material, work: Work, edition: Edition) -> AuthorityReport:
    """What the views of a report may know. Technical findings are for a technical edition alone."""
    hidden = () if edition.technical else TECHNICAL_SECTIONS
    released = {name: frame for name, frame in work.released.items() if name not in hidden}
    return AuthorityReport(
        material.study,
        work.authority,
        released,
        PROFILES[material.study.profile],
        edition.chart_rows,
        material.of_all,
    )


def _require_folders(look: Look) -> None:
    """Raises PoetError where a computer that prints does not see what another found."""
    for folder in (look.templates, look.pictures):
        if folder and not folder.is_dir():
            raise PoetError(
                f'folder "{folder.name}"',
                "the computer that prints cannot see this folder of the study",
                cure="Put the study where every computer of the cluster sees it, in the same place",
            )
