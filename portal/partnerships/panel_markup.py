"""What the HTML of a plugin's panel may hold, so that it stands on a page with others and breaks none of them.

A panel is looked at each time it is rendered, as a browser reads it: what opens is closed,
nothing runs, nothing stands for the page as a whole, and ids carry the plugin's name.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "input", "col", "wbr", "source"})
DRAWING = frozenset({
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title", "desc",
    "defs", "lineargradient", "stop", "clippath",
})  # fmt: skip
CONTROLS = frozenset({"input", "select", "textarea", "button"})
ALLOWED = VOID | DRAWING | CONTROLS | frozenset({
    "a", "abbr", "address", "article", "aside", "b", "bdi", "blockquote", "caption", "cite", "code", "colgroup", "data",
    "datalist", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "fieldset", "figcaption", "figure", "form",
    "h3", "h4", "h5", "h6", "i", "ins", "kbd", "label", "legend", "li", "mark", "meter", "nav", "ol",
    "optgroup", "option", "output", "p", "picture", "pre", "progress", "q", "s", "samp", "section", "small", "span",
    "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var",
})  # fmt: skip
NOT_IN_ITSELF = frozenset({"a", "button", "form"})
REFUSED = frozenset(
    {"style", "form", "formaction", "srcdoc", "autofocus", "nonce", "ping", "slot", "is", "contenteditable"}
)
HTMX = frozenset({
    "hx-get", "hx-post", "hx-target", "hx-swap", "hx-trigger", "hx-include", "hx-select", "hx-push-url", "hx-indicator",
    "hx-disabled-elt", "hx-sync", "hx-confirm", "hx-encoding",
})  # fmt: skip
ADDRESSES = frozenset({"href", "src", "action", "hx-get", "hx-post", "cite", "xlink:href"})
_PLAIN = frozenset({"class", "role", "scope", "title", "colspan", "rowspan", "datetime", "type", "value", "d", "alt"})
_NAME = re.compile(r"[a-z_][a-z0-9_:.-]*")
_ADDRESS = re.compile(r"(?:[/?#.]|https?:|mailto:|tel:|[\w.-]+(?:[/?#]|$))", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x20]+")


class MarkupFault(Exception):
    """What a panel's HTML may not hold, in a sentence."""


LARGEST = 256 * 1024  # characters


def check(html: str, plugin: str, panel: str) -> None:
    """Raise `MarkupFault` with the first thing that a panel may not hold; nothing when it is sound."""
    if len(html) > LARGEST:
        raise MarkupFault(f"terlalu besar: {len(html)} huruf, paling banyak {LARGEST}")
    reader = _Reader(plugin, panel)
    reader.feed(html)
    reader.finish()


class _Reader(HTMLParser):
    def __init__(self, plugin: str, panel: str) -> None:
        super().__init__(convert_charrefs=True)
        self._prefix = f"{plugin}-"
        self._panel = f"#panel-{panel}"
        self._open: list[str] = []
        self._ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._check_element(tag)
        self._check_attributes(tag, attrs)
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID and not (tag in DRAWING and (tag == "svg" or "svg" in self._open)):
            raise MarkupFault(f"<{tag}/> bukan HTML: tulis <{tag}></{tag}>")
        self._check_element(tag)
        self._check_attributes(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            opened = f", padahal yang terbuka <{self._open[-1]}>" if self._open else " tanpa pembuka"
            raise MarkupFault(f"</{tag}> di baris {self.getpos()[0]}{opened}")
        self._open.pop()

    def handle_comment(self, data: str) -> None:
        raise MarkupFault("komentar HTML: pakai komentar templat {# … #}")

    def handle_decl(self, decl: str) -> None:
        raise MarkupFault(f"<!{decl[:20]}> tidak boleh di dalam bagian")

    def unknown_decl(self, data: str) -> None:
        self.handle_decl(f"[{data}")

    def handle_pi(self, data: str) -> None:
        raise MarkupFault(f"<?{data[:20]} tidak boleh di dalam bagian")

    def finish(self) -> None:
        """Everything was read: nothing may be left open, or half written."""
        if "<" in self.rawdata:
            raise MarkupFault("tanda < di akhir tidak ditutup")
        if self._open:
            raise MarkupFault(f"<{self._open[-1]}> tidak ditutup")

    def _check_element(self, tag: str) -> None:
        if tag in ("h1", "h2"):
            raise MarkupFault(f"<{tag}> milik halaman: judul di dalam bagian mulai dari <h3>")
        if tag not in ALLOWED:
            raise MarkupFault(f"<{tag}> tidak boleh di dalam bagian")
        if ("svg" in self._open) != (tag in DRAWING) and tag != "svg":
            raise MarkupFault(f"<{tag}> di {'dalam' if 'svg' in self._open else 'luar'} <svg>")
        if tag in NOT_IN_ITSELF and tag in self._open:
            raise MarkupFault(f"<{tag}> di dalam <{tag}>")
        if tag in CONTROLS and "form" not in self._open:
            raise MarkupFault(f"<{tag}> di luar <form>")

    def _check_attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in _PLAIN:
                continue
            if name == "id":
                self._check_id(value or "")
            elif name.startswith("on") or name in REFUSED:
                raise MarkupFault(f"atribut {name} pada <{tag}> tidak boleh")
            elif not _NAME.fullmatch(name):
                raise MarkupFault(f"atribut {name[:20]!r} pada <{tag}> tidak terbaca: periksa tanda kutipnya")
            elif "hx-" in name:
                self._check_htmx(tag, name, value or "")
            if name in ADDRESSES and not _ADDRESS.match(_CONTROL.sub("", value or "#")):
                raise MarkupFault(f"alamat {name}={(value or '')[:30]!r} pada <{tag}> tidak boleh")

    def _check_id(self, name: str) -> None:
        if not name.startswith(self._prefix):
            raise MarkupFault(f"id '{name}' harus diawali '{self._prefix}' (pada formulir: prefix='{self._prefix}')")
        if name in self._ids:
            raise MarkupFault(f"id '{name}' ada dua")
        self._ids.add(name)

    def _check_htmx(self, tag: str, name: str, value: str) -> None:
        if name not in HTMX:
            raise MarkupFault(f"atribut {name} pada <{tag}> tidak boleh")
        if name in ("hx-target", "hx-include", "hx-indicator") and not self._is_inside(tag, value):
            raise MarkupFault(f"{name}={value[:30]!r} menunjuk ke luar bagian ini")
        if name == "hx-trigger" and "[" in value:
            raise MarkupFault("hx-trigger tidak boleh memakai syarat [...]")

    def _is_inside(self, tag: str, selector: str) -> bool:
        """Whether a selector of htmx names something of this panel, or the panel itself."""
        if selector.startswith("closest "):
            return selector[8:] in {*self._open, tag, "section"}
        return selector in ("this", self._panel) or selector.startswith((f"#{self._prefix}", "find "))
