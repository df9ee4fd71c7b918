from __future__ import annotations

import pytest

from poet.responses.personal import is_personal


@pytest.mark.parametrize(
    "heading",
    [
        "Name",
        "Your name:",
        "What is your name?",
        "Full name",
        "RecipientFirstName",
        "RecipientLastName",
        "Surname",
        "Email",
        "E-mail address",
        "RecipientEmail",
        "IPAddress",
        "IP Address",
        "Phone number",
        "Telephone",
        "Postcode",
        "Post code",
        "NHS Number",
        "Date of birth",
        "LocationLatitude",
        "Home address",
        "National Insurance number",
    ],
)
def test_headings_of_personal_data(heading):
    assert is_personal(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Council name",
        "Authority Name",
        "Age",
        "Gender",
        "Start time",
        "Zip",
        "Shipping",
        "Collector ID",
        "How easy was it to give your name and address to the people who supported you there?",
    ],
)
def test_other_headings(heading):
    assert not is_personal(heading)
