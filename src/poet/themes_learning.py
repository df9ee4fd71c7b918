"""A plain model that learns themes from coded comments: which words go with each theme.

Words and pairs of words are weighted by how rare they are (TF-IDF: Salton and Buckley 1988); one
logistic regression a theme says how likely a comment has it. How well it does is measured on
comments that it did not learn from.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from poet.errors import CANNOT_READ_OR_WRITE, PoetError

if TYPE_CHECKING:
    from types import ModuleType

FEWEST_COMMENTS, FEWEST_OF_THEME = 100, 20
# The coded comments are parted so often. Those of one person always stay together, and so do those
# that say the same: else what was learned by heart would count as understood.
PARTS = 5
SEED = 20_260_101
# A word that hardly anybody wrote tells of somebody and not of a theme.
FEWEST_WITH_WORD = 3
MOST_WORDS = 50_000
LONGEST_TEXT = 5_000
TELLING_WORDS = 8
WORD = re.compile(r"\w+")


@dataclass(frozen=True, eq=False)
class Learned:
    """What was learned of one theme, and how well.

    `coded` comments were learned from, `with_theme` of them have it. Of those that the model would
    mark, the share `precision` has the theme; of those that have it, it would mark the share
    `recall`; both from comments it had not seen, NaN where there are none. `words` say most for
    the theme. `likely` is how likely each uncoded comment has it, 0 to 1.
    """

    coded: int
    with_theme: int
    precision: float
    recall: float
    words: tuple[str, ...]
    likely: np.ndarray


@dataclass(frozen=True, eq=False)
class Coded:
    """Comments to learn from: texts, whose each is, and codes, comments x themes (NaN: unknown)."""

    texts: Sequence[str]
    people: Sequence[object]
    codes: np.ndarray

    def enough_of(self) -> np.ndarray:
        """Of each theme whether enough comments have it, and enough do not."""
        has, lacks = ((self.codes == code).sum(axis=0) for code in (1, 0))
        return np.minimum(has, lacks) >= FEWEST_OF_THEME


def learn(coded: Coded, uncoded: Sequence[str]) -> list[Learned | None]:
    """What is learned of each theme, None of one with too few comments to learn from.

    The same comments give the same numbers. Raises PoetError where scikit-learn is not installed,
    and where too few people wrote, or they have no word in common.
    """
    sklearn = _sklearn()
    texts = [text[:LONGEST_TEXT] for text in coded.texts]
    enough = coded.enough_of()
    words = _words(sklearn)
    with _nothing_in_common():
        seen = words.fit_transform(texts)
        unseen = _unseen(sklearn, coded, texts, enough)
    new = words.transform([text[:LONGEST_TEXT] for text in uncoded]) if len(uncoded) else None
    names = np.asarray(words.get_feature_names_out(), dtype=object)
    return [
        _learned(sklearn, coded.codes[:, theme], unseen[:, theme], (seen, new, names))
        if enough[theme]
        else None
        for theme in range(coded.codes.shape[1])
    ]


def _sklearn() -> ModuleType:
    try:
        import sklearn.feature_extraction.text
        import sklearn.linear_model
        import sklearn.model_selection
    except ModuleNotFoundError:
        raise PoetError(
            "poet themes suggest",
            "scikit-learn, which learns from coded comments, is not installed",
            cure='Install it with: pip install "poet[themes]"',
            exit_code=CANNOT_READ_OR_WRITE,
        ) from None
    return sklearn


@contextlib.contextmanager
def _nothing_in_common() -> Iterator[None]:
    """scikit-learn says with a ValueError that no word, or no fifth of the people, is left."""
    try:
        yield
    except ValueError:
        raise PoetError(
            "poet themes suggest",
            "the coded comments are of too few people, or have too few words in common, to learn "
            "from",
            cure="Code more comments by hand first",
        ) from None


def _words(sklearn: ModuleType) -> Any:  # noqa: ANN401 - scikit-learn's own
    """Words of two letters or more and pairs of them, however written."""
    return sklearn.feature_extraction.text.TfidfVectorizer(
        strip_accents="unicode",
        ngram_range=(1, 2),
        min_df=FEWEST_WITH_WORD,
        max_features=MOST_WORDS,
        sublinear_tf=True,
    )


def _model(sklearn: ModuleType) -> Any:  # noqa: ANN401 - scikit-learn's own
    """Themes that are rare weigh as much as their absence, so that they are found at all."""
    return sklearn.linear_model.LogisticRegression(
        class_weight="balanced", solver="liblinear", random_state=SEED
    )


def _unseen(
    sklearn: ModuleType, coded: Coded, texts: Sequence[str], enough: np.ndarray
) -> np.ndarray:
    """Comments x themes: whether a model that had not seen the comment would mark it; NaN: not
    told."""
    marked = np.full(coded.codes.shape, np.nan)
    parts = sklearn.model_selection.GroupKFold(PARTS, shuffle=True, random_state=SEED)
    for learning, held_out in parts.split(texts, groups=together(coded.people, texts)):
        words = _words(sklearn)
        seen = words.fit_transform([texts[place] for place in learning])
        new = words.transform([texts[place] for place in held_out])
        for theme in np.flatnonzero(enough):
            codes = coded.codes[learning, theme]
            known = ~np.isnan(codes)
            if len(np.unique(codes[known])) == 2:
                model = _model(sklearn).fit(seen[known], codes[known])
                marked[held_out, theme] = model.predict(new)
    return marked


def together(people: Sequence[object], texts: Sequence[str]) -> np.ndarray:
    """A number per comment: the same for those of one person and for those that say the same.

    >>> together(["a", "a", "b", "c"], ["Yes.", "no", "yes", "maybe"]).tolist()
    [0, 0, 0, 3]
    """
    said = [" ".join(WORD.findall(text.casefold())) for text in texts]
    alike = [
        np.unique(np.array(each, dtype=str), return_inverse=True)[1] for each in (people, said)
    ]
    number, before = np.arange(len(texts)), None
    while before is None or not np.array_equal(number, before):
        before = number
        for group in alike:
            least = np.full(len(texts), len(texts))
            np.minimum.at(least, group, number)
            number = least[group]
    return number


def _learned(
    sklearn: ModuleType, codes: np.ndarray, unseen: np.ndarray, words: tuple[Any, Any, np.ndarray]
) -> Learned:
    seen, new, names = words
    known = ~np.isnan(codes)
    model = _model(sklearn).fit(seen[known], codes[known])
    weights = model.coef_[0]
    told = known & ~np.isnan(unseen)
    right = (unseen[told] == 1) & (codes[told] == 1)
    return Learned(
        coded=int(known.sum()),
        with_theme=int((codes == 1).sum()),
        precision=_share(right.sum(), (unseen[told] == 1).sum()),
        recall=_share(right.sum(), (codes[told] == 1).sum()),
        words=tuple(_telling(names, weights)),
        likely=np.empty(0) if new is None else model.predict_proba(new)[:, 1],
    )


def _share(part: int, whole: int) -> float:
    return float(part / whole) if whole else float("nan")


def _telling(names: np.ndarray, weights: np.ndarray) -> Iterator[str]:
    """The words that say most for a theme; of words that weigh the same, the first by letter."""
    for place in np.lexsort((names.astype(str), -weights))[:TELLING_WORDS]:
        if weights[place] > 0:
            yield names[place]
