"""What the authorities in `study.toml` must be: each rule yields the mistakes it finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from poet.definition_keys import Table
from poet.errors import PoetError
from poet.register import Council, Meant, council_meant
from poet.responses import code_from_name, evened_out
from poet.responses.authorities_listed import code_of_listed
from poet.responses.authorities_meant import council_listed, council_of, is_code
from poet.responses.authorities_named import code_of_name
from poet.study import STUDY_FILE


def authority_mistakes(
    study: Table, responses: list[Table], authorities: list[Table]
) -> Iterator[PoetError]:
    """Every mistake in the authorities listed, and in those that the files are said to be of."""
    only = [{"name": study["authority"]}] if study.get("authority") else []
    listed = authorities or only
    yield from _mistakes_of_spelling(listed)
    yield from _mistakes_of_name(listed)
    yield from _mistakes_of_council(listed)
    yield from _mistakes_of_code(listed)
    yield from _mistakes_of_file(listed, responses)


def _mistakes_of_spelling(listed: list[Table]) -> Iterator[PoetError]:
    spellings = [spelling for entry in listed for spelling in _spellings(entry)]
    for spelling, times in Counter(spellings).items():
        if times > 1:
            yield PoetError(
                STUDY_FILE,
                f'"{_as_written(spelling, listed)}" is a code or name of {times} [[authorities]]',
                cure="Give each its own code and names",
            )


def _mistakes_of_name(listed: list[Table]) -> Iterator[PoetError]:
    for entry in listed:
        if entry.get("name") and not _code(entry):
            yield PoetError(
                STUDY_FILE,
                f'"{entry["name"]}" has no letters a to z that a code could be made of',
                cure="List it under [[authorities]], with a code and a name",
            )


def _mistakes_of_council(listed: list[Table]) -> Iterator[PoetError]:
    """One council listed in two ways would get two reports, each of a part of its people."""
    first_with: dict[Council, Table] = {}
    for entry in listed:
        council = council_listed(entry.get("code", ""), _names(entry))
        first = first_with.setdefault(council, entry) if council else entry
        if first is not entry and not _spellings(first) & _spellings(entry):
            yield PoetError(
                STUDY_FILE,
                f'"{_called(first)}" and "{_called(entry)}" are the same authority'
                f"{_in_the_register(council)}",
                cure="Keep one of them, with the other name in its other_names",
            )


def _mistakes_of_code(listed: list[Table]) -> Iterator[PoetError]:
    """The code of another council, as when a column of codes has slipped by a row."""
    for entry in listed:
        code, name = entry.get("code", ""), entry.get("name", "")
        coded, named = council_meant(code, near=False), council_meant(name, near=False)
        sure = is_code(coded) and council_of(coded) and council_of(named)
        if sure and not (_reach(coded) & _own(named) or _own(coded) & _reach(named)):
            yield PoetError(
                STUDY_FILE,
                f'"{name}" has the code {code}, which is that of another authority'
                f"{_in_the_register(council_of(coded))}",
                cure="Correct the code or the name",
            )


def _own(meant: Meant) -> set[Council | None]:
    """The council that is named, and the one that came after it."""
    return {meant.council, meant.former} - {None}


def _reach(meant: Meant) -> set[Council | None]:
    """Those, and the county of a district, or all that came after a council that was split."""
    return _own(meant) | set(meant.candidates)


def _in_the_register(council: Council | None) -> str:
    return f": {council.name} ({council.code})" if council else ""


def _mistakes_of_file(listed: list[Table], responses: list[Table]) -> Iterator[PoetError]:
    known = {_code(entry): _names(entry) for entry in listed}
    spellings = {spelling for entry in listed for spelling in _spellings(entry)}
    for entry in responses:
        authority = entry.get("authority", "")
        if not known or not authority or evened_out(authority) in spellings:
            continue
        if not code_of_listed(authority, known):
            yield PoetError(
                STUDY_FILE,
                f'authority "{authority}" of "{entry.get("file", "")}" is not listed',
                expected="Listed are: " + ", ".join(known),
                cure="Use the code of one of them, or add it to the [[authorities]]",
            )


def _code(authority: Table) -> str:
    return authority.get("code") or code_of_name(authority.get("name", ""))


def _called(authority: Table) -> str:
    return authority.get("name") or authority.get("code", "")


def _names(authority: Table) -> tuple[str, ...]:
    return tuple(filter(None, [authority.get("name", ""), *authority.get("other_names", ())]))


def _words(authority: Table) -> list[str]:
    code = authority.get("code") or code_from_name(authority.get("name", ""))
    return [code, *_names(authority)]


def _spellings(authority: Table) -> set[str]:
    """Every text that stands for this authority, evened out as it is in the files of answers."""
    return {evened_out(word) for word in _words(authority) if word}


def _as_written(spelling: str, authorities: list[Table]) -> str:
    words = [word for authority in authorities for word in _words(authority)]
    return next(word for word in words if evened_out(word) == spelling)
