"""Whatever breaks, and wherever: one sentence, no traceback, and nobody's answers."""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from poet.cli import _run

ANSWER = "My neighbour's dog is called Rex"
MISSPELT = "A lot bettre"
# What is broken, in which command, and the file that the mistake is told to be in.
BROKEN = {
    "poet.study_file.read_table": ["check", "findings", "report"],
    "poet.study_file.check_table": ["check", "findings", "report"],
    "poet.checking.grouped": ["check"],
    "poet.sections.find_all": ["findings", "report"],
    "poet.releasing.release": ["findings", "report"],
    "poet.publishing.csv_bytes": ["findings"],
    "poet.publishing.xlsx_bytes": ["findings"],
    "poet.printing.pages.view_of": ["report"],
    "poet.printing.pages.printable": ["report"],
    "poet.writing.secrets.token_hex": ["check", "findings"],
}
CASES = [(place, command) for place, commands in BROKEN.items() for command in commands]
MISTAKE = re.compile(
    r"\w+ at test_no_answers_told\.py, line \d+\. This is a mistake in poet [\d.]+, "
    r"not in your files\. Please report this sentence\."
)


@pytest.fixture
def study(study_that_says: Callable[..., Path]) -> Path:
    """A study with a comment that nobody released, and with an answer that there is not."""
    folder = study_that_says("plain " + "w" * 70)
    with (folder / "answers.csv").open("a", encoding="utf-8") as file:
        file.write(f"X001,better,{MISSPELT},same,worse,better,x,{ANSWER}\n")
    return folder


@pytest.fixture
def said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Runs a command in this process: its exit code, and all it said."""

    def running(*words: str | Path) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["poet", *map(str, words)])
        code = _run()
        return code, "".join(capsys.readouterr())

    monkeypatch.chdir(tmp_path)
    return running


def broken(problem: Exception) -> Callable[..., None]:
    def breaking(*_: object, **__: object) -> None:
        answer = ANSWER  # as a local value, which some tracebacks show
        raise problem from ValueError(answer)

    return breaking


@pytest.mark.parametrize(("place", "command"), CASES, ids=[f"{c} {p}" for p, c in CASES])
def test_a_mistake_deep_inside_is_a_sentence(
    study: Path, said: Callable, monkeypatch: pytest.MonkeyPatch, place: str, command: str
) -> None:
    monkeypatch.setattr(place, broken(KeyError(ANSWER)))
    code, told = said(command, study, "-o", "out", "-v")
    assert code > 1
    assert "Rex" not in told
    assert "Traceback" not in told
    assert MISTAKE.search(" ".join(told.split()))
    assert not [path for path in Path("out").glob("*") if path.suffix in {".pdf", ".html"}]


@pytest.mark.parametrize("command", ["check", "findings", "report"])
def test_free_text_is_told_nowhere_and_what_is_no_answer_by_the_check_alone(
    study: Path, said: Callable, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr("poet.printing.build.drawing", drawn_at_once)
    code, told = said(command, study, "-o", "out", "-v")
    assert code == (1 if command == "check" else 0)
    assert "Rex" not in told
    assert (MISSPELT in told) == (command == "check")
    left = "".join(path.read_bytes().decode(errors="replace") for path in Path("out").iterdir())
    assert "Rex" not in left
    assert (MISSPELT in left) == (command == "check")


def drawn_at_once(seconds: float) -> object:
    from contextlib import nullcontext

    return nullcontext(lambda pages: map(str.encode, pages))


def test_a_warning_of_a_library_is_not_shown(watched, study: Path) -> None:
    """Some hold the value of a cell."""
    script = (
        "import sys, warnings, poet.study_file as s\n"
        "read = s.read_table\n"
        "def warning(*a, **k):\n"
        f"    warnings.warn({ANSWER!r}); return read(*a, **k)\n"
        "s.read_table = warning\n"
        "import poet.cli; poet.cli.main()"
    )
    program = [sys.executable, "-c", script]
    ran = watched.ended(watched.start("findings", study, "-o", "out", program=program))
    assert ran.code == 0
    assert "Rex" not in ran.out + ran.err
    assert "Warning" not in ran.err


def test_warnings_are_seen_where_they_are_asked_for() -> None:
    """Those who develop poet see them: tests turn them into errors."""
    with pytest.raises(UserWarning, match="asked for"):
        warnings.warn("asked for", stacklevel=1)
