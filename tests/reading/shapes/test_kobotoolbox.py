from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.reading.layout import ANSWERS, PARTIAL, PERSON_ID, PERSONAL, TEST, TOOL, Column
from poet.reading.shapes.kobotoolbox import layout

KOBO = ["_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status"]
KOBO += ["_submitted_by", "__version__", "_tags", "_index"]
ODK = ["KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected"]
ODK += ["Status", "ReviewState", "DeviceID", "Edits", "FormVersion"]
headings = st.text(alphabet="ab/- _") | st.sampled_from(
    ["help", "help/a", "help/b", "g/help", "g/help/a b", "_p_latitude", "p-Latitude", "p", "_uuid"]
)


def roles(told):
    """Heading to role."""
    return {column.heading: column.role for column in told.columns}


def test_kobotoolboxs_own_columns_are_known():
    noted = ["start", "end", "today", "deviceid", "username", "phonenumber"]
    told = layout([[*noted, "change", "meta/instanceID", "meta/instanceName", *KOBO]])
    assert (told.tool, told.heading_rows, told.mend) == ("KoboToolbox", 1, None)
    role = roles(told)
    assert [heading for heading, each in role.items() if each == PERSON_ID] == ["_uuid"]
    assert {role[heading] for heading in ["start", "_id", "_submission_time", "_notes"]} == {TOOL}
    assert [heading for heading, each in role.items() if each == ANSWERS] == ["change"]
    assert [heading for heading, each in role.items() if each == PERSONAL] == [
        "username",
        "phonenumber",
        "meta/instanceName",
        "_submitted_by",
    ]


def test_odks_own_columns_are_known():
    told = layout([["SubmissionDate", "start", "meta-instanceID", "change", *ODK]])
    assert (told.tool, told.heading_rows, told.mend) == ("ODK", 1, None)
    role = roles(told)
    assert [heading for heading, each in role.items() if each == PERSON_ID] == ["KEY"]
    assert [heading for heading, each in role.items() if each == ANSWERS] == ["change"]
    assert [heading for heading, each in role.items() if each == PERSONAL] == ["SubmitterName"]


def test_the_short_number_stands_in_for_the_long_one():
    assert roles(layout([["change", "_id", "_submission_time", "_status"]]))["_id"] == PERSON_ID


@pytest.mark.parametrize("text", ["Not approved", "Not Approved", "validation_status_not_approved"])
def test_what_a_reviewer_did_not_approve_counts_as_a_test(text):
    told = layout([["change", *KOBO]])
    (rule,) = told.states
    assert (rule.column, rule.state) == (4, TEST)
    assert rule.means(text)
    assert not any(map(rule.means, ["", "Approved", "On hold", "validation_status_on_hold"]))
    assert told.notes == (
        'Responses that a reviewer marked "Not approved" (column _validation_status) count as '
        "tests.",
    )


def test_what_a_reviewer_rejected_counts_as_a_test_and_what_is_locked_is_partial():
    told = layout([["SubmissionDate", "change", *ODK]])
    locked, rejected = told.states
    assert (rejected.column, rejected.state) == (8, TEST)
    assert rejected.means("rejected")
    assert not any(map(rejected.means, ["", "approved", "hasIssues", "edited"]))
    assert (locked.column, locked.state) == (7, PARTIAL)
    assert all(map(locked.means, ["not decrypted", "missing encrypted form data"]))
    assert not locked.means("")
    assert told.notes == (
        'Responses that a reviewer marked "rejected" (column ReviewState) count as tests.',
    )


def test_an_export_without_a_review_says_nothing_of_it():
    told = layout([["change", "_id", "_uuid", "_submission_time"]])
    assert (told.states, told.notes) == ((), ())


def test_a_place_locates_a_person():
    parts = ["latitude", "longitude", "altitude", "precision"]
    kobo = ["g/home", *[f"g/_home_{part}" for part in parts], "g/homes", "good_precision"]
    told = layout([[*kobo, *KOBO]])
    assert [column.role for column in told.columns[: len(kobo)]] == [PERSONAL] * 5 + [ANSWERS] * 2
    odk = [f"g-home-{part}" for part in ["Latitude", "Longitude", "Altitude", "Accuracy"]]
    told = layout([["SubmissionDate", *odk, "home-Accuracy", *ODK]])
    assert [column.role for column in told.columns[1:6]] == [PERSONAL] * 4 + [ANSWERS]


def test_a_cell_without_a_heading_has_a_column_without_one():
    told = layout([["", "change", *KOBO, ""], ["x", "1"]])
    assert (told.columns[0], told.columns[-1]) == (Column(""), Column(""))


@pytest.mark.parametrize(
    "first",
    [
        [],
        ["_id", "_uuid", "change"],
        ["_id", "_status", "_index", "_tags", "change"],
        ["id", "uuid", "submission_time", "change"],
        ["SubmissionDate", "KEY", "change"],
        ["SubmissionDate", "change", *ODK[1:]],
        ["change", *ODK],
        ["submissiondate", "key", "instanceid"],
    ],
)
def test_enough_of_the_tools_own_headings_are_demanded(first):
    assert layout([first, ["1"] * len(first)]) is None


def test_no_rows_are_no_export():
    assert layout([]) is None


@given(st.lists(st.text(min_size=1).map(lambda text: f"{text}?")), st.lists(st.lists(st.text())))
def test_a_table_of_questions_is_never_taken_for_an_export(questions, below):
    assert layout([questions, *below]) is None


@pytest.mark.parametrize("own", [["_id", "_uuid", "_tags"], ["SubmissionDate", "KEY", "DeviceID"]])
@given(
    st.lists(headings, max_size=12),
    st.lists(st.lists(st.sampled_from(["", "1", "0", "a b"]), max_size=16), max_size=5),
)
def test_every_heading_of_an_export_has_a_column(own, questions, below):
    told = layout([[*own, *questions], *below])
    assert told.heading_rows == 1
    assert [bool(column.heading) for column in told.columns] == [
        bool(heading.strip()) for heading in [*own, *questions]
    ]
