"""The command line: `poet`. Each command loads, calls one public function, and prints."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from poet import __version__
from poet.cli.completion import completion
from poet.cli.making import example, init
from poet.cli.questionnaires import questionnaires
from poet.cli.studies import check, findings, report
from poet.errors import CANNOT_READ_OR_WRITE, PoetError

INTERRUPTED = 130
EXIT_CODES = """
Exit codes: 0 all well, 1 problems found in the answers, 2 wrong use, 3 cannot read or write.
"""


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=f"{EXIT_CODES}\n\nExample: poet example my-study",
)
@click.version_option(__version__, prog_name="poet")
@click.pass_context
def commands(context: click.Context) -> None:
    """Survey answers about personal budgets in, findings and accessible reports out.

    Start with a made-up study (poet example) or with your own answers (poet init).
    """
    if os.environ.get("NO_COLOR"):
        context.color = False


for command in (init, example, questionnaires, check, findings, report, completion):
    commands.add_command(command)


def main() -> None:
    """Run the command line and end with its exit code; a user's mistake shows no traceback."""
    sys.exit(_run())


def _run() -> int:
    try:
        return commands.main(prog_name="poet", standalone_mode=False) or 0
    except PoetError as problem:
        click.echo(f"{click.style('Error:', fg='red')} {problem}", err=True)
        return problem.exit_code
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. Files already written are whole.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has closed it (poet ... | head): that is no mistake.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as problem:
        click.echo(_our_mistake(problem), err=True)
        return CANNOT_READ_OR_WRITE


def _our_mistake(problem: Exception) -> str:
    """Where it happened and what kind it is; never its message, which may hold an answer."""
    trace = problem.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = "an unknown place"
    if trace is not None:
        where = f"{Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}"
    return (
        f"Error: {type(problem).__name__} at {where}. This is a mistake in poet {__version__}, "
        "not in your files. Please report this sentence."
    )
