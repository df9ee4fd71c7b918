"""The made-up councils: how many people answer in each, and how they differ from one another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from poet.made_up.council_names import council_codes, council_names

# How much of a person's ease and involvement (as a share of the variance) is the council's.
COUNCIL_SHARE = 0.07
# How ease and involvement go together, within councils and between them.
EASE_WITH_INVOLVEMENT = 0.4
SIZES_BETWEEN = (0.8, 1.2)


@dataclass(frozen=True, eq=False)
class Councils:
    """Each field has one entry per council; the last three are standard normal.

    `people`: budget holders who answer in a wave. `ease`, `involvement`: how easy the process is
    and how much say people have there. `fortune`: how well life goes there, whatever the process.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    people: np.ndarray
    ease: np.ndarray
    involvement: np.ndarray
    fortune: np.ndarray


@dataclass(frozen=True, eq=False)
class People:
    """Who answers one questionnaire in one wave. Each field has one entry per person.

    `council` is a place in Councils, `fortune` that of the council; `ease` and `involvement` are
    standard normal over everyone.
    """

    council: np.ndarray
    ease: np.ndarray
    involvement: np.ndarray
    fortune: np.ndarray

    def __len__(self) -> int:
        return len(self.council)


def draw_councils(count: int, people: int, rng: np.random.Generator) -> Councils:
    """So many councils, with `people` budget holders each on average."""
    ease, apart, fortune = rng.standard_normal((3, count))
    return Councils(
        codes=council_codes(count),
        names=council_names(count),
        people=_sizes(count, people, rng),
        ease=ease,
        involvement=_together(ease, apart),
        fortune=fortune,
    )


def _sizes(count: int, people: int, rng: np.random.Generator) -> np.ndarray:
    """Sizes that differ a little and add up to count times people; none is below one."""
    wanted = rng.uniform(*SIZES_BETWEEN, count)
    wanted *= count * people / wanted.sum()
    sizes = np.floor(wanted).astype(int)
    short = count * people - sizes.sum()
    nearest_to_the_next = np.argsort(sizes - wanted, kind="stable")[:short]
    sizes[nearest_to_the_next] += 1
    return sizes


def draw_people(councils: Councils, size: float, rng: np.random.Generator) -> People:
    """The people of each council, `size` for each of its budget holders and at least one."""
    sizes = np.maximum(1, np.floor(size * councils.people + 0.5).astype(int))
    council = np.repeat(np.arange(len(sizes)), sizes)
    own_ease, apart = rng.standard_normal((2, len(council)))
    return People(
        council=council,
        ease=_in_council(councils.ease[council], own_ease),
        involvement=_in_council(councils.involvement[council], _together(own_ease, apart)),
        fortune=councils.fortune[council],
    )


def _together(ease: np.ndarray, apart: np.ndarray) -> np.ndarray:
    return EASE_WITH_INVOLVEMENT * ease + np.sqrt(1 - EASE_WITH_INVOLVEMENT**2) * apart


def _in_council(of_council: np.ndarray, own: np.ndarray) -> np.ndarray:
    return np.sqrt(COUNCIL_SHARE) * of_council + np.sqrt(1 - COUNCIL_SHARE) * own
