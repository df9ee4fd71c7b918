"""`poet completion`: the script that lets a shell complete poet's commands."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command(epilog='Example: eval "$(poet completion bash)"')
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the completion script for SHELL; put its line into the shell's start file."""
    script = get_completion_class(shell)
    click.echo(script(context.find_root().command, {}, "poet", "_POET_COMPLETE").source())
