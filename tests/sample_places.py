"""The areas that the sample data is set in: those of the tests, and the few of Banyumas."""

from __future__ import annotations

import shutil
from pathlib import Path

from portal.demo import people
from portal.villages import areas

SAMPLE_AREAS = Path(__file__).parent / "sample_areas"


def load_places_of_the_samples(folder: Path) -> None:
    """Load them, inside an app's context, by way of an empty `folder`."""
    shutil.copytree(SAMPLE_AREAS, folder)
    more = {
        "districts": ("33.02.07,33.02,Sumpiuh", "33.02.20,33.02,Kembaran"),
        "villages": [
            *(f"{code},{code[:8]},{name}" for code, (name, _head) in people.OTHER_HEADS.items() if code < "35"),
            "33.02.07.2009,33.02.07,Bogangin",
        ],
    }
    for name, rows in more.items():
        with open(folder / f"{name}.csv", "a", encoding="utf-8") as file:
            file.writelines(row + "\n" for row in rows)
    areas.load(folder)
