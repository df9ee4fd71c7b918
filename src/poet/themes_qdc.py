"""Codeframes for other programs: REFI-QDA codebook (.qdc), CSV and a workbook.

A .qdc file is XML by the REFI-QDA standard 1.5, which NVivo, ATLAS.ti, MAXQDA, QualCoder and
others read (REFI 2019, section 5.2): themes with what they mean, without anybody's comment.
"""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pandas as pd

from poet.spreadsheets import IN_ITS_PLACE, UNSHOWABLE, csv_bytes, xlsx_bytes
from poet.writing import write_together

if TYPE_CHECKING:
    from pandas import DataFrame

    from poet.themes import Codeframe, Theme

NAMESPACE = "urn:QDA-XML:codebook:1.0"
# Numbers of themes follow from this, the codeframe and the code: the same in each file.
THEMES = uuid.uuid5(uuid.NAMESPACE_URL, "urn:poet:themes")
# Colours that can be told apart, one theme after another (Okabe and Ito 2008).
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#000000")
COLUMNS = {
    "code": "code of the theme, as in findings",
    "name": "the theme in words",
    "short": "its name in tables",
    "easy_read": "its name in Easy Read",
    "meaning": "what counts",
    "not_meant": "what does not",
    "examples": "made-up comments with the theme",
    "own": "whether the theme is the study's own",
    "guid": "its number in the .qdc file",
    "colour": "its colour in the .qdc file",
}


def write_codebook(codeframe: Codeframe, folder: Path, *, force: bool = False) -> tuple[Path, ...]:
    """Write the codeframe as .qdc, .csv and .xlsx into a folder; returns their paths.

    Raises PoetError as `poet.writing.write_together` does.
    """
    frame = codeframe_table(codeframe)
    contents = {
        "codebook.qdc": codebook_xml(codeframe),
        "codebook.csv": csv_bytes(frame),
        "codebook.xlsx": xlsx_bytes({"themes": frame}),
    }
    return write_together(folder, contents, force=force)


def codeframe_table(codeframe: Codeframe) -> DataFrame:
    """One row per theme (see COLUMNS)."""
    rows = [
        (
            theme.code,
            theme.name,
            theme.short,
            theme.easy_read,
            theme.meaning,
            theme.not_meant,
            "\n".join(theme.examples),
            "yes" if theme.own else "no",
            guid_of(codeframe, theme),
            colour,
        )
        for theme, colour in _coloured(codeframe)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def codebook_xml(codeframe: Codeframe) -> bytes:
    """The codeframe as a REFI-QDA codebook; the same bytes for the same codeframe."""
    book = ElementTree.Element("CodeBook", {"xmlns": NAMESPACE, "origin": "poet"})
    codes = ElementTree.SubElement(book, "Codes")
    for theme, colour in _coloured(codeframe):
        attributes = {
            "guid": guid_of(codeframe, theme),
            "name": _showable(theme.short or theme.name),
            "isCodable": "true",
            "color": colour,
        }
        code = ElementTree.SubElement(codes, "Code", attributes)
        ElementTree.SubElement(code, "Description").text = _showable("\n".join(_told(theme)))
    ElementTree.indent(book)
    out = io.BytesIO()
    ElementTree.ElementTree(book).write(out, encoding="utf-8", xml_declaration=True)
    return out.getvalue() + b"\n"


def guid_of(codeframe: Codeframe, theme: Theme) -> str:
    """The number of a theme, made of the codeframe's id and its code (RFC 9562, version 5)."""
    return str(uuid.uuid5(THEMES, f"{codeframe.id}/{theme.code}")).upper()


def _coloured(codeframe: Codeframe) -> Iterator[tuple[Theme, str]]:
    for position, theme in enumerate(codeframe.themes):
        yield theme, COLOURS[position % len(COLOURS)]


def _told(theme: Theme) -> Iterator[str]:
    """What a theme means, as paragraphs."""
    yield f"{theme.name}. {theme.meaning}" if theme.name != theme.short else theme.meaning
    if theme.not_meant:
        yield f"Not meant: {theme.not_meant}"
    for example in theme.examples:
        yield f"Made-up example: {example}"


def _showable(text: str) -> str:
    """Text without the signs that XML cannot hold."""
    return UNSHOWABLE.sub(IN_ITS_PLACE, text)
