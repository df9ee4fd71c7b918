"""A process pool in which a process that is killed takes one piece of work with it, not all."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import Any

from poet.errors import CANNOT_READ_OR_WRITE, PoetError

# Python imports nothing from the folder that one is in, where somebody may have put a module.
SAFE_PATH = "PYTHONSAFEPATH"


@dataclass(frozen=True, eq=False)
class _Process:
    """A pool of one process, and that process."""

    pool: ProcessPoolExecutor
    process: BaseProcess

    def end(self) -> None:
        self.process.kill()
        self.pool.shutdown()


class Spawned(Executor):
    """Processes that are started afresh (the method "spawn", the same on every system).

    In a `ProcessPoolExecutor` of several, one that is killed breaks the whole pool. Here each is a
    pool of one, asked by a thread of its own, and is replaced when it is lost. On shutdown they are
    ended at once; they end as well when the program does, however that ends, and leave Ctrl-C to
    it.
    """

    def __init__(self, processes: int) -> None:
        self._lock = threading.Lock()
        self._alive: set[_Process] = set()
        self._stopped = False
        self._idle: queue.SimpleQueue[_Process | None] = queue.SimpleQueue()
        self._threads = ThreadPoolExecutor(processes)
        try:
            for _ in range(processes):
                self._idle.put(self._begun())
        except BaseException:
            self.shutdown()
            raise

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 - as Executor has it
        """What the function gives in one of the processes.

        The result raises PoetError when the process ended meanwhile.
        """
        return self._threads.submit(self._run, fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:
        """End every process, whatever it is at."""
        with self._lock:
            self._stopped = True
            for one in self._alive:
                one.end()
            self._alive.clear()
        self._threads.shutdown(wait, cancel_futures=cancel_futures)

    def _run(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as the function
        one = self._idle.get()
        try:
            one = one or self._begun()
            return one.pool.submit(fn, *args, **kwargs).result()
        except BrokenProcessPool:
            self._forget(one)
            one = None
            raise _ended() from None
        finally:
            self._idle.put(one)

    def _begun(self) -> _Process:
        with self._lock:
            if self._stopped:
                raise _ended()
            with _by_itself(), _left_alone():
                one = _started()
                self._alive.add(one)
            return one

    def _forget(self, one: _Process | None) -> None:
        with self._lock:
            if one in self._alive:
                self._alive.remove(one)
                one.end()


def _started() -> _Process:
    """Start a process. The pool does so when it is first given work."""
    pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), initializer=_follow)
    before = multiprocessing.active_children()
    pool.submit(os.getpid)
    (process,) = set(multiprocessing.active_children()) - set(before)
    return _Process(pool, process)


@contextlib.contextmanager
def _by_itself() -> Iterator[None]:
    """A process that is started meanwhile does not run the user's program again.

    Python lets it do so, for functions that are defined there. Ours are not, and a program that
    prints reports as soon as it is run would begin again in each process.
    """
    main, safe = sys.modules["__main__"], os.environ.get(SAFE_PATH)
    sys.modules["__main__"] = ModuleType("__main__")
    os.environ[SAFE_PATH] = "1"
    try:
        yield
    finally:
        sys.modules["__main__"] = main
        os.environ.pop(SAFE_PATH)
        if safe is not None:
            os.environ[SAFE_PATH] = safe


@contextlib.contextmanager
def _left_alone() -> Iterator[None]:
    """A process that is started meanwhile does not hear Ctrl-C, and the program hears it after.

    A process that is stopped while Python still begins, or that is left half started, would print
    what no reader is meant to see. Windows has no such mask.
    """
    heard: list[int] = []
    with contextlib.ExitStack() as undone:
        if threading.current_thread() is threading.main_thread():
            usual = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
            undone.callback(signal.signal, signal.SIGINT, usual)
        if hasattr(signal, "pthread_sigmask"):
            # Python lets the signal through when it has started its own helper: that comes first.
            resource_tracker.ensure_running()
            before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
            undone.callback(signal.pthread_sigmask, signal.SIG_SETMASK, before)
        yield
    if heard:
        raise KeyboardInterrupt


def _follow() -> None:
    """End when the program does, however that ends. Ctrl-C is for the program."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_program, daemon=True).start()


def _end_with_program() -> None:
    program = multiprocessing.parent_process()
    if program is not None:
        program.join()
    os._exit(1)


def _ended() -> PoetError:
    return PoetError(
        "printing",
        "the system ended the process that was at it",
        expected="That happens when memory runs out",
        cure="Close other programs, or make one at a time with --jobs 1. --resume makes what is "
        "missing",
        exit_code=CANNOT_READ_OR_WRITE,
    )
