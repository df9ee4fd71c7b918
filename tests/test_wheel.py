"""The wheel, installed by itself: everything that poet needs lies inside it."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
MINUTES = 60


@dataclass(frozen=True)
class Installed:
    """A wheel, the environment it is installed in, and an empty folder to work from."""

    wheel: Path
    environment: Path
    python: Path
    poet: Path
    folder: Path

    def run(self, *command: str | Path) -> str:
        return run(command, self.folder)


def run(command: Sequence[str | Path], folder: Path) -> str:
    """What a command prints. What names another poet than the installed one is kept from it."""
    hidden = ("PYTHONPATH", "PYTHONHOME", "COVERAGE_PROCESS_START")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=kept,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=5 * MINUTES,
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    top = tmp_path_factory.mktemp("wheel")
    folder = top / "elsewhere"
    folder.mkdir()
    build = ["build", "--wheel", "--no-isolation", "--outdir", top, REPOSITORY]
    run([sys.executable, "-m", *build], folder)
    (wheel,) = top.glob("poet-*.whl")
    builder = venv.EnvBuilder(with_pip=False)
    builder.create(top / "environment")
    places = builder.ensure_directories(top / "environment")
    python = Path(places.env_exe)
    lend_dependencies(python, folder)
    install = ["--python", python, "install", "--no-deps", "--no-index", "--quiet", wheel]
    run([sys.executable, "-m", "pip", "--disable-pip-version-check", *install], folder)
    return Installed(wheel, top / "environment", python, Path(places.bin_path) / "poet", folder)


def lend_dependencies(python: Path, folder: Path) -> None:
    """Lets an environment see the packages installed here, without what is installed to edit.

    A .pth file adds a folder behind the environment's own, and the .pth files of that folder,
    which an editable poet lives by, are not read.
    """
    script = "import sysconfig; print(sysconfig.get_path('purelib'))"
    own = Path(run([python, "-c", script], folder).strip())
    here = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    (own / "lent.pth").write_text("\n".join(here) + "\n", encoding="utf-8")


def test_the_wheel_holds_every_questionnaire_and_template(installed: Installed) -> None:
    expected = {
        f"poet/{path.relative_to(REPOSITORY).as_posix()}"
        for top in ("codeframes", "questionnaires", "report_templates")
        for path in (REPOSITORY / top).rglob("*")
        if path.is_file()
    }
    assert any(name.endswith(".toml") for name in expected)
    assert expected <= set(zipfile.ZipFile(installed.wheel).namelist())


def test_the_installed_poet_finds_what_came_with_it(installed: Installed) -> None:
    script = (
        "import poet; from poet.shipped import folder; "
        "print(poet.__file__, folder('questionnaires'), folder('report_templates'), sep='\\n')"
    )
    places = [Path(line) for line in installed.run(installed.python, "-c", script).splitlines()]
    assert len(places) == 3
    assert all(place.is_relative_to(installed.environment) for place in places)
    assert all(place.exists() for place in places)


def test_the_installed_poet_makes_a_study_and_prints_its_report(installed: Installed) -> None:
    example = ["example", "study", "--authorities", "1", "--people", "60", "--seed", "1"]
    installed.run(installed.poet, *example)
    installed.run(installed.poet, "report", "study", "-o", "out")
    reports = list((installed.folder / "out").rglob("*.pdf"))
    assert reports
    assert all(report.stat().st_size > 20_000 for report in reports)
    assert all(report.read_bytes().startswith(b"%PDF-") for report in reports)
