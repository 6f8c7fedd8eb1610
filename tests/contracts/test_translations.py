"""Everything that is said on a page can be read in English too, and the catalogue has no loose ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from portal.web.forms import MESSAGES

pytestmark = pytest.mark.sqlite
ROOT = Path(__file__).parents[2]
CATALOGUES = {"portal": ROOT / "portal" / "translations"} | {
    folder.name: folder / "translations" for folder in (ROOT / "plugins").iterdir() if folder.is_dir()
}
PLURAL = (1, 2)
KEYWORDS = {
    "_": None, "_l": None, "say": None, "gettext": None, "lazy_gettext": None, "ngettext": PLURAL, "_n": PLURAL,
}  # fmt: skip
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|(?<!%)\{(\w+)\}")
# Messages of WTForms that no form of ours can show, and why.
NOT_SHOWN = {
    "CSRF": "forms check no token themselves", "IP address": "no such field", "Mac address": "no such field",
    "UUID": "no such field", "week": "no such field", "must be one of": "no AnyOf", "can't be any of": "no NoneOf",
    "Invalid regexp": "no Regexp", "Choices cannot be None": "for programmers", "field name": "for programmers",
    "CSRF token": "see CSRF", "Not a valid month": "no such field",
}  # fmt: skip


def sources() -> Iterator[tuple[str, Path]]:
    """Every file that holds text for people, with whose catalogue it belongs to."""
    yield from (("portal", path) for path in (ROOT / "portal").rglob("*.py"))
    yield from (("portal", path) for path in (ROOT / "templates").rglob("*.html"))
    for name in CATALOGUES.keys() - {"portal"}:
        yield from ((name, path) for path in (ROOT / "plugins" / name).rglob("*") if path.suffix in (".py", ".html"))


@cache
def messages() -> tuple[tuple[str, Path, str | tuple[str, ...]], ...]:
    """Every message id in the source, as the catalogue's tools find them."""
    return tuple(_messages())


def _messages() -> Iterator[tuple[str, Path, str | tuple[str, ...]]]:
    for owner, path in sources():
        method = "jinja2" if path.suffix == ".html" else "python"
        options = {"trimmed": "true"} if method == "jinja2" else {}
        source = BytesIO(path.read_bytes())
        for _line, message, _comments, _context in extract(method, source, KEYWORDS, (), options):
            yield owner, path, message


def catalogue(owner: str) -> Catalog:
    """The English of the portal or of a plugin; a plugin may lean on the portal's."""
    path = CATALOGUES[owner] / "en" / "LC_MESSAGES" / "messages.po"
    assert path.is_file(), f"{owner} has no English catalogue yet: make i18n"
    return read_po(BytesIO(path.read_bytes()), locale="en")


def has_words(owner: str) -> bool:
    """Whether a plugin says anything at all."""
    return any(name == owner for name, _path, _message in messages())


def test_every_message_has_its_english() -> None:
    missing, known = set(), {owner: catalogue(owner) for owner in CATALOGUES if has_words(owner)}
    for owner, path, message in messages():
        if not message or message == ("",):
            continue
        ids = message if isinstance(message, tuple) else (message,)
        found = known[owner].get(ids[0]) or known["portal"].get(ids[0])
        words = found.string if found else ""
        if not (all(words) if isinstance(words, tuple) else words):
            missing.add(f"{path.relative_to(ROOT)}: {ids[0]}")
    assert not missing, f"{len(missing)} without English\n" + "\n".join(sorted(missing))


def test_no_translation_is_doubtful_and_none_is_left_over() -> None:
    said = {message[0] if isinstance(message, tuple) else message for _owner, _path, message in messages()}
    for owner in CATALOGUES:
        if not has_words(owner):
            continue
        found = [message for message in catalogue(owner) if message.id]
        assert [message.id for message in found if message.fuzzy] == []
        ids = {message.id[0] if isinstance(message.id, tuple) else message.id for message in found}
        assert ids <= said, f"{owner}: nobody says these any more"


def test_a_translation_fills_the_same_places() -> None:
    wrong = []
    for owner in CATALOGUES:
        if not has_words(owner):
            continue
        for message in catalogue(owner):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            words = message.string if isinstance(message.string, tuple) else (message.string,)
            if message.id and not all(
                places(text) <= places(*ids) and places(text) >= places(ids[-1]) - {"num"} for text in words
            ):
                wrong.append(f"{ids[0]} → {words[0]}")
    assert not wrong, "\n".join(wrong)


def places(*texts: str) -> set[str]:
    """The names of the placeholders in a text."""
    return {first or second for text in texts for first, second in PLACEHOLDER.findall(text)}


def test_placeholders_are_named() -> None:
    bare = re.compile(r"(?<!%)%(?:%%)*[sd]")
    wrong = [
        f"{path.relative_to(ROOT)}: {text}"
        for _owner, path, message in messages()
        for text in (message if isinstance(message, tuple) else (message,))
        if text and bare.search(text)
    ]
    assert wrong == []


def test_every_message_of_wtforms_that_a_form_can_show_is_indonesian() -> None:
    import wtforms

    spoken = re.compile(r"gettext\(\s*((?:[\"'][^\n]*?[\"'],?\s*)+)", re.DOTALL)
    quoted = re.compile(r"\"([^\"\n]+)\"")
    found = {
        text
        for path in Path(wtforms.__file__).parent.rglob("*.py")
        for call in spoken.findall(path.read_text(encoding="utf-8"))
        for text in quoted.findall(call)
    }
    assert len(found) > 20
    foreign = {text for text in found - set(MESSAGES) if not any(word in text for word in NOT_SHOWN)}
    assert foreign == set()
