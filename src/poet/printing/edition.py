"""An edition of the report: one folder of templates, with `edition.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from poet import shipped
from poet.charts import Size
from poet.definition import read_toml
from poet.definition_keys import Table
from poet.errors import PoetError

EDITION_FILE = "edition.toml"
SHARED = "shared"
ALL = "all"
# What an edition prints, where `prints` in its edition.toml says nothing else.
STUDY = "study"
# What WCAG-minded editors ask of general readers; an edition may ask for less.
LONGEST_SENTENCE, HIGHEST_GRADE = 25, 9.0
CHART_ROWS = 10
# The width of a page of A4 without its margins, in mm, and the letters on it, in points.
CHART_WIDTH, CHART_TEXT = 174, 14


@dataclass(frozen=True)
class Edition:
    """What an edition prints: its sections in page order, and how large its charts are.

    `folders` are where its templates are looked for, its own first, then that of the edition it is
    `based_on`. A chart has `chart_rows` rows at most. `technical` says that it prints technical
    findings, which take many times as long to find. Sentences have `longest_sentence` words at
    most, and text reads at `highest_grade` or below (`poet.wording.reading_grade`). One that is of
    all councils `together` is printed once, and not for each. One that `needs` a table of
    `study.toml` ("process_map") is not printed where there is none.
    """

    name: str
    title: str
    folders: tuple[Path, ...]
    sections: tuple[str, ...]
    chart_size: Size
    chart_rows: int = CHART_ROWS
    technical: bool = False
    together: bool = False
    needs: str = ""
    longest_sentence: int = LONGEST_SENTENCE
    highest_grade: float = HIGHEST_GRADE

    @property
    def folder(self) -> Path:
        """The edition's own folder."""
        return self.folders[0]


def available(prints: str = STUDY) -> dict[str, Path]:
    """Name to folder, of the editions that print a study; or a "questionnaire"."""
    files = sorted(shipped.folder("report_templates").glob(f"*/{EDITION_FILE}"))
    return {
        file.parent.name: file.parent
        for file in files
        if read_toml(file).get("prints", STUDY) == prints
    }


def load(name: str, prints: str = STUDY) -> Edition:
    """The edition of this name. Raises PoetError with the names there are."""
    there = available(prints)
    if name not in there:
        raise PoetError(
            f'edition "{name}"',
            "there is no edition of this name",
            expected="There are: " + ", ".join(there),
        )
    table = _table_of(there[name])
    edition = Edition(
        name=name,
        title=table["title"],
        folders=_folders(there[name], table),
        sections=tuple(table["sections"]),
        chart_size=Size(
            table.get("chart_width_mm", CHART_WIDTH), table.get("chart_text_pt", CHART_TEXT)
        ),
        chart_rows=table.get("chart_rows", CHART_ROWS),
        technical=table.get("technical", False),
        together=table.get("together", False),
        needs=table.get("needs", ""),
        longest_sentence=table.get("longest_sentence", LONGEST_SENTENCE),
        highest_grade=table.get("highest_grade", HIGHEST_GRADE),
    )
    _require_templates(edition)
    return edition


def load_several(names: tuple[str, ...]) -> tuple[Edition, ...]:
    """The editions of these names, each once; "all" stands for every one that prints a study.

    Raises PoetError for a name that is not known, and when none is given.
    """
    wanted = [one for name in names for one in (available() if name == ALL else [name])]
    if not wanted:
        raise PoetError(
            "edition",
            "no edition is named",
            expected="There are: " + ", ".join([*available(), ALL]),
        )
    return tuple(load(name) for name in dict.fromkeys(wanted))


def _table_of(own: Path) -> Table:
    """What the edition file says; the edition it is based on says the rest."""
    table = read_toml(own / EDITION_FILE)
    base = table.get("based_on")
    return {**(read_toml(own.parent / base / EDITION_FILE) if base else {}), **table}


def _folders(own: Path, table: Table) -> tuple[Path, ...]:
    base = table.get("based_on")
    shared = own.parent / SHARED
    return (own, *([own.parent / base] if base else []), shared)


def _require_templates(edition: Edition) -> None:
    there = sorted({file.stem for folder in edition.folders for file in _templates_in(folder)})
    missing = [name for name in edition.sections if name not in there]
    if missing:
        raise PoetError(
            f"{edition.name}/{EDITION_FILE}",
            "there is no template for the sections " + ", ".join(missing),
            expected="There are: " + ", ".join(there),
            cure="Correct the names, or add the templates",
        )


def _templates_in(folder: Path) -> list[Path]:
    return list((folder / "sections").glob("*.html"))
