"""Answers collected with KoboToolbox or ODK, as CSV or Excel.

The format: one heading row of the names of an XLSForm, or of its labels. KoboToolbox adds _id,
_uuid, _submission_time, _validation_status, _notes, _status, _submitted_by, __version__, _tags and
_index; ODK adds SubmissionDate, meta-instanceID, KEY, SubmitterName, ReviewState and more. A group
stands before its questions ("about_you/age", in ODK "about_you-age"). Several answers stand as
codes with spaces between them, or have a column each of 1 and 0 ("helpers/friend"), or both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from poet.reading.layout import (
    PARTIAL,
    PERSON_ID,
    PERSONAL,
    TEST,
    TOOL,
    Column,
    Layout,
    StateRule,
)
from poet.reading.shapes.headings import cleaned, padded
from poet.reading.shapes.kobotoolbox_questions import question_columns

# What forms note of themselves, by the names that are usual for it.
NOTED = {
    **dict.fromkeys(("start", "end", "today", "deviceid", "simserial", "subscriberid"), TOOL),
    **dict.fromkeys(("audit", "instanceID"), TOOL),
    **dict.fromkeys(("username", "phonenumber", "email", "instanceName"), PERSONAL),
}
OF_KOBO = (
    *("_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status"),
    *("_submitted_by", "__version__", "_tags", "_index"),
)
KOBO_DEMANDED = 3
OF_ODK = (
    *("meta-instanceID", "instanceID", "SubmitterID", "SubmitterName", "ReviewState"),
    *("DeviceID", "FormVersion"),
)
# A geographical point: "place", "_place_latitude" ... or "place-Latitude" ...
PART_OF_A_POINT = re.compile(
    r"(.+)([-_])(latitude|longitude|altitude|precision|accuracy)", re.IGNORECASE
)


@dataclass(frozen=True)
class _State:
    """What a column of the tool says of a response, and what the user is told of it."""

    state: str
    texts: tuple[str, ...]
    note: str = ""

    def means(self, text: str) -> bool:
        return text.strip().casefold() in self.texts


NOT_APPROVED = _State(
    TEST,
    ("not approved", "validation_status_not_approved"),
    'Responses that a reviewer marked "Not approved" (column _validation_status) count as tests.',
)
REJECTED = _State(
    TEST,
    ("rejected",),
    'Responses that a reviewer marked "rejected" (column ReviewState) count as tests.',
)
NOT_DECRYPTED = _State(PARTIAL, ("not decrypted", "missing encrypted form data"))


@dataclass(frozen=True)
class _Maker:
    """A tool: the sign it puts after a group, and what its own columns are and tell."""

    tool: str
    after_a_group: str
    roles: Mapping[str, str]
    states: Mapping[str, _State]


KOBO = _Maker(
    "KoboToolbox",
    "/",
    {
        **NOTED,
        **dict.fromkeys(OF_KOBO, TOOL),
        **dict.fromkeys(("formhub/uuid", "meta/instanceID", "meta/rootUuid"), TOOL),
        **dict.fromkeys(("meta/deprecatedID", "_parent_index", "_parent_table_name"), TOOL),
        **dict.fromkeys(("_submitted_by", "_geolocation", "meta/instanceName"), PERSONAL),
        "_uuid": PERSON_ID,
    },
    {"_validation_status": NOT_APPROVED},
)
# The columns of an export can be chosen, and the longer of the two numbers may be left out.
KOBO_WITHOUT_UUID = replace(KOBO, roles={**KOBO.roles, "_id": PERSON_ID})
ODK = _Maker(
    "ODK",
    "-",
    {
        **NOTED,
        **dict.fromkeys(("SubmissionDate", *OF_ODK, "AttachmentsPresent"), TOOL),
        **dict.fromkeys(("AttachmentsExpected", "Status", "Edits"), TOOL),
        **dict.fromkeys(("SubmitterName", "meta-instanceName"), PERSONAL),
        "KEY": PERSON_ID,
    },
    {"ReviewState": REJECTED, "Status": NOT_DECRYPTED},
)


def layout(rows: Sequence[Sequence[str]]) -> Layout | None:
    """The layout of an export of KoboToolbox or ODK; None when the rows are not surely one.

    Three of the headings that KoboToolbox adds are demanded, _uuid or _submission_time among them;
    or SubmissionDate, KEY and a third of ODK's. As there is one heading row, no answers are lost.

    A response that a reviewer did not approve, or rejected, counts as a test: somebody looked and
    said that it is not to be used. One that is on hold or has issues is used. A response that ODK
    could not decrypt is partial.
    """
    table = [tuple(map(cleaned, row)) for row in padded(rows)]
    headings = table[0][: len(rows[0])] if table else ()
    maker = _maker(headings)
    if maker is None:
        return None
    own = _own_columns(headings, maker.roles)
    asked = {place: cell for place, cell in enumerate(headings) if place not in own}
    columns = own | question_columns(asked, table[1:], maker.after_a_group)
    states = {place: maker.states.get(cell) for place, cell in enumerate(headings)}
    told = {place: state for place, state in states.items() if state}
    return Layout(
        maker.tool,
        1,
        tuple(columns[place] for place in range(len(headings))),
        states=tuple(StateRule(place, state.state, state.means) for place, state in told.items()),
        notes=tuple(state.note for state in told.values() if state.note),
    )


def _maker(headings: Sequence[str]) -> _Maker | None:
    found = set(headings)
    of_kobo = found & set(OF_KOBO)
    if len(of_kobo) >= KOBO_DEMANDED and not of_kobo.isdisjoint(("_uuid", "_submission_time")):
        return KOBO if "_uuid" in found else KOBO_WITHOUT_UUID
    return ODK if {"SubmissionDate", "KEY"} <= found and not found.isdisjoint(OF_ODK) else None


def _own_columns(headings: Sequence[str], roles: Mapping[str, str]) -> dict[int, Column]:
    """The place of each column that the tool made itself, or that locates a person."""
    located = dict.fromkeys(_points(headings), PERSONAL)
    named = {place: roles[cell] for place, cell in enumerate(headings) if cell in roles}
    return {place: Column(headings[place], role=role) for place, role in (located | named).items()}


def _points(headings: Sequence[str]) -> Iterator[int]:
    """The places of the columns that hold a geographical point or a part of it."""
    parts = [_point_and_part(heading) for heading in headings]
    points = {point for point, part in parts if part == "latitude"}
    for place, (point, part) in enumerate(parts):
        if (part and point in points) or headings[place] in points:
            yield place


def _point_and_part(heading: str) -> tuple[str, str]:
    """The heading of the point that this column is a part of, and which part; "" for neither."""
    found = PART_OF_A_POINT.fullmatch(heading)
    if not found:
        return "", ""
    point, sign, part = found.groups()
    group, slash, name = point.rpartition("/")
    return (point if sign == "-" else f"{group}{slash}{name.removeprefix('_')}"), part.casefold()
