"""Local terms in every sentence of the interface: a nagari reads of its wali nagari, not of a kepala desa.

The terms go into our own sentences, before the values of people are filled in, so that
nobody's text is ever changed. Names fixed by law or by the state (Dana Desa, Indeks Desa)
keep their wording.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from flask import current_app, g, has_app_context
from flask_babel import Babel, Domain, get_locale
from werkzeug.utils import cached_property

from ..contracts import Terms

STANDARD = Terms()
FIXED_NAMES = (
    "Portal Kemitraan Desa", "Indeks Desa", "SDGs Desa", "Dana Desa", "Peraturan Bersama Kepala Desa", "BUM Desa",
)  # fmt: skip


class LocalBabel(Babel):
    """Flask-Babel with local terms in what it translates."""

    @cached_property
    def domain_instance(self) -> LocalDomain:
        """One domain for the app, so that catalogues are read once."""
        return LocalDomain(domain=self.domain)


class LocalDomain(Domain):
    """Translations that say the local terms of this request."""

    def get_translations(self) -> Any:
        """The catalogue, with local terms put in where the reader's language is Indonesian."""
        translations = super().get_translations()
        terms = local_terms()
        if terms == STANDARD or str(get_locale()) != "id":
            return translations
        return LocalTranslations(translations, terms)


class LocalTranslations:
    """A catalogue whose messages are said in local terms."""

    def __init__(self, translations: Any, terms: Terms) -> None:
        self._translations = translations
        self._terms = terms

    def gettext(self, message: str) -> str:
        """The message in local terms."""
        return localised(self._translations.ugettext(message), self._terms)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The message for a number, in local terms."""
        return localised(self._translations.ungettext(singular, plural, number), self._terms)

    ugettext, ungettext = gettext, ngettext

    def __getattr__(self, name: str) -> Any:
        return getattr(self._translations, name)


def local_terms() -> Terms:
    """The terms of this request: of the village it is about, else of the installation."""
    if not has_app_context():
        return STANDARD
    terms: Terms = g.get("local_terms") or current_app.extensions["portal.settings"].terms
    return terms


def speak_as(terms: Terms) -> None:
    """From here on this request says the terms of one village."""
    g.local_terms = terms


@cache
def localised(message: str, terms: Terms) -> str:
    """A sentence of ours with the local terms in place of the standard ones, in the same case."""
    words, pattern = _words(terms)
    return pattern.sub(lambda found: words.get(found.group(0), found.group(0)), message)


@cache
def _words(terms: Terms) -> tuple[dict[str, str], re.Pattern[str]]:
    words: dict[str, str] = {}
    for name in Terms.names():
        standard, local = getattr(STANDARD, name), getattr(terms, name)
        words[standard] = local
        words[standard[0].upper() + standard[1:].lower()] = local[0].upper() + local[1:].lower()
        if not standard.isupper():
            words[standard.lower()] = local.lower()
    longest_first = sorted([*FIXED_NAMES, *words], key=len, reverse=True)
    return words, re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
