"""Qualtrics' "Export data", as CSV, TSV or Excel.

The format: three heading rows. The first has short names (StartDate, Status, Progress, Finished,
ResponseId, Q1, Q2_1), the second the wordings, in the language of the account, with the answer or
the line of a grid behind " - ", the third {"ImportId":"QID2_1"}. Excel files, and many that people
have tidied, lack the third row or both. Older exports have two rows, with V1 to V10 above
ResponseID, ..., Finished. Status is a sum of flags (1 preview, 2 test, 4 imported, 8 spam,
16 offline, 32 employee experience, 256 synthetic) or their text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from poet.reading.layout import (
    ANSWERS,
    PARTIAL,
    PERSON_ID,
    PERSONAL,
    PREVIEW,
    TEST,
    TOOL,
    Column,
    Layout,
    StateRule,
)
from poet.reading.shapes.headings import cleaned_rows, squeezed, told_apart, with_part

IMPORT_ID = re.compile(r'\{\s*"ImportId"\s*:\s*"([^"]*)"')
QUESTION = re.compile(r"(?:\d+_)?QID\d+")
RECORD = re.compile(r"[A-Z]{1,3}_\w{8,}")
OLD_NAME = re.compile(r"V\d+")
NAMES_DEMANDED = 3
DAYS = ("startdate", "enddate", "recordeddate")
DIGIT = re.compile(r"\d")
NUMBERED = re.compile(r"(?:_\d+)+(?:_TEXT)?$|_TEXT$")
# The clicks and the browser of a question, the order its answers were shown in, and its NPS group.
OWNER = re.compile(r"(?:\d+_)?Q(?:ID)?\d+_|[BF]L_")
BESIDE_A_QUESTION = re.compile(
    r"_(?:first[ _]click|last[ _]click|page[ _]submit|click[ _]count|browser|version|os"
    r"|operating[ _]system|resolution|nps_group|do(?:_.*)?)$",
    re.IGNORECASE,
)
ROLES = {
    **dict.fromkeys(("responseid", "recordid"), PERSON_ID),
    **dict.fromkeys(
        (
            *("startdate", "enddate", "recordeddate", "status", "responsetype", "finished"),
            *("progress", "duration", "durationinseconds", "responseset", "userlanguage"),
            *("externalreference", "externaldatareference", "distributionchannel"),
            *("locationaccuracy", "qlanguage", "qurl", "qtotalduration", "qterminateflag"),
            *("qrecaptchascore", "qduplicaterespondent", "qballotboxstuffing"),
            *("qrelevantidduplicate", "qrelevantidduplicatescore"),
            *("qrelevantidfraudscore", "qrelevantidlaststartdate"),
        ),
        TOOL,
    ),
    **dict.fromkeys(
        (
            *("ipaddress", "recipientfirstname", "recipientlastname", "recipientemail"),
            *("locationlatitude", "locationlongitude"),
        ),
        PERSONAL,
    ),
}
# Of columns V1 to V10 alone: elsewhere these are questions.
OLD_ROLES = {**ROLES, "name": PERSONAL, "emailaddress": PERSONAL}
BETWEEN, BETWEEN_IN_OLD_EXPORTS = " - ", "-"
CHOSEN = "Selected Choice"
PREVIEW_FLAG, TEST_FLAG, SYNTHETIC_FLAG = 1, 2, 256

Row = Sequence[str]


@dataclass(frozen=True)
class _Headings:
    """The heading rows, each with a text for every column; what is not there is "".

    `meanings` say what Qualtrics calls a column of its own, squeezed, and are "" for a question.
    """

    rows: int
    names: Row
    labels: Row
    import_ids: Row
    meanings: Row
    between: str = BETWEEN


def layout(rows: Sequence[Row]) -> Layout | None:
    """The layout of a Qualtrics export; None when the rows are not surely one.

    Two heading rows, or three, are demanded to end in one that has an ImportId in every cell that
    is filled. Without ImportIds the first row has ResponseId and two more of Qualtrics' own names;
    an id of Qualtrics ("R_2YPOQ602ER1jkf1") stands in a row below. It is the only heading row
    unless the second has words below all of Qualtrics' own names, with no digit where a day would
    be, and ids stand in all rows after it. In the old form V1 to V10 stand above Qualtrics' own
    names, ResponseID among at least three.

    Spam is a suspicion and not set aside: people who answer at one address, a day centre's, must
    not be lost by it. Equal answers are found and counted later.
    """
    table = cleaned_rows(rows)
    headings = _with_import_ids(table) or _old(table) or _told_by_record_ids(table)
    if headings is None:
        return None
    width = max(map(len, rows[: headings.rows]))
    columns = told_apart(list(_columns(headings))[:width])
    return Layout("Qualtrics", headings.rows, columns, tuple(_states(headings.meanings)))


def _with_import_ids(table: Sequence[Row]) -> _Headings | None:
    place = next((p for p, row in enumerate(table[1:3], 1) if _are_import_ids(row)), 0)
    if not place:
        return None
    ids = [found.group(1) if (found := IMPORT_ID.match(cell)) else "" for cell in table[place]]
    meanings = [
        "" if QUESTION.match(one) else _known(one or name)
        for one, name in zip(ids, table[0], strict=True)
    ]
    labels = table[1] if place == 2 else ("",) * len(ids)
    return _Headings(place + 1, table[0], labels, ids, meanings)


def _are_import_ids(row: Row) -> bool:
    filled = [cell for cell in row if cell]
    return bool(filled) and all(IMPORT_ID.match(cell) for cell in filled)


def _old(table: Sequence[Row]) -> _Headings | None:
    if len(table) < 2:
        return None
    meanings = [
        _known(label, OLD_ROLES) if OLD_NAME.fullmatch(name) else _known(name)
        for name, label in zip(table[0], table[1], strict=True)
    ]
    old = [m for m, name in zip(meanings, table[0], strict=True) if OLD_NAME.fullmatch(name)]
    if "responseid" not in old or sum(map(bool, old)) < NAMES_DEMANDED:
        return None
    none = ("",) * len(meanings)
    return _Headings(2, table[0], table[1], none, meanings, BETWEEN_IN_OLD_EXPORTS)


def _told_by_record_ids(table: Sequence[Row]) -> _Headings | None:
    meanings = [_known(name) for name in (table[0] if table else ())]
    if "responseid" not in meanings or sum(map(bool, meanings)) < NAMES_DEMANDED:
        return None
    place = meanings.index("responseid")
    ids = [row[place] for row in table[1:] if any(row)]
    none = ("",) * len(meanings)
    records = [bool(RECORD.fullmatch(one)) for one in ids]
    if any(records) and not records[0] and all(records[1:]) and _are_labels(table[1], meanings):
        return _Headings(2, table[0], table[1], none, meanings)
    return _Headings(1, table[0], none, none, meanings) if any(records) else None


def _are_labels(row: Row, meanings: Sequence[str]) -> bool:
    """Whether a row speaks of Qualtrics' own columns, and gives no day where it would have to."""
    own = dict(zip(meanings, row, strict=True))
    days = [own[meaning] for meaning in DAYS if meaning in own]
    spoken = all(cell for meaning, cell in own.items() if meaning)
    return bool(days) and spoken and not any(map(DIGIT.search, days))


def _known(name: str, roles: Mapping[str, str] = ROLES) -> str:
    """A name of Qualtrics' own, squeezed; "" for any other."""
    return name if (name := squeezed(name)) in roles else ""


def _columns(headings: _Headings) -> Iterator[Column]:
    """The columns. Those of one question are told together, for they share its wording."""
    roles = list(_roles(headings))
    questions: dict[str, list[int]] = defaultdict(list)
    for place, (name, one) in enumerate(zip(headings.names, headings.import_ids, strict=True)):
        if roles[place] == ANSWERS:
            questions[_question(name, one)].append(place)
    told: dict[int, tuple[str, str]] = {}
    for places in questions.values():
        told.update(zip(places, _wordings_and_parts(headings, places), strict=True))
    for place, name in enumerate(headings.names):
        wording, part = told.get(place, ("", ""))
        # "V5" says nothing, and stands above "EmailAddress".
        own = headings.labels[place] if OLD_NAME.fullmatch(name) else name
        yield Column(with_part(wording, part) or own, name, wording, part, roles[place])


def _roles(headings: _Headings) -> Iterator[str]:
    names = set(headings.names)
    columns = zip(headings.names, headings.import_ids, headings.meanings, strict=True)
    for name, import_id, meaning in columns:
        if meaning:
            yield OLD_ROLES[meaning]
        else:
            yield TOOL if _is_beside_a_question(name, import_id, names) else ANSWERS


def _is_beside_a_question(name: str, import_id: str, names: Collection[str]) -> bool:
    column = import_id or name
    # What Qualtrics reads out of a text is named after it: "Q2 - Topics".
    text, behind, _ = name.partition(BETWEEN)
    read_out = bool(behind) and text in names
    return read_out or bool(OWNER.match(column) and BESIDE_A_QUESTION.search(column))


def _question(name: str, import_id: str) -> str:
    found = QUESTION.match(import_id)
    return found.group() if found else import_id or NUMBERED.sub("", name)


def _wordings_and_parts(headings: _Headings, places: Sequence[int]) -> Iterator[tuple[str, str]]:
    """The wording and the part of each column of one question."""
    labels = [headings.labels[place] for place in places]
    between = headings.between
    alone = len(places) == 1 and not NUMBERED.search(headings.names[places[0]])
    wording = labels[0] if alone and CHOSEN not in labels[0] else _shared(labels, between)
    for label in labels:
        if not wording or not label.startswith(wording):
            yield label, ""
            continue
        part = label[len(wording) :].strip().removeprefix(between.strip()).strip()
        yield wording, part.removeprefix(CHOSEN).strip().removeprefix(between.strip()).strip()


def _shared(labels: Sequence[str], between: str) -> str:
    """The wording that these labels begin with, before what is different."""
    chosen = next((label for label in labels if f"{between}{CHOSEN}" in label), "")
    if chosen:
        return chosen.partition(f"{between}{CHOSEN}")[0]
    pieces = [label.split(between) for label in labels]
    if len(pieces) == 1:
        return between.join(pieces[0][:-1])
    same = takewhile(lambda several: len(set(several)) == 1, zip(*pieces, strict=False))
    return between.join(piece for piece, *_ in same)


def _states(meanings: Sequence[str]) -> Iterator[StateRule]:
    for place, meaning in enumerate(meanings):
        for state, means in SAID_OF_A_ROW.get(meaning, ()):
            yield StateRule(place, state, means)


def _is_preview(status: str) -> bool:
    return "preview" in status.casefold() or bool(_flags(status) & PREVIEW_FLAG)


def _is_test(status: str) -> bool:
    told = status.strip().casefold() in ("survey test", "synthetic")
    return told or bool(_flags(status) & (TEST_FLAG | SYNTHETIC_FLAG))


def _flags(status: str) -> int:
    return int(status) if re.fullmatch(r"\s*\d{1,6}\s*", status, re.ASCII) else 0


def _is_unfinished(finished: str) -> bool:
    return finished.strip().casefold() in ("0", "false")


def _is_under_way(progress: str) -> bool:
    return bool(re.fullmatch(r"\s*\d{1,2}\s*", progress, re.ASCII))


def _came_by(channel: str) -> Callable[[str], bool]:
    return lambda text: text.strip().casefold() == channel


STATUS = ((PREVIEW, _is_preview), (TEST, _is_test))
SAID_OF_A_ROW = {
    "status": STATUS,
    "responsetype": STATUS,
    "finished": ((PARTIAL, _is_unfinished),),
    "progress": ((PARTIAL, _is_under_way),),
    "distributionchannel": ((PREVIEW, _came_by("preview")), (TEST, _came_by("test"))),
}
