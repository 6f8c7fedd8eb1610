"""A closed proposal as one plain text, its fingerprint, and the check that neither has changed."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import force_locale
from flask_babel import gettext as _

from ...partnerships.frozen import changed_since
from ...web.i18n import format_moment
from ..governance import decisions
from . import rules
from .models import Proposal

CLOSED = "coordination.proposal_closed"


def text_of(proposal: Proposal, names: Mapping[int, str], counted: rules.Count, result: rules.Result) -> str:
    """Everything that was asked and answered, the rule, the count and the outcome; in Indonesian, whoever closes."""
    with force_locale("id"):
        zone = next((voice.party.village_code for voice in proposal.voices if voice.party.village_code), None)
        rule = proposal.rule
        head = [
            _("Usulan: %(title)s", title=proposal.title),
            _("Badan: %(name)s", name=proposal.body.name if proposal.body else "–"),
            _("Hal: %(topic)s", topic=decisions.TOPICS[proposal.topic]),
            _("Batas menjawab: %(moment)s", moment=format_moment(proposal.deadline, zone)),
            _("Aturan: %(method)s", method=decisions.METHODS[rule.method]),
            _("Kuorum: %(part)s/%(whole)s desa", part=rule.quorum[0], whole=rule.quorum[1]),
            _("Bila belum mufakat: %(next)s", next=decisions.FALLBACKS[rule.fallback]),
        ]
        answers = [
            ": ".join([names.get(voice.party_id, "–"), str(rules.POSITIONS.get(voice.position, _("tidak menjawab")))])
            + (f" ({voice.reason})" if voice.reason else "")
            + (_(" [bobot %(weight)s]", weight=voice.weight) if rule.weights else "")
            + ("" if voice.is_counted else _(" [tidak dihitung: tidak ikut lagi saat ditutup]"))
            for voice in proposal.voices
        ]
        count = _(
            "Setuju %(yes)s, setuju dengan catatan %(note)s, abstain %(none)s, keberatan %(no)s, diam %(silent)s",
            yes=counted.agree, note=counted.with_note, none=counted.abstain, no=counted.object, silent=counted.silent,
        )  # fmt: skip
        if counted.weighed:
            weighed = counted.weighed
            count += "\n" + _("Menurut bobot: setuju %(yes)s, abstain %(none)s, keberatan %(no)s",
                              yes=weighed.in_favour, none=weighed.abstain, no=weighed.against)  # fmt: skip
        closing = [count, *map(str, result.sentences), str(rules.RESULTS[result.code]), proposal.outcome]
        return "\n\n".join("\n".join(part) for part in (head, [proposal.words], answers, closing)) + "\n"


def audit() -> list[str]:
    """A sentence for every closed proposal whose text, or whose hash in the history, no longer agrees."""
    return [
        f"Usulan nomor {number} tidak sama dengan yang dibekukan."
        for number in changed_since(CLOSED, "proposal_id", Proposal)
    ]
