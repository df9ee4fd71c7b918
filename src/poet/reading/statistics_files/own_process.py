"""Reads a file in a process of its own, which may die without taking poet with it.

The libraries for SPSS, Stata and Parquet are written in C and Rust. Some damaged files make them
end their whole process, and others could make them wait for ever: then the file is refused, and
poet goes on. It costs the start of one more Python for each such file.
"""

from __future__ import annotations

import contextlib
import importlib
import itertools
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from poet.errors import PoetError
from poet.reading.file_kind import cannot_read
from poet.reading.layout import Rows
from poet.reading.text_table import ReadingProblem

# Where Python finds its modules goes along, so that both processes run the same code.
START = (
    "import pickle, sys\n"
    "sys.path[:], task = pickle.load(sys.stdin.buffer)\n"
    "from poet.reading.statistics_files.own_process import answer\n"
    "answer(*task)"
)
ROWS_AT_ONCE = 1_000
LONGEST_WAIT = 60.0  # seconds without a sign of life
MOST_MEMORY = 4 << 30  # bytes
# Each thread sets aside memory that it may never use, and counts it towards the limit.
FEW_THREADS = {"OPENBLAS_NUM_THREADS": "1", "POLARS_MAX_THREADS": "2", "MALLOC_ARENA_MAX": "2"}
CANNOT_BE_READ = "Save the answers as .csv or .xlsx in the program that made the file"

Reader = Callable[[str, Path], Rows]
Row = tuple[int, Sequence[str]]


def read_in_own_process(reader: Reader, file: str, path: Path) -> Rows:
    """What `reader(file, path)` gives, worked out in another process and drawn row by row.

    `reader` is a public function of a module. Its notes and problems are there when the last row
    has been drawn. Raises PoetError where the reader does, when its process ends before the file
    does, and when it gives no sign of life for LONGEST_WAIT seconds.
    """
    messages = _messages(reader, file, path)
    source, variables = next(messages)
    notes: list[str] = []
    problems: list[ReadingProblem] = []
    rows = _drawn(messages, notes, problems)
    return Rows(source, rows, notes, problems, variables)


def _drawn(
    messages: Iterator[Any], notes: list[str], problems: list[ReadingProblem]
) -> Iterator[Row]:
    for kind, content in messages:
        if kind == "rows":
            yield from content
        else:
            notes.extend(content[0])
            problems.extend(content[1])


def _messages(reader: Reader, file: str, path: Path) -> Iterator[Any]:
    """What the other process sends; it is ended with this generator."""
    # multiprocessing would run the user's own script again in the new process.
    with _started() as process:
        try:
            _send_task(process, (reader.__module__, reader.__name__, file, path.absolute()))
            while (message := _received(file, process)) is not None:
                yield message
        finally:
            process.kill()


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter with our own words
        [sys.executable, "-I", "-c", START],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # What a library says when it fails can hold somebody's answers.
        stderr=subprocess.DEVNULL,
        env={**os.environ, **FEW_THREADS},
        # Without it, Windows may show an empty black window.
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _send_task(process: subprocess.Popen[bytes], task: tuple) -> None:
    # When the process is dead already, that is told where its answer is awaited.
    with contextlib.suppress(OSError), process.stdin as pipe:
        pickle.dump((sys.path, task), pipe)


def _received(file: str, process: subprocess.Popen[bytes]) -> Any:  # noqa: ANN401 - any message
    too_late = threading.Event()

    def give_up() -> None:
        too_late.set()
        process.kill()

    watch = threading.Timer(LONGEST_WAIT, give_up)
    watch.start()
    try:
        message = pickle.load(process.stdout)  # noqa: S301 - sent by `answer` below
    except (EOFError, pickle.UnpicklingError):
        raise _not_ended_well(file, too_late=too_late.is_set()) from None
    finally:
        watch.cancel()
    if isinstance(message, PoetError):
        raise message
    return message


def _not_ended_well(file: str, *, too_late: bool) -> PoetError:
    if too_late:
        return cannot_read(file, "reading this file takes too long", CANNOT_BE_READ)
    return cannot_read(file, "this file is damaged, or too large to be read", CANNOT_BE_READ)


def answer(module: str, function: str, file: str, path: Path) -> None:
    """The other process: read the file and send what it holds, message by message.

    First (source, variables), then ("rows", a list of rows) as often as needed, then ("end",
    (notes, problems)), and None; or a PoetError instead of any of them.
    """
    with _channel() as channel:
        _limit_memory()
        try:
            rows = getattr(importlib.import_module(module), function)(file, path)
            for message in _of_rows(rows):
                _send(channel, message)
        except PoetError as error:
            _send(channel, error)


def _of_rows(rows: Rows) -> Iterator[Any]:
    yield rows.source, dict(rows.variables)
    while batch := _batch(rows.rows):
        yield "rows", batch
    yield "end", (rows.notes, rows.problems)
    yield None


def _batch(rows: Iterator[Row]) -> list[Row]:
    return list(itertools.islice(rows, ROWS_AT_ONCE))


def _channel() -> IO[bytes]:
    """What was the standard output; what a library prints from now on goes nowhere."""
    channel = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return channel


def _send(channel: IO[bytes], message: object) -> None:
    pickle.dump(message, channel, protocol=pickle.HIGHEST_PROTOCOL)
    channel.flush()


def _limit_memory() -> None:
    """Let a file that unpacks without end stop this process, not the computer."""
    try:
        import resource
    except ModuleNotFoundError:  # Windows has nothing as plain
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = MOST_MEMORY if most == resource.RLIM_INFINITY else min(MOST_MEMORY, most)
    with contextlib.suppress(ValueError, OSError):  # macOS knows the limit and refuses it
        resource.setrlimit(resource.RLIMIT_AS, (wanted, most))
