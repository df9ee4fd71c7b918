"""`poet completion`: the script that lets a shell complete poet's commands."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

# The variable by which a shell asks for the rest of a word.
COMPLETING = "_POET_COMPLETE"


@click.command(epilog="Example: poet completion bash")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script with which SHELL completes poet's commands.

    For bash and zsh, put this line into the shell's start file: eval "$(poet completion bash)"
    """
    script = get_completion_class(shell)
    click.echo(script(context.find_root().command, {}, "poet", COMPLETING).source())
