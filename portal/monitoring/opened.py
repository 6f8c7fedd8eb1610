"""What programs may read of monitoring: the indicators, and what was verified; as much of it as the pages show."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from ..db import db
from ..partnerships.cases import party_names
from ..partnerships.goal_links import goals_linked
from ..partnerships.models import Partnership
from ..partnerships.open_lists import OpenList, Values, day, each, number, text, whole
from .indicators import queries, rules
from .indicators.models import KIND, Indicator
from .measurements.models import Measurement
from .measurements.rules import VERIFIED


def _indicators(partnership: Partnership, insider: bool, after: int, limit: int) -> Sequence[Values]:
    query = queries.listed(partnership.id, insider).where(Indicator.id > after).options(selectinload(Indicator.targets))
    found = db.session.scalars(query.order_by(None).order_by(Indicator.id).limit(limit)).all()
    goals = goals_linked(KIND, [item.id for item in found])
    columns = (
        "id", "code", "name", "definition", "unit", "kind", "direction", "frequency", "baseline", "baseline_on",
        "scale", "source", "is_cumulative",
    )  # fmt: skip
    return [
        {
            **{name: getattr(item, name) for name in columns},
            "targets": [
                {"starts_on": target.starts_on, "ends_on": target.ends_on, "value": target.value}
                for target in item.targets
            ],
            "goals": list(goals.get(item.id, ())),
        }
        for item in found
    ]


def _measurements(partnership: Partnership, insider: bool, after: int, limit: int) -> Sequence[Values]:
    names = party_names(partnership.parties)
    query = (
        select(Measurement)
        .join(Indicator, Indicator.id == Measurement.indicator_id)
        .where(
            Measurement.partnership_id == partnership.id,
            Measurement.state == VERIFIED,
            Measurement.id > after,
            *(() if insider else (Indicator.is_public,)),
        )
        .options(selectinload(Measurement.parts))
    )
    columns = (
        "id", "indicator_id", "party_id", "starts_on", "ends_on", "value", "numerator", "denominator", "words",
        "amended",
    )  # fmt: skip
    return [
        {
            **{name: getattr(item, name) for name in columns},
            "party": names.get(item.party_id, "–"),
            "parts": [{"dimension": part.dimension, "part": part.part, "value": part.value} for part in item.parts],
        }
        for item in db.session.scalars(query.order_by(Measurement.id).limit(limit))
    ]


def _object(fields: Values) -> Values:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


INDICATORS = OpenList(
    "indikator",
    "Indikator yang diukur: bagi umum yang dibuka.",
    {
        "id": whole(least=1),
        "code": text(),
        "name": text(),
        "definition": text(),
        "unit": text(),
        "kind": text("", *rules.KINDS),
        "direction": {"enum": [-1, 1], "description": "1: makin besar makin baik; -1: makin kecil makin baik."},
        "frequency": text("", *rules.FREQUENCIES),
        "baseline": number("Nilai awal."),
        "baseline_on": day(),
        "scale": each(text(), "Tingkat-tingkatnya, bagi kind scale."),
        "source": text("Sumber data."),
        "is_cumulative": {"type": "boolean", "description": "Nilai semua masa dijumlahkan."},
        "targets": each(_object({"starts_on": day(), "ends_on": day(), "value": number()})),
        "goals": each(whole(), "Tujuan SDGs Desa."),
    },
    _indicators,
)
MEASUREMENTS = OpenList(
    "pengukuran",
    "Hasil pengukuran yang sudah diperiksa pihak lain: bagi umum dari indikator yang dibuka.",
    {
        "id": whole(least=1),
        "indicator_id": whole(),
        "party_id": whole("Pihak yang melaporkan."),
        "party": text(),
        "starts_on": day(),
        "ends_on": day(),
        "value": number("Ya 1, tidak 0; tingkat sebuah skala mulai 1; kosong bagi kind words."),
        "numerator": number(),
        "denominator": number(),
        "words": text(),
        "amended": whole("Berapa kali dibetulkan."),
        "parts": each(_object({"dimension": text(), "part": text(), "value": number()})),
    },
    _measurements,
)
