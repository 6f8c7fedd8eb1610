"""Minutes as one plain text: what is frozen, their fingerprint, and the check that neither has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import force_locale
from flask_babel import gettext as _

from ...partnerships.frozen import changed_since
from ...partnerships.models import Party
from ...web.i18n import format_moment
from ..governance import decisions
from . import queries, rules
from .models import AgendaItem, Confirmation, Meeting

SETTLED = "coordination.minutes_settled"


def text_of(
    meeting: Meeting, names: Mapping[int, str], voices: Sequence[Party], said: Mapping[int, Confirmation]
) -> str:
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
        answers = [f"{names[party.id]}: {_answer(said.get(party.id))}" for party in voices]
        parts = ["\n".join(head), "\n".join([_("Yang hadir"), *present])]
        parts += [_item(place, item) for place, item in enumerate(standing, 1)]
        return "\n\n".join([*parts, "\n".join([_("Jawaban atas berita acara"), *answers])]) + "\n"


def audit() -> list[str]:
    """A sentence for every settled meeting whose minutes, or whose hash in the history, no longer agree."""
    return [
        f"Berita acara rapat nomor {number} tidak sama dengan yang dibekukan."
        for number in changed_since(SETTLED, "meeting_id", Meeting)
    ]


def _answer(said: Confirmation | None) -> str:
    """What a party said; of paper also who put it in."""
    if said is None:
        return _("tidak menjawab")
    word = _("membenarkan") if said.state == rules.CONFIRMED else _("keberatan")
    return f"{word} ({_('di atas kertas, dicatat %(office)s', office=said.noted_by)})" if said.is_on_paper else word


def _item(place: int, item: AgendaItem) -> str:
    outcome = str(rules.OUTCOMES.get(item.outcome, ""))
    method = decisions.METHODS.get(item.method) if item.outcome == rules.DECIDED else None
    how = _("Diputuskan dengan: %(method)s", method=method) if method else ""
    lines = [f"{place}. {item.title}", item.notes, outcome, item.decision, how]
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
