"""Studies to print, printed once; and what a PDF or a page of HTML holds, in a shape to look at."""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import pandas as pd
import pikepdf
import pytest
from answers_alone import keep_answers
from chromium import browser
from html_blocks import blocks_of
from pikepdf import Array, Dictionary, Name

import poet
from poet.disclosure import PROFILES
from poet.printing import edition as editions
from poet.printing.edition import Edition
from poet.printing.pages import document
from poet.printing.pdf import pdf
from poet.questionnaire import Questionnaire
from poet.releasing import release_all
from poet.sections import (
    TECHNICAL_SECTIONS,
    AuthorityReport,
    find_all,
    imputed_models,
    latest_findings,
    section,
)
from poet.sections.fitted_models import fitted_models
from poet.sections.shares import FEWEST_TOGETHER
from poet.study import ALL_COUNCILS, Study

__all__ = ["blocks_of", "browser"]  # fixtures of these tests as well
FILES = {
    "budget_holder": "budget_holders.csv",
    "carer": "carers.xlsx",
    "practitioner": "practitioners.csv",
}


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Study]:
    """A made-up study, made once for the same numbers; `only` names the audiences that are kept."""

    @cache
    def made(only: tuple[str, ...] = (), **numbers: object) -> Study:
        folder = tmp_path_factory.mktemp("example") / "study"
        poet.example(folder, **numbers)
        if only:
            keep_answers(folder, *(FILES[audience] for audience in only))
        return poet.load_study(folder)

    return made


@pytest.fixture(scope="session")
def cut_down() -> Callable[..., None]:
    return keep_answers


def with_two_outcomes(study: Study) -> Study:
    """The study as if nobody had been asked about more than two outcomes."""

    def cut(questionnaire: Questionnaire) -> Questionnaire:
        gone = questionnaire.with_role("outcome")[2:]
        questions = tuple(q for q in questionnaire.questions if q not in gone)
        return dataclasses.replace(questionnaire, questions=questions)

    responses = [
        dataclasses.replace(r, questionnaire=cut(r.questionnaire)) for r in study.responses
    ]
    return dataclasses.replace(study, responses=tuple(responses))


def technical_findings(study: Study) -> dict[str, pd.DataFrame]:
    """Technical findings on two outcomes of each audience: all kinds of tables in little time."""
    short = with_two_outcomes(study)
    models = list(fitted_models(short))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(imputed_models, "SETS", 2)
        return {name: section(name).find(short, models) for name in TECHNICAL_SECTIONS}


@pytest.fixture(scope="session")
def found_of() -> Callable[..., dict[str, pd.DataFrame]]:
    """The findings of a study, counted once; the technical ones only where they are asked for."""
    known: dict[tuple[int, bool], tuple[Study, dict[str, pd.DataFrame]]] = {}

    def once(study: Study, technical: bool, find: Callable) -> dict[str, pd.DataFrame]:
        key = (id(study), technical)
        if key not in known:  # the study is kept, so that no other gets its id
            known[key] = (study, find(study))
        return known[key][1]

    def found(study: Study, *, technical: bool = False) -> dict[str, pd.DataFrame]:
        more = once(study, True, technical_findings) if technical else {}
        return {**once(study, False, find_all), **more}

    return found


@pytest.fixture(scope="session")
def report_of(found_of) -> Callable[..., AuthorityReport]:
    """What is printed for one authority (the first, if none is named)."""

    def report(
        study: Study, code: str = "", profile: str = "local", edition: str = "workshop"
    ) -> AuthorityReport:
        authority = next(a for a in study.authorities if a.code == (code or a.code))
        layout = editions.load(edition)
        if layout.together and len(study.authorities) >= FEWEST_TOGETHER:
            authority = ALL_COUNCILS
        rules = PROFILES[profile]
        released = release_all(study, found_of(study, technical=layout.technical), rules)
        findings = latest_findings(study, released, rules)
        return findings.report_on(authority, layout.chart_rows)

    return report


@pytest.fixture(scope="session")
def html_of(report_of) -> Callable[..., str]:
    """A report as HTML."""

    def made(study: Study, edition: str = "workshop", **which: str) -> str:
        return document(report_of(study, edition=edition, **which), editions.load(edition))

    return made


@pytest.fixture(scope="session")
def planted(example) -> Study:
    """Three councils in which ease and involvement go with outcomes; some links are clear."""
    return example(authorities=3, people=120, seed=1)


@pytest.fixture(scope="session")
def null(example) -> Study:
    """One council in which nothing goes with anything."""
    return example(authorities=1, people=100, seed=1, effect="none")


@pytest.fixture(scope="session")
def study(example) -> Study:
    """Three councils in which practitioners alone were asked: quick to count and to print."""
    return example(only=("practitioner",), authorities=3, people=60, seed=8)


@pytest.fixture(scope="session")
def released(study: Study) -> dict[str, pd.DataFrame]:
    """Its findings."""
    return poet.findings(study)


@pytest.fixture(scope="session")
def pdf_of(html_of) -> Callable[..., bytes]:
    """The report on the first authority in an edition as PDF, printed once."""
    known: dict[tuple[int, str], tuple[Study, bytes]] = {}

    def printed(study: Study, edition: str = "workshop") -> bytes:
        key = (id(study), edition)
        if key not in known:  # the study is kept, so that no other gets its id
            known[key] = (study, pdf(html_of(study, edition=edition)))
        return known[key][1]

    return printed


@pytest.fixture(scope="session")
def planted_pdf(planted: Study, pdf_of) -> bytes:
    return pdf_of(planted)


@pytest.fixture(scope="session", params=sorted(editions.available()))
def edition(request: pytest.FixtureRequest) -> Edition:
    return editions.load(request.param)


@dataclass(frozen=True)
class Piece:
    """One stretch of marked text on a page; `artifact`: a screen reader passes over it."""

    text: str
    artifact: bool
    font: str


@dataclass(frozen=True)
class Element:
    """One structure element: its kind, its attributes, the kinds above it."""

    kind: str
    tags: Dictionary
    above: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Pages:
    """A PDF to look at."""

    pdf: pikepdf.Pdf

    @property
    def elements(self) -> list[Element]:
        """Every structure element, in reading order."""
        return list(_elements(self.pdf.Root.StructTreeRoot, ()))

    @property
    def pieces(self) -> list[list[Piece]]:
        """Each page's text, piece by piece."""
        return [list(_pieces(page)) for page in self.pdf.pages]

    def texts(self, *, artifacts: bool) -> list[str]:
        """Each page's text, that of its margins or all the rest."""
        return [
            " ".join(" ".join(p.text for p in page if p.artifact == artifacts).split())
            for page in self.pieces
        ]


def _elements(node: Dictionary, above: tuple[str, ...]) -> Iterator[Element]:
    kids = node.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            kind = str(kid.S).lstrip("/")
            yield Element(kind, kid, above)
            yield from _elements(kid, (*above, kind))


def _pieces(page: pikepdf.Page) -> Iterator[Piece]:
    """The glyphs of a page, turned into letters by what each font says they stand for."""
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    letters: dict[bytes, str] = {}
    font, marks = "", []
    for part in pikepdf.parse_content_stream(page):
        operator, operands = str(part.operator), list(part.operands)
        if operator in {"BMC", "BDC"}:
            marks.append(operands[0])
        elif operator == "EMC":
            marks.pop()
        elif operator == "Tf":
            font, letters = str(page.Resources.Font[operands[0]].BaseFont), fonts[str(operands[0])]
        elif operator in {"Tj", "TJ"}:
            shown = operands[0] if operator == "TJ" else operands
            glyphs = b"".join(bytes(item) for item in shown if isinstance(item, pikepdf.String))
            pairs = (glyphs[place : place + 2] for place in range(0, len(glyphs), 2))
            text = "".join(letters[pair] for pair in pairs)
            yield Piece(text, Name.Artifact in marks, font)


def _letters(font: Dictionary) -> dict[bytes, str]:
    table = font.ToUnicode.read_bytes().decode()
    pairs = re.findall(r"^<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>$", table, flags=re.MULTILINE)
    return {bytes.fromhex(a): bytes.fromhex(b).decode("utf-16-be") for a, b in pairs}


@pytest.fixture(scope="session")
def pages() -> Callable[[bytes], Pages]:
    return lambda data: Pages(pikepdf.open(io.BytesIO(data)))
