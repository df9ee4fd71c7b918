"""How templates get their sentences in the language of a report."""

from __future__ import annotations

from typing import Any

import jinja2
from markupsafe import Markup

from poet.language import Catalogue


def speak(environment: jinja2.Environment, catalogue: Catalogue) -> None:
    """Let the templates of this environment say their sentences in the language of this catalogue.

    They may print `draft` as well: whether something of the page may still be English.
    """

    @jinja2.pass_environment
    def gettext(environment: jinja2.Environment, english: str, **filled_in: Any) -> Markup:  # noqa: ANN401 - whatever a view has
        return _sentence(environment, catalogue.words(english), filled_in)

    @jinja2.pass_environment
    def pgettext(
        environment: jinja2.Environment,
        context: str,
        english: str,
        **filled_in: Any,  # noqa: ANN401 - whatever a view has
    ) -> Markup:
        return _sentence(environment, catalogue.words(english, context), filled_in)

    def underscore(english: str) -> str:
        # No markup: what is put here by mistake, a comment for one, is escaped as it is printed.
        return catalogue.words(english)

    # What a newstyle extension expects: it hands over the sentence and what is filled in, apart.
    environment.newstyle_gettext = True
    environment.policies["ext.i18n.trimmed"] = True
    environment.globals.update(gettext=gettext, pgettext=pgettext, _=underscore)
    environment.globals["draft"] = catalogue.draft


def _sentence(environment: jinja2.Environment, words: str, filled_in: dict[str, Any]) -> Markup:
    """A sentence of ours, which may hold markup, and in it what is not ours: escaped, and held to
    the same limits as whatever else a template prints.
    """
    fit = {name: environment.finalize(value) for name, value in filled_in.items()}
    return Markup(words) % fit  # noqa: S704 - the words are the catalogue's own
