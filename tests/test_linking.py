"""A copy of a file of answers with keyed hashes in the place of people's numbers."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from pathlib import Path

import pytest

from poet import linking
from poet.errors import PoetError
from poet.linking import keyed_hash, link_ids
from poet.reading import read_table

KEY = "a key of our own, long"
ANSWERS = 'Case number,your_life,words\nAB 12,Better,"Less, paper"\n,Worse,\nab12,Worse,"=1+1"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "answers.csv").write_text(ANSWERS, encoding="utf-8")
    (tmp_path / "key.txt").write_text(f"{KEY}\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def link(folder: Path) -> Callable:
    def made(file: str = "answers.csv", **options: object):
        chosen = {"column": "case number", "key_file": "key.txt", "output": "linked.csv", **options}
        for name in ("key_file", "output"):
            chosen[name] = folder / str(chosen[name])
        return link_ids(folder / file, **chosen)

    return made


def hash_of(text: str) -> str:
    return hmac.new(KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def test_it_is_hmac_sha256_of_the_number_without_spaces_and_capitals() -> None:
    assert keyed_hash(" AB 1\u00a02", KEY.encode()) == hash_of("ab12")
    assert keyed_hash("ab12", b"another key") != hash_of("ab12")


def test_only_the_numbers_change(link, folder: Path) -> None:
    copy = link()
    assert (copy.path, copy.hashed, copy.blank) == (folder / "linked.csv", 2, 1)
    same = hash_of("ab12")
    assert copy.path.read_text(encoding="utf-8-sig") == (
        f'Case number,your_life,words\n{same},Better,"Less, paper"\n,Worse,\n{same},Worse,=1+1\n'
    )


def test_a_workbook_is_made_of_a_text_file_and_read_again(link, folder: Path) -> None:
    link(output="linked.xlsx")
    cells = read_table(folder / "linked.xlsx").cells
    assert cells[0].tolist() == [hash_of("ab12"), "", hash_of("ab12")]
    assert cells[2].tolist() == ["Less, paper", "", "=1+1"]
    again = link("linked.xlsx", output="again.csv")
    assert (again.hashed, again.blank) == (2, 1)


def test_rows_above_the_headings_stay(link, folder: Path) -> None:
    (folder / "titled.csv").write_text(f"Our survey,,\n{ANSWERS}", encoding="utf-8")
    copy = link("titled.csv", heading_row=2)
    lines = copy.path.read_text(encoding="utf-8-sig").splitlines()
    assert lines[:2] == ["Our survey,,", "Case number,your_life,words"]
    assert lines[2].startswith(hash_of("ab12"))


MISTAKES = {
    "short key": (
        {"key_file": "short.txt"},
        "short.txt: the key has fewer than 16 characters, so it could be guessed. Make one of "
        "random letters and figures, and keep the file where only you can.",
    ),
    "no key": (
        {"key_file": "none.txt"},
        "none.txt: this file with the key cannot be read. Check that it is there: No such file or "
        "directory.",
    ),
    "key that is no text": (
        {"key_file": "bytes.txt"},
        "bytes.txt: the key is not text. Save it as UTF-8.",
    ),
    "no such column": (
        {"column": "NHS number"},
        'answers.csv: no column has the heading "NHS number". Write the heading as it stands in '
        "the file, or say which row it is in: --heading-row.",
    ),
    "another ending": (
        {"output": "linked.txt"},
        "linked.txt: the name of the copy does not end in .csv or .xlsx. Give a name such as "
        "answers-linked.csv.",
    ),
    "the file itself": (
        {"output": "answers.csv", "force": True},
        "answers.csv: the copy would take the place of the file. Give it another name.",
    ),
    "broken rows": (
        {"file": "broken.csv"},
        "broken.csv: 1 row has a wrong number of cells, so that a number of a person could stand "
        "in another column. Mend these rows first: poet check lists them.",
    ),
    "many broken rows": (
        {"file": "more.csv"},
        "more.csv: each of 2 rows has a wrong number of cells, so that a number of a person could "
        "stand in another column. Mend these rows first: poet check lists them.",
    ),
}


@pytest.mark.parametrize(("options", "told"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_without_a_number_or_the_key(link, folder, options, told) -> None:
    (folder / "short.txt").write_text("too short", encoding="utf-8")
    (folder / "bytes.txt").write_bytes(b"\xff\xfe\x00" * 9)
    row = "CD 34,Better,too,many\n"
    (folder / "broken.csv").write_text(f"{ANSWERS}{row}", encoding="utf-8")
    (folder / "more.csv").write_text(f"{ANSWERS}{row}{row}", encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(PoetError) as raised:
        link(**options)
    assert str(raised.value) == told
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_copy_that_is_there_stays_unless_it_may_go(link, folder: Path) -> None:
    (folder / "linked.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(PoetError, match=r"linked\.csv"):
        link()
    assert (folder / "linked.csv").read_text(encoding="utf-8") == "mine"
    assert link(force=True).hashed == 2


def test_every_sentence_is_in_a_test(untested: Callable) -> None:
    # Two columns of one heading are refused when the file is read.
    assert untested(linking, [told for _, told in MISTAKES.values()]) in ([], ["two columns have"])
