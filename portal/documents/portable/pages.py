"""The pages of a file that people read: plain HTML without scripts, readable from a USB stick on a telephone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import force_locale
from markupsafe import Markup

from ...contracts import Text, say
from ...db import UtcDateTime
from ...partnerships import agreement_words, agreements
from ...partnerships.cases import case_of, party_names
from ...partnerships.models import Agreement, Partnership
from ...partnerships.path import STATES
from ...partnerships.portable import PAGES, Carried
from ...web.i18n import format_day, format_moment, format_number
from ...web.page_context import event_label, field_label, value_label
from . import history, package
from .collecting import Collection
from .numbering import table_in

MOST_SHOWN = 1000  # rows of one table, and events; all of them stand in the data
AGREEMENT, EVENTS = "naskah", "riwayat"
STYLE = """body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:auto;padding:1rem;color:#1a1a1a}
body{overflow-wrap:anywhere}h1{line-height:1.2}a{color:#0b5394}nav a,li a{display:inline-block;padding:.4rem 0}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}caption{text-align:left;font-weight:700}
th,td{border:1px solid #888;padding:.35rem .5rem;text-align:left;vertical-align:top;white-space:pre-line}
@media(max-width:48rem){thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
tr,td{display:block;border:0}tbody tr{border:1px solid #888;margin:.5rem 0}td:empty{display:none}
td::before{content:attr(data-label) ": ";font-weight:700}}"""


@dataclass
class _Sheet:
    """One table as people read it."""

    title: Text
    heads: list[Text]
    rows: list[list[str]] = field(default_factory=list)
    count: int = 0


class Pages:
    """Gathers, while the data is written, what people read of it; then writes it."""

    def __init__(self, partnership: Partnership, collection: Collection) -> None:
        self._partnership = partnership
        self._collection = collection
        self._sheets: dict[str, list[_Sheet]] = {}
        self._events: list[str] = []
        self._all_events = 0
        self._village = next(iter(partnership.village_codes), None)
        named = party_names(partnership.parties)
        self._names: dict[str, dict[int, str]] = {
            "party": {
                number: name
                for party_id, name in named.items()
                if (number := collection.number_of("party", party_id)) is not None
            }
        }

    def reading(self, item: Carried, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """The rows as they come, with a copy of what is shown kept."""
        if item.shown is None:
            yield from rows
            return
        sheet = _Sheet(item.shown.title, list(item.shown.columns.values()))
        names = self._names.setdefault(item.table.name, {})
        with force_locale("id"):
            for row in rows:
                sheet.count += 1
                cells = (
                    [self._cell(item, name, row) for name in item.shown.columns] if sheet.count <= MOST_SHOWN else []
                )
                if cells:
                    sheet.rows.append(cells)
                    names.setdefault(row.get("id", 0), cells[0])
                yield row
        if sheet.rows:
            self._sheets.setdefault(item.shown.page, []).append(sheet)

    def reading_history(self, lines: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """The events as they come, with the newest kept in words."""
        with force_locale("id"):
            for line in lines:
                self._all_events += 1
                self._events.append(_told(line))
                del self._events[:-MOST_SHOWN]
                yield line

    def write(self, out: package.Writer, files: list[str], left_out: list[str]) -> None:
        """Write every page that has something, and the one that leads to them."""
        with force_locale("id"):
            made = {AGREEMENT: (say("Naskah kerja sama"), self._agreements())}
            made |= {
                code: (title, Markup("").join(map(_table, self._sheets[code])))
                for code, title in PAGES.items()
                if code in self._sheets
            }
            made[EVENTS] = (say("Riwayat"), self._history())
            for code, (title, body) in made.items():
                _page(out, f"{package.PAGES}{code}.html", title, body, "../")
            links = [(f"{package.PAGES}{code}.html", title) for code, (title, _body) in made.items()]
            _page(out, package.README, self._partnership.title, self._front(links, files, left_out), "")

    def _front(self, links: list[tuple[str, Text]], files: list[str], left_out: list[str]) -> Markup:
        state = STATES.get(self._partnership.status)
        parties = _list(self._names["party"].values())
        kept = say(
            "Berkas ini memuat seluruh catatan kerja sama yang boleh dibaca tiap pihak. Simpan di tempat yang aman: "
            "ia dapat dibuka tanpa internet, dan dimasukkan ke Portal Kemitraan Desa mana pun."
        )
        proof = say("Sidik tiap berkas (SHA-256) tercatat di manifest.json; data lengkap ada di folder data.")
        parts = [
            Markup("<p>{}</p><p>{}</p>").format(str(kept), self._partnership.purpose),
            Markup("<p><strong>{}: {}</strong></p>").format(str(say("Keadaan")), str(state.label) if state else ""),
            Markup("<h2>{}</h2>{}").format(str(say("Para pihak")), parties),
            Markup("<h2>{}</h2><ul>{}</ul>").format(str(say("Isi")), _links(links)),
            Markup("<h2>{}</h2>{}").format(
                str(say("Berkas terlampir")),
                Markup("<ul>{}</ul>").format(_links((name, name.removeprefix(package.FILES)) for name in files))
                if files
                else Markup("<p>{}</p>").format(str(say("Tidak ada."))),
            ),
            Markup("<h2>{}</h2>{}").format(str(say("Yang tidak dibawa")), _list(left_out)),
            Markup("<p>{}</p>").format(str(proof)),
        ]
        return Markup("\n").join(parts)

    def _agreements(self) -> Markup:
        """Every version of the text in words; a frozen one as it was frozen, with its fingerprint."""
        return Markup("\n").join(self._agreement(version) for version in self._partnership.agreements)

    def _agreement(self, version: Agreement) -> Markup:
        parties = case_of(self._partnership).parties
        said = agreements.document(version, self._partnership.title, parties)
        told = agreement_words.told(said["content"], parties)
        rows = [[label, text] for label, text in told.items() if text]
        title = say("Versi %(number)s", number=version.number)
        seal = say("Dibekukan; sidik SHA-256: %(hash)s", hash=version.sha256) if version.sha256 else say("Konsep")
        sheet = _Sheet(say("Isi naskah"), [say("Hal"), say("Isi")], rows, len(rows))
        return Markup("<h2>{}</h2><p>{}</p>{}").format(str(title), str(seal), _table(sheet))

    def _history(self) -> Markup:
        more = self._all_events - len(self._events)
        note = str(say("%(count)s peristiwa yang lebih lama ada di riwayat.jsonl.", count=more)) if more > 0 else ""
        return Markup("<ol reversed>{}</ol><p>{}</p>").format(
            Markup("").join(Markup("<li>{}</li>").format(told) for told in reversed(self._events)), note
        )

    def _cell(self, item: Carried, name: str, row: Mapping[str, Any]) -> str:
        value, column = row[name], item.table.c[name]
        if value in (None, ""):
            return ""
        if item.table.name == "party" and name == "id":
            return self._names["party"].get(value, "–")
        if table := table_in(item, column):
            return self._names.get(table, {}).get(value, "–")
        if name in item.words:
            return str(item.words[name].get(value) or value)
        if name == "gate":
            return str(event_label(f"gate.{value}"))
        if isinstance(column.type, UtcDateTime):
            return format_moment(datetime.fromisoformat(value), self._village)
        return _spoken(value, column.type.python_type)


def _spoken(value: Any, kind: type) -> str:
    """A value in words, by the type of its column."""
    if isinstance(value, Mapping):
        return "\n".join(
            f"{field_label(name)}: {value_label(name, said)}" for name, said in sorted(value.items()) if said
        )
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return str(say("ya") if value else say("tidak"))
    try:
        if kind is date:
            return format_day(date.fromisoformat(value))
        if kind is Decimal:
            return str(format_number(Decimal(value)))
    except (ValueError, InvalidOperation):
        return str(value)
    return str(format_number(value)) if kind is int and value > 9999 else str(value)


def _told(line: Mapping[str, Any]) -> str:
    """One event in words."""
    head = [format_moment(datetime.fromisoformat(line["at"]), line["village_code"]), str(event_label(line["kind"]))]
    said = [
        f"{field_label(name)}: {value_label(name, after)}"
        for name, _before, after in history.changes(dict(line))
        if not name.endswith(("_id", "_ids")) and after not in (None, "")
    ]
    return " · ".join(part for part in (*head, line["office"], line["reason"], "; ".join(said)) if part)


def _table(sheet: _Sheet) -> Markup:
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(str(head)) for head in sheet.heads)
    cell = Markup('<td data-label="{}">{}</td>')
    rows = Markup("\n").join(
        Markup("<tr>{}</tr>").format(Markup("").join(map(cell.format, map(str, sheet.heads), row)))
        for row in sheet.rows
    )
    more = sheet.count - len(sheet.rows)
    note = Markup("<p>{}</p>").format(str(say("%(count)s baris lagi ada di folder data.", count=more))) if more else ""
    table = Markup("<table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>")
    return table.format(str(sheet.title), heads, rows) + note


def _list(items: Iterable[str]) -> Markup:
    return Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(item) for item in items))


def _links(links: Iterable[tuple[str, Text]]) -> Markup:
    return Markup("").join(Markup('<li><a href="{}">{}</a></li>').format(url, str(title)) for url, title in links)


def _page(out: package.Writer, name: str, title: Text, body: Markup, up: str) -> None:
    back = Markup('<nav><a href="../{}">{}</a></nav>').format(package.README, str(say("Kembali"))) if up else Markup("")
    whole = Markup(
        '<!doctype html><html lang="id"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>{}</title><style>{}</style></head>'
        "<body>{}<main><h1>{}</h1>\n{}</main></body></html>\n"
    ).format(str(title), Markup(STYLE), back, str(title), body)
    with out.member(name) as member:
        member.write(str(whole).encode())
