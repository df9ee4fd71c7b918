"""What the drawing process says: a PDF, or why not; never the words of an exception."""

from __future__ import annotations

import io

import pytest

from poet import __version__
from poet.errors import PoetError
from poet.printing import pdf, worker

ANSWER = "My neighbour's dog is called Rex"


def test_a_message_arrives_as_it_was_sent() -> None:
    pipe = io.BytesIO()
    worker.send(pipe, b"\n{}\x00", found="half\nof it")
    worker.send(pipe, b"")
    pipe.seek(0)
    assert worker.received(pipe) == ({"found": "half\nof it", "bytes": 4}, b"\n{}\x00")
    assert worker.received(pipe) == ({"bytes": 0}, b"")
    assert worker.received(pipe) is None


@pytest.mark.parametrize("kept", [0, 5, 13, 19])
def test_half_a_message_is_none(kept: int) -> None:
    pipe = io.BytesIO()
    worker.send(pipe, b"content")
    assert worker.received(io.BytesIO(pipe.getvalue()[:kept])) is None


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (
            PoetError("printing", "it is broken", expected="It is whole", cure="Mend it"),
            {"found": "it is broken", "expected": "It is whole", "cure": "Mend it"},
        ),
        (MemoryError(ANSWER), {"found": "drawing takes more memory than a report may"}),
        (
            OSError(28, "No space left on device", ANSWER),
            {"found": "the system says: No space left on device"},
        ),
        (OSError(ANSWER), {"found": "the system says: OSError"}),
    ],
)
def test_what_went_wrong_is_told(
    monkeypatch: pytest.MonkeyPatch, problem: Exception, said: dict[str, str]
) -> None:
    def failing(html: str) -> bytes:
        raise problem

    monkeypatch.setattr(pdf, "pdf", failing)
    assert worker.drawn(b"<p></p>") == (b"", said)


@pytest.mark.parametrize("kind", [ValueError, KeyError, RecursionError, AssertionError])
def test_a_mistake_in_poet_shows_no_answers(
    monkeypatch: pytest.MonkeyPatch, kind: type[Exception]
) -> None:
    def failing(html: str) -> bytes:
        raise kind(ANSWER)

    monkeypatch.setattr(pdf, "pdf", failing)
    content, said = worker.drawn(b"<p></p>")
    line = failing.__code__.co_firstlineno + 1
    assert content == b""
    assert said == {
        "found": f"{kind.__name__} at test_worker.py, line {line}",
        "expected": f"This is a mistake in poet {__version__}, not in your files",
        "cure": "Please report this sentence",
    }


def test_a_page_is_drawn() -> None:
    content, said = worker.drawn(b"<html lang='en'><title>A</title><h1>A</h1></html>")
    assert (content[:5], said) == (b"%PDF-", {})
