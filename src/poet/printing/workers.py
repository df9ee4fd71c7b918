"""Pages drawn in processes of their own, each within a time limit; see `poet.printing.worker`."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.printing.worker import Message, received, send

# Where fonts have never been looked for before, the first start lists all fonts of the computer.
SECONDS_TO_START = 300
# What libraries do not give back grows by a third of a megabyte a report: a new process has none.
MOST_PAGES = 100
# The modules that this process sees, and no others: none from the folder that it happens to be in.
PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from poet.printing.worker import main; main()"

Draw = Callable[[Iterable[str]], Iterator[bytes | PoetError]]


@contextlib.contextmanager
def drawing(seconds: float) -> Iterator[Draw]:
    """A function that draws pages (HTML) to PDFs, one after the other.

    A page that cannot be drawn, or not within so many `seconds`, gives a PoetError in its place;
    the others are drawn. Pages are asked for as they are needed. On leaving, the process that draws
    is ended. Raises PoetError when it cannot be started, or cannot draw on this computer.
    """
    with tempfile.TemporaryDirectory(prefix="poet-", ignore_cleanup_errors=True) as folder:
        printers = Printers(seconds, Path(folder))
        try:
            printers.start()
            yield printers.outcomes
        finally:
            printers.stop()


@dataclass(frozen=True, eq=False)
class Printers:
    """Processes that draw, each asked by one thread at a time; one that ended is replaced.

    There are as many as threads that draw at the same time. A page may take so many `seconds`;
    `folder` is for the files that the processes need meanwhile. `drawn` counts the pages of each.
    """

    seconds: float
    folder: Path
    idle: queue.SimpleQueue[subprocess.Popen[bytes]] = field(default_factory=queue.SimpleQueue)
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)
    drawn: Counter[int] = field(default_factory=Counter)
    stopped: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> None:
        """Start one and wait until it can draw. Raises PoetError when it cannot."""
        self.idle.put(self._ready())

    def outcomes(self, pages: Iterable[str]) -> Iterator[bytes | PoetError]:
        """What became of each page: a PDF, or why there is none."""
        for page in pages:
            try:
                yield self.draw(page)
            except PoetError as problem:
                yield problem

    def draw(self, page: str) -> bytes:
        """One page as a PDF. Raises PoetError when it cannot be drawn."""
        try:
            printer = self.idle.get_nowait()
        except queue.Empty:
            printer = self._ready()
        try:
            return _answer(printer, self.seconds, page)[1]
        finally:
            self.drawn[printer.pid] += 1
            if self.drawn[printer.pid] >= MOST_PAGES:
                _end(printer)
            if printer.poll() is None:
                self.idle.put(printer)

    def stop(self) -> None:
        """End them all, whatever they are at; none is started after this."""
        with self.lock:
            self.stopped.set()
            for printer in self.started:
                _end(printer)
                for pipe in (printer.stdin, printer.stdout):
                    with contextlib.suppress(OSError):  # what was on its way to an ended process
                        pipe.close()

    def _ready(self) -> subprocess.Popen[bytes]:
        printer = self._begun()
        _answer(printer, SECONDS_TO_START)
        return printer

    def _begun(self) -> subprocess.Popen[bytes]:
        with self.lock:
            if self.stopped.is_set():
                raise _cannot_start("poet is being stopped")
            self.started.append(_process(self.folder))
            return self.started[-1]


def _process(folder: Path) -> subprocess.Popen[bytes]:
    variables = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    try:
        return subprocess.Popen(  # noqa: S603 - this very Python, with a program of our own
            [sys.executable, "-P", "-c", PROGRAM, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **variables},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as problem:
        raise _cannot_start(str(problem.strerror)) from None


def _answer(printer: subprocess.Popen[bytes], seconds: float, page: str | None = None) -> Message:
    """What the process says, to a page if one is given; ended when it takes too long."""
    sent = None if page is None else page.encode()
    slow = threading.Event()
    timer = threading.Timer(seconds, _end_slow, (printer, slow))
    # Ctrl-C may come at any place: a timer left behind must not keep the program from ending.
    timer.daemon = True
    answer = None
    try:
        timer.start()
        # A process that was ended gives a pipe that is closed, or half a message.
        with contextlib.suppress(OSError, ValueError):
            if sent is not None:
                send(printer.stdin, sent)
            answer = received(printer.stdout)
    finally:
        timer.cancel()
        if timer.is_alive():
            timer.join()
    if answer is None:
        _end(printer)
        raise _too_slow(seconds) if slow.is_set() else _ended(printer.returncode)
    if "found" in answer[0]:
        raise _error(**{key: words for key, words in answer[0].items() if key != "bytes"})
    return answer


def _end_slow(printer: subprocess.Popen[bytes], slow: threading.Event) -> None:
    slow.set()
    _end(printer)


def _end(printer: subprocess.Popen[bytes]) -> None:
    printer.kill()
    printer.wait()


def _error(found: str, expected: str = "", cure: str = "") -> PoetError:
    return PoetError(
        "printing", found, expected=expected, cure=cure, exit_code=CANNOT_READ_OR_WRITE
    )


def _cannot_start(why: str) -> PoetError:
    return _error(f"the process that draws cannot be started: {why}")


def _too_slow(seconds: float) -> PoetError:
    return _error(
        f"drawing was stopped after {seconds:g} {'second' if seconds == 1 else 'seconds'}",
        cure="Give it longer with --time-limit, or shorten long texts in study.toml and in "
        "questionnaires of your own",
    )


def _ended(code: int) -> PoetError:
    how = f"signal {-code}" if code < 0 else f"exit code {code}"
    return _error(
        f"the system ended the process that was drawing ({how})",
        expected="That happens when memory runs out",
        cure="Close other programs, or print one at a time with --jobs 1",
    )
