"""Forms of accounts and offices."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, EmailField, PasswordField, SelectField, StringField, TelField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from ..web import PortalForm
from . import rules
from .models import DECREE_MAX, EMAIL_MAX, LABEL_MAX, NAME_MAX, PHONE_MAX, SCOPE_MAX, TITLE_MAX, USERNAME_MAX

_CURRENT = {"autocomplete": "current-password"}
_NEW = {"autocomplete": "new-password", "maxlength": rules.PASSWORD_MAX}
_PLAIN = {"autocapitalize": "none", "spellcheck": "false"}
_PASSWORD_HELP = _l("Paling sedikit 8 huruf. Beberapa kata yang hanya Anda tahu lebih aman dan mudah diingat.")


class LoginForm(PortalForm):
    """Signing in."""

    username = StringField(
        _l("Nama pengguna atau surel"),
        [DataRequired(), Length(max=EMAIL_MAX)],
        render_kw={"autocomplete": "username", **_PLAIN},
    )
    password = PasswordField(_l("Kata sandi"), [InputRequired(), Length(max=rules.PASSWORD_MAX)], render_kw=_CURRENT)


class CodeForm(PortalForm):
    """A code of the second step."""

    code = StringField(
        _l("Kode"),
        [DataRequired(), Length(max=40)],
        description=_l("Enam angka dari aplikasi di ponsel Anda, atau satu kode cadangan."),
        render_kw={"autocomplete": "one-time-code", **_PLAIN},
    )


class FirstCodeForm(PortalForm):
    """The first code of an authenticator app: proof that it was set up."""

    code = StringField(
        _l("Enam angka dari aplikasi"),
        [DataRequired(), Length(max=10)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )


class ConfirmForm(PortalForm):
    """The person's own password, once more."""

    password = PasswordField(_l("Kata sandi"), [InputRequired(), Length(max=rules.PASSWORD_MAX)], render_kw=_CURRENT)


class PasswordForm(PortalForm):
    """Another password."""

    old_password = PasswordField(
        _l("Kata sandi sekarang"), [InputRequired(), Length(max=rules.PASSWORD_MAX)], render_kw=_CURRENT
    )
    new_password = PasswordField(_l("Kata sandi baru"), [InputRequired()], description=_PASSWORD_HELP, render_kw=_NEW)


class NewPasswordForm(PortalForm):
    """A password chosen by a reset link."""

    password = PasswordField(_l("Kata sandi baru"), [InputRequired()], description=_PASSWORD_HELP, render_kw=_NEW)


class ForgottenForm(PortalForm):
    """Where to send a reset link."""

    email = EmailField(_l("Surel"), [DataRequired(), Length(max=EMAIL_MAX)], render_kw={"autocomplete": "email"})


class DetailsForm(PortalForm):
    """What is kept about oneself."""

    name = StringField(_l("Nama lengkap"), [DataRequired(), Length(max=NAME_MAX)], render_kw={"autocomplete": "name"})
    email = EmailField(
        _l("Surel"),
        [Optional(), Length(max=EMAIL_MAX)],
        description=_l("Dapat dipakai untuk masuk. Tidak ditampilkan kepada umum."),
    )
    phone = TelField(
        _l("Nomor telepon"),
        [Optional(), Length(max=PHONE_MAX)],
        description=_l("Hanya untuk pengelola portal. Tidak ditampilkan kepada umum."),
    )


class NewAccountForm(PortalForm):
    """An account made by an invitation: three fields."""

    name = StringField(_l("Nama lengkap"), [DataRequired(), Length(max=NAME_MAX)], render_kw={"autocomplete": "name"})
    username = StringField(
        _l("Nama pengguna"),
        [DataRequired(), Length(max=USERNAME_MAX)],
        description=_l("Untuk masuk. Huruf kecil, angka, titik atau garis, misalnya siti.ngebel."),
        render_kw={"autocomplete": "username", **_PLAIN},
    )
    password = PasswordField(_l("Kata sandi"), [InputRequired()], description=_PASSWORD_HELP, render_kw=_NEW)


class InviteForm(PortalForm):
    """Whom to invite: the kind of seat, and its area unless it can only be one's own village."""

    kind = SelectField(_l("Jabatan"), [DataRequired()])
    scope_code = StringField(
        _l("Kode wilayah"),
        [Optional(), Length(max=13)],
        description=_l("Kode desa, kecamatan atau kabupaten, misalnya 35.02.19.2007."),
        render_kw={"inputmode": "decimal"},
    )

    @classmethod
    def offering(cls, choices: list[tuple[str, str]], own_village: str = "") -> InviteForm:
        """The form with the kinds that somebody may invite to; without an area for those of one village."""
        form = cls()
        form.kind.choices = choices
        if own_village:
            del form.scope_code
        return form


class OfficeForm(PortalForm):
    """A new seat."""

    kind = SelectField(_l("Jabatan"), [DataRequired()])
    scope_codes = StringField(
        _l("Kode wilayah"),
        [Optional(), Length(max=SCOPE_MAX)],
        description=_l("Misalnya 35.02.19.2007. Pendamping dapat memegang beberapa desa: pisahkan dengan spasi."),
    )
    organisation_id = StringField(
        _l("Nomor organisasi"), [Optional(), Length(max=9)], description=_l("Hanya untuk wakil pihak ketiga.")
    )
    partnership_id = StringField(
        _l("Nomor kemitraan"), [Optional(), Length(max=9)], description=_l("Hanya untuk pengurus BKAD.")
    )
    label = StringField(
        _l("Sebutan"),
        [Optional(), Length(max=LABEL_MAX)],
        description=_l("Yang dibaca orang, misalnya Kepala Desa Ngebel. Kosongkan untuk sebutan biasa."),
    )


class TermForm(PortalForm):
    """A person takes a seat."""

    username = StringField(
        _l("Nama pengguna"),
        [DataRequired(), Length(max=EMAIL_MAX)],
        description=_l("Nama pengguna orang yang akan memegang jabatan ini."),
        render_kw=_PLAIN,
    )
    starts_on = DateField(_l("Mulai menjabat"), [DataRequired()])
    ends_on = DateField(_l("Sampai"), [Optional()], description=_l("Kosongkan bila belum ditentukan."))
    is_acting = BooleanField(_l("Penjabat sementara (Pj.)"))
    decree_number = StringField(_l("Nomor SK"), [Optional(), Length(max=DECREE_MAX)])
    title = StringField(
        _l("Nama jabatan menurut SK"),
        [Optional(), Length(max=TITLE_MAX)],
        description=_l("Misalnya Kaur Perencanaan."),
    )


class EndTermForm(PortalForm):
    """A term gets its last day."""

    ends_on = DateField(_l("Hari terakhir menjabat"), [DataRequired()])
    reason = StringField(_l("Alasan"), [Optional(), Length(max=500)])


class DisableForm(PortalForm):
    """Why an account is switched off."""

    reason = StringField(_l("Alasan"), [Optional(), Length(max=500)])


def number_in(field: Any) -> int | None:
    """The whole number written in a text field; None for a blank one or for what is none."""
    value = (field.data or "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None
