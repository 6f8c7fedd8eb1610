"""The digest: one mail with what is new and unread, grouped, newest first; never an empty one."""

from __future__ import annotations

from email.message import EmailMessage
from urllib.parse import urlsplit

from flask_babel import gettext as _

from ...accounts import mail
from ...accounts.models import Person
from ...db import db
from ...settings import Settings
from ...web.page_context import event_label
from . import queries, rules
from .models import Delivery, NoticeChoice
from .outgoing import topics_for_mail
from .queries import Line
from .recipients import still_may_open

MOST = 40  # lines of a mail; the inbox has them all
CHOICES = "/akun/kabar"


def digest_for(person: Person, item: Delivery, settings: Settings) -> EmailMessage | None:
    """The mail of one digest; None when all of it was read meanwhile, or nothing of it is wanted."""
    choice = db.session.get(NoticeChoice, {"person_id": person.id, "channel": rules.MAIL})
    if choice is not None and choice.how_often == rules.NEVER:
        return None
    found = queries.unread_between(person.id, item.first_seq, item.event_seq, topics_for_mail(choice), MOST + 1)
    open_ones = {number for number in {line.partnership_id for line in found} if still_may_open(person.id, number)}
    lines = [line for line in found if line.partnership_id in open_ones]
    if not lines or not person.email:
        return None
    subject = _("%(site)s: ada %(count)s kabar baru", site=settings.site_name, count=min(len(lines), MOST))
    if len(lines) == 1:
        subject = f"{settings.site_name}: {_said(lines[0])}"
    message = mail.compose(settings, person.email, rules.one_line(subject), _body(lines, settings))
    host = urlsplit(settings.base_url).hostname
    message["Message-ID"] = f"<{item.key.replace(':', '.')}@{host}>"  # the same at each try
    message["List-Unsubscribe"] = f"<{settings.base_url}{CHOICES}>"
    return message


def _body(lines: list[Line], settings: Settings) -> str:
    """Plain text, a paragraph for each partnership; every address is the portal's own."""
    groups: dict[int, list[Line]] = {}
    for line in lines[:MOST]:
        groups.setdefault(line.partnership_id, []).append(line)
    parts = []
    for group in groups.values():
        said = [f"- {_said(line)}\n  {settings.base_url}{line.url}" for line in group]
        parts.append("\n".join([rules.one_line(group[0].partnership, 200), *said]))
    if len(lines) > MOST:
        parts.append(_("Masih ada kabar lain di kotak masuk: %(url)s", url=f"{settings.base_url}/kotak"))
    parts.append(_("Mengubah atau menghentikan surel ini: %(url)s", url=settings.base_url + CHOICES))
    return "\n\n".join(parts) + "\n"


def _said(line: Line) -> str:
    what = f"{event_label(line.kind)}: {line.title}" if line.title else str(event_label(line.kind))
    return rules.one_line(f"{what} ({line.office})" if line.office else what, 200)
