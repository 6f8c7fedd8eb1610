"""The process that reads and fills a template: alone, with little time and memory, and without the portal.

Run as a file, `child.py FOLDER`. In the folder lie `task.json` (what to do), `template.docx` and, for filling,
`body.docx`; it leaves `result.json` there, and `result.docx`. Whatever a template brings about ends with this process.
"""

from __future__ import annotations

import json
import re
import sys
from copy import deepcopy
from difflib import get_close_matches
from pathlib import Path
from typing import Any

CPU_SECONDS = 10
MEMORY = 768 * 1024 * 1024  # bytes of addresses, of which the libraries take a third
LARGEST_FILE = 12 * 1024 * 1024  # bytes
MOST_LOOPS = 2  # one within the other
MOST_FAULTS = 20
LOOP = {name: "text" for name in ("index", "index0", "first", "last", "length")}
BODY, BODY_MARK = "isi", "\u2063isi\u2063"
WHOLE_BODY = re.compile(r"\{\{-?\s*isi\s*-?\}\}")
_TAG = re.compile(r"<[^>]+>")
_PARAGRAPH = re.compile(r"<w:p([ />])")
_PREFIXED = re.compile(r"\{\{(p|r|tr|tc)\s")


def limit() -> None:
    """Take from this process what it does not need, before it reads anything of the template."""
    try:
        import resource
    except ImportError:  # not everywhere; the parent's clock stands everywhere
        return
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


class Walk:
    """Looks at everything a template says, and takes down what is not in the small language of templates."""

    def __init__(self, schema: dict[str, Any], filters: list[str]) -> None:
        self.schema, self.filters = schema, filters
        self.faults: list[dict[str, Any]] = []
        self.bodies = 0

    def look(self, node: Any, names: dict[str, Any], loops: int = 0) -> None:
        """Look at a node and all below it; `names` are those known there, with what each is."""
        kind = type(node).__name__
        handler = getattr(self, f"_{kind.lower()}", None)
        if handler is not None:
            handler(node, names, loops)
        elif kind in ("Template", "If", "And", "Or", "Not", "Compare", "Operand", "CondExpr"):
            for child in node.iter_child_nodes():
                self.look(child, names, loops)
        elif kind not in ("TemplateData", "Const"):
            self.fault("forbidden", node, WORDS.get(kind, kind.lower()))

    def fault(self, code: str, node: Any, name: str = "", near: str = "") -> None:
        """Take down what is wrong at a node."""
        self.faults.append({"code": code, "line": node.lineno, "name": name[:80], "near": near})

    def _output(self, node: Any, names: dict[str, Any], loops: int) -> None:
        for child in node.nodes:
            kind = self.kind_of(child, names) if type(child).__name__ in ("Name", "Getattr") else "text"
            if kind is None:
                continue
            if kind == "body":
                self.bodies += 1
            elif kind != "text":
                self.fault("not_text", child, path_of(child))
            if type(child).__name__ not in ("Name", "Getattr"):
                self.look(child, names, loops)

    def _for(self, node: Any, names: dict[str, Any], loops: int) -> None:
        if node.recursive or type(node.target).__name__ != "Name" or node.target.name.startswith("_"):
            self.fault("forbidden", node, "for")
            return
        if loops >= MOST_LOOPS:
            self.fault("nested", node)
            return
        is_name = type(node.iter).__name__ in ("Name", "Getattr")
        kind = self.kind_of(node.iter, names) if is_name else "text"
        if not isinstance(kind, dict) or "list" not in kind:
            if kind is not None:
                self.fault("not_list", node, path_of(node.iter))
            return
        within = {**names, node.target.name: {"object": kind["list"]}, "loop": {"object": LOOP}}
        for child in (*node.body, *([node.test] if node.test is not None else [])):
            self.look(child, within, loops + 1)
        for child in node.else_:
            self.look(child, names, loops)

    def _filter(self, node: Any, names: dict[str, Any], loops: int) -> None:
        if node.name not in self.filters:
            self.fault("filter", node, node.name, nearest(node.name, self.filters))
        if node.node is None or node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
            self.fault("forbidden", node, f"{node.name}(…)")
        elif type(node.node).__name__ in ("Name", "Getattr"):
            kind = self.kind_of(node.node, names)
            if kind not in ("text", None):
                self.fault("not_text", node, path_of(node.node))
        else:
            self.look(node.node, names, loops)

    def _name(self, node: Any, names: dict[str, Any], loops: int) -> None:
        self.kind_of(node, names)

    def _getattr(self, node: Any, names: dict[str, Any], loops: int) -> None:
        self.kind_of(node, names)

    def kind_of(self, node: Any, names: dict[str, Any]) -> Any:
        """What a name stands for: text, body, a list or an object; None, with the fault, when nothing does."""
        path = path_of(node)
        kind: Any = {"object": names}
        for step in path.split("."):
            if step.startswith("_"):
                self.fault("private", node, path)
                return None
            if isinstance(kind, dict) and step in kind.get("list", ()):
                self.fault("listed", node, path)
                return None
            known = kind.get("object") if isinstance(kind, dict) else None
            if known is None or step not in known:
                self.fault("unknown", node, path, nearest(path, _paths(names)))
                return None
            kind = known[step]
        return kind


# What people who know Jinja may try, and what it is called.
WORDS = {
    "Call": "(…)", "Getitem": "[…]", "Assign": "set", "AssignBlock": "set", "Include": "include", "Import": "import",
    "FromImport": "import", "Extends": "extends", "Block": "block", "Macro": "macro", "CallBlock": "call",
    "FilterBlock": "filter", "With": "with", "Mul": "*", "Pow": "**", "Add": "+", "Sub": "-", "Div": "/", "Mod": "%",
    "FloorDiv": "//", "Concat": "~", "Test": "is",
}  # fmt: skip


def path_of(node: Any) -> str:
    """pihak.nama: the dotted name that a node spells; what is no name is written as it stands there."""
    if type(node).__name__ == "Name":
        return str(node.name)
    if type(node).__name__ == "Getattr":
        return f"{path_of(node.node)}.{node.attr}"
    return WORDS.get(type(node).__name__, type(node).__name__.lower())


def nearest(name: str, known: list[str]) -> str:
    """The known name that somebody may have meant, or nothing."""
    return next(iter(get_close_matches(name[:80], known, 1, 0.6)), "")


def _paths(names: dict[str, Any], before: str = "") -> list[str]:
    found = []
    for name, kind in names.items():
        found.append(before + name)
        if isinstance(kind, dict) and "object" in kind:
            found += _paths(kind["object"], f"{before}{name}.")
        if isinstance(kind, dict) and "list" in kind:  # pihak.nma outside of a loop: say what it has
            found += _paths(kind["list"], f"{before}{name}.")
    return found


def check(folder: Path, task: dict[str, Any]) -> list[dict[str, Any]]:
    """What is wrong in a template's language, part by part: each fault with its paragraph and what stands there."""
    from docx.opc.part import XmlPart
    from docxtpl import DocxTemplate

    template = DocxTemplate(str(folder / "template.docx"))
    template.init_docx()
    found: list[dict[str, Any]] = []
    bodies = 0
    for name, xml in _texts(template, XmlPart):
        walk = Walk(task["schema"], task["filters"])
        lines = _PARAGRAPH.sub(r"\n<w:p\1", xml.replace("\n", " "))
        texts = [_TAG.sub("", line) for line in lines.split("\n")]
        _look_at(walk, template.patch_xml(lines), texts, name)
        bodies += walk.bodies
        found += [_placed(fault, name, texts) for fault in walk.faults]
    if bodies > 1:
        found.append({"code": "twice", "part": "", "paragraph": 0, "text": "", "name": BODY, "near": ""})
    return sorted(found, key=lambda fault: (fault["part"], fault["paragraph"]))[:MOST_FAULTS]


def _look_at(walk: Walk, xml: str, texts: list[str], part: str) -> None:
    from jinja2 import TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    for number, text in enumerate(texts, 1):
        if prefixed := _PREFIXED.search(text):
            walk.faults.append({"code": "prefix", "line": number, "name": prefixed[1], "near": ""})
        if BODY in text and WHOLE_BODY.search(text) and (not WHOLE_BODY.fullmatch(text.strip()) or part != "document"):
            walk.faults.append({"code": "alone", "line": number, "name": BODY, "near": ""})
    try:
        walk.look(SandboxedEnvironment(autoescape=True).parse(xml), walk.schema)
    except TemplateError as error:
        line = getattr(error, "lineno", 1) or 1
        walk.faults.append({"code": "syntax", "line": line, "name": str(error.message or "")[:120], "near": ""})
    except RecursionError:
        walk.faults.append({"code": "forbidden", "line": 1, "name": "((…))", "near": ""})


def _placed(fault: dict[str, Any], part: str, texts: list[str]) -> dict[str, Any]:
    line = min(max(fault["line"], 1), len(texts))
    kept = {name: fault[name] for name in ("code", "name", "near")}
    return {**kept, "part": part, "paragraph": line - 1, "text": " ".join(texts[line - 1].split())[:120]}


def _texts(template: Any, xml_part: Any) -> list[tuple[str, str]]:
    """The parts of a document in which placeholders are filled, with their XML."""
    found = [("document", template.get_xml())]
    for part in template.docx.part.package.iter_parts():
        name = str(part.partname).rpartition("/")[2].removesuffix(".xml")
        if re.fullmatch(r"(header|footer|footnotes)\d*", name):
            xml = (
                template.get_part_xml(part) if not isinstance(part, xml_part) else template.xml_to_string(part.element)
            )
            found.append((name, xml))
    return found


def fill(folder: Path, task: dict[str, Any]) -> None:
    """Fill a template with facts, and put the paper's own text where `{{ isi }}` stands."""
    from docxtpl import DocxTemplate
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sheet(DocxTemplate):
        """A template whose properties are not filled: they are the portal's to write."""

        def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
            self.docx.core_properties.title = task["title"]
            self.docx.core_properties.language = "id-ID"

    environment = ImmutableSandboxedEnvironment(autoescape=True)
    environment.globals.clear()
    known = {"besar": str.upper, "kecil": str.lower, "judul": str.title}
    environment.filters = {name: _of_text(known[name]) for name in task["filters"]}
    template = Sheet(str(folder / "template.docx"))
    template.render({**task["facts"], BODY: BODY_MARK}, environment, autoescape=True)
    _put_body(template.docx, folder / "body.docx")
    template.docx.save(str(folder / "result.docx"))


def _of_text(change: Any) -> Any:
    return lambda value: change(str(value))


def _put_body(document: Any, source_file: Path) -> None:
    """The blocks of the composed paper in the place of the mark, with the styles they use."""
    import docx
    from docx.oxml.ns import qn

    marks = [item for item in document.element.body.iter(qn("w:p")) if BODY_MARK in _text_of(item, qn("w:t"))]
    if not marks:
        return
    source = docx.Document(str(source_file))
    known = {style.get(qn("w:styleId")) for style in document.styles.element}
    for style in source.styles.element:
        if style.tag == qn("w:style") and style.get(qn("w:styleId")) not in known:
            document.styles.element.append(_alone(style, qn))
    for element in source.element.body:
        if element.tag != qn("w:sectPr"):
            marks[0].addprevious(_alone(element, qn))
    marks[0].getparent().remove(marks[0])


def _alone(element: Any, qn: Any) -> Any:
    """A copy that leans on nothing else of its document: no pictures, no numbering lists, no sections."""
    copy = deepcopy(element)
    for tag in ("w:drawing", "w:pict", "w:numPr", "w:sectPr"):
        for item in list(copy.iter(qn(tag))):
            item.getparent().remove(item)
    return copy


def _text_of(paragraph: Any, tag: str) -> str:
    return "".join(item.text or "" for item in paragraph.iter(tag))


def main(folder: Path) -> None:
    """Do the task that lies in the folder, and leave what came of it there."""
    limit()
    task = json.loads((folder / "task.json").read_text("utf-8"))
    sys.path[:] = task["path"]
    faults = check(folder, task)
    if not faults and task["fill"]:
        fill(folder, task)
    (folder / "result.json").write_text(json.dumps(faults), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
