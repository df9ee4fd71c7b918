"""An authority's own look, on the page: name, logo, colours, lines, pages, templates, pictures."""

from __future__ import annotations

import dataclasses
import io
import re
from pathlib import Path

import page
import pytest
from PIL import Image

from poet.charts.colours import PALETTE, Palette
from poet.errors import PoetError
from poet.look import Look, Picture
from poet.printing import edition as editions
from poet.printing import print_reports
from poet.printing.own_look import palette_of, refuse_mistakes, words_of
from poet.printing.pages import CONTENTS, document, environment_of
from poet.printing.pdf import pdf

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><path d="M0 0h90v30z"/></svg>'
OFFER = """\
# What we offer

Ring us, or [look at our page](https://example.org/support).

| What | Costs |
|---|--:|
| A talk | £0 |

## Who can help

- The budget team
"""
BARS = ("#0B4A2B", "#4E9E6E", "#C76A8A", "#5C1030")
OWN = Look(
    name="Fernhollow <Borough> Council",
    logo=Picture(SVG, "image/svg+xml"),
    logo_words='A fern in a "hollow"',
    heading_colour="#1B5E3A",
    box_colour="#B5485D",
    bar_colours=BARS,
    contact=("Town Hall & Library", "Telephone 0000 000 000"),
    extra_pages=(("our-offer.md", OFFER),),
)


def dressed(report, look: Look = OWN):
    """The report of a study in which everything has this look."""
    study = dataclasses.replace(report.study, look=look, looks={})
    return dataclasses.replace(report, study=study)


@pytest.fixture(scope="module")
def report(planted, report_of, edition):
    return report_of(planted, edition=edition.name)


@pytest.fixture(scope="module")
def workshop(planted, report_of):
    return report_of(planted)


def sections_of(html: str) -> dict[str, str]:
    found = re.findall(r'<section class="(\w+)"[^>]*>(.*?)</section>', html, re.DOTALL)
    return dict(found)


def test_the_name_stands_in_the_place_of_the_authoritys(report, edition, blocks_of) -> None:
    html = document(dressed(report), edition)
    if edition.together:  # no authority's own
        assert f"<title>{edition.title}: All councils</title>" in html
        return
    assert f"<title>{edition.title}: Fernhollow &lt;Borough&gt; Council</title>" in html
    assert '<meta name="author" content="Fernhollow &lt;Borough&gt; Council">' in html
    (heading,) = [block for block in blocks_of(html) if block.element == "h1"]
    assert heading.text == "Fernhollow <Borough> Council"
    assert re.search(r'<h1 class="running[^>]*>Fernhollow &lt;Borough&gt; Council</h1>', html)
    assert report.authority.name not in html.replace("the made-up study", "")


def test_the_logo_stands_above_the_cover_with_its_words(report, edition) -> None:
    first = next(iter(sections_of(document(dressed(report), edition)).values()))
    logo = re.match(r'\s*<p class="logo"><img src="([^"]*)" alt="([^"]*)"></p>', first)
    assert logo is not None
    assert logo[1] == OWN.logo.address
    assert logo[2] == "A fern in a &#34;hollow&#34;"


def test_without_a_logo_there_is_no_place_for_one(report, edition) -> None:
    assert "<img" not in document(dressed(report, Look()), edition)


def test_headings_boxes_and_bars_have_the_colours(workshop) -> None:
    html = document(dressed(workshop), editions.load("workshop"))
    usual = (Look().heading_colour, Look().box_colour, PALETTE.best, PALETTE.bad)
    assert all(colour not in html and colour.lower() not in html for colour in usual)
    assert re.search(r"h1, h2, h3, h4 \{[^}]*color: #1B5E3A;", html)
    assert re.search(r"\.box \{[^}]*solid #B5485D;", html)
    # Three parts to a bar: best and bad answers; no bar has the other two.
    assert all(f'fill="{colour}"' in html for colour in (BARS[0], BARS[2]))


def test_the_lines_stand_in_about_this_report_with_the_contact_of_the_study(workshop) -> None:
    about = sections_of(document(dressed(workshop), editions.load("workshop")))["about"]
    contact = about.index(workshop.study.contact)
    lines = [about.index(line) for line in ("Town Hall &amp; Library", "Telephone 0000 000 000")]
    assert [contact, *lines] == sorted([contact, *lines])


def test_with_lines_nobody_is_sent_elsewhere(workshop) -> None:
    nobody = dataclasses.replace(
        workshop, study=dataclasses.replace(workshop.study, contact="", made_up=False)
    )
    sentence = "Ask the people who gave you this report"
    assert sentence in document(dressed(nobody, Look()), editions.load("workshop"))
    assert sentence not in document(dressed(nobody), editions.load("workshop"))


def test_own_pages_stand_before_the_last_and_in_the_contents(report, edition, blocks_of) -> None:
    html = document(dressed(report), edition)
    sections = sections_of(html)
    if CONTENTS not in edition.sections:
        assert "extra_page_1" not in sections
        assert "What we offer" not in html
        return
    assert [*sections][-2:] == ["extra_page_1", edition.sections[-1]]
    assert '<a href="#extra_page_1">What we offer</a>' in sections[CONTENTS]
    offer = [block for block in blocks_of(html) if block.section == "extra_page_1"]
    assert [(block.heading, block.text) for block in offer if block.heading] == [
        (2, "What we offer"),
        (3, "Who can help"),
    ]


def logo(kind: str) -> Picture:
    drawn = io.BytesIO()
    mode = "RGBA" if kind == "PNG" else "RGB"
    Image.new(mode, (300, 100), (20, 90, 60)).save(drawn, kind)
    return Picture(drawn.getvalue(), f"image/{kind.lower()}")


@pytest.mark.parametrize("kind", ["SVG", "PNG", "JPEG"])
def test_the_pdf_says_the_logo_in_words_and_passes_pdf_ua_1(workshop, pages, kind: str) -> None:
    look = OWN if kind == "SVG" else dataclasses.replace(OWN, logo=logo(kind))
    data = pdf(document(dressed(workshop, look), editions.load("workshop")))
    report = page.validate_pdf_bytes(data, profile="ua1")
    assert [failure.message for failure in report.failures] == []
    looked_at = pages(data)
    first = next(one.tags for one in looked_at.elements if one.kind == "Figure")
    assert str(first.Alt) == OWN.logo_words
    texts = looked_at.texts(artifacts=False)
    # On paper, the address of a link is read after its words.
    assert any("look at our page (https://example.org/support)" in text for text in texts)
    assert "Fernhollow <Borough> Council" in looked_at.texts(artifacts=True)[1]


def test_the_same_look_gives_the_same_bytes(workshop) -> None:
    first, second = (pdf(document(dressed(workshop), editions.load("workshop"))) for _ in range(2))
    assert first == second


# --- templates and pictures of its own


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    (tmp_path / "templates" / "sections").mkdir(parents=True)
    return tmp_path / "templates"


def put(templates: Path, text: str) -> Look:
    (templates / "sections" / "about.html").write_text(text, encoding="utf-8")
    return Look(templates=templates, contact=("Here",))


def test_a_template_of_its_own_takes_the_place_of_a_section(workshop, templates) -> None:
    edition = editions.load("workshop")
    look = put(templates, "<h2>Ours</h2><p>{{ authority }}: {{ look.contact[0] }}</p>")
    ours = sections_of(document(dressed(workshop, look), edition))
    usual = sections_of(document(dressed(workshop, Look()), edition))
    assert ours["about"].strip() == f"<h2>Ours</h2><p>{workshop.authority.name}: Here</p>"
    assert '<a href="#about">Ours</a>' in ours[CONTENTS]
    unchanged = set(usual) - {"about", CONTENTS}
    assert {name: ours[name] for name in unchanged} == {name: usual[name] for name in unchanged}


def test_a_template_can_add_to_the_one_it_replaces(workshop, templates) -> None:
    edition = editions.load("workshop")
    look = put(templates, '{% include "shipped/sections/about.html" %}\n<h3>And</h3>')
    ours = sections_of(document(dressed(workshop, look), edition))["about"]
    usual = sections_of(document(dressed(workshop, Look(contact=("Here",))), edition))["about"]
    assert ours.split() == f"{usual.strip()}\n<h3>And</h3>".split()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{{ nix }}", "templates/sections/about.html, line 1: the template cannot be printed: "),
        ("<script>", "templates/sections/about.html: it has <script>, which can run or fetch "),
    ],
)
def test_a_template_that_goes_wrong_stops_the_report(workshop, templates, text, sentence) -> None:
    with pytest.raises(PoetError) as raised:
        document(dressed(workshop, put(templates, text)), editions.load("workshop"))
    assert str(raised.value).startswith(sentence)


def test_a_template_gets_no_folder_that_it_could_write_into() -> None:
    words = words_of(dataclasses.replace(OWN, templates=Path(), pictures=Path()))
    assert all(isinstance(value, str | list) for value in words.values())


def test_pictures_of_its_own_take_the_place_of_ours(planted, report_of, tmp_path: Path) -> None:
    edition = editions.load("easy_read")
    (tmp_path / "report.svg").write_bytes(SVG)
    look = Look(pictures=tmp_path)
    html = document(dressed(report_of(planted, edition="easy_read"), look), edition)
    (address,) = re.findall(r'\.picture-report \{ background-image: url\("([^"]*)"\)', html)
    assert address == Picture(SVG, "image/svg+xml").address


def test_the_usual_look_has_the_usual_colours() -> None:
    assert palette_of(Look()) == PALETTE
    assert palette_of(OWN) == Palette(*BARS)


# --- told before anything is counted


def counted(technical: bool) -> dict:
    raise AssertionError("findings are not to be looked for")


def test_mistakes_are_told_together_before_anything_is_counted(
    planted, templates, tmp_path: Path
) -> None:
    (templates / "sections" / "abuot.html").touch()
    (tmp_path / "nix.png").touch()
    look = Look(
        extra_pages=(("a.md", "Hello"), ("b.md", "# B\n\n***")),
        templates=templates,
        pictures=tmp_path,
    )
    study = dataclasses.replace(planted, looks={planted.authorities[1].code: look})
    with pytest.raises(PoetError) as raised:
        print_reports(study, counted, tmp_path / "reports")
    sentences = str(raised.value).splitlines()
    assert [sentence.partition(":")[0] for sentence in sentences] == [
        "a.md, line 1",
        "b.md, line 3",
        f'folder "{tmp_path.name}"',
        "templates/sections/abuot.html",
    ]
    assert not (tmp_path / "reports").exists()


def test_a_look_that_several_have_is_told_once() -> None:
    look = Look(extra_pages=(("a.md", "Hello"),))
    workshop = editions.load("workshop")
    with pytest.raises(PoetError) as raised:
        refuse_mistakes([look, look], [workshop], environment_of(workshop))
    assert str(raised.value).count("a.md") == 1


def test_an_authority_that_is_not_asked_for_stops_nothing(planted, tmp_path: Path) -> None:
    bad = Look(extra_pages=(("a.md", "Hello"),))
    study = dataclasses.replace(planted, looks={planted.authorities[1].code: bad})
    with pytest.raises(AssertionError, match="not to be looked for"):
        print_reports(study, counted, tmp_path / "out", authorities=[planted.authorities[0].code])
