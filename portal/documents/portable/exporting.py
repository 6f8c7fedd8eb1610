"""Writes the file of a partnership: what people read, the data, the history, the attached files."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from typing import IO, Any

from flask import current_app
from sqlalchemy import select

from ... import clock, storage
from ...db import db
from ...partnerships.models import Attachment, Partnership
from ...partnerships.portable import Carried, LeftOut, reachable, said_of
from . import history, origin, package
from .collecting import Collection
from .pages import Pages

PIECE = 2**16  # bytes
PERSONS = "Akun, nomor telepon, dan surel orang tidak dibawa; nama jabatan tetap sebagai tulisan."


def write(partnership: Partnership, stream: IO[bytes]) -> dict[str, Any]:
    """Write the whole-partnership file to a stream, in bounded memory; returns its manifest.

    It holds what every party may read. The same content makes the same bytes but for the moment in the manifest.
    """
    copy = origin.copy_of(partnership.id)
    collection = Collection(partnership.id)
    out = package.Writer(stream)
    pages = Pages(partnership, collection)
    tables = {"organisation": out.lines(package.data_member("organisation"), collection.organisations())}
    files = _files_of(partnership, collection)
    for item in collection.tables:
        rows = _rows(item, collection, files)
        tables[item.table.name] = out.lines(package.data_member(item.table.name), pages.reading(item, rows))
    out.lines(package.HISTORY, pages.reading_history(history.lines(partnership.id)))
    missing = _write_files(out, files)
    left_out = left_out_words()
    pages.write(out, [name for name, _stored in files.values()], left_out)
    manifest = {
        "format": package.FORMAT,
        "format_version": package.FORMAT_VERSION,
        "portal_version": version("portal-kemitraan-desa"),
        "uid": origin.uid_of(partnership.id, copy),
        "title": partnership.title,
        "made_at": clock.now().isoformat(),
        "path": origin.path_of(copy),
        "tables": {name: count for name, count in tables.items() if count},
        "left_out": left_out,
        "missing_files": missing,
        "content_sha256": package.content_sha256(out.members),
        "members": out.members,
    }
    with out.member(package.MANIFEST) as member:
        member.write(package.spelled(manifest).encode())
    out.close()
    return manifest


def left_out_words() -> list[str]:
    """What stays behind and why, each reason once."""
    found: dict[str, None] = {PERSONS: None}
    for table in reachable():
        item = said_of(table)
        if isinstance(item, LeftOut):
            found[str(item.why)] = None
        else:
            found |= dict.fromkeys(str(why) for why in (item.without, *item.emptied.values()) if why is not None)
    return list(found)


def _files_of(partnership: Partnership, collection: Collection) -> dict[int, tuple[str, str]]:
    """Where each attached file stands in the ZIP and on the disk, by its number in the file."""
    query = select(Attachment.id, Attachment.original_name, Attachment.stored_name)
    rows = db.session.execute(query.where(Attachment.partnership_id == partnership.id).order_by(Attachment.id))
    numbered = ((collection.number_of("attachment", number), name, stored) for number, name, stored in rows)
    return {
        number: (package.file_member(number, name), stored) for number, name, stored in numbered if number is not None
    }


def _rows(item: Carried, collection: Collection, files: dict[int, tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """The rows of a table; those of files say where theirs stands."""
    rows = collection.rows(item)
    if item.table.name != Attachment.__tablename__:
        return rows
    return ({**row, "member": files[row["id"]][0]} for row in rows)


def _write_files(out: package.Writer, files: dict[int, tuple[str, str]]) -> list[str]:
    """Copy the attached files piece by piece; returns those that are not on the disk."""
    folder = current_app.extensions["portal.settings"].files
    missing = []
    for name, stored in files.values():
        path = storage.path_of(folder, stored)
        if not path.is_file():
            missing.append(name)
            continue
        with open(path, "rb") as source, out.member(name) as member:
            while piece := source.read(PIECE):
                member.write(piece)
    return missing
