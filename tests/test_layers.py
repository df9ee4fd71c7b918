"""Imports point one way: the table of docs/architecture.md, and every module held to it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
PACKAGE = REPOSITORY / "src" / "poet"

# These take a second or more to load, so only the function that needs them may import them.
SLOW = {"distributed", "polars", "pyreadstat", "sklearn", "statsmodels", "weasyprint"}
# `poet --help` passes through these, so they must not load pandas either.
QUICK = {"__init__", "cli", "errors", "questionnaire", "wording"}


@dataclass(frozen=True)
class Layer:
    """What one part of poet may import, in names parted by spaces.

    `parts` are other parts of poet, `types` those of which it may import only a type (under
    TYPE_CHECKING), `packages` those of others. The standard library is open to all.
    """

    parts: str = ""
    types: str = ""
    packages: str = ""


# "__init__" is the public functions of `poet` itself, "__version__" its version. A module beside a
# part, such as definition_rules.py beside definition.py, belongs to that part.
LAYERS = {
    "__version__": Layer(),
    "errors": Layer(),
    "shipped": Layer("errors"),
    "questionnaire": Layer("errors"),
    "definition": Layer("errors questionnaire shipped"),
    "register": Layer(),
    "language": Layer("errors shipped", "questionnaire study", "babel"),
    "reading": Layer("errors", packages="numpy openpyxl pandas polars pyreadstat"),
    "responses": Layer("errors questionnaire reading register", packages="numpy pandas"),
    "released": Layer("errors reading", packages="pandas"),
    "population": Layer(
        "errors questionnaire reading responses statistics", "study", packages="numpy pandas"
    ),
    "peers": Layer(
        "definition errors reading register responses", "study", packages="numpy pandas"
    ),
    "published": Layer(
        "definition errors peers reading register responses", "study", packages="numpy pandas"
    ),
    "budgets": Layer("definition errors reading responses", "study", "numpy pandas"),
    "activity": Layer("definition errors reading responses", "study", "numpy pandas"),
    "process": Layer("definition errors"),
    "themes": Layer(
        "definition errors questionnaire reading released responses shipped spreadsheets writing",
        "study",
        "numpy pandas sklearn xlsxwriter",
    ),
    "study": Layer(
        "activity budgets definition disclosure errors language look peers population process "
        "published questionnaire reading register released responses shipped themes",
        packages="numpy pandas",
    ),
    "statistics": Layer(packages="numpy pandas scipy statsmodels"),
    "wording": Layer(),
    "contrast": Layer(),
    "look": Layer("contrast definition errors", packages="PIL"),
    "charts": Layer("contrast wording"),
    "planning": Layer("errors statistics wording", packages="pandas"),
    "allocating": Layer(
        "budgets disclosure errors reading responses spreadsheets statistics wording",
        packages="numpy pandas",
    ),
    "sections": Layer(
        "__version__ charts errors statistics wording",
        "activity budgets disclosure look population process published questionnaire responses "
        "study themes",
        "numpy pandas",
    ),
    "disclosure": Layer("errors statistics", "study", "numpy pandas"),
    "releasing": Layer("disclosure sections", "study", "pandas"),
    "writing": Layer("errors", packages="filelock"),
    "spreadsheets": Layer("errors", packages="numpy pandas xlsxwriter"),
    "entering": Layer(
        "errors questionnaire reading responses spreadsheets writing", packages="xlsxwriter"
    ),
    "comparing": Layer(
        "errors questionnaire reading responses spreadsheets wording writing",
        packages="numpy pandas",
    ),
    "linking": Layer("errors reading responses writing", packages="xlsxwriter"),
    "mapping": Layer(
        "definition errors questionnaire reading responses study writing", packages="tomli_w"
    ),
    "xlsform": Layer(
        "definition errors questionnaire reading responses spreadsheets",
        packages="pandas tomli_w",
    ),
    "starting": Layer("definition errors study writing"),
    "checking": Layer(
        "errors register responses sections spreadsheets study wording writing",
        "questionnaire",
        "numpy pandas",
    ),
    "publishing": Layer(
        "__version__ disclosure errors sections spreadsheets study writing",
        packages="numpy pandas",
    ),
    "printing": Layer(
        "__version__ allocating charts definition disclosure errors language look publishing "
        "sections shipped study wording writing",
        "questionnaire responses",
        "distributed jinja2 markdown_it markupsafe numpy pandas pikepdf weasyprint",
    ),
    "made_up": Layer(
        "definition errors questionnaire shipped spreadsheets study themes writing",
        packages="numpy pandas tomli_w",
    ),
}
LAYERS["points_table"] = Layer("allocating printing")
LAYERS["purging"] = Layer("allocating checking comparing errors printing publishing study writing")
LAYERS["__init__"] = Layer(" ".join(LAYERS), packages="pandas")
LAYERS["cli"] = Layer(" ".join(LAYERS), packages="click numpy pandas")


@dataclass(frozen=True)
class Import:
    """One name imported. `late`: inside a function; `as_type`: under TYPE_CHECKING."""

    line: int
    name: str
    late: bool
    as_type: bool

    @property
    def at_start(self) -> bool:
        return not (self.late or self.as_type)

    @property
    def package(self) -> str:
        return self.name.partition(".")[0]

    @property
    def part(self) -> str:
        """The part of poet it reaches; a name that is no part comes from `poet` itself."""
        return part_of([*self.name.split("."), ""][1]) or "__init__"


def part_of(module: str) -> str:
    """The part that a module or package directly below `poet` belongs to; "" when to none."""
    beside = module.split("_", maxsplit=1)[0]
    return next((part for part in (module, beside) if part in LAYERS), "")


def imports(
    node: ast.AST, within: str, *, late: bool = False, as_type: bool = False
) -> Iterator[Import]:
    """Every import below a node. `within` is the package that a relative import starts from."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            for name in imported_names(child, within):
                yield Import(child.lineno, name, late, as_type)
        elif isinstance(child, ast.If) and "TYPE_CHECKING" in names_of(child.test):
            then, otherwise = ast.Module(child.body, []), ast.Module(child.orelse, [])
            yield from imports(then, within, late=late, as_type=True)
            yield from imports(otherwise, within, late=late, as_type=as_type)
        else:
            inside = late or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
            yield from imports(child, within, late=inside, as_type=as_type)


def imported_names(statement: ast.Import | ast.ImportFrom, within: str) -> list[str]:
    if isinstance(statement, ast.Import):
        return [alias.name for alias in statement.names]
    above = within.split(".")[: 1 - statement.level or None] if statement.level else []
    origin = ".".join([*above, *([statement.module] if statement.module else [])])
    if origin != "poet":
        return [origin]
    return [f"poet.{alias.name}" for alias in statement.names]


def names_of(test: ast.expr) -> set[str]:
    """The plain names in a test, `typing.TYPE_CHECKING` read as TYPE_CHECKING."""
    found = {node.id for node in ast.walk(test) if isinstance(node, ast.Name)}
    return found | {node.attr for node in ast.walk(test) if isinstance(node, ast.Attribute)}


def broken_rule(part: str, imported: Import) -> str:
    """The rule that this import breaks, in words; "" when it keeps to all of them."""
    layer = LAYERS[part]
    if imported.package == "poet":
        return broken_rule_within_poet(part, layer, imported)
    if imported.package in sys.stdlib_module_names:
        return ""
    if imported.package not in layer.packages.split():
        return f"of other packages, {part} may import {layer.packages or 'none'}"
    if imported.at_start and imported.package in SLOW:
        return f"{imported.package} is slow to load: import it in the function that needs it"
    if imported.at_start and imported.package == "pandas" and part in QUICK:
        return f"{part} must load without pandas: import it in the function that needs it"
    return ""


def broken_rule_within_poet(part: str, layer: Layer, imported: Import) -> str:
    if imported.part == part or imported.part in layer.parts.split():
        return ""
    if imported.part in layer.types.split():
        only_type = f"{part} may import only a type of {imported.part}, under TYPE_CHECKING"
        return "" if imported.as_type else only_type
    return f"of poet, {part} may import {layer.parts or 'nothing'}"


def violations(source: str, path: Path) -> list[str]:
    """A sentence for every import of a module that breaks a rule. `path` is within src/poet."""
    part = part_of(path.parts[0].removesuffix(".py"))
    if not part:
        return [f"src/poet/{path.as_posix()} belongs to no part of poet: give it a row in LAYERS."]
    within = ".".join(["poet", *path.parts[:-1]])
    return [
        f"src/poet/{path.as_posix()}:{imported.line} imports {imported.name}: {rule}."
        for imported in imports(ast.parse(source), within)
        if (rule := broken_rule(part, imported))
    ]


def modules() -> list[Path]:
    return sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))


def test_the_table_and_the_architecture_name_the_same_parts() -> None:
    table = (REPOSITORY / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `src/poet/")]
    named = {
        part_of(name) or name
        for row in rows
        for name in re.findall(r"`(?:src/poet/)?(\w+)(?:/|\.py)`", row)
    }
    assert named == set(LAYERS) - {"__init__", "__version__"}


def test_every_module_keeps_to_its_layer() -> None:
    assert modules()
    broken = [
        sentence
        for path in modules()
        for sentence in violations((PACKAGE / path).read_text(encoding="utf-8"), path)
    ]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize(
    ("path", "source", "sentence"),
    [
        (
            "statistics/ordinal.py",
            "def fit():\n    from poet.errors import PoetError",
            "src/poet/statistics/ordinal.py:2 imports poet.errors: "
            "of poet, statistics may import nothing.",
        ),
        (
            "charts/bars.py",
            "from ..study import Study",
            "src/poet/charts/bars.py:1 imports poet.study: "
            "of poet, charts may import contrast wording.",
        ),
        (
            "statistics/ordinal.py",
            "import numpy\nimport statsmodels.api as sm",
            "src/poet/statistics/ordinal.py:2 imports statsmodels.api: "
            "statsmodels is slow to load: import it in the function that needs it.",
        ),
        (
            "sections/who_answered.py",
            "from poet.study import Study",
            "src/poet/sections/who_answered.py:1 imports poet.study: "
            "sections may import only a type of study, under TYPE_CHECKING.",
        ),
        (
            "sections/who_answered.py",
            "import typing\nif typing.TYPE_CHECKING:\n    from poet.printing import build",
            "src/poet/sections/who_answered.py:3 imports poet.printing: "
            "of poet, sections may import __version__ charts errors statistics wording.",
        ),
        (
            "wording.py",
            "try:\n    import pandas\nexcept ImportError:\n    pass",
            "src/poet/wording.py:2 imports pandas: of other packages, wording may import none.",
        ),
        (
            "study.py",
            "from poet import __version__, definition",
            "src/poet/study.py:1 imports poet.__version__: of poet, study may import "
            "activity budgets definition disclosure errors language look peers population process "
            "published questionnaire reading register released responses shipped themes.",
        ),
        (
            "cli/__init__.py",
            "import click\nimport pandas as pd",
            "src/poet/cli/__init__.py:2 imports pandas: "
            "cli must load without pandas: import it in the function that needs it.",
        ),
        (
            "study_rules.py",
            "from poet.wording_rules import number",
            "src/poet/study_rules.py:1 imports poet.wording_rules: of poet, study may import "
            "activity budgets definition disclosure errors language look peers population process "
            "published questionnaire reading register released responses shipped themes.",
        ),
        ("odds.py", "", "src/poet/odds.py belongs to no part of poet: give it a row in LAYERS."),
        (
            "charts/bars.py",
            "class Bars:\n    from poet import wording, sections",
            "src/poet/charts/bars.py:2 imports poet.sections: "
            "of poet, charts may import contrast wording.",
        ),
    ],
)
def test_a_planted_violation_is_found(path: str, source: str, sentence: str) -> None:
    assert violations(source, Path(path)) == [sentence]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("statistics/ordinal.py", "def fit():\n    import statsmodels.api as sm"),
        ("statistics/ordinal.py", "from . import intervals\nfrom .intervals import wilson"),
        (
            "sections/who_answered.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from poet.study import Study",
        ),
        ("cli/report.py", "def report():\n    import pandas\n    from poet.printing import build"),
        ("__init__.py", "from poet.errors import PoetError"),
    ],
)
def test_what_the_table_allows_passes(path: str, source: str) -> None:
    assert violations(source, Path(path)) == []


def test_the_command_line_starts_without_the_slow_packages() -> None:
    script = "import sys, poet, poet.cli; print(*sys.modules)"
    started = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60
    )
    assert started.returncode == 0, started.stderr
    assert not {"pandas", "scipy", *SLOW} & set(started.stdout.split())
