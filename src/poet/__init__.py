"""poet: survey answers about personal budgets in, findings and accessible reports out.

    study = poet.load_study("my-study")
    for line in poet.check(study).lines():
        print(line)
    outcomes = poet.findings(study)["outcomes"]
    poet.report(study, "reports")

The command line does the same with the same names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from poet.errors import PoetError
from poet.points_table import ras

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.checking import Check
    from poet.comparing import Comparison
    from poet.mapping import StudyMapping
    from poet.planning import Plan
    from poet.printing import Printed
    from poet.study import Study

__version__ = "0.1.0"
__all__ = [
    "check",
    "compare_entries",
    "example",
    "findings",
    "form",
    "load_study",
    "map_columns",
    "plan",
    "ras",
    "report",
    "template",
]


def example(
    folder: Path | str,
    *,
    authorities: int = 3,
    people: int = 120,
    waves: int = 1,
    seed: int = 1,
    effect: str = "planted",
) -> tuple[Path, ...]:
    """Make a whole made-up study in a new folder; returns the files written.

    `people` is how many budget holders answer per authority. With `effect="planted"` ease and
    involvement go with outcomes as `truth.toml` says; with "none" they do not. Raises PoetError
    when the folder holds something already.
    """
    from poet.made_up import make_study

    return make_study(
        Path(folder),
        authorities=authorities,
        people=people,
        waves=waves,
        seed=seed,
        effect=effect,
    )


def plan(
    population: int,
    *,
    margin: float = 5,
    response_rate: float | None = None,
    groups: Mapping[str, int] | None = None,
) -> Plan:
    """How many people must answer so that a share is known to within a margin.

    As on the command line, `margin` is in percentage points either way, `response_rate` is how
    many in 100 people answer, and `groups` has the people of each group of the `population`.
    It holds for a random sample of people. Raises PoetError when a number is out of its range.
    """
    from poet.planning import plan_survey

    return plan_survey(population, margin, response_rate, groups or {})


def form(  # noqa: PLR0913 - keywords, as of the command
    questionnaire: str,
    output: Path | str,
    *,
    folder: Path | str | None = None,
    edition: str = "standard",
    formats: Sequence[str] = ("pdf", "html"),
    authority: str = "",
    contact: str = "",
    return_by: str = "",
    number_box: bool = False,
    language: str = "",
    time_limit: float = 120,
    force: bool = False,
) -> tuple[Path, ...]:
    """Print the blank form of a questionnaire, to be filled in by hand; returns the files.

    `output` is a folder, or one file that ends in .pdf or .html. `folder` has questionnaires of
    your own, `edition` is "standard", "easy_read" or "large_print". `authority`, `contact` and
    `return_by` are printed as they are; `number_box` adds a box for the number of the form;
    `language` is a code such as "cy" (Welsh), that of the questionnaire if not given. A PDF is
    drawn in at most `time_limit` seconds. Raises PoetError when there is no such questionnaire,
    edition or format, or a file cannot be written or is there and `force` is not given.
    """
    from poet import definition
    from poet.language import catalogue
    from poet.language_study import questionnaire_in
    from poet.printing.blank_form import print_form
    from poet.printing.blank_form_view import Particulars

    asked = definition.load(questionnaire, Path(folder) if folder else None)
    return print_form(
        questionnaire_in(asked, catalogue(language)) if language else asked,
        Path(output),
        edition=edition,
        formats=formats,
        particulars=Particulars(authority, contact, return_by, number_box),
        time_limit=time_limit,
        force=force,
    )


def template(
    questionnaire: str,
    output: Path | str,
    *,
    folder: Path | str | None = None,
    edition: str = "standard",
    authorities: Sequence[str] = (),
    rows: int = 500,
    force: bool = False,
) -> Path:
    """Write a workbook with drop-down lists to type the paper forms of a questionnaire into.

    `folder` has questionnaires of your own, `edition` is "standard" or "easy_read", `authorities`
    are names to choose from, `rows` is how many forms there is room for. Returns the path. Raises
    PoetError when there is no such questionnaire, or the file is there and `force` is not given.
    """
    from poet import definition
    from poet.entering import write_template

    asked = definition.load(questionnaire, Path(folder) if folder else None)
    return write_template(
        asked, Path(output), edition=edition, authorities=authorities, rows=rows, force=force
    )


def compare_entries(
    a: Path | str,
    b: Path | str,
    *,
    questionnaire: str = "",
    folder: Path | str | None = None,
    id_heading: str = "",
) -> Comparison:
    """Compare what two people typed from the same paper forms into the files `a` and `b`.

    With the id of a `questionnaire`, answers are compared by what they mean; `id_heading` names the
    column with the number of the form. Raises PoetError when a file cannot be read, or the column
    is not there.
    """
    from poet import definition
    from poet.comparing import compare_files

    own = Path(folder) if folder else None
    asked = definition.load(questionnaire, own) if questionnaire else None
    return compare_files(Path(a), Path(b), asked, id_heading=id_heading)


def load_study(folder: Path | str) -> Study:
    """Read `study.toml` in this folder, and every file of answers that it names.

    Raises PoetError when something cannot be read or a definition has mistakes; answers that
    cannot be used are no error, they are in what `check` returns.
    """
    from poet import study_file

    return study_file.load_study(folder)


def map_columns(folder: Path | str, *, update: bool = False, force: bool = False) -> StudyMapping:
    """Propose a column map for each file of the study in this folder, and write it beside the file.

    A map that is there is left as it is; with `update` what is new is added to it, with `force` it
    is written anew. Raises PoetError when the study or a map has mistakes.
    """
    from poet.mapping import map_study

    return map_study(folder, update=update, force=force)


def check(study: Study) -> Check:
    """What could and could not be used: an account that adds up, and every problem."""
    from poet.checking import check_study

    return check_study(study)


def findings(
    study: Study,
    output: Path | str | None = None,
    *,
    technical: bool = False,
    descriptive: bool = False,
    force: bool = False,
) -> dict[str, DataFrame]:
    """Section name to its findings, small numbers hidden by the study's disclosure profile.

    With `technical` come every model with its coefficients and diagnostics, and how robust each
    link is; that takes many times as long. With `descriptive` come counts, shares and what compares
    them, and no model is fitted: for millions of answers. With `output` the findings are also
    written there: a CSV each, one xlsx, and provenance.json. The columns are told in
    docs/findings.md. Raises PoetError when nobody's answers can be used, and when both are asked
    for.
    """
    from poet.publishing import file_names, write_findings
    from poet.releasing import release_all
    from poet.sections import find_all
    from poet.writing import prepare_folder

    if technical and descriptive:
        raise PoetError(
            "poet findings",
            "technical findings are those of models, and descriptive ones leave models out",
            cure="Ask for one of the two.",
        )
    if study.responses and not study.people_used:
        raise PoetError(
            study.title,
            "nobody's answers can be used",
            cure="See what is wrong with the files: poet check STUDY",
        )
    if output is not None:
        # Said before the counting, which can take minutes.
        names = file_names(technical=technical, descriptive=descriptive)
        prepare_folder(Path(output), names, force=force)
    found = find_all(study, technical=technical, descriptive=descriptive)
    released = release_all(study, found)
    if output is not None:
        write_findings(study, released, Path(output), force=force)
    return released


def report(  # noqa: PLR0913 - keywords, as of the command
    study: Study,
    output: Path | str,
    *,
    edition: str | Sequence[str] = "workshop",
    formats: Sequence[str] = ("pdf", "html", "csv", "xlsx"),
    language: str = "",
    authorities: Sequence[str] = (),
    jobs: int = 1,
    cluster: str = "",
    time_limit: float = 120,
    force: bool = False,
    resume: bool = False,
    when_printed: Callable[[Printed], None] = lambda printed: None,
    when_planned: Callable[[int, int], None] = lambda to_make, kept: None,
) -> tuple[Printed, ...]:
    """Print reports on each authority (or those whose codes are given) into the folder `output`.

    `edition` is a name or several, or "all". The `formats` "pdf" and "html" hold the same pages,
    "csv" and "xlsx" the numbers behind them; `language` is a code such as "cy" (Welsh), that of
    the study if not given. Reports are made in this process, by so many `jobs` side by side, or by
    the `cluster` whose address is given. Each PDF is drawn in at most `time_limit` seconds.
    A file that is there already is only written again with `force`; with `resume` those are made
    that are missing, damaged or old. `when_planned` is told how many files are to be made and how
    many stay. Returns the files written. Raises PoetError when there is nothing to print or a file
    cannot be written, and in the end when some reports could not be made; the others are there.
    """
    from poet.language_study import in_language
    from poet.printing import print_reports

    study = in_language(study, language or study.language)
    return print_reports(
        study,
        lambda technical: findings(study, technical=technical),
        Path(output),
        edition=edition,
        formats=formats,
        authorities=authorities,
        jobs=jobs,
        cluster=cluster,
        time_limit=time_limit,
        force=force,
        resume=resume,
        when_printed=when_printed,
        when_planned=when_planned,
    )
