"""The PDF: accessible by PDF/UA-1 and by what we ask besides; the same bytes; nothing fetched."""

from __future__ import annotations

import hashlib
import io
import itertools
import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import page
import pikepdf
import pytest
from pikepdf import Name

import poet
from poet.errors import CANNOT_READ_OR_WRITE, PoetError
from poet.printing.pdf import pdf

FAMILY_CARERS = Path(__file__).resolve().parents[2] / "examples" / "carers-eurofamcare"
AUDIENCES = ("budget_holder", "carer", "practitioner")
MADE_UP = "MADE UP: invented answers, to show what a report looks like"
NOT_FOR_SHARING = "Not for sharing: small numbers are shown"


@pytest.fixture(scope="module", params=[*AUDIENCES, "family_carer"])
def questionnaire(request, example):
    """A study in which one questionnaire alone was put."""
    if request.param == "family_carer":
        return poet.load_study(FAMILY_CARERS)
    return example(only=(request.param,), authorities=1, people=60, seed=2)


@pytest.fixture(scope="module")
def warnings() -> list[str]:
    """What the printer says meanwhile."""
    return []


@pytest.fixture(scope="module")
def printed(questionnaire, edition, html_of, warnings: list[str]) -> Iterator[bytes]:
    """One questionnaire in one edition."""
    if edition.needs and getattr(questionnaire, edition.needs) is None:
        pytest.skip(f"this study has no {edition.needs}")
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: warnings.append(record.getMessage())
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    yield pdf(html_of(questionnaire, edition=edition.name))
    logger.removeHandler(handler)


@pytest.fixture(scope="module")
def looked_at(printed, pages):
    return pages(printed)


def failures(data: bytes) -> list[str]:
    report = page.validate_pdf_bytes(data, profile="ua1")
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def test_every_questionnaire_in_every_edition_passes_pdf_ua_1(printed) -> None:
    assert failures(printed) == []


def test_it_says_its_language_its_title_and_that_it_is_tagged(looked_at, questionnaire) -> None:
    root, about = looked_at.pdf.Root, looked_at.pdf.docinfo
    assert root.Lang == "en"
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    name = questionnaire.authorities[0].name
    assert str(about["/Title"]).endswith(f": {name}")
    assert about["/Author"] == name
    assert about["/Subject"] == questionnaire.title
    assert b'pdfuaid:part="1"' in root.Metadata.read_bytes()


def test_it_has_bookmarks_for_every_heading_of_the_second_level(looked_at, edition) -> None:
    with looked_at.pdf.open_outline() as outline:
        top = [item.title for item in outline.root]
        below = [child.title for item in outline.root for child in item.children]
    headings = [element for element in looked_at.elements if element.kind == "H2"]
    assert len(top) == 1
    assert len(below) == len(headings) >= (3 if edition.name == "steps" else 5)
    assert below[-1] == "About this report"


def test_headings_skip_no_level(looked_at) -> None:
    levels = [int(e.kind[1]) for e in looked_at.elements if re.fullmatch("H[1-6]", e.kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_picture_is_told_in_words(looked_at, edition) -> None:
    told = [str(e.tags.get("/Alt", "")) for e in looked_at.elements if e.kind == "Figure"]
    assert bool(told) != edition.technical  # which has tables alone
    for words in told:
        assert len(re.findall(r"[A-Za-z]{2,}", words)) >= 4, words
        assert words.endswith(".")
    assert all(not re.fullmatch(r"[\d\s.,%]*", words) for words in told)


def test_every_header_cell_says_what_it_heads(looked_at, edition) -> None:
    headers = [element for element in looked_at.elements if element.kind == "TH"]
    assert headers or edition.name == "summary"
    scopes = {"THead": set(), "TBody": set()}
    for header in headers:
        attributes = header.tags.A
        assert str(attributes.O) == "/Table"
        scopes[next(kind for kind in header.above if kind in scopes)].add(str(attributes.Scope))
    assert scopes["THead"] <= {"/Column"}
    assert scopes["TBody"] <= {"/Row"}


def test_only_the_bundled_fonts_are_used_and_they_are_inside(looked_at) -> None:
    fonts = {
        str(font.BaseFont): font
        for one in looked_at.pdf.pages
        for font in one.Resources.get("/Font", {}).values()
    }
    assert {re.sub(r"^/[A-Z]{6}\+", "", name) for name in fonts} == {"Poet-Sans", "Poet-Sans-Bold"}
    for font in fonts.values():
        described = font.DescendantFonts[0].FontDescriptor
        assert "/FontFile2" in described or "/FontFile3" in described


def test_nothing_is_attached_linked_out_or_run(looked_at) -> None:
    names = looked_at.pdf.Root.get("/Names", {})
    assert "/EmbeddedFiles" not in names
    assert "/JavaScript" not in names
    assert "/OpenAction" not in looked_at.pdf.Root
    actions = [
        item.A.S for one in looked_at.pdf.pages for item in one.get("/Annots", []) if "/A" in item
    ]
    assert set(actions) <= {Name.GoTo}


def test_no_page_is_empty_and_every_page_has_its_number(looked_at, edition) -> None:
    many = len(looked_at.pdf.pages)
    few = {"steps": 1, "summary": 2, "technical": 2}
    assert many >= few.get(edition.name, 5)
    for number, text in enumerate(looked_at.texts(artifacts=False), start=1):
        assert len(text.split()) >= 5, number
    for number, margin in enumerate(looked_at.texts(artifacts=True), start=1):
        assert margin.endswith(f"Page {number} of {many}")


def test_margins_are_passed_over_by_a_screen_reader(looked_at) -> None:
    """Every piece of marked text either hangs in the tree of tags or is an artifact."""
    spoken = " ".join(looked_at.texts(artifacts=False))
    assert MADE_UP not in spoken
    assert not re.search(r"Page \d+ of \d+", spoken)
    for one in looked_at.pdf.pages:
        owners = _owners(looked_at.pdf, one)
        for part in pikepdf.parse_content_stream(one):
            if str(part.operator) == "BDC" and "/MCID" in part.operands[1]:
                assert owners[int(part.operands[1]["/MCID"])].get("/P") is not None


def _owners(document: pikepdf.Pdf, one: pikepdf.Page) -> pikepdf.Array:
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    keys = [int(key) for key in list(numbers)[::2]]
    return numbers[2 * keys.index(int(one.StructParents)) + 1]


def test_made_up_is_on_every_page_of_a_made_up_study_and_no_other(looked_at, questionnaire) -> None:
    marked = [MADE_UP in margin for margin in looked_at.texts(artifacts=True)]
    assert marked == [questionnaire.made_up] * len(marked)


def test_a_shared_report_is_not_called_otherwise(looked_at) -> None:
    assert not any(NOT_FOR_SHARING in margin for margin in looked_at.texts(artifacts=True))


def test_internal_pages_each_say_not_for_sharing(example, html_of, pages) -> None:
    study = example(only=("practitioner",), authorities=1, people=60, seed=2)
    margins = pages(pdf(html_of(study, profile="internal"))).texts(artifacts=True)
    assert margins
    assert all(margin.startswith(f"{MADE_UP} | {NOT_FOR_SHARING}") for margin in margins)


def test_the_full_report_passes_as_well(planted_pdf) -> None:
    assert failures(planted_pdf) == []


def test_the_validator_finds_what_is_wrong(planted_pdf, pages) -> None:
    """Else nothing above could fail."""
    broken = pages(planted_pdf)
    del broken.pdf.Root.Lang
    for element in broken.elements:
        if element.kind == "Figure":
            del element.tags["/Alt"]
    out = io.BytesIO()
    broken.pdf.save(out)
    rules = {failure.partition(":")[0] for failure in failures(out.getvalue())}
    assert rules >= {"PDFUA1-FIGURE-ALTERNATIVE-TEXT-001", "PDFUA1-TEXT-LANGUAGE-001"}


def test_the_same_input_gives_the_same_bytes_in_another_process(
    planted, html_of, planted_pdf, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    file.write_text(html_of(planted), encoding="utf-8")
    script = (
        "import hashlib, pathlib, sys; from poet.printing.pdf import pdf\n"
        "html = pathlib.Path(sys.argv[1]).read_text(encoding='utf-8')\n"
        "print(hashlib.sha256(pdf(html)).hexdigest())"
    )
    other = subprocess.run(
        [sys.executable, "-c", script, str(file)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert other.stdout.strip() == hashlib.sha256(planted_pdf).hexdigest()


@pytest.mark.usefixtures("printed")
def test_the_printer_warns_of_nothing(warnings: list[str]) -> None:
    assert warnings == []


PAGE = """<html lang="en"><head><title>A page</title></head>
<body><h1>A page</h1><table><thead><tr><th>One</th></tr></thead>
<tbody><tr><td>1</td></tr></tbody></table>{}</body></html>"""


@pytest.mark.parametrize(
    "asks",
    [
        '<img src="file://{secret}" alt="A picture of words.">',
        '<img src="http://127.0.0.1:9/x.png" alt="A picture of words.">',
        '<img src="https://example.org/x.png" alt="A picture of words.">',
        '<link rel="attachment" href="file://{secret}">',
        '<link rel="stylesheet" href="file://{secret}">',
        "<style>@import url(file://{secret});</style>",
        "<style>@font-face {{ font-family: x; src: url(file://{secret}) }} p {{ font: 9pt x }}"
        "</style><p>Words</p>",
        '<object data="file://{secret}"></object>',
        '<p style="background: url(file://{secret})">Words</p>',
        '<img src="poet-font:../../study.toml" alt="A picture of words.">',
        '<img src="FILE://{secret}" alt="A picture of words.">',
        '<img src="ftp://example.org/x.png" alt="A picture of words.">',
        '<img src="data:image/svg+xml,&lt;svg/&gt;" alt="A picture of words.">',
        '<link rel="stylesheet" href="data:text/css,p{{}}">',
        '<embed src="file://{secret}">',
        '<style>@import "http://127.0.0.1:9/x.css";</style>',
        '<style>p::before {{ content: url("file://{secret}") }}</style><p>Words</p>',
        '<ul style="list-style-image: url(file://{secret})"><li>Words</li></ul>',
        '<base href="file:///"><img src="{secret}" alt="A picture of words.">',
    ],
)
def test_a_template_that_asks_for_a_file_or_an_address_is_refused(asks, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("answers of other people", encoding="utf-8")
    with pytest.raises(PoetError) as refusal:
        pdf(PAGE.format(asks.format(secret=secret)))
    assert str(refusal.value) == (
        "printing: a template asks for something outside the package. "
        "Take out of the template what cannot be printed."
    )
    assert refusal.value.exit_code == CANNOT_READ_OR_WRITE


SHAPE = (
    '<svg xmlns="http://www.w3.org/2000/svg" id="x" width="9" height="9"><path d="M0 0h9z"/></svg>'
)
PICTURE = '<svg width="9" height="9"><title>A picture of words.</title>{}</svg>'


def test_a_picture_that_names_another_is_drawn_without_it_or_refused(tmp_path: Path) -> None:
    (tmp_path / "x.svg").write_text(SHAPE, encoding="utf-8")
    uses = [f'<use href="file://{tmp_path}/{name}.svg#x"/>' for name in ("x", "nowhere")]
    drawn = [pdf(PAGE.format(PICTURE.format(use))) for use in [*uses, ""]]
    assert drawn[0] == drawn[1] == drawn[2]
    shows = f'<image href="file://{tmp_path}/x.svg" width="9" height="9"/>'
    with pytest.raises(PoetError, match="Failed to render SVG image"):
        pdf(PAGE.format(PICTURE.format(shows)))


def test_a_link_to_a_file_embeds_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("answers of other people", encoding="utf-8")
    data = pdf(PAGE.format(f'<p><a href="file://{secret}">A link in words</a></p>'))
    assert b"answers of other people" not in data
    with pikepdf.open(io.BytesIO(data)) as document:
        assert "/EmbeddedFiles" not in document.Root.get("/Names", {})


def test_an_error_of_the_printer_is_a_sentence() -> None:
    broken = '<img src="data:image/png;base64,AAAA" alt="A picture that is none.">'
    with pytest.raises(PoetError, match=r"^printing: .* Take out of the template"):
        pdf(PAGE.format(broken))
