"""Minutes as one plain text: what is frozen, and what their fingerprint is of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import force_locale
from flask_babel import gettext as _

from ...partnerships.models import Party
from ...web.i18n import format_moment
from . import queries, rules
from .models import AgendaItem, Meeting


def text_of(meeting: Meeting, names: Mapping[int, str], voices: Sequence[Party], said: Mapping[int, str]) -> str:
    """The minutes with who was there and who confirmed; in Indonesian, whoever settles them."""
    with force_locale("id"):
        head = [
            _("Berita acara %(number)s", number=meeting.number or "–"),
            f"{rules.KINDS[meeting.kind]}: {meeting.title}",
            _("Waktu: %(moment)s", moment=format_moment(meeting.starts_at, _zone(voices))),
            _("Tempat: %(place)s", place=meeting.place or "–"),
            _("Pimpinan: %(name)s", name=meeting.chair_name or "–"),
            _("Sekretaris: %(name)s", name=meeting.secretary_name or "–"),
        ]
        people = queries.there(meeting.id)
        present = [
            _(
                "%(party)s: %(count)s orang",
                party=names[party.id],
                count=sum(one.party_id == party.id for one in people),
            )
            for party in voices
        ]
        standing = [item for item in meeting.items if item.archived_at is None]
        words = {rules.CONFIRMED: _("membenarkan"), rules.OBJECTED: _("keberatan")}
        answers = [f"{names[party.id]}: {words.get(said.get(party.id, ''), _('tidak menjawab'))}" for party in voices]
        parts = ["\n".join(head), "\n".join([_("Yang hadir"), *present])]
        parts += [_item(place, item) for place, item in enumerate(standing, 1)]
        return "\n\n".join([*parts, "\n".join([_("Jawaban atas berita acara"), *answers])]) + "\n"


def _item(place: int, item: AgendaItem) -> str:
    outcome = str(rules.OUTCOMES.get(item.outcome, ""))
    lines = [f"{place}. {item.title}", item.notes, outcome, item.decision]
    if item.in_favour is not None:
        lines.append(
            _(
                "Suara desa: setuju %(yes)s, menolak %(no)s, abstain %(none)s",
                yes=item.in_favour, no=item.against or 0, none=item.abstain or 0,
            )
        )  # fmt: skip
    return "\n".join(line for line in lines if line)


def _zone(voices: Sequence[Party]) -> str | None:
    return next((party.village_code for party in voices if party.village_code), None)
