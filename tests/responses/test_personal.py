from __future__ import annotations

import time

import pytest

from poet.definition import available, load
from poet.responses.personal import is_personal

NAMES = (
    *("Name", "Your name:", "What is your name?", "Full name", "Surname", "First name", "Names"),
    *("Forename(s)", "Maiden name", "Preferred name", "PERSON_NAME", "*Name", "Initials"),
    *("Client name", "Service user name", "Service user's full name", "Service User\u2019s name"),
    *("Carer's name", "Name of carer", "Name of service user", "Name of person completing form"),
    *("Social worker name", "Council officer name", "GP name", "Next of kin", "Signature"),
)
PLACES = (
    *("Postcode", "Post code", "Postcode (first half)", "Postcode area", "Service User Postcode"),
    *("Home address", "Full address", "Address 2", "address_line_2", "Address1", "House number"),
    *("Street", "UPRN", "GPS", "_geolocation", "latitude", "Grid ref", "What is your postcode?"),
)
REACHED_BY = (
    *("Email", "E-mail address", "Email Address (optional)", "Email (if you want the results)"),
    *("Phone number", "Telephone", "Tel No.", "Tel:", "Home tel", "Mobile", "Mobile phone no"),
    *("Contact number", "Contact No.", "Contact details", "Emergency contact", "Landline"),
    *("Telephone number for the carer", "Email 2", "Your e-mail:"),
)
NUMBERED = (
    *("NHS Number", "NHS No.", "NHS_ID", "CHI number", "NI No", "N.I. No.", "NINO"),
    *("National Insurance number", "Date of birth", "D.O.B.", "DOB", "Date_of_birth", "Birthdate"),
    *("What is your date of birth?", "Passport number"),
)
# SurveyMonkey, Microsoft Forms, Google Forms, LimeSurvey, Qualtrics, SmartSurvey, KoboToolbox, ODK
OF_TOOLS = (
    *("IP Address", "Email Address", "First Name", "Last Name", "ZIP/Postal Code", "Phone Number"),
    *("Username", "ipaddr", "firstname", "lastname", "email", "phonenumber", "SubmitterName"),
    *("IPAddress", "RecipientFirstName", "RecipientLastName", "RecipientEmail"),
    *("LocationLatitude", "LocationLongitude", "EmailAddress"),
)
REQUESTS = (
    "Please tell us your name",
    "Please leave your email address if you would like to hear about the results of this survey",
    "If you would like to take part in an interview, please give us your telephone number below",
)


@pytest.mark.parametrize("heading", [*NAMES, *PLACES, *REACHED_BY, *NUMBERED, *OF_TOOLS, *REQUESTS])
def test_headings_of_personal_data(heading):
    assert is_personal(heading)


OF_NO_PERSON = (
    *("Council name", "Authority Name", "cassr_name", "LA name", "Name of your council"),
    *("Service name", "Name of service", "Provider email", "Team name", "Ward name", "Form name"),
    *("Care home name", "File name", "Website address", "Organisation's address"),
)
CASES = ("Client ID", "Case ID", "Mosaic ID", "LAS number", "Person ID", "Respondent ID")
ANSWERS = (
    *(
        "Age",
        "Gender",
        "Year of birth",
        "Country of birth",
        "GP surgery",
        "Town",
        "LSOA",
        "Contact",
    ),
    *("Completed by telephone", "By email", "On a computer or phone", "Contact with family"),
    *("Zip", "Shipping", "Ship date", "Street lighting", "Mother", "Emailed", "Nameless"),
    *("Start time", "Collector ID", "Custom Data 1", "External Data Reference", "Response ID"),
)
QUESTIONS = (
    "How easy was it to give your name and address to the people who supported you there?",
    "What would you like to say about the personal budget? Please leave out names.",
    "Was the form sent to the right address?",
    "How easy was it to contact us by phone?",
    "Do you use e-mail?",
    "Do you have a mobile phone?",
    "Which region do you live in?",
    "Where do you live?",
    "Staff call me by my name",
    "My social worker knows my name",
    "I was asked for my name",
    "What is your council's name?",
    "Please give your " + "very " * 60 + "own name",
)


@pytest.mark.parametrize("heading", ["", *OF_NO_PERSON, *CASES, *ANSWERS, *QUESTIONS])
def test_other_headings(heading):
    assert not is_personal(heading)


@pytest.mark.parametrize("name", available())
def test_no_question_of_a_questionnaire_is_personal(name):
    for question in load(name).questions:
        answers = question.scale.answers if question.scale else ()
        words = [question.key, question.wording, question.easy_read, question.short]
        words += [text for one in answers for text in (one.code, one.label, one.easy_read)]
        assert [text for text in words if is_personal(text)] == []


@pytest.mark.parametrize("piece", ["name ", "please leave your ", "by my ", "(", "e-mail", " "])
def test_no_heading_takes_long(piece):
    start = time.process_time()
    is_personal(piece * (300 // len(piece)))
    is_personal(piece * 100_000)
    assert time.process_time() - start < 0.05
