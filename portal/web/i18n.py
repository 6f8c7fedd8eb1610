"""Language and local forms of dates, numbers and money. Message ids are Bahasa Indonesia."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel.numbers import format_currency, format_decimal
from flask import Flask, g, request
from flask_babel import format_date as babel_date
from flask_babel import get_domain, get_locale
from flask_babel import gettext as _

from ..clock import zone_of
from ..contracts import Sentence
from .local_terms import LocalBabel

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
LANGUAGE_COOKIE = "bahasa"
_ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def chosen_language() -> str:
    """The language of this request: the reader's choice, else Indonesian."""
    language = request.cookies.get(LANGUAGE_COOKIE, "id") if request else "id"
    return language if language in LANGUAGES else "id"


def init_app(app: Flask, folders: list[str]) -> None:
    """Set up translations from `folders` and the filters of templates."""
    app.config["BABEL_DEFAULT_LOCALE"] = "id"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(folders)
    LocalBabel(app, locale_selector=chosen_language)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: _catalogue().ugettext(text),
        lambda one, many, number: _catalogue().ungettext(one, many, number),
        newstyle=True,
    )
    Sentence.translate = staticmethod(lambda text: str(_(text)))
    app.jinja_env.filters.update(
        tanggal=format_day,
        bulan=format_month,
        waktu=format_moment,
        rupiah=format_rupiah,
        angka=format_number,
        hari=format_iso_day,
        rentang=format_span,
    )
    app.jinja_env.globals.update(languages=LANGUAGES, language=chosen_language)


def _catalogue() -> Any:
    """The catalogue of this request, looked up once: a page says a hundred sentences."""
    kept = g.get("catalogue")
    spoken = (getattr(g.get("_flask_babel"), "babel_locale", None), g.get("local_terms"))
    if kept is None or kept[0] != spoken:
        translations = get_domain().get_translations()
        kept = g.catalogue = ((get_locale(), g.get("local_terms")), translations)
    return kept[1]


def format_day(value: date | None) -> str:
    """17 Agustus 2026; a dash for nothing."""
    return babel_date(value, "d MMMM y") if value else "–"


def format_span(last: date, first: date | None = None) -> str:
    """1–17 Agu 2026, 25 Jul – 17 Agu 2026, 9 Nov 2026 – 8 Jan 2027; one day alone as 17 Agu 2026."""
    whole = str(babel_date(last, "d MMM y"))
    if first is None or first == last:
        return whole
    if first.year != last.year:
        return f"{babel_date(first, 'd MMM y')} – {whole}"
    return f"{first.day}–{whole}" if first.month == last.month else f"{babel_date(first, 'd MMM')} – {whole}"


def format_month(value: date) -> str:
    """Agustus 2026."""
    return str(babel_date(value, "MMMM y"))


def format_iso_day(value: str | date | None) -> str:
    """A day kept as JSON, 2026-08-17, as 17 Agustus 2026; a dash for nothing."""
    return format_day(date.fromisoformat(value[:10]) if isinstance(value, str) and value else value or None)


def format_moment(value: datetime | None, area_code: str | None = None) -> str:
    """17 Agustus 2026 pukul 09.30 WIB, in the zone of the village."""
    if value is None:
        return "–"
    zone = zone_of(area_code)
    local = value.astimezone(zone)
    return _(
        "%(day)s pukul %(time)s %(zone)s",
        day=babel_date(local, "d MMMM y", rebase=False),
        time=local.strftime("%H.%M"),
        zone=_ZONE_NAMES[zone.key],
    )


def format_rupiah(value: int | None) -> str:
    """Rp15.000.000; a dash for nothing, because nothing reported is not zero."""
    if value is None:
        return "–"
    return str(format_currency(value, "IDR", format="¤#,##0", currency_digits=False, locale=get_locale()))


def format_number(value: Decimal | int | float | None) -> Any:
    """1.234,5; a dash for nothing."""
    if value is None:
        return "–"
    return format_decimal(value, locale=get_locale())
