"""Pages of payouts and levies: recorded, calculated line by line, marked, confirmed, taken along as a file."""

from __future__ import annotations

from typing import Any

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.sdk import Action, Invalid, NotAllowed, NotFound, actor, db, go, needs, page, party_names, require, today

from ..fields import ReasonForm
from ..together import acts, for_insiders, zone_code
from . import distributions, export, queries, rules, service, words
from .forms import DistributionForm, SettleForm
from .models import Distribution, Share
from .pages import ALL, Asked, asking, opened, sharing, sliced, url
from .rules import COVERED_BY, LEVY, PAYOUT

KINDS = {"hasil": PAYOUT, "iuran": LEVY}
LABELS = {PAYOUT: _l("Pembagian hasil"), LEVY: _l("Iuran atau biaya")}
ONE = ALL + "/<int:distribution_id>"
SHARE = ALL + "/bagian/<int:share_id>"


@sharing.route(ALL + "/catat/<any(hasil, iuran):kind>", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def distribute(partnership_id: int, kind: str) -> ResponseReturnValue:
    """Share a sum out by the scheme in force."""
    partnership = opened(partnership_id, Action.PARTNERSHIP_WORK)
    if rules.in_force(service.schemes_of(partnership_id), COVERED_BY[KINDS[kind]]) is None:
        raise NotAllowed(_("Belum ada skema pembagian yang disetujui para pihak."))
    form = DistributionForm(happened_on=today(zone_code(partnership)))
    if form.validate_on_submit():
        try:
            made = distributions.distribute(actor(), partnership_id, KINDS[kind], form.values())
            there = url("distribution", partnership_id, distribution_id=made.id)
            return go(there, _("Tercatat. Inilah bagian tiap pihak, dengan hitungannya."))
        except Invalid as error:
            form.add_errors(error.errors)
            partnership = opened(partnership_id)
    asked = Asked(LABELS[KINDS[kind]], url("index", partnership_id), _l("Bagi"), rules.ROUNDING)
    return asking(partnership, form, asked, url("distribute", partnership_id, kind=kind))


@sharing.get(ONE)
@needs(Action.PARTNERSHIP_VIEW)
def distribution(partnership_id: int, distribution_id: int) -> ResponseReturnValue:
    """One payout or levy: every party's share with its calculation, and who settled theirs."""
    partnership = opened(partnership_id)
    shown = distributions.found(distribution_id, partnership_id)
    shares = queries.shares(distribution_id)
    person = actor()
    return page(
        "multilateral/sharing/distribution.html",
        "shares",
        partnership=partnership,
        distribution=shown,
        label=LABELS[shown.kind],
        every=shares,
        shown=sliced(shares, view="distribution", partnership_id=partnership_id, distribution_id=distribution_id),
        lines=_lines(shown, shares),
        names=party_names(partnership.parties),
        may_act=acts(person, partnership),
        may_settle=lambda share: distributions.may_settle(person, partnership, share),
        may_confirm=lambda share: distributions.may_confirm(person, partnership, share),
        rules=rules,
        words=words,
    )


@sharing.get(ONE + "/unduh.csv")
@needs(Action.PARTNERSHIP_VIEW)
def download(partnership_id: int, distribution_id: int) -> ResponseReturnValue:
    """One payout or levy as a file for a spreadsheet."""
    partnership = opened(partnership_id)
    shown = distributions.found(distribution_id, partnership_id)
    shares = queries.shares(distribution_id)
    content = export.table(shown, shares, _lines(shown, shares), party_names(partnership.parties))
    name = f"{'hasil' if shown.kind == PAYOUT else 'iuran'}-{distribution_id}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype="text/csv", headers=headers)


@sharing.route(ONE + "/batal", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def cancel(partnership_id: int, distribution_id: int) -> ResponseReturnValue:
    """Undo a payout or levy that was wrong."""
    partnership = opened(partnership_id, Action.PARTNERSHIP_WORK)
    shown = distributions.found(distribution_id, partnership_id)
    form = ReasonForm()
    there = url("distribution", partnership_id, distribution_id=distribution_id)
    if form.validate_on_submit():
        distributions.cancel_distribution(actor(), distribution_id, form.values()["reason"])
        return go(there, _("Dibatalkan; catatannya tetap dapat dibaca."))
    asked = Asked(_("Batalkan “%(what)s”", what=shown.purpose), there)
    return asking(partnership, form, asked, url("cancel", partnership_id, distribution_id=distribution_id))


@sharing.route(SHARE + "/tandai", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def settle(partnership_id: int, share_id: int) -> ResponseReturnValue:
    """A party marks its share as paid or received."""
    partnership, share = _share(partnership_id, share_id)
    if not distributions.may_settle(actor(), partnership, share):
        raise NotAllowed(_("Yang menandai bagian ini adalah pihaknya sendiri, selama belum dibenarkan."))
    form = SettleForm(settled_on=share.settled_on or today(zone_code(partnership)), note=share.settled_note)
    there = _there(share)
    if form.validate_on_submit():
        try:
            values = form.values()
            distributions.settle(actor(), share_id, values["settled_on"], values["note"])
            return go(there, _("Ditandai. Pihak lain membenarkannya."))
        except Invalid as error:
            form.add_errors(error.errors)
            partnership, share = _share(partnership_id, share_id)
    paid = share.distribution.kind == LEVY
    heading = _("Bagian kami sudah dibayar") if paid else _("Bagian kami sudah diterima")
    told = f"{share.distribution.purpose}: {words.rupiah(share.amount)}"
    return asking(partnership, form, Asked(heading, there, told=told), url("settle", partnership_id, share_id=share_id))


@sharing.post(SHARE + "/urungkan")
@needs(Action.PARTNERSHIP_WORK)
def unsettle(partnership_id: int, share_id: int) -> ResponseReturnValue:
    """Take back a mark that was put by mistake."""
    _share(partnership_id, share_id)
    return go(_there(distributions.unsettle(actor(), share_id)), _("Tanda diurungkan."))


@sharing.post(SHARE + "/benarkan")
@needs(Action.PARTNERSHIP_WORK)
def confirm(partnership_id: int, share_id: int) -> ResponseReturnValue:
    """Another party confirms a mark."""
    _share(partnership_id, share_id)
    return go(_there(distributions.confirm(actor(), share_id)), _("Dibenarkan."))


@sharing.get(ALL + "/jumlah")
@needs(Action.PARTNERSHIP_VIEW)
def totals(partnership_id: int) -> ResponseReturnValue:
    """What every party received and paid over all payouts and levies."""
    partnership = opened(partnership_id)
    found = queries.totals(partnership_id)
    parties = [party for party in partnership.parties if party.is_bound or party.id in found]
    return page(
        "multilateral/sharing/totals.html",
        "totals",
        partnership=partnership,
        shown=sliced(parties, view="totals", partnership_id=partnership_id),
        many=len(parties),
        totals=found,
        nothing=queries.Total(),
        names=party_names(parties),
    )


def _there(share: Share) -> str:
    endpoint = "p_multilateral_sharing.distribution"
    whole = share.distribution
    return url_for(endpoint, partnership_id=whole.partnership_id, distribution_id=whole.id) + "#bagian"


def _share(partnership_id: int, share_id: int) -> tuple[Any, Share]:
    """A share of this partnership, for somebody who works in it or once did."""
    partnership = for_insiders(actor(), partnership_id)
    require(Action.PARTNERSHIP_WORK, partnership, Action.PARTNERSHIP_VIEW)
    share = db.session.get(Share, share_id)
    if share is None or share.distribution.partnership_id != partnership_id:
        raise NotFound()
    return partnership, share


def _lines(shown: Distribution, shares: list[Share]) -> dict[int, rules.Line]:
    """The calculation that led to these shares: the version's figures stay as they were."""
    parties = [share.party_id for share in shares]
    counted = rules.shares_of(shown.amount, shown.scheme.weights, service.figures_of(shown.scheme), parties)
    return {line.party: line for line in counted}
