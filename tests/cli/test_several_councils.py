"""`poet report` over several councils: what it writes, says and takes up again."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

import poet
from poet.errors import PoetError


@pytest.fixture
def two(here: Path, as_html: None) -> Path:
    """Two councils in which practitioners alone were asked, and one where nobody answered."""
    poet.example(here / "study", authorities=3, people=40)
    toml = here / "study" / "study.toml"
    head, *blocks = re.split(
        r"(?=^\[\[responses\]\]$)", toml.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    kept = next(block for block in blocks if '"practitioners.csv"' in block)
    # What goes with the answers of others goes with them.
    for line in (
        'released_comments = "released_comments.csv"\n',
        'population = "population.csv"\n',
    ):
        head = head.replace(line, "")
    head = re.sub(r"(?ms)^\[themes\]$.*?(?=^\[|\Z)", "", head)
    toml.write_text(head + kept, encoding="utf-8")
    answers = here / "study" / "practitioners.csv"
    lines = answers.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    left = [line for line in lines if ",X003," not in line]
    assert 2 < len(left) < len(lines)
    answers.write_text("".join(left), encoding="utf-8-sig")
    return here / "study"


def contents_by_name(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


OF_TWO = ["X001-alderfen-summary.pdf", "X002-fernhollow-summary.pdf"]
SILENT = "No report, as nobody's answers can be used: Ottermere\n"


def test_several_councils_have_a_list_and_a_page_that_links_them(
    run: Callable, two: Path, here: Path
) -> None:
    ran = run("report", "study", "-o", "out", "--edition", "summary", "--format", "pdf")
    assert (ran.code, ran.err) == (0, SILENT)
    assert ran.out.splitlines() == [str(Path("out", name)) for name in OF_TWO]
    assert sorted(contents_by_name(here / "out")) == [*OF_TWO, "index.html", "reports.json"]
    page = (here / "out" / "index.html").read_text(encoding="utf-8")
    assert [name for name in OF_TWO if f'href="{name}"' not in page] == []
    assert "<h2>Ottermere</h2>\n<p>No report, as nobody&#39;s answers can be used.</p>" in page


def test_what_is_whole_is_left_and_the_rest_is_made(run: Callable, two: Path, here: Path) -> None:
    words = ("report", "study", "-o", "out", "--edition", "summary", "--format", "pdf")
    assert run(*words).code == 0
    before = contents_by_name(here / "out")
    (here / "out" / OF_TWO[1]).unlink()
    assert run(*words).code == 3
    ran = run(*words, "--resume")
    assert (ran.code, ran.out) == (0, f"{Path('out', OF_TWO[1])}\n")
    assert ran.err == f"1 file is whole and current, and not made again. To make: 1.\n{SILENT}"
    ran = run(*words, "--resume", "-q")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert contents_by_name(here / "out") == before


def test_each_report_that_fails_is_a_line_at_the_end(
    run: Callable, two: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(pages: Iterable[str]) -> Iterator[bytes | PoetError]:
        for page in pages:
            broken = "Fernhollow</" in page
            yield PoetError("printing", "it broke", cure="Mend it") if broken else page.encode()

    at_once = contextlib.nullcontext(failing)
    monkeypatch.setattr("poet.printing.build.drawing", lambda *_: at_once)
    words = ("report", "study", "-o", "out", "--edition", "summary,workshop", "--format", "pdf")
    ran = run(*words)
    assert (ran.code, len(ran.out.splitlines())) == (3, 2)
    assert ran.err == (
        f"{SILENT}Error: report on Fernhollow, summary: it broke. Mend it.\n"
        "report on Fernhollow, workshop: it broke.\n"
    )
    page = (here / "out" / "index.html").read_text(encoding="utf-8")
    assert "<p>Workshop report: not made, as it broke.</p>" in page
    monkeypatch.setattr(
        "poet.printing.build.drawing",
        lambda *_: contextlib.nullcontext(lambda pages: map(str.encode, pages)),
    )
    assert len(run(*words, "--resume").out.splitlines()) == 2


def test_with_verbose_each_file_is_told_as_it_is_made(run: Callable, two: Path) -> None:
    ran = run("report", "study", "-o", "out", "--edition", "summary", "--format", "pdf", "-v")
    assert f"{OF_TWO[0]}: 1 of 2 files\n{OF_TWO[1]}: 2 of 2 files\n" in ran.err


def test_a_cluster_that_is_none_is_told(run: Callable, two: Path, here: Path) -> None:
    pytest.importorskip("distributed", reason="the extra [cluster] is not installed")
    ran = run("report", "study", "-o", "out", "--cluster", "here")
    assert (ran.code, ran.out) == (3, "")
    assert ran.error == (
        'cluster "here": this is no address of a scheduler. Write it as tcp://HOST:8786.'
    )
    assert contents_by_name(here / "out") == {}
