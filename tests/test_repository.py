"""The habits of the house, as tests: sizes, docstrings, versions, addresses, links."""

from __future__ import annotations

import ast
import fnmatch
import re
import statistics
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

REPOSITORY = Path(__file__).resolve().parents[1]

LINES_IN_A_FILE = 300
LINES_IN_A_FUNCTION = 50
MEDIAN_LINES_IN_A_FUNCTION = 8

Function = ast.FunctionDef | ast.AsyncFunctionDef

# Where packages come from is for the machine that installs them to say. The names are put together
# here so that this file does not hold what it looks for.
REGISTRIES = (".".join(("pypi", "org")), "files." + "pythonhosted", "npm" + "js", "deb." + "debian")

FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
INLINE_CODE = re.compile(r"`[^`\n]*`")
LINK = re.compile(
    r"\]\(\s*<?([^)>\s]+)|^\[[^\]]+\]:\s*(\S+)|(?:src|href)=\"([^\"]+)\"", re.MULTILINE
)


def ignored(path: Path) -> bool:
    """Whether .gitignore, or git itself, leaves this path (from the top) out."""
    patterns = (REPOSITORY / ".gitignore").read_text(encoding="utf-8").split()
    for pattern in (*patterns, ".git/"):
        name = pattern.strip("/")
        places = path.parts[:1] if pattern.startswith("/") else path.parts
        if any(fnmatch.fnmatch(place, name) for place in places):
            return True
    return False


def files(suffix: str = "") -> Iterator[Path]:
    """Every file of the repository that ends so, from the top."""
    for top in sorted(REPOSITORY.iterdir()):
        if ignored(top.relative_to(REPOSITORY)):
            continue
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            from_top = path.relative_to(REPOSITORY)
            if path.is_file() and path.name.endswith(suffix) and not ignored(from_top):
                yield from_top


def text(path: Path) -> str:
    return (REPOSITORY / path).read_text(encoding="utf-8")


def modules() -> dict[Path, ast.Module]:
    found = {path: ast.parse(text(path)) for path in files(".py") if path.parts[0] == "src"}
    assert found
    return found


def length(function: Function) -> int:
    """Lines of a function's body, its docstring left out."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def lengths() -> dict[str, int]:
    return {
        f"{path}:{node.lineno} {node.name}": length(node)
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, Function)
    }


def undocumented(node: ast.Module | ast.ClassDef) -> Iterator[str]:
    """The public functions, classes and methods without a docstring, nested functions left out."""
    for child in node.body:
        public = isinstance(child, Function | ast.ClassDef) and not child.name.startswith("_")
        if public and not ast.get_docstring(child):
            yield f"{child.lineno} {child.name}"
        if public and isinstance(child, ast.ClassDef):
            yield from undocumented(child)


def requirements() -> list[Requirement]:
    project: dict[str, Any] = tomllib.loads(text(Path("pyproject.toml")))
    extras = project["project"]["optional-dependencies"].values()
    needed = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    return [Requirement(each) for each in [*needed, *(each for extra in extras for each in extra)]]


def pins() -> dict[str, Version]:
    pairs = [line.split("==") for line in text(Path("constraints.txt")).splitlines()]
    return {canonicalize_name(name): Version(version) for name, version in pairs}


def relative_links(markdown: str) -> list[str]:
    """The paths that a page of Markdown links to, code, anchors and addresses left out."""
    prose = INLINE_CODE.sub("", FENCED.sub("", markdown))
    targets = ["".join(groups).partition("#")[0] for groups in LINK.findall(prose)]
    return [target for target in targets if target and not re.match(r"[a-z]+:", target)]


def test_no_file_is_long() -> None:
    long = {
        str(path): count
        for path in modules()
        if (count := text(path).count("\n")) > LINES_IN_A_FILE
    }
    assert not long, f"files of more than {LINES_IN_A_FILE} lines: {long}"


def test_no_function_is_long() -> None:
    long = {name: count for name, count in lengths().items() if count > LINES_IN_A_FUNCTION}
    assert not long, f"functions of more than {LINES_IN_A_FUNCTION} lines: {long}"


def test_half_of_all_functions_are_short() -> None:
    assert statistics.median(lengths().values()) <= MEDIAN_LINES_IN_A_FUNCTION


def test_a_function_is_as_long_as_its_body_without_the_docstring() -> None:
    docstring = '    """Sum.\n\n    Of two.\n    """\n'
    source = f"def add(a, b):\n{docstring}    # why\n    c = a\n\n    return c + b\n"
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    assert length(function) == 3


def test_whatever_is_public_has_a_docstring() -> None:
    bare = [f"{path}:{each}" for path, tree in modules().items() for each in undocumented(tree)]
    assert not bare, "without a docstring:\n" + "\n".join(bare)


def test_a_missing_docstring_is_found() -> None:
    source = "class A:\n    def b(self): ...\n    def _c(self): ...\ndef d():\n    def e(): ..."
    assert list(undocumented(ast.parse(source))) == ["1 A", "2 b", "4 d"]


@pytest.mark.parametrize("requirement", requirements(), ids=str)
def test_a_requirement_has_a_lower_bound_only_and_a_pin_above_it(requirement: Requirement) -> None:
    (bound,) = requirement.specifier
    assert bound.operator == ">="
    assert pins()[canonicalize_name(requirement.name)] >= Version(bound.version)


def test_the_pins_are_exact_and_sorted() -> None:
    lines = text(Path("constraints.txt")).splitlines()
    assert all(re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", line) for line in lines)
    assert lines == sorted(lines)


def test_the_version_is_the_same_wherever_it_stands() -> None:
    project = tomllib.loads(text(Path("pyproject.toml")))["project"]["version"]
    assert f'\n__version__ = "{project}"\n' in text(Path("src/poet/__init__.py"))
    assert f"\nversion: {project}\n" in text(Path("CITATION.cff"))


def test_no_file_names_a_package_registry() -> None:
    found = []
    for path in files():
        content = (REPOSITORY / path).read_bytes().lower()
        found += [f"{path}: {name}" for name in REGISTRIES if name.encode() in content]
    assert not found, "\n".join(found)


def test_relative_links_reach_a_file() -> None:
    pages = list(files(".md"))
    assert Path("CONTRIBUTING.md") in pages
    lost = [
        f"{page}: {target}"
        for page in pages
        for target in relative_links(text(page))
        if not (REPOSITORY / page.parent / target).exists()
    ]
    assert not lost, "links to files that are not there:\n" + "\n".join(lost)


def test_links_are_found_in_every_form() -> None:
    page = (
        "[a](one.md#part) ![b](two.png) [c](https://example.org) [d](#here) `[e](three.md)`\n"
        '```\n[f](four.md)\n```\n<img src="five.png" alt="">\n[g]: six.md\n'
    )
    assert relative_links(page) == ["one.md", "two.png", "five.png", "six.md"]
