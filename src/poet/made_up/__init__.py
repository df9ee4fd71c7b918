"""A whole made-up study on disk, with known links between answers.

It shows what a study looks like before anybody has answered, and lets the statistics be held
against what was planted: `truth.toml` says it.
"""

from __future__ import annotations

from pathlib import Path

from poet.errors import CANNOT_READ_OR_WRITE, PoetError

__all__ = ["EFFECTS", "RANGES", "make_study"]

EFFECTS = ("planted", "none")
# The lowest and the highest number that can be asked for.
RANGES = {
    "authorities": (1, 200),
    "people": (1, 5000),
    "waves": (1, 5),
    "seed": (0, 2**32 - 1),
}


def make_study(
    folder: Path,
    *,
    authorities: int = 3,
    people: int = 120,
    waves: int = 1,
    seed: int = 1,
    effect: str = "planted",
) -> tuple[Path, ...]:
    """Makes up a whole study in a new or empty folder; returns the files written.

    `people` is how many budget holders answer per authority, on average; carers and practitioners
    come on top. With `effect` "planted" the outcomes go with the scores as `truth.toml` says, with
    "none" they do not. The same arguments give the same bytes. Raises PoetError when a number is
    out of its range (RANGES), the effect is unknown (EFFECTS), or the folder cannot be written or
    holds something already.
    """
    folder = Path(folder)
    numbers = {"authorities": authorities, "people": people, "waves": waves, "seed": seed}
    for name, number in numbers.items():
        _check_range(name, number)
    _check_effect(effect)
    _check_folder(folder)

    # numpy and pandas are only loaded once all that was asked for is possible.
    from poet.made_up.files import study_files
    from poet.writing import write_together

    return write_together(folder, study_files(**numbers, effect=effect), force=False)


def _check_range(name: str, number: int) -> None:
    lowest, highest = RANGES[name]
    if not isinstance(number, int) or not lowest <= number <= highest:
        raise PoetError(
            name,
            f"{number} is not a whole number from {lowest:,} to {highest:,}",
            cure="Choose one of these",
        )


def _check_effect(effect: str) -> None:
    if effect not in EFFECTS:
        raise PoetError(
            "effect",
            f'"{effect}" is not known',
            expected="Known are: " + ", ".join(EFFECTS),
            cure="Use one of these",
        )


def _check_folder(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists():
        found = "there is something in this folder already" if folder.is_dir() else "this is a file"
        raise PoetError(
            str(folder),
            found,
            cure="Name a new folder, or an empty one",
            exit_code=CANNOT_READ_OR_WRITE,
        )
