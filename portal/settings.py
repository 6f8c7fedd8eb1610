"""Every setting, typed, read from the environment once at the start.

A setting that would make the portal unsafe stops the start with one sentence.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .contracts import Terms

KNOWN_KEYS = frozenset({"dev", "secret", "secret key", "secret-key", "changeme", "change-me", "rahasia"})
MINIMUM_KEY_LENGTH = 32
HTMX_VERSION = "2.0.11"
LOCAL_HTMX = f"made/htmx-{HTMX_VERSION}.min.js"  # in the static folder
HTMX_SRI = "sha384-2OatzQy1H+Zd/IIrjr1TcuDGqLXeHhbooAyJY1KdQMKnr4LZ22k31GBLdYKHmVjg"
HTMX_CDN = f"https://cdn.jsdelivr.net/npm/htmx.org@{HTMX_VERSION}/dist/htmx.min.js"


class UnsafeSetting(RuntimeError):
    """A setting the portal refuses to start with; the message is for the operator."""


@dataclass(frozen=True)
class Settings:
    """What an operator may set. Sizes in bytes, times in seconds unless the name says otherwise."""

    instance: Path
    secret_key: str
    audit_key: bytes
    database_url: str
    demo: bool = False
    testing: bool = False
    site_name: str = "Portal Kemitraan Desa"
    base_url: str = ""
    trusted_hosts: tuple[str, ...] = ()
    trusted_proxy: str = ""
    https: bool = False
    htmx_source: str = "cdn"
    htmx_cdn: str = HTMX_CDN
    privacy_contact: str = ""
    terms: Terms = field(default_factory=Terms)
    offer_answer_days: int = 14
    upload_limit: int = 10 * 1024 * 1024
    panel_budget_ms: int = 1000
    paper: str = "A4"
    smtp_url: str = ""
    mail_from: str = ""
    telegram_token: str = ""

    @property
    def files(self) -> Path:
        """The folder of uploaded files."""
        return self.instance / "files"


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings of this installation; raises `UnsafeSetting` with one sentence."""
    env = os.environ if environ is None else environ
    instance = Path(env.get("PORTAL_INSTANCE", "instance")).resolve()
    demo = _switch(env, "PORTAL_DEMO")
    _refuse_debug(env)
    if demo:
        make_keys(instance)
    return Settings(
        instance=instance,
        secret_key=_secret_key(env, instance),
        audit_key=_audit_key(instance),
        database_url=env.get("PORTAL_DATABASE_URL") or f"sqlite:///{instance / 'portal.db'}",
        demo=demo,
        site_name=env.get("PORTAL_SITE_NAME", "Portal Kemitraan Desa"),
        base_url=env.get("PORTAL_BASE_URL", "").rstrip("/"),
        trusted_hosts=_words(env.get("PORTAL_TRUSTED_HOSTS", "127.0.0.1 localhost")),
        trusted_proxy=env.get("PORTAL_TRUSTED_PROXY", ""),
        https=_switch(env, "PORTAL_HTTPS"),
        htmx_source=_choice(env, "HTMX_SOURCE", ("cdn", "local")),
        htmx_cdn=env.get("PORTAL_HTMX_CDN", HTMX_CDN),
        privacy_contact=env.get("PORTAL_PRIVACY_CONTACT", ""),
        terms=_terms(env),
        offer_answer_days=_number(env, "PORTAL_OFFER_ANSWER_DAYS", 14),
        upload_limit=_number(env, "PORTAL_UPLOAD_LIMIT", 10 * 1024 * 1024),
        panel_budget_ms=_number(env, "PORTAL_PANEL_BUDGET_MS", 1000, least=50),
        paper=_choice(env, "PORTAL_PAPER", ("A4", "F4")),
        smtp_url=env.get("PORTAL_SMTP_URL", ""),
        mail_from=env.get("PORTAL_MAIL_FROM", ""),
        telegram_token=env.get("PORTAL_TELEGRAM_TOKEN", ""),
    )


def make_keys(instance: Path) -> None:
    """Make the installation's two keys, readable by its owner alone, unless they are there."""
    instance.mkdir(parents=True, exist_ok=True)
    for name in ("secret.key", "audit.key"):
        path = instance / name
        if not path.exists():
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_hex(32))


def _secret_key(env: Mapping[str, str], instance: Path) -> str:
    key = env.get("PORTAL_SECRET_KEY") or _key_file(instance / "secret.key")
    if not key:
        raise UnsafeSetting("Kunci rahasia belum ada: jalankan 'portal init' sekali sebelum 'portal serve'.")
    if key.lower() in KNOWN_KEYS or len(key) < MINIMUM_KEY_LENGTH:
        raise UnsafeSetting(
            "Kunci rahasia PORTAL_SECRET_KEY terlalu pendek atau sudah dikenal umum: "
            "hapus setelan itu lalu jalankan 'portal init'."
        )
    return key


def _audit_key(instance: Path) -> bytes:
    key = _key_file(instance / "audit.key")
    if not key:
        raise UnsafeSetting("Kunci catatan riwayat belum ada: jalankan 'portal init' sekali.")
    return bytes.fromhex(key)


def _key_file(path: Path) -> str:
    if not path.exists():
        return ""
    if path.stat().st_mode & 0o077:
        raise UnsafeSetting(f"Berkas kunci {path} dapat dibaca orang lain: jalankan 'chmod 600 {path}'.")
    return path.read_text().strip()


def _refuse_debug(env: Mapping[str, str]) -> None:
    if _switch(env, "FLASK_DEBUG") or _switch(env, "PORTAL_DEBUG"):
        raise UnsafeSetting("Mode debug tidak boleh menyala di server ini: hapus FLASK_DEBUG dan PORTAL_DEBUG.")


def _switch(env: Mapping[str, str], name: str) -> bool:
    value = env.get(name, "").strip().lower()
    if value in ("", "0", "false", "no", "tidak"):
        return False
    if value in ("1", "true", "yes", "ya"):
        return True
    raise UnsafeSetting(f"Setelan {name} harus 1 atau 0, bukan '{value}'.")


def _choice(env: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    value = env.get(name, choices[0])
    if value not in choices:
        raise UnsafeSetting(f"Setelan {name} harus salah satu dari {', '.join(choices)}, bukan '{value}'.")
    return value


def _number(env: Mapping[str, str], name: str, default: int, least: int = 0) -> int:
    value = env.get(name, str(default))
    if not value.isascii() or not value.isdigit():
        raise UnsafeSetting(f"Setelan {name} harus bilangan bulat, bukan '{value}'.")
    if int(value) < least:
        raise UnsafeSetting(f"Setelan {name} paling kecil {least}, bukan '{value}'.")
    return int(value)


def _words(value: str) -> tuple[str, ...]:
    return tuple(value.replace(",", " ").split())


def _terms(env: Mapping[str, str]) -> Terms:
    """Local terms: PORTAL_TERM_VILLAGE=Nagari and so on, one variable a term."""
    named = {name: value for name in Terms.names() if (value := env.get(f"PORTAL_TERM_{name.upper()}", "").strip())}
    return Terms(**named)
