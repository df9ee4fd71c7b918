"""An authority's own section templates: where they lie, and what is wrong with them, in words.

A template lies in `sections/` of its folder, for every edition, or in `EDITION/sections/` for one.
"""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import jinja2

from poet.errors import PoetError
from poet.printing.edition import Edition

SECTIONS = "sections"
ENDING = ".html"
# The template that another stands in for is found below this name.
SHIPPED = "shipped"
CURE = "Correct the template (docs/look.md tells what it can print), or take it out"
# What Python says without a word of Jinja.
IN_WORDS = {
    RecursionError: "it prints itself without end",
    OverflowError: "a loop has more than 100,000 rounds",
    TypeError: "a word is used as a number, or something else as what it is not",
}


def loader(templates: Path | None, edition: Edition) -> jinja2.BaseLoader:
    """Where an edition's templates are looked for: first those in the folder `templates`, if any.

    Those for the edition that another is based on are for the other as well, as the shipped ones
    are. A template can print the one that it stands in for, as "shipped/sections/NAME.html".
    """
    shipped = [*edition.folders, edition.folder.parent]
    own = [templates / one.name for one in edition.folders[:-1]] if templates else []
    all_of_them = [*own, *([templates] if templates else []), *shipped]
    return jinja2.ChoiceLoader(
        [
            jinja2.FileSystemLoader(all_of_them),
            jinja2.PrefixLoader({SHIPPED: jinja2.FileSystemLoader(shipped)}),
        ]
    )


def template_mistakes(
    templates: Path, editions: Sequence[Edition], environment: jinja2.Environment
) -> Iterator[PoetError]:
    """Every template in the folder that stands in for no section, or that Jinja cannot read.

    `editions` are all there are; `environment` is that of any of them.
    """
    names = {edition.name: edition.sections for edition in editions}
    for path in sorted(templates.rglob(f"*{ENDING}")):
        where = place(path, templates)
        mistake = _mistake_of_place(path.relative_to(templates), where, names)
        yield from [mistake] if mistake else _mistakes_of_syntax(path, where, environment)


def place(path: Path, templates: Path) -> str:
    """How sentences name a template: its path, beginning with the name of its folder."""
    return f"{templates.name}/{path.relative_to(templates).as_posix()}"


def _mistake_of_place(
    path: Path, where: str, names: Mapping[str, Sequence[str]]
) -> PoetError | None:
    """Why no edition looks for a template here; None when one does."""
    *folders, _ = path.parts
    for_one = len(folders) == 2 and folders[1] == SECTIONS and folders[0] in names
    if folders != [SECTIONS] and not for_one:
        return PoetError(
            where,
            "no edition looks for a template here",
            expected=f"A template lies in {SECTIONS}/ for all editions, or in EDITION/{SECTIONS}/ "
            f"for one of them: {', '.join(names)}",
            cure="Move it there, or take it out",
        )
    sections = (
        names[folders[0]] if for_one else sorted({one for all_ in names.values() for one in all_})
    )
    if path.stem in sections:
        return None
    near = difflib.get_close_matches(path.stem, sections, n=1)
    return PoetError(
        where,
        f'there is no section "{path.stem}"',
        expected="There are: " + ", ".join(sections),
        cure=f'Did you mean "{near[0]}"?' if near else "Give it the name of a section",
    )


def _mistakes_of_syntax(
    path: Path, where: str, environment: jinja2.Environment
) -> Iterator[PoetError]:
    try:
        environment.compile(path.read_text(encoding="utf-8"), path.name, str(path))
    except jinja2.TemplateSyntaxError as problem:
        yield _not_understood(where, problem)
    except (OSError, UnicodeDecodeError):
        yield PoetError(where, "this is no text in UTF-8", cure="Save it with the encoding UTF-8")


def _not_understood(where: str, problem: jinja2.TemplateSyntaxError) -> PoetError:
    return PoetError(
        f"{where}, line {problem.lineno}",
        f"Jinja, the language of templates, says: {problem.message}",
        cure=CURE,
    )


@contextlib.contextmanager
def told(templates: Path | None) -> Iterator[None]:
    """Turn what goes wrong in an own template, meanwhile, into a sentence with its file and line.

    What goes wrong elsewhere is a mistake of ours, and is raised as it is.
    """
    try:
        yield
    except PoetError:
        raise
    except Exception as problem:
        mistake = _mistake_of(problem, templates) if templates else None
        if mistake is None:
            raise
        raise mistake from None


def _mistake_of(problem: Exception, templates: Path) -> PoetError | None:
    if isinstance(problem, jinja2.TemplateSyntaxError) and problem.filename:
        path = Path(problem.filename)
        inside = path.is_relative_to(templates)
        return _not_understood(place(path, templates), problem) if inside else None
    lines = [
        (Path(name), line)
        for name, line in _lines(problem.__traceback__)
        if Path(name).is_relative_to(templates)
    ]
    if not lines:
        return None
    path, line = lines[-1]
    return PoetError(
        f"{place(path, templates)}, line {line}",
        f"the template cannot be printed: {_in_words(problem)}",
        cure=CURE,
    )


def _lines(trace: TracebackType | None) -> Iterator[tuple[str, int]]:
    """File and line of each call, the outermost first."""
    while trace is not None:
        yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next


def _in_words(problem: Exception) -> str:
    """What Jinja says. What others say may hold an answer, so it is left out."""
    if isinstance(problem, jinja2.TemplateNotFound):
        return f'there is no template "{problem.name}"'
    if isinstance(problem, jinja2.TemplateError):
        return str(problem)
    return IN_WORDS.get(type(problem), type(problem).__name__)
