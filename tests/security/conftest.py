"""Commands run while they are watched, and a study that is hostile wherever a text can stand."""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sysconfig
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import tomli_w

PROGRAM = Path(sysconfig.get_path("scripts")) / ("poet.exe" if os.name == "nt" else "poet")
SECONDS = 120
PEOPLE = 120
# Runs before anything else of a command, and in the processes that it starts. It writes down every
# socket, every file opened to write and every program started, and refuses sockets. Tests can make
# its disk slow.
WATCH = """\
import os, sys, time

log = os.open(os.environ["WATCH_LOG"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND

def watch(event, arguments):
    if event.startswith("socket."):
        os.write(log, f"socket {event}\\n".encode())
        raise PermissionError("no network in this test")
    if event == "open" and isinstance(arguments[0], str) and arguments[2] & WRITING:
        os.write(log, f"write {os.path.abspath(arguments[0])}\\n".encode(errors="replace"))
    if event == "subprocess.Popen":
        os.write(log, f"program {arguments[0]}\\n".encode())
    if event in ("os.system", "os.exec", "os.posix_spawn", "os.startfile"):
        os.write(log, f"program {arguments[0]}\\n".encode())

sys.addaudithook(watch)
slow = float(os.environ.get("SLOW_DISK", 0))
if slow:
    fsync = os.fsync
    os.fsync = lambda file: (time.sleep(slow), fsync(file))[1]
"""


@dataclass(frozen=True)
class Ran:
    """What a command ended with and said; and what it did: (what, of what) in order."""

    code: int
    out: str
    err: str
    did: tuple[tuple[str, str], ...]

    def all_of(self, what: str) -> list[str]:
        """Everything of one kind: "socket", "write" or "program"."""
        return [of_what for done, of_what in self.did if done == what]


@dataclass(frozen=True)
class Watched:
    """The program `poet` in a folder, watched; its temporary files are in a folder of their own."""

    folder: Path
    watch: Path
    log: Path
    temporary: Path

    def start(
        self,
        *words: str | Path,
        program: Sequence[str] = (str(PROGRAM),),
        slow: float = 0,
        **options: Any,
    ) -> subprocess.Popen:
        """The program started with these words; `slow` are the seconds that its disk takes."""
        variables = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(
                [str(self.watch), *filter(None, [os.environ.get("PYTHONPATH")])]
            ),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONIOENCODING": "utf-8",
            "WATCH_LOG": str(self.log),
            "SLOW_DISK": str(slow),
            **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self.temporary)),
        }
        return subprocess.Popen(
            [*program, *map(str, words)],
            cwd=self.folder,
            env=variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            **options,
        )

    def ended(self, running: subprocess.Popen) -> Ran:
        """What became of it."""
        out, err = running.communicate(timeout=SECONDS)
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        did = tuple((what, of_what) for what, _, of_what in (line.partition(" ") for line in lines))
        return Ran(running.returncode, out, err, did)

    def run(self, *words: str | Path, **options: Any) -> Ran:
        """The program run to its end. It never shows a traceback."""
        ran = self.ended(self.start(*words, **options))
        assert "Traceback" not in ran.out + ran.err
        return ran


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    """Runs the program in this test's folder."""
    for name in ("watch", "temporary", "here"):
        (tmp_path / name).mkdir()
    (tmp_path / "watch" / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    return Watched(
        tmp_path / "here", tmp_path / "watch", tmp_path / "watch.log", tmp_path / "temporary"
    )


def _questionnaire(said: Callable[[str], str]) -> Mapping[str, Any]:
    """A questionnaire in which everything a reader may see goes through `said`."""
    questions = [
        {"key": "life", "topic": "life", "role": "outcome", "scale": "change"},
        {"key": "home", "topic": "life", "role": "outcome", "scale": "change"},
        {"key": "forms", "topic": "ease", "role": "process", "scale": "change"},
        {"key": "money", "topic": "ease", "role": "process", "scale": "change"},
        {"key": "views", "topic": "say", "role": "involvement", "scale": "change"},
        {"key": "group", "topic": "group", "role": "background", "scale": "group", "adjust": True},
        {"key": "words", "topic": "life", "role": "comment"},
    ]
    for question in questions:
        question["kind"] = "single" if "scale" in question else "text"
        for field in ("wording", "easy_read", "short"):
            question[field] = said(f"{question['key']} {field}")
    score = {"title": said("score"), "high": said("high"), "low": said("low")}
    changes = {"better": "good", "same": "neutral", "worse": "bad"}
    return {
        "id": "mine",
        "audience": "budget_holder",
        **{key: said(key) for key in ("version", "title", "people", "about")},
        "topics": {topic: said(topic) for topic in ("life", "ease", "say", "group")},
        "scores": {"process": score, "involvement": score},
        "scales": {
            "change": {
                "best": "first",
                **{meaning: said(meaning) for meaning in changes.values()},
                "answers": [
                    {"code": code, "label": said(code), "meaning": meaning}
                    for code, meaning in changes.items()
                ],
            },
            "group": {"answers": [{"code": code, "label": said(code)} for code in "xy"]},
        },
        "questions": questions,
    }


def _process_map(said: Callable[[str], str]) -> Mapping[str, Any]:
    """A map of two steps, the second of which does the work of the first again."""
    talk = {"id": "talk", "who": "person", "minutes": 60}
    again = {"id": "again", "who": said("clerk"), "minutes": 30, "forms": 1, "repeats": "talk"}
    for step in (talk, again):
        more = {"name": said(step["id"]), "system": said(f"{step['id']} records")}
        step |= {"stage": "plan", "topic": "ease", **more}
    return {
        "title": said("map"),
        "source": said("diaries"),
        "cases_a_year": 100,
        "stages": [{"id": "plan", "name": said("stage")}],
        "steps": [talk, again],
        "what_if": [{"name": said("change"), "without": ["again"]}],
    }


def _answers(names: Sequence[str]) -> list[list[str]]:
    """People whose life goes well where forms are easy, so that there are links to tell."""
    drawn, rows = random.Random(7), []  # noqa: S311 - nothing is kept secret with it
    for person in range(PEOPLE):
        mood = drawn.random()
        weights = [mood**2, mood * (1 - mood), (1 - mood) ** 2]
        answers = drawn.choices(["better", "same", "worse"], weights, k=5)
        rows.append([names[person % len(names)], *answers, drawn.choice("xy"), "Not released"])
    return rows


@pytest.fixture(scope="session")
def study_that_says(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A study in which this text stands at the end of everything that people write.

    `codes` are those of its authorities; unless `in_names`, their names are left alone.
    """

    def made(text: str, codes: Sequence[str] = ("X001",), *, in_names: bool = True) -> Path:
        folder = tmp_path_factory.mktemp("hostile") / "study"
        (folder / "questionnaires").mkdir(parents=True)

        def said(words: str) -> str:
            return f"{words} {text}"

        study = {
            **{key: said(key) for key in ("title", "contact")},
            "authorities": [
                {"code": code, "name": said(f"Council {code}") if in_names else f"Council {code}"}
                for code in codes
            ],
            "authority_column": "council",
            "released_comments": "released.csv",
            "process_map": {"file": "map.toml"},
            "waves": [{"id": "1", "name": said("wave")}],
            "responses": [{"file": "answers.csv", "questionnaire": "mine", "wave": "1"}],
        }
        (folder / "study.toml").write_bytes(tomli_w.dumps(study).encode())
        asked = tomli_w.dumps(_questionnaire(said)).encode()
        (folder / "questionnaires" / "mine.toml").write_bytes(asked)
        (folder / "map.toml").write_bytes(tomli_w.dumps(_process_map(said)).encode())
        headings = ["council", "life", "home", "forms", "money", "views", "group", "words"]
        _write(folder / "answers.csv", [headings, *_answers(codes)])
        columns = ["authority", "questionnaire", "question", "text", "released_by", "released_on"]
        comment = text.replace("\x00", "")[:100_000]
        rows = [[code, "mine", "words", comment, "A. Reader", "2026-01-31"] for code in codes]
        _write(folder / "released.csv", [columns, *rows])
        return folder

    return made


def _write(path: Path, rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
