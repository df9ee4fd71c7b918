"""The command line: `poet`. Each command loads, calls one public function, and prints."""

from __future__ import annotations

import gc
import io
import os
import sys
import warnings
from pathlib import Path

import click

from poet import __version__
from poet.cli.authorities import authorities
from poet.cli.blank_form import form
from poet.cli.compare_entries import compare_entries
from poet.cli.completion import COMPLETING, completion
from poet.cli.link_ids import link_ids
from poet.cli.making import example, init
from poet.cli.map import map_columns
from poet.cli.plan import plan
from poet.cli.purge import purge
from poet.cli.questionnaires import questionnaires
from poet.cli.ras import ras
from poet.cli.studies import check, findings, report
from poet.cli.talk import colour
from poet.cli.template import template
from poet.cli.themes import themes
from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.wording import cleaned

INTERRUPTED = 130
EXIT_CODES = """
Exit codes: 0 all well, 1 problems or differences found, 2 wrong use, 3 cannot read or write.
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
    context.color = colour()


for command in (
    init,
    example,
    plan,
    questionnaires,
    form,
    template,
    compare_entries,
    link_ids,
    authorities,
    map_columns,
    check,
    findings,
    report,
    themes,
    ras,
    purge,
    completion,
):
    commands.add_command(command)


def main() -> None:
    """Run the command line and end with its exit code; a user's mistake shows no traceback."""
    # The matrices here are small: threads that share them wait for each other, at twice the CPU
    # time and no gain by the clock. It must be said before numpy is loaded.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Little that is made here stands in circles; to look for those as often as usual takes longer.
    gc.set_threshold(50_000, 50, 1_000)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A letter that this terminal or pipe does not know is shown as "?".
            stream.reconfigure(errors="replace")
    if not sys.warnoptions:
        # What a library warns of may hold the value of a cell; who develops poet asks with -W.
        warnings.simplefilter("ignore")
    sys.exit(_run())


def _run() -> int:
    try:
        return commands.main(prog_name="poet", standalone_mode=False) or 0
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. Files already written are whole.", err=True)
        return INTERRUPTED
    except SystemExit as end:
        # Click ends so after completing a word for a shell, and when the reader of our output has
        # closed it (poet ... | head), which is no mistake.
        return int(end.code or 0) if COMPLETING in os.environ else 0
    except Exception as problem:
        return _told(problem)


def _told(problem: Exception) -> int:
    """Say what went wrong, without a traceback; returns the exit code."""
    if isinstance(problem, click.ClickException):
        problem.show()
        return problem.exit_code
    if isinstance(problem, PoetError):
        _say_error(str(problem))
        return problem.exit_code
    if isinstance(problem, OSError) and problem.filename:
        # What the system says of a file holds no answers.
        _say_error(f"{problem.filename}: the system says: {problem.strerror}.")
    else:
        _say_error(_our_mistake(problem))
    return CANNOT_READ_OR_WRITE


def _say_error(sentence: str) -> None:
    # Titles and names come from files: signs in them must not steer the terminal.
    error = f"{click.style('Error:', fg='red')} {cleaned(sentence)}"
    click.echo(error, err=True, color=colour())


def _our_mistake(problem: Exception) -> str:
    """Where it happened and what kind it is; never its message, which may hold an answer."""
    trace = problem.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = "an unknown place"
    if trace is not None:
        where = f"{Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}"
    return (
        f"{type(problem).__name__} at {where}. This is a mistake in poet {__version__}, "
        "not in your files. Please report this sentence."
    )
