"""Pages in another language: its headings, marks and letters, and one language in each file."""

from __future__ import annotations

import dataclasses
import re
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from poet import shipped
from poet.charts.lettering import width, wrapped
from poet.language import available, catalogue
from poet.language_study import in_language
from poet.printing import edition as editions
from poet.printing import pages as printed_pages
from poet.printing.fonts import addresses, bundled
from poet.printing.pages import document
from poet.printing.pdf import pdf
from poet.wording import printable

DRAFT = "Drafft: nid yw popeth wedi\u2019i gyfieithu eto"
# The letters of Welsh, with every accent that it writes on a vowel.
WELSH = "aâáàäbcdeêéèëfghiîíìïjklmnoôóòöpqrstuûúùüvwŵẃẁẅxyŷýỳÿz\u2019"
ALL_WELSH = WELSH + WELSH.upper()
# The council, the title of its map, one heading that nobody has translated yet, and one in Welsh.
WELSH_STEPS = [
    "Alderfen",
    "From a first talk to a final budget",
    "Which steps could be lighter",
    "Am yr adroddiad hwn",
]


@pytest.fixture(scope="module")
def in_welsh(report_of, planted):
    """The report of an edition with its study in Welsh."""

    def made(edition: str):
        report = report_of(planted, edition=edition)
        return dataclasses.replace(report, study=in_language(report.study, "cy"))

    return made


def headings(page: str) -> list[str]:
    return [
        " ".join(re.sub("<[^>]*>", "", words).split())
        for words in re.findall(r"<h[12][^>]*>(.*?)</h[12]>", page, re.DOTALL)
    ]


def test_every_heading_that_is_translated_is_welsh(in_welsh, report_of, planted, edition) -> None:
    english = headings(document(report_of(planted, edition=edition.name), edition))
    welsh = headings(document(in_welsh(edition.name), edition))
    assert welsh == [catalogue("cy").words(heading) for heading in english]
    assert welsh[0] == ("All councils" if edition.together else "Alderfen")
    if edition.name == "steps":
        assert welsh == WELSH_STEPS
    else:
        assert len(set(welsh) - set(english)) > 2


def test_the_language_and_the_title_are_those_of_the_report(in_welsh, edition) -> None:
    page = document(in_welsh(edition.name), edition)
    title = catalogue("cy").words(edition.title, "title of an edition")
    assert page.startswith('<!DOCTYPE html>\n<html lang="cy">')
    name = "All councils" if edition.together else "Alderfen"
    assert page.count(f"<title>{title}: {name}</title>") == 1


@pytest.mark.parametrize("medium", ["pdf", "html"])
def test_a_report_that_is_not_all_welsh_is_marked_as_a_draft(
    in_welsh, report_of, planted, edition, medium
) -> None:
    assert DRAFT in document(in_welsh(edition.name), edition, medium)
    english = document(report_of(planted, edition=edition.name), edition, medium)
    assert "Draft" not in english


@pytest.fixture(scope="module")
def welsh_pdf(in_welsh, pages):
    return pages(pdf(document(in_welsh("workshop"), editions.load("workshop"))))


def test_the_pdf_says_its_language(welsh_pdf) -> None:
    assert str(welsh_pdf.pdf.Root.Lang) == "cy"


def test_every_page_has_its_number_and_its_marks_in_welsh(welsh_pdf) -> None:
    margins = welsh_pdf.texts(artifacts=True)
    for number, margin in enumerate(margins, start=1):
        assert f"Tudalen {number} o {len(margins)}" in margin
        assert DRAFT in margin
        assert margin.startswith("DYCHMYGOL: atebion wedi\u2019u dyfeisio")


def test_scales_and_short_names_are_welsh_in_charts_and_tables(welsh_pdf) -> None:
    text = " ".join(welsh_pdf.texts(artifacts=False))
    for words in ("Gwell", "Dim gwahaniaeth", "Hawdd", "Bod yn annibynnol", "siŵr"):
        assert words in text


@pytest.fixture
def say():
    """Prints a template in a language."""

    def said(template: str, language: str = "en", **known: object) -> str:
        environment = printed_pages.environment_of(editions.load("workshop"), "pdf", language)
        return environment.from_string(template).render(**known)

    return said


def test_what_is_filled_into_a_sentence_is_escaped_cleaned_and_kept_short(say) -> None:
    template = "{% trans who=who %}Who: {{ who }}{% endtrans %}"
    assert say(template, who="<b>'A' & \u202eB</b>") == (
        "Who: &lt;b&gt;&#39;A&#39; &amp; B&lt;/b&gt;"
    )
    assert say(template, who="w" * 130) == f"Who: {'w' * 60} {'w' * 60} {'w' * 10}"
    assert len(say(template, who="word " * 2_000)) < 2_010


def test_what_stands_in_an_expression_is_escaped_and_cleaned_like_any_text(say) -> None:
    assert say("{{ _(words) }}", words="<b>100%\u202e</b>") == "&lt;b&gt;100%&lt;/b&gt;"
    assert say('{{ _("Who\u2019s there?") }}') == "Who\u2019s there?"


def test_percent_signs_are_those_of_the_sentence_and_of_what_is_filled_in(say) -> None:
    assert say("{% trans a=a %}5% of {{ a }}{% endtrans %}", a="%(b)s 7%") == "5% of %(b)s 7%"
    assert say("{% trans %}95% sure{% endtrans %}") == "95% sure"


def test_a_sentence_may_hold_markup_of_ours_and_stand_on_several_lines(say) -> None:
    template = "{% trans %}\n  <strong>Both</strong>\n  of them\n{% endtrans %}"
    assert say(template) == "<strong>Both</strong> of them"


def test_sentences_come_in_the_language_asked_for(say) -> None:
    template = '{% trans %}Who answered{% endtrans %}: {{ _("Share") }}'
    assert say(template, "cy") == "Pwy atebodd: Cyfran"
    assert say(template) == "Who answered: Share"
    side = '{{ pgettext("side of the scale change", "better") }}'
    assert (say(side, "cy"), say(side)) == ("gwell", "better")


def fonts() -> dict[str, set[int]]:
    """The letters that each font has: those of the printer, and those that browsers get."""
    folder = shipped.folder("report_templates") / "shared" / "fonts"
    files = {path.name: path.read_bytes() for path in folder.glob("*.woff2")} | bundled()
    assert len(files) == 2 * len(addresses("pdf"))
    return {name: set(TTFont(BytesIO(data)).getBestCmap()) for name, data in files.items()}


def test_every_font_has_every_letter_of_welsh() -> None:
    for name, letters in fonts().items():
        assert [letter for letter in ALL_WELSH if ord(letter) not in letters] == [], name


def test_every_font_has_every_letter_of_every_catalogue() -> None:
    used = {
        letter
        for code in available()
        for words in catalogue(code).translations.values()
        for letter in words
    }
    assert "ŷ" in used
    for name, letters in fonts().items():
        assert [letter for letter in sorted(used) if ord(letter) not in letters] == [], name


@pytest.mark.parametrize("bold", [False, True])
def test_charts_leave_room_for_every_letter_of_welsh(bold: bool) -> None:
    font = TTFont(BytesIO(bundled()[f"NotoSans-{'Bold' if bold else 'Regular'}.ttf"]))
    glyphs, em = font.getBestCmap(), font["head"].unitsPerEm
    for letter in ALL_WELSH:
        wide = font["hmtx"][glyphs[ord(letter)]][0] / em
        assert wide - 1e-6 <= width(letter, 1, bold) <= wide + 0.3, letter


def test_welsh_words_are_neither_cut_nor_cleaned_away() -> None:
    words = "Ŵyn a gwŷdd, tŷ ẃ ẁ ẅ ỳ"
    assert printed_pages.fit_to_print(words) == printable(words, 100) == words
    assert " ".join(wrapped(words, 60, 12)) == words
