"""Pages of the letterhead: its form, and the emblem as a picture."""

from __future__ import annotations

import re
from typing import Any

from flask import current_app, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, FileField, StringField
from wtforms.validators import Length, Optional, Regexp

from .. import storage
from ..errors import Invalid, NotFound
from ..permissions import Action
from ..storage import StoredFile
from ..web import PortalForm, actor, go, needs, page, public, require
from ..web.forms import opened_version
from . import letterheads, rules
from .fields import tidy
from .models import OwnLetterhead
from .owners import Owner
from .views import bp

_LOGO = re.compile(r"[0-9a-f]{32}\.png")


class LetterheadForm(PortalForm):
    """What stands below the name at the head of every paper."""

    address = StringField(
        _l("Alamat kantor"),
        [Optional(), Length(max=rules.ADDRESS_LENGTH)],
        filters=[tidy],
        description=_l("Misalnya: Jalan Raya Ngebel Nomor 1."),
    )
    postal_code = StringField(
        _l("Kode pos"),
        [
            Optional(),
            Length(max=rules.POSTAL_LENGTH),
            Regexp("[0-9]{5}$", message=_l("Kode pos terdiri dari 5 angka.")),
        ],
        filters=[tidy],
        render_kw={"inputmode": "numeric"},
    )
    logo = FileField(
        _l("Lambang"),
        description=_l("Gambar PNG, JPEG, atau WebP. Disimpan kecil; tanpa lambang, kop tetap tercetak."),
        render_kw={"accept": "image/png,image/jpeg,image/webp"},
    )
    without_logo = BooleanField(_l("Hapus lambang yang ada"))


@bp.route("/desa/<code>/kop", methods=["GET", "POST"])
@needs(Action.VILLAGE_EDIT)
def village_letterhead(code: str) -> ResponseReturnValue:
    """The letterhead of a village."""
    return _letterhead_page("village", code)


@bp.route("/organisasi/<key>/kop", methods=["GET", "POST"])
@needs(Action.ORGANISATION_EDIT)
def organisation_letterhead(key: str) -> ResponseReturnValue:
    """The letterhead of an organisation."""
    return _letterhead_page("organisation", key)


@bp.get("/kop/<name>")
@public
def logo(name: str) -> ResponseReturnValue:
    """The emblem of a letterhead; what no letterhead names any more is not found."""
    if not _LOGO.fullmatch(name) or not letterheads.named_logos([name]):
        raise NotFound()
    path = storage.path_of(current_app.extensions["portal.settings"].files, name)
    if not path.is_file():
        raise NotFound()
    return send_file(path, mimetype="image/png", max_age=86_400)


def _letterhead_page(kind: str, key: str) -> ResponseReturnValue:
    owner = letterheads.owner_of(kind, key)
    require(owner.edit, owner.thing, view=owner.view)
    own = letterheads.letterhead_of(owner)
    form = LetterheadForm(data={"address": own.address, "postal_code": own.postal_code})
    if not own.logo:
        del form.without_logo
    if form.validate_on_submit():
        try:
            letterheads.edit_letterhead(actor(), kind, key, opened_version(), form.values(), _stored(form))
            return go(owner.url, _("Kop surat disimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
    status = 422 if request.method == "POST" else 200
    here = url_for(request.endpoint or "", **(request.view_args or {}))
    return page("villages/letterhead.html", "form", status=status, form=form, **_context(owner, own), here=here)


def _context(owner: Owner[Any], own: OwnLetterhead) -> dict[str, Any]:
    settings = current_app.extensions["portal.settings"]
    is_there = bool(own.logo) and storage.path_of(settings.files, own.logo).is_file()
    return {"owner": owner, "own": own, "has_logo": is_there}


def _stored(form: LetterheadForm) -> StoredFile | None:
    """The emblem, safely on the disk before the transaction that names it."""
    upload = form.logo.data
    if not isinstance(upload, FileStorage) or not upload.filename:
        return None
    settings = current_app.extensions["portal.settings"]
    try:
        return storage.store_logo(settings.files, upload.stream, upload.filename or "", settings.upload_limit)
    except storage.Refused as refused:
        raise Invalid({"logo": str(refused.sentence)}) from refused
