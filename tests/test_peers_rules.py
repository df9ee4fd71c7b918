"""What study.toml may say of peers, and what is said of mistakes."""

from __future__ import annotations

import tomllib

import pytest

from poet import peers_rules
from poet.peers_rules import peer_files, peer_mistakes

GOOD = """\
[[peers]]
authority = "X001"
councils = ["X002", "Ottermere"]
[peers_by]
region = true
nearest = { file = "features.csv", count = 5 }
"""
MISTAKES = {
    'authority = "X001"\n': [
        'study.toml, [[peers]] number 1: authority is missing. Add authority = "...".'
    ],
    'councils = ["X002", "Ottermere"]\n': [
        'study.toml, [[peers]] number 1: councils is missing. Add councils = ["...", "..."].'
    ],
    'file = "features.csv", ': [
        'study.toml, [peers_by], nearest: file is missing. Add file = "...".'
    ],
}


def told(text: str) -> list[str]:
    return [str(mistake) for mistake in peer_mistakes("study.toml", tomllib.loads(text))]


def test_peers_without_a_mistake() -> None:
    assert told(GOOD) == []
    assert told('title = "No peers"') == []
    assert peer_files(tomllib.loads(GOOD)) == ["features.csv"]
    assert peer_files({}) == peer_files({"peers_by": {"nearest": 3}}) == []


@pytest.mark.parametrize("missing", MISTAKES)
def test_what_is_missing_is_told(missing: str) -> None:
    assert told(GOOD.replace(missing, "")) == MISTAKES[missing]


@pytest.mark.parametrize("count", ["1", "2.5"])
def test_one_neighbour_is_not_enough(count: str, untested) -> None:
    said = (
        f"study.toml, [peers_by], nearest: count is {count}. Councils are set beside two others or "
        "more, so that none stands alone. Write count = 5, say."
    )
    assert told(GOOD.replace("count = 5", f"count = {count}")) == [said]
    assert not untested(peers_rules, [said])


def test_a_file_in_the_place_of_nearest_is_told() -> None:
    assert told('[peers_by]\nnearest = "features.csv"\n') == [
        "study.toml, [peers_by]: nearest is not a table. "
        'Write nearest = { file = "features.csv", count = 5 }.'
    ]


def test_an_unknown_key_is_told() -> None:
    assert told("[peers_by]\nsize = true\n") == [
        'study.toml, [peers_by]: "size" is not known here. Known are: region, nearest. '
        "Correct or remove it."
    ]
