"""Build hook: compiles the catalogues and makes the local copy of htmx, for wheels and editable installs.

`python hatch_build.py` does the same in a checkout.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent
STATIC = ROOT / "portal" / "static"


def compile_catalogues() -> int:
    """Write the .mo beside each .po; the number of catalogues."""
    sources = sorted(
        [*ROOT.glob("portal/translations/*/LC_MESSAGES/*.po"), *ROOT.glob("plugins/*/translations/*/*/*.po")]
    )
    for source in sources:
        compile_catalogue(source)
    return len(sources)


def compile_catalogue(source: Path) -> None:
    """Write the .mo of one .po. Whoever reads it meanwhile gets the old one or the new one, never a part."""
    unfinished = source.with_name(f"messages.{os.getpid()}.new")
    with source.open("rb") as written, unfinished.open("wb") as compiled:
        write_mo(compiled, read_po(written, locale=source.parent.parent.name))
    unfinished.replace(source.with_suffix(".mo"))


def make_htmx_copy() -> None:
    """Fetch htmx for the wheel; without a network the build goes on, and `portal assets` can do it later."""
    for name, folder in (("portal", ROOT / "portal"), ("portal.web", ROOT / "portal" / "web")):
        if name not in sys.modules:  # the packages without their __init__: Flask is not there at build time
            package = ModuleType(name)
            package.__path__ = [str(folder)]
            sys.modules[name] = package
    try:
        importlib.import_module("portal.web.htmx_copy").make_local_copy(STATIC)
    except Exception as error:
        print(f"no local copy of htmx was made: {error}", file=sys.stderr)


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand, without hatchling
    pass
else:

    class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
        """What hatchling calls before it collects the files."""

        PLUGIN_NAME = "custom"

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            """Make the ignored files; put the pages of the core inside the package of a wheel."""
            compile_catalogues()
            make_htmx_copy()
            if version != "editable":
                build_data["force_include"]["templates"] = "portal/templates"


if __name__ == "__main__":
    print(f"{compile_catalogues()} catalogues compiled")
