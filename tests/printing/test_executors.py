"""Whoever does the work, it is handed in a little at a time, and what is lost is told."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from functools import partial

import pytest

from poet.errors import PoetError
from poet.printing.council import CouncilFile, Work
from poet.printing.executors import Crew, InThisProcess, made_by
from poet.study import Authority

WORKS = [Work(Authority(f"X{n}", f"Council {n}"), {}, (("summary", "html"),)) for n in range(5)]


def made(work: Work) -> tuple[CouncilFile, ...]:
    return tuple(CouncilFile(*one, work.authority.name.encode()) for one in work.files)


def crew_of(function, at_a_time: int = 1) -> Crew:
    return Crew(lambda material: partial(InThisProcess().submit, function), at_a_time)


def contents(crew: Crew) -> list[tuple[str, bytes | PoetError]]:
    done = made_by(crew, None, WORKS)
    return [(work.authority.code, file.content) for work, files in done for file in files]


def test_this_process_is_an_executor_that_has_done_the_work_at_once() -> None:
    executor = InThisProcess()
    assert isinstance(executor, Executor)
    assert executor.submit(divmod, 7, 2).result() == (3, 1)
    with pytest.raises(ZeroDivisionError):
        executor.submit(divmod, 7, 0).result()


def test_ctrl_c_is_no_result() -> None:
    def stopped() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        InThisProcess().submit(stopped)


def test_every_piece_of_work_comes_back_with_its_files() -> None:
    expected = [(f"X{n}", f"Council {n}".encode()) for n in range(5)]
    assert contents(crew_of(made)) == expected
    assert contents(crew_of(made, at_a_time=3)) == expected


def test_no_more_is_handed_in_than_may_wait() -> None:
    """Else what is made of 150 councils would lie in memory together."""
    handed_in: list[Work] = []

    def submit(work: Work) -> Future:
        handed_in.append(work)
        return InThisProcess().submit(made, work)

    done = made_by(Crew(lambda material: submit, at_a_time=2), None, WORKS)
    next(done)
    assert len(handed_in) == 2
    assert len(list(done)) == 4


def test_what_is_done_first_comes_first() -> None:
    futures: list[Future] = []

    def submit(work: Work) -> Future:
        futures.append(Future())
        if len(futures) == 2:
            futures[1].set_result(made(work))
            futures[0].set_result(made(WORKS[0]))
        return futures[-1]

    done = made_by(Crew(lambda material: submit, at_a_time=2), None, WORKS[:2])
    assert [work.authority.code for work, _ in done] == ["X0", "X1"]


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (PoetError("printing", "it is gone"), "printing: it is gone."),
        (OSError(28, "No space left", "Rex"), "printing: the system says: No space left."),
    ],
)
def test_work_that_is_lost_has_its_reason_in_the_place_of_files(problem, sentence: str) -> None:
    def lose(work: Work) -> tuple[CouncilFile, ...]:
        if work is WORKS[1]:
            raise problem
        return made(work)

    found = contents(crew_of(lose))
    assert [isinstance(content, bytes) for _, content in found] == [True, False, True, True, True]
    assert str(found[1][1]) == sentence
