"""`--language`: what is written, what is said about what is not translated, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from poet.language import catalogue

REPORT = ("--edition", "summary", "--format", "html")


@pytest.fixture
def welsh_says() -> str:
    """What is said of a catalogue that is not complete."""
    return catalogue("cy").what_is_missing() + "\n"


def written(folder: Path) -> str:
    (page,) = folder.glob("*.html")
    return page.read_text(encoding="utf-8")


def test_a_report_in_welsh_and_what_is_said_of_it(
    run: Callable, made_up: Path, here: Path, welsh_says: str
) -> None:
    ran = run("report", made_up, "-o", "out", *REPORT, "--language", "cy")
    assert (ran.code, ran.err) == (0, welsh_says)
    assert '<html lang="cy">' in written(here / "out")
    assert "gwell" in written(here / "out")


def test_a_study_whose_language_is_welsh_needs_no_option(
    run: Callable, made_up: Path, here: Path, changed: Callable, welsh_says: str
) -> None:
    changed(made_up / "study.toml", "title =", 'language = "cy"\ntitle =')
    ran = run("report", made_up, "-o", "out", *REPORT)
    assert (ran.code, ran.err) == (0, welsh_says)
    assert '<html lang="cy">' in written(here / "out")
    ran = run("report", made_up, "-o", "english", *REPORT, "--language", "en")
    assert (ran.code, ran.err) == (0, "")
    assert '<html lang="en">' in written(here / "english")


def test_nothing_is_said_of_a_report_in_english(run: Callable, made_up: Path) -> None:
    ran = run("report", made_up, "-o", "out", *REPORT)
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize("command", ["report", "form"])
def test_a_language_without_a_catalogue_is_refused(
    run: Callable, made_up: Path, here: Path, command: str
) -> None:
    what = made_up if command == "report" else "carer"
    ran = run(command, what, "-o", "out", "--language", "fr")
    assert ran.code == 2
    assert ran.error == (
        'language "fr": there is no catalogue of this language. There are: en, cy. '
        "How to begin one is told in docs/languages.md."
    )
    assert not (here / "out").exists()


def test_a_form_in_welsh_and_what_is_said_of_it(run: Callable, here: Path, welsh_says: str) -> None:
    ran = run("form", "carer", "-o", "forms", "--format", "html", "--language", "cy")
    assert ran.code == 0
    assert ran.err == (
        welsh_says + "Next: print it. To type what comes back:\n"
        "  poet template carer -o answers.xlsx\n"
        "The workbook has the answers as the questionnaire has them, not translated.\n"
    )
    page = written(here / "forms")
    assert '<html lang="cy">' in page
    assert "Llawer gwell" in page
    assert "Cyllidebau personol: barn gofalwyr teuluol" in page
