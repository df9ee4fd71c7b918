"""What every test may use."""

from __future__ import annotations

import ast
import contextlib
import inspect
import os
import shutil
import signal
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType

# A shell has what runs in the background ignore Ctrl-C, and programs that tests start would, too.
with contextlib.suppress(ValueError):  # pytest in a thread of its own
    signal.signal(signal.SIGINT, signal.default_int_handler)
# As the command line has it, and before numpy is loaded: two workers of two threads each wait for
# each other. Programs that tests start inherit it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest
from hypothesis import settings

import poet
from poet import definition
from poet.questionnaire import Questionnaire

REPOSITORY = Path(__file__).resolve().parents[1]

# A first call loads slow packages, and machines that test several things at once are slow now and
# then: time is no mistake. The examples are the same in every run, so that a change is judged by
# what it changes; without derandomize new ones are looked for.
settings.register_profile("poet", deadline=None, derandomize=True)
settings.load_profile("poet")

OWN_QUESTIONNAIRE = """\
id = "mine"
version = "1.0"
audience = "carer"
title = "A questionnaire of our own"
people = "family carers"

[topics]
life = "Life"

[scores.process]
title = "How easy it was"
high = "found it easy"
low = "found it difficult"

[scales.change]
best = "first"
good = "better"
neutral = "no difference"
bad = "worse"
answers = [
  { code = "better", label = "Better", meaning = "good" },
  { code = "same", label = "The same", meaning = "neutral" },
  { code = "worse", label = "Worse", meaning = "bad" },
  { code = "not_said", label = "Prefer not to say", meaning = "not_an_answer" },
]

[scales.group]
answers = [
  { code = "woman", label = "Woman" },
  { code = "man", label = "Man" },
]

[[questions]]
key = "your_life"
topic = "life"
role = "outcome"
kind = "single"
scale = "change"
wording = "How is your life now?"
easy_read = "How is life?"

[[questions]]
key = "group"
topic = "gender"
role = "background"
kind = "single"
scale = "group"
wording = "What is your gender?"
easy_read = "What are you?"
adjust = true

[[questions]]
key = "years"
topic = "age"
role = "background"
kind = "number"
wording = "How old are you?"
easy_read = "What is your age?"
lowest = 16
highest = 110

[[questions]]
key = "words"
topic = "about_the_process"
role = "comment"
kind = "text"
wording = "What would you change?"
easy_read = "What should change?"

[[questions]]
key = "form"
topic = "person_id"
role = "admin"
kind = "text"
wording = "Number of the form"
easy_read = "Form number"
"""
# A question with several answers, to be added to it.
SEVERAL_ANSWERS = """
[[questions]]
key = "helpers"
topic = "who_helped"
role = "background"
kind = "multiple"
scale = "group"
wording = "Who helped you?"
easy_read = "Who helped?"
"""
SMALL_STUDY = """\
title = "Carers in Fernhollow"
authority = "Fernhollow"
contact = "The evaluation team"

[[responses]]
file = "carers.csv"
questionnaire = "mine"

[disclosure]
profile = "local"
"""
SMALL_ANSWERS = """\
form,your_life,group,years,words
F1,Better,Woman,61,Less paper
F2,worse,man,70,
F3,The same,Man,58,
"""


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data and reference numbers, beside the repository (or POET_SHARED)."""
    folder = Path(os.environ.get("POET_SHARED", REPOSITORY.parent / "shared"))
    if not (folder / "reference").is_dir():
        pytest.skip(f"the reference data are not here ({folder}); set POET_SHARED to their folder")
    return folder


@pytest.fixture(scope="session")
def made_up_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up study of one council with 40 budget holders, to be read and not changed."""
    folder = tmp_path_factory.mktemp("made-up") / "study"
    poet.example(folder, authorities=1, people=40)
    return folder


@pytest.fixture
def made_up(made_up_once: Path, tmp_path: Path) -> Path:
    """A copy of that study, to do with as the test likes."""
    return shutil.copytree(made_up_once, tmp_path / "made-up")


@pytest.fixture(scope="session")
def own_questionnaire() -> str:
    """A questionnaire called "mine", without a mistake."""
    return OWN_QUESTIONNAIRE


@pytest.fixture
def own(tmp_path: Path) -> Callable[..., Questionnaire]:
    """The questionnaire "mine" and a question with several answers; texts changed if asked for."""

    def made(*changes: tuple[str, str]) -> Questionnaire:
        text = OWN_QUESTIONNAIRE + SEVERAL_ANSWERS
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
        return definition.load("mine", tmp_path)

    return made


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A study of one council, one questionnaire of its own and three carers."""
    folder = tmp_path / "small"
    (folder / "questionnaires").mkdir(parents=True)
    (folder / "questionnaires" / "mine.toml").write_text(OWN_QUESTIONNAIRE, encoding="utf-8")
    (folder / "carers.csv").write_text(SMALL_ANSWERS, encoding="utf-8")
    (folder / "study.toml").write_text(SMALL_STUDY, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def changed() -> Callable[[Path, str, str], None]:
    """Changes one text in a file; the text must be there."""

    def change(path: Path, old: str, new: str) -> None:
        before = path.read_text(encoding="utf-8")
        assert old in before
        path.write_text(before.replace(old, new, 1), encoding="utf-8")

    return change


@pytest.fixture(scope="session")
def untested() -> Callable[[ModuleType, Iterable[str]], list[str]]:
    """What a module can say is wrong, as far as none of the sentences given holds it."""

    def missing(module: ModuleType, sentences: Iterable[str]) -> list[str]:
        said = "\n".join(sentences)
        return [words for words in _words_of_mistakes(module) if words not in said]

    return missing


def _words_of_mistakes(module: ModuleType) -> list[str]:
    """The fixed texts of what each PoetError of a module says was found; short ones only alone."""
    calls = [
        node
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "PoetError"
    ]
    assert calls
    texts = [
        [
            piece.value
            for piece in ast.walk(call.args[1])
            if isinstance(piece, ast.Constant) and isinstance(piece.value, str)
        ]
        for call in calls
    ]
    return [
        words
        for pieces in texts
        for words in pieces
        if len(words) >= 10 or words == max(pieces, key=len)
    ]
