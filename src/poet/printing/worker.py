"""The process that draws: a page comes in, a PDF goes out, and it has nothing else.

A page that never ends, that takes all memory or that brings a library down ends this process and
no other. It is given no file of answers, and it writes no file but the fonts of the page and, while
it draws, the page itself, in a folder that goes with it.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from poet import __version__
from poet.errors import PoetError

# Ten times what a report takes. Without a limit a page could take the memory of other programs.
MOST_MEMORY = 3 * 1024**3
# New objects before the youngest, the middle and the oldest are looked through.
RARELY = (50_000, 50, 1_000)

Message = tuple[dict[str, Any], bytes]


def send(stream: BinaryIO, content: bytes, **said: str) -> None:
    """One message: a line of JSON with what is said and how long the content is; the content."""
    head = json.dumps({**said, "bytes": len(content)})
    stream.write(head.encode() + b"\n" + content)
    stream.flush()


def received(stream: BinaryIO) -> Message | None:
    """The next message: what is said, and the content. None when the other side has ended."""
    head = stream.readline()
    if not head.endswith(b"\n"):
        return None
    said = json.loads(head)
    content = stream.read(said["bytes"])
    return (said, content) if len(content) == said["bytes"] else None


def main() -> None:
    """Say whether this process can draw; then draw page after page until the program ends."""
    try:
        _serve(_own_output())
    finally:
        # Python would wait for the thread that reads, which waits for the next page.
        os._exit(1)


def _serve(answers: BinaryIO) -> None:
    # Ctrl-C is for the command, which ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pages: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_hand_on, args=(sys.stdin.buffer, pages), daemon=True).start()
    _limit_memory()
    said = _refusal_of(_load)
    send(answers, b"", **said)
    while not said:
        content, refusal = drawn(pages.get())
        send(answers, content, **refusal)


def drawn(page: bytes) -> tuple[bytes, dict[str, str]]:
    """The page as a PDF; or no bytes, and why it cannot be drawn."""
    made: list[bytes] = []
    refusal = _refusal_of(lambda: made.append(_pdf(page)))
    return (b"" if refusal else made[0]), refusal


def _own_output() -> BinaryIO:
    """The pipe to the program. What a library prints goes elsewhere and is lost."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def _hand_on(stream: BinaryIO, pages: queue.SimpleQueue[bytes]) -> None:
    """Take pages in; when the program has ended, however it did, end in the middle of a page."""
    try:
        while message := received(stream):
            pages.put(message[1])
    finally:
        os._exit(0)


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):  # Windows has no such limit
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        limit = MOST_MEMORY if most == resource.RLIM_INFINITY else min(MOST_MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))


def _load() -> None:
    from poet.printing.pdf import require_printer

    with _collecting_rarely():
        require_printer()
    gc.freeze()  # what is loaded stays: no look for garbage need go through it again


def _pdf(page: bytes) -> bytes:
    from poet.printing.pdf import pdf

    with _collecting_rarely():
        return pdf(page.decode())


def _refusal_of(work: Callable[[], object]) -> dict[str, str]:
    """Nothing if the work could be done; else what to say."""
    try:
        work()
    except Exception as problem:
        return in_words(problem)
    return {}


def in_words(problem: Exception) -> dict[str, str]:
    """What to say of a problem: the arguments of a PoetError; never the words of an exception.

    Those may hold an answer; the name of a file of poet and a line in it cannot.
    """
    if isinstance(problem, PoetError):
        return {"found": problem.found, "expected": problem.expected, "cure": problem.cure}
    if isinstance(problem, MemoryError):
        return {"found": "drawing takes more memory than a report may"}
    if isinstance(problem, OSError):
        return {"found": f"the system says: {problem.strerror or type(problem).__name__}"}
    return {
        "found": f"{type(problem).__name__} at {_place(problem)}",
        "expected": f"This is a mistake in poet {__version__}, not in your files",
        "cure": "Please report this sentence",
    }


def _place(problem: Exception) -> str:
    trace = problem.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "an unknown place"
    return f"{Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}"


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
