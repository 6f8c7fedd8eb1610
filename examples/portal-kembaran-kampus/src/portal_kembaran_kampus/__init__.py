"""A village and a university as sisters: a type with a trial semester, and a register of student groups."""

from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from portal import sdk

from .groups import groups_of, pages

CODE = "kembaran_kampus"


class TwinForm(sdk.PortalForm):
    faculty = StringField("Fakultas atau program studi", [Optional(), Length(max=160)])


class ReviewForm(sdk.PortalForm):
    lessons = TextAreaField("Yang dipelajari desa dan kampus", [InputRequired(), Length(max=2000)])


REVIEW = sdk.Gate(
    "kembaran_kampus_review", "Tinjauan semester percobaan", "partnership", ReviewForm, "Desa dan kampus",
    "Berita Acara Tinjauan", sdk.LegalBasis("Kebiasaan baik", confirmed=False), states=("kembaran_kampus_trial",),
)  # fmt: skip
TRIAL = sdk.State("kembaran_kampus_trial", "Semester percobaan", "Satu kelompok bekerja di desa, lalu ditinjau.")
WORKFLOW = sdk.WorkflowAddition(
    states=(TRIAL,),
    transitions=(
        sdk.Transition("kembaran_kampus_begin", ("offer_accepted",), TRIAL.code, "Mulai semester percobaan"),
        sdk.Transition("kembaran_kampus_end", (TRIAL.code,), "offer_accepted", "Akhiri", gates=(REVIEW.code,)),
    ),
    gates={"start_drafting": (REVIEW.code,)},  # nobody writes an agreement before one semester was tried
)


@sdk.hookimpl
def portal_partnership_types(sectors):
    about = "Satu desa dan satu kampus: mahasiswa belajar di desa, desa mendapat tenaga dan pengetahuan."
    return [sdk.PartnershipType(CODE, "Kembaran kampus", about, (2, 2), TwinForm, WORKFLOW, (REVIEW,), order=50)]


@sdk.hookimpl
def portal_transition_blockers(partnership, transition, actor):
    if partnership.type_code != CODE or transition != "send_offer":
        return []
    with_university = any(party.organisation_id for party in partnership.bound)
    return [] if with_university else ["Undang dulu kampusnya sebagai pihak."]


@sdk.hookimpl
def portal_panels(partnership, actor):
    if partnership.type_code != CODE:
        return []
    return [sdk.Panel("kelompok", "Kelompok mahasiswa", "kembaran_kampus/panel.html", groups_of, public=True)]


@sdk.hookimpl
def portal_blueprints():
    return [pages]


@sdk.hookimpl
def portal_words():
    return [("kembaran_kampus.group_added", "Kelompok mahasiswa dicatat"), ("topic", "Topik kelompok")]
