"""Pages are drawn in processes of their own: one that fails is told and stops no other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from processes import still_running

from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.printing import worker, workers
from poet.printing.pdf import pdf
from poet.printing.workers import Printers, drawing

PAGE = """<html lang="en"><head><title>{0}</title></head><body><h1>{0}</h1>{1}</body></html>"""
# Breaking one word of 100,000 letters anywhere takes minutes.
ENDLESS = PAGE.format("Endless", f'<p style="overflow-wrap: anywhere">{"w" * 100_000}</p>')
LONG_ENOUGH = 60
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def page(title: str) -> str:
    return PAGE.format(title, "<p>Words</p>")


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen]:
    """Every process that is started to draw."""
    started = []
    start = workers._process

    def starting(folder: Path) -> subprocess.Popen:
        started.append(start(folder))
        return started[-1]

    monkeypatch.setattr(workers, "_process", starting)
    return started


def told(drawn: bytes | PoetError) -> str:
    assert isinstance(drawn, PoetError)
    assert drawn.exit_code == CANNOT_READ_OR_WRITE
    return str(drawn)


def test_a_page_is_drawn_as_in_this_process(processes) -> None:
    with drawing(LONG_ENOUGH) as draw:
        assert list(draw([page("One"), page("Two")])) == [pdf(page("One")), pdf(page("Two"))]
    assert len(processes) == 1
    assert all(process.poll() is not None for process in processes)


def test_pages_are_asked_for_as_they_are_needed() -> None:
    asked = []

    def pages() -> Iterator[str]:
        for number in range(3):
            asked.append(number)
            yield page(str(number))

    with drawing(LONG_ENOUGH) as draw:
        drawn = draw(pages())
        next(drawn)
        assert asked == [0]
        assert len(list(drawn)) == 2


def test_threads_that_draw_at_the_same_time_have_a_process_each(processes, tmp_path: Path) -> None:
    """As those of a worker of a cluster do."""
    printers = Printers(LONG_ENOUGH, tmp_path)
    try:
        with ThreadPoolExecutor(2) as threads:
            pages = [page(str(number)) for number in range(4)]
            assert list(threads.map(printers.draw, pages)) == [pdf(one) for one in pages]
        assert len(processes) == 2
    finally:
        printers.stop()
    assert all(process.poll() is not None for process in processes)


def test_a_process_that_has_drawn_many_pages_is_replaced(
    processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that memory does not grow with the number of reports."""
    monkeypatch.setattr(workers, "MOST_PAGES", 2)
    pages = [page(str(number)) for number in range(3)]
    with drawing(LONG_ENOUGH) as draw:
        assert list(draw(pages)) == [pdf(one) for one in pages]
        assert [process.poll() is None for process in processes] == [False, True]


def test_none_is_started_any_more_while_poet_is_being_stopped(processes, tmp_path: Path) -> None:
    printers = Printers(LONG_ENOUGH, tmp_path)
    printers.stop()
    with pytest.raises(PoetError) as refusal:
        printers.draw(page("One"))
    assert told(refusal.value) == (
        "printing: the process that draws cannot be started: poet is being stopped."
    )
    assert processes == []


def test_a_page_that_does_not_end_is_stopped_and_the_others_are_drawn(processes) -> None:
    with drawing(5) as draw:
        first, endless, last = draw([page("One"), ENDLESS, page("Two")])
    assert told(endless) == (
        "printing: drawing was stopped after 5 seconds. Give it longer with --time-limit, or "
        "shorten long texts in study.toml and in questionnaires of your own."
    )
    assert [first, last] == [pdf(page("One")), pdf(page("Two"))]
    assert len(processes) == 2
    assert all(process.poll() is not None for process in processes)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_process_that_the_system_ends_is_told_and_replaced(processes) -> None:
    with drawing(LONG_ENOUGH) as draw:
        list(draw([page("One")]))
        os.kill(processes[0].pid, signal.SIGKILL)
        processes[0].wait()
        ended, last = draw([page("Two"), page("Three")])
    assert told(ended) == (
        "printing: the system ended the process that was drawing (signal 9). That happens when "
        "memory runs out. Close other programs, or print one at a time with --jobs 1."
    )
    assert last == pdf(page("Three"))


@linux_only
def test_a_page_that_takes_all_memory_is_told(processes, monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    monkeypatch.setenv("MALLOC_ARENA_MAX", "1")  # else there is memory put by for other threads
    with drawing(LONG_ENOUGH) as draw:
        list(draw([page("One")]))
        size = int(Path(f"/proc/{processes[0].pid}/statm").read_text().split()[0])
        limit = size * resource.getpagesize() + 2 * 1024**2
        resource.prlimit(processes[0].pid, resource.RLIMIT_AS, (limit, limit))
        large, last = draw([PAGE.format("Large", "<p>Words</p>" * 2_000), page("Two")])
    assert "memory" in told(large)
    assert isinstance(last, bytes) or "memory" in told(last)


@linux_only
def test_no_process_may_take_the_memory_of_the_computer(processes) -> None:
    with drawing(LONG_ENOUGH):
        limits = Path(f"/proc/{processes[0].pid}/limits").read_text()
    (line,) = (line for line in limits.splitlines() if line.startswith("Max address space"))
    assert int(line.split()[3]) <= worker.MOST_MEMORY


def test_what_cannot_be_drawn_is_told_in_the_words_of_the_printer() -> None:
    outside = PAGE.format("Outside", '<img src="file:///etc/hostname" alt="A name in words.">')
    with drawing(LONG_ENOUGH) as draw:
        refused, last = draw([outside, page("Two")])
    assert told(refused) == (
        "printing: a template asks for something outside the package. "
        "Take out of the template what cannot be printed."
    )
    assert last == pdf(page("Two"))


def test_leaving_early_ends_what_is_being_drawn(processes) -> None:
    begin = time.monotonic()
    with pytest.raises(KeyboardInterrupt), drawing(LONG_ENOUGH) as draw:
        next(draw([page("One"), ENDLESS, ENDLESS]))
        raise KeyboardInterrupt
    assert time.monotonic() - begin < LONG_ENOUGH / 2
    assert all(process.poll() is not None for process in processes)


def test_no_printing_library_is_told_before_anything_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library pango')")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(PoetError) as refusal, drawing(LONG_ENOUGH):
        raise AssertionError("nothing can be drawn here")
    assert str(refusal.value).startswith(
        "printing: the library Pango is not installed on this computer. Install it: "
    )
    assert refusal.value.exit_code == CANNOT_READ_OR_WRITE


def test_a_program_that_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with pytest.raises(PoetError) as refusal, drawing(LONG_ENOUGH):
        raise AssertionError("nothing can be drawn here")
    assert str(refusal.value) == (
        "printing: the process that draws cannot be started: No such file or directory."
    )


def test_no_module_is_taken_from_the_folder_one_is_in(tmp_path: Path) -> None:
    """Else a file that somebody put beside the study could run."""
    for name in ("weasyprint", "json", "pikepdf", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('taken from here')")
    script = (
        "import sys; from poet.printing.workers import Printers, drawing\n"
        f"with drawing({LONG_ENOUGH}) as draw: print(next(draw(sys.argv[1:]))[:5])"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", script, page("One")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=LONG_ENOUGH,
    )
    assert (done.stdout, done.stderr) == ("b'%PDF-'\n", "")


HANGING = """\
from poet.printing import worker, workers
with workers.drawing(60) as draw:
    print(os.getpid(), flush=True)
    list(draw([endless]))
"""


@linux_only
@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGTERM])
def test_a_program_that_is_killed_leaves_no_process_behind(
    tmp_path: Path, stop: signal.Signals
) -> None:
    (tmp_path / "endless.html").write_text(ENDLESS, encoding="utf-8")
    head = "import os, pathlib\nendless = pathlib.Path('endless.html').read_text()\n"
    with subprocess.Popen(
        [sys.executable, "-c", head + HANGING], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout.readline() == f"{program.pid}\n"
        time.sleep(0.5)  # until the page is being drawn
        children = Path(f"/proc/{program.pid}/task/{program.pid}/children").read_text().split()
        assert len(children) == 1
        program.send_signal(stop)
    assert still_running(children) == []
