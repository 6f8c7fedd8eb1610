"""`portal new-plugin`: needs no installation, only a folder to write into."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("new-plugin")
@click.argument("name")
@click.option("--folder", type=click.Path(path_type=Path), help="Folder tujuan; bila tidak disebut: portal-NAME.")
def new_plugin(name: str, folder: Path | None) -> None:
    """Tulis plugin NAME yang sudah jalan: satu sektor, terjemahannya, dan ujinya."""
    from .ops.new_plugin import write_plugin

    made = write_plugin(name, folder)
    click.echo(f"Plugin '{name}' ditulis di {made}. Berikutnya:")
    for step in (f"cd {made}", "pip install -e .", "python -m pytest", "portal plugins"):
        click.echo(f"  {step}")
    click.echo("Mulai ulang portal, lalu ganti isi sector.py dengan yang berlaku di desa Anda.")
