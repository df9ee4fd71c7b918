"""Whatever people write, and wherever: a report shows it as text, takes nothing in, and ends."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import page as validator
import pikepdf
import pytest

import poet
from poet import definition_keys
from poet.disclosure import PROFILES
from poet.printing import edition as editions
from poet.printing.pages import document
from poet.printing.pdf import pdf
from poet.printing.pictures import pictures
from poet.sections import AuthorityReport

SECRET = b"Answers of other people lie beside the study."
MARKUP = (
    '</style></title>--><script>alert(1)</script><img src="file://{0}">\'"{{{{7*7}}}}'
    "{{% include 'x' %}}<link rel=attachment href=file://{0}>@import url(x);&amp;&lt;"
    " javascript:alert(2) =cmd|' /C calc'!A0 ../../x"
)
# What no printer can print goes; what is left is what must be seen.
SIGNS = (
    "left\u202eright \x1b[31mred\x00 Z\u0301\u0302\u0303\u0304 \U0001f600",
    "leftright [31mred \u0179\u0302\u0303 \U0001f600",
)
LONG = {
    "a word of 100 kB": "w" * 100_000,
    "100,000 line ends": "a\n" * 100_000,
    "50,000 marks on a letter": "Z" + "\u0301" * 50_000,
    "300 emoji": "\U0001f600" * 300,
}
ELEMENTS = {
    *("a", "html", "head", "meta", "title", "style", "body", "section", "div", "span", "strong"),
    *("h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "blockquote", "figure", "figcaption"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "svg", "path", "text"),
}
# Seconds of a processor that a report may take; a plain one takes four here.
MOST_SECONDS = 40
LARGEST_PAGE = 1_000_000


@pytest.fixture(scope="module", autouse=True)
def no_limit_at_the_door() -> Iterator[None]:
    """Long texts are refused where they are read; here they are let in, to try what comes after."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(definition_keys, "LONGEST_TEXT", 1_000_000)
        yield


@pytest.fixture(scope="module")
def page_of(study_that_says: Callable[..., Path]) -> Callable[[str, str], str]:
    """The page of one edition, of a study that says this everywhere."""

    def made(text: str, edition: str) -> str:
        study = poet.load_study(study_that_says(text))
        layout = editions.load(edition)
        found = poet.findings(study, technical=layout.technical)
        (authority,) = study.authorities
        return document(
            AuthorityReport(study, authority, found, PROFILES["local"], layout.chart_rows), layout
        )

    return made


class Reader(HTMLParser):
    """Every element with its attributes, and all text that is no style sheet."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: dict[str, set[str]] = {}
        self.texts: list[str] = []
        self.style = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.style = tag == "style"
        self.elements.add(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, set()).add(value)

    def handle_data(self, data: str) -> None:
        if not self.style:
            self.texts.append(" ".join(data.split()))


@pytest.fixture(scope="module", params=sorted(editions.available()))
def edition(request: pytest.FixtureRequest) -> str:
    return request.param


def words_of(edition: str) -> set[str]:
    """Where the texts stand that each edition prints."""
    council = {"contact", "wave", "Council X001"}
    asked = council | {"title", "people"}
    answers = asked | {"life short", "good", "x", "y"}
    process_map = {"map", "diaries", "stage", "talk", "again", "clerk", "change"}
    return {
        "easy_read": asked | {"good", "x"},
        "national": answers,
        "steps": council | process_map | {"good"},
        "summary": asked | {"life short", "good"},
        "technical": asked | process_map | {"life short", "talk records", "again records"},
    }.get(edition, answers | process_map)


@pytest.fixture(scope="module")
def markup(tmp_path_factory: pytest.TempPathFactory) -> str:
    secret = tmp_path_factory.mktemp("secret") / "s"
    secret.write_bytes(SECRET)
    return MARKUP.format(secret)


@pytest.fixture(scope="module")
def hostile(page_of, markup: str, edition: str) -> str:
    return page_of(markup, edition)


def test_markup_stays_text_wherever_it_stands(hostile: str, markup: str, edition: str) -> None:
    read = Reader(hostile)
    assert read.elements <= ELEMENTS
    assert {name for name in read.attributes if name.startswith("on")} == set()
    assert {"src", "style", "rel", "data"} & set(read.attributes) == set()
    assert [link for link in read.attributes.get("href", ()) if link[0] != "#"] == []
    text = " ".join(read.texts)
    # Its words are longer than a token may be, so spaces are put in.
    assert "".join(markup.split()) in "".join(text.split())
    missing = [words for words in words_of(edition) if f"{words} </style>" not in text]
    assert missing == []


def test_the_style_sheet_holds_nothing_that_people_write(hostile: str, edition: str) -> None:
    style = hostile[hostile.index("<style>") : hostile.index("</style>")]
    assert "script" not in style
    assert "cmd|" not in style
    assert hostile.count("</style>") == 1
    addresses = {part.partition(")")[0] for part in hostile.split("url(")[1:]}
    ours = {f'"{address}"' for address in pictures().values()}
    assert {a for a in addresses - ours if "poet-font:" not in a} <= {"x"}  # the x is in the text


def test_a_report_of_markup_takes_nothing_in(hostile: str) -> None:
    data = pdf(hostile)
    with pikepdf.open(io.BytesIO(data)) as made:
        assert "/EmbeddedFiles" not in made.Root.get("/Names", {})
        assert "/JavaScript" not in made.Root.get("/Names", {})
        assert "/OpenAction" not in made.Root
        kinds = {
            str(one.A.S) for sheet in made.pages for one in sheet.get("/Annots", []) if "/A" in one
        }
        assert kinds <= {"/GoTo"}
        assert "<script>alert(1)</script>" in str(made.docinfo["/Subject"])
    assert SECRET not in data
    assert not validator.validate_pdf_bytes(data, profile="ua1").failures


def test_signs_that_cannot_be_printed_are_left_out(page_of, edition: str) -> None:
    text, shown = SIGNS
    page = page_of(text, edition)
    assert f"title {shown}" in page
    assert not set("\u202e\x1b\x00") & set(page)
    page.encode()  # there is no half letter in it
    data = pdf(page)
    assert not validator.validate_pdf_bytes(data, profile="ua1").failures


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_page_of_very_long_text_is_made_and_stays_small(page_of, text: str) -> None:
    begin = time.process_time()
    page = page_of(text, "workshop")
    assert time.process_time() - begin < MOST_SECONDS
    assert len(page) < LARGEST_PAGE
    outside = "".join(_outside_pictures(page))
    assert max(map(len, outside.split())) <= 200
    assert max(map(len, outside.splitlines())) <= 4_500


def _outside_pictures(page: str) -> Iterator[str]:
    for part in page.split("<svg"):
        yield part.rpartition("</svg>")[2]


def test_a_report_of_the_longest_texts_ends(page_of) -> None:
    """Unshortened, one such word took minutes to break into lines."""
    text = "w" * 100_000 + "\n" * 1_000 + "Z" + "\u0301" * 1_000
    page = page_of(text, "workshop")
    begin = time.process_time()
    data = pdf(page)
    assert time.process_time() - begin < MOST_SECONDS
    with pikepdf.open(io.BytesIO(data)) as made:
        assert len(made.pages) < 150


def test_a_plain_text_stands_in_the_same_elements(page_of, hostile: str, edition: str) -> None:
    """Else the tests above would miss what markup adds."""
    plain, read = Reader(page_of("plain", edition)), Reader(hostile)
    assert plain.elements == read.elements
    assert set(plain.attributes) == set(read.attributes)
