"""Codeframes written in TOML: the themes that coders choose from, every mistake told at once.

One comes with poet. A study has its own in a file that says on which it is based, which themes it
adds and which it leaves out.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from poet import shipped
from poet.definition import read_toml
from poet.definition_keys import TABLES, TEXT, TEXTS, Table, fitting, key_mistakes, tables_in
from poet.definition_rules import NAME
from poet.errors import PoetError
from poet.responses.evening_out import evened_out
from poet.themes import Codeframe, Theme
from poet.themes_coder_columns import NO_WORDS, YES_WORDS
from poet.themes_workbook import BEFORE_THEMES, NO_THEME, NOTE, NUMBER

FOLDER = "codeframes"
GENERAL = "general"
MOST_THEMES = 40
LONGEST_CODE = 40

HEAD_TEXTS = ("id", "version", "title", "about", "based_on")
HEAD_NEEDED = ("id", "version", "title")
HEAD = {**dict.fromkeys(HEAD_TEXTS, TEXT), "leave_out": TEXTS, "themes": TABLES}
THEME_NEEDED = ("code", "name", "meaning")
THEME = {
    **dict.fromkeys((*THEME_NEEDED, "not_meant", "short", "easy_read"), TEXT),
    "examples": TEXTS,
}
# What each of these is called must be its own, or coders and tables would mistake one for another.
NAMES_TYPED = ("code", "name", "short")
# A column of this name, or one that says no, cannot be told from a theme.
TAKEN = frozenset({*map(evened_out, (*BEFORE_THEMES, NO_THEME, NOTE)), *YES_WORDS, *NO_WORDS})


def available_codeframes() -> dict[str, Path]:
    """Codeframe id to file: those that come with poet."""
    return {file.stem: file for file in sorted(shipped.folder(FOLDER).glob("*.toml"))}


def load_codeframe(name: str, own_folder: Path | None = None) -> Codeframe:
    """The codeframe that came with poet under this name, or the file of this name.

    A name that ends in .toml is a file, from `own_folder` where it is given. Raises PoetError when
    there is none, or it has mistakes.
    """
    if name.endswith(".toml"):
        return read_codeframe(own_folder / name if own_folder else Path(name))
    files = available_codeframes()
    if name not in files:
        near = difflib.get_close_matches(name, files, n=1)
        raise PoetError(
            f'codeframe "{name}"',
            "there is no codeframe of this name",
            expected="There are: " + ", ".join(sorted(files)),
            cure=f'Did you mean "{near[0]}"?' if near else "A file of your own ends in .toml",
        )
    return read_codeframe(files[name])


def read_codeframe(path: Path) -> Codeframe:
    """One codeframe file as a Codeframe. Raises one PoetError with every mistake in it."""
    table = read_toml(path)
    own = path.parent != shipped.folder(FOLDER)
    base = _base(table) if own else ()
    PoetError.raise_all(_mistakes(path, table, base, own=own))
    left_out = table.get("leave_out", ())
    kept = tuple(theme for theme in base if theme.code not in left_out)
    return Codeframe(
        id=table["id"],
        title=table["title"],
        version=table["version"],
        themes=(*kept, *(_theme(one, own=own) for one in tables_in(table.get("themes")))),
        about=table.get("about", ""),
    )


def _base(table: Table) -> tuple[Theme, ...]:
    """The themes of the codeframe that this one is based on; none where it is not known."""
    files = available_codeframes()
    name = fitting(table, HEAD).get("based_on", "")
    return read_codeframe(files[name]).themes if name in files else ()


def _theme(table: Table, *, own: bool) -> Theme:
    texts = {key: table[key].strip() for key in THEME if key != "examples" and key in table}
    name = texts["name"]
    return Theme(
        code=texts["code"],
        name=name,
        meaning=texts["meaning"],
        short=texts.get("short") or name,
        easy_read=texts.get("easy_read") or texts.get("short") or name,
        examples=tuple(table.get("examples", ())),
        own=own,
        not_meant=texts.get("not_meant", ""),
    )


def _mistakes(path: Path, table: Table, base: Sequence[Theme], *, own: bool) -> Iterator[PoetError]:
    where = path.name
    yield from key_mistakes(where, table, HEAD, HEAD_NEEDED)
    head = fitting(table, HEAD)
    if not own and head.get("id", path.stem) != path.stem:
        yield PoetError(
            where, f'id is "{head["id"]}"', cure=f'Make it the file name: "{path.stem}"'
        )
    yield from _base_mistakes(where, head, base)
    themes = tables_in(table.get("themes"))
    for position, theme in enumerate(themes, start=1):
        yield from _theme_mistakes(_place(where, position, theme), theme)
    kept = [theme for theme in base if theme.code not in head.get("leave_out", ())]
    yield from _number_mistakes(where, len(kept) + len(themes))
    yield from _repeated(where, kept, [fitting(theme, THEME) for theme in themes])


def _base_mistakes(
    where: str, head: Mapping[str, object], base: Sequence[Theme]
) -> Iterator[PoetError]:
    """What it is based on must be there, and what it leaves out must be in that."""
    files = available_codeframes()
    name = head.get("based_on", "")
    if name and name not in files:
        yield PoetError(
            where,
            f'based_on is "{name}"',
            expected="There are: " + ", ".join(sorted(files)),
            cure="Correct it, or leave it out and write all themes yourself",
        )
        return
    codes = [theme.code for theme in base]
    left_out = head.get("leave_out", ())
    for code in left_out if isinstance(left_out, list) else ():
        if code not in codes:
            yield PoetError(
                where,
                f'leave_out names "{code}", which is no theme of what this is based on',
                expected="There are: " + (", ".join(codes) or "none, as it is based on nothing"),
                cure="Correct it, or take it out",
            )


def _theme_mistakes(where: str, theme: Table) -> Iterator[PoetError]:
    yield from key_mistakes(where, theme, THEME, THEME_NEEDED)
    texts = fitting(theme, THEME)
    code = texts.get("code", "")
    for field in NAMES_TYPED:
        text = texts.get(field, "")
        if text and not any(map(str.isalpha, text)):
            yield PoetError(where, f"the {field} has no letter", cure="Write it in words")
        elif evened_out(text) in TAKEN or evened_out(text).startswith(evened_out(NUMBER)):
            yield PoetError(
                where,
                f'the {field} "{text}" has another meaning in the workbooks of coders',
                cure="Choose another",
            )
    if code and (not NAME.fullmatch(code) or len(code) > LONGEST_CODE):
        yield PoetError(
            where,
            "the code has other signs than small letters, figures and _, or more than "
            f"{LONGEST_CODE}",
            cure="Write for example own_theme",
        )


def _number_mistakes(where: str, themes: int) -> Iterator[PoetError]:
    if not themes:
        yield PoetError(
            where,
            "there is no theme",
            cure=f'Add [[themes]] tables, or based_on = "{GENERAL}"',
        )
    if themes > MOST_THEMES:
        yield PoetError(
            where,
            f"there are {themes:,} themes",
            expected=f"There may be {MOST_THEMES}: nobody can bear more in mind",
            cure="Join some of them",
        )


def _repeated(
    where: str, kept: Sequence[Theme], themes: Sequence[Mapping[str, str]]
) -> Iterator[PoetError]:
    """A mistake for each code or name that another theme has, whichever of its names it is."""
    for fields in (NAMES_TYPED, ("easy_read",)):
        of_base = [{getattr(theme, field) for field in fields} for theme in kept]
        given = [{theme.get(field, "").strip() for field in fields} for theme in themes]
        owners = Counter(
            name for names in (*of_base, *given) for name in set(map(evened_out, names))
        )
        for field in fields:
            texts = [theme.get(field, "").strip() for theme in themes]
            twice = {
                evened_out(text): text for text in texts if text and owners[evened_out(text)] > 1
            }
            for text in twice.values():
                yield PoetError(
                    where,
                    f'two themes have the {field} "{text}"',
                    cure="Change one, or put that of the base into leave_out",
                )


def _place(where: str, position: int, theme: Table) -> str:
    code = fitting(theme, THEME).get("code", "")
    return f'{where}, theme "{code}"' if code else f"{where}, theme number {position}"
