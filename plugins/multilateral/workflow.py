"""What many parties add to the lawful path: they meet before they write, and elect who writes."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.sdk import Gate, LegalBasis, WorkflowAddition

from . import rules
from .forms import DraftingTeamForm, FirstAttendanceForm, FirstMeetingForm
from .rules import DRAFTING_TEAM, FIRST_ATTENDANCE, FIRST_MEETING

PRACTICE = LegalBasis("Kebiasaan baik kemitraan banyak desa", confirmed=False)

GATES = (
    Gate(
        FIRST_MEETING,
        _l("Musyawarah antar desa awal"),
        "partnership",
        FirstMeetingForm,
        _l("Desa pengusul sebagai tuan rumah"),
        _l("Berita Acara Musyawarah Antar Desa Awal"),
        PRACTICE,
        help=_l("Para pihak bertemu sebelum naskah ditulis, supaya tujuannya satu dan tidak ada yang tertinggal."),
        signers=(_l("Ketua sidang"),),
    ),
    Gate(
        FIRST_ATTENDANCE,
        _l("Hadir di musyawarah awal"),
        "party",
        FirstAttendanceForm,
        _l("Utusan tiap pihak"),
        _l("Daftar Hadir Musyawarah Antar Desa Awal"),
        LegalBasis("Kuorum dua pertiga pihak", confirmed=False),
    ),
    Gate(
        DRAFTING_TEAM,
        _l("Tim perumus"),
        "partnership",
        DraftingTeamForm,
        _l("Musyawarah antar desa awal memilih"),
        _l("Keputusan tentang Tim Perumus"),
        PRACTICE,
        help=_l("Beberapa orang yang menulis rancangan atas nama semua pihak."),
    ),
)

# The text is finished by people whom the parties elected when they met. The law's own path follows:
# every village's musyawarah, the musyawarah antar desa, a joint regulation signed by all heads.
_MET, _ELECTED = (FIRST_MEETING, DRAFTING_TEAM), (rules.first_meeting_heard_enough, rules.team_is_a_team)
ADDITION = WorkflowAddition(
    gates={"open_consultation": _MET, "finish_draft": _MET},
    guards={
        "open_consultation": _ELECTED,
        "finish_draft": _ELECTED,
        "start": (rules.every_village_in_the_body,),
    },
)
