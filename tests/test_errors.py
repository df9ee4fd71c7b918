from __future__ import annotations

import pickle

import pytest

from poet.errors import CANNOT_READ_OR_WRITE, WRONG_USE, PoetError


def test_a_mistake_is_told_in_sentences() -> None:
    error = PoetError("a.toml, line 3", "x is missing", expected="Known are: x", cure="Add it")
    assert str(error) == "a.toml, line 3: x is missing. Known are: x. Add it."
    assert (error.where, error.found) == ("a.toml, line 3", "x is missing")
    assert (error.expected, error.cure) == ("Known are: x", "Add it")


def test_a_sentence_that_ends_is_not_ended_twice() -> None:
    error = PoetError("a.toml", "x is missing!", cure='Did you mean "y"?')
    assert str(error) == 'a.toml: x is missing! Did you mean "y"?'


def test_it_is_wrong_use_unless_said() -> None:
    assert PoetError("a", "b").exit_code == WRONG_USE == 2
    assert PoetError("a", "b", exit_code=3).exit_code == CANNOT_READ_OR_WRITE


def test_several_are_a_line_each_and_end_with_the_highest_code() -> None:
    first, second = PoetError("a", "b"), PoetError("c", "d", exit_code=3)
    together = PoetError.several([first, second])
    assert str(together) == "a: b.\nc: d."
    assert together.where == "2 mistakes"
    assert together.exit_code == 3


def test_one_of_several_is_itself() -> None:
    error = PoetError("a", "b")
    assert PoetError.several([error]) is error


def test_all_are_raised_and_none_is_not() -> None:
    PoetError.raise_all(iter(()))
    with pytest.raises(PoetError, match=r"^a: b\.\nc: d\.$"):
        PoetError.raise_all(PoetError(where, found) for where, found in (("a", "b"), ("c", "d")))


@pytest.mark.parametrize(
    "error",
    [
        PoetError("a", "b", expected="c", cure="d", exit_code=3),
        PoetError.several([PoetError("a", "b"), PoetError("c", "d", exit_code=3)]),
    ],
    ids=["one", "several"],
)
def test_it_comes_whole_out_of_another_process(error: PoetError) -> None:
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - it was made in the line above
    assert isinstance(again, PoetError)
    assert str(again) == str(error)
    assert vars(again) == vars(error)
