"""What is worth counting between two parties."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.sdk import Indicator

INDICATORS = (
    Indicator("joint_activities", _l("Kegiatan bersama yang terlaksana"), unit="kegiatan", sdgs=(17,), adds="always"),
    Indicator("knowledge_exchanges", _l("Pertukaran pengetahuan"), unit="kali", sdgs=(4, 17), adds="always"),
    Indicator("commitments_kept", _l("Janji yang ditepati tepat waktu"), unit="%", sdgs=(16, 17)),
    Indicator("beneficiaries", _l("Penerima manfaat di kedua pihak"), unit="orang", sdgs=(1, 10)),
    Indicator(
        "days_without_contact", _l("Hari terlama tanpa kabar"), unit="hari", direction=-1, sdgs=(17,), adds="never"
    ),
)
