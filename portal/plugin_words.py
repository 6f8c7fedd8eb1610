"""Whether a plugin says all its sentences in every language that it ships a catalogue for.

Message ids are Bahasa Indonesia, so Indonesian needs no catalogue; a sentence of the
portal's own need not be translated again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any

from flask_babel.speaklater import LazyString

from .contracts import PartnershipType, Sentence, Text
from .plugin import Plugin

CATALOGUE = "LC_MESSAGES/messages.mo"
OWN = Path(__file__).parent / "translations"


class _Silence(NullTranslations):
    """What a catalogue says to a sentence that it does not know."""

    def gettext(self, message: str) -> Any:
        return None


def message_of(text: Text) -> str | None:
    """The sentence in a lazy translation, before it is translated; None for plain text."""
    if isinstance(text, LazyString):
        return str(text._args[0])
    return text.text if isinstance(text, Sentence) else None


def unsaid(plugin: Plugin, messages: Iterable[str]) -> list[tuple[str, str]]:
    """The sentences a plugin's own catalogues lack, as (language, sentence); none when it ships no catalogue."""
    wanted = list(dict.fromkeys(filter(None, messages)))
    found = []
    for language, spoken in _catalogues(plugin):
        found += [(language, message) for message in wanted if not spoken.gettext(message)]
    return found


def unsaid_in_type(plugin: Plugin, kind: PartnershipType) -> list[str]:
    """What a type's catalogues lack of its names and steps, each in a sentence that names language and words."""
    lacking = unsaid(plugin, [message for text in _texts_of(kind) if (message := message_of(text))])
    return [f"terjemahan '{language}' tidak memuat '{message}'" for language, message in lacking]


def _texts_of(kind: PartnershipType) -> Iterator[Text]:
    yield from (kind.label, kind.description)
    for state in kind.workflow.states:
        yield from (state.label, state.next)
    yield from (step.label for step in kind.workflow.transitions)
    for gate in kind.gates:
        yield from (gate.label, gate.actors, gate.document, gate.help, *gate.signers)
    for indicator in kind.indicators:
        yield from (indicator.label, indicator.definition)


def _catalogues(plugin: Plugin) -> Iterator[tuple[str, GNUTranslations]]:
    folder = plugin.folder("translations")
    for path in sorted(folder.glob(f"*/{CATALOGUE}")) if folder else ():
        language = path.parent.parent.name
        spoken = _read(path)
        spoken.add_fallback(_read(OWN / language / CATALOGUE) if (OWN / language / CATALOGUE).is_file() else _Silence())
        yield language, spoken


def _read(path: Path) -> GNUTranslations:
    with path.open("rb") as file:
        spoken = GNUTranslations(file)
    if path.is_relative_to(OWN):
        spoken.add_fallback(_Silence())
    return spoken
