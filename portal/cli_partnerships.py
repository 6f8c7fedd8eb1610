"""Commands about whole partnerships: their file out, and one from another installation in."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from .cli_app import opened_app


@click.group()
def partnership() -> None:
    """Berkas kemitraan: seluruh catatan satu kerja sama dalam satu ZIP."""


@partnership.command("export")
@click.argument("number", type=click.IntRange(1, 2**31 - 1))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export_partnership(number: int, file: Path) -> None:
    """Tulis kemitraan NUMBER ke FILE, yang belum boleh ada."""
    from .db import db
    from .documents.portable import exporting
    from .partnerships.models import Partnership

    with opened_app() as app, app.test_request_context():
        found = db.session.get(Partnership, number)
        if found is None:
            raise click.ClickException(f"Tidak ada kemitraan nomor {number}.")
        try:
            with open(file, "xb") as stream:
                manifest = exporting.write(found, stream)
        except FileExistsError:
            raise click.ClickException(f"{file} sudah ada.") from None
    click.echo(f"'{manifest['title']}' ditulis ke {file}. Sidik isi: {manifest['content_sha256']}")


@partnership.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_partnership(file: Path) -> None:
    """Salin kemitraan dari FILE, semuanya atau tidak sama sekali."""
    from .documents.portable import service
    from .documents.portable.opening import Opened, WrongFile
    from .errors import Invalid
    from .permissions import SYSTEM

    with opened_app() as app, app.test_request_context():
        try:
            with closing(Opened(file)) as opened:
                taken = service.take_over(SYSTEM, service.prepared(SYSTEM, opened))
        except WrongFile as wrong:
            raise click.ClickException(str(wrong.sentence)) from None
        except Invalid as wrong:
            raise click.ClickException(" ".join(wrong.errors.values())) from None
        click.echo(f"'{taken.title}' disalin sebagai kemitraan nomor {taken.id}.")
