"""Who does the work of a run: this process, several of this computer, or those of a cluster.

All go through `concurrent.futures.Executor` and make the same bytes. Whoever works draws its pages
in a process of its own beside it (see `workers`): a page that hangs is ended alone.
"""

from __future__ import annotations

import contextlib
import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from poet.errors import PoetError
from poet.printing.council import CouncilFile, Material, Work, council_files
from poet.printing.spawned import Spawned
from poet.printing.worker import in_words
from poet.printing.workers import Draw, Printers

MATERIAL = "material"
Submit = Callable[[Work], "Future[tuple[CouncilFile, ...]]"]


@dataclass(frozen=True)
class Crew:
    """Workers that are ready. `begin` takes what is the same for all, and gives a function that
    hands in the work of one council; no more than `at_a_time` should wait in them.
    """

    begin: Callable[[Material], Submit]
    at_a_time: int = 1


class InThisProcess(Executor):
    """Does the work at once, where it is handed in."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 - as Executor has it
        """What the function gave or raised, done already."""
        done: Future[Any] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as problem:
            done.set_exception(problem)
        return done


def one_by_one(draw: Draw) -> Crew:
    """This process alone."""
    return Crew(lambda material: partial(InThisProcess().submit, council_files, draw, material))


@contextlib.contextmanager
def side_by_side(jobs: int, seconds: float, *, draws: bool) -> Iterator[Crew]:
    """So many processes of this computer, each with one that draws (if anything is to be drawn).

    They begin to load what they need at once. A process that is killed loses the work it was at
    and no other. On leaving, all are ended, whatever they are at.
    """
    folder_for_all = tempfile.TemporaryDirectory(prefix="poet-", ignore_cleanup_errors=True)
    with folder_for_all as folder, Spawned(jobs) as pool:
        loaded = [pool.submit(_load, folder, seconds, draws) for _ in range(jobs)]

        def begin(material: Material) -> Submit:
            for one in loaded:
                one.result()
            # Read by each process once, and not sent with every piece of work.
            (Path(folder) / MATERIAL).write_bytes(pickle.dumps(material.packed()))
            return partial(pool.submit, _in_a_process, folder, seconds)

        yield Crew(begin, jobs + 1)


def made_by(
    crew: Crew, material: Material, works: Iterable[Work]
) -> Iterator[tuple[Work, tuple[CouncilFile, ...]]]:
    """Each piece of work and the files it gave, as they are done; no more than a few wait."""
    submit = crew.begin(material)
    waiting: dict[Future[tuple[CouncilFile, ...]], Work] = {}
    for work in works:
        waiting[submit(work)] = work
        if len(waiting) >= crew.at_a_time:
            yield from _done(waiting)
    while waiting:
        yield from _done(waiting)


def _done(
    waiting: dict[Future[tuple[CouncilFile, ...]], Work],
) -> Iterator[tuple[Work, tuple[CouncilFile, ...]]]:
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in [one for one in waiting if one in done]:
        work = waiting.pop(future)
        yield work, _outcome(work, future)


def _outcome(work: Work, future: Future[tuple[CouncilFile, ...]]) -> tuple[CouncilFile, ...]:
    """The files; when whoever made them was lost, why there is none."""
    try:
        return future.result()
    except PoetError as problem:
        lost = problem
    except Exception as problem:
        lost = PoetError("printing", **in_words(problem))
    return tuple(CouncilFile(edition, format_, lost) for edition, format_ in work.files)


def _load(folder: str, seconds: float, draws: bool) -> None:
    """Load what reports are made with. Raises PoetError when this computer cannot draw."""
    from poet.printing import pages  # noqa: F401 - only so that it is there

    if draws:
        _printers(folder, seconds).start()


def _in_a_process(folder: str, seconds: float, work: Work) -> tuple[CouncilFile, ...]:
    return council_files(_printers(folder, seconds).outcomes, _material(folder), work)


@cache
def _printers(folder: str, seconds: float) -> Printers:
    """Those of this process: they end with it."""
    return Printers(seconds, Path(folder))


@cache
def _material(folder: str) -> Material:
    return pickle.loads((Path(folder) / MATERIAL).read_bytes())  # noqa: S301 - written above
