"""Multilateral partnership: three or more villages with a joint body. Announced here; it cannot be used yet."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.sdk import PartnershipType, Sector, hookimpl


@hookimpl
def portal_partnership_types(sectors: tuple[Sector, ...]) -> list[PartnershipType]:
    return [
        PartnershipType(
            code="multilateral",
            label=_l("Kemitraan banyak desa"),
            description=_l(
                "Tiga desa atau lebih dengan badan kerja sama (BKAD): bermusyawarah, memutuskan, "
                "dan membiayai program bersama."
            ),
            parties=(3, None),
            usable=False,
            order=20,
        )
    ]
