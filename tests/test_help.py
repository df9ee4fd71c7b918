"""Every command has help that ends in an example which runs, and stands in the README."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from poet.cli import commands

REPOSITORY = Path(__file__).resolve().parents[1]
EXAMPLE = re.compile(r"^\s*Example: (.+)$", re.MULTILINE)
each_command = pytest.mark.parametrize("command", commands.commands.values(), ids=commands.commands)
NAMES = [
    "init",
    "example",
    "plan",
    "questionnaires",
    "form",
    "template",
    "compare-entries",
    "link-ids",
    "authorities",
    "map",
    "check",
    "findings",
    "report",
    "themes",
    "ras",
    "purge",
    "completion",
]


def help_of(command: click.Command) -> str:
    # The parent must know -h: a command keeps the help option that it was first asked for.
    above = commands.make_context("poet", [], resilient_parsing=True)
    parents = None if command is commands else above
    name = "poet" if command is commands else command.name
    context = click.Context(
        command, parent=parents, info_name=name, terminal_width=500, max_content_width=500
    )
    return command.get_help(context)


def example_of(command: click.Command) -> list[str]:
    """The words of the example with which the help ends."""
    last = help_of(command).rstrip().splitlines()[-1]
    found = EXAMPLE.match(last)
    assert found, f"the help ends in {last!r}"
    return shlex.split(found[1])


def test_these_are_the_commands() -> None:
    assert list(commands.commands) == NAMES


@each_command
def test_help_says_what_it_does(command: click.Command) -> None:
    text = help_of(command)
    assert text.startswith(f"Usage: poet {command.name} [OPTIONS]")
    assert command.help
    assert command.help.splitlines()[0].endswith((".", ":"))


@each_command
def test_every_option_has_help(command: click.Command) -> None:
    bare = [
        parameter.name
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help
    ]
    assert bare == []


@pytest.mark.parametrize("command", [commands, *commands.commands.values()])
def test_help_ends_in_an_example_that_can_be_run(command: click.Command) -> None:
    program, name, *words = example_of(command)
    assert program == "poet"
    if command is not commands:
        assert name == command.name
    meant = commands.commands[name]
    context = meant.make_context(name, words, parent=click.Context(commands, info_name="poet"))
    assert set(context.params) >= {parameter.name for parameter in meant.params}


def test_an_example_that_cannot_be_run_is_found() -> None:
    with pytest.raises(click.UsageError):
        commands.commands["check"].make_context("check", ["my-study", "--fast"])


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["check", "-h"], ["check", "--help"]])
def test_both_words_for_help(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(words, prog_name="poet", standalone_mode=False) == 0
    assert capsys.readouterr().out.startswith("Usage: poet")


def test_the_exit_codes_are_told() -> None:
    assert (
        "Exit codes: 0 all well, 1 problems or differences found, 2 wrong use, "
        "3 cannot read or write."
    ) in " ".join(help_of(commands).split())


@each_command
def test_every_command_takes_quiet_or_only_prints(command: click.Command) -> None:
    options = {word for parameter in command.params for word in parameter.opts}
    assert {"-q", "--quiet", "-v", "--verbose"} <= options or command.name == "completion"


@each_command
def test_the_readme_has_every_command(command: click.Command) -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    if "\n## " not in readme:
        pytest.skip("the README is not written yet: it has no section")
    assert f"`poet {command.name}" in readme
