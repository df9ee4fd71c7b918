from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poet.reading import packed_texts
from poet.reading.packed_texts import PackedTexts, packed, piece_of_bytes

TEXTS = st.lists(st.text(st.sampled_from("ab£\N{EN DASH}😀\n\0 "), max_size=5), max_size=20)


@given(texts=TEXTS, size=st.sampled_from([1, 3, 10_000]))
def test_packed_texts_are_the_texts_in_their_order(texts, size):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packed_texts, "TEXTS_IN_A_PIECE", size)
        kept = packed(texts)
    assert list(kept) == texts
    assert len(kept) == len(texts)
    assert [kept[place] for place in range(-len(texts), len(texts))] == [*texts, *texts]
    assert kept[1:-1] == tuple(texts[1:-1])


def test_there_is_no_text_beyond_the_last():
    with pytest.raises(IndexError):
        packed(["a", "b"])[2]


@given(TEXTS)
def test_texts_are_cut_out_of_bytes(texts):
    encoded = [text.encode() for text in texts]
    ends = np.cumsum([len(text) + 1 for text in encoded], dtype=np.int64)
    starts = np.concatenate(([0], ends))[: len(texts)] + 1
    whole = np.frombuffer(b"".join(b"," + text for text in encoded), dtype=np.uint8)
    assert list(PackedTexts([piece_of_bytes(whole, starts, ends)])) == texts
    backwards = piece_of_bytes(whole, starts[::-1], ends[::-1])
    assert list(PackedTexts([backwards])) == texts[::-1]
