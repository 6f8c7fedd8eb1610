"""E-mail, where the operator set it up. A mail that cannot be sent is logged and breaks nothing."""

from __future__ import annotations

import logging
import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from threading import Thread
from urllib.parse import unquote, urlsplit

from flask import Flask
from flask_babel import force_locale
from flask_babel import gettext as _

from ..contracts import NotSent
from ..settings import Settings
from . import invitations

logger = logging.getLogger("portal.mail")
TIMEOUT = 20  # seconds


def is_set_up(settings: Settings) -> bool:
    """Whether mail can be sent, with links that name the portal's own address."""
    return bool(settings.smtp_url and settings.base_url)


def send_reset(app: Flask, address: str) -> None:
    """Send a reset link to the account of an address, if there is one.

    Looking it up, making the link and sending it happen beside the request: the page
    waits for nothing, and its time does not tell whether there is such an account.
    """
    Thread(target=_send_reset, args=(app, address), daemon=True).start()


def _send_reset(app: Flask, address: str) -> None:
    settings: Settings = app.extensions["portal.settings"]
    try:
        with app.app_context(), force_locale("id"):
            made = invitations.reset_by_mail(address)
            if made is None:
                return
            recipient, token = made
            link = f"{settings.base_url}/undangan/{token}"
            body = _("Buka tautan ini untuk membuat kata sandi baru. Berlaku 24 jam, sekali pakai: %(link)s", link=link)
            send(settings, recipient, _("Kata sandi baru untuk %(site)s", site=settings.site_name), body)
    except Exception:
        logger.exception("reset mail not sent")


def send(settings: Settings, recipient: str, subject: str, body: str) -> bool:
    """Send one mail now; whether it went out."""
    try:
        deliver(settings, compose(settings, recipient, subject, body))
    except (NotSent, OSError, smtplib.SMTPException, ValueError) as error:
        logger.warning("mail not sent: %s", type(error).__name__)
        return False
    return True


def compose(settings: Settings, recipient: str, subject: str, body: str) -> EmailMessage:
    """One mail of plain text; the subject becomes one line."""
    message = EmailMessage()
    message["From"] = settings.mail_from or f"portal@{urlsplit(settings.base_url).hostname}"
    message["To"], message["Subject"] = recipient, " ".join(subject.split())
    message.set_content(body)
    return message


def deliver(settings: Settings, message: EmailMessage) -> None:
    """Hand a mail over. `NotSent` when the server surely did not take it; after another error nobody knows."""
    try:
        server = _connect(settings.smtp_url)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise NotSent(type(error).__name__) from error
    try:
        server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _answer in error.recipients.values()]
        raise NotSent(f"SMTP {codes}", again=all(code < 500 for code in codes)) from error
    except smtplib.SMTPResponseException as error:
        raise NotSent(f"SMTP {error.smtp_code}", again=error.smtp_code < 500) from error
    finally:
        with suppress(OSError, smtplib.SMTPException):  # how it says goodbye changes nothing
            server.quit()
        server.close()


def _connect(url: str) -> smtplib.SMTP:
    """smtp://user:password@host:587 (STARTTLS where offered), smtps://… for TLS from the start."""
    parts = urlsplit(url)
    host, context = parts.hostname or "", ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT, context=context)
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=context)
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server
