"""What the sample villages say about themselves. Figures are made up."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ..permissions import Actor
from ..villages import listings, service
from ..villages.models import Need, Potential
from ..villages.owners import village_owner

# code: (head, population, km², latitude, longitude, class, about)
FACTS: Mapping[str, tuple[str, int, str, str, str, str, str]] = {
    "35.02.19.2001": ("Slamet Riyadi", 2710, "6.9", "-7.8206", "111.6093", "developing", "Desa kopi dan cengkih."),
    "35.02.19.2002": ("Endang Sulastri", 3150, "7.4", "-7.8105", "111.6171", "developing", "Desa durian kaki Wilis."),
    "35.02.19.2003": ("Suparman", 2480, "6.1", "-7.8011", "111.6247", "developing", "Desa peternak sapi perah."),
    "35.02.19.2004": ("Yatini", 2205, "8.2", "-7.7903", "111.6339", "lagging", "Desa hutan dan madu."),
    "35.02.19.2005": ("Mulyono", 3340, "9.0", "-7.7852", "111.6452", "advanced", "Desa kopi, dilalui jalan ke telaga."),
    "35.02.19.2006": ("Karsini", 1990, "10.3", "-7.7801", "111.6560", "developing", "Desa sayur dataran tinggi."),
    "35.02.19.2007": ("Siti Aminah", 3890, "8.8", "-7.7969", "111.6331", "advanced",
                      "Desa di tepi Telaga Ngebel. Mata airnya tidak pernah kering."),
    "35.02.19.2008": ("Rahma Wati", 2890, "7.7", "-7.8120", "111.6402", "developing",
                      "Desa sawah dan ladang; airnya kurang pada musim kemarau."),
    "33.02.20.2011": ("Tarsono", 4120, "2.3", "-7.4190", "109.2870", "advanced", "Desa perajin dan pedagang."),
    "33.02.20.2012": ("Nur Hidayati", 9870, "2.9", "-7.4120", "109.2790", "independent", "Desa dekat kampus dan kota."),
    "33.02.07.2010": ("Mujiono", 5230, "12.4", "-7.5710", "109.3890", "advanced", "Desa wisata alam dan budaya."),
    "33.02.07.2009": ("Suratmi", 2740, "6.8", "-7.5820", "109.3770", "developing", "Desa perbukitan dengan mata air."),
}  # fmt: skip

# code: (sector, title, quantity, unit, note)
POTENTIALS: Mapping[str, tuple[tuple[str, str, str, str, str], ...]] = {
    "35.02.19.2007": (
        ("air", "Mata air Nyi Latung", "40", "liter/detik", "Debit diukur September 2026."),
        ("pariwisata", "Dermaga dan perahu telaga", "12", "perahu", ""),
    ),
    "35.02.19.2008": (("pertanian", "Sawah tadah hujan siap tanam", "62", "ha", "Bisa dua kali tanam bila ada air."),),
    "35.02.19.2005": (("pertanian", "Kopi robusta", "85", "ton/tahun", ""),),
    "35.02.19.2006": (("pertanian", "Sayur dataran tinggi", "140", "ton/tahun", ""),),
    "35.02.19.2002": (("pertanian", "Durian lokal", "210", "ton/musim", ""),),
    "35.02.19.2003": (("pertanian", "Pupuk kandang", "30", "ton/bulan", ""),),
    "33.02.20.2011": (("pasar", "Kios pasar desa", "48", "kios", ""),),
    "33.02.07.2009": (("air", "Mata air Bogangin", "15", "liter/detik", ""),),
}
# code: (sector, title, urgency, quantity, unit, note)
NEEDS: Mapping[str, tuple[tuple[str, str, str, str | None, str, str], ...]] = {
    "35.02.19.2008": (("air", "Air irigasi musim kemarau", "high", "25", "liter/detik", "Juli sampai Oktober."),),
    "35.02.19.2007": (("pertanian", "Beras dan sayur untuk warung telaga", "medium", "3", "ton/bulan", ""),),
    "35.02.19.2004": (("pasar", "Tempat menjual madu", "medium", None, "", ""),),
    "35.02.19.2006": (("pertanian", "Pupuk organik", "high", "20", "ton/bulan", ""),),
    "35.02.19.2002": (("pasar", "Olahan durian di luar musim", "medium", None, "", "Perlu alat dan pendampingan."),),
    "33.02.20.2012": (("pasar", "Pasokan sayur dan beras", "medium", "8", "ton/bulan", ""),),
    "33.02.07.2010": (("air", "Air bersih dusun atas", "high", "4", "liter/detik", ""),),
}


def describe(heads: Mapping[str, Actor]) -> None:
    """Fill the records of all sample villages, each by its own head."""
    for code, facts in FACTS.items():
        service.edit_village(heads[code], code, _values(*facts), 0)
        owner = village_owner(code)
        for sector, title, quantity, unit, note in POTENTIALS.get(code, ()):
            values = _listed(sector, title, quantity, unit, note)
            listings.add(heads[code], owner, Potential, values)
        for sector, title, urgency, amount, unit, note in NEEDS.get(code, ()):
            listings.add(heads[code], owner, Need, {**_listed(sector, title, amount, unit, note), "urgency": urgency})


def make_organisations(head: Actor, administrator: Actor) -> int:
    """Two organisations; returns the number of the one that becomes a partner."""
    _organisation(head, "bum_desa", "BUM Desa Telaga Makmur", head.office.village_code if head.office else None)
    return _organisation(administrator, "university", "Universitas Contoh Ponorogo", None)


def _organisation(actor: Actor, kind: str, name: str, seat: str | None) -> int:
    blank = dict.fromkeys(service.ORGANISATION_FIELDS, "")
    made = service.create_organisation(
        actor, {**blank, "kind": kind, "name": name, "village_code": seat, "about": "Data contoh."}
    )
    return made.id


def _values(
    head: str, population: int, area: str, latitude: str, longitude: str, index_class: str, about: str
) -> dict[str, Any]:
    return {
        "head_name": head,
        "public_phone": "",
        "public_email": "",
        "website": "",
        "population": population,
        "area_km2": Decimal(area),
        "latitude": Decimal(latitude),
        "longitude": Decimal(longitude),
        "index_class": index_class,
        "index_kind": "indeks_desa",
        "index_year": 2025,
        "about": f"{about} (Data contoh.)",
        "terms": {},
    }


def _listed(sector: str, title: str, quantity: str | None, unit: str, note: str) -> dict[str, Any]:
    amount = Decimal(quantity) if quantity else None
    return {"sector": sector, "title": title, "quantity": amount, "unit": unit, "note": note}
