from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        ("bash", "complete -o nosort -F _poet_completion poet"),
        ("zsh", "#compdef poet"),
        ("fish", "complete --no-files --command poet"),
    ],
)
def test_a_script_is_printed(run: Callable, shell: str, line: str) -> None:
    ran = run("completion", shell)
    assert (ran.code, ran.err) == (0, "")
    assert line in ran.out
    assert "_POET_COMPLETE" in ran.out


def test_another_shell_is_refused(run: Callable) -> None:
    ran = run("completion", "cmd")
    assert (ran.code, ran.out) == (2, "")
    assert "'cmd' is not one of 'bash', 'zsh', 'fish'." in ran.error


@pytest.mark.parametrize(
    ("written", "offered"), [("che", ["plain,check"]), ("re", ["plain,report"]), ("x", [])]
)
def test_a_word_is_completed(program: Callable, written: str, offered: list[str]) -> None:
    ran = program(_POET_COMPLETE="bash_complete", COMP_WORDS=f"poet {written}", COMP_CWORD="1")
    assert ran.code == 0
    assert ran.out.split() == offered
