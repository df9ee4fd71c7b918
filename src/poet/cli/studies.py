"""`poet check`, `poet findings`, `poet report`: what is done with a study."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

import poet
from poet.cli.talk import Talk, begin, print_json, talks
from poet.cli.whole_number import WholeNumber
from poet.errors import PoetError

PROBLEMS_FOUND = 1
study_argument = click.argument("study", type=click.Path(path_type=Path))
force_option = click.option("--force", is_flag=True, help="Write files again that are there.")
language_option = click.option(
    "--language",
    default="",
    metavar="CODE",
    help="Such as cy, which is Welsh; begun, and not all of it is translated yet.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
time_limit_option = click.option(
    "--time-limit",
    default=120,
    show_default=True,
    type=WholeNumber(1, 86_400),
    help="Seconds that drawing one report or form may take.",
)
output_option = click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="The folder to fill."
)


def listed(context: click.Context, option: click.Parameter, value: str) -> tuple[str, ...]:
    """The names of an option that takes several, parted by commas."""
    return tuple(name for name in (part.strip() for part in value.split(",")) if name)


@click.command(epilog="Example: poet check my-study")
@study_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Where problems.xlsx and problems.json go; the folder check of the study if not given.",
)
@force_option
@json_option
@talks
def check(talk: Talk, study: Path, output: Path | None, force: bool, as_json: bool) -> int:
    """Read the files of STUDY and tell what could not be used, cell by cell.

    Ends with 0 when everything could be used and 1 when there are problems.
    """
    from poet.checking_remarks import remarks_on

    checked = poet.check(poet.load_study(study))
    for responses in checked.study.responses:
        file = responses.source.file
        for note in responses.notes:
            talk.say(note if note.startswith(file) else f"{file}: {note}")
    for remark in remarks_on(checked.study):
        talk.say(remark)
    if as_json:
        print_json(checked.as_json())
    else:
        click.echo("\n".join(checked.lines()))
    # A list from before would contradict a check that is clean by now.
    if not checked.clean or output or force:
        _write_check(talk, checked, output, force)
    return 0 if checked.clean else PROBLEMS_FOUND


def _write_check(talk: Talk, checked: Any, output: Path | None, force: bool) -> None:  # noqa: ANN401 - a Check
    """Write the lists; a list that somebody may have worked on is left alone without --force."""
    from poet.checking import write_check

    folder = output or checked.study.folder / "check"
    try:
        written = write_check(checked, folder, force=force)
    except PoetError as problem:
        if output:
            raise
        talk.say(f"\nThe list of problems was not written. {problem}")
    else:
        talk.say("\nEvery problem, as a list: " + ", ".join(str(path) for path in written))


@click.command(epilog="Example: poet findings my-study -o findings")
@study_argument
@output_option
@click.option(
    "--technical",
    is_flag=True,
    help="Every model too: coefficients, diagnostics, and how robust each link is (slower).",
)
@click.option(
    "--descriptive",
    is_flag=True,
    help="Counts and shares only, without models: for millions of answers (faster).",
)
@force_option
@json_option
@talks
def findings(talk: Talk, study: Path, output: Path, as_json: bool, **options: Any) -> None:  # noqa: ANN401 - options as named above
    """Count and estimate everything in STUDY: a CSV per section, one xlsx, provenance.json.

    Small numbers are hidden by the disclosure profile of the study.
    """
    from poet.publishing import file_names

    loaded = _loaded(talk, study)
    found = poet.findings(loaded, output, **options)
    talk.detail(f"disclosure profile: {loaded.profile}")
    wanted = {name: options[name] for name in ("technical", "descriptive")}
    paths = [str(output / name) for name in file_names(**wanted)]
    if as_json:
        rows = {name: len(frame) for name, frame in found.items()}
        print_json({"files": paths, "rows": rows, "disclosure_profile": loaded.profile})
    else:
        click.echo("\n".join(paths))


@click.command(epilog="Example: poet report my-study -o reports --edition all --format pdf,html")
@study_argument
@output_option
@click.option(
    "--edition",
    default="workshop",
    show_default=True,
    metavar="NAMES",
    callback=listed,
    help="Which editions to print, parted by commas, or all.",
)
@click.option(
    "--format",
    "formats",
    default="pdf,html,csv,xlsx",
    show_default=True,
    metavar="NAMES",
    callback=listed,
    help="Pages as pdf and html, the numbers as csv and xlsx.",
)
@language_option
@click.option(
    "--authority",
    "authorities",
    multiple=True,
    metavar="CODE",
    help="Only this authority; may be given several times.",
)
@click.option(
    "--jobs",
    default=1,
    show_default=True,
    type=WholeNumber(1),
    help="Reports to make at a time; as many as the computer has cores makes it quick.",
)
@click.option(
    "--cluster",
    default="",
    metavar="ADDRESS",
    help="Make them on the Dask cluster whose scheduler is at this address.",
)
@time_limit_option
@click.option(
    "--resume",
    is_flag=True,
    help="Make only what is missing, damaged or old: after a run that was stopped.",
)
@force_option
@json_option
@talks
def report(talk: Talk, study: Path, output: Path, as_json: bool, **options: Any) -> None:  # noqa: ANN401 - options as named above
    """Print reports for each authority of STUDY, and the numbers beside them.

    Of several authorities, index.html links all reports, and reports.json lists them.
    """
    loaded = _loaded(talk, study)
    say_what_is_english(talk, options["language"] or loaded.language)
    printed: list[Any] = []
    try:
        _print(talk, loaded, output, printed, options)
    finally:
        # Where some could not be drawn, the others are there and are named.
        if as_json and printed:
            print_json([_as_json(one) for one in printed])
        elif printed:
            click.echo("\n".join(str(p.path) for p in printed))
        if not options["authorities"]:
            _say_who_is_silent(talk, loaded)


def say_what_is_english(talk: Talk, language: str) -> None:
    """Why a report in another language is marked as a draft, and where that is mended."""
    from poet.language import catalogue

    words = catalogue(language).what_is_missing()
    if words:
        talk.say(words)


def _as_json(printed: Any) -> dict[str, str]:  # noqa: ANN401 - a Printed
    return {
        "authority": printed.authority.code,
        "edition": printed.edition,
        "format": printed.format,
        "file": str(printed.path),
    }


def _print(talk: Talk, study: Any, output: Path, printed: list[Any], options: Any) -> None:  # noqa: ANN401 - a Study, options as of the command
    """Print the reports; each is put to those `printed` as soon as it is there."""
    with talk.progress("Printing") as bar:

        def planned(to_make: int, kept: int) -> None:
            begin(bar, to_make)
            if options["resume"]:
                talk.say(_what_stays(kept, to_make))

        def told(one: Any) -> None:  # noqa: ANN401 - a Printed
            printed.append(one)
            bar.update(1)
            talk.detail(f"{one.path.name}: {len(printed)} of {bar.length} files")

        poet.report(study, output, when_planned=planned, when_printed=told, **options)


def _what_stays(files: int, to_make: int) -> str:
    many = "1 file is" if files == 1 else f"{files:,} files are"
    return f"{many} whole and current, and not made again. To make: {to_make:,}."


def _with_answers(study: Any) -> list[Any]:  # noqa: ANN401 - a Study, its authorities
    from poet.printing import codes_with_answers

    answered = codes_with_answers(study)
    return [one for one in study.authorities if one.code in answered]


def _say_who_is_silent(talk: Talk, study: Any) -> None:  # noqa: ANN401 - a Study
    """Authorities that get no report, as nobody of theirs answered in the latest wave."""
    with_answers = _with_answers(study)
    names = [one.name for one in study.authorities if one not in with_answers]
    if names and with_answers:
        talk.say("No report, as nobody's answers can be used: " + ", ".join(names))


def _loaded(talk: Talk, folder: Path) -> Any:  # noqa: ANN401 - a Study
    """The study; says in a sentence when some answers could not be used."""
    study = poet.load_study(folder)
    problems = sum(map(len, study.problem_tables))
    if problems:
        many = "1 problem" if problems == 1 else f"{problems:,} problems"
        talk.say(f"{many} in the files of the study. See them with: poet check {folder}")
    for responses in study.responses:
        talk.detail(f"{responses.source.file}: {responses.account.sentence()}")
    return study
