"""Sector partnership: villages with one interest in common, such as water, waste or markets.

Brings the eight sectors that potentials, needs and partnerships are told by. The
partnership type itself is announced here and cannot be used yet.
"""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.sdk import PartnershipType, Sector, hookimpl

SECTORS = [
    Sector(
        "pertanian",
        _l("Pertanian dan pangan"),
        _l("Tanaman pangan, kebun, ternak, ikan, dan hutan rakyat."),
        ("ha", "ton/panen", "kg/bulan", "ekor", "orang", "unit"),
        order=10,
    ),
    Sector(
        "air",
        _l("Air bersih dan irigasi"),
        _l("Mata air, sambungan air minum, sumur, embung, dan saluran irigasi."),
        ("liter/detik", "m³/hari", "sambungan rumah", "km", "ha", "unit"),
        order=20,
    ),
    Sector(
        "pasar",
        _l("Pasar desa dan UMKM"),
        _l("Pasar, kios, usaha kecil, dan tempat menjual hasil bersama."),
        ("kios", "pedagang", "usaha", "unit", "Rp/bulan"),
        order=30,
    ),
    Sector(
        "pariwisata",
        _l("Pariwisata"),
        _l("Tempat wisata, homestay, pemandu, seni, dan budaya."),
        ("tempat", "kamar", "orang", "pengunjung/bulan", "km"),
        order=40,
    ),
    Sector(
        "sampah",
        _l("Sampah dan kebersihan"),
        _l("Bank sampah, tempat olah sampah, angkutan, dan kompos."),
        ("ton/bulan", "kg/hari", "rumah", "kendaraan", "unit"),
        order=50,
    ),
    Sector(
        "kesehatan",
        _l("Kesehatan"),
        _l("Posyandu, pos kesehatan, ambulans desa, dan gizi anak."),
        ("orang", "kader", "posyandu", "kendaraan", "unit"),
        order=60,
    ),
    Sector(
        "pendidikan",
        _l("Pendidikan dan pelatihan"),
        _l("PAUD, taman baca, kursus, dan pelatihan keterampilan."),
        ("orang", "kelas", "guru", "paket", "unit"),
        order=70,
    ),
    Sector(
        "energi",
        _l("Energi"),
        _l("Listrik dari air dan surya, biogas, dan hemat energi."),
        ("kW", "kWh/bulan", "rumah", "unit"),
        order=80,
    ),
]


@hookimpl
def portal_sectors() -> list[Sector]:
    return SECTORS


@hookimpl
def portal_partnership_types(sectors: tuple[Sector, ...]) -> list[PartnershipType]:
    return [
        PartnershipType(
            code="sector",
            label=_l("Kemitraan satu sektor"),
            description=_l(
                "Desa-desa yang mengurus satu hal yang sama, misalnya air, sampah, atau pasar: "
                "berbagi keahlian, alat, dan ukuran hasil."
            ),
            parties=(2, None),
            usable=False,
            order=30,
        )
    ]
