"""A plugin that brings thirty-two more sectors, each as large as one of the eight; also for `make bench`."""

from __future__ import annotations

from dataclasses import replace

from plugins.sector import SECTORS
from portal.contracts import Sector
from portal.hookspecs import hookimpl


class ThirtyTwoMore:
    """Forty sectors with the eight: more than a kabupaten can think of."""

    NAME = "banyak"

    @hookimpl
    def portal_sectors(self) -> list[Sector]:
        return [
            replace(sector, code=f"{sector.code}_{number}", label=f"{sector.label} {number}", order=100 + number)
            for number in range(2, 6)
            for sector in SECTORS
        ]
