"""Names of files: what they say, and which poet knows as its own."""

from __future__ import annotations

import pytest

from poet.printing.file_names import is_report_file, report_file
from poet.study import Authority

ALDERFEN = Authority("X001", "Alderfen")


@pytest.mark.parametrize(
    ("edition", "format_", "language", "name"),
    [
        ("workshop", "pdf", "en", "X001-alderfen-workshop.pdf"),
        ("easy_read", "html", "en", "X001-alderfen-easy-read.html"),
        ("easy_read", "pdf", "cy", "X001-alderfen-easy-read-cy.pdf"),
        ("numbers", "xlsx", "en", "X001-alderfen-numbers.xlsx"),
        ("numbers", "csv", "cy", "X001-alderfen-numbers-cy.csv"),
    ],
)
def test_a_name_says_whose_which_edition_and_which_language(edition, format_, language, name):
    assert report_file(ALDERFEN, edition, format_, language) == name
    assert is_report_file(name)


@pytest.mark.parametrize(
    "name",
    [
        "notes.pdf",
        "workshop.pdf",
        "X001-alderfen-workshop.docx",
        "X001-alderfen-workshop.csv",
        "X001-alderfen-numbers.pdf",
        "X001-alderfen-workshop-xx.pdf",
        "X001-alderfen-form.pdf",
        "X001-alderfen-workshop",
    ],
)
def test_any_other_name_is_none_of_poets(name):
    assert not is_report_file(name)
