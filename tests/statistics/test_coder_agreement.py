from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.statistics.coder_agreement import coder_agreement, landis_koch, yes_no_tables
from poet.statistics.kappa import cohen_kappa

# Feinstein and Cicchetti (1990): the same share agreed, once of balanced and once of rare cases.
BALANCED, RARE = [[45, 6], [9, 40]], [[5, 5], [10, 80]]


def test_published_tables_with_the_same_agreement_have_unlike_kappas():
    """They print 0.85 agreed and kappas of 0.70 and 0.32; PABAK is 0.70 for both."""
    found = coder_agreement([BALANCED, RARE])
    assert found.agreed.tolist() == pytest.approx([0.85, 0.85])
    assert [round(one, 2) for one in found.kappa.estimate.tolist()] == [0.70, 0.32]
    assert found.pabak.tolist() == pytest.approx([0.70, 0.70])
    assert found.prevalence_index.tolist() == pytest.approx([-0.05, 0.75])
    assert found.bias_index.tolist() == pytest.approx([0.03, 0.05])
    assert found.note.tolist() == ["", ""]


def test_each_coder_and_both_together_are_counted():
    found = coder_agreement([BALANCED])
    assert [found.comments[0], found.first[0], found.second[0], found.both[0]] == [100, 49, 46, 40]


def test_tables_are_counted_from_what_each_coder_said():
    first = [[True, False], [True, False], [False, False], [False, True]]
    second = [[True, False], [False, False], [True, False], [False, True]]
    assert yes_no_tables(first, second).tolist() == [[[1, 1], [1, 1]], [[3, 0], [0, 1]]]


def test_kappa_is_built_of_agreement_prevalence_and_bias():
    """Byrt, Bishop and Carlin 1993: kappa = (PABAK - PI² + BI²) / (1 - PI² + BI²)."""
    tables = np.random.default_rng(1).integers(1, 40, (30, 2, 2))
    found = coder_agreement(tables)
    apart = found.bias_index**2 - found.prevalence_index**2
    np.testing.assert_allclose(found.kappa.estimate, (found.pabak + apart) / (1 + apart))


@pytest.mark.parametrize(
    ("table", "note"),
    [
        ([[0, 0], [0, 0]], "no comment was coded by both"),
        ([[30, 0], [0, 0]], "neither coder gave this theme to a comment"),
        ([[0, 0], [0, 30]], "both coders gave this theme to every comment"),
        ([[30, 0], [4, 0]], "one coder never gave this theme to a comment"),
        ([[0, 0], [4, 30]], "one coder gave this theme to every comment"),
    ],
)
def test_where_a_coder_does_not_tell_comments_apart_there_is_no_kappa_but_a_reason(table, note):
    found = coder_agreement([table])
    for one in (
        found.kappa.estimate,
        found.kappa.standard_error,
        found.kappa.low,
        found.kappa.high,
    ):
        assert np.isnan(one[0])
    assert found.note.tolist() == [note]
    assert np.isnan(found.agreed[0]) == (np.sum(table) == 0)


@pytest.mark.parametrize(
    ("kappa", "word"),
    [
        (-0.01, "poor"),
        (0, "slight"),
        (0.2, "slight"),
        (0.21, "fair"),
        (0.41, "moderate"),
        (0.61, "substantial"),
        (0.81, "almost perfect"),
        (float("nan"), ""),
    ],
)
def test_words_for_agreement_are_those_of_landis_and_koch(kappa, word):
    assert landis_koch(kappa) == word


def test_who_never_differ_have_an_interval_all_the_same():
    """With one comment more in each cell: kappa 50/52, 0.038 x 0.962 / 0.25 / 104 its variance."""
    found = coder_agreement([[[50, 0], [0, 50]], [[49, 0], [0, 1]], [[1, 0], [0, 1]]]).kappa
    differ = 2 / 104
    error = 2 * (differ * (1 - differ) / 104) ** 0.5
    assert found.low[0] == pytest.approx(50 / 52 - 1.959963984540054 * error)
    assert found.estimate.tolist() == found.high.tolist() == [1, 1, 1]
    # By the four-cell formula of Fleiss, Cohen and Everitt, worked out in R.
    assert found.low[1:].tolist() == pytest.approx([0.1922511462, -0.4210571561], rel=1e-9)


@pytest.mark.parametrize("comments", [25, 100, 400])
@pytest.mark.parametrize("true", [0, 0.4, 0.6])
@pytest.mark.parametrize(("first", "second"), [(0.05, 0.05), (0.1, 0.2), (0.5, 0.5), (0.9, 0.9)])
def test_intervals_hold_the_true_kappa_of_themes_rare_and_common(comments, first, second, true):
    """The large-sample interval of the table as it is holds it in 36 to 99 of 100."""
    chance = first * second + (1 - first) * (1 - second)
    both = (chance + true * (1 - chance) - 1 + first + second) / 2
    cells = [1 - first - second + both, second - both, first - both, both]
    random = np.random.default_rng(5)
    found = coder_agreement(random.multinomial(comments, cells, 3_000).reshape(-1, 2, 2))
    held = (found.kappa.low <= true) & (found.kappa.high >= true)
    assert held[found.note == ""].mean() >= 0.93


def test_codes_of_other_comments_are_refused():
    with pytest.raises(
        ValueError, match=r"^codes of \(2, 1\) and \(3, 1\) are not of the same com"
    ):
        yes_no_tables([[True], [False]], [[True], [False], [True]])
    with pytest.raises(
        ValueError, match=r"^tables of yes and no are themes x 2 x 2, not \(3, 3\)$"
    ):
        coder_agreement(np.ones((3, 3)))


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60))
def test_a_comment_the_other_way_round_leaves_all_but_the_signs(pairs):
    """Counting where a theme is not in the place of where it is turns the indices' signs."""
    first, second = (np.array(one)[:, np.newaxis] for one in zip(*pairs, strict=True))
    tables = yes_no_tables(first, second)
    assert tables.sum() == len(pairs)
    found, turned = coder_agreement(tables), coder_agreement(yes_no_tables(~first, ~second))
    np.testing.assert_allclose(turned.kappa.estimate, found.kappa.estimate, atol=1e-12)
    np.testing.assert_allclose(turned.prevalence_index, -found.prevalence_index)
    np.testing.assert_allclose(turned.bias_index, -found.bias_index)
    if not found.note[0]:
        np.testing.assert_array_equal(found.kappa.estimate, cohen_kappa(tables).estimate)
        assert -1 <= found.kappa.low[0] <= found.kappa.estimate[0] <= found.kappa.high[0] <= 1
