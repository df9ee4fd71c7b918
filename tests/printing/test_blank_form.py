"""The blank form as files: accessible, whole, in order, no question on two pages."""

from __future__ import annotations

import dataclasses
import itertools
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import page
import pytest

from poet import definition
from poet.errors import PoetError
from poet.printing.blank_form import form_page
from poet.printing.blank_form_view import FORM_EDITIONS, Particulars, form_view
from poet.printing.pdf import pdf
from poet.questionnaire import Questionnaire
from poet.wording import forbidden_in, longest_sentence

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FAMILY_CARERS = EXAMPLES / "carers-eurofamcare" / "questionnaires"
OWN_FOLDERS = {"family_carer": FAMILY_CARERS}
NAMES = ("budget_holder", "carer", "practitioner", "family_carer")
OURS = Particulars(
    authority="Fernhollow Council",
    contact="the evaluation team, 01234 567890",
    return_by="30 June 2027",
    number_box=True,
)


@dataclass(frozen=True, eq=False)
class Form:
    """One form in one edition: what it says, as PDF and as HTML."""

    questionnaire: Questionnaire
    edition: str
    view: dict
    drawn: bytes
    screen: str
    warnings: tuple[str, ...]

    @property
    def questions(self) -> list[dict]:
        return [question for section in self.view["sections"] for question in section["questions"]]


@pytest.fixture(scope="module", params=itertools.product(NAMES, FORM_EDITIONS), ids="-".join)
def form(request: pytest.FixtureRequest) -> Iterator[Form]:
    name, edition = request.param
    asked = definition.load(name, OWN_FOLDERS.get(name))
    # The plain one has lines to write on in the places of these.
    ours = Particulars() if edition == "large_print" else OURS
    warnings: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: warnings.append(record.getMessage())
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    drawn = pdf(form_page(asked, edition, "pdf", ours))
    logger.removeHandler(handler)
    screen = form_page(asked, edition, "html", ours)
    return Form(asked, edition, form_view(asked, edition, ours), drawn, screen, tuple(warnings))


@pytest.fixture(scope="module")
def looked_at(form, pages):
    return pages(form.drawn)


def asked_as(question: dict) -> str:
    return f"{question['number']}. {question['words']}"


def closed_up(text: str) -> str:
    """A text without its spaces: a line may end behind a hyphen."""
    return "".join(text.split())


def spoken(looked_at) -> list[str]:
    return looked_at.texts(artifacts=False)


def failures(data: bytes) -> list[str]:
    report = page.validate_pdf_bytes(data, profile="ua1")
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def test_every_form_passes_pdf_ua_1_and_the_printer_warns_of_nothing(form) -> None:
    assert failures(form.drawn) == []
    assert form.warnings == ()


def test_it_says_its_language_and_its_title(form, looked_at) -> None:
    suffix = {"standard": "", "easy_read": " (Easy Read)", "large_print": " (Large print)"}
    assert looked_at.pdf.Root.Lang == "en"
    assert looked_at.pdf.docinfo["/Title"] == form.questionnaire.title + suffix[form.edition]
    assert looked_at.pdf.docinfo.get("/Author", "") == form.view["authority"]


def test_it_has_bookmarks_for_its_parts_and_its_questions(form, looked_at) -> None:
    with looked_at.pdf.open_outline() as outline:
        (whole,) = outline.root
        questions = [item.title for part in whole.children for item in part.children]
    assert questions == [asked_as(question) for question in form.questions]
    assert whole.children[-1].title == "Thank you"


def test_headings_skip_no_level(looked_at) -> None:
    levels = [int(e.kind[1]) for e in looked_at.elements if re.fullmatch("H[1-6]", e.kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_question_and_answer_stands_in_the_pdf_in_order(form, looked_at) -> None:
    text, at = closed_up(" ".join(spoken(looked_at))), 0
    for question in form.questions:
        for words in (asked_as(question), *(a["label"] for a in question["answers"])):
            found = text.find(closed_up(words), at)
            assert found >= 0, words
            at = found + len(closed_up(words))


def test_every_question_and_answer_stands_in_the_html_in_order(form, blocks_of) -> None:
    said = iter([block.text for block in blocks_of(form.screen)])
    for question in form.questions:
        for words in (asked_as(question), *(a["label"] for a in question["answers"])):
            assert words in said, words


def test_no_question_stands_on_two_pages(form, looked_at) -> None:
    texts = [closed_up(text) for text in spoken(looked_at)]
    for question in form.questions:
        words = closed_up(asked_as(question))
        (on,) = [text for text in texts if words in text]
        rest = on[on.index(words) + len(words) :]
        for label in (closed_up(answer["label"]) for answer in question["answers"]):
            assert label in rest, (words, label)
            rest = rest[rest.index(label) + len(label) :]


def test_every_answer_of_the_pdf_is_an_item_of_a_list_with_a_box(form, looked_at) -> None:
    items = [e for e in looked_at.elements if e.kind == "LI" and "LI" not in e.above]
    answers = sum(len(question["answers"]) for question in form.questions)
    how_to = re.findall("<li>", form.screen)
    assert len(items) == answers + len(how_to)


def test_pages_are_filled_and_numbered(form, looked_at) -> None:
    most = {"standard": 9, "easy_read": 26, "large_print": 28}
    if form.questionnaire.id == "budget_holder":
        most["standard"] = 8
    many = len(looked_at.pdf.pages)
    assert many <= most[form.edition]
    for number, margin in enumerate(looked_at.texts(artifacts=True), start=1):
        assert margin.endswith(f"Page {number} of {many}")
    assert min(len(text.split()) for text in spoken(looked_at)) > 15


def test_what_a_council_gives_is_printed_or_a_line_to_write_it_on(form, looked_at) -> None:
    text = " ".join(spoken(looked_at))
    given = (OURS.authority, OURS.contact, OURS.return_by, "Number of this form")
    if form.edition == "large_print":
        assert not any(words in text for words in given)
        assert form.screen.count('class="rule"') == 5
        return
    assert all(words in text for words in given)
    assert text.count(OURS.return_by) == 2
    assert 'class="rule"' not in form.screen


def test_our_own_sentences_are_short_and_say_no_more_than_they_may(form, blocks_of) -> None:
    theirs = {form.view["about"], form.questionnaire.title}
    ours = [
        block.text
        for block in blocks_of(form.screen)
        if "ul" not in block.within and "legend" not in block.within and block.text not in theirs
    ]
    limit = 15 if form.edition == "easy_read" else 25
    assert len(ours) > 10
    for words in ours:
        assert longest_sentence(words) <= limit, words
        assert forbidden_in(words) == [], words


def test_the_html_needs_no_other_file_and_sends_nothing(form) -> None:
    assert not re.findall(r"<(?:script|form|link|img|iframe|object|embed)\b", form.screen)
    assert not re.findall(r"https?:", form.screen)
    assert {url[:5] for url in re.findall(r'url\("([^"]+)', form.screen)} == {"data:"}


def test_the_html_can_be_ticked_and_written_on(form) -> None:
    for question in form.questions:
        several = question["kind"] == "multiple"
        tag = f'<input type="{"checkbox" if several else "radio"}" name="{question["key"]}"'
        assert form.screen.count(tag) == len(question["answers"])
        labelled = form.screen.count(f'aria-labelledby="q-{question["key"]}"')
        assert labelled == (0 if question["answers"] else 1)
    inputs = re.findall(r"<(?:input|textarea)\b[^>]*>", form.screen)
    assert all('autocomplete="off"' in field for field in inputs)
    ids = re.findall(r'\bid="([^"]+)"', form.screen)
    assert len(set(ids)) == len(ids)
    assert set(re.findall(r'aria-labelledby="([^"]+)"', form.screen)) <= set(ids)


def test_the_same_form_has_the_same_bytes() -> None:
    asked = definition.load("carer")
    for medium in ("pdf", "html"):
        assert form_page(asked, medium=medium) == form_page(asked, medium=medium)
    assert pdf(form_page(asked)) == pdf(form_page(asked))


@pytest.fixture
def odd() -> Questionnaire:
    """A questionnaire that says what a page must not take for its own."""
    carer = definition.load("carer")
    first = dataclasses.replace(carer.questions[0], wording="<script>alert(1)</script>" + "W" * 300)
    return dataclasses.replace(carer, title='"A" \\ </style> {{ view }}', questions=(first,))


@pytest.mark.parametrize("edition", FORM_EDITIONS)
def test_what_a_questionnaire_says_stays_words(odd, edition: str, pages) -> None:
    particulars = Particulars(
        authority="<b>Us</b>", contact="</style><script>", return_by="{{ 7 }}"
    )
    screen = form_page(odd, edition, "html", particulars)
    assert "<script" not in screen
    assert "<b>" not in screen
    drawn = pdf(form_page(odd, edition, "pdf", particulars))
    assert failures(drawn) == []
    assert '"A" \\ </style> {{ view }}' in spoken(pages(drawn))[0]


def test_a_question_longer_than_a_page_is_printed_all_the_same(pages) -> None:
    carer = definition.load("carer")
    scale = carer.questions[0].scale
    answers = [
        dataclasses.replace(scale.answers[0], code=f"a{n}", label=f"No. {n}") for n in range(99)
    ]
    long = dataclasses.replace(scale, answers=tuple(answers), best="")
    first = dataclasses.replace(carer.questions[0], scale=long)
    asked = dataclasses.replace(carer, questions=(first,))
    text = " ".join(spoken(pages(pdf(form_page(asked, "large_print")))))
    assert all(f"No. {n} " in text for n in range(99))


def test_a_form_in_a_language_without_sentences_is_refused() -> None:
    german = dataclasses.replace(definition.load("carer"), language="de")
    with pytest.raises(
        PoetError, match=r'^language "de": there is no catalogue of this language\.'
    ):
        form_page(german)


def test_a_welsh_form_is_welsh_and_says_that_it_is_a_draft(pages) -> None:
    welsh = dataclasses.replace(definition.load("carer"), language="cy")
    assert '<p class="standing">' in form_page(welsh, medium="html")
    looked_at = pages(pdf(form_page(welsh)))
    assert looked_at.pdf.Root.Lang == "cy"
    assert failures(pdf(form_page(welsh))) == []
