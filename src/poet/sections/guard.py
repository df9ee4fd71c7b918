"""The guard between sections and templates: a view holds words, never a bare number."""

from __future__ import annotations

from collections.abc import Mapping

from poet.charts import Chart

WORDS = (str, bool, type(None), Chart)


def words_only(view: object, where: str) -> object:
    """The view itself. Raises TypeError that names the place of the first bare number in it.

    >>> words_only({"share": 0.17}, "outcomes")
    Traceback (most recent call last):
        ...
    TypeError: outcomes.share is 0.17, a float: put it into words in view()
    """
    if isinstance(view, Mapping):
        for name, value in view.items():
            words_only(value, f"{where}.{name}")
    elif isinstance(view, list | tuple):
        for position, value in enumerate(view):
            words_only(value, f"{where}[{position}]")
    elif not isinstance(view, WORDS):
        kind = type(view).__name__
        raise TypeError(f"{where} is {view!r}, a {kind}: put it into words in view()")
    return view
