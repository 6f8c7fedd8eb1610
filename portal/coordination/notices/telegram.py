"""Telegram: a bot writes to those who sent it their code. Set up with PORTAL_TELEGRAM_TOKEN."""

from __future__ import annotations

import http.client
import json
import ssl
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from ...contracts import Message, Notifier, NotSent
from . import rules
from .groups import BY_DEFAULT
from .service import tie_chat

HOST, TIMEOUT = "api.telegram.org", 10
_seen = {"offset": 0}


def is_set_up() -> bool:
    """Whether the operator named a bot."""
    return bool(_token())


def send(message: Message, address: str) -> None:
    """Write to a chat; a message to who blocked the bot is not tried again."""
    text = f"{message.title}\n{message.text}\n{message.url}"
    answer = _ask("sendMessage", {"chat_id": address, "text": text[:4000], "disable_web_page_preview": True})
    if not answer.get("ok"):
        code = answer.get("error_code")
        raise NotSent(str(answer.get("description", code)), again=code not in (400, 403))


def take_codes() -> int:
    """Read what was written to the bot, and tie the chats that sent an open code; returns how many."""
    if not is_set_up():
        return 0
    answer, tied = _ask("getUpdates", {"offset": _seen["offset"], "timeout": 0}), 0
    for update in answer.get("result") or []:
        _seen["offset"] = max(_seen["offset"], int(update["update_id"]) + 1)
        written = update.get("message") or {}
        chat, text = str((written.get("chat") or {}).get("id", "")), str(written.get("text", ""))
        code = text.removeprefix("/start").strip()
        if chat and len(code) == 8 and tie_chat(code, chat, BY_DEFAULT):
            tied += 1
            _ask("sendMessage", {"chat_id": chat, "text": _("Terhubung. Kabar portal akan dikirim ke sini.")})
    return tied


def _ask(method: str, values: dict[str, Any]) -> dict[str, Any]:
    connection = http.client.HTTPSConnection(HOST, timeout=TIMEOUT, context=ssl.create_default_context())
    try:
        try:
            connection.connect()
        except OSError as error:
            raise NotSent(type(error).__name__) from error
        headers = {"Content-Type": "application/json"}
        connection.request("POST", f"/bot{_token()}/{method}", json.dumps(values), headers)
        found = json.loads(connection.getresponse().read(2_000_000))
        return found if isinstance(found, dict) else {}
    finally:
        connection.close()


def _token() -> str:
    return str(current_app.extensions["portal.settings"].telegram_token)


NOTIFIER = Notifier(rules.TELEGRAM, "Telegram", send, is_ready=is_set_up)
