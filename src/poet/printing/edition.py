"""An edition of the report: one folder of templates, with `edition.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from poet import shipped
from poet.charts import Size
from poet.definition import read_toml
from poet.errors import PoetError

EDITION_FILE = "edition.toml"
SHARED = "shared"


@dataclass(frozen=True)
class Edition:
    """What an edition prints: its sections in page order, and how large its charts are.

    `technical` says that it prints technical findings, which take many times as long to find.
    """

    name: str
    title: str
    folder: Path
    sections: tuple[str, ...]
    chart_size: Size
    technical: bool = False


def available() -> dict[str, Path]:
    """Edition name to its folder."""
    files = sorted(shipped.folder("report_templates").glob(f"*/{EDITION_FILE}"))
    return {file.parent.name: file.parent for file in files}


def load(name: str) -> Edition:
    """The edition of this name. Raises PoetError with the names there are."""
    folders = available()
    if name not in folders:
        raise PoetError(
            f'edition "{name}"',
            "there is no edition of this name",
            expected="There are: " + ", ".join(folders),
        )
    table = read_toml(folders[name] / EDITION_FILE)
    edition = Edition(
        name=name,
        title=table["title"],
        folder=folders[name],
        sections=tuple(table["sections"]),
        chart_size=Size(table["chart_width_mm"], table["chart_text_pt"]),
        technical=table.get("technical", False),
    )
    _require_templates(edition)
    return edition


def _require_templates(edition: Edition) -> None:
    there = {file.stem for file in (edition.folder / "sections").glob("*.html")}
    missing = [name for name in edition.sections if name not in there]
    if missing:
        raise PoetError(
            f"{edition.name}/{EDITION_FILE}",
            "there is no template for the sections " + ", ".join(missing),
            expected="There are: " + ", ".join(sorted(there)),
            cure="Correct the names, or add the templates",
        )
