"""The student groups: their table, the verb that adds one, and its page."""

from flask import Blueprint, url_for
from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column
from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from portal import sdk

pages = Blueprint("groups", __name__)


class Group(sdk.Model):
    __tablename__ = "kembaran_kampus_group"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    topic: Mapped[str] = mapped_column(String(160))
    students: Mapped[int]


class GroupForm(sdk.PortalForm):
    topic = StringField("Topik", [InputRequired(), Length(max=160)])
    students = IntegerField("Jumlah mahasiswa", [InputRequired(), NumberRange(min=1, max=100)])


def groups_of(partnership, reader):
    """What the panel shows: the newest twenty groups."""
    newest = select(Group).filter_by(partnership_id=partnership.id).order_by(Group.id.desc()).limit(20)
    may_add = sdk.may(reader, sdk.Action.PARTNERSHIP_WORK, partnership)
    return {"groups": list(sdk.db.session.scalars(newest)), "may_add": may_add}


@sdk.transactional
def add_group(person, partnership_id, values):
    """Put a group on record. The permission is checked where the partnership is loaded, and locked."""
    partnership = sdk.partnership_for(person, partnership_id, sdk.Action.PARTNERSHIP_WORK)
    sdk.db.session.add(Group(partnership_id=partnership.id, **values))
    sdk.record(person, "kembaran_kampus.group_added", "partnership", partnership.id, after=dict(values))


@pages.route("/<int:partnership_id>/kelompok", methods=["GET", "POST"])
@sdk.needs(sdk.Action.PARTNERSHIP_WORK)
def add(partnership_id):
    """The form for one more group."""
    partnership = sdk.partnership_for(sdk.actor(), partnership_id, sdk.Action.PARTNERSHIP_WORK)
    sdk.require(sdk.Action.PARTNERSHIP_WORK, partnership)
    form = GroupForm()
    if form.validate_on_submit():
        add_group(sdk.actor(), partnership_id, form.values())
        return sdk.go(url_for("partnerships.show", partnership_id=partnership_id), "Kelompok tersimpan.")
    status = 422 if form.errors else 200
    return sdk.page("kembaran_kampus/add.html", "form", status=status, form=form, partnership=partnership)
